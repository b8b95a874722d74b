"""A page's own content with the page viewer beside it when a page is open."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui.viewer.code_ahead import code_ahead
from ui.viewer.viewer import viewer


def beside_viewer(content: Callable[[], None]) -> None:
    """Draw ``content`` centred, or at the left of the page that is open.

    The columns are there either way, and the style decides how wide they are: with
    others in their place, the browser would build a whole chat anew at every click
    on a citation.
    """
    with st.container(key="beside"):
        left, right = st.columns([5, 6], gap="medium")
        # The page first: an answer that is still being written must not keep it waiting.
        with right:
            viewer()
            code_ahead("NumberInput", "Selectbox", "DownloadButton")
        with left, st.container(key="content"):
            content()

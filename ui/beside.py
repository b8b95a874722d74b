"""A page's own content with the page viewer beside it when a page is open."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui.viewer import opened_page, viewer


def beside_viewer(content: Callable[[], None]) -> None:
    """Draw ``content`` alone and centred, or at the left of the page that is open."""
    if opened_page() is None:
        with st.container(key="alone"):
            content()
        return
    left, right = st.columns([5, 6], gap="medium")
    # The page first: an answer that is still being written must not keep it waiting.
    with right:
        viewer()
    with left:
        content()

"""A page's own content with the page viewer beside it, its code fetched before it is needed.

The browser fetches the code of each kind of widget when it first meets one. For
the page viewer that would be twenty files between a click and the page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import streamlit as st

from corpus.model import Page, Paper
from ui.viewer.opened import follow_address
from ui.viewer.viewer import viewer

_CODE = Path(st.__file__).parent / "static" / "static" / "js"

# What is fetched is of this app's own origin, beside the script that the page came with. A file
# that cannot be fetched is asked for again, and missed aloud, when a widget needs it.
_JS = """
export default function ({ data }) {
  const app = document.querySelector('script[type="module"][src*="/static/js/"]');
  if (!app) { return; }
  const calm = window.requestIdleCallback ?? ((work) => setTimeout(work, 200));
  calm(() => data.files.forEach((file) => import(new URL(file, app.src).href).catch(() => {})));
}
"""

_fetch = st.components.v2.component("minutebook_code_ahead", html="<span></span>", js=_JS)


def beside_viewer(
    content: Callable[[], None], above: Callable[[Paper, Page], None] = lambda *_: None
) -> None:
    """Draw ``content`` centred, or at the left of the page that is open.

    ``above`` draws what stands above the picture of that page.

    The columns are there either way, and the style decides how wide they are: with
    others in their place, the browser would build a whole chat anew at every click
    on a citation.
    """
    follow_address()
    with st.container(key="beside"):
        left, right = st.columns([5, 6], gap="medium")
        # The page first: an answer that is still being written must not keep it waiting.
        with right:
            viewer(above)
            _code_ahead("NumberInput", "Selectbox", "DownloadButton", "TextInput", "Checkbox")
        with left, st.container(key="content"):
            content()


def _code_ahead(*kinds: str) -> None:
    """Have the browser fetch the code of ``kinds`` of widgets, by Streamlit's names for them."""
    # A tuple: of a list Streamlit asks pandas, imported first, whether it is a table.
    files = tuple(file for kind in kinds for file in code_files(kind))
    _fetch(data={"files": files}, key="code_ahead")


@cache
def code_files(kind: str) -> tuple[str, ...]:
    """Return the names of the files that hold the code of a kind of widget."""
    return tuple(sorted(file.name for file in _CODE.glob(f"{kind}.*.js")))

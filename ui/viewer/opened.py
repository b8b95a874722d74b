"""Which page each page of the app has open, and the address that says so.

The address follows what is opened and closed. It is followed in turn where a link is
opened and where the browser goes back or forward; else what a browser says may be
older than what was clicked.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.shell import page_shown
from ui.words import OpenPage, page_query, read_page

ZOOMS = (100, 140, 200, 300)
_PARTS = ("paper", "page", "mark", "find")
_OPEN, _FOLLOWED, _REDRAW = "open_page", "address_followed", "redraw_all"


def opened_page() -> OpenPage | None:
    """Return the page that this session has open; None while none is."""
    found: OpenPage | None = st.session_state.get(_key())
    return found


def open_page(opened: OpenPage) -> None:
    """Open a page in this session's viewer, at the first zoom."""
    _open(opened)
    say_address()


def close_page() -> None:
    """Close the viewer."""
    st.session_state.pop(_key(), None)
    say_address()


def turn_to(page: int) -> None:
    """Show another physical page of the paper that is open, keeping its highlights.

    The viewer puts it in the address itself: the browser's way back is to where one came from,
    not through every page that was turned.
    """
    if opened := opened_page():
        st.session_state[_key()] = replace(opened, page=page)
        st.session_state["viewer_page"] = page
        st.session_state["viewer_overview"] = False


def look_for(words: str) -> None:
    """Look for ``words`` in the paper that is open; "" ends that."""
    if opened := opened_page():
        st.session_state[_key()] = replace(opened, find=words)


def redraw_all() -> None:
    """Have the whole page drawn anew, from a callback of what stands in the viewer."""
    st.session_state[_REDRAW] = True


def redrawn() -> bool:
    """Tell once whether the whole page is to be drawn anew, before the viewer is drawn."""
    return bool(st.session_state.pop(_REDRAW, False))


def follow_address() -> None:
    """Open or close what the address asks for, where a link or the browser's history says it.

    To be called when a page is drawn as a whole.
    """
    context = get_script_run_ctx()
    first = not st.session_state.get(_FOLLOWED)
    st.session_state[_FOLLOWED] = True
    if not (first or (context and context.is_history_navigation)):
        say_address()
        return
    asked = read_page(st.query_params.to_dict())
    if asked is None:
        st.session_state.pop(_key(), None)
    elif (opened := opened_page()) is None or page_query(opened) != page_query(asked):
        _open(asked)


def say_address() -> None:
    """Say in the address which page is open, or that none is."""
    address = st.query_params.to_dict()
    said = page_query(opened) if (opened := opened_page()) else {}
    told = {name: value for name, value in address.items() if name not in _PARTS or name in said}
    if (told := told | said) != address:
        # All at once: each change is a step of the browser's history.
        st.query_params.from_dict(told)


def _open(opened: OpenPage) -> None:
    st.session_state[_key()] = opened
    st.session_state["viewer_zoom"] = ZOOMS[0]
    st.session_state["viewer_find"] = opened.find
    st.session_state["viewer_overview"] = False
    st.session_state.pop("viewer_page", None)


def _key() -> str:
    """Return where it is kept: each page of the app has its own."""
    return f"{_OPEN}_{page_shown()}"

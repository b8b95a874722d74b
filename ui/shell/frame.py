"""What every page shares: its frame, the note while the model loads, and what goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from corpus.model import CorpusError, typed
from retrieval.model import RetrievalError
from ui.people import ForbiddenError, forget_what_is_closed, sign_in_line, stand_guard, told
from ui.service import backend, warming
from ui.shell.footer import footer
from ui.shell.style import style
from ui.words import plain

# A picture of our own: a named symbol would be fetched from another host.
ICON = str(Path(__file__).with_name("icon.png"))
# Of this session: whether a page was ever drawn, and whether one is not at its end yet.
_DRAWN, _UNDER_WAY = "frame_drawn", "frame_under_way"


def framed(page: Callable[[], None], forget: Callable[[], None]) -> None:
    """Draw ``page`` with the shared style, or say why it cannot be drawn.

    ``forget`` empties the chat of a session that was shown more than it may see now.
    """
    st.session_state[_UNDER_WAY] = True
    style()
    try:
        backend()
        stand_guard()
        forget_what_is_closed(forget)
        sign_in_line()
        _loading()
        page()
        footer()
        st.session_state[_DRAWN] = True
        st.session_state[_UNDER_WAY] = False
    except (CorpusError, RetrievalError, ForbiddenError) as error:
        st.error(plain(told(error)), icon=":material/error:")


def all_drawn() -> bool:
    """Tell whether the page was drawn to its end; if not, nothing may be drawn by itself."""
    return st.session_state.get(_UNDER_WAY) is False


def _loading() -> None:
    """Say that the model is loading, or that it cannot be; nothing once it is there."""
    state = warming()
    if state.error is not None:
        st.error(
            f"The reading model could not be loaded, so questions cannot be answered: "
            f"{plain(told(state.error))}",
            icon=":material/error:",
        )
    elif state.running:
        _watch()


@st.fragment(run_every=0.7)
def _watch() -> None:
    # A browser asks for this part of the page again when it has drawn all of it.
    if st.session_state.get(_DRAWN):
        warming().start()
    if warming().running:
        with st.container(key="loading"):
            st.caption(":material/hourglass_top: Loading the reading model…")
    else:
        st.rerun()


def empty_catalogue() -> None:
    """Say what to do when there are no papers."""
    st.info(
        "There are no papers yet. Add agenda packs, minutes or reports on the Papers page, "
        f"or with {typed('corpus add')}.",
        icon=":material/upload_file:",
    )

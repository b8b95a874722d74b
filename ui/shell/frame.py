"""What every page shares: its frame, the note while the model loads, and what goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from corpus.model import CorpusError, typed
from retrieval.model import RetrievalError
from ui.language import _, language_line
from ui.people import ForbiddenError, forget_what_is_closed, sign_in_line, stand_guard, told
from ui.service import backend, warming
from ui.shell.footer import footer
from ui.shell.helping import help_link
from ui.shell.manners import manners
from ui.shell.style import style
from ui.words import plain

# A picture of our own: a named symbol would be fetched from another host.
ICON = str(Path(__file__).with_name("icon.png"))
_NAME = "Minutebook"
# Of this session: whether a page was ever drawn, and whether one is not at its end yet.
_DRAWN, _UNDER_WAY = "frame_drawn", "frame_under_way"
# The page that it shows.
_SHOWN = "frame_page"


def framed(page: StreamlitPage, forget: Callable[[], None]) -> None:
    """Draw ``page`` with the shared style, or say why it cannot be drawn.

    ``forget`` empties the chat of a session that was shown more than it may see now.
    """
    st.session_state[_UNDER_WAY] = True
    st.session_state[_SHOWN] = page.url_path
    style()
    manners()
    language_line()
    try:
        backend()
        stand_guard()
        forget_what_is_closed(forget)
        sign_in_line()
        _whose()
        _loading()
        page.run()
        footer()
        st.session_state[_DRAWN] = True
        st.session_state[_UNDER_WAY] = False
    except (CorpusError, RetrievalError, ForbiddenError) as error:
        st.error(plain(told(error)), icon=":material/error:")


def page_shown() -> str:
    """Return the path of the page that this session shows, "" for the first one."""
    return str(st.session_state.get(_SHOWN, ""))


def shown_name() -> str:
    """Return what the app is called, as it was set and not made safe for Markdown."""
    try:
        return backend().settings.name
    except (CorpusError, RetrievalError):
        return _NAME  # the page says itself why there is no backend


def _whose() -> None:
    """Say above the page what the app is called, where that is not its own name."""
    if (name := shown_name()) != _NAME:
        with st.container(key="whose"):
            st.caption(f"**{plain(name)}**")


def all_drawn() -> bool:
    """Tell whether the page was drawn to its end; if not, nothing may be drawn by itself."""
    return st.session_state.get(_UNDER_WAY) is False


def _loading() -> None:
    """Say that the model is loading, or that it cannot be; nothing once it is there."""
    state = warming()
    if state.error is not None:
        st.error(
            _(
                "The reading model could not be loaded, so questions cannot be answered: {error}"
            ).format(error=plain(told(state.error))),
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
            st.caption(_(":material/hourglass_top: Loading the reading model…"))
    else:
        st.rerun()


def empty_catalogue() -> None:
    """Say what to do when there are no papers."""
    st.info(
        _(
            "There are no papers yet. Add agenda packs, minutes or reports on the Papers "
            "page, or with {command}."
        ).format(command=typed("corpus add")),
        icon=":material/upload_file:",
    )
    help_link(_("What this is, and how to read its answers"))

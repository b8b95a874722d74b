"""Signing in and out: the line at the top of every page, where sign-in is set up."""

from __future__ import annotations

import logging
from collections.abc import Callable

import streamlit as st

from corpus.model import Access
from ui.language import N_, _, keep_language, language
from ui.people import access
from ui.people.access import Doubt, SignIn, Visitor, visitor
from ui.service import journal
from ui.words import plain, shortened

_LOG = logging.getLogger(__name__)
_SHOWN = "most_shown"
# Sign-ins already in the log; a process forgets the oldest, and then says one twice.
_MOST_SEEN = 10_000
_DOUBTS = {
    Doubt.OLD: N_("Your sign-in is too old. Sign in again."),
    Doubt.ENDED: N_("You have signed out. Sign in again."),
    Doubt.NO_ROLE: (
        N_(
            "This account has no role here, so you see what the public sees. If it "
            "should have one, ask the people who run this app; an e-mail address counts "
            "only when the sign-in service has confirmed it."
        )
    ),
}


def sign_in_line() -> None:
    """Draw who is signed in, and sign in or out; nothing where sign-in is not set up."""
    state = access.sign_in_state()
    if state is SignIn.OFF:
        return
    if state is SignIn.BROKEN:
        st.error(
            _(
                "Sign-in is set up in a way that cannot be used, so everybody sees what the "
                "public sees. The README says what belongs in `.streamlit/secrets.toml`."
            ),
            icon=":material/error:",
        )
        return
    who = visitor()
    with st.container(
        horizontal=True,
        horizontal_alignment="right",
        vertical_alignment="center",
        key="signing_in",
    ):
        if who.key:
            _signed_in(who)
        if not who.key or who.doubt in (Doubt.OLD, Doubt.ENDED):
            _sign_in()
    if who.doubt:
        st.warning(_(_DOUBTS[who.doubt]), icon=":material/no_accounts:")


def forget_what_is_closed(forget: Callable[[], None]) -> None:
    """Empty this session when its visitor may see less than it was shown before.

    A role can be taken away, and a sign-in can end, while a chat stands on the page;
    ``forget`` ends the work on it.
    """
    if shows_too_much():
        forget()
        spoken = language()
        st.session_state.clear()
        st.query_params.clear()
        keep_language(spoken)
    st.session_state[_SHOWN] = visitor().clearance


def shows_too_much() -> bool:
    """Tell whether this session was shown what its visitor may not see any more.

    For a part of a page that is drawn again by itself, too.
    """
    before = st.session_state.get(_SHOWN)
    return before is Access.EXEMPT and visitor().clearance is Access.PUBLIC


def sign_out() -> None:
    """End this visitor's sign-in, here and in every other tab, and log it."""
    who = visitor()
    try:
        access.end_sign_in()
    except OSError as error:
        _LOG.error("a sign-in could not be ended for other tabs: %s", error.strerror)
    journal().signed("out", who.asker)
    st.logout()


def _signed_in(who: Visitor) -> None:
    if _first_sight(who.key):
        journal().signed("in", who.asker, who.doubt or "")
    said = _("Signed in as {name}") if who.doubt else _("Signed in as {name} ({role})")
    name = plain(shortened(who.name or _("somebody"), 60))
    st.caption(said.format(name=name, role=_(who.role.value)), width="content")
    st.button(
        _("Sign out"), key="sign_out", icon=":material/logout:", type="tertiary", on_click=sign_out
    )


def _sign_in() -> None:
    for name in access.providers():
        st.button(
            _("Sign in with {name}").format(name=plain(name)) if name else _("Sign in"),
            key=f"sign_in_{name or 'default'}",
            icon=":material/login:",
            type="tertiary",
            on_click=st.login,
            args=(name,),
        )


def _first_sight(key: str) -> bool:
    seen = _seen()
    if key in seen:
        return False
    seen[key] = None
    while len(seen) > _MOST_SEEN:
        seen.pop(next(iter(seen)), None)
    return True


@st.cache_resource(show_spinner=False)
def _seen() -> dict[str, None]:
    return {}

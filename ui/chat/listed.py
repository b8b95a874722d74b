"""The list of kept chats beside the one that is open, and who can read them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ui.chat import chat
from ui.chat.whole import new_chat, open_chat
from ui.kept import Listed, delete_all, keeper, listed, trouble
from ui.language import N_, _
from ui.people import Owner
from ui.service import backend
from ui.words import counted, plain, shortened

# So many are listed until more are asked for, and from so many on they can be searched.
_FEW, _MANY = 12, 5
_ALL = "chats_all"
_UNNAMED = N_("A question on a paper that is not shown any more")
_NAME = 60


def chats_beside() -> None:
    """Draw the kept chats in the sidebar; nothing where none are kept."""
    whose = keeper()
    if whose is None:
        return
    every = listed()
    with st.sidebar:
        st.header(_("Your chats"), anchor=False)
        words = _sought() if len(every) >= _MANY else ""
        _list(listed(words) if words else every, words)
        if trouble():
            st.warning(
                _("Chats cannot be kept, read or wiped just now. Answers come all the same."),
                icon=":material/warning:",
            )
        with st.container(key="chats_foot"):
            st.caption(_who_reads(whose))
            if every:
                _delete_all(len(every))


def _sought() -> str:
    return st.text_input(
        _("Search your chats"),
        key="chats_search",
        placeholder=_("Search your chats"),
        label_visibility="collapsed",
        icon=":material/search:",
    )


def _list(found: Sequence[Listed], words: str) -> None:
    if not found:
        st.caption(_("No chat has these words.") if words else _("What you ask is kept here."))
    shown = found if words or st.session_state.get(_ALL) else found[:_FEW]
    with st.container(gap=None, key="chats"):
        for one in shown:
            now = one.id == chat.kept_as()
            st.button(
                plain(shortened(one.name or _(_UNNAMED), _NAME)),
                key=f"chat_{'now' if now else 'kept'}_{one.id}",
                type="tertiary",
                width="stretch",
                wrap=False,
                on_click=open_chat,
                args=(one.id,),
            )
    if len(found) > len(shown):
        st.button(
            _("Show all {number:,}").format(number=len(found)),
            key="chats_more",
            type="tertiary",
            on_click=st.session_state.update,
            args=({_ALL: True},),
        )


def _who_reads(whose: Owner) -> str:
    days = counted(backend().settings.chat_days, "day")
    seen = (
        _("Only you see them, for {days} after the last question.")
        if whose.person
        else _("Whoever uses this browser sees them, for {days} after the last question.")
    )
    typed = _("Those who run Minutebook can read in its data folder what you typed.")
    return f"{seen.format(days=days)} {typed}"


def _delete_all(count: int) -> None:
    with st.popover(
        _("Delete all my chats"),
        icon=":material/delete_sweep:",
        type="tertiary",
        key="chats_delete",
    ):
        st.markdown(_("They cannot be brought back."))
        st.button(
            _("Delete {chats} for good").format(chats=counted(count, "chat")),
            key="chats_delete_all",
            type="primary",
            on_click=_all_gone,
        )


def _all_gone() -> None:
    new_chat()
    st.toast(
        _("{chats} deleted.").format(chats=counted(delete_all(), "chat")), icon=":material/check:"
    )

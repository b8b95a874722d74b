"""What can be done with a whole chat: begin another, save, name and delete it, and undo that."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from ui.chat import chat
from ui.chat.export import chat_markdown, chat_word
from ui.kept import Deleted, Exchange, delete, may_undo, put_back, rename
from ui.language import _
from ui.people import while_allowed
from ui.viewer import close_page
from ui.words import plain, shortened

LIMITS = ("q", "committee", "since", "until", "kind", "within", "item", "collection")
LONGEST_NAME = 80
# What this session may bring back.
_DELETED = "deleted_chat"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def chat_actions(said: Sequence[Exchange]) -> None:
    """Draw what can be done with the whole chat; nothing of one that is not begun."""
    if not said:
        return
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="chat_actions"
    ):
        st.button(_("New chat"), icon=":material/add_comment:", key="chat_clear", on_click=new_chat)
        answered = any(exchange.answer for exchange in said)
        if answered or chat.kept_as():
            with st.popover(_("This chat"), icon=":material/more_horiz:", key="chat_menu"):
                if chat.kept_as():
                    _name()
                if answered:
                    _saves(said)
                if chat.kept_as():
                    st.button(
                        _("Delete"),
                        icon=":material/delete:",
                        key="chat_delete",
                        type="tertiary",
                        on_click=_delete,
                    )


def undo_line() -> None:
    """Draw that a chat was deleted and what brings it back; nothing where none was just now."""
    gone = _deleted()
    if gone is None:
        return
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="chat_deleted"
    ):
        said = _("“{name}” is deleted.") if gone.name else _("The chat is deleted.")
        st.caption(said.format(name=plain(shortened(gone.name, 60))), width="content")
        st.button(_("Undo"), icon=":material/undo:", key="chat_undo", on_click=_undo)


def new_chat() -> None:
    """Leave this session's chat, the page that it has open and the address that asks it."""
    chat.clear()
    close_page()
    st.session_state.pop(_DELETED, None)
    forget_address()


def open_chat(kept: str) -> None:
    """Show a kept chat in place of this session's."""
    new_chat()
    if not chat.reopen(kept):
        st.toast(_("This chat is not there any more."), icon=":material/error:")


def forget_address() -> None:
    """Take the question and the chat out of the address."""
    for name in (*LIMITS, "chat"):
        st.query_params.pop(name, None)


def _name() -> None:
    with st.form("chat_named", border=False, clear_on_submit=True):
        st.text_input(
            _("Name of this chat"),
            placeholder=_("By its first question"),
            max_chars=LONGEST_NAME,
            key="chat_name",
        )
        st.form_submit_button(
            _("Rename"), icon=":material/edit:", key="chat_rename", on_click=_rename
        )


def _rename() -> None:
    # The field's own limit is the browser's to keep.
    name = " ".join(st.session_state.get("chat_name", "").split())
    rename(chat.kept_as(), name[:LONGEST_NAME])


def _saves(said: Sequence[Exchange]) -> None:
    with st.container(key="chat_saves", gap=None):
        _save_as_word(said)
        _save_as_markdown(said)


def _save_as_word(said: Sequence[Exchange]) -> None:
    st.download_button(
        _("Save as Word"),
        data=while_allowed(partial(chat_word, said)),
        file_name="minutebook-chat.docx",
        mime=_WORD,
        on_click="ignore",
        type="tertiary",
        icon=":material/description:",
        key="chat_word",
    )


def _save_as_markdown(said: Sequence[Exchange]) -> None:
    st.download_button(
        _("Save as Markdown"),
        data=while_allowed(partial(chat_markdown, said)),
        file_name="minutebook-chat.md",
        mime="text/markdown",
        on_click="ignore",
        type="tertiary",
        icon=":material/article:",
        key="chat_markdown",
    )


def _delete() -> None:
    gone = delete(chat.kept_as())
    new_chat()
    if gone is not None:
        st.session_state[_DELETED] = gone


def _undo() -> None:
    gone = _deleted()
    if gone is not None:
        put_back(gone)
        open_chat(gone.chat.id)


def _deleted() -> Deleted | None:
    """Return the chat that was deleted just now, by whoever is still looking."""
    gone: Deleted | None = st.session_state.get(_DELETED)
    if gone is not None and not may_undo(gone):
        del st.session_state[_DELETED]
        return None
    return gone

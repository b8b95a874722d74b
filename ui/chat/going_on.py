"""How a chat goes on from an answer: what may be asked next, what else may have been meant."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from corpus.model import Scope
from retrieval.model import LONGEST_QUESTION, Answer
from ui.chat import chat
from ui.kept import Exchange, earlier
from ui.language import _, spoken
from ui.words import plain

# Puts a question to the papers: its words, its limits, whether it follows the chat, and whether
# it was offered, so that its words may be a paper's.
Ask = Callable[[str, Scope, bool, bool], None]


def meant_otherwise(at: int, exchange: Exchange, answer: Answer, ask: Ask) -> None:
    """Draw the other meetings or matters that exchange ``at`` (from 0) fits as well, one a button.

    A click asks the same of it. Nothing where there are none.
    """
    if not answer.choices:
        return
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"choices_{at}"
    ):
        st.caption(_("Also:"), width="content")
        for nth, choice in enumerate(answer.choices):
            st.button(
                plain(spoken(choice.label)),
                key=f"choice_{at}_{nth}",
                help=plain(choice.question),
                on_click=ask,
                args=(choice.question, exchange.scope, False, True),
            )


def asked_next(at: int, exchange: Exchange, answer: Answer, ask: Ask) -> None:
    """Draw what may be asked next after exchange ``at`` (from 0), one a button; maybe nothing."""
    if not answer.next:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"next_{at}"):
        st.caption(_("Ask next:"), width="content")
        for nth, question in enumerate(answer.next):
            st.button(
                plain(spoken(question)),
                key=f"next_{at}_{nth}",
                on_click=ask,
                args=(str(question), exchange.scope, True, True),
                wrap=True,
            )


def as_read(exchange: Exchange) -> str:
    """Return the question as it was asked of the papers, "" where that is as it was put."""
    answer = exchange.answer
    read = (answer.asked or answer.searched) if answer else ""
    return read if read.casefold() != exchange.question.casefold() else ""


def whole_question(at: int, exchange: Exchange) -> str:
    """Return the question of exchange ``at`` (from 0) as it can be asked by itself.

    One that follows from the chat is completed from it, as it was asked of the papers.
    """
    carried = exchange.follows and earlier(at, chat.exchanges())
    return ((as_read(exchange) if carried else "") or exchange.question)[:LONGEST_QUESTION]


def edited(at: int, exchange: Exchange, ask: Ask) -> None:
    """Draw the question of exchange ``at`` (from 0), completed from the chat, to be changed.

    What it is changed to is asked by itself, at the end of the chat.
    """
    whole = whole_question(at, exchange)
    read = whole != exchange.question
    with st.form(f"edited_{at}", border=False):
        st.text_area(
            _("The question as it was asked of the papers") if read else _("The question"),
            whole,
            max_chars=LONGEST_QUESTION,
            key=f"edited_words_{at}",
        )
        st.form_submit_button(
            _("Ask this instead"),
            icon=":material/send:",
            key=f"edited_send_{at}",
            on_click=_asked,
            args=(at, exchange, ask, exchange.offered or read),
        )


def _asked(at: int, exchange: Exchange, ask: Ask, offered: bool) -> None:
    words = (st.session_state.get(f"edited_words_{at}") or "").strip()
    if words:
        ask(words, exchange.scope, False, offered)

"""How a chat goes on from an answer: what may be asked next, what else may have been meant."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from corpus.model import Scope
from retrieval.model import Answer
from ui.chat.chat import Exchange
from ui.words import plain

# Puts a question to the papers: its words, its limits, and whether it follows the chat.
Ask = Callable[[str, Scope, bool], None]
LONGEST_QUESTION = 2000


def meant_otherwise(at: int, exchange: Exchange, answer: Answer, ask: Ask) -> None:
    """Draw the other meetings or matters that exchange ``at`` (from 0) fits as well, one a button.

    A click asks the same of it. Nothing where there are none.
    """
    if not answer.choices:
        return
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"choices_{at}"
    ):
        st.caption("Also:", width="content")
        for nth, choice in enumerate(answer.choices):
            st.button(
                plain(choice.label),
                key=f"choice_{at}_{nth}",
                help=plain(choice.question),
                on_click=ask,
                args=(choice.question, exchange.scope, False),
            )


def asked_next(at: int, exchange: Exchange, answer: Answer, ask: Ask) -> None:
    """Draw what may be asked next after exchange ``at`` (from 0), one a button; maybe nothing."""
    if not answer.next:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"next_{at}"):
        st.caption("Ask next:", width="content")
        for nth, question in enumerate(answer.next):
            st.button(
                plain(question),
                key=f"next_{at}_{nth}",
                on_click=ask,
                args=(question, exchange.scope, True),
                wrap=True,
            )


def edited(at: int, read: str, exchange: Exchange, ask: Ask) -> None:
    """Draw what opens the completed question of exchange ``at`` (from 0) to be changed.

    ``read`` is that question; what it is changed to is asked by itself.
    """
    with (
        st.popover("Edit", icon=":material/edit:", type="tertiary", key=f"edit_{at}"),
        st.form(f"edited_{at}", border=False),
    ):
        st.text_area(
            "The question as it was asked of the papers",
            read[:LONGEST_QUESTION],
            max_chars=LONGEST_QUESTION,
            key=f"edited_words_{at}",
        )
        st.form_submit_button(
            "Ask again",
            icon=":material/send:",
            key=f"edited_send_{at}",
            on_click=_again,
            args=(at, exchange, ask),
        )


def _again(at: int, exchange: Exchange, ask: Ask) -> None:
    words = (st.session_state.get(f"edited_words_{at}") or "").strip()
    if words:
        ask(words, exchange.scope, False)

"""What can be done with an answer or a chat: copy, share, save, judge."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from corpus.model import Paper, Scope
from evals.model import EvalError
from evals.sets import Verdict
from retrieval.model import Status
from ui.chat import chat
from ui.chat.chat import Exchange
from ui.chat.export import answer_words, chat_markdown, chat_word
from ui.chat.judging import correct, judge, stands_on
from ui.people import ForbiddenError, visitor, while_allowed
from ui.service import Action, catalogue
from ui.shell import copy_button, copy_link
from ui.viewer import close_page
from ui.words import counted, paper_line, plain, question_query

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LIMITS = ("q", "committee", "since", "until", "kind", "within", "item")


def answer_actions(at: int, exchange: Exchange) -> None:
    """Draw the row under exchange ``at`` (from 0); nothing where it has no answer."""
    if exchange.answer is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"actions_{at}"):
        if exchange.answer.status is Status.ANSWERED:
            copy_button("Copy with citations", answer_words(exchange.answer), key=f"copy_{at}")
        copy_link(question_query(exchange.question, exchange.scope), key=f"share_{at}")
        if visitor().may(Action.JUDGE) and exchange.answer.status is not Status.REPLIED:
            _judgement(at, exchange)


def chat_actions(said: Sequence[Exchange]) -> None:
    """Draw what can be done with the whole chat."""
    with st.container(horizontal=True, vertical_alignment="center", key="chat_actions"):
        if any(exchange.answer for exchange in said):
            _saves(said)
        st.button(
            "Clear chat",
            icon=":material/delete_sweep:",
            key="chat_clear",
            type="tertiary",
            on_click=_clear,
        )


def _saves(said: Sequence[Exchange]) -> None:
    st.download_button(
        "Save chat as Word",
        data=while_allowed(partial(chat_word, said)),
        file_name="minutebook-chat.docx",
        mime=_WORD,
        on_click="ignore",
        type="tertiary",
        icon=":material/description:",
        key="chat_word",
    )
    st.download_button(
        "Save chat as Markdown",
        data=while_allowed(partial(chat_markdown, said)),
        file_name="minutebook-chat.md",
        mime="text/markdown",
        on_click="ignore",
        type="tertiary",
        icon=":material/article:",
        key="chat_markdown",
    )


def _clear() -> None:
    chat.clear()
    close_page()
    for name in _LIMITS:
        st.query_params.pop(name, None)


def _judgement(at: int, exchange: Exchange) -> None:
    st.feedback("thumbs", key=f"thumb_{at}", on_change=_thumbed, args=(at, exchange))
    with st.popover("Wrong page?", type="tertiary", icon=":material/flag:", key=f"correct_{at}"):
        _correction(at, exchange)


def _thumbed(at: int, exchange: Exchange) -> None:
    thumb = st.session_state.get(f"thumb_{at}")
    if thumb is None or exchange.answer is None:
        return
    refused = exchange.answer.status is not Status.ANSWERED
    good = Verdict.NOT_THERE if refused else Verdict.RIGHT
    try:
        judge(at, exchange, good if thumb == 1 else Verdict.WRONG)
    except (EvalError, ForbiddenError) as error:
        st.toast(plain(str(error)), icon=":material/error:")
    else:
        st.toast("Noted for the next evaluation. Thank you.", icon=":material/check:")


def _correction(at: int, exchange: Exchange) -> None:
    clearance = visitor().clearance
    papers = {p.id: p for p in catalogue().papers(Scope(clearance=clearance))}
    with st.form(f"correction_{at}", border=False):
        chosen = st.selectbox(
            "The right page is in",
            list(papers),
            format_func=lambda p: f"{paper_line(papers[p])} ({papers[p].file_name})",
            key=f"correction_paper_{at}",
        )
        most = max((p.page_count for p in papers.values()), default=1)
        page = st.number_input("PDF page", 1, most, key=f"correction_page_{at}")
        words = st.text_input("The words that answer (optional)", key=f"correction_words_{at}")
        note = st.text_input("Note (optional)", key=f"correction_note_{at}", max_chars=500)
        sent = st.form_submit_button("Send", key=f"correction_send_{at}")
    if sent and chosen is not None:
        _send(at, exchange, papers[chosen], int(page), words, note)


def _send(at: int, exchange: Exchange, paper: Paper, number: int, words: str, note: str) -> None:
    if number > paper.page_count:
        st.error(f"This paper has {counted(paper.page_count, 'page')}.")
        return
    page = catalogue().page(paper.id, number, visitor().clearance)
    if not stands_on(words, page):
        st.error("These words are not on that page. Copy them from the page, or leave them out.")
        return
    try:
        correct(at, exchange, paper, page, words, note)
    except (EvalError, ForbiddenError) as error:
        st.error(plain(str(error)))
    else:
        st.success("Noted for the next evaluation. Thank you.")

"""Ask: a chat with the papers, each answer cited to item and page."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from corpus.model import Access, Paper, Scope
from ui.chat import (
    LONGEST_QUESTION,
    Exchange,
    answer_actions,
    answer_rest,
    asked_next,
    chat,
    chat_actions,
    lead_line,
    meant_otherwise,
    searched,
    settled,
    starter_questions,
    whole_statements,
    written,
)
from ui.people import visitor
from ui.service import catalogue
from ui.shell import (
    current_scope,
    empty_catalogue,
    filter_bar,
    forget_missing,
    scroll_to,
    set_scope,
)
from ui.viewer import beside_viewer, open_page
from ui.words import counted, plain, question_query, read_page, read_question, verbatim

_TOO_LONG = "ask_too_long"
_LIMITS = ("q", "committee", "since", "until", "kind", "within", "item")


def ask_page() -> st.Page:
    """Return this page for the menu, and for other pages to switch to."""
    return st.Page(draw, title="Ask", icon=":material/forum:", url_path="ask", default=True)


def draw() -> None:
    """Draw the page."""
    clearance = visitor().clearance
    papers = catalogue().papers(Scope(clearance=clearance))
    if not papers:
        st.title("Ask the papers", anchor=False)
        empty_catalogue()
        return
    _follow_link(papers, clearance)
    beside_viewer(lambda: _chat(papers, clearance))


def _input() -> None:
    """Draw the question field; not at Streamlit's foot, which would scroll answers out of sight."""
    with st.container(key="asker"):
        st.chat_input(
            "Ask about a decision, a figure or an item",
            key="ask_input",
            on_submit=_asked,
        )
        if too_long := st.session_state.pop(_TOO_LONG, 0):
            st.error(
                f"This question has {too_long:,} characters; "
                f"{LONGEST_QUESTION:,} are the most. Shorten it and send it again.",
                icon=":material/error:",
            )


def _asked() -> None:
    question = (st.session_state.get("ask_input") or "").strip()
    if len(question) > LONGEST_QUESTION:
        # A limit on the field itself would swallow what is pasted, without a word.
        st.session_state["ask_input"] = question
        st.session_state[_TOO_LONG] = len(question)
    elif question:
        ask(question, current_scope("ask", visitor().clearance))


def ask(question: str, scope: Scope, follows: bool = True) -> None:
    """Put a question to the papers; it is answered when the chat is drawn."""
    chat.put(question, scope, follows)
    for name in _LIMITS:
        st.query_params.pop(name, None)
    st.query_params.update(question_query(question, scope))


def _follow_link(papers: tuple[Paper, ...], clearance: Access) -> None:
    """Do once a session what the address asks for: a question, a page, or both."""
    if st.session_state.get("link_followed"):
        return
    st.session_state["link_followed"] = True
    asked = read_question(st.query_params.to_dict(), clearance)
    page = read_page(st.query_params.to_dict())
    if asked:
        question, scope = asked
        set_scope("ask", scope)
        forget_missing("ask", papers)
        chat.put(question, current_scope("ask", clearance))
    if page:
        open_page(page)


def _chat(papers: tuple[Paper, ...], clearance: Access) -> None:
    st.title("Ask the papers", anchor=False)
    filter_bar("ask", papers, clearance)
    by_id = {paper.id: paper for paper in papers}
    said = chat.exchanges()
    if not said:
        _welcome(papers, clearance)
        return
    replies = []
    for at, exchange in enumerate(said):
        with st.container(key=f"asked_{at}"), st.chat_message("user", avatar=":material/person:"):
            st.text(verbatim(exchange.question))
        replies.append(st.chat_message("assistant", avatar=":material/menu_book:"))
    # The field is there before the answers are: what is being written keeps nobody from typing.
    below = st.container()
    _input()
    for at, exchange in enumerate(said):
        with replies[at]:
            _reply(at, exchange, by_id, last=at == len(said) - 1)
        if chat.exchanges()[at].open:
            break  # one answer at a time: a question put meanwhile waits for it
    # Once the answer has made the page long enough to scroll.
    scroll_to(f"asked_{len(said) - 1}", key="newest")
    with below:
        chat_actions(chat.exchanges())


def _welcome(papers: tuple[Paper, ...], clearance: Access) -> None:
    pages = sum(paper.page_count for paper in papers)
    st.markdown(
        f"Answers are quoted from {counted(len(papers), 'paper')} "
        f"({counted(pages, 'page')}), and each one names its item and page."
    )
    _input()
    starters = starter_questions(catalogue(), clearance)
    if starters:
        st.caption("You could start with")
    for at, question in enumerate(starters):
        st.button(
            plain(question),
            key=f"starter_{at}",
            icon=":material/arrow_forward:",
            on_click=ask,
            args=(question, current_scope("ask", clearance)),
            wrap=True,
        )


def _reply(at: int, exchange: Exchange, papers: Mapping[str, Paper], *, last: bool) -> None:
    if exchange.open:
        done = settled(at, exchange)
        if done is None:
            written(at, exchange, papers)
            return
        exchange = done
    if exchange.answer:
        searched(at, exchange, papers, ask if last else None)
        lead_line(exchange.answer, str(at))
        # Above what may be long: who meant another meeting need not read of this one.
        meant_otherwise(at, exchange, exchange.answer, ask)
        whole_statements(exchange.answer.statements, str(at))
    if exchange.stopped:
        rest = "what follows is missing" if exchange.answer else "before there was an answer"
        st.caption(f":material/stop_circle: **Stopped**, {rest}.")
    if exchange.answer is None:
        if exchange.trouble:
            st.error(plain(exchange.trouble), icon=":material/error:")
        st.button("Try again", key=f"again_{at}", on_click=chat.again, args=(at,))
        return
    answer_rest(exchange.answer, papers, str(at))
    if last:
        asked_next(at, exchange, exchange.answer, ask)
    answer_actions(at, exchange)

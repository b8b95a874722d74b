"""Ask: a chat with the papers, each answer cited to item and page."""

from __future__ import annotations

import streamlit as st

from corpus.errors import CorpusError
from corpus.types import Access, Paper, Scope
from retrieval.errors import RetrievalError
from ui import chat
from ui.access import visitor
from ui.answer_actions import answer_actions, chat_actions
from ui.backend import backend, catalogue, warming
from ui.beside import beside_viewer
from ui.cards import answer_body
from ui.chat import Exchange
from ui.filters import current_scope, filter_bar, forget_missing, set_scope
from ui.frame import empty_catalogue
from ui.links import question_query, read_page, read_question
from ui.plain import plain, verbatim
from ui.scrolling import scroll_to
from ui.starters import starter_questions
from ui.viewer import open_page
from ui.wording import counted, scope_words

_LONGEST_QUESTION = 2000
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
            "Ask about a decision, a figure, an item or a meeting",
            key="ask_input",
            max_chars=_LONGEST_QUESTION,
            submit_mode="stop",
            on_submit=_asked,
        )


def _asked() -> None:
    question = (st.session_state.get("ask_input") or "").strip()
    if question:
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
    for at, exchange in enumerate(said):
        with st.container(key=f"asked_{at}"), st.chat_message("user", avatar=":material/person:"):
            st.text(verbatim(exchange.question))
        if at == len(said) - 1:
            scroll_to(f"asked_{at}", key="newest")
        with st.chat_message("assistant", avatar=":material/menu_book:"):
            _reply(at, exchange, by_id)
    chat_actions(chat.exchanges())
    _input()


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


def _reply(at: int, exchange: Exchange, papers: dict[str, Paper]) -> None:
    if exchange.answer is None and exchange.trouble is None:
        waiting = "Loading the reading model, then reading…" if warming().running else "Reading…"
        with st.spinner(waiting):
            exchange = _answer(at, exchange)
    if exchange.answer is None:
        st.error(plain(exchange.trouble or ""), icon=":material/error:")
        st.button("Try again", key=f"again_{at}", on_click=_again, args=(at,))
        return
    _searched(at, exchange, papers)
    answer_body(exchange.answer, papers, str(at))
    answer_actions(at, exchange)


def _again(at: int) -> None:
    chat.settle(at, None)


def _answer(at: int, exchange: Exchange) -> Exchange:
    try:
        history = chat.history(at, chat.exchanges())
        return chat.settle(at, backend().ask(exchange.question, exchange.scope, history))
    except (RetrievalError, CorpusError) as error:
        return chat.settle(at, None, str(error))


def _searched(at: int, exchange: Exchange, papers: dict[str, Paper]) -> None:
    """Say what was searched where it is not the bare question, and offer to drop the rest."""
    answer = exchange.answer
    if answer is None:
        return
    carried = answer.searched if answer.searched != exchange.question else ""
    limits = scope_words(exchange.scope, papers.values())
    said = [f"Searched: {plain(carried)}"] if carried else []
    said += [f"Limited to: {plain(limits)}"] if limits else []
    follows = exchange.follows and bool(chat.history(at, chat.exchanges()))
    if not said and not follows:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if said:
            st.caption(" · ".join(said))
        if follows:
            st.button(
                "Ask without the earlier questions",
                key=f"fresh_{at}",
                type="tertiary",
                on_click=ask,
                args=(exchange.question, exchange.scope, False),
            )

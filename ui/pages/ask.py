"""Ask: a chat with the papers, each answer cited to item and page."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from corpus.model import Access, Paper, Scope
from retrieval.model import LONGEST_QUESTION
from ui.chat import (
    LIMITS,
    answer_actions,
    answer_heading,
    answer_rest,
    asked_next,
    chat,
    chat_actions,
    chats_beside,
    meant_otherwise,
    question_form,
    searched,
    settled,
    starter_questions,
    undo_line,
    whole_question,
    whole_statements,
    without_page,
    written,
)
from ui.kept import Exchange
from ui.language import _, spoken
from ui.people import visitor
from ui.service import catalogue
from ui.shell import (
    current_scope,
    empty_catalogue,
    filter_bar,
    forget_missing,
    scroll_to,
    set_scope,
    shown_name,
)
from ui.viewer import beside_viewer
from ui.words import counted, day, plain, question_query, read_question, read_scope

_TOO_LONG = "ask_too_long"


def ask_page() -> st.Page:
    """Return this page for the menu, and for other pages to switch to."""
    return st.Page(draw, title=_("Ask"), icon=":material/forum:", url_path="ask", default=True)


def draw() -> None:
    """Draw the page."""
    clearance = visitor().clearance
    papers = catalogue().papers(Scope(clearance=clearance))
    if not papers:
        st.title(_("Ask the papers"), anchor=False)
        empty_catalogue()
        return
    chat.forget_of_another()
    _follow_link(papers, clearance)
    # After the chat, so that what was just answered is in the list.
    beside_viewer(lambda: _chat(papers, clearance), question_form)
    chats_beside()


def _input() -> None:
    """Draw the question field; not at Streamlit's foot, which would scroll answers out of sight."""
    with st.container(key="asker"):
        st.chat_input(
            _("Ask about a decision, a figure or an item"),
            key="ask_input",
            on_submit=_asked,
        )
        if too_long := st.session_state.pop(_TOO_LONG, 0):
            st.error(
                _(
                    "This question has {too_long:,} characters; {most:,} are the "
                    "most. Shorten it and send it again."
                ).format(too_long=too_long, most=LONGEST_QUESTION),
                icon=":material/error:",
            )


def _asked() -> None:
    question = (st.session_state.get("ask_input") or "").strip()
    if len(question) > LONGEST_QUESTION:
        # A limit on the field itself would swallow what is pasted, without a word.
        st.session_state["ask_input"] = question
        st.session_state[_TOO_LONG] = len(question)
    elif question:
        ask(question, current_scope("ask", visitor().clearance), offered=False)


def ask(question: str, scope: Scope, follows: bool = True, offered: bool = True) -> None:
    """Put a question to the papers; it is answered when the chat is drawn.

    ``offered`` says that it was clicked and not typed.
    """
    chat.put(question, scope, follows, offered)
    rest = {name: said for name, said in st.query_params.to_dict().items() if name not in LIMITS}
    st.query_params.from_dict(rest | question_query(question, scope))


def _follow_link(papers: tuple[Paper, ...], clearance: Access) -> None:
    """Do once a session what the address asks for: a kept chat, a question."""
    if st.session_state.get("link_followed"):
        return
    st.session_state["link_followed"] = True
    asked = read_question(st.query_params.to_dict(), clearance)
    # The address of a chat that was kept says its last question too, for others to ask.
    reopened = chat.reopen(st.query_params.pop("chat", ""))
    limits = read_scope(st.query_params.to_dict(), clearance)
    if asked is None and limits != Scope(clearance=clearance):
        set_scope("ask", limits)
        forget_missing("ask", papers, clearance)
    if asked:
        question, scope = asked
        set_scope("ask", scope)
        forget_missing("ask", papers, clearance)
        if not reopened:
            chat.put(question, current_scope("ask", clearance), offered=True)


def _chat(papers: tuple[Paper, ...], clearance: Access) -> None:
    said = chat.exchanges()
    with st.container(horizontal=True, vertical_alignment="center", key="ask_head"):
        st.title(_("Ask the papers"), anchor=False)
        actions = st.container(width="content")
    scope = filter_bar("ask", papers, clearance)
    undo_line()
    by_id = {paper.id: paper for paper in papers}
    if not said:
        _welcome(scope)
        return
    replies = []
    for at, exchange in enumerate(said):
        with st.container(key=f"asked_{at}"), st.chat_message("user", avatar=":material/person:"):
            st.header(
                plain(exchange.question) or _("A question that was offered here"), anchor=False
            )
        replies.append(st.chat_message("assistant", avatar=":material/menu_book:"))
    # The field is there before the answers are: what is being written keeps nobody from typing.
    _input()
    for at, exchange in enumerate(said):
        with replies[at]:
            _reply(at, exchange, by_id, last=at == len(said) - 1)
        if chat.exchanges()[at].open:
            break  # one answer at a time: a question put meanwhile waits for it
    if without_page():
        question_form()
    with actions:  # now that is known what was answered, and where it is kept
        chat_actions(chat.exchanges())
    # Once the answer has made the page long enough to scroll.
    scroll_to(f"asked_{len(said) - 1}", key="newest")
    _say_in_address()


def _say_in_address() -> None:
    """Say the chat where it is kept, and its last question as others can ask it by itself."""
    said, address = chat.exchanges(), st.query_params.to_dict()
    told = address | ({"chat": chat.kept_as()} if chat.kept_as() else {})
    if told.get("q") == said[-1].question:
        told["q"] = whole_question(len(said) - 1, said[-1])
    if told != address:
        st.query_params.from_dict(told)


def _welcome(scope: Scope) -> None:
    papers = catalogue().papers(scope)
    pages = counted(sum(paper.page_count for paper in papers), "page")
    limited = scope != Scope(clearance=scope.clearance)
    said = (
        _(
            "Welcome to {app}. Answers are quoted from {papers} ({pages}), within these limits, "
            "and each one names its item and page."
        )
        if limited
        else _(
            "Welcome to {app}. Answers are quoted from {papers} ({pages}), and each one names its "
            "item and page."
        )
    )
    quoted = counted(len(papers), "paper")
    st.markdown(said.format(app=plain(shown_name()), papers=quoted, pages=pages))
    _input()
    starters = starter_questions(catalogue(), scope)
    if starters:
        st.caption(_("You could start with"))
    for at, question in enumerate(starters):
        st.button(
            plain(spoken(question)),
            key=f"starter_{at}",
            icon=":material/arrow_forward:",
            on_click=ask,
            args=(str(question), scope),
            wrap=True,
        )


def _reply(at: int, exchange: Exchange, papers: Mapping[str, Paper], *, last: bool) -> None:
    if exchange.open:
        done = settled(at, exchange)
        if done is None:
            written(at, exchange, papers)
            return
        exchange = done
    if exchange.withheld:
        _withheld(at, exchange)
        return
    if exchange.answer:
        answer_heading(exchange.answer, str(at))
        searched(at, exchange, papers, ask if last else None)
        # Above what may be long: who meant another meeting need not read of this one.
        meant_otherwise(at, exchange, exchange.answer, ask)
        whole_statements(exchange.answer.statements, str(at))
    if exchange.stopped:
        st.caption(
            _(":material/stop_circle: **Stopped**, what follows is missing.")
            if exchange.answer
            else _(":material/stop_circle: **Stopped**, before there was an answer.")
        )
    if exchange.answer is None:
        if exchange.trouble:
            st.error(plain(_(exchange.trouble)), icon=":material/error:")
        st.button(_("Try again"), key=f"again_{at}", on_click=chat.again, args=(at,))
        return
    answer_rest(exchange.answer, papers, str(at))
    if last:
        asked_next(at, exchange, exchange.answer, ask)
    answer_actions(at, exchange, ask)


def _withheld(at: int, exchange: Exchange) -> None:
    """Say that a kept answer cannot be shown; what may be seen now is asked for anew."""
    with st.container(key=f"withheld_{at}"):
        st.markdown(
            _(
                ":material/visibility_off: Answered on {day}. What it quoted is not shown: "
                "since then a paper that it rests on was removed, replaced, closed to you, "
                "masked or read anew."
            ).format(day=day(exchange.asked_on))
        )
    if exchange.question:
        st.button(_("Ask again"), key=f"again_{at}", on_click=chat.again, args=(at,))

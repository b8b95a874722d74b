"""An answer as it grows on the page: what is searched, statement by statement, and a stop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from corpus.model import CorpusError, Paper, Scope
from retrieval.model import RetrievalError
from ui.chat import chat
from ui.chat.answering import Answering
from ui.chat.cards import answer_heading, statements_body, worth_opening
from ui.chat.going_on import Ask, as_read
from ui.kept import Exchange, earlier
from ui.language import _
from ui.people import shows_too_much, told, visitor
from ui.service import backend, noted, warming
from ui.shell import drop_chip, item_title, set_scope
from ui.viewer import drawn_ahead
from ui.words import limits, plain

# How long a run of the page waits for an answer, and how often it looks after that, in seconds.
_QUICK = 1.0
_LOOK = 0.5
# How many of the pages that an answer cites are drawn before anybody opens one.
_DRAWN_AHEAD = 3


def settled(at: int, exchange: Exchange) -> Exchange | None:
    """Return exchange ``at`` (from 0) with its outcome, after a short wait.

    None while it is written. An error that nobody foresaw is noted in the chat and raised.
    """
    doing = chat.work() or _begin(at, exchange)
    doing.wait(_QUICK)
    if not doing.done:
        return None
    if isinstance(doing.error, (RetrievalError, CorpusError)):
        return chat.settle(at, None, told(doing.error))
    if doing.error is not None:  # nobody foresaw it: said like any other fault, and raised
        chat.settle(at, None, _("Something went wrong. The log of this computer says what."))
        raise doing.error
    if doing.answer is not None:
        drawn_ahead(worth_opening(doing.answer, _DRAWN_AHEAD))
    return chat.settle(at, doing.answer, stopped=doing.stopped)


@st.fragment(run_every=_LOOK)
def written(at: int, exchange: Exchange, papers: Mapping[str, Paper]) -> None:
    """Draw what there is of an answer, again and again until it is whole."""
    doing = chat.work()
    if doing is None or doing.done or shows_too_much():
        st.rerun()
    answer = doing.answer
    if answer:
        answer_heading(answer, str(at))
        searched(at, replace(exchange, answer=answer), papers, None)
        statements_body(answer.statements, str(at))
    words = _("Loading the reading model, then reading…") if warming().running else _("Reading…")
    with st.container(horizontal=True, vertical_alignment="center", key="writing"):
        st.caption(f":material/hourglass_top: {words}", width="content")
        st.button(
            _("Stop"),
            icon=":material/stop_circle:",
            key=f"stop_{at}",
            on_click=chat.stop,
            args=(at,),
        )


def searched(at: int, exchange: Exchange, papers: Mapping[str, Paper], ask: Ask | None) -> None:
    """Say what was searched where it is not the bare question, each part with its way out.

    Without ``ask`` nothing can be dropped.
    """
    if exchange.answer is None:
        return
    read = as_read(exchange)
    within = limits(exchange.scope, papers.values(), item_title(exchange.scope))
    if not read and not within:
        return
    carried = exchange.follows and bool(earlier(at, chat.exchanges()))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"read_{at}"):
        if ask is None or not carried:
            st.caption(
                _("Searched: {read}").format(read=plain(read)) if read else _("Searched:"),
                width="content",
            )
        else:
            st.caption(_("Asked:"), width="content")
            if read:
                # Whole: only so can be seen what was taken up from the chat.
                question = (exchange.question, exchange.scope, False, exchange.offered)
                drop_chip(read, f"topic_{at}", ask, *question, whole=True)
        if within and ask is None:
            only = " · ".join(_("only {words}").format(words=words) for words, _rest in within)
            st.caption(plain(only), width="content")
        elif ask:
            for nth, (words, rest) in enumerate(within):
                drop_chip(
                    _("only {words}").format(words=words),
                    f"scope_{at}_{nth}",
                    _wider,
                    ask,
                    exchange,
                    rest,
                )


def _wider(ask: Ask, exchange: Exchange, scope: Scope) -> None:
    set_scope("ask", scope)
    ask(exchange.question, scope, exchange.follows, exchange.offered)


def _begin(at: int, exchange: Exchange) -> Answering:
    history = earlier(at, chat.exchanges())
    opened = backend()
    # As much as may be seen now, whatever it was when the question was put.
    who = visitor()
    scope = replace(exchange.scope, clearance=who.clearance)
    work = partial(opened.stream, exchange.question, scope, history)
    doing = Answering(noted(exchange.question, who.asker, work))
    chat.begin(doing)
    return doing

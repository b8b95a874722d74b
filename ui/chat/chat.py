"""One person's chat as this session has it: what was asked, what came back, and where it is kept.

One answer at a time is on its way; it is kept here too, since a page is run
again with every click.
"""

from __future__ import annotations

import secrets
from dataclasses import replace

import streamlit as st

from corpus.model import Scope
from retrieval.model import Answer
from ui.chat.answering import Answering
from ui.kept import Exchange, earlier, keep, keeper, opened

_KEY = "exchanges"
_WORK = "answering"
# The id under which the chat is kept, and whose it is.
_KEPT, _WHOSE = "kept_chat", "kept_for"
# What tells the exchanges of a chat that is not kept from those of others.
_MARK = "chat_mark"


def exchanges() -> tuple[Exchange, ...]:
    """Return this session's chat, oldest first; ``at`` counts its exchanges from 0 everywhere."""
    return tuple(st.session_state.get(_KEY, ()))


def kept_as() -> str:
    """Return the id under which this session's chat is kept, "" while it is not."""
    return str(st.session_state.get(_KEPT, ""))


def name_of(at: int) -> str:
    """Return what exchange ``at`` (from 0) is known by: the id that it is kept under.

    Where it is not kept, it is a name that nobody guesses and that this chat alone has.
    """
    if kept := exchanges()[at].id:
        return kept
    return f"{st.session_state.setdefault(_MARK, secrets.token_hex(12))}/{at}"


def put(question: str, scope: Scope, follows: bool = True, offered: bool = False) -> None:
    """Put a question at the end of the chat, to be answered when it is next drawn.

    ``offered`` says that it was clicked and not typed. A second click on what is still waiting
    for its answer puts nothing.
    """
    exchange = Exchange(question, scope, follows, offered=offered)
    if exchanges()[-1:] != (exchange,):
        st.session_state[_KEY] = (*exchanges(), exchange)


def settle(
    at: int, answer: Answer | None, trouble: str | None = None, *, stopped: bool = False
) -> Exchange:
    """Record the outcome of exchange ``at`` (from 0), keep it, and return it.

    ``trouble`` is what the person is told where there is no answer. The work on it is let go.
    """
    chat = list(exchanges())
    chat[at] = replace(
        chat[at], answer=answer, trouble=trouble, stopped=stopped, withheld=False, asked_on=None
    )
    st.session_state[_KEY] = tuple(chat)
    st.session_state.pop(_WORK, None)
    if not chat[at].open:
        _keep(at, chat)
    return exchanges()[at]


def work() -> Answering | None:
    """Return the answer that is on its way in this session, one at a time; None without one."""
    found: Answering | None = st.session_state.get(_WORK)
    return found


def begin(answering: Answering) -> None:
    """Keep the answer that is on its way."""
    st.session_state[_WORK] = answering


def stop(at: int) -> None:
    """End the work on exchange ``at`` (from 0); what was answered so far stays."""
    doing = work()
    if doing is not None:
        doing.stop()
    settle(at, doing.answer if doing else None, stopped=True)


def again(at: int) -> None:
    """Put exchange ``at`` (from 0) once more, to be answered when it is next drawn."""
    settle(at, None)


def reopen(chat: str) -> bool:
    """Show a kept chat in this session in place of the one that it has; False if there is none."""
    found = opened(chat)
    if found:
        clear()
        st.session_state[_KEY] = found
        _kept_under(chat)
    return bool(found)


def clear() -> None:
    """Forget this session's chat, and end the work on it; what is kept of it stays."""
    if doing := work():
        doing.stop()
    for name in (_WORK, _KEPT, _WHOSE, _MARK):
        st.session_state.pop(name, None)
    st.session_state[_KEY] = ()


def forget_of_another() -> None:
    """Forget this session's chat where it is kept for somebody else than who is looking now."""
    whose = st.session_state.get(_WHOSE)
    if whose is not None and whose != keeper():
        clear()


def _keep(at: int, chat: list[Exchange]) -> None:
    shown = [one.id for one in chat if one.id]
    found = keep(kept_as(), shown, chat[at], earlier(at, chat))
    if found is None:
        return
    place, own = found
    chat[at] = replace(chat[at], id=own)
    st.session_state[_KEY] = tuple(replace(one, id=place.ids.get(one.id, one.id)) for one in chat)
    _kept_under(place.chat)


def _kept_under(chat: str) -> None:
    st.session_state[_KEPT] = chat
    st.session_state[_WHOSE] = keeper()

"""One person's chat: what was asked, what came back, kept in this session only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from corpus.types import Scope
from retrieval.types import Answer, Turn

_KEY = "exchanges"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question as asked, and its answer, or the trouble that there was instead.

    ``follows`` says that the exchanges before it, back to one that does not
    follow, were handed on as its history.
    """

    question: str
    scope: Scope
    follows: bool = True
    answer: Answer | None = None
    trouble: str | None = None


def exchanges() -> tuple[Exchange, ...]:
    """Return this session's chat, oldest first."""
    return tuple(st.session_state.get(_KEY, ()))


def put(question: str, scope: Scope, follows: bool = True) -> None:
    """Put a question at the end of the chat, to be answered when it is next drawn."""
    st.session_state[_KEY] = (*exchanges(), Exchange(question, scope, follows))


def settle(at: int, answer: Answer | None, trouble: str | None = None) -> Exchange:
    """Record the outcome of exchange ``at`` and return it."""
    chat = list(exchanges())
    chat[at] = replace(chat[at], answer=answer, trouble=trouble)
    st.session_state[_KEY] = tuple(chat)
    return chat[at]


def clear() -> None:
    """Forget this session's chat."""
    st.session_state[_KEY] = ()


def history(at: int, chat: Sequence[Exchange]) -> tuple[Turn, ...]:
    """Return the answered turns that exchange ``at`` follows on from, oldest first."""
    start = at
    while start > 0 and chat[start].follows:
        start -= 1
    return tuple(Turn(e.question, e.answer) for e in chat[start:at] if e.answer)

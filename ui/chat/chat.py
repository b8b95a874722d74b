"""One person's chat: what was asked, what came back, kept in this session only.

One answer at a time is on its way; it is kept here too, since a page is run
again with every click.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from corpus.model import Scope
from retrieval.model import Answer, Turn
from ui.chat.answering import Answering

_KEY = "exchanges"
_WORK = "answering"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question as asked, and its answer, or the trouble that there was instead.

    ``follows`` says that the exchanges before it, back to one that does not
    follow, were handed on as its history. ``stopped`` says that the person did
    not wait for the rest of the answer.
    """

    question: str
    scope: Scope
    follows: bool = True
    answer: Answer | None = None
    trouble: str | None = None
    stopped: bool = False

    @property
    def open(self) -> bool:
        """Whether it is still to be answered."""
        return self.answer is None and self.trouble is None and not self.stopped


def exchanges() -> tuple[Exchange, ...]:
    """Return this session's chat, oldest first; ``at`` counts its exchanges from 0 everywhere."""
    return tuple(st.session_state.get(_KEY, ()))


def put(question: str, scope: Scope, follows: bool = True) -> None:
    """Put a question at the end of the chat, to be answered when it is next drawn."""
    st.session_state[_KEY] = (*exchanges(), Exchange(question, scope, follows))


def settle(
    at: int, answer: Answer | None, trouble: str | None = None, *, stopped: bool = False
) -> Exchange:
    """Record the outcome of exchange ``at`` (from 0) and return it.

    ``trouble`` is what the person is told where there is no answer. The work on it is let go.
    """
    chat = list(exchanges())
    chat[at] = replace(chat[at], answer=answer, trouble=trouble, stopped=stopped)
    st.session_state[_KEY] = tuple(chat)
    st.session_state.pop(_WORK, None)
    return chat[at]


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


def clear() -> None:
    """Forget this session's chat, and end the work on it."""
    if doing := work():
        doing.stop()
    st.session_state.pop(_WORK, None)
    st.session_state[_KEY] = ()


def history(at: int, chat: Sequence[Exchange]) -> tuple[Turn, ...]:
    """Return the answered turns that exchange ``at`` (from 0) follows on from, oldest first."""
    start = at
    while start > 0 and chat[start].follows:
        start -= 1
    return tuple(Turn(e.question, e.answer) for e in chat[start:at] if e.answer)

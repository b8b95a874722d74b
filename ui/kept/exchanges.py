"""One exchange of a chat: a question as asked, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.model import Scope
from retrieval.model import Answer, Turn


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question as asked, and its answer, or the trouble that there was instead.

    ``follows`` says that the exchanges before it, back to one that does not
    follow, were handed on as its history. ``stopped`` says that the person did
    not wait for the rest of the answer. ``offered`` says that the question was
    clicked, so that its words may be a paper's. ``id`` is what it is kept under,
    "" while it is not. ``withheld`` says that it was answered on ``asked_on`` and
    what it quoted cannot be shown any more; an offered question is then "" too.
    """

    question: str
    scope: Scope
    follows: bool = True
    answer: Answer | None = None
    trouble: str | None = None
    stopped: bool = False
    offered: bool = False
    id: str = ""
    withheld: bool = False
    asked_on: date | None = None

    @property
    def open(self) -> bool:
        """Whether it is still to be answered."""
        done = self.trouble is not None or self.stopped or self.withheld
        return self.answer is None and not done


def earlier(at: int, chat: Sequence[Exchange]) -> tuple[Turn, ...]:
    """Return the answered turns that exchange ``at`` (from 0) follows on from, oldest first."""
    start = at
    while start > 0 and chat[start].follows:
        start -= 1
    return tuple(Turn(e.question, e.answer) for e in chat[start:at] if e.answer)

"""What asking a set gave: one result a question, one run a set."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from retrieval.model import Fingerprint

Page = tuple[str, int]


class Outcome(StrEnum):
    """How a question ended.

    ``closest`` is no clear answer but what comes nearest to one, ``replied`` something said
    without a search: a greeting, help, which papers there are.
    """

    ANSWERED = "answered"
    CLOSEST = "closest"
    REFUSED = "refused"
    REPLIED = "replied"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation of an answer; ``verbatim`` tells whether the quote stands on the page.

    ``paper`` is a file name, ``page`` physical, ``printed`` the number on it.
    """

    paper: str
    page: int
    printed: str | None
    item: str | None
    quote: str
    verbatim: bool


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement of a language model that was shown, and the pages that it cites, each once.

    They are (paper, physical page).
    """

    text: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Response:
    """What came back for one question.

    ``pages`` are (paper, physical page), best first, each once, at most 40.
    ``text`` is what the answer says, its direct line first, or the refusal; ``lead`` is that
    line alone, empty where there is none. ``closest`` are the passages shown where there is no
    clear answer. ``latency_ms`` are milliseconds and leave out the history. ``error`` says what
    was raised when ``outcome`` is failed.
    ``stated`` are the statements of a language model, ``dropped`` counts those of
    its statements that were not supported; ``prompt`` is all it was sent and
    ``note`` what was said beside the answer. ``modelled`` tells whether one was
    in use, whether or not it answered.
    """

    pages: tuple[Page, ...]
    outcome: Outcome
    text: str
    citations: tuple[Cited, ...]
    latency_ms: float
    error: str | None = None
    stated: tuple[Stated, ...] = ()
    dropped: int = 0
    prompt: str = ""
    note: str = ""
    modelled: bool = False
    lead: str = ""
    closest: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """A question's score by one measure, from 0 to 1; ``weight`` is its share in the mean."""

    measure: str
    value: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Result:
    """A question, what came back, and its scores by every measure that applies to it.

    ``missing`` are the facts that the answer does not say, each in its first spelling.
    ``expect``, ``about`` and ``corpus`` are those of the question, and ``follows`` tells
    whether it can only be understood from its chat, whose earlier questions are ``history``;
    a run kept before sets said so has none.
    """

    id: str
    kind: str
    question: str
    response: Response
    scores: tuple[Score, ...]
    gold: tuple[Page, ...] = ()
    missing: tuple[str, ...] = ()
    expect: str = ""
    about: str = ""
    corpus: str = ""
    follows: bool = False
    history: tuple[str, ...] = ()

    @property
    def asked(self) -> str:
        """The question in the words typed, after what it follows upon in its chat."""
        before = f"{' › '.join(self.history)} › " if self.follows else ""
        return f"{before}{self.question}"

    def score(self, measure: str) -> Score | None:
        """Return the score by ``measure``; None where it does not apply."""
        return next((score for score in self.scores if score.measure == measure), None)


@dataclass(frozen=True, slots=True)
class Run:
    """One set asked once.

    ``at`` is an ISO timestamp in UTC; ``fingerprint`` says what made the answers, and
    ``settings`` (as JSON) and ``constants`` are (name, value) pairs of two of its parts.
    ``corpus`` is the hash of the ids of the papers, ``questions`` that of the set; asked
    over several collections, ``papers`` counts those of all.
    """

    name: str
    at: str
    sets: str
    questions: str
    fingerprint: Fingerprint
    settings: tuple[tuple[str, str], ...]
    constants: tuple[tuple[str, float], ...]
    corpus: str
    papers: int
    results: tuple[Result, ...]

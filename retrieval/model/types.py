"""The words of asking: from a question to a cited answer.

Pages are physical and counted from 1; ``printed`` is the number printed on the
page, shown beside it and never used to find it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from corpus.model import PaperKind, Passage, Place, Span, TextSource
from retrieval.model.fingerprint import Fingerprint

# Characters of a question at most, by whatever way it comes.
LONGEST_QUESTION = 2000


class Intent(StrEnum):
    """What kind of answer a question asks for."""

    ANY = "any"
    RESOLUTION = "resolution"
    DECISION_ASKED = "decision asked"
    FIGURE = "figure"
    WHO = "who"
    WHEN = "when"
    LIST = "list"
    COMPARE = "compare"


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, its score (higher is better), and why.

    ``signals`` are (name, contribution) pairs that sum to the score.
    """

    passage: Passage
    score: float
    signals: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """Where words stand: ``quote`` is verbatim on physical page ``page``.

    ``number`` is the footnote number in its answer, from 1. ``spans`` are the
    characters of that page that make up the quote, for highlighting. ``committee``
    and ``date`` are the paper's; in a file of minutes, those of the meeting whose
    minutes the words stand in. ``place`` tells paragraph and heading in a paper that is no
    PDF, of which only some have pages. ``annotation`` says that some of the words were
    written onto the printed page. ``titled`` says that somebody gave the paper's title.
    """

    number: int
    paper_id: str
    paper: str
    title: str
    kind: PaperKind
    committee: str | None
    date: date | None
    item: str | None
    item_title: str | None
    page: int
    printed: str | None
    quote: str
    spans: tuple[Span, ...]
    source: TextSource
    place: Place | None = None
    annotation: bool = False
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that the answer says.

    ``text`` is made of the quotes of its citations, with column headers before
    cells; ``official`` marks the wording of a resolution or recommendation.
    ``explained`` marks words of a language model: no quote, but checked against
    its citations, which carry the quotes. ``also`` are the places where the same
    is said in other versions of the paper, newest first, numbered 0; ``conflicts``
    marks a figure that another statement of the answer contradicts. ``part`` names
    the part of the question that it answers ("October 2017", "Money") or the minute
    of a listed outcome, empty where there is none. ``corrected`` is the day on which an
    officer corrected the register's entry that it quotes.
    """

    text: str
    citations: tuple[Citation, ...]
    official: bool = False
    explained: bool = False
    also: tuple[Citation, ...] = ()
    conflicts: bool = False
    part: str = ""
    corrected: date | None = None


class Status(StrEnum):
    """How a question ended.

    ANSWERED: the papers answer it. CLOSEST: nothing answers it clearly, and passages that
    come near are quoted. REFUSED: nothing in the papers comes near. REPLIED: no paper was
    asked, as by a greeting; ``message`` is the reply.
    """

    ANSWERED = "answered"
    CLOSEST = "closest"
    REFUSED = "refused"
    REPLIED = "replied"


@dataclass(frozen=True, slots=True)
class Matter:
    """What a chat is about: the item or minute that an answer was taken from.

    ``title`` is as printed, "" where none is. ``item`` is its number in the paper, ``pages``
    are physical pages of it that were cited. ``words`` are the stems that stand there, by
    which a later question is told to be of it. ``spans`` are the words cited first, ``labels``
    the headers and labels of the row and the forms there, each a field that may be asked for.
    """

    title: str
    paper_id: str
    item: str | None
    pages: tuple[int, ...]
    committee: str | None = None
    date: date | None = None
    words: frozenset[str] = frozenset()
    spans: tuple[Span, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageRef:
    """A physical page worth reading, without a claim; ``score`` orders it, ``why`` explains it.

    ``why`` are (signal, contribution) pairs. ``date`` is that by which it would be cited;
    ``also`` are pages that say the same in other versions, newest first, and are not listed
    by themselves. ``place`` is where the snippet stands in a paper that is no PDF.
    """

    paper_id: str
    paper: str
    page: int
    printed: str | None
    item: str | None
    score: float
    snippet: str
    why: tuple[tuple[str, float], ...] = ()
    date: date | None = None
    also: tuple[PageRef, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Another meeting or matter that a question may have meant.

    ``label`` names it; ``question`` asks the same of it, and stands alone.
    """

    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question.

    ``lead`` is the answer in one line, made of stored words and figures alone, or says that the
    item asked about is closed to the public; "" where none can be made. ``statements`` are
    empty unless answered; ``closest`` are those that come near where nothing answers clearly,
    or beside an answer that is not sure. ``message`` is the refusal, the reply or a note in
    plain words; ``matter`` is what later turns of the chat may be about, None without.
    ``searched`` says in words what was searched (after follow-up words were carried over);
    ``pages`` are the pages found, best first, at most 40.
    ``fingerprint`` says what made the answer. ``timings`` are (stage, milliseconds) pairs.
    ``note`` stands beside an answer, for instance that the language model did not answer.
    ``model`` names the language model that wrote statements, empty without one; ``dropped``
    counts those of its statements that the papers do not support and that are not shown;
    ``prompt`` is the whole of what it was sent. ``asked`` is the question as rewritten or
    completed from the chat, empty when it was asked as typed. ``next`` are questions that may
    be asked next in the chat, and are answered there. ``choices`` are the other meetings or
    matters that the question fits as well, newest first; mostly there are none. ``words_only``
    says that vectors were not there and papers were searched by their words; ``note`` says why.
    """

    question: str
    searched: str
    status: Status
    message: str
    statements: tuple[Statement, ...]
    pages: tuple[PageRef, ...]
    fingerprint: Fingerprint
    timings: tuple[tuple[str, float], ...] = field(default=())
    note: str = ""
    model: str = ""
    dropped: int = 0
    prompt: str = ""
    asked: str = ""
    lead: str = ""
    closest: tuple[Statement, ...] = ()
    matter: Matter | None = None
    next: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    words_only: bool = False

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations in the order of their numbers."""
        return tuple(c for s in self.statements for c in s.citations)

    @property
    def text(self) -> str:
        """What the answer says in plain text, its direct line first; the message without one.

        Why nothing answers stands behind the line, too.
        """
        said = "\n".join(s.text for s in self.statements)
        why = "" if self.status is Status.ANSWERED else self.message
        return "\n".join(part for part in (self.lead, said or why) if part) or self.message


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of the same chat, oldest first in a history."""

    question: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class ModelState:
    """Which language model is in use, and whether it answers.

    ``name`` is empty without one; ``answering`` is None until it was asked;
    ``note`` says in plain words what is wrong, empty when nothing is.
    """

    name: str = ""
    answering: bool | None = None
    note: str = ""

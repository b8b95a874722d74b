"""An answer as a record: the one form in which it leaves Minutebook as JSON.

Fields are those of :class:`retrieval.model.Answer` and of what it is made of, by the same
names. Beside them stand what a program cannot work out: links, where a quote stands in words,
and whether its words are a resolution's own. Pages are physical and count from 1, characters
from 0, half-open.
"""

from __future__ import annotations

from datetime import date

from corpus.model import PaperKind, TextSource
from retrieval.model import Status
from retrieval.records.base import Record


class SpanRecord(Record):
    """Characters of the text of one page."""

    page: int
    """Physical page of the PDF, from 1."""
    start: int
    """First character, from 0."""
    end: int
    """Character after the last, half-open."""


class PlaceRecord(Record):
    """Where words stand in a paper that is no PDF."""

    words: str
    """Paragraph and heading, in words."""
    paged: bool
    """Whether its pages are the author's; of others no page is cited."""


class CitationRecord(Record):
    """A quote and where it stands, word for word."""

    number: int
    """Footnote number in its answer, from 1; 0 for another version of the same."""
    paper_id: str
    """Id of the paper: SHA-256 of its file."""
    paper: str
    """Name of the file."""
    title: str
    """Title of the paper."""
    kind: PaperKind
    """What the paper is."""
    committee: str | None
    """The body; in a file of minutes, that of the meeting whose minutes the words stand in."""
    date: date | None
    """Day of that meeting."""
    item: str | None
    """Number of the agenda item, as printed."""
    item_title: str | None
    """Title of the agenda item."""
    page: int
    """Physical page of the PDF, from 1: what a viewer opens."""
    printed: str | None
    """Number printed on that page; null where none is."""
    quote: str
    """The words, as printed."""
    spans: tuple[SpanRecord, ...]
    """The characters of the page that the quote is made of."""
    source: TextSource
    """How the words of the page were read."""
    place: PlaceRecord | None
    """Where the words stand in a paper that is no PDF."""
    annotation: bool
    """Whether some of the words were written onto the printed page."""
    titled: bool
    """Whether somebody gave the paper's title in place of what was read."""
    official_record: bool
    """Official record: the words are a resolution's own, as its minutes print them."""
    where: str
    """Item, printed page, PDF page and paper in one line, to cite by."""
    url: str
    """Opens the page in the app with the words marked."""


class StatementRecord(Record):
    """One thing that an answer says."""

    text: str
    """What is said, made of the quotes of its citations."""
    citations: tuple[CitationRecord, ...]
    """Where it stands."""
    official: bool
    """Whether it is the wording of a resolution or recommendation, whole and as printed."""
    explained: bool
    """Whether a language model worded it: no quotation, its citations carry those."""
    also: tuple[CitationRecord, ...]
    """Where other versions of the paper say the same, newest first."""
    conflicts: bool
    """Whether another statement of the answer contradicts its figure."""
    part: str
    """The part of the question that it answers, or the minute of a listed outcome."""
    corrected: date | None
    """Day on which an officer corrected the entry of the register that it quotes."""
    papers: str
    """The papers that it quotes, with their dates, each once."""


class PageRecord(Record):
    """A page worth reading, without a claim."""

    id: str
    """What fetches the page."""
    title: str
    """Kind, committee and date of its paper."""
    url: str
    """Opens the page in the app."""
    paper_id: str
    """Id of the paper: SHA-256 of its file."""
    paper: str
    """Name of the file."""
    page: int
    """Physical page of the PDF, from 1."""
    printed: str | None
    """Number printed on that page; null where none is."""
    item: str | None
    """Number of the agenda item, as printed."""
    score: float
    """Orders pages of one search, the highest first; of two searches it says nothing."""
    snippet: str
    """The words that speak to the question most, as printed."""
    why: tuple[tuple[str, float], ...]
    """Signals that make up the score, and what each gives."""
    date: date | None
    """Day by which it would be cited."""
    also: tuple[PageRecord, ...]
    """Pages that say the same in other versions, newest first."""
    place: PlaceRecord | None
    """Where the snippet stands in a paper that is no PDF."""
    where: str
    """Item, printed page and PDF page in one line."""


class MatterRecord(Record):
    """The item or minute that an answer was taken from, which later questions may be about."""

    title: str
    """As printed; empty where none is."""
    paper_id: str
    """Id of the paper."""
    item: str | None
    """Number of the agenda item, as printed."""
    pages: tuple[int, ...]
    """Physical pages of it that were cited, from 1."""
    committee: str | None
    """The body."""
    date: date | None
    """Day of the meeting."""


class ChoiceRecord(Record):
    """Another meeting or matter that a question may have meant."""

    label: str
    """Names it."""
    question: str
    """Asks the same of it, and stands alone."""


class AnswerRecord(Record):
    """The answer to one question."""

    question: str
    """As it was asked."""
    searched: str
    """What was searched, after words of earlier turns were carried over."""
    status: Status
    """Closest: nothing answers clearly. Refused: nothing comes near. Replied: no question."""
    message: str
    """The refusal, the reply or a note, in plain words."""
    statements: tuple[StatementRecord, ...]
    """What is said, empty unless answered."""
    pages: tuple[PageRecord, ...]
    """The pages found, best first."""
    fingerprint: str
    """Says what made the answer: 12 hex digits that change when code, models or settings do."""
    timings: tuple[tuple[str, float], ...]
    """Stages of the work and their milliseconds."""
    note: str
    """Stands beside an answer, as when vectors are missing."""
    model: str
    """The language model that worded statements; empty without one."""
    dropped: int
    """How many of its statements the papers do not support; they are not shown."""
    prompt: str
    """What the language model was sent; empty without one."""
    asked: str
    """The question as completed from the chat; empty where it was asked as typed."""
    lead: str
    """The answer in one line, of stored words and figures alone, or that the item asked about is
    closed to the public; empty where none can be made."""
    closest: tuple[StatementRecord, ...]
    """What comes near where nothing answers clearly: no answer."""
    matter: MatterRecord | None
    """What the answer is about; null where there is none."""
    next: tuple[str, ...]
    """Questions that may be asked next in the same chat."""
    choices: tuple[ChoiceRecord, ...]
    """Other meetings or matters that the question fits as well, newest first."""
    words_only: bool
    """Whether papers were searched by their words alone; the note says why."""
    text: str
    """What the answer says in plain text, its direct line first; the message without one."""

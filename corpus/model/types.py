"""The words Minutebook is written in: what reading finds in a council paper.

Every boundary between stages is crossed by these frozen dataclasses. Pages are
counted from 1. Character offsets are counted from 0 into ``Page.text`` and are
half-open, so ``page.text[span.start:span.end]`` gives the words back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class PaperKind(StrEnum):
    """What a paper is, in the words councils use for it."""

    AGENDA_PACK = "agenda pack"
    SUPPLEMENT = "supplement"
    MINUTES = "minutes"
    REPORT = "report"
    DECISION_NOTICE = "decision notice"
    TRACKER = "tracker"
    REPORT_CARD = "report card"
    OTHER = "other"


class Access(StrEnum):
    """Who may see a paper or a page; exempt ones are closed under section 100A(4)."""

    PUBLIC = "public"
    EXEMPT = "exempt"


class OutcomeClass(StrEnum):
    """The kind of outcome that a minute records."""

    RESOLVED = "resolved"
    RECOMMENDED = "recommended"
    AGREED = "agreed"
    NOTED = "noted"
    CARRIED = "carried"
    LOST = "lost"


class TextSource(StrEnum):
    """How the words of a page were read."""

    TEXT_LAYER = "text layer"
    OCR = "ocr"
    NONE = "none"


class LabelSource(StrEnum):
    """Where the printed number of a page was learnt."""

    STAMP = "stamp"
    PAGE_LABELS = "page labels"
    RUN = "run"
    NONE = "none"


class ItemSource(StrEnum):
    """Where an agenda item was learnt."""

    FRONT_SHEET = "front sheet"
    OUTLINE = "outline"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points from the top left of the page *as displayed*."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def union(self, other: Box) -> Box:
        """Return the smallest box that holds both."""
        return Box(
            min(self.x0, other.x0),
            min(self.y0, other.y0),
            max(self.x1, other.x1),
            max(self.y1, other.y1),
        )


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` to ``end`` (half-open) of the text of one page."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paper:
    """One file of council papers; ``id`` is the SHA-256 of its bytes (hex).

    ``meeting_date`` is the first of the month where the paper prints only that.
    ``access`` is exempt when the whole paper is closed. Of ``page_count`` pages,
    ``exempt_pages`` are closed inside an open paper; a reader without clearance
    is given a paper without them: fewer pages, none of them exempt.
    """

    id: str
    file_name: str
    title: str
    kind: PaperKind
    committee: str | None
    meeting_date: date | None
    access: Access
    source_url: str | None
    page_count: int
    exempt_pages: int = 0


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word that OCR found, at ``start`` to ``end`` of the text of its page."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """One physical page as read.

    ``text`` is the text layer in content order exactly as printed, with ``\\n``
    as line end: quotes are slices of it. ``furniture`` are the spans of it that
    are stamps, running headers, footers and version lines: never indexed and
    never quoted. ``width`` and ``height`` are points as displayed. ``words`` are
    those of a page read by OCR, whose file has no word boxes; else empty.
    ``access`` is exempt for a page that is closed inside an open paper; those of
    a paper that is exempt as a whole are not marked one by one.
    """

    paper_id: str
    number: int
    label: str | None
    label_source: LabelSource
    width: float
    height: float
    rotation: int
    text: str
    source: TextSource
    furniture: tuple[Span, ...] = ()
    problem: str | None = None
    words: tuple[ReadWord, ...] = ()
    access: Access = Access.PUBLIC


@dataclass(frozen=True, slots=True)
class FormField:
    """One answered line of a report form: the question's canonical name, the answer as printed.

    ``spans`` cover the printed question too, if it stands on the same line.
    """

    name: str
    value: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item of business and the physical pages that belong to it.

    ``number`` is as printed on the agenda, without its full stop ("4", "7a").
    ``first_page`` and ``last_page`` are physical and inclusive; both are None
    for an item without papers. ``form`` holds the fields of its report form.
    """

    paper_id: str
    number: str
    title: str
    first_page: int | None
    last_page: int | None
    source: ItemSource
    form: tuple[FormField, ...] = ()


@dataclass(frozen=True, slots=True)
class MinuteMeeting:
    """One meeting whose minutes stand in a paper; a paper can hold several."""

    paper_id: str
    committee: str | None
    date: date | None
    venue: str | None
    first_page: int
    last_page: int
    present: str | None = None
    in_attendance: str | None = None
    apologies: str | None = None
    interests: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a meeting decided, verbatim.

    ``text`` is the whole wording with its clauses, cut out of the pages by
    ``spans`` (white space folded between spans). ``outcome`` is the wording that
    introduces it ("RESOLVED (unanimously)"). ``item`` is the agenda item of the
    pack that the page belongs to, ``number`` and ``title`` the minute's own.
    ``outcome_spans``, ``moved_spans`` and ``vote_spans`` are where outcome, mover
    with seconder, and vote are printed; empty where they are not, or were read
    by an earlier version.
    """

    paper_id: str
    item: str | None
    number: str | None
    title: str | None
    text: str
    outcome: str
    outcome_class: OutcomeClass
    committee: str | None
    date: date | None
    spans: tuple[Span, ...]
    mover: str | None = None
    seconder: str | None = None
    vote: str | None = None
    outcome_spans: tuple[Span, ...] = ()
    moved_spans: tuple[Span, ...] = ()
    vote_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: the header of its column, and where its words stand."""

    header: str | None
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a ruled table; it may run over pages.

    ``headings`` are the section rows above it, outermost first. ``above`` is
    where header and section rows stand directly before it, which may be at the
    foot of the page before.
    """

    paper_id: str
    table: int
    title: str | None
    headings: tuple[str, ...]
    cells: tuple[Cell, ...]
    above: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of search.

    ``id`` is the hash of paper id and spans. ``text`` is verbatim: the slices
    of ``spans`` joined by line ends. ``context`` is the line that is only
    embedded and indexed. ``labelled`` is what a table row says with its column
    headers ("Who: … · When: …"); None for prose. ``access`` is exempt when one
    of its pages is.
    """

    id: str
    paper_id: str
    pages: tuple[int, ...]
    spans: tuple[Span, ...]
    item: str | None
    headings: tuple[str, ...]
    text: str
    context: str
    kind: PassageKind
    labelled: str | None = None
    cells: tuple[Cell, ...] = ()
    access: Access = Access.PUBLIC


class PassageKind(StrEnum):
    """What sort of thing a passage is cut from."""

    PROSE = "prose"
    ROW = "row"
    RESOLUTION = "resolution"
    FORM = "form"
    FRONT_SHEET = "front sheet"


@dataclass(frozen=True, slots=True)
class PageProblem:
    """A page that could not be read, and why; ``page`` 0 means the whole file."""

    page: int
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that reading understood of one paper.

    ``form`` holds the fields of the reports of a paper without agenda items, in
    printed order; two reports in one file each give theirs. ``exempt_acronyms``
    are those that only exempt pages of an open paper explain. What else stands
    on exempt pages is told by its pages: see :mod:`corpus.access.parts`.
    """

    paper: Paper
    pages: tuple[Page, ...]
    items: tuple[AgendaItem, ...] = ()
    meetings: tuple[MinuteMeeting, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    rows: tuple[TableRow, ...] = ()
    problems: tuple[PageProblem, ...] = ()
    acronyms: tuple[tuple[str, str], ...] = field(default=())
    form: tuple[FormField, ...] = ()
    exempt_acronyms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """Which papers a question, list or export may touch; None or empty is no limit.

    ``since`` and ``until`` are inclusive meeting dates; a paper without a date
    is outside any period. ``papers`` are file names or ids. ``item`` narrows to
    one agenda item. ``clearance`` is the most that the reader may see.
    """

    committee: str | None = None
    since: date | None = None
    until: date | None = None
    papers: tuple[str, ...] = ()
    kinds: tuple[PaperKind, ...] = ()
    item: str | None = None
    clearance: Access = Access.PUBLIC

"""Papers and their pages.

Pages are counted from 1. Character offsets are counted from 0 into ``Page.text`` and are
half-open, so ``page.text[span.start:span.end]`` gives the words back.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
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


class ClosingLevel(StrEnum):
    """How sure it is that something is closed; what is suspected is closed until somebody says."""

    CLOSED = "closed"
    SUSPECTED = "suspected"


class TextSource(StrEnum):
    """How the words of a page were read; of unsure OCR many may be wrong."""

    TEXT_LAYER = "text layer"
    OCR = "ocr"
    UNSURE_OCR = "unsure ocr"
    NONE = "none"

    @property
    def by_ocr(self) -> bool:
        """Whether a program read them from the page's picture."""
        return self in (TextSource.OCR, TextSource.UNSURE_OCR)


class LabelSource(StrEnum):
    """Where the printed number of a page was learnt."""

    STAMP = "stamp"
    PAGE_LABELS = "page labels"
    RUN = "run"
    NONE = "none"
    # The page is of our own layout: nothing printed it, and no number of it means anything.
    LAID_OUT = "laid out"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points from the top left of the page *as displayed*."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """The width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """The height in points."""
        return self.y1 - self.y0

    def union(self, other: Box) -> Box:
        """Return the smallest box that holds both."""
        return Box(
            min(self.x0, other.x0),
            min(self.y0, other.y0),
            max(self.x1, other.x1),
            max(self.y1, other.y1),
        )

    def turned(self, direction: int) -> Box:
        """Return this box in a frame where text of ``direction`` (as of a line) reads upright.

        ``direction`` is 0, 90, 180 or 270 degrees; sides may be negative in that frame.
        """
        if direction == 90:
            return Box(self.y0, -self.x1, self.y1, -self.x0)
        if direction == 270:
            return Box(-self.y1, self.x0, -self.y0, self.x1)
        if direction == 180:
            return Box(-self.x1, -self.y1, -self.x0, -self.y0)
        return self


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` to ``end`` (half-open) of the text of one physical page."""

    page: int
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two have a character in common."""
        return self.page == other.page and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Paper:
    """One file of council papers; ``id`` is the SHA-256 of its bytes (hex).

    ``meeting_date`` is the first of the month where the paper prints only that.
    ``access`` is exempt when the whole paper is closed. Of ``page_count`` pages,
    ``exempt_pages`` are closed inside an open paper; a reader without clearance
    is given a paper without them: fewer pages, none of them exempt. ``letterhead`` are the
    lines at the head of its first page, and running ones, that name a body or a meeting. ``titled``
    says that somebody gave its title in place of what was read.
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
    letterhead: str = ""
    titled: bool = False

    @property
    def called(self) -> str:
        """How a list names it: its file, after the title that somebody gave it."""
        return f"{self.title} ({self.file_name})" if self.titled else self.file_name


def paper_id_of(data: bytes) -> str:
    """Return the id of the paper whose file has these bytes: their SHA-256, 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word that OCR found, at ``start`` to ``end`` (half-open) of the text of its page."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Where characters ``start`` to ``end`` (half-open) of a page stand in a paper that is no PDF.

    ``words`` tell it ("paragraph 4.1", "3rd paragraph", "row 2 of the table", "heading “Finance”");
    ``heading`` is what they stand under, "" for none.
    """

    start: int
    end: int
    words: str
    heading: str = ""

    @property
    def told(self) -> str:
        """Return "3rd paragraph, under “Finance”"."""
        return f"{self.words}, under “{self.heading}”" if self.heading else self.words


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand in a paper that is no PDF; of a page that is the author's, or ours."""

    words: str
    paged: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One physical page as read; ``number`` counts from 1, ``label`` is the number printed on it.

    ``text`` is the text layer in content order exactly as printed, with ``\\n``
    as line end: quotes are slices of it. ``furniture`` are the spans of it that
    are stamps, running headers, footers and version lines: never indexed and
    never quoted. ``width`` and ``height`` are points as displayed, ``rotation`` is
    the file's own, in degrees clockwise. ``words`` are
    those of a page read by OCR, whose file has no word boxes; else empty.
    ``access`` is exempt for a page that is closed inside an open paper; those of
    a paper that is exempt as a whole are not marked one by one. ``masks`` are what its reader
    may not see of the text, covered there; none where a reading is made, or shown as it is.
    ``paragraphs`` are those of a paper that is no PDF, in their order.
    ``annotations`` are what was written onto the printed page.
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
    masks: tuple[Span, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    annotations: tuple[Span, ...] = ()

    def place(self, span: Span | None = None) -> Place | None:
        """Return where the words of ``span``, or else the first of the page, stand in its paper.

        None of a PDF, and where nothing is known but a page of the author's.
        """
        paged = self.label_source is not LabelSource.LAID_OUT
        start, end = (span.start, span.end) if span else (0, len(self.text))
        touched = (one for one in self.paragraphs if one.start < end and start < one.end)
        found = next(touched, None)
        if found is None:
            return None if paged else Place("paper without pages", paged)
        return Place(found.told, paged)


@dataclass(frozen=True, slots=True)
class Closing:
    """Why physical pages ``first_page`` to ``last_page`` (both included) are closed to the public.

    ``words`` are those that say so, as printed on physical page ``page``; of page 0 they are
    the name of the file.
    """

    level: ClosingLevel
    first_page: int
    last_page: int
    page: int
    words: str


# What is said of a page that a program read from its picture, and of which it is not sure.
UNSURE = "read by OCR, which is not sure of it: compare it with the page"
# By these words such problems are found again among others.
COVERED = "covered passage"
HELD_BACK = "the file hides, deletes or remarks"
UNREAD_FORM = "the form's words cannot be read"
DISAGREES = "the paper says other than"
ATTACHED = "attached file"
UNREAD_ATTACHMENT = f"{ATTACHED} was not read"
_READ_APART = f"{ATTACHED} is a paper of its own"
_ADD_ATTACHED = "add the paper with --attachments"


@dataclass(frozen=True, slots=True)
class PageProblem:
    """A physical page that could not be read, or not wholly, and why; ``page`` 0 is the file."""

    page: int
    reason: str

    @staticmethod
    def left_out(pieces: int) -> PageProblem:
        """Return the problem of a file that holds so many pieces which are hidden or deleted."""
        said = "1 piece" if pieces == 1 else f"{pieces} pieces"
        return PageProblem(
            0,
            f"{said} left out that {HELD_BACK}; the file still holds the words:"
            " tell whoever published it",
        )

    @staticmethod
    def covered(page: int, passages: int) -> PageProblem:
        """Return the problem of a page that holds so many passages under what is drawn on it."""
        said = COVERED if passages == 1 else f"{COVERED}s"
        return PageProblem(
            page,
            f"{passages} {said} left out; the file still holds the words:"
            " tell whoever published it",
        )

    @staticmethod
    def popups(page: int, count: int) -> PageProblem:
        """Return the problem of a page on which so many annotations open words beside it."""
        said = "comment does" if count == 1 else "comments do"
        return PageProblem(
            page,
            f"{count} {said} not stand on the page itself but in a pop-up, read as an annotation:"
            " see the PDF in a viewer",
        )

    @staticmethod
    def unmapped(page: int, count: int) -> PageProblem:
        """Return the problem of a page with so many words whose letters are not all known."""
        said = "1 word has" if count == 1 else f"{count} words have"
        return PageProblem(
            page, f"{said} a sign (\ufffd) whose letters the file does not tell: see the page"
        )

    @staticmethod
    def unprinted(page: int, count: int) -> PageProblem:
        """Return the problem of a page with so many passages that its file says otherwise."""
        said = "1 passage" if count == 1 else f"{count} passages"
        return PageProblem(
            page,
            f"{said} printed here in other words than the file says in their place (ActualText);"
            " those printed are read: compare them with the page",
        )

    @staticmethod
    def form(page: int) -> PageProblem:
        """Return the problem of a page that only says that a viewer will show a form there."""
        said = f"{UNREAD_FORM}: open it in Adobe Reader, print it to PDF and add that"
        return PageProblem(page, said)

    @staticmethod
    def collection(page: int) -> PageProblem:
        """Return the problem of a page that only says that other files come with it."""
        return PageProblem(page, "the cover of a PDF collection; its files are attached")

    @staticmethod
    def attached(page: int, name: str, pdf: bool) -> PageProblem:
        """Return the problem of a file attached to a page, or of page 0 to the whole paper."""
        todo = _ADD_ATTACHED if pdf else "it is no PDF"
        return PageProblem(page, f"{UNREAD_ATTACHMENT}, {name}: {todo}")

    @staticmethod
    def disagrees(site: str, what: str, told: str, printed: str) -> PageProblem:
        """Return the problem of a paper that says of itself other than the site that has it.

        ``what`` is a particular, as "date"; ``told`` is what the site says and holds.
        """
        said = f"{DISAGREES} {site}: its {what} is “{printed}”, there it is “{told}”, which holds"
        return PageProblem(0, said)

    @property
    def read_apart(self) -> PageProblem:
        """Of an attached file that was not read what is said when it was; else the same."""
        said = self.reason
        if not (said.startswith(UNREAD_ATTACHMENT) and said.endswith(_ADD_ATTACHED)):
            return self
        name = said.removeprefix(f"{UNREAD_ATTACHMENT}, ").removesuffix(f": {_ADD_ATTACHED}")
        return PageProblem(self.page, f"{_READ_APART}, {name}")

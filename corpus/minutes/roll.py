"""The lines of a run of pages laid end to end, so that wording over a page break is one text.

Grammar is matched on ``Roll.text``; what it finds is cut back into page spans
with :meth:`Roll.cut`, so nothing that is quoted is ever rewritten.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from corpus.language import characters, is_abbreviation
from corpus.model import Page, Span
from corpus.page import Line

BULLET = characters("bullets", "font_bullets")
_CLOSING = characters("closing")
# (i), (a), 1., 1), 2.1, a., bullets and dashes that begin a clause.
CLAUSE = re.compile(
    rf"(?:\((?:[ivxl]{{1,6}}|[a-zA-Z]|\d{{1,2}})\)"
    rf"|(?:[ivxl]{{1,6}}|[a-zA-Z]|\d{{1,2}})[.)](?=\s|[A-Z])"
    rf"|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}[.)]?(?=\s)|\d{{1,2}}(?=\s+(?:[Tt]hat|[Tt]o)\b)"
    rf"|[{BULLET}]|[-–—o](?=\s))\s*"
)
# A page of more lines is left as it is written.
_MOST_LINES = 400
# No printed line is so long; a longer one is a drawing's debris and says nothing.
_LONGEST = 1000
_GAPS = str.maketrans("\n\r\t", "   ")
# A line that ends so has its sentence go on in the next.
_OPEN = re.compile(r"\b(?:the|an?|of|to|in|on|at|by|for|with|and|or|from|that|which|his|her|its)$")
# The labels of those who came, of which a narrow column holds a word or two.
_RUN_OVER = re.compile(
    r"(?:(?:also|members?|councillors?|officers?|others?|those|public)\s+){0,2}(?:present|in\s+"
    r"attendance)|apologies\s+(?:for\s+|of\s+)?absence",
    re.IGNORECASE,
)
# Rows that begin so near each other, in points, begin on one edge.
_LEVEL = 3.0
_ENDED = re.compile(rf"[{characters('stops', 'pauses')}][{_CLOSING}]*$")


_SENTENCE = re.compile(
    rf"(?<=[{characters('stops')}])[{_CLOSING}]*\s+(?=[{characters('opening')}]?[A-Z0-9])"
)
# The number of a line or point.
_NUMBERED = re.compile(r"(?:^[^\w\n]{0,4}\d{1,4}|\s\(?[a-z])\.\Z", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a page: its place on the page and, as ``at``, in the roll's text.

    Columns of a page are laid under one another, so that below is after and left is outer.
    """

    page: int
    start: int
    end: int
    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool
    at: int

    @property
    def upto(self) -> int:
        return self.at + len(self.text)

    @property
    def ended(self) -> bool:
        """Whether the line ends as a sentence or clause does."""
        return bool(_ENDED.search(self.text))


def fold(text: str) -> str:
    """Return ``text`` with every run of white space as one space."""
    return " ".join(text.split())


class Roll:
    """Rows in reading order; ``text`` joins them by line ends."""

    def __init__(self, rows: Iterable[Row], sources: Mapping[int, str]) -> None:
        self._sources = sources
        self.rows: tuple[Row, ...] = tuple(_relaid(rows))
        self.text = "\n".join(row.text for row in self.rows)
        self._starts = [row.at for row in self.rows]

    def part(self, first: int, last: int) -> Roll:
        """Return the roll of the rows ``first`` to ``last`` (half-open)."""
        return Roll(self.rows[first:last], self._sources)

    def row_at(self, offset: int) -> int:
        """Return the index of the row that holds the character at ``offset``."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def cut(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the page spans of ``text[start:end]``; what touches is one span."""
        spans: list[Span] = []
        for row in self.rows[self.row_at(start) : self.row_at(max(start, end - 1)) + 1]:
            low, high = max(start, row.at) - row.at, min(end, row.upto) - row.at
            while low < high and row.text[low].isspace():
                low += 1
            while high > low and row.text[high - 1].isspace():
                high -= 1
            if low < high:
                self._add(spans, Span(row.page, row.start + low, row.start + high))
        return tuple(spans)

    def _add(self, spans: list[Span], span: Span) -> None:
        last = spans[-1] if spans else None
        if last and last.page == span.page and last.end <= span.start:
            between = self._sources[span.page][last.end : span.start]
            if not between.strip():
                spans[-1] = Span(span.page, last.start, span.end)
                return
        spans.append(span)

    def quote(self, spans: Sequence[Span]) -> str:
        """Return the words of ``spans``, white space folded."""
        return fold(" ".join(self._sources[s.page][s.start : s.end] for s in spans))

    @cached_property
    def leaps(self) -> tuple[int, ...]:
        """Where rows begin before which pages are left out, as closed ones are."""
        return tuple(
            row.at
            for before, row in pairwise(self.rows)
            if any(page not in self._sources for page in range(before.page + 1, row.page))
        )

    @cached_property
    def breaks(self) -> tuple[tuple[int, int], ...]:
        """Where sentences end inside paragraphs, each with where the next one begins."""
        hits = _SENTENCE.finditer(self.text)
        return tuple(
            (hit.start() + len(hit[0]) - len(hit[0].lstrip('"”’)')), hit.end())
            for hit in hits
            if not is_abbreviation(self.text, hit.start())
            and not _NUMBERED.search(self.text, max(0, hit.start() - 12), hit.start())
        )

    @cached_property
    def leading(self) -> float:
        """The usual gap in points between two lines of one paragraph."""
        pairs = [
            (a, b)
            for a, b in zip(self.rows, self.rows[1:], strict=False)
            if a.page == b.page and b.y0 > a.y0 + 1
        ]
        sizes = sorted(row.size for row in self.rows)
        size = max(sizes[len(sizes) // 2], 6.0) if sizes else 12.0
        # Sentences that go on in small letters tell it best.
        wraps = sorted(b.y0 - a.y1 for a, b in pairs if b.text[:1].islower() and not a.ended)
        if len(wraps) > 2:
            return min(wraps[len(wraps) // 4], 1.6 * size)
        gaps = sorted(b.y0 - a.y1 for a, b in pairs)
        # Where every paragraph is one line, the usual gap is the one between paragraphs.
        most = (0.85 if wraps else 0.4) * size
        return min(gaps[len(gaps) // 10], most) if gaps else 4.0

    @cached_property
    def margin(self) -> float:
        """Where the narrative's lines usually begin, in points."""
        counts = Counter(round(row.x0) for row in self.rows)
        return float(counts.most_common(1)[0][0]) if counts else 0.0

    @cached_property
    def plain(self) -> bool:
        """Whether most lines are not bold."""
        return sum(not row.bold for row in self.rows) > len(self.rows) / 2

    @cached_property
    def left(self) -> float:
        """Where the leftmost lines begin."""
        return min((row.x0 for row in self.rows), default=0.0)

    @cached_property
    def right(self) -> float:
        """Where full lines end."""
        ends = sorted(row.x1 for row in self.rows)
        return ends[int(len(ends) * 0.9)] if ends else 0.0

    def fresh(self, index: int) -> bool:
        """Whether row ``index`` begins a paragraph or clause."""
        return self._fresh[index]

    def apart(self, index: int) -> bool:
        """Whether row ``index`` carries no sentence on: the line before it ended, or fell short."""
        if index == 0:
            return True
        before = self.rows[index - 1]
        if _OPEN.search(before.text):
            return False
        if self.fresh(index) or before.ended or before.bold != self.rows[index].bold:
            return True
        return before.page == self.rows[index].page and before.x1 < self.right - 60

    def beside(self, index: int) -> bool:
        """Whether row ``index`` goes back up into a column to the right: another cell."""
        before, row = self.rows[index - 1], self.rows[index]
        return (
            before.page == row.page
            and row.x0 > before.x0 + 30
            and row.y0 < before.y0 - 0.5 * max(row.size, 6)
        )

    @cached_property
    def _fresh(self) -> tuple[bool, ...]:
        return tuple(self._begins(index) for index in range(len(self.rows)))

    def _begins(self, index: int) -> bool:
        if index == 0:
            return True
        before, row = self.rows[index - 1], self.rows[index]
        if self.beside(index):
            return True
        clause = CLAUSE.match(row.text)
        if clause and (before.ended or _joined(before.text) or ")" in clause.group()):
            return True
        if before.page != row.page:
            return before.ended and not row.text[:1].islower()
        if row.y0 <= before.y0 + 1 and row.x0 > before.x0:
            return False  # the same visual line goes on
        if row.text[:1].islower() and not before.ended:
            return False  # a sentence goes on, however far down
        if row.y0 - before.y1 > max(self.leading, 0) + 0.4 * max(row.size, 6):
            return True
        if not before.ended or row.text[:1].islower():
            return False
        return before.x1 < self.right - 0.12 * (self.right - self.left) or row.bold != before.bold


def _joined(text: str) -> bool:
    return bool(re.search(r"(?:;|,|\band|\bor|\bplus)$", text.rstrip()))


def _relaid(rows: Iterable[Row]) -> Iterable[Row]:
    at = 0
    for row in rows:
        yield Row(
            row.page, row.start, row.end, row.text, row.x0, row.y0, row.x1, row.y1,
            row.size, row.bold, at,
        )  # fmt: skip
        at += len(row.text) + 1


def make_roll(pages: Sequence[Page], lines: Mapping[int, tuple[Line, ...]]) -> Roll:
    """Lay the body lines of ``pages`` end to end; pages without lines add nothing."""
    sources = {page.number: page.text for page in pages}
    rows = (
        row
        for page in pages
        for line in _in_place(lines.get(page.number, ()))
        if (row := _row(page, line)) is not None
    )
    return Roll(_with_whole_labels(rows), sources)


def _with_whole_labels(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows, one for a label in a narrow column that runs over: "In" above "attendance:"."""
    before: Row | None = None
    for row in rows:
        if before is not None and _is_label(before, row):
            text = f"{before.text} {row.text}"
            y0, y1 = min(before.y0, row.y0), max(before.y1, row.y1)
            x1 = max(before.x1, row.x1)
            row = replace(before, end=row.end, text=text, y0=y0, x1=x1, y1=y1)
        elif before is not None:
            yield before
        before = row
    if before is not None:
        yield before


def _is_label(row: Row, after: Row) -> bool:
    """Whether two rows are one label, and stand together on the page."""
    together = row.page == after.page and after.start == row.end + 1
    if not together or abs(row.x0 - after.x0) > _LEVEL or ":" in row.text:
        return False
    return bool(_RUN_OVER.fullmatch(f"{row.text} {after.text.split(':', 1)[0].strip()}"))


def _in_place(lines: Sequence[Line]) -> Sequence[Line]:
    """Return a page's lines with its tables where they stand among the text.

    Some programs write a page's tables after all of its text. Lines after the longest run down
    the page that stand beside none of its lines go into the gap of it where they are printed.
    """
    runs = list(_runs(lines))
    if len(runs) < 2 or len(lines) > _MOST_LINES:
        return lines
    most = max(range(len(runs)), key=lambda at: len(runs[at]))
    text, later = runs[most], runs[most + 1 :]
    gaps: list[list[Line]] = [[] for _ in range(len(text) + 1)]
    for run in later:
        beside = any(one.laid.y0 < line.laid.y1 - 2 and one.laid.y1 > line.laid.y0 + 2
                     for line in run for one in text)  # fmt: skip
        for line in run:
            at = len(text) if beside else sum(one.laid.y0 < line.laid.y0 for one in text)
            gaps[at].append(line)
    placed = [line for run in runs[:most] for line in run] + gaps[0]
    for one, gap in zip(text, gaps[1:], strict=True):
        placed += [one, *gap]
    return placed


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield lines that follow one another down the page together."""
    run: list[Line] = []
    for line in lines:
        if run and line.laid.y1 < run[-1].laid.y0 + 0.3 * run[-1].laid.height:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _row(page: Page, line: Line) -> Row | None:
    raw = page.text[line.start : line.end]
    text = raw.strip()
    if not text or len(text) > _LONGEST:
        return None
    start = line.start + len(raw) - len(raw.lstrip())
    box = line.laid
    # An internal line end would break the one-to-one of rows and characters' lines.
    text = text.translate(_GAPS)
    return Row(
        page.number, start, start + len(text), text,
        box.x0, box.y0, box.x1, box.y1, line.size, line.bold, 0,
    )  # fmt: skip

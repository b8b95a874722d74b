"""Tables without rules, told by their figures alone: budgets, statistics.

Conservative on purpose: prose taken for a table is worse than a table left to
prose. Only lines of a label and figures that stand in the same columns as those
of the lines around them are rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from corpus.model import Cell, Span, TableRow
from corpus.page import PageLayout
from corpus.tables.print_lines import Chunk, PrintLine, print_lines

_FIGURE = re.compile(
    r"(?i)^[([]?[-–+]?\s*+[£$€]?\s*+[-–+]?\d[\d,. ]*\s*(?:%|k|m|bn|million)?[)\]]?\*{0,2}$"
)
_BLANK = re.compile(r"(?i)^(?:[-–—]+|n/?a|nil|tbc)$")
# A sum or a share; page numbers and years alone make no column of figures.
_TELLING = re.compile(r"[£$€%]|\d,\d{3}|\d\.\d")
_PERIOD = re.compile(r"^(?:19|20)\d\d(?:[/–-]\d{2,4})?$")
# Gaps wider than so many line heights part columns; so many rows make a table.
_GAP, _ROWS = 1.1, 3
_REACH = 5.0


def _figure(chunk: Chunk) -> bool:
    return bool(_FIGURE.match(chunk.text) or _BLANK.match(chunk.text))


def _row(line: PrintLine) -> bool:
    """Whether a line is a label and figures."""
    rest = line.chunks[1:]
    label = bool(re.search(r"[A-Za-z]{2}", line.chunks[0].text))
    return label and bool(rest) and all(map(_figure, rest))


@dataclass
class _Run:
    """Rows under one another, the lines between them, and the columns they share."""

    lines: list[PrintLine] = field(default_factory=list)

    @property
    def rows(self) -> list[PrintLine]:
        return [line for line in self.lines if _row(line)]

    def columns(self) -> _Columns:
        """Return the columns of figures: by their right edges, or the left if that is neater."""
        chunks = [chunk for line in self.rows for chunk in line.chunks[1:]]
        right = _Columns(_grouped([chunk.x1 for chunk in chunks]), ends=True)
        left = _Columns(_grouped([chunk.x0 for chunk in chunks]), ends=False)
        return left if len(left.edges) < len(right.edges) else right


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where columns of figures end, or with ``ends`` false begin, from left to right."""

    edges: tuple[float, ...]
    ends: bool

    def of(self, chunk: Chunk) -> int:
        """Return the index of the column that a chunk stands in or over."""
        here, there = (chunk.x1, chunk.x0) if self.ends else (chunk.x0, chunk.x1)
        # A header may be centred: its other side counts too, a little less.
        far = [min(abs(here - edge), abs(there - edge) + 20) for edge in self.edges]
        return int(np.argmin(far))


def _grouped(places: Sequence[float]) -> tuple[float, ...]:
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][-1] <= _REACH:
            groups[-1].append(place)
        else:
            groups.append([place])
    return tuple(float(np.mean(group)) for group in groups)


def read_aligned(
    paper_id: str, layout: PageLayout, outside: Sequence[Span], first_table: int
) -> tuple[TableRow, ...]:
    """Return the rows of unruled tables of figures on a page.

    ``outside`` are spans that are no part of them: furniture and ruled tables.
    Tables are numbered from ``first_table``.
    """
    if len(_TELLING.findall(layout.text)) < _ROWS:
        return ()  # spares most pages the work
    rows: list[TableRow] = []
    table = first_table
    lines = print_lines(layout, outside, _GAP)
    for start, run in _runs(lines):
        columns = run.columns()
        if _trusted(run, columns):
            rows.extend(_said(paper_id, table, lines[:start], run, columns))
            table += 1
    return tuple(rows)


def _runs(lines: Sequence[PrintLine]) -> Iterator[tuple[int, _Run]]:
    """Yield rows that follow one another, with at most one other line between two."""
    run, start, between = _Run(), 0, 0
    for at, line in enumerate(lines):
        near = not run.lines or line.y0 - run.lines[-1].y1 < 3 * max(line.y1 - line.y0, 6)
        if _row(line) and near:
            start = at if not run.lines else start
            run.lines.append(line)
            between = 0
            continue
        if run.lines and near and len(line.chunks) == 1 and not between and _aside(run, line):
            run.lines.append(line)
            between = 1
            continue
        if run.lines:
            yield start, _trimmed(run)
        run, between = _Run([line] if _row(line) else []), 0
        start = at
    if run.lines:
        yield start, _trimmed(run)


def _aside(run: _Run, line: PrintLine) -> bool:
    """Whether a line of one chunk stays left of the figures: a heading, half a label."""
    left = min(chunk.x0 for row in run.rows for chunk in row.chunks[1:])
    return line.chunks[0].x1 < left and len(line.chunks[0].text.split()) <= 12


def _trimmed(run: _Run) -> _Run:
    while run.lines and not _row(run.lines[-1]):
        run.lines.pop()
    return run


def _trusted(run: _Run, columns: _Columns) -> bool:
    """Whether a run is a table.

    Three rows at least; figures in as many columns as the rows have (jagged ones
    have more); and sums or shares among them, of which a single column needs
    more.
    """
    rows = run.rows
    if len(rows) < _ROWS or not columns.edges:
        return False
    figures = [chunk.text for line in rows for chunk in line.chunks[1:]]
    widest = max(len(line.chunks) - 1 for line in rows)
    if len(columns.edges) > widest or len(figures) < 0.5 * len(columns.edges) * len(rows):
        return False
    telling = sum(bool(_TELLING.search(text)) for text in figures)
    if len(columns.edges) == 1:
        return len(rows) > _ROWS and telling >= 0.6 * len(figures)
    return telling >= 0.3 * len(figures)


def _said(
    paper_id: str, table: int, before: Sequence[PrintLine], run: _Run, columns: _Columns
) -> Iterator[TableRow]:
    heads, above = _heads(before, run, columns)
    heading: str | None = None
    pending: list[Chunk] = []
    for line in run.lines:
        if not _row(line):
            chunk = line.chunks[0]
            heading = chunk.text if chunk.bold else heading
            pending.append(chunk)
            continue
        asides = [chunk for chunk in pending if not chunk.bold]
        above = [*above, *(chunk.span for chunk in pending if chunk.bold)]
        label = [*asides, line.chunks[0]]
        cells = [Cell(heads[0], "\n".join(c.text for c in label), tuple(c.span for c in label))]
        cells.extend(Cell(heads[columns.of(c) + 1], c.text, (c.span,)) for c in line.chunks[1:])
        headings = (heading,) if heading else ()
        yield TableRow(paper_id, table, None, headings, tuple(cells), tuple(above))
        above, pending = [], []


def _heads(
    before: Sequence[PrintLine], run: _Run, columns: _Columns
) -> tuple[list[str | None], list[Span]]:
    """Read up to three lines above the first row as the headers of its columns."""
    figures = [chunk for line in run.rows for chunk in line.chunks[1:]]
    left = min(chunk.x0 for chunk in figures)
    said: list[list[str]] = [[] for _ in range(len(columns.edges) + 1)]
    spans: list[Span] = []
    top, height = run.lines[0].y0, max(run.lines[0].y1 - run.lines[0].y0, 6.0)
    for line in reversed(before[-3:]):
        over = [chunk for chunk in line.chunks if chunk.x1 > left - _REACH]
        if top - line.y1 > 1.6 * height or not over or not _names(line, over, len(columns.edges)):
            break
        for chunk in line.chunks:
            at = 0 if chunk.x1 < left - _REACH else 1 + columns.of(chunk)
            said[at].insert(0, chunk.text)
            spans.insert(0, chunk.span)
        top = line.y0
    return [" ".join(text) or None for text in said], spans


def _names(line: PrintLine, over: Sequence[Chunk], columns: int) -> bool:
    """Whether a line above the figures can name their columns."""
    short = all(len(chunk.text.split()) <= 5 for chunk in over)
    figures = sum(_figure(chunk) and not _PERIOD.match(chunk.text) for chunk in over)
    sentence = line.chunks[-1].text.endswith((".", ";", ","))
    return short and not figures and not sentence and 0.5 * columns <= len(over) <= columns

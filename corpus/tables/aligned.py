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
from corpus.tables.grid import page_direction, turn

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


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Words of one line with only word spaces between them."""

    x0: float
    x1: float
    span: Span
    text: str
    bold: bool

    @property
    def figure(self) -> bool:
        return bool(_FIGURE.match(self.text) or _BLANK.match(self.text))


@dataclass(frozen=True, slots=True)
class _Line:
    y0: float
    y1: float
    chunks: tuple[_Chunk, ...]

    @property
    def row(self) -> bool:
        """Whether it is a label and figures."""
        rest = self.chunks[1:]
        label = bool(re.search(r"[A-Za-z]{2}", self.chunks[0].text))
        return label and bool(rest) and all(chunk.figure for chunk in rest)


@dataclass
class _Run:
    """Rows under one another, the lines between them, and the columns they share."""

    lines: list[_Line] = field(default_factory=list)

    @property
    def rows(self) -> list[_Line]:
        return [line for line in self.lines if line.row]

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

    def of(self, chunk: _Chunk) -> int:
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
    lines = _lines(layout, outside)
    for start, run in _runs(lines):
        columns = run.columns()
        if _trusted(run, columns):
            rows.extend(_said(paper_id, table, lines[:start], run, columns))
            table += 1
    return tuple(rows)


def _lines(layout: PageLayout, outside: Sequence[Span]) -> list[_Line]:
    taken = np.zeros(len(layout.text) + 1, dtype=bool)
    for span in outside:
        taken[span.start : span.end] = True
    words = [word for word in layout.words if not taken[word.start]]
    if not words:
        return []
    raw = [(w.box.x0, w.box.y0, w.box.x1, w.box.y1) for w in words]
    boxes = turn(np.asarray(raw, dtype=np.float64), page_direction(layout))
    height = float(np.median(boxes[:, 3] - boxes[:, 1])) or 1.0
    middles = (boxes[:, 1] + boxes[:, 3]) / 2
    grouped: list[list[int]] = []
    for i in np.argsort(middles, kind="stable").tolist():
        if grouped and middles[i] - middles[grouped[-1][-1]] < 0.45 * height:
            grouped[-1].append(i)
        else:
            grouped.append([i])
    found = []
    for group in grouped:
        group.sort(key=lambda i: float(boxes[i, 0]))
        parts: list[list[int]] = [[group[0]]]
        for i in group[1:]:
            if boxes[i, 0] - boxes[parts[-1][-1], 2] > _GAP * height:
                parts.append([i])
            else:
                parts[-1].append(i)
        chunks = []
        for part in parts:
            start, end = min(words[i].start for i in part), max(words[i].end for i in part)
            # Drawn out of order, the slice holds other words too, and is no figure.
            text = layout.text[start:end]
            span = Span(layout.number, start, end)
            bold = bool(layout.char_bold[words[part[0]].start])
            x0, x1 = float(boxes[part[0], 0]), float(boxes[part[-1], 2])
            chunks.append(_Chunk(x0, x1, span, text, bold))
        y0, y1 = float(boxes[group, 1].min()), float(boxes[group, 3].max())
        found.append(_Line(y0, y1, tuple(chunks)))
    return found


def _runs(lines: Sequence[_Line]) -> Iterator[tuple[int, _Run]]:
    """Yield rows that follow one another, with at most one other line between two."""
    run, start, between = _Run(), 0, 0
    for at, line in enumerate(lines):
        near = not run.lines or line.y0 - run.lines[-1].y1 < 3 * max(line.y1 - line.y0, 6)
        if line.row and near:
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
        run, between = _Run([line] if line.row else []), 0
        start = at
    if run.lines:
        yield start, _trimmed(run)


def _aside(run: _Run, line: _Line) -> bool:
    """Whether a line of one chunk stays left of the figures: a heading, half a label."""
    left = min(chunk.x0 for row in run.rows for chunk in row.chunks[1:])
    return line.chunks[0].x1 < left and len(line.chunks[0].text.split()) <= 12


def _trimmed(run: _Run) -> _Run:
    while run.lines and not run.lines[-1].row:
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
    paper_id: str, table: int, before: Sequence[_Line], run: _Run, columns: _Columns
) -> Iterator[TableRow]:
    heads, above = _heads(before, run, columns)
    heading: str | None = None
    pending: list[_Chunk] = []
    for line in run.lines:
        if not line.row:
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
    before: Sequence[_Line], run: _Run, columns: _Columns
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


def _names(line: _Line, over: Sequence[_Chunk], columns: int) -> bool:
    """Whether a line above the figures can name their columns."""
    short = all(len(chunk.text.split()) <= 5 for chunk in over)
    figures = sum(chunk.figure and not _PERIOD.match(chunk.text) for chunk in over)
    sentence = line.chunks[-1].text.endswith((".", ";", ","))
    return short and not figures and not sentence and 0.5 * columns <= len(over) <= columns

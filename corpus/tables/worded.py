"""Tables of words without rules: a line that names the columns, and white gutters below it.

"Item, Discussion, Action" over cells of sentences is one row a matter; "Councillor, For, Against"
over names and ticks one row a member. A line of print whose words run over the edge of a column
ends the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from corpus.language import alternation
from corpus.model import Cell, Span, TableRow
from corpus.page import PageLayout
from corpus.tables.headers import REFERENCE, is_column_name
from corpus.tables.print_lines import Chunk, PrintLine, print_lines

# White space that parts words of two columns, and what stands in two for sure, in line heights.
_GAP, _WIDE = 0.6, 1.0
# Cells of a column begin so near its edge, in points, or further in.
_EDGE = 2.5
_MOST_COLUMNS, _NAME = 8, 4
# White space in line heights: that ends a table, and that ends a row where it is so much more
# than between the lines of a cell.
_END, _ROW = 6.0, 0.25
# So many words in a cell are a sentence.
_SENTENCE = 8
_PROSE = re.compile(rf"\b{alternation('columns_of_prose')}\b", re.IGNORECASE)
_SIDE = re.compile(
    rf"{alternation('side_for', 'side_against', 'side_abstain', 'side_absent')}", re.IGNORECASE
)
_PERSON = re.compile(r"[(A-ZÀ-Þ][\w.,’'()-]*|de|van|der|von|and|&")
_PERSON_WORDS = 6
_TICK = re.compile(r"[xX✓✔√/●•*]|yes|no|-", re.IGNORECASE)

_Cells = tuple[tuple[Chunk, ...], ...]
_Row = list[tuple[PrintLine, _Cells]]


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a table: where each begins, from left to right, and its header."""

    edges: tuple[float, ...]
    heads: _Cells

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(" ".join(chunk.text for chunk in head) for head in self.heads)

    @property
    def sides(self) -> int:
        """How many of them name a side of a vote."""
        return sum(bool(_SIDE.fullmatch(name)) for name in self.names)

    def cells(self, line: PrintLine) -> _Cells | None:
        """Return the chunks of a line by column; None where words run over an edge."""
        found: list[list[Chunk]] = [[] for _ in self.edges]
        before: float | None = None
        for chunk in line.chunks:
            at = sum(edge <= chunk.x0 + _EDGE for edge in self.edges) - 1
            after = self.edges[at + 1] if at + 1 < len(self.edges) else float("inf")
            if at < 0 or chunk.x1 > after - 1:
                return None
            if before is not None and not found[at] and chunk.x0 - before < _GAP * line.height:
                return None
            found[at].append(chunk)
            before = chunk.x1
        return tuple(map(tuple, found))


def read_worded(
    paper_id: str, layout: PageLayout, outside: Sequence[Span], first_table: int
) -> tuple[TableRow, ...]:
    """Return the rows of the tables of words on a page that no rules are drawn round.

    ``outside`` are spans that are no part of them: furniture and other tables. Tables are
    numbered from ``first_table``.
    """
    if not (_PROSE.search(layout.text) or _SIDE.search(layout.text)):
        return ()
    lines = print_lines(layout, outside, 0.0)
    found: list[TableRow] = []
    table, at = first_table, 0
    while at < len(lines):
        columns = _columns(lines[at:])
        body = _body(columns, lines[at:]) if columns else []
        rows = list(_rows(columns, body)) if columns and body else []
        at += 1 + sum(map(len, rows))
        if columns and rows:
            found.extend(_made(paper_id, table, columns, rows, layout.text))
            table += 1
    return tuple(found)


def _columns(lines: Sequence[PrintLine]) -> _Columns | None:
    """Return the columns that the first line names; None where it names none."""
    heads = _groups(lines[0])
    if not 2 <= len(heads) <= _MOST_COLUMNS:
        return None
    names = [" ".join(chunk.text for chunk in head) for head in heads]
    sides = sum(bool(_SIDE.fullmatch(name)) for name in names)
    named = all(
        len(name.split()) <= _NAME and (is_column_name(name) or (sides > 1 and name[0].isupper()))
        for name in names
    )
    if sides == len(heads) or not (named and (sides > 1 or any(map(_PROSE.search, names)))):
        return None
    starts = [group[0].x0 for line in lines[1:13] for group in _groups(line)]
    edges = [heads[0][0].x0]
    for before, head in pairwise(heads):
        # A name may be centred over its column.
        left = [x for x in starts if before[-1].x1 < x < head[0].x0]
        common = [x for x in left if sum(abs(x - other) < _EDGE for other in left) > 1]
        edges.append(min(common, default=head[0].x0))
    edges[0] = min([edges[0], *(x for x in starts if edges[0] - 12 < x)])
    return _Columns(tuple(edges), tuple(map(tuple, heads)))


def _groups(line: PrintLine) -> list[list[Chunk]]:
    """Return the words of a line in groups, parted by white space that is wide for sure."""
    groups: list[list[Chunk]] = []
    for chunk in line.chunks:
        if groups and chunk.x0 - groups[-1][-1].x1 <= _WIDE * line.height:
            groups[-1].append(chunk)
        else:
            groups.append([chunk])
    return groups


def _body(columns: _Columns, lines: Sequence[PrintLine]) -> _Row:
    """Return the lines below the header that keep to the columns."""
    found: _Row = []
    above = lines[0]
    for line in lines[1:]:
        cells = columns.cells(line)
        if cells is None or line.y0 - above.y1 > _END * above.height:
            break
        found.append((line, cells))
        above = line
    return found


def _rows(columns: _Columns, body: _Row) -> Iterator[_Row]:
    """Yield the rows of a table; none where it is none that can be told."""
    rows: list[_Row] = []
    gaps = [after[0].y0 - before[0].y1 for before, after in pairwise(body)]
    close = min(gaps, default=0.0)
    for at, one in enumerate(body):
        wide = at > 0 and gaps[at - 1] > close + _ROW * one[0].height
        if not rows or _begins(one[1], body[at - 1][1], wide):
            rows.append([one])
        else:
            rows[-1].append(one)
    if columns.sides > 1:
        yield from takewhile(_is_ticked, rows)
    elif _is_prose(rows):
        yield from rows


def _begins(cells: _Cells, above: _Cells, wide: bool) -> bool:
    """Whether a line begins a row; ``wide`` tells of more white space above it than usual."""
    if not cells[0]:
        return False
    if wide or not above[0] or REFERENCE.match(cells[0][0].text):
        return True
    written = [column[0].text for column in cells if column]
    return len(written) > 1 and all(text[:1].isupper() for text in written)


def _is_names(column: Sequence[Chunk]) -> bool:
    return len(column) <= _PERSON_WORDS and all(_PERSON.fullmatch(word.text) for word in column)


def _is_ticked(row: _Row) -> bool:
    """Whether a row is a name and a tick under one side of a vote."""
    name, *sides = row[0][1]
    ticks = [side for side in sides if side]
    ticked = all(len(tick) == 1 and _TICK.fullmatch(tick[0].text) for tick in ticks)
    return len(row) == 1 and _is_names(name) and bool(ticks) and ticked


def _is_prose(rows: Sequence[_Row]) -> bool:
    """Whether rows are of several cells, some of them sentences."""
    several = sum(sum(map(bool, row[0][1])) > 1 for row in rows)
    longest = max((len(column) for row in rows for column in _joined(row)), default=0)
    return len(rows) > 1 and several > 0.5 * len(rows) and longest >= _SENTENCE


def _joined(row: _Row) -> Iterator[list[Chunk]]:
    """Yield the chunks of each column of a row, from the top."""
    for at in range(len(row[0][1])):
        yield [chunk for _, cells in row for chunk in cells[at]]


def _made(
    paper_id: str, table: int, columns: _Columns, rows: Sequence[_Row], text: str
) -> Iterator[TableRow]:
    above = tuple(chunk.span for head in columns.heads for chunk in head)
    for row in rows:
        headed = zip(columns.names, _joined(row), strict=True)
        cells = tuple(_cell(name, column, text) for name, column in headed)
        yield TableRow(paper_id, table, None, (), cells, above)
        above = ()


def _cell(name: str, column: Sequence[Chunk], text: str) -> Cell:
    """Return a cell of words; those with one space between them are one span of the page text."""
    spans: list[Span] = []
    for span in (chunk.span for chunk in column):
        if spans and text[spans[-1].end : span.start] == " ":
            spans[-1] = Span(span.page, spans[-1].start, span.end)
        else:
            spans.append(span)
    return Cell(name, "\n".join(text[one.start : one.end] for one in spans), tuple(spans))

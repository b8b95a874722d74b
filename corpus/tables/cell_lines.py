"""Lines of a page cell by cell, where it holds tables of sentences.

pdfium joins what shares a baseline, so a line of print may hold a little of each cell of a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

from corpus.model import Box, Cell, Span, TableRow
from corpus.page import Line, PageLayout

# A cell of so many words under a header makes a table one of sentences; others are read across.
_SENTENCES = 12
# The row and the column, from 0, of the cell that words stand in.
_Places = dict[Span, tuple[int, int]]


def lines_by_cell(
    lines: Mapping[int, tuple[Line, ...]],
    rows: Sequence[TableRow],
    layout: Callable[[int], PageLayout],
) -> dict[int, tuple[Line, ...]]:
    """Return the body lines of every page, those of tables of sentences cut and put cell by cell.

    ``lines`` are in reading order, by physical page; ``layout`` gives that of a page that holds
    ``rows``. A row's cells stand, from left to right, where the first of its words stood; what
    stands in no cell stays where it is.
    """
    prose = {row.table for row in rows for cell in row.cells if _is_prose(cell)}
    cells: dict[int, _Places] = {}
    for at, row in enumerate(rows):
        if row.table in prose:
            for number, cell in enumerate(row.cells):
                for span in cell.spans:
                    # A merged cell stands in the first of its rows.
                    cells.setdefault(span.page, {}).setdefault(span, (at, number))
    return {
        page: tuple(_by_cell(layout(page), found, cells[page])) if page in cells else found
        for page, found in lines.items()
    }


def _is_prose(cell: Cell) -> bool:
    return cell.header is not None and len(cell.text.split()) >= _SENTENCES


def _by_cell(layout: PageLayout, lines: Sequence[Line], cells: _Places) -> Iterator[Line]:
    parts = [part for line in lines for part in _parts(layout, line, cells)]
    rows: dict[int, list[tuple[int, Line]]] = {}
    for place, line in parts:
        if place is not None:
            rows.setdefault(place[0], []).append((place[1], line))
    said: set[int] = set()
    for place, line in parts:
        if place is None:
            yield line
        elif place[0] not in said:
            said.add(place[0])
            yield from (one for _, one in sorted(rows[place[0]], key=itemgetter(0)))


def _parts(
    layout: PageLayout, line: Line, cells: _Places
) -> Iterator[tuple[tuple[int, int] | None, Line]]:
    """Yield what a line holds of each cell, with its row and column, and what is in none."""
    inside = sorted(span for span in cells if span.start < line.end and span.end > line.start)
    at = line.start
    for span in [*inside, Span(layout.number, line.end, line.end)]:
        start, end = max(at, span.start), min(line.end, span.end)
        for place, first, last in ((None, at, start), (cells.get(span), start, end)):
            box = layout.box(first, last) if first < last else None
            if box is not None and layout.text[first:last].strip():
                yield place, _cut(layout, line, first, last, box)
        at = max(at, end)


def _cut(layout: PageLayout, line: Line, start: int, end: int, box: Box) -> Line:
    if (start, end) == (line.start, line.end):
        return line
    first = start + len(layout.text[start:end]) - len(layout.text[start:end].lstrip())
    size, bold = float(layout.char_sizes[first]), bool(layout.char_bold[first])
    return replace(line, start=start, end=end, box=box, size=size, bold=bold)

"""Table rows said in words: each cell with the header of its column.

A long row is said in several passages. Each repeats the key cells (the
reference and what the row is about) so that it can be understood alone, and
holds the spans of what it says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.blocks import Slice
from corpus.packing import sentences
from corpus.searchtext import clean
from corpus.spans import plain_lines, slices_of
from corpus.types import Cell, Span, TableRow

_LONG = 110
_KEY_WORDS = 25


@dataclass(frozen=True, slots=True)
class RowPart:
    """What one passage says of a row."""

    spans: tuple[Span, ...]
    headings: tuple[str, ...]
    labelled: str
    cells: tuple[Cell, ...]


def row_parts(row: TableRow, texts: Mapping[int, str], seen: set[Span]) -> Iterator[RowPart]:
    """Yield the passages of a row; ``texts`` is page text by physical page number.

    ``seen`` gathers the spans already said: a merged cell that an earlier row
    holds on another page is repeated in words but not pointed at again.
    """
    filled = tuple(cell for cell in row.cells if cell.text.strip())
    if not filled:
        return
    headings = tuple(text for text in (row.title, *row.headings) if text)
    fresh = {s.page for cell in filled for s in cell.spans if s not in seen}
    keys = _keys(filled)
    above = row.above
    for group in _groups(filled, keys, texts):
        held = {span.page for cell in group for span in cell.spans if span not in seen}
        said = (*keys, *(cell for cell in group if cell not in keys))
        pages = held or fresh
        spans = [s for cell in said for s in cell.spans if not pages or s.page in pages]
        spans += [span for span in above if span.page in pages or not pages]
        above = tuple(span for span in above if span not in spans)
        yield RowPart(tuple(spans), headings, say(said), said)
    seen.update(span for cell in filled for span in cell.spans)


def say(cells: Sequence[Cell]) -> str:
    """Return "Header: text · Header: text"; a cell without header says its text alone."""
    said = []
    for cell in cells:
        header, text = clean(cell.header or "").rstrip(" :"), clean(cell.text)
        said.append(f"{header}: {text}" if header else text)
    return " · ".join(said)


def _words(cell: Cell) -> int:
    return len(cell.text.split()) + len((cell.header or "").split())


def _keys(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The leading one or two cells, where they are short enough to repeat."""
    keys: list[Cell] = []
    for cell in cells[:2]:
        if sum(map(_words, [*keys, cell])) <= _KEY_WORDS:
            keys.append(cell)
    return tuple(keys)


def _groups(
    cells: Sequence[Cell], keys: Sequence[Cell], texts: Mapping[int, str]
) -> Iterator[tuple[Cell, ...]]:
    if sum(map(_words, cells)) <= _LONG:
        yield tuple(cells)
        return
    room = _LONG - sum(map(_words, keys))
    group: list[Cell] = []
    pieces = [piece for cell in cells if cell not in keys for piece in _pieces(cell, texts, room)]
    for piece in pieces:
        if group and sum(map(_words, [*group, piece])) > room:
            yield tuple(group)
            group = []
        group.append(piece)
    if group:
        yield tuple(group)


def _pieces(cell: Cell, texts: Mapping[int, str], room: int) -> Iterator[Cell]:
    """Cut a cell where the page ends, and a long one at sentence ends."""
    for page in sorted({span.page for span in cell.spans}):
        spans = tuple(span for span in cell.spans if span.page == page)
        part = Cell(cell.header, slices_of(spans, texts), spans)
        if _words(part) <= room:
            yield part
            continue
        for slices in sentences(_slices(spans, texts), room * 0.75):
            cut = tuple(Span(one.page, one.start, one.end) for one in slices)
            yield Cell(cell.header, slices_of(cut, texts), cut)


def _slices(spans: Sequence[Span], texts: Mapping[int, str]) -> list[Slice]:
    return [
        Slice(s.page, s.start + line.start, s.start + line.end, line, said)
        for s in spans
        for line in plain_lines(texts[s.page][s.start : s.end])
        if (said := texts[s.page][s.start + line.start : s.start + line.end])
    ]

"""Table rows said in words: each cell with the header of its column.

A long row is said in several passages. Each repeats the key cells (the
reference and what the row is about) so that it can be understood alone, and
holds the spans of what it says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.language import clean
from corpus.model import Cell, Span, TableRow
from corpus.page import plain_lines, slices_of
from corpus.passages.blocks import Slice
from corpus.passages.packing import sentences

_LONG = 110
# Rows of no more words are said together, up to so many words.
_TINY, _TOGETHER = 15, 40
_KEY_WORDS = 25
# A longer cell is named by its first words only.
_BRIEF = 20
# Cells as short as who, when and how far are said together, ahead of the long ones.
_SHORT = 15


@dataclass(frozen=True, slots=True)
class RowPart:
    """What one passage says: part of a row, a row, or several tiny rows of a page.

    ``table`` is the number of the table in its paper, from 0; ``titled`` says that the first
    of ``headings`` is its title.
    """

    spans: tuple[Span, ...]
    headings: tuple[str, ...]
    titled: bool
    labelled: str
    cells: tuple[Cell, ...]
    table: int


def row_parts(rows: Sequence[TableRow], texts: Mapping[int, str]) -> tuple[RowPart, ...]:
    """Say the rows of a paper; ``texts`` is page text by physical page number.

    A merged cell that an earlier row holds on another page is repeated in words
    but not pointed at again. Tiny rows that follow one another under the same
    headings are said together: alone, a page of them would crowd out others.
    """
    seen: set[Span] = set()
    said: list[RowPart] = []
    for part in (part for row in rows for part in _parts(row, texts, seen)):
        last = said[-1] if said else None
        if (
            last is not None
            and _tiny(last, _TOGETHER)
            and _tiny(part, _TINY)
            and _alike(last, part)
        ):
            said[-1] = _together(last, part)
        else:
            said.append(part)
    return tuple(said)


def _tiny(part: RowPart, most: int) -> bool:
    return len(part.labelled.split()) <= most


def _alike(last: RowPart, part: RowPart) -> bool:
    first = (last.table, last.headings, {span.page for span in last.spans})
    joined = len(last.labelled.split()) + len(part.labelled.split()) <= _LONG
    return joined and first == (part.table, part.headings, {span.page for span in part.spans})


def _together(last: RowPart, part: RowPart) -> RowPart:
    return replace(
        last,
        spans=(*last.spans, *part.spans),
        labelled=f"{last.labelled}; {part.labelled}",
        cells=(*last.cells, *part.cells),
    )


def _parts(row: TableRow, texts: Mapping[int, str], seen: set[Span]) -> Iterator[RowPart]:
    """Yield the passages of one row; ``seen`` gathers the spans already said."""
    filled = tuple(cell for cell in row.cells if cell.text.strip())
    if not filled:
        return
    headings = tuple(text for text in (row.title, *row.headings) if text)
    keys = _keys(filled)
    left = list(row.above)
    for group in _groups(filled, keys, texts):
        said = (*keys, *(cell for cell in group if cell not in keys))
        pages = _pages(group, seen) or _pages(said, set())
        spans = [s for cell in said for s in cell.spans if s.page in pages]
        spans += [span for span in left if span.page in pages]
        left = [span for span in left if span.page not in pages]
        labelled = _say_part(filled, keys, group)
        yield RowPart(tuple(spans), headings, bool(row.title), labelled, said, row.table)
    seen.update(span for cell in filled for span in cell.spans)


def _pages(cells: Sequence[Cell], seen: set[Span]) -> set[int]:
    return {span.page for cell in cells for span in cell.spans if span not in seen}


def say(cells: Sequence[Cell]) -> str:
    """Return "Header: text · Header: text"; a cell without header says its text alone.

    Of two cells without headers, as in a form, the first is the header.
    """
    said = []
    if len(cells) == 2 and not any(cell.header for cell in cells):
        return f"{clean(cells[0].text).rstrip(' :')}: {clean(cells[1].text)}"
    for cell in cells:
        header, text = clean(cell.header or "").rstrip(" :"), clean(cell.text)
        said.append(f"{header}: {text}" if header else text)
    return " · ".join(said)


def _say_part(filled: Sequence[Cell], keys: Sequence[Cell], group: Sequence[Cell]) -> str:
    """Say the key cells, in brief where they are long, and then the group."""
    leading = [cell for cell in filled[:2] if cell in keys or cell not in group]
    if len(group) == len(filled):
        leading = []
    brief = [_brief(cell) for cell in leading if not _part_of_group(cell, group)]
    return say([*brief, *(cell for cell in group if cell not in leading)])


def _part_of_group(cell: Cell, group: Sequence[Cell]) -> bool:
    """Whether the group holds the beginning of a cell, so that it need not be repeated."""
    starts = {span.start for other in group for span in other.spans if other is not cell}
    return cell not in group and bool(cell.spans) and cell.spans[0].start in starts


def _brief(cell: Cell) -> Cell:
    words = cell.text.split()
    if len(words) <= _KEY_WORDS:
        return cell
    return Cell(cell.header, " ".join(words[:_BRIEF]) + " …", cell.spans)


def _words(cell: Cell) -> int:
    return len(cell.text.split()) + len((cell.header or "").split())


def _keys(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The leading one or two cells, where they are short enough to repeat whole."""
    keys: list[Cell] = []
    for cell in cells[:2]:
        if sum(map(_words, [*keys, cell])) <= _KEY_WORDS:
            keys.append(cell)
    return tuple(keys)


def _groups(
    cells: Sequence[Cell], keys: Sequence[Cell], texts: Mapping[int, str]
) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of a row in groups of passage length, those of one page together."""
    if sum(map(_words, cells)) <= _LONG:
        yield tuple(cells)
        return
    room = _LONG - sum(map(_words, keys))
    rest = [cell for cell in cells if cell not in keys]
    rest.sort(key=lambda cell: _words(cell) > _SHORT)
    for page in sorted({span.page for cell in rest for span in cell.spans}):
        group: list[Cell] = []
        for piece in (piece for cell in rest for piece in _pieces(cell, page, texts, room)):
            if group and sum(map(_words, [*group, piece])) > room:
                yield tuple(group)
                group = []
            group.append(piece)
        if group:
            yield tuple(group)


def _pieces(cell: Cell, page: int, texts: Mapping[int, str], room: int) -> Iterator[Cell]:
    """Yield what a cell holds on one page, a long text cut at sentence ends.

    A short cell that the page end cuts is said whole, for half of "Head of
    Service" tells nothing.
    """
    spans = tuple(span for span in cell.spans if span.page == page)
    if not spans:
        return
    text = cell.text if _words(cell) <= _KEY_WORDS else slices_of(spans, texts)
    part = Cell(cell.header, text, spans)
    if _words(part) <= room:
        yield part
        return
    for slices in sentences(_slices(spans, texts), room * 0.75):
        cut = tuple(Span(one.page, one.start, one.end) for one in slices)
        yield Cell(cell.header, slices_of(cut, texts), cut)


def _slices(spans: Sequence[Span], texts: Mapping[int, str]) -> list[Slice]:
    found = []
    for span in spans:
        said = texts[span.page][span.start : span.end]
        for line in plain_lines(said):
            text = said[line.start : line.end]
            start = span.start + line.start
            found.append(Slice(span.page, start, start + len(text), line, text))
    return found

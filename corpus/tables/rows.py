"""Table rows of a paper: cells with their headers, over page ends and merged cells.

A table that goes on over pages is read as one: headers and section headings
carry on while the columns stay the same, and a row cut by the page end is one
row with spans on both pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.language import characters
from corpus.model import Cell, Span, TableRow
from corpus.page import PageLayout
from corpus.tables.aligned import read_aligned
from corpus.tables.cells import Box, Sheet, read_sheets
from corpus.tables.headers import (
    REFERENCE,
    Heads,
    edges_of,
    header_at,
    is_header,
    is_section,
    read_heads,
    same_columns,
)
from corpus.tables.repeats import heads_apart, says_heads
from corpus.tables.worded import read_worded

__all__ = ["read_tables"]

_STOPPED = re.compile(rf"[{characters('stops', 'pauses')})][{characters('closing')}]*$")


def read_tables(
    paper_id: str, layouts: Sequence[PageLayout], furniture: Mapping[int, tuple[Span, ...]]
) -> tuple[TableRow, ...]:
    """Read the tables of a paper, in page order: ruled ones, and unruled ones of figures or words.

    ``furniture`` are the spans, by physical page, that are no part of any
    table. What fails :func:`corpus.tables.cells.trusted`, or is not plainly
    columns of figures or named columns of words, gives no rows, so that its words stay prose.
    """
    reader = _Reader(paper_id)
    unruled: list[TableRow] = []
    for layout in layouts:
        outside = list(furniture.get(layout.number, ()))
        for sheet in read_sheets(layout, outside):
            if not (sheet.trusted or reader.continues(sheet)):
                continue
            reader.read(sheet)
            outside.extend(span for box in sheet.boxes for span in box.spans)
        for rows in (read_worded, read_aligned):
            after = 1 + max((row.table for row in unruled), default=-1)
            more = rows(paper_id, layout, outside, after)
            outside.extend(span for row in more for span in _spans(row))
            unruled.extend(more)
    ruled = [row.made(paper_id) for row in reader.rows]
    found = [*ruled, *(replace(row, table=row.table + reader.table + 1) for row in unruled)]
    return tuple(sorted(found, key=_first_page))


def _first_page(row: TableRow) -> int:
    return min(span.page for cell in row.cells for span in cell.spans)


def _spans(row: TableRow) -> Iterator[Span]:
    yield from row.above
    for cell in row.cells:
        yield from cell.spans


@dataclass
class _Row:
    """A row being read; ``sides`` are its cells' edges from the table's left."""

    table: int
    title: str
    headings: tuple[str, ...]
    cells: list[Cell]
    sides: list[tuple[float, float]]
    above: list[Span]

    def made(self, paper_id: str) -> TableRow:
        return TableRow(
            paper_id,
            self.table,
            self.title or None,
            self.headings,
            tuple(self.cells),
            tuple(self.above),
        )


@dataclass
class _Reader:
    paper_id: str
    rows: list[_Row] = field(default_factory=list)
    table: int = -1
    last: Sheet | None = None
    heads: Heads | None = None
    title: str = ""
    stack: list[tuple[float, str]] = field(default_factory=list)
    above: list[Span] = field(default_factory=list)
    section_last: bool = False

    def read(self, sheet: Sheet) -> None:
        goes_on = self._goes_on(sheet)
        glued: tuple[Span, ...] = ()
        if goes_on and self.heads is not None:
            sheet, glued = heads_apart(sheet, self.heads)
        first, end = header_at(sheet)
        self._open(sheet, first, end, goes_on)
        if not (goes_on and self.last is not None and self.last.last and sheet.first):
            self.above = []
        self.above.extend(glued)
        carried = self._carried(sheet, end) if goes_on else {}
        for at, band in enumerate(sheet.bands):
            if first <= at < end:
                self._skip(band)
            elif is_section(sheet, band):
                self._section(sheet, band)
            elif at >= end and self._repeats(sheet, at):
                self._skip(band)
            elif any(box.text for box in band):
                self._row(sheet, at, band, carried)
        self.last = sheet

    def continues(self, sheet: Sheet) -> bool:
        """Whether the first written row of a sheet is the rest of the last row read."""
        at = next((i for i, band in enumerate(sheet.bands) if _said(band)), None)
        return (
            bool(self.rows)
            and at is not None
            and self._goes_on(sheet)
            and self._runs_over(sheet, at)
        )

    def _goes_on(self, sheet: Sheet) -> bool:
        last = self.last
        if last is None or sheet.page - last.page > 1:
            return False
        return same_columns(edges_of(last), edges_of(sheet))

    def _open(self, sheet: Sheet, first: int, end: int, goes_on: bool) -> None:
        """Begin a table, or go on with the last one under its header."""
        heads = read_heads(sheet, first, end) if end > first else None
        renamed = bool(sheet.title) and sheet.title != self.title
        if goes_on and heads is None and not (renamed and not sheet.first):
            return
        again = goes_on and heads is not None and _same_heads(heads, self.heads)
        if goes_on and again and not renamed:
            return
        if not (goes_on and again and sheet.first):
            self.table += 1
            self.stack = []
        if not (goes_on and heads is None):
            self.heads = heads
        self.title = sheet.title or (self.title if goes_on else "")

    def _repeats(self, sheet: Sheet, at: int) -> bool:
        """Whether a band inside the table is its header again, or a new one under a section."""
        if self.heads is not None and says_heads(sheet, sheet.bands[at], self.heads):
            return True
        if not is_header(sheet, at):
            return False
        heads = read_heads(sheet, at, at + 1)
        if _same_heads(heads, self.heads):
            return True
        said = [text for _, _, text in heads.columns if text]
        fresh = self.section_last and len(said) >= max(3, 0.6 * sheet.grid.columns)
        if fresh:
            self.heads = heads
        return fresh

    def _skip(self, band: Sequence[Box]) -> None:
        self.above.extend(s for box in band for s in box.spans if s not in self.above)

    def _section(self, sheet: Sheet, band: Sequence[Box]) -> None:
        """Put a section row on the stack: under a larger one, or under the one just above."""
        text = " ".join(box.folded for box in band if box.text)
        # Pages of one table are scaled differently: sizes count against the page's own.
        size = max(box.size for box in band if box.text) / sheet.size
        while self.stack and self.stack[-1][0] < size - 0.05:
            self.stack.pop()
        same = bool(self.stack) and abs(self.stack[-1][0] - size) <= 0.05
        if same and not (self.section_last and len(self.stack) == 1):
            self.stack.pop()
        self.stack.append((size, text))
        self._skip(band)
        self.section_last = True

    def _carried(self, sheet: Sheet, end: int) -> dict[int, Cell]:
        """Return the cells of the last row that its continuation leaves blank, by box."""
        at = next((i for i in range(end, len(sheet.bands)) if _said(sheet.bands[i])), None)
        if at is None or not self.rows or not self._runs_over(sheet, at):
            return {}
        last, left = self.rows[-1], float(sheet.grid.xs[0])
        found: dict[int, Cell] = {-1: last.cells[0]}
        for box in sheet.bands[at]:
            index = _under(last.sides, box.x0 - left, box.x1 - left)
            if not box.text and box.region.r1 > at + 1 and index is not None:
                found[id(box)] = last.cells[index]
        return found

    def _runs_over(self, sheet: Sheet, at: int) -> bool:
        """Whether the first written row of a page is the rest of the last one."""
        last = self.last
        if last is None or sheet.page != last.page + 1 or not (last.last and sheet.first):
            return False
        band = sheet.bands[at]
        if is_section(sheet, band) or self.section_last:
            return False
        key = band[0]
        if key.region.c0 == 0 and key.text and REFERENCE.match(key.folded.split()[0]):
            return False
        pairs = self._pairs(sheet, band)
        if key.region.c0 == 0 and not key.text:
            return bool(pairs) and bool(self.rows[-1].cells[0].text.strip() or len(pairs) < 3)
        if key.folded[:1].islower():
            return True
        low = sum(new[:1].islower() and _open_ended(old) for old, new in pairs)
        return len(pairs) > 1 and low >= 0.5 * len(pairs)

    def _pairs(self, sheet: Sheet, band: Sequence[Box]) -> list[tuple[str, str]]:
        """Pair the written cells of a band with those above them in the last row."""
        last, left = self.rows[-1], float(sheet.grid.xs[0])
        found = []
        for box in band:
            index = _under(last.sides, box.x0 - left, box.x1 - left)
            if box.text and index is not None:
                found.append((last.cells[index].text.strip(), box.text))
        return found

    def _row(self, sheet: Sheet, at: int, band: Sequence[Box], carried: dict[int, Cell]) -> None:
        if not any(box.text and box.region.r0 == at for box in band):
            return  # nothing but cells merged from above
        if carried.pop(-1, None) is not None:
            self._append(sheet, band)
        else:
            left = float(sheet.grid.xs[0])
            sides = [(box.x0 - left, box.x1 - left) for box in band]
            cells = [self._cell(box, left, carried) for box in band]
            headings = tuple(text for _, text in self.stack)
            self.rows.append(_Row(self.table, self.title, headings, cells, sides, self.above))
        self.above = []
        self.section_last = False

    def _cell(self, box: Box, left: float, carried: Mapping[int, Cell]) -> Cell:
        if id(box) in carried:
            return carried[id(box)]
        header = self.heads.over(box.x0 - left, box.x1 - left) if self.heads else None
        return Cell(header, box.text, box.spans)

    def _append(self, sheet: Sheet, band: Sequence[Box]) -> None:
        """Add the rest of a row that the page end cut."""
        row, left = self.rows[-1], float(sheet.grid.xs[0])
        for box in (box for box in band if box.text):
            index = _under(row.sides, box.x0 - left, box.x1 - left)
            if index is None:
                row.cells.append(self._cell(box, left, {}))
                row.sides.append((box.x0 - left, box.x1 - left))
                continue
            cell = row.cells[index]
            text = f"{cell.text}\n{box.text}" if cell.text else box.text
            row.cells[index] = replace(cell, text=text, spans=(*cell.spans, *box.spans))
        row.above.extend(self.above)


def _said(band: Sequence[Box]) -> bool:
    return any(box.text for box in band)


def _open_ended(text: str) -> bool:
    return bool(text) and not _STOPPED.search(text)


def _same_heads(new: Heads, known: Heads | None) -> bool:
    if known is None:
        return False
    return {t for _, _, t in new.columns if t} == {t for _, _, t in known.columns if t}


def _under(sides: Sequence[tuple[float, float]], x0: float, x1: float) -> int | None:
    """Return the index of the cell that shares most of the range ``x0`` to ``x1``."""
    shared = [min(x1, right) - max(x0, left) for left, right in sides]
    best = max(range(len(shared)), key=shared.__getitem__, default=None)
    if best is None or shared[best] < 0.5 * min(x1 - x0, sides[best][1] - sides[best][0]):
        return None
    return best

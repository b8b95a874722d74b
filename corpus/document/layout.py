"""Lays a document out as a PDF of our own, so that it is read, shown and marked as all papers are.

Its pages are ours and not the author's: they are never cited (:mod:`corpus.document.places`).
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from corpus.document.blocks import Block, BlockKind, Cell, Document, Run, words
from corpus.document.typeface import BOLD, FACE, marked, plain, register

# What the PDF says of the program that made it.
CREATOR = "Minutebook: laid out, not the author's pages"
_MARGIN, _HEAD = 54.0, 64.0
_WIDTH = A4[0] - 2 * _MARGIN
_BODY, _LEADING = 10.0, 1.36
_HEADINGS = {1: 15.0, 2: 13.0, 3: 11.5}
_STEP = 20.0
_MOST_RUNNING = 4
# Lines that are longer are wrapped; a letter of a fixed line is at most so wide, in points.
_FIXED_LINE, _FIXED_LETTER = 110, 5.4
_GAP = re.compile(r"\S+(?: \S+)*")
# Rows that are set as one table: reportlab's time grows with their square.
_ROWS_AT_ONCE = 120
_DEEPEST = 8
# Letters that are set at once, less than a page: reportlab sets the rest anew on every page.
_AT_ONCE = 3_000


def laid_out(document: Document, begins_sheet: Callable[[str], bool]) -> bytes:
    """Return a document as a PDF, A4; the same document gives the same bytes.

    A line of which ``begins_sheet`` is true stands at the head of a page: what closes pages to
    the public, or opens them again, must not share one with what it does not mean.
    """
    register()
    out = io.BytesIO()
    template = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_HEAD,
        bottomMargin=_MARGIN,
        title=document.title or "",
        creator=CREATOR,
        invariant=True,
    )
    template.allowSplitting = 1
    running = _Running()
    flowables = list(_flowables(_parted(document.blocks, begins_sheet), running))
    running.next = next((one.running for one in document.blocks if one.running is not None), ())
    template.build(flowables, onFirstPage=running.draw_head, onLaterPages=running.draw_head)
    return out.getvalue()


def is_laid_out(pdf: bytes) -> bool:
    """Whether a PDF is one of :func:`laid_out`."""
    return CREATOR.encode() in pdf


class _Running:
    """The running lines of the next page; flowables of sections set them."""

    def __init__(self) -> None:
        self.next: tuple[str, ...] = ()

    def draw_head(self, canvas: Any, _: object) -> None:
        y = A4[1] - 26.0
        for line in self.next[:_MOST_RUNNING]:
            said = plain(line)
            size = min(8.0, 8.0 * _WIDTH / max(stringWidth(said, FACE, 8.0), 1.0))
            canvas.setFont(FACE, size)
            canvas.drawString(_MARGIN, y, said)
            y -= 10.0


class _Section(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Nothing to be seen; pages that begin after it have other running lines."""

    def __init__(self, running: _Running, lines: tuple[str, ...]) -> None:
        super().__init__()
        self._running, self._lines = running, lines

    def wrap(self, *_: float) -> tuple[float, float]:
        return 0.0, 0.0

    def draw(self) -> None:
        self._running.next = self._lines


class _FixedLine(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A line whose words stand in columns, each where its letters are counted to."""

    def __init__(self, text: str, letter: float) -> None:
        super().__init__()
        self._text, self._letter = text, letter

    def wrap(self, *_: float) -> tuple[float, float]:
        return _WIDTH, _BODY * _LEADING

    def draw(self) -> None:
        size = min(_BODY, self._letter / 0.56)
        for part in _GAP.finditer(plain(self._text)):
            room = self._letter * len(part[0])
            wide = stringWidth(part[0], FACE, size)
            text = self.canv.beginText(self._letter * part.start(), 3.0)
            text.setFont(FACE, size)
            text.setHorizScale(100.0 * min(1.0, room / max(wide, 0.1)))
            text.textOut(part[0])
            self.canv.drawText(text)


def _parted(blocks: Sequence[Block], begins_sheet: Callable[[str], bool]) -> Iterator[Block]:
    """Yield blocks with a sheet before those that begin one, and none twice or at the beginning."""
    waiting: Block | None = None
    # Whether the last block began its sheet: what goes on in the same way stays on it.
    anything = begun = False
    for block in blocks:
        if block.kind is BlockKind.SHEET:
            before = waiting.running if waiting else None
            lines = before if block.running is None else block.running
            waiting = Block(BlockKind.SHEET, running=lines)
            continue
        begins = block.kind is not BlockKind.TABLE and begins_sheet(f"{block.label} {block.text}")
        if anything and (waiting or (begins and not begun)):
            yield waiting or Block(BlockKind.SHEET)
        waiting, anything, begun = None, True, begins
        yield block


def _flowables(blocks: Iterator[Block], running: _Running) -> Iterator[Flowable]:
    for block in blocks:
        match block.kind:
            case BlockKind.SHEET:
                if block.running is not None:
                    yield _Section(running, block.running)
                yield PageBreak()
            case BlockKind.TABLE:
                yield from _tables(block)
            case BlockKind.LINES:
                yield from _lines(block)
                yield Spacer(1, _BODY * 0.7)
            case _:
                yield from _paragraph(block)


def _paragraph(block: Block) -> Iterator[Flowable]:
    if block.kind is BlockKind.HEADING:
        said = (
            f"{marked(block.label)} {_markup(block.runs)}" if block.label else _markup(block.runs)
        )
        size = _HEADINGS.get(block.level, _BODY)
        yield CondPageBreak(size * 4)
        yield Paragraph(f"<b>{said}</b>", _style(size, spaceBefore=size * 0.5, keepWithNext=1))
    elif block.kind is BlockKind.NOTE:
        said = (
            f"{marked(block.label)} {_markup(block.runs)}" if block.label else _markup(block.runs)
        )
        yield Paragraph(said, _style(_BODY * 0.85, leftIndent=_STEP))
    elif block.label:
        room = stringWidth(plain(block.label), FACE, _BODY) + 6.0
        first = min(block.level, _DEEPEST) * _STEP
        style = _style(_BODY, leftIndent=first + max(room, _STEP), bulletIndent=first)
        yield Paragraph(_markup(block.runs), style, bulletText=plain(block.label))
    else:
        *parts, last = _cut(block.runs)
        indent = min(block.level, _DEEPEST) * _STEP
        for part in parts:
            yield Paragraph(_markup(part), _style(_BODY, leftIndent=indent, spaceAfter=0))
        yield Paragraph(_markup(last), _style(_BODY, leftIndent=indent))


def _cut(runs: Sequence[Run]) -> Iterator[tuple[Run, ...]]:
    """Yield runs in parts that are set at once, cut after sentences or words; one part at least."""
    part: list[Run] = []
    room = _AT_ONCE
    for run in runs:
        rest = run.text
        while len(rest) > room:
            ended = rest.rfind(". ", room // 2, room)
            at = ended + 2 if ended > 0 else rest.rfind(" ", 0, room) + 1
            at = at or rest.find(" ") + 1 or len(rest)
            part.append(replace(run, text=rest[:at]))
            yield tuple(part)
            part, room, rest = [], _AT_ONCE, rest[at:]
        part.append(replace(run, text=rest))
        room -= len(rest)
    yield tuple(part)


def _lines(block: Block) -> Iterator[Flowable]:
    """Set lines where they stood: in columns where there are any, else as a paragraph's lines."""
    lines = block.text.split("\n")
    longest = max(map(len, lines))
    if longest > _FIXED_LINE or not any("  " in line.strip() for line in lines):
        for line in lines:
            indent = min(len(line) - len(line.lstrip()), 40) * _BODY * 0.4
            for part in _cut((Run(line.strip()),)):
                yield Paragraph(_markup(part), _style(_BODY, leftIndent=indent, spaceAfter=0))
        return
    letter = min(_FIXED_LETTER, _WIDTH / longest)
    yield from (_FixedLine(line, letter) for line in lines)


def _tables(block: Block) -> Iterator[Flowable]:
    columns = max(sum(cell.across for cell in row) for row in block.rows) if block.rows else 0
    if not columns:
        return
    size = 9.0 if columns <= 6 else 7.5 if columns <= 10 else 6.0
    grid, places = _grid(block.rows, columns)
    widths = _widths(grid, columns, size)
    headed = 1 if block.rows[0] and all(cell.header for cell in block.rows[0]) else 0
    cuts = [*range(0, len(grid), _ROWS_AT_ONCE), len(grid)]
    for first, last in pairwise(cuts):
        rows = [
            [_in_cell(cell, size, bold=cell is not None and cell.header) for cell in row]
            for row in grid[first:last]
        ]
        rules = list(_rules(places, first, last))
        yield Table(
            rows,
            widths,
            style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *rules],
            repeatRows=headed if not first else 0,
            splitInRow=1,
        )
    yield Spacer(1, _BODY)


_Place = tuple[int, int, int, int]


def _grid(
    rows: Sequence[Sequence[Cell]], columns: int
) -> tuple[list[list[Cell | None]], list[_Place]]:
    """Return the cells by row and column, and (row, column, rows, columns) of each."""
    grid: list[list[Cell | None]] = [[None] * columns for _ in rows]
    taken: set[tuple[int, int]] = set()
    places: list[_Place] = []
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while (at, column) in taken:
                column += 1
            if column >= columns:
                break
            across = min(cell.across, columns - column)
            down = min(cell.down, len(rows) - at)
            taken |= {(at + y, column + x) for y in range(down) for x in range(across)}
            grid[at][column] = cell
            places.append((at, column, down, across))
            column += across
    return grid, places


def _rules(places: Sequence[_Place], first: int, last: int) -> Iterator[tuple[Any, ...]]:
    """Yield the rules round each cell, and what joins its columns, of rows ``first`` to ``last``.

    Rows are joined by leaving out the rules between them: joined cells could not be parted by
    the end of a page.
    """
    for row, column, down, across in places:
        top, end = max(row, first), min(row + down, last) - 1
        if top > end:
            continue
        here, there = (column, top - first), (column + across - 1, end - first)
        if across > 1:
            for at in range(top, end + 1):
                yield "SPAN", (column, at - first), (column + across - 1, at - first)
        yield "LINEABOVE", here, (there[0], here[1]), 0.5, "black"
        yield "LINEBELOW", (here[0], there[1]), there, 0.5, "black"
        yield "LINEBEFORE", here, (here[0], there[1]), 0.5, "black"
        yield "LINEAFTER", (there[0], here[1]), there, 0.5, "black"


def _widths(grid: Sequence[Sequence[Cell | None]], columns: int, size: float) -> list[float]:
    """Share the width of the page out by what the columns hold; no word is cut where all fit."""
    least, wanted = [24.0] * columns, [24.0] * columns
    for row in grid:
        for at, cell in enumerate(row):
            if cell is not None and cell.across == 1:
                said = plain(words(cell.runs))
                longest = max(said.split(), key=len, default="")
                least[at] = max(least[at], stringWidth(longest, BOLD, size) + 14.0)
                wanted[at] = max(wanted[at], min(stringWidth(said, FACE, size) + 14.0, 220.0))
    if sum(least) >= _WIDTH:
        return [_WIDTH * one / sum(least) for one in least]
    over = [max(0.0, full - low) for full, low in zip(wanted, least, strict=True)]
    spare = _WIDTH - sum(least)
    share = min(1.0, spare / sum(over)) if sum(over) else 0.0
    return [low + share * more for low, more in zip(least, over, strict=True)]


def _in_cell(cell: Cell | None, size: float, *, bold: bool) -> Paragraph | str:
    if cell is None or not cell.runs:
        return ""
    said = _markup(cell.runs)
    return Paragraph(f"<b>{said}</b>" if bold else said, _style(size, spaceAfter=0))


def _markup(runs: Sequence[Run]) -> str:
    parts = []
    for run in runs:
        said = marked(run.text)
        if run.raised:
            said = f"<super>{said}</super>"
        said = f"<i>{said}</i>" if run.italic else said
        parts.append(f"<b>{said}</b>" if run.bold else said)
    return "".join(parts)


def _style(size: float, **changes: object) -> ParagraphStyle:
    told: dict[str, object] = {
        "fontName": FACE,
        "fontSize": size,
        "leading": size * _LEADING,
        "spaceAfter": _BODY * 0.7,
        "bulletFontName": FACE,
        "bulletFontSize": size,
        "splitLongWords": 1,
    }
    return ParagraphStyle("text", **(told | changes))

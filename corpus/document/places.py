"""Where the paragraphs of a document stand on the pages of the PDF that was made of it.

A page that we laid out has no number that a reader of the paper would know, so a place is told
by heading and paragraph: by the paragraph's own number where it has one, else counted.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.document.blocks import Block, BlockKind, Document, row_text
from corpus.document.numbers import ordinal
from corpus.model import Page, Paragraph

_WORD = re.compile(r"\w+")
# So many words in a row tell a place; how far ahead it is looked for, and how many words may
# stand between two of a paragraph that a page ends in.
_GRAM, _AHEAD, _BETWEEN = 4, 4_000, 80
_NEAR = 300
_HEADING = 80


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that have one place; ``heads`` is whether they are a heading."""

    text: str
    place: str
    heading: int | None
    heads: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    said: str
    page: int
    start: int
    end: int


@dataclass(slots=True)
class _Counted:
    """How far paragraphs, tables and the numbers of lists have been counted under a heading."""

    heading: int | None = None
    paragraphs: int = 0
    tables: int = 0
    notes: int = 0
    numbers: dict[int, str] = field(default_factory=dict)


def paragraphs_on(
    document: Document, pages: Sequence[Page], closed: frozenset[int] = frozenset()
) -> Mapping[int, tuple[Paragraph, ...]]:
    """Return the paragraphs of each physical page, in their order; furniture holds none.

    A heading on a page that is ``closed`` is not named for what stands on an open one.
    """
    pieces = tuple(_pieces(document))
    stream = tuple(_stream(pages))
    found: dict[int, list[Paragraph]] = defaultdict(list)
    headings: dict[int, tuple[str, int]] = {}
    for at, piece, runs in _aligned(pieces, stream):
        if piece.heads:
            headings[at] = _short(piece.text), runs[0][0]
        heading = ""
        if piece.heading is not None and piece.heading in headings:
            heading, page = headings[piece.heading]
            if page in closed and runs[0][0] not in closed:
                heading = ""
        for page, start, end in runs:
            found[page].append(Paragraph(start, end, piece.place, heading))
    return {page: tuple(sorted(some, key=lambda one: one.start)) for page, some in found.items()}


def _pieces(document: Document) -> Iterator[_Piece]:
    at = 0
    counted = _Counted()
    for block in document.blocks:
        for piece in _of_block(block, counted):
            if piece.heads:
                counted = _Counted(heading=at)
            yield piece
            at += 1


def _of_block(block: Block, counted: _Counted) -> Iterator[_Piece]:
    said = f"{block.label} {block.text}".strip() if block.label else block.text
    if block.kind is BlockKind.SHEET or not said.strip():
        return
    if block.heads:
        yield _Piece(said, f"heading “{_short(said)}”", None, heads=True)
    elif block.kind is BlockKind.TABLE:
        counted.tables += 1
        which = "table" if counted.tables == 1 else f"{ordinal(counted.tables)} table"
        for at, row in enumerate(block.rows, 1):
            if text := row_text(row).strip():
                yield _Piece(text, f"row {at} of the {which}", counted.heading)
    elif block.kind is BlockKind.NOTE:
        yield _Piece(said, f"note {block.label}".strip(), counted.heading)
    else:
        counted.paragraphs += 1
        number = _whole_number(block, counted)
        told = f"paragraph {number}" if number else f"{ordinal(counted.paragraphs)} paragraph"
        yield _Piece(said, told, counted.heading)


def _whole_number(block: Block, counted: _Counted) -> str:
    """Return the number of a paragraph with those that it stands under: "3 (a)"; "" without one."""
    number = block.number
    if not number:
        return ""
    for deeper in [level for level in counted.numbers if level >= block.level]:
        del counted.numbers[deeper]
    above = [counted.numbers[level] for level in sorted(counted.numbers)]
    counted.numbers[block.level] = number
    parts = [one for one in above if not number.startswith(one)]
    return " ".join((*parts[-1:], number))


def _stream(pages: Sequence[Page]) -> Iterator[_Word]:
    for page in pages:
        for match in _WORD.finditer(page.text):
            here = match.start(), match.end()
            if not any(span.start < here[1] and here[0] < span.end for span in page.furniture):
                yield _Word(match.group().casefold(), page.number, *here)


_Runs = list[tuple[int, int, int]]


def _aligned(
    pieces: Sequence[_Piece], stream: Sequence[_Word]
) -> Iterator[tuple[int, _Piece, _Runs]]:
    """Yield each piece that is found, with its (page, start, end), a run a page."""
    told = [[word.casefold() for word in _WORD.findall(piece.text)] for piece in pieces]
    first = {tuple(said[:_GRAM]) for said in told}
    grams: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for size in range(1, _GRAM + 1):
        for at in range(len(stream) - size + 1):
            gram = tuple(word.said for word in stream[at : at + size])
            if gram in first:
                grams[gram].append(at)
    cursor = 0
    for number, (piece, said) in enumerate(zip(pieces, told, strict=True)):
        places = grams.get(tuple(said[:_GRAM]), [])
        ahead = _AHEAD if len(said) >= _GRAM else _NEAR
        next_one = bisect_left(places, cursor)
        near = places[next_one : next_one + 1]
        begin = near[0] if near and near[0] < cursor + ahead else None
        if begin is None:
            continue
        cursor, runs = _followed(said, stream, begin)
        yield number, piece, runs


def _followed(said: Sequence[str], stream: Sequence[_Word], begin: int) -> tuple[int, _Runs]:
    """Follow words from ``begin``; return where the next begin, and the runs that they are."""
    runs: _Runs = []
    at = begin
    for word in said:
        found = next(
            (one for one in range(at, min(at + _BETWEEN, len(stream))) if stream[one].said == word),
            None,
        )
        if found is None:
            continue
        here = stream[found]
        if runs and runs[-1][0] == here.page:
            runs[-1] = (here.page, runs[-1][1], here.end)
        else:
            runs.append((here.page, here.start, here.end))
        at = found + 1
    return at, runs


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= _HEADING else f"{said[:_HEADING].rsplit(' ', 1)[0]}…"

"""The smallest things an answer can quote: sentences, bullets, clauses, cells.

A unit is a verbatim slice of its page. Resolutions and report forms are one
unit each: official wording is quoted whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.language import characters, is_abbreviation
from corpus.model import Cell, Passage, PassageKind, Span

_BULLET = (
    rf"(?:[{characters('bullets', 'font_bullets')}]|[-–—]\s"
    r"|\(?(?:[a-z]|[ivx]{1,5})\)\s|\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=[A-Z]))"
)
# A sentence ends where a capital, a number or a bullet follows its full stop.
_STARTS = rf"[{characters('opening')}]?[A-Z0-9£]|{_BULLET}"
_END = re.compile(
    rf"(?<=[{characters('stops')}])[{characters('closing')}]*\s+(?={_STARTS})"
    rf"|\n(?=\s*{_BULLET})|\n\s*\n"
)
_NUMBER = re.compile(r"(?:^|\s)\d{1,2}(?:\.\d{1,2})*\.$")
_LONG_CELL_WORDS = 45
# Passages that are cut once; those that lead come back within a question and after it.
_REMEMBERED = 4096
# Between columns that the file draws line by line, no more than a line stands between two spans.
_LONG_LINE = 120
_BEGINNING = re.compile(rf"\s*[{characters('opening')}]?(?:[A-Z0-9£]|{_BULLET})")


@dataclass(frozen=True, slots=True)
class Unit:
    """A quotable piece of a passage; ``header`` is the column of a cell."""

    text: str
    spans: tuple[Span, ...]
    header: str | None = None


@lru_cache(maxsize=_REMEMBERED)
def units_of(passage: Passage) -> tuple[Unit, ...]:
    """Cut a passage into its units, in reading order."""
    if passage.cells:
        return tuple(unit for cell in passage.cells for unit in _cell_units(cell))
    if passage.kind in (PassageKind.RESOLUTION, PassageKind.FORM):
        return (Unit(passage.text, passage.spans),)
    breaks = _breaks(passage.text, passage.spans)
    return tuple(_sentences(passage.text, passage.spans, breaks))


def _cell_units(cell: Cell) -> Iterator[Unit]:
    if not cell.spans or not cell.text.strip():
        return
    lengths = [span.end - span.start for span in cell.spans]
    exact = sum(lengths) + len(lengths) - 1 == len(cell.text)
    if len(cell.text.split()) <= _LONG_CELL_WORDS or not exact:
        yield Unit(cell.text, cell.spans, cell.header)
        return
    for unit in _sentences(cell.text, cell.spans):
        yield Unit(unit.text, unit.spans, cell.header)


def _sentences(text: str, spans: tuple[Span, ...], breaks: Iterable[int] = ()) -> Iterator[Unit]:
    """Cut ``text``, which is the slices of ``spans`` joined by line ends, also at ``breaks``."""
    start = 0
    for end in sorted({*_ends(text), *breaks, len(text)}):
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            first = start + piece.index(stripped[0])
            yield Unit(stripped, tuple(within(spans, first, first + len(stripped))))
        start = end


def _ends(text: str) -> Iterator[int]:
    for match in _END.finditer(text):
        at = match.start()
        if not is_abbreviation(text, at) and not _NUMBER.search(text[max(0, at - 12) : at]):
            yield match.end()


def _breaks(text: str, spans: tuple[Span, ...]) -> Iterator[int]:
    """Yield where words of one page were left out or moved, and a new beginning follows.

    A table taken out from between two paragraphs must not make one sentence of
    them. Over a page end, and where a small letter goes on, a sentence does.
    """
    at = 0
    for before, after in pairwise(spans):
        at += before.end - before.start + 1
        moved = not 0 <= after.start - before.end <= _LONG_LINE
        if before.page == after.page and moved and _BEGINNING.match(text, at):
            yield at


def within(spans: tuple[Span, ...], start: int, end: int) -> Iterator[Span]:
    """Yield the page characters at ``start`` to ``end`` of the slices joined by line ends.

    Both count from 0 in the joined text, half-open.
    """
    at = 0
    for span in spans:
        length = span.end - span.start
        first, last = max(start - at, 0), min(end - at, length)
        if first < last:
            yield Span(span.page, span.start + first, span.start + last)
        at += length + 1

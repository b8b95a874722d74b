"""Furniture: what stands on a page for the paper's sake and not for the reader's.

Page stamps, running headers and footers (also with changing dates and page
numbers), version lines in the foot, a document's own page number, and straplines
of letterheads. A line is furniture for being a stamp, for coming back at the
same edge of neighbouring pages, or for standing small and far from the text at
the foot. A heading that happens to come back, and a table's header row, is not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from corpus.language import alternation
from corpus.model import Span
from corpus.page.edges import Edge, Piece, upright
from corpus.page.layout import PageLayout
from corpus.page.stamps import Stamp

_MONTH = re.compile(rf"\b{alternation('months', 'short_months')}\b")
_DAY = re.compile(rf"\b{alternation('weekdays')}\b")
_NUMBER = re.compile(r"\d+")
_GAPS = re.compile(r"\s+")
_VERSION = re.compile(
    r"(?:version|ver|issue|rev(?:ision)?|draft)\b[\s.:v]*\d[\w\s./()-]{0,40}|v\d[\d.]*(?:\s.{0,30})?",
    re.IGNORECASE,
)
# A number after one of these counts parts of a document, not pages.
_PART = re.compile(
    r"\b(?:appendix|annex|schedule|section|chapter|part|table|figure|chart|item|objective|theme|"
    r"change|project|priority|outcome|stage|phase|option|question|recommendation|case|study|"
    r"principle|standard|kloe|step|goal|aim|policy|minute|slide|strand|action)\b[\s:.-]*$"
)
_FOOTNOTE = re.compile(r"[\d*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰\[(]")
# Neighbours in a run of pages may be this far apart, as odd and even headers are.
_REACH = 2
_NEAR = 4.0
_ALIKE = 0.6


def furniture_of(
    layouts: Sequence[PageLayout],
    pieces: dict[int, tuple[Piece, ...]],
    stamps: dict[int, tuple[Stamp, ...]],
) -> dict[int, tuple[Span, ...]]:
    """Return for every page (from 1) the spans of its text that are furniture, in text order.

    ``pieces`` are what stands at the edges of each page, ``stamps`` the page numbers among them.
    """
    spans: dict[int, set[Span]] = {layout.number: set() for layout in layouts}
    for number, found in stamps.items():
        for stamp in found:
            spans[number].update(stamp.spans)
    rest = [
        piece
        for found in pieces.values()
        for piece in found
        if piece.edge is not Edge.BODY and piece.span not in spans[piece.page]
    ]
    running = list(_running(rest))
    for piece in running:
        spans[piece.page].add(piece.span)
    by_number = {layout.number: layout for layout in layouts}
    for piece in running:
        if piece.edge is Edge.HEAD and _goes_on(by_number[piece.page], piece, spans[piece.page]):
            spans[piece.page].remove(piece.span)
    for layout in layouts:
        spans[layout.number] |= set(_lone(layout, pieces[layout.number], spans[layout.number]))
    return {number: tuple(sorted(found)) for number, found in spans.items()}


def _running(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces that come back at the same edge of neighbouring pages."""
    groups: dict[tuple[Edge, str], list[Piece]] = defaultdict(list)
    for piece in pieces:
        key = _key(piece.text)
        if not piece.boxed and sum(char.isalpha() for char in key) >= 3:
            groups[piece.edge, key].append(piece)
    for (edge, key), members in groups.items():
        for run in _runs(members):
            if _is_running(run, key):
                # The first of a run of bold head lines is the document's title.
                titled = edge is Edge.HEAD and run[0].bold and len(key) < 100
                yield from run[1:] if titled else run


def _goes_on(layout: PageLayout, piece: Piece, known: set[Span]) -> bool:
    """Whether the sentence of a line at the head goes on in the body's first line.

    The same words begin many a sentence ("The report was moved by …"), and chance
    puts such a line at the top of several pages.
    """
    below = [
        (box.y0, line)
        for line in layout.lines
        if line.direction == piece.direction
        and (box := upright(line.box, line.direction, layout.width, layout.height)).y0
        > piece.box.y0 + 0.5 * piece.size
    ]
    if not below or not (piece.text[-1].isalpha() or piece.text[-1] in ",-"):
        return False
    top, line = min(below, key=lambda one: one[0])
    close = top - piece.box.y1 < 0.9 * piece.size and abs(line.size - piece.size) < _ALIKE
    marked = any(span.start <= line.start < span.end for span in known)
    return close and not marked and layout.text[line.start : line.start + 1].islower()


def _key(text: str) -> str:
    folded = _DAY.sub("@", _MONTH.sub("%", text.casefold()))
    return _GAPS.sub("", _NUMBER.sub("#", folded))


def _runs(members: Sequence[Piece]) -> Iterator[list[Piece]]:
    run = [members[0]]
    for before, piece in pairwise(members):
        if piece.page - before.page > _REACH:
            yield run
            run = []
        run.append(piece)
    yield run


def _is_running(run: Sequence[Piece], key: str) -> bool:
    pages = sorted({piece.page for piece in run})
    if len(pages) < 2:
        return False
    if len(pages) == 2:
        first, last = run[0], run[-1]
        outer = max(first.depth, last.depth) < 0.065 * first.frame_height
        same = abs(first.depth - last.depth) < _NEAR
        if not (outer and same and pages[1] - pages[0] == 1):
            return False
    texts = {_GAPS.sub(" ", piece.text.casefold()) for piece in run}
    if len(texts) <= max(1, len(run) // 2) or "%" in key:
        return True
    return _follows_pages(run)


def _counts_parts(text: str, at: int) -> bool:
    """Whether the number in ``text`` that ``at`` others precede counts appendices or the like."""
    match = list(_NUMBER.finditer(text))[at]
    return _PART.search(text[: match.start()].casefold()) is not None


def _follows_pages(run: Sequence[Piece]) -> bool:
    """Whether a number in the lines, one that counts no parts, goes up with the pages."""
    numbers = [[int(n) for n in _NUMBER.findall(piece.text)[:8]] for piece in run]
    columns = min(len(found) for found in numbers)
    for at in range(columns):
        offsets = [found[at] - piece.page for found, piece in zip(numbers, run, strict=True)]
        if max(offsets.count(offset) for offset in set(offsets)) * 2 > len(offsets):
            return not _counts_parts(run[0].text, at)
    return False


def _lone(layout: PageLayout, pieces: Sequence[Piece], known: set[Span]) -> Iterator[Span]:
    """Yield version lines and straplines: small, in the foot, far below the text."""
    foot = [p for p in pieces if p.edge is Edge.FOOT and p.span not in known and not p.boxed]
    if not foot:
        return
    feet = {piece.start for piece in foot} | {span.start for span in known}
    body = [line for line in layout.lines if line.start not in feet]
    if not body:
        return
    usual = median(line.size for line in body)
    floors: dict[int, float] = {}
    for line in body:
        box = upright(line.box, line.direction, layout.width, layout.height)
        floors[line.direction] = max(floors.get(line.direction, 0.0), box.y1)
    for piece in foot:
        gap = piece.box.y0 - floors.get(piece.direction, 0.0)
        small = piece.size < 0.85 * usual
        version = _VERSION.fullmatch(piece.text) and (small or gap > piece.size)
        strapline = small and gap > 2 * usual and not _FOOTNOTE.match(piece.text)
        if version or strapline:
            yield piece.span

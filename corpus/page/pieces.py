"""Pieces of a page's lines, cut at white space that may be the gutter between two columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from corpus.language import characters
from corpus.model import Box
from corpus.page.edges import cuts_in, strip_range
from corpus.page.layout import Line, PageLayout

# White space wider than so many font sizes may be a gutter: more than between justified words.
GUTTER = 0.7
_ENDED = re.compile(rf"[{characters('stops', 'pauses')}][{characters('closing')}]*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a line with no wide white space in it.

    ``start`` to ``end``, half-open, are of the page's text.
    ``line`` is what it is cut from, ``text`` its words, ``box`` where they stand, in points.
    """

    line: Line
    start: int
    end: int
    box: Box
    text: str

    @property
    def middle(self) -> float:
        """Half-way between its top and foot, in points."""
        return (self.box.y0 + self.box.y1) / 2

    def level(self, other: Piece) -> bool:
        """Whether two pieces stand on one line of print."""
        box, beside = self.box, other.box
        shared = min(box.y1, beside.y1) - max(box.y0, beside.y0)
        return shared > 0.5 * min(box.y1 - box.y0, beside.y1 - beside.y0)

    def goes_on_from(self, before: Piece) -> bool:
        """Whether a sentence of the piece above goes on in this one."""
        return self.text[:1].islower() and not _ENDED.search(before.text)


def pieces_of(layout: PageLayout, lines: Sequence[Line]) -> list[Piece]:
    """Return what lines are cut into at wide white space, and where they go on higher or lower."""
    at = np.flatnonzero(layout.drawn)
    before, after = layout.char_boxes[at[:-1]], layout.char_boxes[at[1:]]
    away = np.maximum(after[:, :2] - before[:, 2:], before[:, :2] - after[:, 2:])
    level = np.minimum(before[:, 3], after[:, 3]) - np.maximum(before[:, 1], after[:, 1])
    away[level < -1.0] = np.inf
    ranges = [
        (line, *strip_range(layout.text, first, last))
        for line, cuts in zip(lines, cuts_in(lines, at, away.T, GUTTER), strict=True)
        for first, last in pairwise([line.start, *cuts, line.end])
    ]
    worded = [(line, start, end) for line, start, end in ranges if start < end]
    boxes = layout.boxes([(start, end) for _, start, end in worded])
    return [
        Piece(line, start, end, box, layout.text[start:end])
        for (line, start, end), box in zip(worded, boxes, strict=True)
        if box is not None
    ]


def joined(layout: PageLayout, part: Sequence[Piece]) -> Iterator[Line]:
    """Yield the lines that pieces are, in their order; one that was not cut as it was."""
    run: list[Piece] = []
    for piece in part:
        last = run[-1] if run else None
        between = layout.text[last.end : piece.start] if last else ""
        if last and not (piece.line is last.line and between.isspace()):
            yield _line(layout, run)
            run = []
        run.append(piece)
    if run:
        yield _line(layout, run)


def _line(layout: PageLayout, run: Sequence[Piece]) -> Line:
    line, start, end = run[0].line, run[0].start, run[-1].end
    if (start, end) == strip_range(layout.text, line.start, line.end):
        return line
    box = run[0].box
    for piece in run[1:]:
        box = box.union(piece.box)
    size, bold = float(layout.char_sizes[start]), bool(layout.char_bold[start])
    return replace(line, start=start, end=end, box=box, size=size, bold=bold)


def rows_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Return pieces line of print by line of print, each from the left.

    They are given in the order of their middles, from the top.
    """
    rows: list[list[Piece]] = []
    for piece in pieces:
        if rows and rows[-1][0].level(piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda one: one.box.x0) for row in rows]

"""The pieces of text along the edges of a page, where furniture stands.

A piece is part of a line: pdfium joins what stands on one baseline, so a foot
line can hold a title at the left and a page number at the right. Every piece is
seen in its own *upright frame*, turned so that its text reads from left to
right; a stamp running up the left edge of a landscape page is then at the head.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from corpus.model import Box, Span
from corpus.page.layout import Floats, Line, PageLayout

# Share of the frame's height that counts as head or foot.
HEAD = 0.11
FOOT = 0.885
# A gap wider than this many times the font size parts two pieces of a line.
_PIECE_GAP = 2.2


class Edge(StrEnum):
    """Where in its upright frame a piece stands."""

    HEAD = "head"
    FOOT = "foot"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one line between wide gaps: ``start`` to ``end``, half-open, of a physical page.

    ``box`` and the frame's width and height are points in the upright frame. ``direction``,
    ``size`` and ``bold`` are the line's; ``boxed`` says that drawn upright rules cross its
    height, as in a table.
    """

    page: int
    start: int
    end: int
    text: str
    box: Box
    frame_width: float
    frame_height: float
    edge: Edge
    direction: int
    size: float
    bold: bool
    boxed: bool

    @property
    def span(self) -> Span:
        return Span(self.page, self.start, self.end)

    @property
    def depth(self) -> float:
        """The distance in points from the piece to its nearest head or foot edge."""
        return min(self.box.y0, self.frame_height - self.box.y1)


def upright(box: Box, direction: int, width: float, height: float) -> Box:
    """Turn a box of the displayed page into the frame in which its text is upright.

    ``direction`` is in degrees, as of a line; ``width`` and ``height`` are the page's, in points.
    """
    if direction == 90:
        return Box(box.y0, width - box.x1, box.y1, width - box.x0)
    if direction == 180:
        return Box(width - box.x1, height - box.y1, width - box.x0, height - box.y0)
    if direction == 270:
        return Box(height - box.y1, box.x0, height - box.y0, box.x1)
    return box


def frame_size(layout: PageLayout, direction: int) -> tuple[float, float]:
    """Return width and height, in points, of the page in the frame of ``direction`` degrees."""
    if direction in (90, 270):
        return layout.height, layout.width
    return layout.width, layout.height


def edge_pieces(layout: PageLayout) -> tuple[Piece, ...]:
    """Return the pieces at the head and foot of the page, in content order."""
    lines = [line for line in layout.lines if _at_edge(layout, line)]
    parts = zip(lines, split_at_gaps(layout, lines, _PIECE_GAP), strict=True)
    return tuple(piece for line, ranges in parts for piece in _line_pieces(layout, line, ranges))


def _at_edge(layout: PageLayout, line: Line) -> bool:
    width, height = frame_size(layout, line.direction)
    box = upright(line.box, line.direction, layout.width, layout.height)
    # A short line at the side of the page can still be a stamp.
    side = line.end - line.start < 14 and (box.x1 < 0.07 * width or box.x0 > 0.93 * width)
    return side or edge_of(box, height) is not Edge.BODY


def _line_pieces(
    layout: PageLayout, line: Line, ranges: Sequence[tuple[int, int]]
) -> Iterator[Piece]:
    width, height = frame_size(layout, line.direction)
    edge = edge_of(upright(line.box, line.direction, layout.width, layout.height), height)
    for start, end in ranges:
        found = layout.box(start, end)
        if found is None:
            continue
        yield Piece(
            layout.number,
            start,
            end,
            layout.text[start:end],
            upright(found, line.direction, layout.width, layout.height),
            width,
            height,
            edge,
            line.direction,
            line.size,
            line.bold,
            _boxed(layout, found, line.direction),
        )


def edge_of(box: Box, height: float) -> Edge:
    """Return the edge at which an upright box stands in a frame ``height`` points high."""
    if box.y1 <= HEAD * height:
        return Edge.HEAD
    return Edge.FOOT if box.y0 >= FOOT * height else Edge.BODY


def split_at_gaps(
    layout: PageLayout, lines: Sequence[Line], gap: float
) -> Iterator[list[tuple[int, int]]]:
    """Yield what each line is cut into where white space is wider than ``gap`` times its font size.

    That is half-open character ranges of the page, without white space at their ends;
    a font smaller than 4 points counts as 4 points.
    """
    said = np.flatnonzero(~layout.white)
    before, after = layout.char_boxes[said[:-1]], layout.char_boxes[said[1:]]
    away = np.maximum(after[:, :2] - before[:, 2:], before[:, :2] - after[:, 2:])
    for line, cuts in zip(lines, cuts_in(lines, said, away.T, gap), strict=True):
        parts = (
            strip_range(layout.text, *part) for part in pairwise([line.start, *cuts, line.end])
        )
        yield [(start, end) for start, end in parts if start < end]


def cuts_in(
    lines: Sequence[Line], at: npt.NDArray[np.intp], away: Floats, gap: float
) -> list[list[int]]:
    """Return where each line is cut: at which of its characters, those ``at`` places of the page.

    ``away``, of shape (2, len(at) - 1), is how many points across and down each is from the last.
    It is cut where that is more than ``gap`` times its font size, and others stand between.
    """
    gaps = np.flatnonzero(np.diff(at) > 1)
    ends, begins = at[gaps], at[gaps + 1]
    first = np.searchsorted(ends, [line.start for line in lines])
    count = np.maximum(np.searchsorted(begins, [line.end for line in lines]) - first, 0)
    # The gaps of all lines, one line's after another's, and whose each is.
    of = np.repeat(np.arange(len(lines)), count)
    which = np.arange(len(of)) + np.repeat(first - np.cumsum(count) + count, count)
    way = np.asarray([line.direction in (90, 270) for line in lines], dtype=np.intp)
    most = np.asarray([gap * max(line.size, 4.0) for line in lines])
    wide = away[way[of], gaps[which]].astype(np.float64) > most[of]
    cuts: list[list[int]] = [[] for _ in lines]
    for line, begin in zip(of[wide].tolist(), begins[which[wide]].tolist(), strict=True):
        cuts[line].append(begin)
    return cuts


def strip_range(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the half-open range without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _boxed(layout: PageLayout, box: Box, direction: int) -> bool:
    sideways = direction in (90, 270)
    low, high = (box.x0, box.x1) if sideways else (box.y0, box.y1)
    crossing = 0
    for rule in layout.rules:
        if rule.horizontal != sideways:
            continue
        first, last = (rule.x0, rule.x1) if sideways else (rule.y0, rule.y1)
        if min(first, last) <= low + 1 and max(first, last) >= high - 1:
            crossing += 1
            if crossing == 2:
                return True
    return False

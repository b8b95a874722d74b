"""Lines of print of a page, from left to right, cut at wide white space: for tables without rules.

All is in the frame in which the page's text reads from left to right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from corpus.model import Span
from corpus.page import PageLayout
from corpus.tables.grid import page_direction, turn


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words of one line with no wide white space between them; ``x0`` and ``x1`` are points."""

    x0: float
    x1: float
    span: Span
    text: str
    bold: bool


@dataclass(frozen=True, slots=True)
class PrintLine:
    """What shares a baseline, from left to right; ``y0`` and ``y1`` are points."""

    y0: float
    y1: float
    chunks: tuple[Chunk, ...]

    @property
    def height(self) -> float:
        """The height in points."""
        return self.y1 - self.y0


def print_lines(layout: PageLayout, outside: Sequence[Span], gap: float) -> tuple[PrintLine, ...]:
    """Return the lines of print of a page from the top, without the words of ``outside``.

    White space wider than ``gap``, a number of times the usual height of a word in points, parts
    two chunks.
    """
    taken = np.zeros(len(layout.text) + 1, dtype=bool)
    for span in outside:
        taken[span.start : span.end] = True
    ranges, boxes = layout.word_places
    kept = ~taken[ranges[:, 0]]
    if not kept.any():
        return ()
    places = turn(boxes[kept].astype(np.float64), page_direction(layout))
    height = float(np.median(places[:, 3] - places[:, 1])) or 1.0
    middles = (places[:, 1] + places[:, 3]) / 2
    down = np.argsort(middles, kind="stable")
    lines = np.cumsum(np.diff(middles[down], prepend=-np.inf) >= 0.45 * height)
    order = down[np.lexsort((places[down, 0], lines))]
    x0, y0, x1, y1 = places[order].T
    begins, ends = ranges[kept][order].T
    new_line = np.diff(lines, prepend=0) > 0
    away = x0[1:] - x1[:-1] > gap * height
    parts = np.flatnonzero(new_line | np.concatenate([[False], away]))
    firsts = np.flatnonzero(new_line)
    chunks = [
        # Drawn out of order, the slice holds other words too, and is no figure.
        Chunk(left, right, Span(layout.number, start, end), layout.text[start:end], bold)
        for left, right, start, end, bold in zip(
            x0[parts].tolist(),
            x1[np.append(parts[1:], len(order)) - 1].tolist(),
            np.minimum.reduceat(begins, parts).tolist(),
            np.maximum.reduceat(ends, parts).tolist(),
            layout.char_bold[begins[parts]].tolist(),
            strict=True,
        )
    ]
    tops, feet = np.minimum.reduceat(y0, firsts).tolist(), np.maximum.reduceat(y1, firsts).tolist()
    cuts = pairwise([*np.searchsorted(parts, firsts).tolist(), len(chunks)])
    return tuple(
        PrintLine(top, foot, tuple(chunks[low:high]))
        for top, foot, (low, high) in zip(tops, feet, cuts, strict=True)
    )

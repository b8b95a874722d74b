"""Lines of print of a page, from left to right, cut at wide white space: for tables without rules.

All is in the frame in which the page's text reads from left to right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    words = [word for word in layout.words if not taken[word.start]]
    if not words:
        return ()
    raw = [(w.box.x0, w.box.y0, w.box.x1, w.box.y1) for w in words]
    left, top, right, foot = turn(np.asarray(raw, dtype=np.float64), page_direction(layout)).T
    height = float(np.median(foot - top)) or 1.0
    order = np.argsort((top + foot) / 2, kind="stable").tolist()
    middles = ((top + foot) / 2).tolist()
    begins, ends = left.tolist(), right.tolist()
    first, last = [word.start for word in words], [word.end for word in words]
    bold = layout.char_bold[first].tolist()
    grouped: list[list[int]] = []
    for i in order:
        if grouped and middles[i] - middles[grouped[-1][-1]] < 0.45 * height:
            grouped[-1].append(i)
        else:
            grouped.append([i])
    found = []
    for group in grouped:
        group.sort(key=begins.__getitem__)
        parts: list[list[int]] = [[group[0]]]
        for i in group[1:]:
            if begins[i] - ends[parts[-1][-1]] > gap * height:
                parts.append([i])
            else:
                parts[-1].append(i)
        chunks = []
        for part in parts:
            start, end = min(map(first.__getitem__, part)), max(map(last.__getitem__, part))
            # Drawn out of order, the slice holds other words too, and is no figure.
            text = layout.text[start:end]
            span = Span(layout.number, start, end)
            chunks.append(Chunk(begins[part[0]], ends[part[-1]], span, text, bold[part[0]]))
        y0, y1 = float(top[group].min()), float(foot[group].max())
        found.append(PrintLine(y0, y1, tuple(chunks)))
    return tuple(found)

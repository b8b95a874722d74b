"""Words that are struck out: a rule runs through their middle, or an annotation says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from corpus.model import Box
from corpus.page.layout import Floats, Line, Mask, PageLayout
from corpus.page.leaving_out import left_out

# Where between the foot and the top of its letters a rule strikes a line out.
_LOW, _HIGH = 0.2, 0.7
# Shorter rules are ticks and dashes; one that goes on beyond the words belongs to a table.
_SHORTEST = 4.0
_BEYOND = 0.6
# The share of the letters beside it through which it runs.
_MOST = 0.8


def without_struck(layout: PageLayout, strikes: Sequence[Box]) -> PageLayout:
    """Return a page with ``[…]`` for the words that are struck out.

    ``strikes`` are the areas that annotations strike out.
    """
    out = np.zeros(len(layout.text), dtype=np.bool_)
    rules = [(r.x0, r.x1, r.y0) for r in layout.rules if r.horizontal and r.x1 - r.x0 > _SHORTEST]
    if rules:
        for line, near in _met(layout.lines, np.asarray(rules, dtype=np.float32)):
            _strike(layout, line, near, out)
    box = layout.char_boxes
    across, down = (box[:, 0] + box[:, 2]) / 2, (box[:, 1] + box[:, 3]) / 2
    for area in strikes:
        out |= (across > area.x0) & (across < area.x1) & (down > area.y0) & (down < area.y1)
    return left_out(layout, out, out) if out.any() else layout


def _met(lines: Sequence[Line], rules: Floats) -> Iterator[tuple[Line, Floats]]:
    """Yield the upright lines that ``rules`` (rows of x0, x1, y) run through, each with those."""
    x0, x1, y = rules.T
    upright = [line for line in lines if line.direction == 0]
    boxes = [(line.box.x0, line.box.y0, line.box.x1, line.box.y1) for line in upright]
    left, top, right, foot = np.asarray(boxes, dtype=np.float32).reshape(-1, 4, 1).swapaxes(0, 1)
    met = (y > top) & (y < foot) & (x0 < right) & (x1 > left)
    for at in np.flatnonzero(met.any(axis=1)).tolist():
        yield upright[at], rules[met[at]]


def _strike(layout: PageLayout, line: Line, near: Floats, out: Mask) -> None:
    """Mark in ``out`` what of a line the rules ``near`` it (rows of x0, x1, y) strike."""
    at = np.arange(line.start, line.end)
    at = at[(layout.drawn & ~layout.white)[at]]
    boxes = layout.char_boxes[at]
    middles = (boxes[:, 0] + boxes[:, 2]) / 2
    tall = float((boxes[:, 3] - boxes[:, 1]).max())
    words = np.asarray([layout.text[one].isalnum() for one in at])
    for x0, x1, y in near:
        # pdfium's lines can hold two of print: only what stands at the rule's height counts.
        beside = (middles > x0) & (middles < x1)
        beside &= (boxes[:, 1] - y < tall) & (y - boxes[:, 3] < tall)
        through = beside & (boxes[:, 1] < y) & (y < boxes[:, 3])
        if not (through & words).any() or (through & words).sum() < _MOST * (beside & words).sum():
            continue
        first, last = boxes[through, :2].min(axis=0), boxes[through, 2:].max(axis=0)
        foot = float(np.sort(boxes[through & words, 3])[(through & words).sum() // 2])
        height = foot - float(first[1])
        beyond = _BEYOND * height
        middle = foot - _HIGH * height < y < foot - _LOW * height
        if middle and x0 > first[0] - beyond and x1 < last[0] + beyond:
            out[at[beside]] = True

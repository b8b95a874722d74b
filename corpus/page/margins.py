"""Numbers in the margin that count a page's lines, and are no words of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from corpus.page.layout import Line, PageLayout
from corpus.page.leaving_out import left_out

_NUMBER = re.compile(r"\s*(\d{1,4})(?:\s+|$)")
_FEWEST = 5
# The share of the lines beside them that are counted, and of the numbers that follow each other.
_MOST = 0.9


@dataclass(frozen=True, slots=True)
class _Numbered:
    line: Line
    number: int
    end: int
    words: str
    right: float


def without_line_numbers(layout: PageLayout) -> PageLayout:
    """Return a page without the numbers of its lines.

    They stand left of all else, count one by one, and count lines of running text: rows of a
    table and points of a list are numbered too, but their sentences do not run on.
    """
    numbered = _numbered(layout)
    if len(numbered) < _FEWEST or not _count_lines(layout, numbered):
        return layout
    out = np.zeros(len(layout.text), dtype=np.bool_)
    for one in numbered:
        out[one.line.start : one.end] = True
    return left_out(layout, out, np.zeros_like(out))


def _numbered(layout: PageLayout) -> list[_Numbered]:
    found = []
    for line in layout.lines:
        text = layout.text[line.start : line.end]
        match = _NUMBER.match(text)
        box = layout.box(line.start, line.start + match.end(1)) if match else None
        if match and box is not None and line.direction == 0:
            end, number = line.start + match.end(), int(match.group(1))
            found.append(_Numbered(line, number, end, text[match.end() :], box.x1))
    return _left_most(layout, found)


def _left_most(layout: PageLayout, found: Sequence[_Numbered]) -> list[_Numbered]:
    """Return those that stand left of whatever else is printed beside them."""
    if not found:
        return []
    right = float(np.median([one.right for one in found]))
    size = float(np.median([one.line.size for one in found]))
    column = [one for one in found if abs(one.right - right) < 0.5 * size + 2]
    first = [box.x0 for one in column if (box := layout.box(one.end, one.line.end)) is not None]
    return column if first and min(first) > right + 0.3 * size else []


def _count_lines(layout: PageLayout, numbered: Sequence[_Numbered]) -> bool:
    steps = [after.number - before.number == 1 for before, after in pairwise(numbered)]
    if sum(steps) < _MOST * len(steps):
        return False
    top, foot = numbered[0].line.box.y0, numbered[-1].line.box.y1
    lines = [one for one in layout.lines if one.box.y0 >= top and one.box.y1 <= foot + 1]
    right = max(one.right for one in numbered)
    counted = {one.line.start for one in numbered}
    apart = [one for one in lines if one.start not in counted]
    if any(one.box.x0 < right for one in apart) or len(apart) > (1 - _MOST) * len(lines) + 1:
        return False
    running = sum(
        after.words[:1].islower() and before.words.rstrip()[-1:].isalpha()
        for before, after in pairwise(numbered)
    )
    return running >= 2

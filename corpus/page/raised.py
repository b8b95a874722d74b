"""Raised small figures after figures: the marks of notes, and no digits of a sum."""

from __future__ import annotations

import numpy as np

from corpus.page.layout import Floats, PageLayout
from corpus.page.leaving_out import rewritten

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# How much of a digit's height a mark has at most, and how far above its foot it stands.
_SMALL, _ABOVE = 0.8, 0.15
# So far back the digit that a mark follows may stand: "12.5%)".
_BACK = 4
_BETWEEN = frozenset(".,)%]’'”*")


def with_notes_apart(layout: PageLayout) -> PageLayout:
    """Return a page whose raised marks stand apart from the figures before them.

    They are printed as they look ("£1,250 ³"), and the line that pdfium ends after them goes on.
    """
    marks = _marks(layout)
    if not marks:
        return layout
    at: list[int] = []
    chars: list[str] = []
    boxes: list[Floats] = []
    nothing = np.zeros((1, 4), dtype=np.float32)
    for one, char in enumerate(layout.text):
        if char == "\n" and one - 1 in marks and _goes_on(layout, marks[one - 1], one + 1):
            continue
        if one in marks and one - 1 not in marks:
            at.append(one)
            chars.append(" ")
            boxes.append(nothing)
        at.append(one)
        chars.append(char.translate(_RAISED) if one in marks else char)
        boxes.append(layout.char_boxes[one : one + 1])
    return rewritten(layout, "".join(chars), at, boxes)


def _marks(layout: PageLayout) -> dict[int, int]:
    """Return the places of raised figures, each with that of the digit which it follows."""
    marks: dict[int, int] = {}
    boxes, text = layout.char_boxes, layout.text
    heights = boxes[:, 3] - boxes[:, 1]
    # Nearly all figures of a page are of one height: only lower ones are looked at.
    digits = (layout.codes >= ord("0")) & (layout.codes <= ord("9"))
    if not digits.any():
        return marks
    small = heights < _SMALL * heights[digits].max()
    for one in np.flatnonzero(digits & small):
        before = _digit_before(layout, int(one), marks)
        if before is None or text[one + 1 : one + 2] in ("/", "⁄"):
            continue
        lower = heights[one] < _SMALL * heights[before]
        raised = boxes[one, 3] < boxes[before, 3] - _ABOVE * heights[before]
        level = boxes[one, 3] > boxes[before, 1] and boxes[one, 0] >= boxes[before, 0]
        if lower and raised and level:
            marks[int(one)] = before
    return marks


def _digit_before(layout: PageLayout, one: int, marks: dict[int, int]) -> int | None:
    for back in range(one - 1, max(one - 1 - _BACK, -1), -1):
        if back in marks:
            return marks[back]
        if layout.text[back] in "0123456789":
            return back
        if layout.text[back] not in _BETWEEN:
            return None
    return None


def _goes_on(layout: PageLayout, before: int, after: int) -> bool:
    """Whether what stands from ``after`` on is of one line with the character ``before``."""
    drawn = (one for one in range(after, len(layout.text)) if layout.char_boxes[one].any())
    rest = next((one for one in drawn if not layout.text[one].isspace()), None)
    if rest is None:
        return False
    first, then = layout.char_boxes[before], layout.char_boxes[rest]
    height = float(first[3] - first[1])
    level = abs(float(then[3] - first[3])) < 0.4 * height
    return level and float(then[0]) > float(first[2])

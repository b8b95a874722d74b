"""A page's text put in the order in which it is read, where it was drawn across columns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corpus.page.columns import column_by_column
from corpus.page.layout import Floats, Line, PageLayout
from corpus.page.leaving_out import rewritten
from corpus.page.sides import side_by_side


def in_reading_order(layout: PageLayout) -> PageLayout:
    """Return a page whose columns, and the names of each side of a vote, are told one by one.

    What stands together in print then stands together in the text, so that it can be quoted
    as it is. A page without such columns comes back as it is.
    """
    upright = [line for line in layout.lines if line.direction == 0]
    ordered = [
        line
        for stretch in column_by_column(layout, upright)
        for line in side_by_side(layout, stretch)
    ]
    if [line.start for line in ordered] == [line.start for line in upright]:
        return layout
    turned = [line for line in layout.lines if line.direction != 0]
    return _told(layout, [*ordered, *turned])


def _told(layout: PageLayout, lines: Sequence[Line]) -> PageLayout:
    at: list[int] = []
    text: list[str] = []
    boxes: list[Floats] = []
    for line in lines:
        at += [*range(line.start, line.end), line.end - 1]
        text += [layout.text[line.start : line.end], "\n"]
        # A line end is a character that pdfium made, and has no box.
        boxes += [layout.char_boxes[line.start : line.end], np.zeros((1, 4), dtype=np.float32)]
    return rewritten(layout, "".join(text), at, boxes)

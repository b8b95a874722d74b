"""Boxes drawn over a scanned page: what is scanned beneath them stays in the file."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium_c

from corpus.page import SCAN, PageLayout, covered_by
from corpus.pdf.drawing import Drawing, Fill
from corpus.pdf.runs import Mask

# Smaller boxes, in points, hide no word.
_WIDE, _HIGH = 8.0, 5.0
# Of 255: what is so much lighter or darker than the ground is print, and the share of a box from
# which on it is more than specks.
_PRINT, _MOST_SPECKS = 64, 0.01
_MOST_DOTS = 1600.0


def boxes_over_scan(page: Any, layout: PageLayout, drawing: Drawing, counted: Mask) -> int:
    """Return how many opaque boxes hide print of a scanned page.

    ``counted``, of shape (len(text),), are the characters that are known to be covered: a box over
    any of them is left out.
    """
    if covered_by(drawing.pictures, layout) < SCAN:
        return 0
    boxes = layout.char_boxes[counted]
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    over = [
        one
        for one in drawing.fills
        if one.solid
        and one.box.width >= _WIDE
        and one.box.height >= _HIGH
        and _is_on_picture(one, drawing)
        and not _holds(one, x, y).any()
    ]
    return sum(_hides_print(beneath) for beneath in _beneath(page, layout, over)) if over else 0


def _is_on_picture(fill: Fill, drawing: Drawing) -> bool:
    x, y = np.float32((fill.box.x0 + fill.box.x1) / 2), np.float32((fill.box.y0 + fill.box.y1) / 2)
    return any(
        one.picture and one.order < fill.order and bool(_holds(one, x, y)) for one in drawing.fills
    )


def _holds(fill: Fill, x: Any, y: Any) -> Any:
    box = fill.box
    return (box.x0 <= x) & (x <= box.x1) & (box.y0 <= y) & (y <= box.y1)


def _beneath(page: Any, layout: PageLayout, over: list[Fill]) -> list[npt.NDArray[np.int16]]:
    """Return what the page shows where each box is, in grey, drawn without all of them."""
    scale = min(2.0, _MOST_DOTS / max(layout.width, layout.height, 1.0))
    for one in over:
        pdfium_c.FPDFPageObj_SetIsActive(one.handle, False)
    try:
        shown = page.render(scale=scale, grayscale=True).to_numpy().astype(np.int16)
    finally:
        for one in over:
            pdfium_c.FPDFPageObj_SetIsActive(one.handle, True)
    shown = shown.reshape(shown.shape[0], shown.shape[1])
    sides = [[max(int(side * scale), 0) for side in _sides(one)] for one in over]
    return [shown[top:foot, left:right] for left, top, right, foot in sides]


def _sides(fill: Fill) -> tuple[float, float, float, float]:
    # Its edge may stand on a line of the scan.
    box = fill.box
    return box.x0 + 1, box.y0 + 1, box.x1 - 1, box.y1 - 1


def _hides_print(beneath: npt.NDArray[np.int16]) -> bool:
    if not beneath.size:
        return False
    printed = np.abs(beneath - np.median(beneath)) >= _PRINT
    return bool(printed.mean() >= _MOST_SPECKS)

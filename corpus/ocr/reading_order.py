"""Rows of print: what stands beside each other, from the top, each row from the left."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.model import Box


def in_rows(boxes: Sequence[Box]) -> list[list[int]]:
    """Return the rows of a page, each as places of pieces in ``boxes``, from left to right.

    Boxes are of a page that stands upright, in any unit; what stands beside the first of a row
    is of it. Which rows run over columns is told by :func:`corpus.page.column_by_column`.
    """
    rows: list[list[int]] = []
    for at in sorted(range(len(boxes)), key=lambda one: _middle(boxes[one])):
        box = boxes[at]
        first = boxes[rows[-1][0]] if rows else None
        if first and abs(_middle(box) - _middle(first)) < min(box.height, first.height) / 2:
            rows[-1].append(at)
        else:
            rows.append([at])
    return [sorted(row, key=lambda one: boxes[one].x0) for row in rows]


def _middle(box: Box) -> float:
    return (box.y0 + box.y1) / 2

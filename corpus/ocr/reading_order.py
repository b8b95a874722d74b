"""The order in which pieces of print are read: rows from the top, columns of prose one by one.

Cells of a table stand in columns too, but are read along the row: a column of prose is filled
with lines that run from one side of it to the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.model import Box

# So many rows have the same gutter between them before it parts columns.
_FEWEST_ROWS = 4
# Lines of prose hold at least so many characters, and fill so much of the column's width.
_FEWEST_CHARACTERS = 20
_FULL = 0.75
# From one row to the next of a column, in heights of a row.
_PARAGRAPH = 2.5
_Row = list[int]
_Gap = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Pieces:
    boxes: Sequence[Box]
    lengths: Sequence[int]


def in_reading_order(boxes: Sequence[Box], lengths: Sequence[int]) -> list[list[int]]:
    """Return the lines of a page, each as places of pieces in ``boxes``, from left to right.

    Boxes are of a page that stands upright, in any unit, ``lengths`` how many characters each
    piece holds.
    """
    return _ordered(_Pieces(boxes, lengths), list(range(len(boxes))))


def _ordered(pieces: _Pieces, some: Sequence[int]) -> list[_Row]:
    rows = _rows(pieces, some)
    lines: list[_Row] = []
    at = 0
    while at < len(rows):
        end, gap = _with_gutter(pieces, rows, at)
        parts = _parted(rows[at:end], gap, pieces) if gap else None
        if parts is None:
            lines.append(rows[at])
            at += 1
            continue
        for part in parts:
            lines += _ordered(pieces, part)
        at = end
    return lines


def _rows(pieces: _Pieces, some: Sequence[int]) -> list[_Row]:
    """Return the pieces row by row; what stands beside the first of a row is of it."""
    rows: list[_Row] = []
    for at in sorted(some, key=lambda one: _middle(pieces.boxes[one])):
        box = pieces.boxes[at]
        first = pieces.boxes[rows[-1][0]] if rows else None
        if first and abs(_middle(box) - _middle(first)) < min(box.height, first.height) / 2:
            rows[-1].append(at)
        else:
            rows.append([at])
    return [sorted(row, key=lambda one: pieces.boxes[one].x0) for row in rows]


def _with_gutter(pieces: _Pieces, rows: Sequence[_Row], first: int) -> tuple[int, _Gap | None]:
    """Return where the rows from ``first`` on that share a gutter end, and that gutter."""
    gaps = _gaps(pieces, rows[first])
    end, both = first, 0
    for row in rows[first:]:
        if end > first and not _follows(pieces, rows[end - 1], row):
            break
        left = [shared for gap in gaps if (shared := _beside(pieces, row, gap))]
        if not left:
            break
        gaps, end = left, end + 1
        both += len(row) > 1
    widest = max(gaps, key=lambda gap: gap[1] - gap[0], default=None)
    return end, widest if both >= _FEWEST_ROWS else None


def _follows(pieces: _Pieces, above: _Row, row: _Row) -> bool:
    """Whether a row stands as near below another as a new paragraph does."""
    upper, lower = pieces.boxes[above[0]], pieces.boxes[row[0]]
    return _middle(lower) - _middle(upper) < _PARAGRAPH * max(upper.height, lower.height)


def _gaps(pieces: _Pieces, row: _Row) -> list[_Gap]:
    boxes = [pieces.boxes[at] for at in row]
    return [
        (left.x1, right.x0)
        for left, right in pairwise(boxes)
        if right.x0 - left.x1 > min(left.height, right.height) / 2
    ]


def _beside(pieces: _Pieces, row: _Row, gap: _Gap) -> _Gap | None:
    """Return what of a gap a row leaves free, if enough for a gutter."""
    low, high = gap
    for at in row:
        box = pieces.boxes[at]
        if box.x0 <= (low + high) / 2 <= box.x1:
            return None
        low, high = (max(low, box.x1), high) if box.x1 < high else (low, min(high, box.x0))
    least = min(pieces.boxes[at].height for at in row) / 2
    return (low, high) if high - low > least else None


def _parted(rows: Sequence[_Row], gap: _Gap, pieces: _Pieces) -> tuple[_Row, _Row] | None:
    """Return what stands left and right of a gutter, if both are columns of prose."""
    every = [at for row in rows for at in row]
    left = [at for at in every if pieces.boxes[at].x0 < gap[0]]
    right = [at for at in every if pieces.boxes[at].x0 >= gap[0]]
    return (left, right) if _prose(pieces, left) and _prose(pieces, right) else None


def _prose(pieces: _Pieces, column: _Row) -> bool:
    if not column:
        return False
    lines = _rows(pieces, column)
    width = max(pieces.boxes[at].x1 for at in column) - min(pieces.boxes[at].x0 for at in column)
    filled = [sum(pieces.boxes[at].width for at in line) / width for line in lines]
    lengths = [sum(pieces.lengths[at] for at in line) for line in lines]
    return median(filled) >= _FULL and median(lengths) >= _FEWEST_CHARACTERS


def _middle(box: Box) -> float:
    return (box.y0 + box.y1) / 2

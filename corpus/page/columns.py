"""Text set in columns side by side: found by the white gutter between them, read one by one.

pdfium joins what shares a baseline, so a page whose columns were drawn across comes as lines
that run over the gutter. They are cut there, and each column is read to its foot before the
next. Rows of a table have a white gutter too, but sentences do not run on down both sides of it,
or rules cross it, or paragraphs begin beside each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from operator import attrgetter
from statistics import median

from corpus.model import Box
from corpus.page.layout import Line, PageLayout, Rule
from corpus.page.pieces import GUTTER, Piece, joined, pieces_of, rows_of

# Lines that begin on one edge, within so many points, before it may be that of a column.
_FEWEST, _EDGE = 4, 3.0
# The least width of a column in points; how many of its lines reach its right quarter; how many
# go on with the sentence of the line before.
_NARROW, _FULL, _RUNNING = 70.0, 0.35, 0.2
# So far beside a column, in points, its cell may be ruled.
_BORDER = 15.0
# A step down so many times the usual one ends the part of a column beyond the other's end.
_APART = 1.8
# From line to line, in heights of one, where white space runs across both columns.
_ACROSS = 2.5
# How many paragraphs begin beside one of the other side where both are cells of a table.
_BESIDE = 0.6
# Beyond so many lines a page is a drawing's debris.
_MOST_LINES = 600


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two columns side by side, each from the top; what stands above and below, as drawn."""

    above: tuple[Piece, ...]
    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    below: tuple[Piece, ...]


def column_by_column(layout: PageLayout, lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """Yield upright lines of a page in stretches: each column after the other, and the rest.

    Lines that run over a gutter are cut there. Those of a column say by ``shift`` where they
    stand when it is laid under the one before it. A page without columns is one stretch, its
    lines as they are.
    """
    pair = None
    if _FEWEST <= len(lines) <= _MOST_LINES:
        pair = _find(layout, pieces_of(layout, lines))
    if pair is None:
        yield tuple(lines)
        return
    foot = deep = 0.0
    for part in (pair.above, pair.left, pair.right, pair.below):
        across = 0.0
        if part is pair.right:
            across = _left(pair.left) - _left(part)
            deep = foot + _leading(part) - min(piece.box.y0 for piece in part)
        elif part is pair.below:
            deep = foot - max(piece.box.y1 for piece in (*pair.left, *pair.right))
        for stretch in column_by_column(layout, tuple(joined(layout, part))):
            moved = tuple(
                replace(line, shift=(line.shift[0] + across, line.shift[1] + deep))
                for line in stretch
            )
            foot = max((line.laid.y1 for line in moved), default=foot)
            yield moved


def _left(part: Sequence[Piece]) -> float:
    return min(piece.box.x0 for piece in part)


def _leading(part: Sequence[Piece]) -> float:
    """Return the usual white space in points between the lines of a column."""
    gaps = [after.box.y0 - before.box.y1 for before, after in pairwise(part)]
    return max(median(gaps), 0.0) if gaps else 0.0


def _find(layout: PageLayout, pieces: Sequence[Piece]) -> _Pair | None:
    """Return the longest two columns on a page; None where it has none."""
    best: _Pair | None = None
    down = sorted(pieces, key=attrgetter("middle"))
    for edge in _edges(pieces):
        for band in (one for whole in _bands(down, edge) for one in (whole, *_parts(whole))):
            pair = _pair(layout, pieces, band, edge)
            if pair and (best is None or len(pair.left) + len(pair.right)
                         > len(best.left) + len(best.right)):  # fmt: skip
                best = pair
    return best


def _edges(pieces: Sequence[Piece]) -> Iterator[float]:
    """Yield the places where several pieces begin, right of others."""
    starts = sorted(piece.box.x0 for piece in pieces)
    leftmost = starts[0] if starts else 0.0
    at = 0
    while at < len(starts):
        upto = at
        while upto < len(starts) and starts[upto] - starts[at] <= _EDGE:
            upto += 1
        if upto - at >= _FEWEST and starts[at] > leftmost + _NARROW:
            yield starts[at]
        at = upto


def _bands(down: Sequence[Piece], edge: float) -> Iterator[list[Piece]]:
    """Yield pieces that follow one another ``down`` the page and leave a gutter before ``edge``."""
    band: list[Piece] = []
    for piece in down:
        white = piece.box.x1 <= edge - GUTTER * max(piece.line.size, 4.0)
        if white or piece.box.x0 >= edge - 1:
            band.append(piece)
        elif band:
            yield band
            band = []
    if band:
        yield band


def _parts(band: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    """Yield what white space across a band parts, if it does: a table may stand below columns."""
    ends = [
        at
        for at, (before, after) in enumerate(pairwise(band), start=1)
        if after.middle - before.middle > _ACROSS * max(before.box.height, after.box.height)
    ]
    if ends:
        yield from (band[low:high] for low, high in pairwise([0, *ends, len(band)]))


def _pair(
    layout: PageLayout, pieces: Sequence[Piece], band: Sequence[Piece], edge: float
) -> _Pair | None:
    left = [piece for piece in band if piece.box.x0 < edge - 1]
    right = [piece for piece in band if piece.box.x0 >= edge - 1]
    if not (_may_run_on(left) and _may_run_on(right)):
        return None
    left, right = _in_rows(left), _in_rows(right)
    left, right = _beside(left, right), _beside(right, left)
    near = _nearest(left, right_side=True), _nearest(right, right_side=False)
    if not _run_on(*near) or _is_table(layout, *near):
        return None
    inside = {id(piece) for piece in (*left, *right)}
    top = min(piece.middle for piece in (*left, *right))
    rest = [piece for piece in pieces if id(piece) not in inside]
    above = tuple(piece for piece in rest if piece.middle < top)
    below = tuple(piece for piece in rest if piece.middle >= top)
    return _Pair(above, tuple(left), tuple(right), below)


def _may_run_on(column: Sequence[Piece]) -> bool:
    return len(column) >= _FEWEST and any(piece.text[:1].islower() for piece in column)


def _in_rows(pieces: Iterable[Piece]) -> list[Piece]:
    return [piece for row in rows_of(pieces) for piece in row]


def _beside(column: list[Piece], other: Sequence[Piece]) -> list[Piece]:
    """Leave off what stands apart from a column above and below the other one."""
    top, foot = min(p.box.y0 for p in other), max(p.box.y1 for p in other)
    steps = [after.middle - before.middle for before, after in pairwise(column)]
    down = [step for step in steps if step > 1]
    most = _APART * median(down) if down else 0.0
    first, last = 0, len(column)
    for at, step in enumerate(steps, start=1):
        if step > most and column[at - 1].box.y1 <= top:
            first = at
        if step > most and column[at].box.y0 >= foot:
            last = at
            break
    return column[first:last]


def _nearest(column: Sequence[Piece], *, right_side: bool) -> list[Piece]:
    """Return the piece of each line of print in a column that stands next to the gutter."""
    near: list[Piece] = []
    for piece in column:
        if near and near[-1].level(piece):
            if right_side:
                near[-1] = piece
        else:
            near.append(piece)
    return near


def _run_on(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether lines are running text: wide, mostly full, sentences going on from line to line."""
    running = [
        sum(after.goes_on_from(before) for before, after in pairwise(column))
        for column in (left, right)
    ]
    if not all(running) or sum(running) < _RUNNING * (len(left) + len(right)):
        return False
    return _filled(left) and _filled(right)


def _filled(column: Sequence[Piece]) -> bool:
    left, right = _left(column), max(piece.box.x1 for piece in column)
    full = sum(piece.box.x1 > right - 0.25 * (right - left) for piece in column)
    return len(column) >= _FEWEST and right - left >= _NARROW and full >= _FULL * len(column)


def _is_table(layout: PageLayout, left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether two columns are cells of rows: ruled, or their paragraphs begin level."""
    fewer, more = sorted((_begun(left), _begun(right)), key=len)
    beside = sum(any(one.level(other) for other in more) for one in fewer)
    if fewer and beside >= _BESIDE * len(fewer):
        return True
    return _ruled(layout.rules, _round(left), _round(right))


def _round(column: Sequence[Piece]) -> Box:
    return reduce(Box.union, (piece.box for piece in column))


def _ruled(rules: Sequence[Rule], left: Box, right: Box) -> bool:
    """Whether a rule parts both columns at one height, or upright ones stand beside them."""
    both = left.union(right)
    parting: list[list[float]] = [[], []]
    upright: dict[int, float] = {}
    for rule in rules:
        if not rule.horizontal:
            if left.x0 - _BORDER < rule.x0 < right.x1 + _BORDER:
                low, high = sorted((rule.y0, rule.y1))
                shared = min(high, both.y1) - max(low, both.y0)
                place = round(rule.x0 / _EDGE)
                upright[place] = upright.get(place, 0.0) + max(shared, 0.0)
            continue
        if both.y0 + 1 < rule.y0 < both.y1 - 1:
            low, high = sorted((rule.x0, rule.x1))
            for column, places in zip((left, right), parting, strict=True):
                if min(high, column.x1) - max(low, column.x0) > 0.5 * column.width:
                    places.append(rule.y0)
    if any(abs(one - other) < _EDGE for one in parting[0] for other in parting[1]):
        return True
    return sum(length > 0.5 * both.height for length in upright.values()) > 1


def _begun(column: Sequence[Piece]) -> list[Piece]:
    """Return the pieces after the first that begin a paragraph."""
    steps = sorted(after.middle - before.middle for before, after in pairwise(column))
    usual = steps[len(steps) // 4]
    return [
        after
        for before, after in pairwise(column)
        if not after.goes_on_from(before)
        and (after.middle - before.middle > 1.2 * usual or after.line.bold != before.line.bold)
    ]

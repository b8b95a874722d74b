"""Grids from the rules drawn on a page: where the cells of ruled tables are.

Rules may be single lines, sides of boxes, doubled lines or thin filled boxes.
They are snapped together, parted into tables that do not touch, and the plane
between them is joined into cells wherever no rule stands between. Everything
is done in the frame in which the page's text reads left to right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from corpus.page import PageLayout, Rule

# Doubled lines stand up to this many points apart; no row of words is as low.
_SNAP = 3.2
# Rules drawn cell by cell miss each other by up to this much.
_REACH = 4.0
# More than this many lines each way is a drawing, not a table.
_MOST_LINES = 400
_MOST_CROSSINGS = 4_000_000
Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Region:
    """One cell: the rows ``r0`` to ``r1`` and columns ``c0`` to ``c1``, from 0, half-open."""

    r0: int
    r1: int
    c0: int
    c1: int

    @property
    def merged(self) -> bool:
        return self.r1 - self.r0 > 1 or self.c1 - self.c0 > 1


@dataclass(frozen=True)
class Grid:
    """The cells of one table on one page, in the frame of the page's text, in points.

    ``xs`` of shape (columns + 1,) and ``ys`` of shape (rows + 1,) are the edges of its
    columns and rows, ascending; ``at[r, c]``, of shape (rows, columns), is the index in
    ``regions`` of the cell there, or -1 outside the table.
    """

    xs: Array
    ys: Array
    at: npt.NDArray[np.intp]
    regions: tuple[Region, ...]

    @cached_property
    def inner(self) -> list[float]:
        """The edges between its columns, ascending."""
        inner: list[float] = self.xs[1:-1].tolist()
        return inner

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return len(self.xs) - 1

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.ys) - 1

    @property
    def filled(self) -> float:
        """The share of the outline's area that lies in cells."""
        areas = np.outer(np.diff(self.ys), np.diff(self.xs))
        return float(areas[self.at >= 0].sum() / areas.sum())


def turn(boxes: Array, direction: int) -> Array:
    """Turn ``boxes``, of shape (boxes, 4), into the frame of text of ``direction`` degrees.

    Their columns are x0, y0, x1, y1, in points, before and after.
    """
    x0, y0, x1, y1 = boxes.T
    if direction == 90:
        return np.stack([y0, -x1, y1, -x0], axis=1)
    if direction == 270:
        return np.stack([-y1, x0, -y0, x1], axis=1)
    if direction == 180:
        return np.stack([-x1, -y1, -x0, -y0], axis=1)
    return boxes


def page_direction(layout: PageLayout) -> int:
    """Return the direction, in degrees, that most of the page's characters read in."""
    if not len(layout.char_angles):
        return 0
    quarters = np.round(np.degrees(layout.char_angles) / 90).astype(int) % 4
    return int(np.bincount(quarters, minlength=4).argmax()) * 90


def find_grids(rules: Sequence[Rule], direction: int) -> tuple[Grid, ...]:
    """Return the grids of a page from top to bottom, those of one cell left out.

    ``direction`` is that of the page's text, in degrees.
    """
    if len(rules) < 4:
        return ()
    raw = np.asarray([(r.x0, r.y0, r.x1, r.y1) for r in rules], dtype=np.float64)
    lines = turn(raw, direction)
    level = (lines[:, 3] - lines[:, 1]) <= (lines[:, 2] - lines[:, 0])
    across = _segments(lines[level][:, [1, 0, 2]])
    down = _segments(lines[~level][:, [0, 1, 3]])
    if not 0 < len(across) * len(down) <= _MOST_CROSSINGS:
        return ()
    found = (_grid(across[a], down[d]) for a, d in _parted(across, down))
    return tuple(sorted((g for g in found if g is not None), key=lambda g: float(g.ys[0])))


def _segments(lines: Array) -> Array:
    """Snap lines of (place, from, to) together and join those on one place that touch."""
    if not len(lines):
        return lines
    lines = lines[np.argsort(lines[:, 0], kind="stable")]
    places = _snapped(lines[:, 0])
    order = np.lexsort((lines[:, 1], places))
    joined: list[list[float]] = []
    for place, start, end in zip(places[order], lines[order, 1], lines[order, 2], strict=True):
        if joined and joined[-1][0] == place and start <= joined[-1][2] + _REACH:
            joined[-1][2] = max(joined[-1][2], end)
        else:
            joined.append([place, start, end])
    return np.asarray(joined)


def _snapped(places: Array) -> Array:
    """Give sorted places that stand within the snap of their first one the same value."""
    snapped = np.empty_like(places)
    start = 0
    for at in range(1, len(places) + 1):
        if at == len(places) or places[at] - places[start] > _SNAP:
            snapped[start:at] = places[start:at].mean()
            start = at
    return snapped


def _parted(across: Array, down: Array) -> Iterator[tuple[list[int], list[int]]]:
    """Part the lines into sets that touch one another; yield both kinds' indices."""
    y, ax0, ax1 = across.T
    x, dy0, dy1 = down.T
    touch = (
        (x[None, :] >= ax0[:, None] - _REACH)
        & (x[None, :] <= ax1[:, None] + _REACH)
        & (y[:, None] >= dy0[None, :] - _REACH)
        & (y[:, None] <= dy1[None, :] + _REACH)
    )
    left = np.ones(len(across), dtype=bool)
    while left.any():
        of_a = np.zeros(len(across), dtype=bool)
        of_a[int(np.flatnonzero(left)[0])] = True
        while True:
            of_d = touch[of_a].any(axis=0)
            grown = of_a | touch[:, of_d].any(axis=1)
            if (grown == of_a).all():
                break
            of_a = grown
        left &= ~of_a
        if of_d.any():
            yield np.flatnonzero(of_a).tolist(), np.flatnonzero(of_d).tolist()


def _grid(across: Array, down: Array) -> Grid | None:
    across, down = _closed(across, down), _closed(down, across)
    xs, ys = np.unique(down[:, 0]), np.unique(across[:, 0])
    if len(xs) < 3 or len(ys) < 2 or max(len(xs), len(ys)) > _MOST_LINES:
        return None
    above = _drawn(across, ys, xs)
    beside = _drawn(down, xs, ys).T
    at, regions = _regions(above, beside)
    if len(regions) < 2:
        return None
    return Grid(xs, ys, at, regions)


def _closed(lines: Array, crossing: Array) -> Array:
    """Add the outer edge that a table drawn without its sides lacks."""
    low, high = float(crossing[:, 1].min()), float(crossing[:, 2].max())
    edges = []
    if lines[:, 0].min() - low > 3 * _REACH:
        edges.append(low)
    if high - lines[:, 0].max() > 3 * _REACH:
        edges.append(high)
    if not edges:
        return lines
    start, end = crossing[:, 0].min(), crossing[:, 0].max()
    return np.concatenate([lines, [[edge, start, end] for edge in edges]])


def _drawn(lines: Array, places: Array, edges: Array) -> npt.NDArray[np.bool_]:
    """Return [place, gap]: whether a line at that place runs along the gap between edges."""
    middles = (edges[:-1] + edges[1:]) / 2
    drawn = np.zeros((len(places), len(middles)), dtype=bool)
    which = np.searchsorted(places, lines[:, 0])
    for at, (_, start, end) in zip(which, lines, strict=True):
        drawn[at] |= (middles > start - 1) & (middles < end + 1)
    return drawn


def _regions(
    above: npt.NDArray[np.bool_], beside: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.intp], tuple[Region, ...]]:
    """Flood cells together; ``above[y, c]`` and ``beside[r, x]`` say where rules are."""
    rows, columns = beside.shape[0], above.shape[1]
    at = np.full((rows, columns), -2, dtype=np.intp)
    regions: list[Region] = []
    for r in range(rows):
        for c in range(columns):
            if at[r, c] != -2:
                continue
            cells, outside = _flood(r, c, above, beside)
            index = -1 if outside else len(regions)
            for row, column in cells:
                at[row, column] = index
            if not outside:
                regions.append(_round(cells))
    return at, tuple(regions)


def _flood(
    r: int, c: int, above: npt.NDArray[np.bool_], beside: npt.NDArray[np.bool_]
) -> tuple[list[tuple[int, int]], bool]:
    rows, columns = beside.shape[0], above.shape[1]
    cells, outside = [(r, c)], False
    known = {(r, c)}
    for row, column in cells:
        steps = (
            (row - 1, column, above[row, column]),
            (row + 1, column, above[row + 1, column]),
            (row, column - 1, beside[row, column]),
            (row, column + 1, beside[row, column + 1]),
        )
        for to_row, to_column, ruled in steps:
            if ruled or (to_row, to_column) in known:
                continue
            if not (0 <= to_row < rows and 0 <= to_column < columns):
                outside = True
                continue
            known.add((to_row, to_column))
            cells.append((to_row, to_column))
    return cells, outside


def _round(cells: Sequence[tuple[int, int]]) -> Region:
    rows, columns = [r for r, _ in cells], [c for _, c in cells]
    return Region(min(rows), max(rows) + 1, min(columns), max(columns) + 1)

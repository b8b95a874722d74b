"""The words of ruled cells, and which grids are trusted to be tables."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

import numpy as np
import numpy.typing as npt

from corpus.model import Span
from corpus.page import PageLayout, Rule
from corpus.tables.grid import Array, Grid, Region, find_grids, page_direction, turn

_SMALL_GAP = 0.18
# So near a page's edge, in points, no table is ruled.
_EDGE = 3.0
_SMALL_WORD = re.compile(r"[a-z]+[.,;:]?")
# The usual width of a letter in font sizes, and how much wider a word's shading is than the word.
_LETTER = 0.52
_CLOSE = 1.35


@dataclass(frozen=True, slots=True)
class Box:
    """What stands in one cell: text as printed, its spans, how it is set.

    ``x0`` and ``x1`` are its sides in the frame of the page's text, ``size`` its font size,
    in points.
    """

    region: Region
    x0: float
    x1: float
    text: str
    spans: tuple[Span, ...]
    bold: bool
    size: float

    @property
    def folded(self) -> str:
        return " ".join(self.text.split())


@dataclass(frozen=True)
class Sheet:
    """A table on a physical page; ``boxes`` are in the order of its grid's regions.

    ``first`` and ``last`` say that no words stand above or below it. One that is not
    ``trusted`` is a table only if it goes on with the page before: it may hold no more than
    the rest of one cell.
    """

    page: int
    grid: Grid
    boxes: tuple[Box, ...]
    first: bool
    last: bool
    title: str
    trusted: bool = True

    @cached_property
    def bands(self) -> tuple[tuple[Box, ...], ...]:
        """The cells of each row from left to right; a merged cell stands in each of its rows."""
        return tuple(
            tuple(self.boxes[i] for i in dict.fromkeys(line.tolist()) if i >= 0)
            for line in self.grid.at
        )

    @cached_property
    def size(self) -> float:
        """The font size in points that its written cells are mostly set in."""
        return float(np.median([box.size for box in self.boxes if box.text]))

    @property
    def width(self) -> float:
        """Its width in points."""
        return float(self.grid.xs[-1] - self.grid.xs[0])


@dataclass(frozen=True)
class _Words:
    """Where words of a page begin and end, less its furniture; boxes in the frame of its text."""

    layout: PageLayout
    ranges: list[tuple[int, int]]
    boxes: Array
    direction: int

    @cached_property
    def middles(self) -> list[float]:
        """Half-way between top and foot of each word, in points."""
        middles: list[float] = ((self.boxes[:, 1] + self.boxes[:, 3]) / 2).tolist()
        return middles

    @cached_property
    def heights(self) -> list[float]:
        """The height of each word, in points."""
        heights: list[float] = (self.boxes[:, 3] - self.boxes[:, 1]).tolist()
        return heights


def read_sheets(layout: PageLayout, furniture: Sequence[Span]) -> tuple[Sheet, ...]:
    """Return the ruled tables of a page, from top to bottom.

    Of those not trusted only a grid is given whose words stand in its cells.
    """
    direction = page_direction(layout)
    grids = find_grids(list(_inner_rules(layout)), direction)
    if not grids:
        return ()
    words = _words(layout, furniture, direction)
    return tuple(_sheets(words, grids))


def _inner_rules(layout: PageLayout) -> Iterator[Rule]:
    """Yield the rules of a page that do not run along its edge or from edge to edge.

    Some files are drawn on tiles as wide as the page, whose sides are no table's.
    """
    for rule in layout.rules:
        along, across = layout.width, layout.height
        start, end, place = rule.x0, rule.x1, rule.y0
        if not rule.horizontal:
            along, across = across, along
            start, end, place = rule.y0, rule.y1, rule.x0
        whole = min(start, end) <= _EDGE and max(start, end) >= along - _EDGE
        if not (whole or abs(place) <= _EDGE or abs(place - across) <= _EDGE):
            yield rule


def _words(layout: PageLayout, furniture: Sequence[Span], direction: int) -> _Words:
    ranges, boxes = layout.word_places
    kept = np.ones(len(ranges), dtype=np.bool_)
    for span in furniture:
        kept &= (span.start >= ranges[:, 1]) | (ranges[:, 0] >= span.end)
    turned = turn(boxes[kept].astype(np.float64), direction)
    return _Words(layout, ranges[kept].tolist(), turned, direction)


def _sheets(words: _Words, grids: Sequence[Grid]) -> Iterator[Sheet]:
    middles = np.asarray(words.middles)
    previous = -np.inf
    for grid in grids:
        boxes, stray = _fill(words, grid)
        sure = trusted(grid, boxes, stray)
        if not sure and not in_cells(grid, boxes, stray):
            continue
        top, bottom = float(grid.ys[0]), float(grid.ys[-1])
        yield Sheet(
            words.layout.number,
            grid,
            boxes,
            not (middles < top - 1).any(),
            not (middles > bottom + 1).any(),
            _title(words, grid, previous),
            sure,
        )
        previous = bottom if sure else previous


def trusted(grid: Grid, boxes: Sequence[Box], stray: int) -> bool:
    """Whether a grid is a table whose words can be said cell by cell.

    Its cells fill most of its outline, and few words (``stray``) stand in it outside any
    cell; some row holds two written cells, and rows of one written cell (such
    as headings across it) are at most twice as many; at least a third of its
    rows are written at all; most written cells are not merged. What fails is
    left to prose: boxes of an organisation chart, the grid behind a graph, a
    floor plan, an empty form, words that are shaded one by one.
    """
    if not in_cells(grid, boxes, stray) or _shaded(grid, boxes):
        return False
    full = single = 0
    for line in grid.at:
        inside = [boxes[i] for i in dict.fromkeys(line.tolist()) if i >= 0]
        said = [box for box in inside if box.text]
        full += len(said) >= 2
        single += len(said) == 1
    return full >= 1 and full + single >= grid.rows / 3 and full >= 0.5 * single


def _shaded(grid: Grid, boxes: Sequence[Box]) -> bool:
    """Whether the cells are the shading of single words: a line or a few lines of a sentence."""
    said = [box for box in boxes if box.text]
    if any(" " in box.folded for box in said):
        return False
    room = [(box.x1 - box.x0) / (_LETTER * box.size * len(box.folded)) for box in said]
    small = sum(_SMALL_WORD.fullmatch(box.folded) is not None for box in said)
    close = float(np.median(room)) < _CLOSE  # a table leaves room beside its words
    return close and (grid.rows == 1 or small > 0.3 * len(said))


def in_cells(grid: Grid, boxes: Sequence[Box], stray: int) -> bool:
    """Whether the words in the outline of a grid stand in its cells, most of them not merged.

    ``stray`` counts those that stand in no cell.
    """
    written = sum(len(box.text.split()) for box in boxes)
    if not written or grid.filled < 0.6 or stray > 0.1 * (written + stray):
        return False
    merged = [box.region.merged for box in boxes if box.text]
    return sum(merged) <= 0.6 * len(merged)


def _fill(words: _Words, grid: Grid) -> tuple[tuple[Box, ...], int]:
    """Put the page's words into the cells of a grid; count those that are in none."""
    held: list[list[tuple[int, int, int]]] = [[] for _ in grid.regions]
    stray = 0
    parts = [part for index in _inside(words.boxes, grid) for part in _split(words, index, grid)]
    rows = _at(grid.ys, [words.middles[index] for index, *_ in parts])
    columns = _at(grid.xs, [middle for *_, middle in parts])
    for (index, start, end, _), region in zip(parts, grid.at[rows, columns].tolist(), strict=True):
        if region >= 0:
            held[region].append((index, start, end))
        else:
            stray += 1
    filled = zip(grid.regions, held, strict=True)
    return tuple(_box(words, grid, region, said) for region, said in filled), stray


def _at(edges: Array, places: Sequence[float]) -> npt.NDArray[np.intp]:
    """Return between which of the ``edges`` each place is, from 0."""
    return np.clip(np.searchsorted(edges, np.asarray(places)) - 1, 0, len(edges) - 2)


def _inside(boxes: Array, grid: Grid) -> list[int]:
    if not len(boxes):
        return []
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    inside = (x > grid.xs[0]) & (x < grid.xs[-1]) & (y > grid.ys[0]) & (y < grid.ys[-1])
    found: list[int] = np.flatnonzero(inside).tolist()
    return found


def _split(words: _Words, index: int, grid: Grid) -> Iterator[tuple[int, int, int, float]]:
    """Yield the parts of a word as index, start, end and middle; one part unless cells cut it."""
    (begin, end), (x0, y0, x1, y1) = words.ranges[index], words.boxes[index].tolist()
    crossed = grid.inner[bisect_right(grid.inner, x0 + 1) : bisect_left(grid.inner, x1 - 1)]
    start = begin
    if crossed:
        chars = turn(words.layout.char_boxes[begin:end].astype(float), words.direction)
        for edge in crossed:
            cut = int(np.searchsorted((chars[:, 0] + chars[:, 2]) / 2, edge))
            # A word that only overflows its cell has no gap at the rule.
            if 0 < cut < len(chars) and chars[cut, 0] - chars[cut - 1, 2] > _SMALL_GAP * (y1 - y0):
                yield index, start, begin + cut, float(chars[max(cut - 1, 0), 0])
                start = begin + cut
        first = chars[start - begin]
        yield index, start, end, float((first[0] + first[2]) / 2)
        return
    yield index, start, end, (x0 + x1) / 2


def _box(words: _Words, grid: Grid, region: Region, said: list[tuple[int, int, int]]) -> Box:
    text = words.layout.text
    spans: list[Span] = []
    for _, start, end in _ordered(words, said):
        if spans and start >= spans[-1].end and not text[spans[-1].end : start].strip():
            spans[-1] = Span(spans[-1].page, spans[-1].start, end)
        else:
            spans.append(Span(words.layout.number, start, end))
    at = [start for _, start, _ in said]
    bold = int(words.layout.char_bold[at].sum()) > 0.6 * len(at)
    size = median(words.layout.char_sizes[at].tolist()) if at else 0.0
    said_text = "\n".join(text[span.start : span.end] for span in spans)
    x0, x1 = float(grid.xs[region.c0]), float(grid.xs[region.c1])
    return Box(region, x0, x1, said_text, tuple(spans), bold, size)


def _ordered(words: _Words, said: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Put the words of a cell in reading order: line by line, each from the left.

    Content order is kept where it already goes down the cell, as it nearly
    always does, and where the words run another way than the page.
    """
    if len(said) < 2:
        return said
    height = median(words.heights[index] for index, _, _ in said) or 1.0
    middles = [words.middles[index] for index, _, _ in said]
    if all(after - before >= -0.6 * height for before, after in pairwise(middles)):
        return said
    turned_too = np.degrees(words.layout.char_angles[[start for _, start, _ in said]])
    if (np.round(turned_too / 90).astype(int) * 90 % 360 != words.direction).any():
        return said
    order = sorted(range(len(said)), key=middles.__getitem__)
    lines: list[list[int]] = []
    for i in order:
        if lines and middles[i] - middles[lines[-1][0]] < 0.6 * height:
            lines[-1].append(i)
        else:
            lines.append([i])
    begins = words.boxes[[index for index, _, _ in said], 0].tolist()
    return [said[i] for line in lines for i in sorted(line, key=begins.__getitem__)]


_CAPTION = re.compile(r"(?i)^(?:table|appendix|annex|figure|schedule)\b")


def _title(words: _Words, grid: Grid, previous: float) -> str:
    """Return the nearest heading above the grid with what follows it, up to 25 words.

    A running head counts: on a tracker it is the only name that the table has.
    """
    above: list[tuple[float, float, bool, str]] = []
    for line in words.layout.lines:
        box = line.box.turned(line.direction)
        if line.direction != words.direction or not previous - 2 < box.y0 < grid.ys[0] - 2:
            continue
        said = words.layout.text[line.start : line.end].strip()
        heads = line.bold or bool(_CAPTION.match(said)) or _larger(line.size, words)
        above.append((box.y0, line.size, heads, said))
    return _nearest(sorted(above), float(grid.ys[0]))


def _larger(size: float, words: _Words) -> bool:
    return size > 1.15 * float(np.median(words.layout.char_sizes))


def _nearest(lines: Sequence[tuple[float, float, bool, str]], top: float) -> str:
    """Gather lines upwards to the nearest heading, and the headings right above it."""
    taken: list[str] = []
    below, headed = top, False
    for y, size, heads, said in reversed(lines):
        if below - y > (2.2 if headed else 10) * max(size, 6.0) or (headed and not heads):
            break
        taken.insert(0, said)
        headed = headed or heads
        below = y
        if not headed and sum(len(t.split()) for t in taken) > 40:
            return ""
    return " ".join(" ".join(taken).split()[:25]) if headed else ""

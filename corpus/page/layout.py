"""A PDF page as drawn: its characters, words, lines, rules and pictures.

What ``corpus.pdf.pdfium`` gives and all of reading builds on, without the library
behind it. All coordinates are points from the top left of the page as displayed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from corpus.model import Box

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Word:
    """Characters ``start`` to ``end`` (half-open) of the page text, none of them white space."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text layer in content order: ``start`` to ``end`` of the text, half-open.

    ``direction`` is the number of degrees clockwise by which the reader must
    turn the head: 0 upright, 90 reading down the page, 270 reading up it.
    ``size`` is the font size in points of its first visible character. ``shift`` is how far
    right and down, in points, it stands where a page's columns are laid under one another.
    """

    start: int
    end: int
    box: Box
    direction: int
    size: float
    bold: bool
    shift: tuple[float, float] = (0.0, 0.0)

    @property
    def laid(self) -> Box:
        """Its box where the columns of the page are laid under one another."""
        right, down = self.shift
        box = self.box
        return Box(box.x0 + right, box.y0 + down, box.x1 + right, box.y1 + down)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line as drawn, in points; horizontal when ``y0 == y1``, else vertical."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def horizontal(self) -> bool:
        return self.y0 == self.y1


@dataclass(frozen=True)
class PageLayout:
    """One page as drawn; ``number`` is physical, from 1, ``rotation`` the file's, in degrees.

    ``char_boxes`` is float32 of shape (len(text), 4): x0, y0, x1, y1 of every
    character; zeros for characters that pdfium generated (line ends, gaps). The others
    are of shape (len(text),); ``char_sizes`` are points, ``char_angles`` radians, turned as
    a line's ``direction``, ``char_notes`` true where an annotation says it. What a reader does
    not see is not among them; ``covered`` counts the passages that something hides, ``comments``
    what annotations say in no word on the page. ``across`` is what is printed across the page as
    a watermark, which is no line of its text. ``garbled`` says that only stamps are left of a
    text that was not what stands on the page.
    """

    number: int
    width: float
    height: float
    rotation: int
    text: str
    char_boxes: Floats
    char_angles: Floats
    char_sizes: Floats
    char_bold: npt.NDArray[np.bool_]
    char_notes: npt.NDArray[np.bool_]
    rules: tuple[Rule, ...]
    pictures: tuple[Box, ...]
    covered: int = 0
    comments: int = 0
    across: str = ""
    garbled: bool = False

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the text, in content order, empty ones left out."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[Line]:
        start = 0
        for raw in self.text.split("\n"):
            for first, last in self._same_way(start, start + len(raw)):
                line = self._line(first, last)
                if line is not None:
                    yield line
            start += len(raw) + 1

    def _same_way(self, start: int, end: int) -> list[tuple[int, int]]:
        """Cut a line where the text turns: pdfium joins a sideways stamp to the last line."""
        turns = np.rint(self.char_angles[start:end] * (2 / math.pi)).astype(np.int8) % 4
        if not len(turns) or bool((turns == turns[0]).all()):
            return [(start, end)]
        drawn = self.char_boxes[start:end].any(axis=1)
        seen = np.flatnonzero(drawn)
        cuts = [int(b) for a, b in pairwise(seen) if turns[a] != turns[b]]
        return list(pairwise([start, *(start + cut for cut in cuts), end]))

    def _line(self, start: int, end: int) -> Line | None:
        raw = self.text[start:end]
        stripped = raw.strip()
        box = self.box(start, end) if stripped else None
        if box is None:
            return None
        first = start + raw.index(stripped[0])
        direction = round(math.degrees(self.char_angles[first]) / 90) * 90 % 360
        size, bold = float(self.char_sizes[first]), bool(self.char_bold[first])
        return Line(start, end, box, direction, size, bold)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the text, in content order."""
        found: list[Word] = []
        start: int | None = None
        for at, char in enumerate(self.text + " "):
            if not char.isspace():
                start = at if start is None else start
            elif start is not None:
                box = self.box(start, at)
                if box is not None:
                    found.append(Word(start, at, box))
                start = None
        return tuple(found)

    def box(self, start: int, end: int) -> Box | None:
        """Return the box round the characters ``start`` to ``end`` (half-open).

        None if none of them is drawn.
        """
        boxes = self.char_boxes[start:end]
        boxes = boxes[(boxes[:, 2] > boxes[:, 0]) | (boxes[:, 3] > boxes[:, 1])]
        if not len(boxes):
            return None
        low, high = boxes.min(axis=0), boxes.max(axis=0)
        return Box(float(low[0]), float(low[1]), float(high[2]), float(high[3]))

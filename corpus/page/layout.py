"""A PDF page as drawn: its characters, words, lines, rules and pictures.

What ``corpus.pdf.pdfium`` gives and all of reading builds on, without the library
behind it. All coordinates are points from the top left of the page as displayed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from corpus.model import Box

Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
_WORD = re.compile(r"\S+")
_SIGNS = np.asarray([[1], [1], [-1], [-1]], dtype=np.float32)
# What of all characters is white space; those after the last that is are like that one.
_WHITE = np.asarray([chr(code).isspace() for code in range(0x3002)])


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
        if not (right or down):
            return box
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


@dataclass(frozen=True, slots=True)
class PopUp:
    """Words that an annotation says in no word on the page, and the place of what opens them."""

    words: str
    box: Box


@dataclass(frozen=True)
class PageLayout:
    """One page as drawn; ``number`` is physical, from 1, ``rotation`` the file's, in degrees.

    ``char_boxes`` is float32 of shape (len(text), 4): x0, y0, x1, y1 of every
    character; zeros for characters that pdfium generated (line ends, gaps). The others
    are of shape (len(text),); ``char_sizes`` are points, ``char_angles`` radians, turned as
    a line's ``direction``, ``char_notes`` true where an annotation says it. What a reader does
    not see is not among them; ``covered`` counts the passages that something hides, ``popups``
    are what annotations say in no word on the page. ``across`` is what is printed across the page
    as a watermark, which is no line of its text. ``garbled`` says that only stamps are left of a
    text that was not what stands on the page. ``unprinted`` counts the passages that the file
    says in other words than it prints; the printed ones are the text.
    """

    number: int
    width: float
    height: float
    rotation: int
    text: str
    char_boxes: Floats
    char_angles: Floats
    char_sizes: Floats
    char_bold: Mask
    char_notes: Mask
    rules: tuple[Rule, ...]
    pictures: tuple[Box, ...]
    covered: int = 0
    popups: tuple[PopUp, ...] = ()
    across: str = ""
    garbled: bool = False
    unprinted: int = 0

    @cached_property
    def codes(self) -> npt.NDArray[np.uint32]:
        """The code points of the text, of shape (len(text),)."""
        return np.frombuffer(self.text.encode("utf-32-le"), dtype="<u4")

    @cached_property
    def white(self) -> Mask:
        """Which characters are white space, of shape (len(text),)."""
        white: Mask = _WHITE[np.minimum(self.codes, len(_WHITE) - 1)]
        return white

    @cached_property
    def drawn(self) -> Mask:
        """Which characters pdfium did not generate, of shape (len(text),)."""
        drawn: Mask = np.asarray(self.char_boxes.any(axis=1))
        return drawn

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the text, in content order, empty ones left out."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[Line]:
        ranges = [(start, end) for start, end in self._ranges() if self.text[start:end].strip()]
        white = (len(raw) - len(raw.lstrip()) for raw in (self.text[a:b] for a, b in ranges))
        first = [start + ahead for (start, _), ahead in zip(ranges, white, strict=True)]
        looks = (of[first].tolist() for of in (self.char_angles, self.char_sizes, self.char_bold))
        for (start, end), box, angle, size, bold in zip(
            ranges, self.boxes(ranges), *looks, strict=True
        ):
            if box is not None:
                direction = round(math.degrees(angle) / 90) * 90 % 360
                yield Line(start, end, box, direction, size, bold)

    def _ranges(self) -> Iterator[tuple[int, int]]:
        """Yield the lines, cut where the text turns: pdfium joins a sideways stamp to the last."""
        turns = np.rint(self.char_angles * (2 / math.pi)).astype(np.int8) % 4
        turning = bool((turns != turns[:1]).any())
        start = 0
        for raw in self.text.split("\n"):
            end = start + len(raw)
            yield from self._same_way(turns, start, end) if turning else [(start, end)]
            start = end + 1

    def _same_way(
        self, turns: npt.NDArray[np.int8], start: int, end: int
    ) -> Iterator[tuple[int, int]]:
        if bool((turns[start:end] == turns[start : start + 1]).all()):
            return iter([(start, end)])
        seen = (start + np.flatnonzero(self.drawn[start:end])).tolist()
        cuts = [after for before, after in pairwise(seen) if turns[before] != turns[after]]
        return pairwise([start, *cuts, end])

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the text, in content order."""
        ranges, boxes = self.word_places
        pairs = zip(ranges.tolist(), boxes.tolist(), strict=True)
        return tuple(Word(start, end, Box(*sides)) for (start, end), sides in pairs)

    @cached_property
    def word_places(self) -> tuple[npt.NDArray[np.intp], Floats]:
        """Where each word begins and ends, of shape (n, 2), and its box, of shape (n, 4)."""
        found = [found.span() for found in _WORD.finditer(self.text)]
        ranges = np.asarray(found, dtype=np.intp).reshape(-1, 2)
        boxes = self._round(ranges)
        drawn = boxes[:, 0] < np.inf
        return ranges[drawn], boxes[drawn]

    def box(self, start: int, end: int) -> Box | None:
        """Return the box round the characters ``start`` to ``end`` (half-open).

        None if none of them is drawn.
        """
        left, top, right, foot = self._sides[:, start:end].min(axis=1, initial=np.inf).tolist()
        return None if left == math.inf else Box(left, top, -right, -foot)

    def boxes(self, ranges: Sequence[tuple[int, int]]) -> list[Box | None]:
        """Return the box round the characters of each range, half-open and not empty, as a box."""
        sides = self._round(np.asarray(ranges, dtype=np.intp).reshape(-1, 2)).tolist()
        return [None if left == math.inf else Box(left, *others) for left, *others in sides]

    def _round(self, ranges: npt.NDArray[np.intp]) -> Floats:
        """Return the boxes round the characters of ``ranges``, without end where none is drawn."""
        if not len(ranges):
            return np.zeros((0, 4), dtype=np.float32)
        sides = np.minimum.reduceat(self._sides, ranges.ravel(), axis=1)[:, ::2]
        return (sides * _SIGNS).T

    @cached_property
    def _sides(self) -> Floats:
        """x0, y0, -x1, -y1 of the characters, and of one more: of shape (4, len(text) + 1).

        So the least of several are those of the box round them. Without end are those of what
        is not drawn.
        """
        boxes = self.char_boxes
        drawn = (boxes[:, 2] > boxes[:, 0]) | (boxes[:, 3] > boxes[:, 1])
        sides = np.full((4, len(boxes) + 1), np.inf, dtype=np.float32)
        sides[:2, :-1][:, drawn] = boxes[drawn, :2].T
        sides[2:, :-1][:, drawn] = -boxes[drawn, 2:].T
        return sides

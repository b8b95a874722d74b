"""What a program makes of a picture of a page, whichever program it is."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import Box


@dataclass(frozen=True, slots=True)
class Printed:
    """A word, its box in pixels from the top left of the picture, how sure it is, from 0 to 1."""

    text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words of a picture in the order of reading, line by line; no line is empty.

    ``direction`` is that of all lines, in degrees as of a :class:`corpus.page.Line`. ``width``
    and ``height`` are pixels of the picture as it came.
    """

    lines: tuple[tuple[Printed, ...], ...]
    direction: int
    width: float
    height: float

"""What a program makes of a picture of a page, whichever program it is."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import Box


@dataclass(frozen=True, slots=True)
class Printed:
    """A word, and its box in pixels from the top left of the picture."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words of a picture, row by row of print; no row is empty.

    ``direction`` is that of all lines, in degrees as of a :class:`corpus.page.Line`. ``width``
    and ``height`` are pixels of the picture as it came. ``confidence``, from 0 to 1, is that of
    the program in all that it saw, also in what it left out as dirt.
    """

    lines: tuple[tuple[Printed, ...], ...]
    direction: int
    width: float
    height: float
    confidence: float

"""Whether words of a file can be seen as they are set: their colour, what is beneath, their size.

The same is asked of a PDF by drawing it (``corpus.pdf.seen``). Where a file does not tell what a
colour is, or what is beneath, words count as seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus.document.packed import Element

# Red, green and blue, each from 0 to 255.
Colour = tuple[int, int, int]
BLACK, WHITE = (0, 0, 0), (255, 255, 255)
# Stands where words can be seen to be covered.
MARK = "[…]"
# Colours that are nearer are not told apart; letters that are smaller, in points, are dots.
_APART = 12
_SMALLEST = 2.0
# What is beneath is paper from here on, and words in its colour are not covered but left blank.
_LIGHT = 236
_LONGEST = 40
_HEX = re.compile("[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Look:
    """How words are set; None for a colour that is not known, or chosen so that it is seen.

    ``size`` is in points. ``shown`` is false of what is not drawn.
    """

    colour: Colour | None = None
    beneath: Colour | None = WHITE
    size: float = 11.0
    shown: bool = True

    @property
    def seen(self) -> bool:
        """Whether a reader sees the words."""
        return self.shown and self.size >= _SMALLEST and not self._alike

    @property
    def covered(self) -> bool:
        """Whether a reader sees that there are words: dark ones on dark."""
        large = self.shown and self.size >= _SMALLEST
        return large and self._alike and self.beneath is not None and min(self.beneath) < _LIGHT

    @property
    def _alike(self) -> bool:
        if self.colour is None or self.beneath is None:
            return False
        return max(abs(a - b) for a, b in zip(self.colour, self.beneath, strict=True)) < _APART


def colour_of(said: str) -> Colour | None:
    """Return a colour by its name, "#fff", "rgb(…)", or six digits alone; None of anything else."""
    from PIL import ImageColor

    said = said.strip()
    if len(said) > _LONGEST:
        return None
    try:
        found = ImageColor.getrgb(f"#{said}" if _HEX.fullmatch(said) else said)
    except ValueError:
        return None
    return found[0], found[1], found[2]


def blank(root: Element, look_of: Callable[[Element], Look]) -> int:
    """Take the words out of a tree that cannot be seen; return how many pieces there were.

    ``look_of`` tells how the words that stand in an element itself are set. Covered words leave
    :data:`MARK`.
    """
    count = 0
    for element in [one for one in root.iter() if isinstance(one.tag, str)]:
        said = [element.text, *(one.tail for one in element)]
        if not any(part and part.strip() for part in said):
            continue
        look = look_of(element)
        if look.seen:
            continue
        count += 1
        element.text = f" {MARK} " if look.covered else " "
        for one in element:
            one.tail = " "
    return count

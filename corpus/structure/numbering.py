"""How agendas number their items, and which number follows which.

"5", "5a", "5.1", "B2" and "(ii)" are numbers; they go up by one, by a letter, by a part of an
item, or from "A3" to "B1".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ROMAN = re.compile(r"[ivx]+")
_VALUES = {"i": 1, "v": 5, "x": 10}
_PARSED = re.compile(
    r"(?P<prefix>[a-z]?)(?P<major>\d{1,3})(?:\.(?P<minor>\d{1,2})|(?P<letter>[a-z]?))"
)
# As one number of a row; a roman one has a bracket or a stop.
NUMBER = (
    r"(?:\((?:[ivx]{1,5}|\d{1,2})\)|[ivx]{1,5}(?=[.)])|(?-i:[A-Z])\d{1,2}(?![\w./])"
    r"|\d{1,2}\.\d{1,2}(?!\.?\d)|\d{1,3}(?!\.?\d)(?:\s?[A-Za-z](?![A-Za-z]))?)"
)


@dataclass(frozen=True, slots=True)
class ItemNumber:
    """A number taken apart: "B2" has a prefix, "5a" a letter, "5.1" a minor number, else 0."""

    prefix: str
    major: int
    letter: str
    minor: int
    roman: bool

    @property
    def first(self) -> bool:
        """Whether a list may begin with it."""
        return self.major == 1 and self.minor <= 1 and self.letter in ("", "a")

    def follows(self, before: ItemNumber, *, widely: bool) -> bool:
        """Whether it is the next number after ``before``; ``widely``, or one not far on."""
        if self.roman != before.roman:
            return False
        if self.prefix != before.prefix:
            after = bool(before.prefix) and ord(self.prefix or "a") == ord(before.prefix) + 1
            return after and self.first
        step = self.major - before.major
        if step == 0 and self.minor:
            return self.minor == before.minor + 1 or (widely and self.minor > before.minor)
        if step == 0:
            return self.letter > before.letter
        return step == 1 or (widely and 1 < step < 30)


def read_number(text: str) -> ItemNumber | None:
    """Take a printed number apart; None for what is none."""
    bare = re.sub(r"[\s()]", "", text).casefold()
    if _ROMAN.fullmatch(bare):
        return ItemNumber("", _roman(bare), "", 0, roman=True)
    match = _PARSED.fullmatch(bare)
    if match is None:
        return None
    minor = int(match["minor"] or 0)
    return ItemNumber(match["prefix"], int(match["major"]), match["letter"] or "", minor, False)


def _roman(text: str) -> int:
    values = [_VALUES[letter] for letter in text]
    after = [*values[1:], 0]
    return sum(-one if one < more else one for one, more in zip(values, after, strict=True))

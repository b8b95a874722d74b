"""Numbers of agenda items, some with the part of an agenda whose numbering starts again.

An item's number is as printed, "5", "5a", "B2"; where several parts count from 1 it has its part
before it: "Section B, item 2". So a number is an item's own within its paper.
"""

from __future__ import annotations

import re

_IN_PART = ", item "
_LETTERED = re.compile(r"([a-z])(\d.*)")
_ROMANS = {
    one: str(at)
    for at, one in enumerate(
        "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split(),  # noqa: SIM905
        1,
    )
}
_WORDS = {one: str(at) for at, one in enumerate("one two three four five six".split(), 1)}  # noqa: SIM905


def number_in_part(part: str, number: str) -> str:
    """Return the number of an item of a part, "Section B"; without a part, as it is printed."""
    return f"{part}{_IN_PART}{number}" if part else number


def item_words(number: str, called: str = "item {number}") -> str:
    """Return how an item is called: "item 5", "Section B, item 2", the first as ``called`` says."""
    return number if _IN_PART in number else called.format(number=number)


def printed_number(number: str) -> str:
    """Return the number as the agenda prints it, without its part."""
    return number.rpartition(_IN_PART)[2]


def item_key(number: str) -> tuple[str, str]:
    """Return part and number to compare by: ("b", "2") for "Section B, item 2" and for "B2".

    The part is "" where there is none; "Part II" and "part two" are "2", and so is item "II".
    """
    part, _, own = number.casefold().rpartition(_IN_PART)
    own = re.sub(r"[\s().]+(?!\d)|[()]", "", own)
    own = own.lstrip("0") or own
    lettered = None if part else _LETTERED.fullmatch(own)
    if lettered:
        return lettered[1], lettered[2]
    name = re.sub(r"^(?:section|part|schedule|annexe?|list|category)\s+", "", part)
    return _ROMANS.get(name, _WORDS.get(name, name)), _ROMANS.get(own, own)


def is_item(number: str | None, asked: str) -> bool:
    """Whether an item's number is the one asked for; asked without a part, it is so in any."""
    if number is None:
        return False
    (part, own), (wanted, sought) = item_key(number), item_key(asked)
    return own == sought and (part == wanted or (not wanted and _IN_PART in number))

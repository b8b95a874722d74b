"""How to reach people, as it is printed: e-mail addresses, telephone numbers, postal addresses.

All are looked for in text as :func:`corpus.masks.folding.folded` gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_EMAIL = re.compile(r"(?<![\w.+%'-])[\w.+%'-]{1,64}\n?@\n?[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
# Area code and groups; the code needs two digits more, so that no row of small figures is one.
_PHONE = re.compile(
    r"(?<![\w£.,/-])\(?(?P<country>(?:\+|00)44[ .-]?(?:\(0\))?[ .-]?|0)[1-3578]\d{1,4}\)?"
    r"(?:[ \n-]{0,2}\d{3,8}){1,3}(?!\d)"
)
# From the number of the house to the postcode; no other figure and no end of a sentence between.
_ADDRESS = re.compile(
    r"(?<![\w£.,/])(?:(?:Flat|Apartment|Apt|Unit)\.?\s{1,3}\w{1,4},?\s{1,3})?"
    r"\d{1,4}[A-Za-z]?,?\s{1,3}(?=[A-Z])(?:[^.;:\d]|\bSt\.){3,90}?"
    r"\b[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[A-Z]{2}\b"
)
# Digits of a number without its 0 or country code.
_FEWEST, _MOST = 9, 10


def contacts(text: str) -> Iterator[tuple[int, int]]:
    """Yield where something of the kind stands in ``text``, half-open."""
    for pattern in (_EMAIL, _ADDRESS):
        yield from (found.span() for found in pattern.finditer(text))
    for found in _PHONE.finditer(text):
        if end := _end(text, found.end("country"), found.end()):
            yield found.start(), end


def _end(text: str, start: int, end: int) -> int | None:
    """Return where a telephone number ends whose digits begin at ``start``; None if it is none."""
    digits, last = 0, None
    for at in range(start, end):
        digits += text[at].isdigit()
        whole = at + 1 == len(text) or not text[at + 1].isdigit()
        if text[at].isdigit() and whole and _FEWEST <= digits <= _MOST:
            last = at + 1
    return last

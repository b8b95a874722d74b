"""What of a decision is searched: its words without endings, its numbers, its sums.

Words are folded: small letters without accents, so that "cafe" finds "Café". A compound is
searched whole and by its parts: "co-operative" also by "cooperative", "45/19" also by "45".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from corpus.language import CURRENCIES, Figure, clean, find_figures, stem

_WORD = re.compile(r"[^\W_]+(?:(?:[’'/&.-]|(?<=\d),(?=\d))[^\W_]+)*")
# "64.5" and "64,000" are one number each.
_JOINT = re.compile(r"[’'/&-]|\.(?!\d)")
_OWNING = ("’s", "'s")
_HYPHENS = re.compile(r"[-’']")
# Minutes are numbered "49", "C66", "C.66/22", "2023/49", "5.1" or "12(a)".
_NUMBER = re.compile(r"([a-z]{0,6})[ .]?0*(\d{1,9}[a-z]?)")
_YEAR = re.compile(r"(?:19|20)\d\d")
# Short for the same: members are found whichever way their minutes address them.
_SHORT = {"cllr": "councillor", "cllrs": "councillors"}
_ACCENTS = re.compile(r"[\u0300-\u036f]+")
# Cleaning takes most of the time, and most decisions hold nothing to be cleaned.
_PRINT = re.compile(r"[-\u2010/]\s*\n|[^\t-~£–—‘’“”…€]")
# A number in digits, and how much round it says what it is.
_DIGITS = re.compile(r"\d[\d,.]*")
_ROUND = 16
# Smaller numbers without a sign are counted things, paragraphs and days.
_LEAST_SUM = 1000


def folded(text: str) -> str:
    """Return ``text`` in small letters without accents, white space folded."""
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return " ".join(text.lower().split())


def printed(text: str) -> str:
    """Return printed words folded as they are searched, without what printing did to them."""
    return folded(clean(text) if _PRINT.search(text) else text)


def words_of(text: str) -> list[str]:
    """Return the words of folded ``text`` in their order, compounds whole, "'s" left off."""
    return [w[:-2] if w.endswith(_OWNING) else w for w in _WORD.findall(text)]


@lru_cache(maxsize=65536)
def forms(word: str) -> tuple[str, ...]:
    """Return what a folded word is found by: itself, and joined and in parts if a compound."""
    return tuple(dict.fromkeys((word, _HYPHENS.sub("", word), *parts(word))))


def parts(word: str) -> list[str]:
    """Return the parts of a folded compound, [] of a simple word."""
    return [part for part in _JOINT.split(word) if part] if _JOINT.search(word) else []


@lru_cache(maxsize=65536)
def term(word: str) -> str:
    """Return the form under which a folded word is kept: its stem, or itself with digits."""
    word = _SHORT.get(word, word)
    return stem(word) if word.isalpha() else word


def number_keys(number: str) -> Iterator[str]:
    """Yield what a minute's number is found by: "C.66/22" by "c66/22" and "c66".

    Of "2023/49" that is what follows the year, of "5.1" the minute that it is part of.
    """
    found = [f"{m[1]}{m[2]}" for m in _NUMBER.finditer(folded(number))]
    if not found:
        return
    yield "/".join(found)
    yield found[1] if len(found) > 1 and _YEAR.fullmatch(found[0]) else found[0]


def number_key(typed: str) -> str:
    """Return the key of a number as somebody types it, "" where it holds no digit."""
    return next(number_keys(typed), "")


def sums_of(text: str) -> frozenset[tuple[Decimal, str]]:
    """Return (value, unit) of the sums in digits in ``text``: with a sign, or a thousand and more.

    Only what stands round digits is read: to look through all words takes twenty times as long.
    """
    found: set[tuple[Decimal, str]] = set()
    for digits in _DIGITS.finditer(text):
        first = max(0, digits.start() - _ROUND)
        within = (digits.start() - first, digits.end() - first)
        for figure in find_figures(text[first : digits.end() + _ROUND]):
            if is_sum(figure) and figure.start < within[1] and figure.end > within[0]:
                found.add((figure.value, figure.unit))
    return frozenset(found)


def is_sum(figure: Figure) -> bool:
    """Tell whether a figure is money, a share or so large that it is looked for by its value."""
    return bool(figure.unit) or figure.value >= _LEAST_SUM


def same_sum(asked: tuple[Decimal, str], held: tuple[Decimal, str]) -> bool:
    """Tell whether a sum is the one asked for; without a sign it may be money of any."""
    if asked[0] != held[0]:
        return False
    return asked[1] == held[1] or (not asked[1] and held[1] in CURRENCIES)

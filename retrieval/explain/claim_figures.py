"""Figures in a sentence, in digits or in words, and whether they stand in cited words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from corpus.language import CURRENCIES, SHARE, find_dates, find_figures


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and its unit: a currency, "%", or "" for a plain number."""

    value: Decimal
    unit: str = ""


# "one" and "zero" are hardly ever a count of their own; "second" is mostly no fraction.
_UNCOUNTED = re.compile(r"one|zero", re.I)
# Words that count without a number; each must stand there in some form.
_TELLING = (
    r"\bhal(?:f|ves|ved|ving)\b",
    r"\bthirds?\b",
    r"\bquarters?\b",
    r"\bdoubl(?:e|ed|es|ing)\b|\btwice\b|\btwo-?fold\b",
    r"\btr(?:eble|ebled|iple|ipled)\b|\bthree times\b",
    r"\bdozens?\b",
    r"\bhundreds?\b",
    r"\bthousands?\b",
    r"\bmillions?\b|\d\s?m\b",
    r"\bbillions?\b|\d\s?bn\b",
    r"\bunanimous(?:ly)?\b|\bnem\.? ?con\b|\bwithout dissent\b",
    r"\bmajority\b",
    r"\bcasting vote\b",
)
_ROW_THOUSANDS = re.compile(r"£\s?[’']?000s?\b|£k\b|\bthousands\b", re.I)
_ROW_MILLIONS = re.compile(r"£m\b|£ ?millions?\b", re.I)
_ROW_PENCE = re.compile(r"\bpence\b|\(p\)", re.I)
_MONEY_THERE = re.compile(r"[£€$]|\bpounds\b|\bpence\b", re.I)
_SHARE_THERE = re.compile(r"%|\bper ?cent|\bpercent", re.I)
_PER_CENT = re.compile(r"\bper\s?cent\b|\bpercent\w*\b", re.I)
_PLACE = re.compile(r"\b(?:item|minute|page|paragraph|para)s?\s+(?:no\.?\s*)?(\d+)", re.I)


def figures_of(text: str) -> frozenset[Amount | str]:
    """Return the figures of ``text``, and its words that count without a number, as patterns."""
    bare = _without_figures(text)
    telling = (pattern for pattern in _TELLING if re.search(pattern, bare, re.I))
    return frozenset((*_amounts(text), *telling))


def grounded(figure: Amount | str, text: str, about: str = "") -> bool:
    """Whether a figure stands in ``text``; numbers of items and pages may stand in ``about``."""
    if isinstance(figure, str):
        return bool(re.search(figure, text, re.I))
    there = _amounts(text)
    if not figure.unit:
        places = {Decimal(number) for number in _PLACE.findall(about)}
        return figure.value in places or any(one.value == figure.value for one in there)
    if figure.unit == SHARE:
        bare = "" if _SHARE_THERE.search(text) else SHARE
        return any(one.value == figure.value and one.unit in (SHARE, bare) for one in there)
    return figure in there or figure.value in set(_sums(there, text))


def undated(text: str) -> str:
    """Blank out dates: they are compared as dates."""
    kept = list(text)
    for found in find_dates(text):
        kept[found.start : found.end] = " " * (found.end - found.start)
    return "".join(kept)


def uncounted(text: str) -> str:
    """Leave out the figures, which are compared as figures."""
    return _PER_CENT.sub("%", _without_figures(text))


def is_money(figure: Amount | str) -> bool:
    """Whether a figure is a sum of money."""
    return isinstance(figure, Amount) and figure.unit in CURRENCIES


def _amounts(text: str) -> set[Amount]:
    return {
        Amount(one.value, one.unit)
        for one in find_figures(text)
        if not _UNCOUNTED.fullmatch(text, one.start, one.end)
    }


def _sums(there: set[Amount], text: str) -> Iterator[Decimal]:
    """Yield the sums that plain numbers are in a table whose columns name money."""
    if not _MONEY_THERE.search(text):
        return
    for value in (one.value for one in there if not one.unit):
        yield value
        if _ROW_THOUSANDS.search(text):
            yield value * 1000
        if _ROW_MILLIONS.search(text):
            yield value * 1000000
        if _ROW_PENCE.search(text):
            yield value / 100


def _without_figures(text: str) -> str:
    """Blank out the figures; what tells a number by itself is left: "hundreds", "half"."""
    kept = list(text)
    for one in find_figures(text):
        kept[one.start : one.end] = " " * (one.end - one.start)
    return "".join(kept)

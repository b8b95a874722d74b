"""Figures in a text, in digits or in words: sums of money, shares, and plain numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus.language.vocabulary import alternation, values

CURRENCIES = ("£", "€", "$")
SHARE = "%"

_SCALES = values("scales")
_WORDS = values("zero", "ones", "teens", "tens")
# In "7 p.m." the letter is no penny, in "20 m²" no million.
_FIGURE = re.compile(
    r"(?:(?P<sign>[£€$])\s?)?"
    r"(?:(?<![\w.,])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"|\b(?:(?P<tens>{alternation('tens')})[ -](?P<unit>{alternation('ones')})"
    rf"|(?P<alone>{alternation('zero', 'ones', 'teens', 'tens')}))\b)"
    rf"(?:\s?(?P<scale>{alternation('scales')})(?!\w))?"
    rf"(?P<share>\s?{alternation('shares')})?"
    r"(?:\s?(?:(?P<pounds>pounds\b)|(?P<pence>pence\b|p\b(?!\.\s?m\b))))?",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"\s*(?:(?:per\s|/\s?)(?P<per>(?:square\s)?[a-z]+)"
    rf"|(?:an?|each|every)\s(?P<every>{alternation('rates')}))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at ``start`` to ``end`` (half-open) of a text, its sign, scale and unit with it.

    ``unit`` is "£", "€" or "$" (pence are hundredths of "£"), "%", or "" for a plain number.
    """

    start: int
    end: int
    value: Decimal
    unit: str = ""


def find_figures(text: str) -> tuple[Figure, ...]:
    """Return the figures in ``text``, in text order, none overlapping.

    A number is told by its form alone: those of dates, items and paragraphs are among
    them, and so is every "one".
    """
    return tuple(
        Figure(match.start(), match.end(), _value(match), _unit(match))
        for match in _FIGURE.finditer(text)
    )


def each_after(text: str, at: int) -> tuple[str, int]:
    """Return what a figure is for each of, and where that ends: "week" for "a week" or "/week".

    ("", ``at``) where nothing of the kind begins at ``at``, which counts characters from 0.
    """
    match = _EACH.match(text, at)
    return ((match["per"] or match["every"]).lower(), match.end()) if match else ("", at)


def _value(match: re.Match[str]) -> Decimal:
    words = [match[name].lower() for name in ("tens", "unit", "alone") if match[name]]
    digits = match["digits"]
    value = Decimal(digits.replace(",", "")) if digits else Decimal(sum(_WORDS[w] for w in words))
    power = _SCALES[match["scale"].lower()] if match["scale"] else 0
    return value.scaleb(power - 2 if match["pence"] else power).normalize()


def _unit(match: re.Match[str]) -> str:
    if match["share"]:
        return SHARE
    return match["sign"] or ("£" if match["pounds"] or match["pence"] else "")

"""Figures in a sentence, in digits or in words, and whether they stand in cited words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from corpus.language import CURRENCIES, SHARE, alternation, find_dates, find_figures, rows_of


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
_ROW_THOUSANDS = re.compile(r"[£€$]\s?[’']?000s?\b|[£€$]k\b|\bthousands\b", re.I)
_ROW_MILLIONS = re.compile(r"[£€$]m\b|[£€$] ?millions?\b", re.I)
_ROW_PENCE = re.compile(r"\bpence\b|\(p\)", re.I)
_MONEY_THERE = {
    "£": re.compile(r"£|\bpounds\b|\bpence\b|\(p\)", re.I),
    "€": re.compile(r"€|\beuros?\b", re.I),
    "$": re.compile(r"\$|\bdollars?\b", re.I),
}
_SHARE_THERE = re.compile(r"%|\bper ?cent|\bpercent", re.I)
_PER_CENT = re.compile(r"\bper\s?cent\b|\bpercent\w*\b", re.I)
# Characters before or after a figure in which its bound and its unit stand.
_ABOUT = 30
_PLACE = re.compile(r"\b(item|minute|page|paragraph|para)s?\s+(?:no\.?\s*)?(\d+)", re.I)


def figures_of(text: str) -> frozenset[Amount | str]:
    """Return the figures of ``text``, and its words that count without a number, as patterns."""
    bare = _without_figures(text)
    telling = (pattern for pattern in _TELLING if re.search(pattern, bare, re.I))
    return frozenset((*_amounts(text), *telling))


def grounded(figure: Amount | str, text: str) -> bool:
    """Whether a figure stands in ``text`` with its unit, or in a table that names the unit."""
    if isinstance(figure, str):
        return bool(re.search(figure, text, re.I))
    there = _amounts(text)
    if figure in there:
        return True
    if figure.unit == SHARE:
        return Amount(figure.value) in there and bool(_SHARE_THERE.search(_columns(text)))
    return is_money(figure) and figure.value in set(_sums(there, text, figure.unit))


def measured_otherwise(sentence: str, text: str) -> bool:
    """Whether a figure of ``sentence`` has another unit or bound wherever it stands in ``text``."""
    there: dict[Amount, list[_Measure]] = {}
    for amount, measure in _measures(text):
        there.setdefault(amount, []).append(measure)
    units = {measure.unit for found in there.values() for measure in found}
    return any(
        not any(_fits(said, known, units) for known in there[amount])
        for amount, said in _measures(sentence)
        if amount in there
    )


@dataclass(frozen=True, slots=True)
class _Measure:
    """What stands about a figure: its unit, "" for none, and whether it is a limit or not exact."""

    unit: str
    bound: str


def _measures(text: str) -> Iterator[tuple[Amount, _Measure]]:
    for one in find_figures(text):
        after, before = (
            text[one.end : one.end + _ABOUT],
            text[max(one.start - _ABOUT, 0) : one.start],
        )
        unit = next((name for name, pattern in _units() if pattern.match(after)), "")
        bound = next((name for name, pattern in _bounds() if pattern.search(before)), "")
        yield Amount(one.value, one.unit), _Measure(unit, bound)


def _fits(said: _Measure, known: _Measure, units: set[str]) -> bool:
    """Whether a figure is measured alike; in "12 votes to 31" both are votes."""
    unit = said.unit in ("", known.unit) or (not known.unit and said.unit in units)
    return said.bound == known.bound and unit


@cache
def _units() -> tuple[tuple[str, re.Pattern[str]], ...]:
    forms = [row.pattern for row in rows_of("units")]
    return tuple((form, re.compile(rf"[\s-]?{form}(?!\w)", re.I)) for form in forms)


@cache
def _bounds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    names = ("at_most", "at_least", "nearly")
    return tuple(
        (name, re.compile(rf"\b{alternation(name)}\.?\s*(?:a\s+|the\s+|of\s+)*\(?$", re.I))
        for name in names
    )


def unplaced(sentence: str, about: str) -> str:
    """Blank out the numbers of items, minutes and pages that stand in ``about``."""
    places = {_place(found) for found in _PLACE.finditer(about)}
    return _PLACE.sub(lambda found: " " if _place(found) in places else found.group(), sentence)


def _place(found: re.Match[str]) -> tuple[str, str]:
    return found[1].lower(), found[2]


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


def _sums(there: set[Amount], text: str, currency: str) -> Iterator[Decimal]:
    """Yield the sums that plain numbers are in a table whose columns name that money."""
    columns = _columns(text)
    if not _MONEY_THERE[currency].search(columns):
        return
    for value in (one.value for one in there if not one.unit):
        yield value
        if _ROW_THOUSANDS.search(columns):
            yield value * 1000
        if _ROW_MILLIONS.search(columns):
            yield value * 1000000
        if _ROW_PENCE.search(columns):
            yield value / 100


def _columns(text: str) -> str:
    """Blank out the figures but noughts: what names a unit is left: "£000", "Share (%)"."""
    return _without_figures(text, noughts=True)


def _without_figures(text: str, noughts: bool = False) -> str:
    """Blank out the figures; what tells a number by itself is left: "hundreds", "half"."""
    kept = list(text)
    for one in find_figures(text):
        if one.value or not noughts:
            kept[one.start : one.end] = " " * (one.end - one.start)
    return "".join(kept)

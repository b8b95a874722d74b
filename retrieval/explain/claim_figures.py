"""Figures in a sentence, in digits or in words, and whether they stand in cited words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from corpus.language import find_dates


class Measure(StrEnum):
    """What a figure counts."""

    PLAIN = "plain"
    MONEY = "money"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts."""

    value: Decimal
    measure: Measure = Measure.PLAIN


_SCALES = {
    "k": 3,
    "thousand": 3,
    "thousands": 3,
    "m": 6,
    "mn": 6,
    "million": 6,
    "millions": 6,
    "bn": 9,
    "billion": 9,
    "billions": 9,
}
_NUMBER = re.compile(
    r"(?P<pound>[£€$]\s?)?(?<![\w.,])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:\s?(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})(?![a-z]))?"
    r"(?P<share>\s?(?:%|per\s?cent\b|percent\w*\b|pc\b))?(?P<after>\s?(?:pounds|pence|p)\b)?",
    re.I,
)
_UNITS = tuple(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen""".split()  # noqa: SIM905
)
_TENS = tuple("twenty thirty forty fifty sixty seventy eighty ninety".split())  # noqa: SIM905
_WORDS = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * value for value, word in enumerate(_TENS, 2)
}
# "one" and "zero" are hardly ever a count of their own; "second" is mostly no fraction.
_UNCOUNTED = {"one", "zero"}
_IN_WORDS = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})[ -](?P<unit>{'|'.join(_UNITS[1:10])})"
    rf"|(?P<alone>{'|'.join(_WORDS)}))(?:\s+(?P<scale>hundred|thousand|million|billion))?\b",
    re.I,
)
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
_MONEY_THERE = re.compile(r"[£€$]|\bpounds\b|\bpence\b", re.I)
_SHARE_THERE = re.compile(r"%|\bper ?cent|\bpercent", re.I)
_PER_CENT = re.compile(r"\bper\s?cent\b|\bpercent\w*\b", re.I)
_PLACE = re.compile(r"\b(?:item|minute|page|paragraph|para)s?\s+(?:no\.?\s*)?(\d+)", re.I)


def figures_of(text: str) -> frozenset[Figure | str]:
    """Return the figures of ``text``, and its words that count without a number, as patterns."""
    found: set[Figure | str] = {*_numbers(text), *_in_words(text)}
    return frozenset(found | {pattern for pattern in _TELLING if _tells(pattern, text)})


def grounded(figure: Figure | str, text: str, about: str = "") -> bool:
    """Whether a figure stands in ``text``; numbers of items and pages may stand in ``about``."""
    if isinstance(figure, str):
        return bool(re.search(figure, text, re.I))
    there = {*_numbers(text), *_in_words(text)}
    if figure.measure is Measure.PLAIN:
        places = {Decimal(number) for number in _PLACE.findall(about)}
        return figure.value in places or any(one.value == figure.value for one in there)
    if figure.measure is Measure.SHARE:
        bare = Measure.PLAIN if _SHARE_THERE.search(text) else None
        return any(o.value == figure.value and o.measure in (Measure.SHARE, bare) for o in there)
    return figure.value in set(_sums(there, text))


def undated(text: str) -> str:
    """Blank out dates: they are compared as dates."""
    kept = list(text)
    for found in find_dates(text):
        kept[found.start : found.end] = " " * (found.end - found.start)
    return "".join(kept)


def uncounted(text: str) -> str:
    """Leave out the figures, which are compared as figures."""
    return _IN_WORDS.sub(" ", _NUMBER.sub(" ", _PER_CENT.sub("%", text)))


def _sums(there: set[Figure], text: str) -> Iterator[Decimal]:
    """Yield the sums of money in ``text``; in a table the column says what its numbers are."""
    for one in there:
        if one.measure is Measure.MONEY:
            yield one.value
        if one.measure is Measure.PLAIN and _MONEY_THERE.search(text):
            yield one.value
            if _ROW_THOUSANDS.search(text):
                yield one.value * 1000
            if _ROW_MILLIONS.search(text):
                yield one.value * 1000000


def _numbers(text: str) -> Iterator[Figure]:
    for match in _NUMBER.finditer(text):
        value = Decimal(match["digits"].replace(",", ""))
        if match["scale"]:
            value = value.scaleb(_SCALES[match["scale"].lower()])
        yield Figure(value.normalize(), _measure(match))


def _measure(match: re.Match[str]) -> Measure:
    if match["share"]:
        return Measure.SHARE
    return Measure.MONEY if match["pound"] or match["after"] else Measure.PLAIN


def _in_words(text: str) -> Iterator[Figure]:
    for match in _IN_WORDS.finditer(text):
        words = [match[name].lower() for name in ("tens", "unit", "alone") if match[name]]
        if words and words[0] in _UNCOUNTED and not match["scale"]:
            continue
        scale = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9}
        power = scale[match["scale"].lower()] if match["scale"] else 0
        yield Figure(Decimal(sum(_WORDS[w] for w in words)).scaleb(power).normalize())


def _tells(pattern: str, text: str) -> bool:
    """Whether a counting word stands by itself: "three thousand" is a number already."""
    return bool(re.search(pattern, _IN_WORDS.sub(" ", _NUMBER.sub(" ", text)), re.I))

"""Figures that do not agree: the same thing with another number, in another place.

Two sentences contradict each other when they share what they are about, give
figures of the same unit, and no figure is the same. Which of them is right is
for the reader to say: both are shown, with their papers' dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.dates import find_dates
from retrieval.evidence import Evidence
from retrieval.kinds_of_answer import Wanted, holds, wanted
from retrieval.query import Query, content_words, stem
from retrieval.search import Found
from retrieval.types import Hit, Intent

Figure = tuple[str, float]

_MONEY = re.compile(r"£\s?(\d[\d,]*(?:\.\d+)?)\s?(million|m\b|bn|billion|k\b|thousand)?", re.I)
_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s?(?:%|per ?cent\b)", re.I)
_COUNT = re.compile(r"(?<![\w£.,/])(\d[\d,]*(?:\.\d+)?)(?![\d%/]|\.\d|,\d)\s+([A-Za-z]{3,})")
_TIMES = {"m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9, "k": 1e3, "thousand": 1e3}
_KINDS = (Wanted.MONEY, Wanted.SHARE, Wanted.NUMBER)
# Of the question's words in the one sentence, so many stand in the other too.
_SAME_ASKED = 0.75
_LEAST_ASKED = 2
# Of all the words of the shorter sentence, so many stand in the other too.
_SAME_SUBJECT = 0.5
# The other sentence answers about as well.
_AS_GOOD = 0.85


def figures(text: str) -> frozenset[Figure]:
    """Return the figures of a sentence as (unit, value); dates and years are none."""
    plain = _undated(text)
    return frozenset((*_sums(plain), *_shares(plain), *_counts(plain)))


def contradict(one: str, other: str) -> bool:
    """Whether two sentences give figures of the same unit, none of them the same."""
    first, second = figures(one), figures(other)
    units = {unit for unit, _ in first} & {unit for unit, _ in second}
    return any(
        not {v for unit, v in first if unit == shared} & {v for unit, v in second if unit == shared}
        for shared in units
    )


def contradicting(found: Found, lead: Hit, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the hits that give another figure for what the lead's best sentence is about."""
    kind = wanted(found.query)
    if kind not in _KINDS and found.query.intent is not Intent.COMPARE:
        return ()
    best = _best(found.evidence.get(lead.passage.id, ()), kind)
    if best is None:
        return ()
    return tuple(hit for hit in hits if _contradicts(best, hit, found, kind))


def _contradicts(best: Evidence, hit: Hit, found: Found, kind: Wanted) -> bool:
    mine = best.unit.text
    for evidence in found.evidence.get(hit.passage.id, ()):
        text = evidence.unit.text
        if evidence.score < _AS_GOOD * best.score or not holds(kind, text):
            continue
        if _same_thing(mine, text, found.query) and contradict(mine, text):
            return True
    return False


def _best(units: Sequence[Evidence], kind: Wanted) -> Evidence | None:
    holding = [e for e in units if holds(kind, e.unit.text) and figures(e.unit.text)]
    return max(holding, key=lambda e: e.score, default=None)


def _same_thing(one: str, other: str, query: Query) -> bool:
    """Whether two sentences share the question's words, their own, and no other time apart."""
    first, second = _stems(one), _stems(other)
    asked = {stem(word) for word in query.words if not word.isdigit()}
    both = first & second
    if len(asked & both) < max(_LEAST_ASKED, _SAME_ASKED * len(asked & first)):
        return False
    if len(both) < _SAME_SUBJECT * min(len(first), len(second)):
        return False
    times = [{(d.since, d.until) for d in find_dates(text)} for text in (one, other)]
    return not all(times) or bool(times[0] & times[1])


def _stems(text: str) -> set[str]:
    return {stem(word) for word in content_words(text) if not word[:1].isdigit()}


def _undated(text: str) -> str:
    kept = list(text)
    for found in find_dates(text):
        kept[found.start : found.end] = " " * (found.end - found.start)
    return "".join(kept)


def _sums(text: str) -> Iterator[Figure]:
    for match in _MONEY.finditer(text):
        yield "£", _value(match[1]) * _TIMES.get((match[2] or "").lower(), 1.0)


def _shares(text: str) -> Iterator[Figure]:
    for match in _SHARE.finditer(text):
        yield "%", _value(match[1])


def _counts(text: str) -> Iterator[Figure]:
    for match in _COUNT.finditer(text):
        if not (match[1].isdigit() and 1900 <= int(match[1]) <= 2100):
            yield stem(match[2].lower()), _value(match[1])


def _value(digits: str) -> float:
    return float(digits.replace(",", "").rstrip("."))

"""The times that a question names: periods, also named only half, and the newest or the first.

"The 2016 tracker" is a year; "the October meeting" and "9 October" are the
meetings of that month or day that the papers know; "last year" and "since 2015"
are counted from today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from corpus.language import FoundDate, alternation, find_dates, values


class Recency(StrEnum):
    """Which of several meetings the question is about."""

    ANY = "any"
    LATEST = "latest"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, both inclusive; ``start`` and ``end`` are where the question names it.

    These are characters of the question, half-open.
    """

    since: date
    until: date
    start: int
    end: int

    def holds(self, day: date) -> bool:
        """Whether ``day`` is inside."""
        return self.since <= day <= self.until

    def told_in(self, text: str, day: date) -> bool:
        """Whether words of ``day`` tell of this month, not long past: "4.6% in February"."""
        past = day - self.until
        if self.until - self.since > _MONTH_LONG or not timedelta() <= past < _SOON_AFTER:
            return False
        # "May we ask" and "Theresa May" name no month, and "next May" is another one.
        named = re.compile(
            rf"\b(?:in|of|by|since|until|till|for|during|from|to|early|late|mid|\d{{1,2}}"
            rf"(?:st|nd|rd|th)?)[\s-]+{self.since:%B}\b"
            rf"(?!\W{{0,3}}(?:(?:of|last|next)\s+)?(?!{self.since.year}\b)(?:year\b|(?:19|20)?\d\d\b))"
            rf"(?!\s+last\b)",
            re.I,
        )
        return bool(named.search(text))


_MONTH_LONG = timedelta(days=31)
# A meeting reports on the months before it; of later ones a month without its year may be the next.
_SOON_AFTER = timedelta(days=120)
# Short ones are words of other things where no day or year stands with them: "mar", "dec".
_MONTHS = values("months")
_YEAR = re.compile(r"(?<![\d/£.,-])((?:19|20)\d\d)(?![\d/]|[.,-]\d)")
_MONTH = re.compile(
    rf"\b(?:(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{alternation('months')})\b",
    re.I,
)
# The number of an item is no day: "item 6 October 2017" is item 6 of a meeting in October.
_NUMBERED = re.compile(
    r"\b(?:item|minute|recommendation|resolution|paragraph|para|page|appendix|option|section)"
    r"\s+(?:no\.?\s*|number\s+)?\d{1,4}[a-z]?\b(?!\s*(?:st|nd|rd|th)\b)",
    re.I,
)
_OPEN_END = re.compile(r"\b(?:since|after|from)\s+(?:the\s+)?$", re.I)
_OPEN_START = re.compile(r"\b(?:before|until|up to|prior to)\s+(?:the\s+)?$", re.I)
_LAST_YEAR = re.compile(r"\blast year\b", re.I)
_THIS_YEAR = re.compile(r"\bthis year\b", re.I)
# "Over the last year", "the last two months" name a stretch of time, not the newest of things.
_STRETCH = (
    rf"(?:few|couple|several|{alternation('ones', 'teens')}|\d+|(?:full |financial |calendar "
    r"|municipal |school |academic )?(?:year|month|week|day|quarter|decade|term|minute)s?"
    rf"|{alternation('seasons', 'feasts')}|resort|names?|of|items?|pages?"
    r"|paragraphs?|bullets?|rows?|lines?|columns?|points?|words?|sentences?)"
)
_LATEST = re.compile(
    r"\b(?:latest|most recent(?:ly)?|current(?:ly)?|newest|last (?:time|meeting|version|update)"
    r"|up[- ]to[- ]date|at the moment|these days|right now|now(?=\W*$)|nowadays|so far|today"
    rf"|(?:the|its|their|our|his|her|['’]s) (?:very )?last (?!{_STRETCH}\b)\w+"
    rf"|when\b[^.?!]*\blast(?! {_STRETCH}\b)(?: \w+|\W*$))",
    re.I,
)
# What happens more than once can be the first; "first-tier" and "first time buyers" are names.
_FIRST = re.compile(
    r"\bfirst time\b(?!\s+\w*(?:ers|ants|ors)\b)|\b(?:earliest|originally|at the start"
    r"|to begin with)\b|(?<!till )(?<!until )(?<!before )(?<!after )"
    r"\b(?:the|its|their|our|his|her|['’]s) first (?:\w+ ){0,3}?(?:visit|meeting|inspection"
    r"|report|version|draft|update|review|discussion|debate|decision|vote|audit|tracker"
    r"|session|application|hearing|consultation|survey|petition|call)\b"
    r"|\bwhen\b[^.?!]*(?<!the )(?<!a )\bfirst (?!(?:time|aid|class|floor|phase|stage|of)\b)\w+",
    re.I,
)


def find_periods(
    text: str, days: Sequence[date] = (), today: date | None = None
) -> tuple[Period, ...]:
    """Return the periods that a question names, in text order.

    ``days`` are the meeting dates known, which complete a month or day without a
    year; ``today`` anchors "last year" (default: the day it is).
    """
    now = today or date.today()
    text = _NUMBERED.sub(lambda match: " " * len(match.group()), text)
    found = [_opened(text, one) for one in find_dates(text)]
    taken = [(p.start, p.end) for p in found]
    half_named = (*_years(text), *_relative(text, now), *_yearless(text, days))
    found += [
        _opened(text, period)
        for period in half_named
        if all(period.end <= start or period.start >= end for start, end in taken)
    ]
    return tuple(sorted(found, key=lambda p: (p.start, p.since)))


def _opened(text: str, found: FoundDate | Period) -> Period:
    """Open the period towards the past or the future where a preposition says so."""
    before = text[: found.start]
    since, until = found.since, found.until
    if _OPEN_END.search(before) and not re.match(r"\s*(?:to|until|and|-|–)\s", text[found.end :]):
        until = date.max
    elif _OPEN_START.search(before):
        since = date.min
    return Period(since, until, found.start, found.end)


def _years(text: str) -> Iterator[Period]:
    for match in _YEAR.finditer(text):
        year = int(match.group(1))
        yield Period(date(year, 1, 1), date(year, 12, 31), match.start(), match.end())


def _relative(text: str, now: date) -> Iterator[Period]:
    for pattern, year in ((_LAST_YEAR, now.year - 1), (_THIS_YEAR, now.year)):
        for match in pattern.finditer(text):
            yield Period(date(year, 1, 1), date(year, 12, 31), match.start(), match.end())


def _yearless(text: str, days: Sequence[date]) -> Iterator[Period]:
    """Yield the known meetings of a month or day that is named without its year."""
    for match in _MONTH.finditer(text):
        month, day = _MONTHS[match["month"].lower()], match["day"]
        # "may" is a verb far more often than a month.
        if match["month"] == "may":
            continue
        for known in days:
            if known.month == month and (day is None or known.day == int(day)):
                yield Period(known, known, match.start(), match.end())


def recency_of(text: str) -> Recency:
    """Return which of several meetings the words of a question are about."""
    if _LATEST.search(text):
        return Recency.LATEST
    return Recency.FIRST if _FIRST.search(text) else Recency.ANY

"""Dates and periods as councils write them, in English and Welsh.

Days ("Wednesday, 29 March 2017", "the Third of June 2024", "7fed o Fawrth 2022", "9.12.16"), months
("October 2017", "Oct 15", "Sept-17"), quarters ("Q2 2017/18"), seasons, calendar
years after a preposition, financial years (April to March, "2017/18") and, where
the word municipal stands near, municipal years (May to April).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from corpus.language.vocabulary import alternation, values

_MONTHS = values("months", "short_months", "welsh_months")
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
_ANY_MONTH = alternation("months", "short_months", "welsh_months")
_MONTH = rf"(?P<month>{_ANY_MONTH})\b\.?"
_NTH = rf"(?:st|nd|rd|th|{alternation('welsh_ordinal_ends')})"
_DAY = rf"(?P<day>0?[1-9]|[12]\d|3[01])\s*(?:{_NTH}\.?)?"
_YEAR = r"(?P<year>(?:19|20)\d\d|['’]?\d\d)(?![\d/]|[.:-]\d|\s*%)"
# The short year of a day is not the next day of a list ("19 June, 28 June 2017").
_NEXT = rf"\s*(?:{_NTH}|[-,]|(?:of\s+)?{_ANY_MONTH})\b"
# "Meeting 18 August 29, 2018" is of the 29th.
_NO_DAY = rf"(?!\s+\d{{1,2}}{_NTH}?,?\s+(?:19|20)\d\d\b)"
_DAY_YEAR = rf"(?P<year>(?:19|20)\d\d\b|['’]?\d\d(?!\d|[:/%]|\.\d|{_NEXT}))"
_LONG = r"(?P<year>(?:19|20)\d\d)\b"
_WEEKDAY = (
    rf"(?:(?P<weekday>{alternation('weekdays', 'welsh_weekdays')}|"
    rf"{alternation('short_weekdays')}\b\.?),?\s*(?:the\s+)?)?"
)
_SPAN = r"(?P<year>(?:19|20)\d\d)\s?(?:/|-|–)\s?(?P<after>(?:20)?\d\d)(?![\d/-])"


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


_DAY_MONTH = _pattern(
    rf"(?<![\d.,/£])\b{_WEEKDAY}{_DAY}[\s-]+(?:day\s+)?(?:(?:of|o)\s+)?{_MONTH}{_NO_DAY}"
    rf"(?:,?[\s-]+{_DAY_YEAR})?"
)
# "the Twenty-first day of June 2024"; "first May 2024 draft" is no day.
_IN_WORDS = _pattern(
    rf"\b(?P<day>{alternation('ordinals')})\s+(?:day\s+of|of|day)\s+{_MONTH},?\s+{_LONG}"
)
_MONTH_DAY = _pattern(rf"\b{_WEEKDAY}{_MONTH}\s*(?<=[\s.]){_DAY}(?:,\s*|\s+){_LONG}")
_YEAR_FIRST = _pattern(
    rf"(?<![\d.])\b{_LONG}[\s,]+{_MONTH}\s+{_DAY}(?![\d:/]|,?\s*(?:19|20)\d\d)\b"
)
_ISO = _pattern(
    r"(?<![\d.])(?P<year>(?:19|20)\d\d)(?P<sep>[-_.])(?P<mm>0?[1-9]|1[0-2])(?P=sep)"
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?!\d|\.\d)"
)
_DIGITS = _pattern(
    r"(?<![\d./])(?<!\d-)(?P<day>0?[1-9]|[12]\d|3[01])(?P<sep>[./-])(?P<mm>0?[1-9]|1[0-2])(?P=sep)"
    r"(?P<year>(?:19|20)\d\d|\d\d)(?![\d/-]|\.\d)"
)
# The American order, which only the paper's other dates tell from the British.
_MONTH_FIRST = _pattern(
    r"(?<![\d./])(?<!\d-)(?P<mm>0?[1-9]|1[0-2])(?P<sep>[./-])(?P<day>0?[1-9]|[12]\d|3[01])(?P=sep)"
    r"(?P<year>(?:19|20)\d\d|\d\d)(?![\d/-]|\.\d)"
)
_MONTH_YEAR = _pattern(rf"\b{_MONTH}[\s,-]*{_YEAR}")
_QUARTER = _pattern(
    rf"\b(?:q(?P<q>[1-4])|(?:quarter\s+(?P<q2>[1-4]|{alternation('to_four')}))|(?P<q3>{alternation('quarters')})\s+quarter)"
    rf"\s*(?:of|in|for|,|-|–)?\s*(?:the\s+)?(?:financial\s+year\s+)?{_SPAN}"
)
_YEARS = _pattern(rf"\b{_SPAN}")
_SEASON = _pattern(rf"\b(?P<season>{alternation('seasons')})\s+(?:term\s+)?{_LONG}")
_ALONE = _pattern(
    rf"\b(?:in|since|during|for|of|by|until|till|before|after|from|to|and|between|year|calendar)\s+{_LONG}(?!\s?[/–-]\s?\d)"
)
_MONTH_BEFORE = _pattern(rf"\b{_MONTH}[\s,-]+$")
_QUARTERS = values("to_four", "quarters")
_ORDINALS = values("ordinals")


class DateKind(StrEnum):
    """How much time a date names."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    FINANCIAL_YEAR = "financial year"
    MUNICIPAL_YEAR = "municipal year"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """Characters ``start`` to ``end`` (half-open) name days: ``since`` to ``until``, inclusive."""

    start: int
    end: int
    since: date
    until: date
    kind: DateKind


def find_dates(text: str, month_first: bool = False) -> tuple[FoundDate, ...]:
    """Return the dates and periods in ``text``, in text order, none overlapping.

    A day without a year takes the year of the next full date of its list ("19
    June, 28 June and 24 July 2017"); without one it is left out. Two-figure
    years up to 69 are 20xx. With ``month_first``, "6/3/24" is the third of June.
    """
    found: list[FoundDate] = []
    taken: list[tuple[int, int]] = []
    numbered = _numbered_month_first if month_first else _numbered
    for seek in (_days, numbered, _quarters, _years, _months, _seasons, _alone):
        for date_ in seek(text):
            if all(date_.end <= start or date_.start >= end for start, end in taken):
                found.append(date_)
                taken.append((date_.start, date_.end))
    return tuple(sorted(found, key=lambda one: one.start))


def writes_month_first(texts: Iterable[str]) -> bool:
    """Whether most dates of a paper, in words or figures, have the month before the day."""
    first = last = 0
    for text in texts:
        first += sum(1 for _ in _MONTH_DAY.finditer(text))
        last += sum(match["year"] is not None for match in _DAY_MONTH.finditer(text))
        # In figures only a day over twelve tells.
        first += sum(int(match["day"]) > 12 for match in _MONTH_FIRST.finditer(text))
        last += sum(int(match["day"]) > 12 for match in _DIGITS.finditer(text))
    return first > last


def month_period(year: int, month: int) -> tuple[date, date]:
    """Return the first and last day of a month, which counts from 1."""
    after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), after - timedelta(days=1)


def financial_year(year: int) -> tuple[date, date]:
    """Return 1 April of ``year`` and 31 March of the next: the financial year that begins in it."""
    return date(year, 4, 1), date(year + 1, 3, 31)


def municipal_year(year: int) -> tuple[date, date]:
    """Return 1 May of ``year`` and 30 April of the next: the municipal year that begins in it."""
    return date(year, 5, 1), date(year + 1, 4, 30)


def _year(text: str) -> int:
    digits = text.lstrip("'’")
    value = int(digits)
    if len(digits) == 4:
        return value
    return value + (2000 if value < 70 else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _on(match: re.Match[str], day: date | None) -> Iterator[FoundDate]:
    if day is not None:
        yield FoundDate(match.start(), match.end(), day, day, DateKind.DAY)


def _days(text: str) -> Iterator[FoundDate]:
    """Yield days with a month's name, the yearless ones dated by what follows."""
    later: tuple[int, int] | None = None  # where the next dated day starts, and its year
    for match in reversed(list(_DAY_MONTH.finditer(text))):
        if text[max(0, match.start() - 9) : match.start()].casefold().rstrip().endswith("version"):
            continue  # "VERSION 4 OCTOBER 2023" is a version of that month
        if _is_verb(match) or _in_columns(text, match):
            continue
        year = _year(match["year"]) if match["year"] else None
        if year is None and later and later[0] - match.end() < 40:
            year = later[1]
        if year is not None:
            later = (match.start(), year)
            yield from _on(match, _day(year, _MONTHS[match["month"].casefold()], int(match["day"])))
    backwards = (
        m for m in _YEAR_FIRST.finditer(text) if not _MONTH_BEFORE.search(text, 0, m.start())
    )
    for match in (*_MONTH_DAY.finditer(text), *backwards):
        month = _MONTHS[match["month"].casefold()]
        yield from _on(match, _day(int(match["year"]), month, int(match["day"])))
    for match in _IN_WORDS.finditer(text):
        month, day = _MONTHS[match["month"].casefold()], match["day"]
        yield from _on(match, _day(int(match["year"]), month, _ORDINALS[day.casefold()]))


def _numbered(text: str) -> Iterator[FoundDate]:
    return _in_figures(text, _ISO, _DIGITS)


def _numbered_month_first(text: str) -> Iterator[FoundDate]:
    return _in_figures(text, _ISO, _MONTH_FIRST, _DIGITS)


def _in_figures(text: str, *patterns: re.Pattern[str]) -> Iterator[FoundDate]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            yield from _on(match, _day(_year(match["year"]), int(match["mm"]), int(match["day"])))


def _in_columns(text: str, match: re.Match[str]) -> bool:
    """Whether a day is the year of the month before it, as in "Mar 19 Apr 19"."""
    short = len(match["day"]) == 2 and len(match["year"] or "") == 2
    return short and _MONTH_BEFORE.search(text[: match.start()]) is not None


def _is_verb(match: re.Match[str]) -> bool:
    """Whether "may" is more likely the verb than the month, as in "children may 20"."""
    return match["month"] == "may" and len(match["year"] or "") < 4


def _months(text: str) -> Iterator[FoundDate]:
    for match in _MONTH_YEAR.finditer(text):
        if _is_verb(match):
            continue
        since, until = month_period(_year(match["year"]), _MONTHS[match["month"].casefold()])
        yield FoundDate(match.start(), match.end(), since, until, DateKind.MONTH)


def _year_pair(match: re.Match[str]) -> int | None:
    """Return the first year of "2017/18"; None unless the second is the next or later."""
    first, after = int(match["year"]), int(match["after"])
    second = after if after > 99 else first // 100 * 100 + after
    return first if second == first + 1 or (first % 100 == 99 and after == 0) else None


def _quarters(text: str) -> Iterator[FoundDate]:
    for match in _QUARTER.finditer(text):
        year = _year_pair(match)
        word = match["q"] or match["q2"] or match["q3"]
        number = _QUARTERS.get(word.casefold()) or int(word)
        if year is not None:
            month = 4 + 3 * (number - 1)
            first, _ = month_period(year + (month - 1) // 12, (month - 1) % 12 + 1)
            _, last = month_period(first.year, first.month + 2)
            yield FoundDate(match.start(), match.end(), first, last, DateKind.QUARTER)


def _years(text: str) -> Iterator[FoundDate]:
    for match in _YEARS.finditer(text):
        year = _year_pair(match)
        if year is None:
            continue
        around = text[max(0, match.start() - 16) : match.end() + 16].casefold()
        municipal = "municipal" in around
        since, until = municipal_year(year) if municipal else financial_year(year)
        kind = DateKind.MUNICIPAL_YEAR if municipal else DateKind.FINANCIAL_YEAR
        yield FoundDate(match.start(), match.end(), since, until, kind)


def _seasons(text: str) -> Iterator[FoundDate]:
    for match in _SEASON.finditer(text):
        first, last = _SEASONS[match["season"].casefold()]
        year = int(match["year"])
        since, _ = month_period(year, first)
        _, until = month_period(year + (last < first), last)
        yield FoundDate(match.start(), match.end(), since, until, DateKind.SEASON)


def _alone(text: str) -> Iterator[FoundDate]:
    for match in _ALONE.finditer(text):
        year = int(match["year"])
        yield FoundDate(
            match.start("year"), match.end(), date(year, 1, 1), date(year, 12, 31), DateKind.YEAR
        )

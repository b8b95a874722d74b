"""Comparisons with a time of which the papers say nothing.

"2019 against 2023" is answered by both years or, said plainly, by the one that is
there. What stands in papers of other years answers neither.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from corpus.language import alternation, find_dates, values
from prompts import fill
from retrieval.answer import compares, named_times
from retrieval.model import Hit, Statement, either
from retrieval.question import Period, Query
from retrieval.search import Found

_A_MONTH = timedelta(days=31)
_MONTHS = values("months", "short_months")
# A month without a year: "in February", "Sept".
_MONTH_ALONE = re.compile(
    rf"\b(?=[A-Z])((?i:{alternation('months', 'short_months')}))\b\.?"
    r"(?![\s,'’-]{0,2}(?:\d{4}|[’']?\d\d\b))"
)
_YEAR = re.compile(r"(?<![\d/£.,–-])((?:19|20)\d\d)(?![\d/]|[.,–-]\d)")
Times = Sequence[tuple[Period, ...]]


def times_there(found: Found, statements: Sequence[Statement]) -> tuple[list[Statement], str]:
    """Return the statements on times that are there, and a note on those that are not.

    All statements without a note where nothing is compared or no time is missing;
    none where the first, which should answer best, speaks of no time asked for.
    """
    times = named_times(found.query) if compares(found.query) else []
    times = times[: found.constants.comparing.sides]
    if len(times) < 2 or not statements:
        return list(statements), ""
    told = [_meets(times, *_said(one, found)) for one in statements]
    nearest = found.hits[: found.constants.sufficiency.times_in]
    near = [_meets(times, (found.day(hit.passage),), _words(hit)) for hit in nearest]
    missing = [at for at in range(len(times)) if not any(met[at] for met in (*told, *near))]
    if not any(told[0]):
        return [], ""
    if not missing:
        return list(statements), ""
    kept = [one for one, met in zip(statements, told, strict=True) if any(met)]
    names = either([_named(found.query, times[at]) for at in missing])
    return kept[: len(times) - len(missing)], fill("times_missing", times=names)


def _said(statement: Statement, found: Found) -> tuple[tuple[date | None, ...], str]:
    """Return the days of a statement's meetings, and its words with its papers' names."""
    days = tuple(
        found.minuted.day(found.papers[one.paper_id], (one.page,)) for one in statement.citations
    )
    names = {f"{one.title} {one.paper}" for one in statement.citations}
    return days, " ".join((statement.text, *sorted(names)))


def _words(hit: Hit) -> str:
    return f"{hit.passage.context} {hit.passage.labelled or hit.passage.text}"


def _meets(times: Times, days: Iterable[date | None], text: str) -> tuple[bool, ...]:
    """Tell for each time whether one of ``days`` is in it or ``text`` names it."""
    meetings = [day for day in days if day]
    known = [(day, day) for day in meetings]
    known += [month for day in meetings for month in _months_before(day, text)]
    known += [(one.since, one.until) for one in find_dates(text)]
    years = (int(year) for year in _YEAR.findall(text))
    known += [(date(year, 1, 1), date(year, 12, 31)) for year in years]
    return tuple(
        any(_of(since, until, period) for since, until in known for period in time)
        for time in times
    )


def _months_before(day: date, text: str) -> Iterator[tuple[date, date]]:
    """Yield the months that a paper of ``day`` names without a year: the last such before it."""
    for found in _MONTH_ALONE.finditer(text):
        month = _MONTHS[found[1].lower()]
        year = day.year if month <= day.month else day.year - 1
        yield date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _of(since: date, until: date, asked: Period) -> bool:
    """Whether what is said of a time is of the one asked: mostly in it, or its month.

    "2018-19" is not 2019; June 2023 may be what is said of 5 June 2023.
    """
    common = min(until, asked.until) - max(since, asked.since) + timedelta(days=1)
    length = until - since + timedelta(days=1)
    return common > timedelta(0) and (2 * common >= length or length <= _A_MONTH)


def _named(query: Query, time: tuple[Period, ...]) -> str:
    return query.text[time[0].start : time[0].end]

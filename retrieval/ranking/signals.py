"""What speaks for a passage: one function a signal, each from 0 to 1
(an item of another number: -1).

Adding a signal is adding a function here and its weight to ``SignalWeights``; the
sum of weight times value ranks. Late interaction, lexical and dense scores come
from :mod:`retrieval.search.searcher`; these are what the field knows beyond words.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from corpus.language import CURRENCIES, find_figures
from corpus.model import FormName, Paper, Passage, PassageKind, is_item
from retrieval.model import DEFAULT, Intent, SignalShares
from retrieval.question import Period, Query, Recency, stems_of
from retrieval.ranking.outcomes import asks_record


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage with what is known of where it stands.

    ``day`` is the date of the meeting that it records or was written for;
    ``age`` places its paper among those searched, from 0 (oldest) to 1 (newest).
    ``shares`` are what signals give where it meets the question only half.
    """

    passage: Passage
    paper: Paper
    day: date | None
    age: float
    shares: SignalShares = DEFAULT.shares


# Smaller numbers count, or are days, years and items.
_LARGE = 10_000
Signal = Callable[[Query, Candidate], float]


def item(query: Query, found: Candidate) -> float:
    """The agenda item that the question names; another item speaks against (-1)."""
    if query.item is None or found.passage.item is None:
        return 0.0
    return 1.0 if is_item(found.passage.item, query.item) else -1.0


def period(query: Query, found: Candidate) -> float:
    """The meeting that the question dates; less for a later paper that may report on it."""
    if not query.periods or found.day is None:
        return 0.0
    return max(_fit(found.day, wanted, found.shares) for wanted in query.periods)


def _fit(day: date, wanted: Period, shares: SignalShares) -> float:
    if wanted.holds(day):
        # "28 June 2017" says more than "2017".
        return 1.0 if (wanted.until - wanted.since).days <= shares.month_days else shares.year
    late = day - wanted.until
    # A paper reports on the months before its meeting.
    reports_on = timedelta(days=shares.reports_on)
    if timedelta(0) < late < reports_on:
        return shares.reported * (1 - late / reports_on)
    return 0.0


def dated(query: Query, found: Candidate) -> float:
    """The words of a date that the question names, at least its year, stand in the passage."""
    if not query.periods:
        return 0.0
    text = f"{found.passage.context} {found.passage.labelled or found.passage.text}"
    years, months = _said_of(query.periods, found.shares.month_days)
    return float(any(year in text for year in years) or any(month.search(text) for month in months))


@lru_cache(maxsize=64)
def _said_of(
    periods: tuple[Period, ...], month_days: int
) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Return years and months of periods, each once: "each September" may be a hundred of them."""
    years = {str(day.year) for one in periods for day in (one.since, one.until)}
    short = (one.since for one in periods if (one.until - one.since).days <= month_days)
    months = dict.fromkeys((day.year, day.month) for day in short)
    return frozenset(years), tuple(_month(year, month) for year, month in months)


def _month(of_year: int, month: int) -> re.Pattern[str]:
    """Match a month as papers write it: June 2017, Jun-17, 28 June 2017, 28/06/2017."""
    name = calendar.month_name[month]
    year = rf"(?:{of_year}|[\u2019']?{of_year % 100:02})"
    named = rf"{name[:3]}(?:{name[3:]}|t)?\.?[\s-]{{0,2}}{year}"
    return re.compile(rf"\b(?:{named}|\d\d?[/.]{month:02}[/.]{year})\b", re.IGNORECASE)


def kind(query: Query, found: Candidate) -> float:
    """The kind of paper that the question names: by the paper, its title or the headings."""
    if not query.kinds:
        return 0.0
    if found.paper.kind in query.kinds:
        return 1.0
    above = (
        f"{found.paper.title} {found.passage.context} {' '.join(found.passage.headings)}".lower()
    )
    return found.shares.kind_above * float(any(wanted.value in above for wanted in query.kinds))


def reference(query: Query, found: Candidate) -> float:
    """A row or minute reference of the question stands in the passage (first cell: best)."""
    best = _minute(query.minute, found) if query.minute else 0.0
    for wanted in query.references:
        exact = re.compile(rf"(?<![\w.]){re.escape(wanted)}(?![\w]|\.\d)")
        if any(exact.fullmatch(cell.text.strip()) for cell in found.passage.cells[:2]):
            return 1.0
        best = max(best, found.shares.in_text * float(bool(exact.search(found.passage.text))))
    return best


def figure(query: Query, found: Candidate) -> float:
    """The share of the figures that the question names, however written, in the passage."""
    asked = _telling(query.own_text)
    if not asked:
        return 0.0
    return len(asked & _values(found.passage.labelled or found.passage.text)) / len(asked)


@lru_cache(maxsize=256)
def _telling(question: str) -> frozenset[Decimal]:
    """Return figures that name a thing: sums, and numbers too large for a count, day or year."""
    return frozenset(
        one.value
        for one in find_figures(question)
        if (one.unit in CURRENCIES and one.value) or one.value >= _LARGE
    )


@lru_cache(maxsize=4096)
def _values(text: str) -> frozenset[Decimal]:
    return frozenset(one.value for one in find_figures(text))


def _minute(number: str, found: Candidate) -> float:
    if " minutes " not in f" {found.passage.context.replace(',', ' ')} ":
        return 0.0
    begins = re.compile(rf"(?m)^\s*{re.escape(number)}(?:[.)]|\s+[A-Z])")
    if any(begins.match(heading) for heading in found.passage.headings):
        return 1.0
    return found.shares.minute_in_text * float(bool(begins.search(found.passage.text)))


def outcome(query: Query, found: Candidate) -> float:
    """The kind of passage that holds the kind of answer asked for.

    What one meeting decided is no outcome of another that the question dates.
    """
    if query.intent is Intent.RESOLUTION or asks_record(query.text):
        day, asked = found.day, query.periods
        if day is not None and asked and not any(one.holds(day) for one in asked):
            return 0.0
        return float(found.passage.kind is PassageKind.RESOLUTION)
    if query.intent is Intent.DECISION_ASKED and found.passage.kind is PassageKind.FORM:
        asks_if_key = "key decision" in query.text.lower()
        wanted = FormName.KEY_DECISION if asks_if_key else FormName.RECOMMENDATIONS
        told = (*found.passage.headings, found.passage.labelled or found.passage.text)
        return 1.0 if any(wanted in words for words in told) else found.shares.form
    return 0.0


def committee(query: Query, found: Candidate) -> float:
    """The committee that the question names."""
    return float(query.committee is not None and found.paper.committee == query.committee)


def named(query: Query, found: Candidate) -> float:
    """The names of the question that stand on the paper's letterhead, by how much they tell."""
    telling = sum(one.telling for one in query.named)
    met = sum(one.telling for one in query.named if found.paper.id in one.papers)
    return met / telling if telling else 0.0


def recency(query: Query, found: Candidate) -> float:
    """Newer for "latest", older for "first"; where nothing is said, newer by a hair."""
    if query.recency is Recency.FIRST:
        return 1.0 - found.age
    if query.recency is Recency.LATEST:
        return found.age
    return 0.0 if query.periods else found.shares.unsaid * found.age


def row(_query: Query, found: Candidate) -> float:
    """A table row: few words, each of which counts."""
    return float(found.passage.kind is PassageKind.ROW)


def matter(query: Query, found: Candidate) -> float:
    """It is of what the chat is about: the item cited before, else one of like words."""
    about, passage = query.matter, found.passage
    if about is None:
        return 0.0
    if passage.paper_id == about.paper_id:
        if about.item is not None and passage.item == about.item:
            return 1.0
        if set(passage.pages) & set(about.pages):
            return 1.0
    named = stems_of(about.title)
    if not named:
        return 0.0
    above = stems_of(f"{passage.context} {' '.join(passage.headings)}")
    return found.shares.like_matter * len(named & above) / len(named)


FIELD_SIGNALS: Mapping[str, Signal] = {
    "item": item,
    "period": period,
    "dated": dated,
    "kind": kind,
    "reference": reference,
    "figure": figure,
    "outcome": outcome,
    "committee": committee,
    "named": named,
    "recency": recency,
    "row": row,
    "matter": matter,
}

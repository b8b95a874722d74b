"""Questions that compare: what each of the times asked about says of the same thing.

"What changed between April and October?" has two sides. One search finds the
passages of both; here they are told apart by the meeting that they were written
for, and each side gives the passage that is most about the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, product

from retrieval.model import DEFAULT, Constants, Hit, Intent
from retrieval.question import Period, Query
from retrieval.ranking import COUNTABLE, Day, holds_in, likeness, wanted

_CHANGE = re.compile(
    r"\b(?:chang\w*|compar\w*|differ\w*|versus|vs|against|(?:go|goes|went|gone|moved?|come|came|got"
    r"|get|stack\w*)\s+(?:up|down|on|any)|up or down|higher|lower|better|worse|more|less|fewer"
    r"|dropp?\w*|f[ae]ll\w*|r[io]se\w*|increas\w*|decreas\w*|reduc\w*|improv\w*|grow\w*|grew|same"
    r"|still|watered|slipp?\w*|both|each|progress\w*)\b",
    re.I,
)
_OLD = r"\b(?:old(?:er|est)?|earlier|earliest|previous|first|original|before)\b"
_NEW = r"\b(?:new(?:er|est)?|later|latest|current|second|present|now|this)\b"
_OLD_AND_NEW = re.compile(rf"^(?:(?>.*?{_OLD}).*{_NEW}|(?>.*?{_NEW}).*{_OLD})", re.I | re.M)
_PAIR = re.compile(
    r"\b(?:two|both|each|all)\s+(?:of\s+)?(?:the\s+)?(?:\w+\s+){0,2}?(?:trackers|versions|plans"
    r"|reports|papers|cards|minutes|packs|meetings|years|updates)\b",
    re.I,
)
_CHANGED = re.compile(
    r"\bhow\s+(?:has|have|had|did)\b.{2,120}\b(?:changed?|developed?)\b", re.I | re.S
)
_RANGE = re.compile(r"^\s*(?:to|until|till|through|and|-|–)\s*(?:the\s+)?$", re.I)
_MONTH, _YEAR = timedelta(days=31), timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the times compared: its meeting's day, and the hit that speaks for it."""

    day: date
    hit: Hit


def compares(query: Query) -> bool:
    """Whether the question asks how things stood at several times."""
    return query.intent is Intent.COMPARE or bool(_CHANGE.search(query.text))


def sides(
    query: Query, hits: Sequence[Hit], day: Day, constants: Constants = DEFAULT
) -> tuple[Side, ...]:
    """Return one hit for each of the times asked about, oldest first; () for fewer than two.

    ``day`` tells the meeting that a passage tells of.
    """
    dated = [(hit, known) for hit in hits if (known := day(hit.passage)) is not None]
    named = named_times(query)[: constants.comparing.sides]
    if len(named) < 2 and not compares(query):
        return ()
    if len(named) >= 2:
        parts = [
            [
                (h, d)
                for h, d in dated
                if any(p.holds(d) or p.told_in(h.passage.text, d) for p in time)
            ]
            for time in named
        ]
    else:
        parts = _first_and_last(query, dated, named, constants)
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return ()
    return _chosen(_with_kind(parts, query), hits[0].score, constants)


def named_times(query: Query) -> list[tuple[Period, ...]]:
    """Return the times named apart, each as all that its words may mean; none for a range."""
    ordered = sorted(query.periods, key=lambda p: (p.start, p.end))
    times = [tuple(map(_closed, same)) for _, same in groupby(ordered, lambda p: (p.start, p.end))]
    if len(times) == 2 and not compares(query):
        between = query.text[times[0][0].end : times[1][0].start]
        if _RANGE.match(between):
            return []
    return times


def _closed(period: Period) -> Period:
    """Return the time that opens an open period: "since 2016" names 2016."""
    if period.until != date.max or period.since == date.min:
        return period
    since = period.since
    whole = (since.month, since.day) == (1, 1)
    length = _YEAR - timedelta(days=1) if whole else _MONTH - timedelta(days=1)
    return Period(since, since + length, period.start, period.end)


def _first_and_last(
    query: Query,
    dated: Sequence[tuple[Hit, date]],
    named: Sequence[tuple[Period, ...]],
    constants: Constants,
) -> list[list[tuple[Hit, date]]]:
    """Return the hits of the oldest and the newest meeting that speak of the same thing.

    Where it is asked how that has changed, also those of the meetings between.
    """
    since = bool(query.periods) and query.periods[0].until == date.max
    changed = bool(_CHANGED.search(query.text))
    told = changed or _OLD_AND_NEW.search(query.text) or _PAIR.search(query.text)
    if not (since or told) or not dated:
        return []
    lead = dated[0][0].passage
    least = constants.comparing.same_thing
    alike = [(h, d) for h, d in dated if likeness(lead, h.passage, constants.likeness) >= least]
    days = sorted({d for _, d in alike})
    if len(days) < 2:
        return []
    if changed and not since:
        # How it went on, as far as it is told: the first time, and the last ones.
        days = [days[0], *days[1:][-(constants.comparing.sides - 1) :]]
        return [[(h, d) for h, d in alike if d == day] for day in days]
    first = [(h, d) for h, d in alike if d == days[0]]
    if since and named:
        first = [(h, d) for h, d in alike if any(p.holds(d) for p in named[0])] or first
    return [first, [(h, d) for h, d in alike if d == days[-1] and (h, d) not in first]]


def _with_kind(
    parts: Sequence[Sequence[tuple[Hit, date]]], query: Query
) -> list[Sequence[tuple[Hit, date]]]:
    """Leave out of each time what holds no sum, number or day where one is asked for."""
    kind = wanted(query)
    if kind not in COUNTABLE:
        return list(parts)
    return [[one for one in part if holds_in(kind, one[0].passage)] or part for part in parts]


def _chosen(
    parts: Sequence[Sequence[tuple[Hit, date]]], top: float, constants: Constants
) -> tuple[Side, ...]:
    """Choose one hit a part, good ones that are about the same thing."""
    most = constants.comparing.candidates
    best = [sorted(part, key=lambda one: -one[0].score)[:most] for part in parts]
    # What speaks of both times is no other side of itself.
    pairs = [
        (one, other)
        for one, other in product(best[0], best[1])
        if one[0].passage.id != other[0].passage.id
    ]
    if not pairs:
        return ()
    first, second = max(pairs, key=lambda pair: _worth(pair[0][0], pair[1][0], top, constants))
    further = [
        max(part, key=lambda one: _worth(first[0], one[0], top, constants)) for part in best[2:]
    ]
    chosen = [first, second, *further]
    least = constants.comparing.least * top
    found = {hit.passage.id: Side(day, hit) for hit, day in chosen if hit.score >= least}
    if len(found) < 2:
        return ()
    return tuple(sorted(found.values(), key=lambda side: side.day))


def _worth(one: Hit, other: Hit, top: float, constants: Constants) -> float:
    """A passage of the other side is chosen by what it is about as much as by its score."""
    like = likeness(one.passage, other.passage, constants.likeness)
    return (one.score + other.score) / top + constants.comparing.like * like

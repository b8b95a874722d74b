"""What an answer tells of what was asked: a thing of the kind, near its words, of its time.

A near miss is about the right matter and quotes no sum, or another thing's: so what is
quoted is measured, not only what was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from corpus.language import find_dates, stem
from corpus.model import Passage, PassageKind
from retrieval.asking.sufficiency import Support
from retrieval.model import Statement
from retrieval.question import asking_words, topic_words
from retrieval.ranking import COUNTABLE, Wanted, holds_in, things_of, wanted
from retrieval.search import Found

# What a statement of the year tells of a month in it.
_YEAR_NAMED = 0.75
_WORD = re.compile(r"[^\W_]+(?:[’'.,/-][^\W_]+)*|[£€$]")


def with_told(support: Support, found: Found, statements: Sequence[Statement]) -> Support:
    """Return ``support`` with what the statements tell, the first of them above all."""
    if not statements:
        return support
    kind = wanted(found.query)
    asked = kind in COUNTABLE
    first = statements[0]
    return replace(
        support,
        kind_told=_kind_told(kind, found, statements) if asked else 1.0,
        kind_near=_kind_near(kind, first.text, found) if asked else 1.0,
        period_told=_period_told(found, first),
    )


def _kind_told(kind: Wanted, found: Found, statements: Sequence[Statement]) -> float:
    """Return 1 where the first statement holds a thing of the kind, 0.5 where another does."""
    for at, statement in enumerate(statements):
        asked = found.query.text
        if things_of(kind, statement.text, asked) or any(
            holds_in(kind, row) for row in _rows(statement, found)
        ):
            return 0.5 if at else 1.0
    return 0.0


def _rows(statement: Statement, found: Found) -> Iterator[Passage]:
    """Yield the rows among the hits that a statement quotes: headers say what their cells are."""
    cited = {(one.paper_id, one.page) for one in statement.citations}
    for hit in found.hits[: found.constants.choosing.hits]:
        passage = hit.passage
        if passage.kind is PassageKind.ROW and cited & {
            (passage.paper_id, page) for page in passage.pages
        }:
            yield passage


def _kind_near(kind: Wanted, text: str, found: Found) -> float:
    """Return the share of the weight of the topic's words that stand near a thing of the kind.

    A word counts whole next to it and less with each word between, nothing from some
    distance on (``sufficiency.far``).
    """
    weights = _topic_weights(found)
    whole = sum(weights.values())
    words = list(_WORD.finditer(text))
    starts = things_of(kind, text, found.query.text)
    things = [
        at for at, word in enumerate(words) if any(word.start() <= s < word.end() for s in starts)
    ]
    if not whole or not things:
        return 0.0
    far = found.constants.sufficiency.far
    near = 0.0
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        places.setdefault(stem(word.group().lower()), []).append(at)
    for own_stem, weight in weights.items():
        own = places.get(own_stem, [])
        apart = min((abs(a - b) for a in own for b in things), default=far)
        near += weight * max(0.0, 1 - max(0, apart - 1) / far)
    return near / whole


def _topic_weights(found: Found) -> Mapping[str, float]:
    """Return the stems of the words that say what a question is about, with what each weighs."""
    query, given = found.query, found.question.weights
    topic = [word for word in topic_words(query) if not word.isdigit()]
    own = [word for word in topic if word not in asking_words()] or topic
    known = {
        stem(word): float(given[start:end].mean())
        for word, start, end in found.question.words
        if start < end <= len(given)
    }
    least = min((weight for weight in known.values() if weight), default=1.0)
    return {stem(word): known.get(stem(word), least) or least for word in own}


def _period_told(found: Found, statement: Statement) -> float:
    """Return 1 where the first statement or its meeting is of the period asked for, else 0.

    In between where its year is named; 1 where no period is asked for that narrows anything.
    """
    longest = found.constants.sufficiency.long_days
    asked = [p for p in found.query.periods if (p.until - p.since).days <= longest]
    if not asked:
        return 1.0
    said = f"{statement.text} {' '.join(_contexts(statement, found))}"
    times = [(one.since, one.until) for one in find_dates(said)]
    times += [(day, day) for day in _days(statement, found)]
    if any(a <= p.until and b >= p.since for a, b in times for p in asked):
        return 1.0
    years = {str(day.year) for p in asked for day in (p.since, p.until)}
    return _YEAR_NAMED if years & set(re.findall(r"\d{4}", said)) else 0.0


def _contexts(statement: Statement, found: Found) -> Iterator[str]:
    """Yield the headings above what a statement quotes, each once."""
    cited = {(one.paper_id, one.page) for one in statement.citations}
    hits = found.hits[: found.constants.choosing.hits]
    yield from dict.fromkeys(
        hit.passage.context
        for hit in hits
        if cited & {(hit.passage.paper_id, page) for page in hit.passage.pages}
    )


def _days(statement: Statement, found: Found) -> Iterator[date]:
    """Yield the days of the meetings that a statement's citations record."""
    for one in statement.citations:
        day = found.minuted.day(found.papers[one.paper_id], (one.page,))
        if day:
            yield day

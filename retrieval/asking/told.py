"""What an answer tells of what was asked: a thing of the kind, near its words, of its time.

A near miss is about the right matter and quotes no sum, or another thing's: so what is
quoted is measured, not only what was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from corpus.language import alternation, find_dates, stem, words
from corpus.model import Passage, PassageKind
from retrieval.asking.names_missing import bodies_untold, numbered_parts_met
from retrieval.asking.on_record import records
from retrieval.asking.pending import is_pending
from retrieval.asking.sufficiency import Support
from retrieval.model import Intent, Statement
from retrieval.question import (
    ask_of,
    asking_words,
    content_words,
    counts_met,
    opening_field,
    share_met,
    stems_of,
    topic_words,
)
from retrieval.ranking import COUNTABLE, Wanted, holds_in, things_of, wanted
from retrieval.search import Found

# What a statement of the year tells of a month in it.
_YEAR_NAMED = 0.75
# Whether a body did something: what shares a word with that is no answer.
_DONE = re.compile(
    rf"\W*(?:and\s+)?(?:did|has|have)\s+(?:we|they|(?:the\s|our\s)?(?:[\w’'&-]+\s){{0,3}}?"
    rf"{alternation('bodies', 'more_bodies')})\s+(?:\w+ly\s+|ever\s+)?(?!been\b|got\b)\w",
    re.I,
)
_WORD = re.compile(r"[^\W_]+(?:[’'.,/-][^\W_]+)*|[£€$]")


def with_told(support: Support, found: Found, statements: Sequence[Statement]) -> Support:
    """Return ``support`` with what the statements tell, the first of them above all."""
    if not statements:
        return support
    kind = wanted(found.query)
    asked = kind in COUNTABLE
    first = statements[0]
    told = _kind_told(kind, found, statements) if asked else 1.0
    near = _kind_near(kind, first, found) if asked else 1.0
    if asked and kind is Wanted.PERSON and any(_rows(first, found)):
        # Whoever leads on what a row is about stands in a column of their own.
        near = max(near, share_met(topic_words(found.query), first.text, found.query))
    period = _period_told(found, first)
    # In a row a bare number may be the sum, and then none is found near its words.
    nearest = max(_kind_near(kind, one, found) for one in statements) if asked else 1.0
    least = found.constants.sufficiency.near_least
    far = kind in (Wanted.MONEY, Wanted.NUMBER) and 0 < nearest < least
    untold = asked and (not told or far or not period)
    untold |= kind is Wanted.REASON and _only_decided(statements, found)
    told_of = " ".join((first.text, *_contexts(first, found)))
    untold |= _of_others(first, told_of, found)
    untold |= found.query.intent is Intent.RESOLUTION and not counts_met(told_of, found.query)
    untold |= is_pending(found, statements)
    untold |= bool(_DONE.match(found.query.own_text)) and _holds_little(told_of, found)
    untold |= not numbered_parts_met(" ".join(one.text for one in statements), found.query)
    if support.unrecorded and records(first, found):
        support = replace(support, unrecorded=0.0)
    return replace(
        support, kind_told=told, kind_near=near, period_told=period, untold=float(untold)
    )


def _holds_little(said: str, found: Found) -> bool:
    """Whether words hold less than half of the weight of what is asked about."""
    if found.query.carried or found.query.matter:
        return False
    weights = _topic_weights(found)
    met = {stem(word) for word in found.query.words if share_met((word,), said, found.query)}
    return 2 * sum(weights[one] for one in weights.keys() & met) < sum(weights.values())


def _of_others(statement: Statement, said: str, found: Found) -> bool:
    """Whether a statement, ``said`` with its headings, is not of a body that is asked about."""
    papers = [found.papers[one] for one in {c.paper_id for c in statement.citations}]
    return bodies_untold(found, " ".join((said, *(p.title for p in papers))), papers)


def _only_decided(statements: Sequence[Statement], found: Found) -> bool:
    """Whether no more than what was decided is quoted, without a word that gives a reason."""
    ask = ask_of(found.query.own_text)
    reasons = ask is not None and any(ask.answered_in(one.text) for one in statements)
    return statements[0].official and not reasons


def holds_most(passage: Passage, found: Found) -> bool:
    """Whether a passage, with its paper's title, holds half of the weight of what is asked about.

    The words of the field asked for ("colour", "by when") are no part of that.
    """
    field = opening_field(found.query.own_text)
    asked = {stem(word) for word in field.words} if field else set()
    weights = {one: w for one, w in _topic_weights(found).items() if one not in asked}
    title = found.papers[passage.paper_id].title
    told = stems_of(f"{title} {passage.context} {passage.labelled or passage.text}")
    return 2 * sum(weights[one] for one in weights.keys() & told) >= sum(weights.values())


def _kind_told(kind: Wanted, found: Found, statements: Sequence[Statement]) -> float:
    """Return 1 where the first statement holds a thing of the kind, 0.5 where another does."""
    for at, statement in enumerate(statements):
        # A row's bare number is a sum by what stands over it; all else is told by what is quoted.
        rows = _rows(statement, found) if kind is Wanted.MONEY else ()
        if things_of(kind, statement.text, found.query.text) or any(
            holds_in(kind, row) for row in rows
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


def _kind_near(kind: Wanted, statement: Statement, found: Found) -> float:
    """Return the share of the weight of the topic's words that stand near a thing of the kind.

    A word counts whole next to it and less with each word between, nothing from some
    distance on (``sufficiency.far``). Where a chat's matter is told of, only what the turn
    itself says has to stand there: "it cost" names no more.
    """
    text, weights = statement.text, _topic_weights(found)
    if _is_of_matter(statement, found):
        asked = stems_of(found.query.own_text)
        weights = {one: weight for one, weight in weights.items() if one in asked}
        if not weights:
            return float(bool(things_of(kind, text, found.query.text)))
    whole = sum(weights.values())
    typed = list(_WORD.finditer(text))
    starts = things_of(kind, text, found.query.text)
    things = [
        at for at, word in enumerate(typed) if any(word.start() <= s < word.end() for s in starts)
    ]
    if not whole or not things:
        return 0.0
    far = found.constants.sufficiency.far
    near = 0.0
    places: dict[str, list[int]] = {}
    for at, word in enumerate(typed):
        places.setdefault(stem(word.group().lower()), []).append(at)
    put_otherwise = _put_otherwise(weights, places, found)
    for own_stem, weight in weights.items():
        own = places.get(own_stem, []) or put_otherwise.get(own_stem, [])
        apart = min((abs(a - b) for a in own for b in things), default=far)
        near += weight * max(0.0, 1 - max(0, apart - 1) / far)
    return near / whole


def _is_of_matter(statement: Statement, found: Found) -> bool:
    """Whether a statement is of the pages that a follow-up is about."""
    about = found.query.matter
    return about is not None and any(
        one.paper_id == about.paper_id and one.page in about.pages for one in statement.citations
    )


def _put_otherwise(
    asked: Iterable[str], places: Mapping[str, Sequence[int]], found: Found
) -> dict[str, list[int]]:
    """Return where papers' own words for what is asked stand, by the stem of what was typed."""
    query = found.query
    told: dict[str, list[int]] = {}
    for other in query.others:
        typed = stems_of(query.search_text[other.start : other.end]) & set(asked)
        phrases = [stems_of(one) for one in other.words] if typed else []
        whole = (phrase for phrase in phrases if phrase and phrase <= places.keys())
        held = [at for phrase in whole for one in phrase for at in places[one]]
        for one in typed:
            told.setdefault(one, []).extend(held)
    return told


def _topic_weights(found: Found) -> Mapping[str, float]:
    """Return the stems of the words that say what a question is about, with what each weighs."""
    query, given = found.query, found.question.weights
    # "How many members are there?" is about members, who are no topic of what is decided.
    topic = [word for word in topic_words(query) or query.words if not word.isdigit()]
    idle = words("measuring", "obliging")
    said = asking_words() | idle | _bodies_words(found)
    own = [word for word in topic if word not in said]
    own = own or [word for word in query.words if word not in idle] or topic
    known = {
        stem(word): float(given[start:end].mean())
        for word, start, end in found.question.words
        if start < end <= len(given)
    }
    least = min((weight for weight in known.values() if weight), default=1.0)
    return {stem(word): known.get(stem(word), least) or least for word in own}


def _bodies_words(found: Found) -> frozenset[str]:
    """Return the words of the name of the first hit's body: its own papers leave them out."""
    paper = found.papers[found.hits[0].passage.paper_id] if found.hits else None
    return frozenset(content_words(paper.committee or "")) if paper else frozenset()


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
    days = tuple(_days(statement, found))
    times += [(day, day) for day in days]
    if any(a <= p.until and b >= p.since for a, b in times for p in asked):
        return 1.0
    if any(p.told_in(statement.text, day) for day in days for p in asked):
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

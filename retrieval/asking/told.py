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
from retrieval.answer import Quoter, asks_all, decided_elsewhere
from retrieval.asking.names_missing import bodies_untold, numbered_parts_met
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
from retrieval.ranking import COUNTABLE, Wanted, holds_in, things_of, units_of, wanted
from retrieval.search import Found

# What a statement of the year tells of a month in it.
_YEAR_NAMED = 0.75
# Two sentences after the name may go on with what was said.
_SAYING = re.compile(
    r"\bwhat (?:else )?(?:did|does|has|have|was|were) (?P<who>(?:[^\W\d_][\w’'.-]*\s+){1,6}?)"
    r"(?:say(?:ing)?|said|think|thought|ask(?:ed|ing)?|tell|told|report(?:ed)?|argued?|suggest(?:ed)?"
    r"|want(?:ed)?|feel|felt|propose|raised?|mention(?:ed)?|repl(?:y|ied)|answer(?:ed)?)\b",
    re.I,
)
_TITLED = re.compile(
    rf"\b(?i:{alternation('titles', plurals=True)})\.?\s(?:[\w’'.-]+\s)*?(?P<name>[\w’'-]+)\s*$"
)
# A vote that was taken, and who moved: works are carried out too, and plans proposed.
_VOTED = re.compile(
    r"\b(?:voted(?! (?:as|the)\b)|votes? (?:for|against|in favour)"
    r"|(?:for|against|in favour of) the motion"
    r"|abstain\w*|abstentions?|unanimous(?:ly)?|nem\.? con|all in favour"
    r"|(?:was|were|is|are|be|been|motion|amendment)(?: \w+)? (?:carried(?! (?:out|over|forward)\b)"
    r"|lost|lapsed|defeated)|^\W*(?:carried|lost))\b",
    re.I,
)
_MOVED = re.compile(
    r"\b(?:[Mm]ove[dr]|[Pp]ropose[dr]|[Ss]econde[dr]|[Nn]ominated|MOVE[DR]|PROPOSE[DR]|SECONDE[DR])"
    r"(?: and \w+)?(?:\s+by|\s*[:–-])\s+[A-Z]"
    r"|(?<![\w\u2019'.-])[A-Z][\w\u2019'.-]{0,40}\s{1,3}"
    r"(?:\w{1,20}ly )?(?:moved|proposed|seconded)\b"
    # "proposed P. Wood, seconded Miss Richardson"
    r"|\b(?i:moved|proposed|seconded)\s"
    rf"(?:(?i:{alternation('titles', plurals=True)})\.?\s|[A-Z]\.\s?)[A-Z]"
)
# Whether a body did something: what shares a word with that is no answer.
_DONE = re.compile(
    rf"\W*(?:and\s+)?(?:did|has|have)\s+(?:we|they|(?:the\s|our\s)?(?:[\w’'&-]+\s){{0,3}}?"
    rf"{alternation('bodies', 'more_bodies')})\s+(?:\w+ly\s+|ever\s+)?(?!been\b|got\b)\w",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.;!?])\s+|\n")
_WORD = re.compile(r"[^\W_]+(?:[’'.,/-][^\W_]+)*|[£€$]")


def with_told(support: Support, found: Found, statements: Sequence[Statement]) -> Support:
    """Return ``support`` with what the statements tell, the first of them above all."""
    if not statements:
        return support
    kind = wanted(found.query)
    asked = kind in COUNTABLE
    first = statements[0]
    told = _kind_told(kind, found, statements) if asked else 1.0
    near = _kind_near(kind, first.text, found) if asked else 1.0
    if asked and kind is Wanted.PERSON and any(_rows(first, found)):
        # Whoever leads on what a row is about stands in a column of their own.
        near = max(near, share_met(topic_words(found.query), first.text, found.query))
    period = _period_told(found, first)
    # In a row a bare number may be the sum, and then none is found near its words.
    nearest = max(_kind_near(kind, one.text, found) for one in statements) if asked else 1.0
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
    if support.unrecorded and _records(first, found):
        support = replace(support, unrecorded=0.0)
    return replace(
        support, kind_told=told, kind_near=near, period_told=period, untold=float(untold)
    )


def asks_record(found: Found, quoter: Quoter) -> bool:
    """Whether nothing but the register can answer: who moved, who voted, what a body decided.

    So it is with what was deferred or rejected at a meeting, and with what a member said on it.
    """
    ask = ask_of(found.query.own_text)
    recorded = ask is not None and ask.name in ("vote", "mover")
    return (
        recorded or asks_all(found.query) or decided_elsewhere(found, quoter) or keeps_silent(found)
    )


def _records(statement: Statement, found: Found) -> bool:
    """Whether a sentence quoted itself says who moved or how the vote went on what is asked.

    A sentence that goes on from the one which names it ("It was lost") is of it too.
    """
    ask = ask_of(found.query.own_text)
    if ask is None or ask.name not in ("vote", "mover") or keeps_silent(found):
        return False
    said = _VOTED if ask.name == "vote" else _MOVED
    asking = asking_words()
    topic = [word for word in topic_words(found.query) if word not in asking]
    sentences = [one for one in _SENTENCE.split(statement.text) if one.strip()]
    told = (
        " ".join(sentences[max(0, at - 1) : at + 1])
        for at, one in enumerate(sentences)
        if said.search(one)
    )
    # A follow-up's own matter is what its statement was found by.
    return any(not topic or 2 * len(_met(topic, one, found)) >= len(topic) for one in told)


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


def _met(words: Sequence[str], text: str, found: Found) -> list[str]:
    return [word for word in words if share_met((word,), text, found.query)]


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


def keeps_silent(found: Found) -> bool:
    """Whether it is asked what somebody said, and nothing found names them beside the topic.

    Who is named among those present has said nothing yet.
    """
    query = found.query
    asked = _SAYING.search(query.own_text)
    who = _TITLED.search(asked["who"]) if asked else None
    if who is None:
        return False
    name = who["name"]
    own = {*content_words(asked[0]), *asking_words()} if asked else set()
    topic = [word for word in topic_words(query) if word not in own]
    near = found.hits[: found.constants.choosing.hits]
    units = [(hit.passage, units_of(hit.passage)) for hit in near]
    said = (
        " ".join((*passage.headings, *(unit.text for unit in told[at : at + 2])))
        for passage, told in units
        for at, unit in enumerate(told)
        if re.search(rf"\b{re.escape(name)}\b", unit.text, re.I)
    )
    return bool(topic) and not any(share_met(topic, one, query) for one in said)


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


def _kind_near(kind: Wanted, text: str, found: Found) -> float:
    """Return the share of the weight of the topic's words that stand near a thing of the kind.

    A word counts whole next to it and less with each word between, nothing from some
    distance on (``sufficiency.far``).
    """
    weights = _topic_weights(found)
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

"""Who moved, who seconded, who voted how: the lines that the minutes print beside a resolution."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.catalogue import Catalogue
from corpus.model import Passage, PassageKind, Resolution, Span
from retrieval.answer.quoting import Quoter
from retrieval.model import Statement
from retrieval.question import Query, share_met, topic_words
from retrieval.ranking import (
    NOT_STANDING,
    asks_of_amendments,
    asks_record,
    asks_votes,
    asks_who_moved,
    holds,
    wanted,
    weight,
)
from retrieval.search import Found

_ASKING = re.compile(
    r"against|mov(?:ed|er|ers)|propos\w+|second(?:ed|er|ers)|tabled|vot(?:ed?|es|ing)|abst\w+|oppos\w+"
    r"|amendments?|recorded|named|figures?|numbers?|breakdown|tally|count|split|favour|lost|fell"
    r"|rejected|defeated|part(?:y|ies)",
    re.I,
)
_LOOKED_AT = 600
_MOST = 100


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is recorded of a resolution; ``sure`` where it holds every word of the topic."""

    statements: tuple[Statement, ...]
    sure: bool


def recorded(found: Found, catalogue: Catalogue, quoter: Quoter) -> Recorded | None:
    """Return the mover's or the voters' lines of the resolution asked about, and its wording.

    None where nothing of the kind is asked, no outcome found is about the topic, or
    its lines name nobody where names are asked for. Raises as :class:`Quoter`.
    """
    query = found.query
    topic = _topic(query) if asks_record(query.text) else ()
    if not topic:
        return None
    passages = _passages(found, topic, catalogue)
    ranked = sorted(
        ((_fit(said, topic, query), said) for said in _resolutions(passages, query, quoter)),
        key=lambda pair: pair[0],
        reverse=True,
    )
    if not ranked or ranked[0][0][0] < found.constants.quoting.recorded_topic:
        return None
    (share, *_), said = ranked[0]
    lines = [quoter.recorded(said, spans) for spans in _lines(said, query)]
    asked = [one for one in lines if one and holds(wanted(query), one.text)]
    whole = quoter.resolved(said)
    if not asked or whole is None:
        return None
    return Recorded((*asked, whole), share >= 1.0)


def _topic(query: Query) -> tuple[str, ...]:
    """Return the words that say what was moved or voted on, as they were meant."""
    typed = {read: word for word, read in query.corrections}
    return tuple(w for w in topic_words(query) if not _ASKING.fullmatch(typed.get(w, w)))


def _passages(found: Found, topic: Sequence[str], catalogue: Catalogue) -> list[Passage]:
    """Return passages of resolutions: those found, then those that hold the words of the topic.

    A question about votes shares most of its words with no resolution.
    """
    phrases = [" ".join(re.findall(r"[^\W_]+", word)) for word in topic]
    quoted = [f'"{phrase}"' for phrase in phrases if phrase]
    ids: list[str] = []
    for joint in (" AND ", " OR "):
        if quoted and not ids:
            proposed = catalogue.lexical_passages(joint.join(quoted), _LOOKED_AT, found.scope)
            ids = [key for key, _ in proposed]
    further = catalogue.passages(ids, found.scope.clearance)
    known = {hit.passage.id: hit.passage for hit in found.hits}
    known |= {key: further[key] for key in ids if key in further}
    resolved = (p for p in known.values() if p.kind is PassageKind.RESOLUTION)
    return [p for p in resolved if p.paper_id in found.papers][:_MOST]


def _resolutions(passages: Iterable[Passage], query: Query, quoter: Quoter) -> Sequence[Resolution]:
    """Return the resolutions of the time asked for that record what is asked for, in order."""
    known = dict.fromkeys(said for one in passages if (said := quoter.resolution(one)))
    asked = query.periods
    return [
        said
        for said in known
        if any(_lines(said, query))
        and (not asked or (said.date and any(period.holds(said.date) for period in asked)))
    ]


def _fit(said: Resolution, topic: Sequence[str], query: Query) -> tuple[float, int]:
    """Return how well a resolution fits: by its topic, then by being what is asked for.

    Among equals the first stays first: the search put it there.
    """
    share = share_met(topic, f"{said.title or ''} {said.text}", query)
    kind = weight(said)
    return share, int(kind == NOT_STANDING) if asks_of_amendments(query.text) else -kind


def _lines(said: Resolution, query: Query) -> list[tuple[Span, ...]]:
    """Return where the lines asked for stand; none where the minutes record none."""
    lines = [said.moved_spans] if asks_who_moved(query.text) else []
    lines += [said.vote_spans] if asks_votes(query.text) else []
    return [line for line in lines if line]

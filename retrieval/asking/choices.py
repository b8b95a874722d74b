"""Asking back: the other meetings and matters that a question fits as well as what was answered.

The answer stands; beside it are the questions that would have been asked of the others. A
question that says when, where or on what it asks has none, nor has one of many words: what
shares all of them is seldom of two things.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.catalogue import Catalogue
from corpus.model import Passage, PassageKind
from prompts import fill, joined
from retrieval.answer import Quoter, same_business
from retrieval.model import Choice, Citation, Hit, Intent, Statement, day_words
from retrieval.question import Query, Recency, share_met, topic_words
from retrieval.search import Found

# Kinds of question that are of several meetings or matters by themselves.
_OF_SEVERAL = (Intent.COMPARE, Intent.LIST)


@dataclass(frozen=True, slots=True)
class _Place:
    """A meeting, and the title of the business that is meant there; "" for what is not known."""

    committee: str
    day: date
    title: str

    def same_meeting(self, other: _Place) -> bool:
        return (self.committee, self.day) == (other.committee, other.day)


def choices(
    found: Found, statements: Sequence[Statement], catalogue: Catalogue, quoter: Quoter
) -> tuple[Choice, ...]:
    """Return what else a question may have meant, the newest meeting first; mostly nothing.

    ``statements`` are those of the answer. Raises as :class:`Quoter`.
    """
    lead = _cited(statements[0].citations[0]) if statements and statements[0].citations else None
    if lead is None or not _open(found.query) or any(one.part for one in statements):
        return ()
    topic = topic_words(found.query)
    if not 0 < len(topic) <= found.constants.suggesting.choice_words:
        return ()
    kept: dict[tuple[str, date, str], Choice] = {}
    for place in (*_decided(statements), *_near(found, lead, topic, catalogue, quoter)):
        if not place.same_meeting(lead):
            asked = _of_meeting(found.query, place) if place.committee else None
            key = (place.committee, place.day, "")
        elif _another(place, lead, topic, found):
            asked, key = _of_matter(found.query, place), (place.committee, place.day, place.title)
        else:
            continue
        if asked:
            kept.setdefault(key, asked)
    newest = sorted(kept, key=lambda key: key[1], reverse=True)
    return tuple(kept[key] for key in newest[: found.constants.suggesting.choices])


def _another(place: _Place, lead: _Place, topic: Sequence[str], found: Found) -> bool:
    """Whether a place is another matter of the same meeting, and both titles name the topic."""
    titled = (_holds(topic, one.title, found.query) for one in (place, lead))
    return all(titled) and not same_business(place.title, lead.title, found)


def _open(query: Query) -> bool:
    """Whether a question leaves open which meeting and which matter it is of."""
    says = (query.periods, query.item, query.minute, query.references, query.decisions)
    if any(says) or query.committee or query.carried or query.matter or query.kinds:
        return False
    return query.recency is Recency.ANY and query.intent not in _OF_SEVERAL


def _decided(statements: Sequence[Statement]) -> Iterator[_Place]:
    """Yield the meetings of the register's other decisions that fit as well as the first."""
    if not all(one.official for one in statements):
        return
    for statement in statements[1:]:
        place = _cited(statement.citations[0]) if statement.citations else None
        if place:
            yield place


def _near(
    found: Found, lead: _Place, topic: Sequence[str], catalogue: Catalogue, quoter: Quoter
) -> Iterator[_Place]:
    """Yield the places of hits that come as near as the best, with every word of the topic."""
    limits, query = found.constants.suggesting, found.query
    hits = found.hits[: found.constants.choosing.hits]
    near = [h for h in hits if h.score >= limits.choice_near * hits[0].score]
    fitting = [h for h in near if _holds(topic, _words(h.passage), query) and _of_kind(h, query)]
    places = [_placed(hit, found, catalogue, quoter) for hit in fitting]
    known = [place for place in places if place]
    # What was answered from must itself be among those that fit.
    if any(place.same_meeting(lead) for place in known):
        yield from known


def _of_kind(hit: Hit, query: Query) -> bool:
    resolved = hit.passage.kind is PassageKind.RESOLUTION
    return resolved or query.intent is not Intent.RESOLUTION


def _holds(topic: Sequence[str], words: str, query: Query) -> bool:
    return share_met(topic, words, query) >= 1.0


def _words(passage: Passage) -> str:
    return f"{passage.labelled or passage.text} {passage.context}"


def _placed(hit: Hit, found: Found, catalogue: Catalogue, quoter: Quoter) -> _Place | None:
    passage = hit.passage
    paper = found.minuted.cited(found.papers[passage.paper_id], passage.pages[0])
    if not paper.meeting_date:
        return None
    said = quoter.resolution(passage)
    items = catalogue.items(paper.id, found.scope.clearance) if passage.item else ()
    titles = (one.title for one in items if one.number == passage.item)
    title = (said.title if said else None) or next(titles, "")
    return _Place(paper.committee or "", paper.meeting_date, title)


def _cited(citation: Citation) -> _Place | None:
    if not citation.date:
        return None
    return _Place(citation.committee or "", citation.date, citation.item_title or "")


def _of_meeting(query: Query, place: _Place) -> Choice:
    day = day_words(place.day)
    asked, end = _parted(query)
    question = fill("choice_meeting", question=asked, committee=place.committee, day=day)
    return Choice(joined(" ", (place.committee, day)), question + end)


def _of_matter(query: Query, place: _Place) -> Choice:
    asked, end = _parted(query)
    return Choice(place.title, fill("choice_matter", question=asked, title=place.title) + end)


def _parted(query: Query) -> tuple[str, str]:
    """Return a question as read, and the mark at its end."""
    text = query.search_text.strip()
    return text.rstrip(" ?.!"), "?" if text.endswith("?") else ""

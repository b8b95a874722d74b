"""Which decisions of the register a question is about, and how well each fits it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.catalogue import Catalogue
from corpus.decisions import outcome_word
from corpus.language import words
from corpus.model import DecisionKind, OutcomeClass, Passage, PassageKind, Resolution
from corpus.register import people_in
from prompts import joined, worded
from retrieval.answer.of_matter import (
    decided_on,
    of_time_and_body,
    same_business,
    titles_named,
)
from retrieval.answer.quoting import Quoter
from retrieval.model import Statement, day_words
from retrieval.question import (
    Query,
    ask_of,
    asking_words,
    content_words,
    counts_met,
    stem,
    stems_of,
    topic_words,
)
from retrieval.ranking import NOT_STANDING, asks_of_amendments, weight
from retrieval.search import Found

_LOOKED_AT = 600
_MOST = 100
# Fewer passages than this hold no register of a matter.
_FEW = 20
# Letters of a vote in the direct line.
_SHORT = 90
# Share of the topic that is the whole of it.
WHOLE = 0.75


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the register says; ``sure`` where it holds what the question is about."""

    statements: tuple[Statement, ...]
    sure: bool
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """A decision, the shares of the topic in it and in its title, and whether the chat is on it.

    ``cited`` says that the chat's last answer quoted it first: of two motions of one minute
    the next question is of that one.
    """

    said: Resolution
    share: float
    in_title: float
    of_matter: bool
    cited: bool = False


def fitting(
    found: Found, catalogue: Catalogue, quoter: Quoter, *, voted: bool = False
) -> list[Fit]:
    """Return resolutions of the body and time asked for that hold the topic, best first.

    Where it is asked how it was ``voted``, the names of those who did are words of it too. Where
    it is said who moved or seconded, it is of what they did.
    """
    query = found.query
    topic = topic_of(query)
    people = people_in(query.search_text)
    theirs = [said for one in people for said in catalogue.decided_by(one, found.scope)]
    if theirs:
        named = {word.word for one in people for word in one.words}
        topic = tuple(word for word in topic if word not in named)
    own = [] if theirs else decided_on(query.matter, found, catalogue)
    if not topic and not own and not theirs:
        return []
    known = dict.fromkeys(theirs or own)
    if topic and not theirs:
        passages = _passages(found, topic, catalogue)
        known |= dict.fromkeys(said for one in passages if (said := quoter.resolution(one)))
    weights = weights_of(topic, found)
    total, every = sum(weights.values()), float(bool(theirs))
    fits: list[Fit] = []
    is_of = of_time_and_body(query)
    for said in known:
        if said.kind is not DecisionKind.DECISION or not is_of(said):
            continue
        title = stems_of(said.title or "")
        held = title | stems_of(said.text) | (stems_of(said.vote or "") if voted else set())
        if said not in own and not counts_met(f"{said.title or ''} {said.text}", query):
            continue
        # Of whoever is named, without a matter beside, all is asked for.
        share = sum(w for s, w in weights.items() if s in held) / total if total else every
        above = sum(w for s, w in weights.items() if s in title) / total if total else 0.0
        fits.append(Fit(said, share, above, said in own, _cited(said, query)))
    least = found.constants.quoting.recorded_topic
    fits = [fit for fit in fits if fit.share >= least or (fit.of_matter and not topic)]
    titles = titles_named(query)
    titled = [f for f in fits if any(same_business(f.said.title, one, found) for one in titles)]
    return sorted(titled or fits, key=lambda fit: -worth_of(fit))


def _cited(said: Resolution, query: Query) -> bool:
    """Whether words of a decision, or of what is recorded beside it, were cited first before."""
    matter = query.matter
    if matter is None or matter.paper_id != said.paper_id:
        return False
    own = (*said.spans, *said.outcome_spans, *said.moved_spans, *said.vote_spans)
    return any(one.overlaps(cited) for one in own for cited in matter.spans)


def topic_of(query: Query) -> tuple[str, ...]:
    """Return the words that say what was decided, moved or voted on, as they were meant."""
    typed = {read: word for word, read in query.corrections}
    left_out = asking_words() | words("record_words") | set(content_words(query.committee or ""))
    ask = ask_of(query.own_text)
    if ask is not None and ask.name == "vote":
        left_out |= words("vote_wishes")
    return tuple(w for w in topic_words(query) if typed.get(w, w) not in left_out)


def weights_of(topic: Sequence[str], found: Found) -> dict[str, float]:
    """Return the stems of the topic with what each counts, from 0 to 1: rarer ones more."""
    given = found.question.weights
    known = {
        stem(word): float(given[start:end].mean())
        for word, start, end in found.question.words
        if end > start and end <= len(given)
    }
    common = min(known.values(), default=1.0)
    return {stem(word): known.get(stem(word), common) or common for word in topic}


def _passages(found: Found, topic: Sequence[str], catalogue: Catalogue) -> list[Passage]:
    """Return passages of resolutions: those found, then those that hold the words of the topic.

    A question about votes shares most of its words with no resolution.
    """
    phrases = [" ".join(re.findall(r"[^\W_]+", word)) for word in topic]
    quoted = [f'"{phrase}"' for phrase in phrases if phrase]
    ids: list[str] = []
    for joint in (" AND ", " OR "):
        if quoted and len(ids) < _FEW:
            proposed = catalogue.lexical_passages(joint.join(quoted), _LOOKED_AT, found.scope)
            ids += [key for key, _ in proposed]
    further = catalogue.passages(ids, found.scope.clearance)
    known = {hit.passage.id: hit.passage for hit in found.hits}
    known |= {key: further[key] for key in ids if key in further}
    resolved = (p for p in known.values() if p.kind is PassageKind.RESOLUTION)
    return [p for p in resolved if p.paper_id in found.papers][:_MOST]


def worth_of(fit: Fit) -> float:
    """Return how well a decision fits, from 0 to 2: title and chat's matter count half each."""
    return fit.share + 0.5 * fit.in_title + 0.5 * fit.of_matter


def is_sure(fit: Fit, found: Found) -> bool:
    """Whether a decision is on what is asked: of the chat's matter, or with most of the topic."""
    return fit.of_matter or fit.share >= found.constants.quoting.recorded_topic


def recording(fits: Sequence[Fit], query: Query) -> Fit | None:
    """Return the resolution whose record is asked for: of the chat's matter, of what stands.

    None without any.
    """
    if not fits:
        return None
    amending = asks_of_amendments(query.text)

    def meant(fit: Fit) -> tuple[bool, bool, bool, float, float, date]:
        standing = (weight(fit.said) == NOT_STANDING) == amending
        day = fit.said.date or date.min
        near = round(fit.share + fit.in_title, 1)
        return (fit.of_matter, fit.cited, standing, near, fit.share, day)

    return max(fits, key=meant)


# What was not agreed: "No sale was agreed", "it was not agreed"; "No. 5 was approved" was.
_DENIED = re.compile(r"\b(?:not|never|nor)\W+(?:\w+\W+){0,2}$|^\W*(?:no|neither)\s+[a-z]", re.I)


def line_of(said: Resolution) -> str:
    """Return what became of a resolution, by whom, when and under which minute, in one line."""
    outcome = said.outcome or _own_outcome(said)
    vote = said.vote if said.vote and len(said.vote) <= _SHORT else ""
    # What the outcome says of the vote is not said again.
    more = [one for one in vote.split(", ") if one and one.lower() not in outcome.lower()]
    parts = (
        joined(", ", (outcome.rstrip("."), *more)) if more else outcome,
        said.committee or "",
        day_words(said.date),
        worded("minute {number}", number=said.number) if said.number else "",
    )
    return joined(" · ", parts)


def _own_outcome(said: Resolution) -> str:
    """Return how a resolution ended by its own words; "" where they do not say so.

    What is printed without a word of agreement, or of what was not agreed, stands as agreed in
    the register: its own words tell more than that.
    """
    word = outcome_word(said)
    if said.outcome_class is not OutcomeClass.AGREED:
        # The register's own name of an end is ours to say; a word of the minutes is printed.
        return worded(word) if word == said.outcome_class.value else word
    before, told, _ = said.text.partition(word)
    return word if told and not _DENIED.search(before) else ""

"""What the register answers: what was decided on a matter, how it stands, who moved, who voted.

The resolutions that hold most of what the question is about, its rarer words counting
more, are the evidence; that of the body and time asked for, or of what the chat is about,
comes first. The direct line is made of what is stored with the resolution and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.catalogue import Catalogue
from corpus.model import DecisionKind, Passage, PassageKind, Resolution, Span
from retrieval.answer.citations import widest_on_each_page
from retrieval.answer.of_matter import (
    decided_on,
    meant,
    named_bodies,
    same_business,
    titles_named,
)
from retrieval.answer.quoting import Quoter
from retrieval.model import Intent, Statement, day_words
from retrieval.question import (
    Query,
    Recency,
    ask_of,
    asking_words,
    content_words,
    stem,
    stems_of,
    topic_words,
)
from retrieval.ranking import NOT_STANDING, asks_of_amendments, weight
from retrieval.search import Found

_LOOKED_AT = 600
_MOST = 100
# Decisions shown; letters of a vote in the direct line, and of a note after a decision.
_SHOWN, _SHORT, _NOTE = 3, 90, 400
# Share of the topic that is the whole of it.
_WHOLE = 0.75
# Words that ask for a record and say nothing of its matter.
_FILLERS = frozenset(
    """time times find show tell give get know amendment amendments motion motions figures figure
    number numbers breakdown tally count split party parties lost fell rejected defeated taken
    made came come yet ever ago since first whole full exactly exact""".split()  # noqa: SIM905
)
_SIDES = {
    "against": re.compile(r"\bagainst\b|\boppos\w*|\bno\b", re.I),
    "abstain": re.compile(r"\babst\w*", re.I),
    "for": re.compile(r"\bfor\b|\bfavour\b|\bback\w*|\bsupport\w*", re.I),
}
# Where the side of a recorded vote begins, and where the next one does.
_SIDE = re.compile(
    r"(?P<for>\b(?:for|in favour|ayes?|yes)\b)|(?P<against>\b(?:against|noes|nays?|no)\b)"
    r"|(?P<abstain>\babst\w*(?: from voting)?)",
    re.I,
)
_NOTED_VOTE = re.compile(r"\bvot\w*\b|\babst\w*|\bagainst\b", re.I)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the register says; ``sure`` where it holds what the question is about."""

    statements: tuple[Statement, ...]
    sure: bool
    lead: str = ""


@dataclass(frozen=True, slots=True)
class _Fit:
    said: Resolution
    share: float
    in_title: float
    of_matter: bool


def recorded(found: Found, catalogue: Catalogue, quoter: Quoter) -> Recorded | None:
    """Return what the register says to a question; None where it is no question for it.

    None too where no resolution is about the topic, or none of those records what is
    asked for. Raises as :class:`Quoter`.
    """
    query = found.query
    ask = ask_of(query.own_text)
    name = ask.name if ask else ""
    if name not in ("vote", "mover", "status") and query.intent is not Intent.RESOLUTION:
        return None
    fits = _fits(found, catalogue, quoter)
    if not fits:
        return None
    if name == "vote":
        return _votes(fits, found, catalogue, quoter)
    if name == "mover":
        return _movers(fits, query, quoter)
    if name == "status":
        return _standing(fits, found, quoter)
    return _decided(fits, found, quoter)


def decided_elsewhere(found: Found, quoter: Quoter) -> bool:
    """Whether a question asks what a body of a kind decided that decided nothing found on it.

    Raises as :class:`Quoter`.
    """
    named = named_bodies(found.query)
    if found.query.intent is not Intent.RESOLUTION or not named:
        return False
    resolved = [h.passage for h in found.hits[:_HITS] if h.passage.kind is PassageKind.RESOLUTION]
    said = [quoter.resolution(one) for one in resolved]
    bodies = [(one.committee or "").lower() for one in said if one]
    return bool(bodies) and not any(any(one in body for one in named) for body in bodies)


_HITS = 10


def line_of(said: Resolution) -> str:
    """Return what became of a resolution, by whom, when and under which minute, in one line."""
    outcome = said.outcome or said.outcome_class.value
    vote = said.vote if said.vote and len(said.vote) <= _SHORT else ""
    parts = (
        outcome if not vote or vote.lower() in outcome.lower() else f"{outcome}, {vote}",
        said.committee or "",
        day_words(said.date) if said.date else "",
        f"minute {said.number}" if said.number else "",
    )
    return " · ".join(part for part in parts if part)


def _decided(fits: Sequence[_Fit], found: Found, quoter: Quoter) -> Recorded | None:
    """Return the newest of the decisions that fit best; earlier ones of the matter after it."""
    told = _said_once(_best(fits, found.query, found.constants.choosing.near_outcomes), quoter)
    if not told:
        return None
    first = next(iter(told))
    return Recorded(tuple(told.values()), _sure(first, found), line_of(first.said))


def _standing(fits: Sequence[_Fit], found: Found, quoter: Quoter) -> Recorded | None:
    """Return the newest decision on the matter and those before it, newest first."""
    if not _sure(fits[0], found) or _passed_by(fits[0], found):
        return None
    told = _decided(fits, found, quoter)
    if told is None:
        return None
    several = len(told.statements) > 1
    return Recorded(told.statements, True, f"Latest: {told.lead}" if several else told.lead)


def _said_once(fits: Iterable[_Fit], quoter: Quoter) -> dict[_Fit, Statement]:
    """Return the first decisions that can be quoted, in order, copies beside the first of them."""
    told: dict[_Fit, Statement] = {}
    for fit in fits:
        one = quoter.resolved(fit.said)
        if one is None:
            continue
        day, title = fit.said.date, fit.said.title
        same = (f for f in told if (f.said.date, f.said.title) == (day, title))
        first = next((f for f in same if told[f].text == one.text), None)
        if first is not None:
            also = (*told[first].also, *widest_on_each_page(one.citations))
            told[first] = replace(told[first], also=also)
        elif len(told) < _SHOWN:
            told[fit] = one
    return told


def _passed_by(fit: _Fit, found: Found) -> bool:
    """Whether the search puts another matter's words before a decision of another title.

    A motion that was withdrawn is no decision, and one of like words is not what became of it.
    """
    if fit.of_matter or fit.in_title or not found.hits:
        return False
    first = found.hits[0].passage
    own = first.paper_id == fit.said.paper_id and any(
        one.overlaps(other) for one in first.spans for other in fit.said.spans
    )
    said = stems_of(f"{first.text} {first.context}")
    return not own and all(stem(word) in said for word in _topic(found.query))


def _movers(fits: Sequence[_Fit], query: Query, quoter: Quoter) -> Recorded | None:
    kept = _recording([fit for fit in fits if fit.said.moved_spans or fit.said.mover], query)
    if kept is None:
        return None
    said = kept.said
    # Where the words of the decision name its mover, no line of its own does.
    line, whole = quoter.recorded(said, said.moved_spans), quoter.resolved(said)
    if whole is None:
        return None
    named = [
        f"{name} ({role})"
        for name, role in ((said.mover, "mover"), (said.seconder, "seconder"))
        if name
    ]
    lead = " · ".join((", ".join(named), line_of(said))) if named else ""
    told = (line, whole) if line else (whole,)
    return Recorded(told, kept.of_matter or kept.share >= _WHOLE, lead)


def _votes(
    fits: Sequence[_Fit], found: Found, catalogue: Catalogue, quoter: Quoter
) -> Recorded | None:
    """Return how it was voted: the side asked for first, else that it was unanimous."""
    query = found.query
    side = next((name for name, says in _SIDES.items() if says.search(query.own_text)), "")
    noted = {id(fit): _noted(fit.said, found, catalogue, quoter) for fit in fits}
    told = [fit for fit in fits if fit.said.vote_spans or fit.said.vote or noted[id(fit)]]
    kept = _recording(told, query)
    if kept is None:
        return None
    said = kept.said
    lines = [quoter.recorded(said, said.vote_spans)] if said.vote_spans else []
    lines += noted[id(kept)]
    if not any(lines) and said.outcome_spans:
        lines = [quoter.recorded(said, said.outcome_spans)]
    whole = quoter.resolved(said)
    shown = [one for one in lines if one]
    if whole is None:
        return None
    # A vote that stands in the words of the decision is quoted with them.
    text = " ".join(one.text for one in shown) or whole.text
    asked = _side_of(text, side)
    line, first = line_of(said), asked or said.vote or said.outcome
    lead = line if first.lower() in line.lower() else f"{first} · {line}"
    return Recorded((*shown, whole), kept.of_matter or kept.share >= _WHOLE, lead)


def _side_of(text: str, side: str) -> str:
    """Return the part of a recorded vote that names one side: "Against: Councillors …"."""
    if not side:
        return ""
    marks = list(_SIDE.finditer(text))
    for at, mark in enumerate(marks):
        if mark.lastgroup == side and text[mark.end() : mark.end() + 2].lstrip()[:1] == ":":
            after = [m.start() for m in marks[at + 1 :] if text[m.end() :].lstrip()[:1] == ":"]
            return text[mark.start() : after[0] if after else len(text)].strip()
    return ""


def _noted(said: Resolution, found: Found, catalogue: Catalogue, quoter: Quoter) -> list[Statement]:
    """Return sentences right after a resolution that note how somebody voted."""
    if not said.spans:
        return []
    last = said.spans[-1]
    page = catalogue.page(said.paper_id, last.page, found.scope.clearance)
    after = page.text[last.end : last.end + _NOTE]
    note = re.match(r"[\s.;]*(\((?:[^()]|\([^()]*\)){5,300}\)\.?)", after)
    if not note or not _NOTED_VOTE.search(note[1]):
        return []
    start = last.end + note.start(1)
    one = quoter.recorded(said, (Span(last.page, start, start + len(note[1])),))
    return [one] if one else []


def _recording(fits: Sequence[_Fit], query: Query) -> _Fit | None:
    """Return the resolution whose record is asked for: of the chat's matter, of what stands."""
    if not fits:
        return None
    amending = asks_of_amendments(query.text)

    def meant(fit: _Fit) -> tuple[bool, bool, float, float, date]:
        standing = (weight(fit.said) == NOT_STANDING) == amending
        day = fit.said.date or date.min
        return (fit.of_matter, standing, round(fit.share + fit.in_title, 1), fit.share, day)

    return max(fits, key=meant)


def _best(fits: Sequence[_Fit], query: Query, near: float) -> list[_Fit]:
    """Return the fits that are about as good as the best, in the order of the time asked for."""
    most = max(_worth(fit) for fit in fits)
    kept = [fit for fit in fits if _worth(fit) >= near * most]
    amending = asks_of_amendments(query.text)
    oldest = query.recency is Recency.FIRST

    def order(fit: _Fit) -> tuple[bool, int, int]:
        day = (fit.said.date or date.min).toordinal()
        return ((weight(fit.said) == NOT_STANDING) != amending, day if oldest else -day, 0)

    return sorted(kept, key=order)


def _worth(fit: _Fit) -> float:
    return fit.share + 0.5 * fit.in_title + 0.5 * fit.of_matter


def _sure(fit: _Fit, found: Found) -> bool:
    return fit.of_matter or fit.share >= found.constants.quoting.recorded_topic


def _fits(found: Found, catalogue: Catalogue, quoter: Quoter) -> list[_Fit]:
    """Return resolutions of the body and time asked for that hold the topic, best first."""
    query = found.query
    topic = _topic(query)
    own = decided_on(query.matter, found, catalogue)
    if not topic and not own:
        return []
    known = dict.fromkeys(own)
    if topic:
        passages = _passages(found, topic, catalogue)
        known |= dict.fromkeys(said for one in passages if (said := quoter.resolution(one)))
    weights = _weights(topic, found)
    total = sum(weights.values())
    fits: list[_Fit] = []
    for said in known:
        if said.kind is not DecisionKind.DECISION or not meant(said, query):
            continue
        title = stems_of(said.title or "")
        words = title | stems_of(said.text)
        share = sum(w for s, w in weights.items() if s in words) / total if total else 0.0
        above = sum(w for s, w in weights.items() if s in title) / total if total else 0.0
        fits.append(_Fit(said, share, above, said in own))
    least = found.constants.quoting.recorded_topic
    fits = [fit for fit in fits if fit.share >= least or (fit.of_matter and not topic)]
    titles = titles_named(query)
    named = [f for f in fits if any(same_business(f.said.title, one, found) for one in titles)]
    fits = named or fits
    return sorted(fits, key=lambda fit: -_worth(fit))


def _topic(query: Query) -> tuple[str, ...]:
    """Return the words that say what was decided, moved or voted on, as they were meant."""
    typed = {read: word for word, read in query.corrections}
    left_out = asking_words() | _FILLERS | set(content_words(query.committee or ""))
    return tuple(w for w in topic_words(query) if typed.get(w, w) not in left_out)


def _weights(topic: Sequence[str], found: Found) -> dict[str, float]:
    """Return the stems of the topic with what each counts: rarer ones more."""
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


# Fewer passages than this hold no register of a matter.
_FEW = 20

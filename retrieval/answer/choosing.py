"""Which hits an answer quotes: the lead, what stands beside it, both sides of a comparison.

The lead is the best passage; what stands beside it is added only where it is
nearly as good. Versions of the same words count once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.language import find_dates
from corpus.minutes import closes_meeting
from corpus.model import FormName, Passage, PassageKind
from retrieval.answer.comparing import sides
from retrieval.answer.contradictions import contradicting, newer_figure, newer_line
from retrieval.answer.lists import asks_for_list, asks_for_several
from retrieval.model import Choosing, Hit, Intent
from retrieval.question import Query, counts_met, share_met, topic_words
from retrieval.ranking import (
    COUNTABLE,
    NUMBERS,
    Versions,
    Wanted,
    asks_of_amendments,
    fell,
    grouped,
    headed,
    holds_in,
    likeness,
    settled,
    standing_first,
    wanted,
)
from retrieval.search import Found, is_answer_to, likely_pages

_TOLD_WELL = frozenset(
    (
        *(Wanted.PERSON, Wanted.PRESENT, Wanted.DATE, Wanted.MONEY),
        *NUMBERS,
        *(Wanted.REASON, Wanted.RISK, Wanted.OPTION, Wanted.VIEW),
    )
)
# Kinds of which what one page tells is enough. Sums, days and numbers stand on every page.
_TOLD_AT_ONCE = frozenset((Wanted.PERSON, Wanted.LEAD, Wanted.PRESENT, Wanted.RISK))

# When a meeting ended may be asked about.
_ASKS_CLOSE = re.compile(
    r"\b(?:clos|end|finish|adjourn|conclu|over\b|long|time|when|next)\w*", re.I
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an answer quotes, in its order; ``conflicting`` are ids of passages that disagree.

    ``line`` says before them what they come to; "" where nothing is to be said.
    """

    versions: tuple[Versions, ...]
    conflicting: frozenset[str] = frozenset()
    line: str = ""


def chosen_for(found: Found, unsure: bool = False) -> Chosen:
    """Choose what to quote; nothing without hits. Where ``unsure``, more that comes near."""
    if not found.hits:
        return Chosen(())
    constants = found.constants
    hits = _speaking(found)
    compared = sides(found.query, hits, found.day, constants)
    if compared:
        parts = [hit for side in compared for hit in (side.hit, *_same_row(side.hit, hits, found))]
        return Chosen(tuple(Versions(hit) for hit in parts))
    groups = grouped(hits, found.query, found.day, constants.likeness)
    lead = _lead(groups, found.query, constants.choosing)
    weighed = groups[: constants.choosing.hits]
    others = [g.face for g in weighed if g is not lead] + list(lead.others)
    newer = newer_figure(found, lead.face, others)
    if newer:
        line = newer_line(found, newer, lead.face)
        own = next((g for g in groups if g.face is newer), Versions(newer))
        return Chosen((own, lead), line=line)
    clash = contradicting(found, lead.face, others)[: constants.choosing.conflicts]
    if clash:
        disagreeing = sorted(
            (lead.face, *clash), key=lambda hit: (str(found.day(hit.passage)), -hit.score)
        )
        also = {lead.face.passage.id: tuple(h for h in lead.others if h not in clash)}
        return Chosen(
            tuple(Versions(hit, also.get(hit.passage.id, ())) for hit in disagreeing),
            frozenset(hit.passage.id for hit in disagreeing),
        )
    listed = _of_one_list(found, groups, lead)
    return Chosen(listed or (lead, *_besides(found, groups, lead, unsure)))


def quoted_hits(found: Found) -> tuple[Hit, ...]:
    """Return the hits that speak for an answer when nothing is compared, the lead first."""
    if not found.hits:
        return ()
    constants = found.constants
    groups = grouped(_speaking(found), found.query, found.day, constants.likeness)
    lead = _lead(groups, found.query, constants.choosing)
    return tuple(group.face for group in (lead, *_besides(found, groups, lead)))


def _speaking(found: Found) -> tuple[Hit, ...]:
    """Return the best hits without those that only say that a meeting ended, unless asked when."""
    hits = found.hits[: found.constants.ranking.closely]
    if _ASKS_CLOSE.search(found.query.text):
        return hits
    return tuple(hit for hit in hits if not _closes(found, hit)) or hits


def _closes(found: Found, hit: Hit) -> bool:
    prose = hit.passage.kind is PassageKind.PROSE
    units = found.evidence.get(hit.passage.id, ()) if prose else ()
    best = max(units, key=lambda e: e.score, default=None)
    return best is not None and closes_meeting(best.unit.text)


def likely_pages_of(found: Found, hit: Hit) -> tuple[int, ...]:
    """Return the physical pages of a hit, that with its best unit first."""
    return likely_pages(hit.passage, found.evidence.get(hit.passage.id, ()))


def _besides(
    found: Found, groups: Sequence[Versions], lead: Versions, unsure: bool = False
) -> tuple[Versions, ...]:
    """Return what is quoted after the lead: more of its page, and near equals."""
    intent, choosing = found.query.intent, found.constants.choosing
    kind = wanted(found.query)
    rest = [group for group in groups[: choosing.hits] if group is not lead]
    beside: list[Versions] = []
    if _official_only(lead, intent):
        rest = [group for group in rest if _official_alike(group.face.passage, lead.face.passage)]
    else:
        page = (lead.face.passage.paper_id, likely_pages_of(found, lead.face)[0])
        least = choosing.beside_unit * _best_unit(found, lead.face)
        fitting = [
            group
            for group in rest
            if _stays_on(page, group.face, found)
            and group.score >= choosing.beside * lead.score
            and _best_unit(found, group.face) >= least
        ]
        # What holds the kind of thing asked for comes before what only shares its words.
        fitting.sort(key=lambda group: not holds_in(kind, group.face.passage))
        beside = fitting[: choosing.beside_most]
    nears = {Intent.COMPARE: choosing.near_compare, Intent.RESOLUTION: choosing.near_outcomes}
    # What a chat brings is less sure to be what is asked for than what was typed.
    carried = found.query.carried or found.query.matter
    open_to = choosing.near_carried if carried else choosing.near_unsure
    usual = open_to if unsure else choosing.near
    near = min(usual, nears.get(intent, usual)) * lead.score
    # One thing is asked for and there: that of another page is of something else.
    alone = max(near, choosing.near_value * lead.score)
    one = _one_asked(lead.face, found.query)
    # Beside a sum, a day or a name stands only what tells one as well.
    told = kind in COUNTABLE and holds_in(kind, lead.face.passage)
    known = {group.face.passage.id for group in beside}
    equals = [
        g
        for g in rest
        if g.score >= (alone if one(g.face) else near)
        and g.face.passage.id not in known
        and _in_period(g.face) >= _in_period(lead.face)
        and (not told or holds_in(kind, g.face.passage))
    ]
    equals = standing_first(equals, found.query.text)
    return (*beside, *(equals if intent in nears and not unsure else equals[: choosing.equals]))


def _of_one_list(found: Found, groups: Sequence[Versions], lead: Versions) -> tuple[Versions, ...]:
    """Return the decisions near the lead that have what is asked for as it has, as printed.

    So all three who were appointed are told where it is asked who were; () where it is alone, is
    no decision, or one thing is asked for. Among motions that were lost stands none that was not.
    """
    first, query = lead.face.passage, found.query
    several = asks_for_list(query) or asks_for_several(query)
    topic = topic_words(query)
    least = share_met(topic, first.text, query)
    if not (several and least and first.kind is PassageKind.RESOLUTION):
        return ()
    pages = range(first.pages[0] - 1, first.pages[-1] + 2)
    lost = asks_of_amendments(query.text)
    listed = [
        group
        for group in groups[: found.constants.choosing.hits]
        if (one := group.face.passage).kind is first.kind
        and one.paper_id == first.paper_id
        and one.pages[0] in pages
        and share_met(topic, one.text, query) >= least
        and not (lost and fell(one) != fell(first))
    ]
    listed.sort(key=lambda group: min((s.page, s.start) for s in group.face.passage.spans))
    return tuple(listed) if len(listed) > 1 else ()


def _one_asked(lead: Hit, query: Query) -> Callable[[Hit], bool]:
    """Return what tells whether a hit would say a second thing where one answers, in the lead.

    So it is where who leads, who was there or a risk is asked for and the lead holds it, and with
    a row beside another of its paper, but not where the hit names the day asked for and the lead
    does not. What a chat brings makes the lead less sure.
    """
    kind, row = wanted(query), lead.passage.kind is PassageKind.ROW
    unsure = query.intent is Intent.COMPARE or bool(query.carried or query.matter)
    told_there = kind in _TOLD_AT_ONCE and holds_in(kind, lead.passage)

    def told(hit: Hit) -> bool:
        rows = row and hit.passage.kind is PassageKind.ROW
        beside = rows and hit.passage.paper_id == lead.passage.paper_id
        dated = _names_time(hit, query) and not _names_time(lead, query)
        return not unsure and (told_there or beside) and not dated

    return told


def _lead(groups: Sequence[Versions], query: Query, choosing: Choosing) -> Versions:
    """Return the group that answers: an outcome where one was asked for and is near."""
    first = groups[0]
    if query.intent is not Intent.RESOLUTION:
        return _of_kind(groups, wanted(query), choosing)
    near = [
        g
        for g in groups[: choosing.hits]
        if g.score >= choosing.outcome * first.score
        and _in_period(g.face) >= _in_period(first.face)
        and _with_figures(g.face) >= _with_figures(first.face)
        and counts_met(_words_of(g.face), query) >= counts_met(_words_of(first.face), query)
        and g.face.passage.kind is PassageKind.RESOLUTION
    ]
    return settled(near, query.text, choosing) or first


def _of_kind(groups: Sequence[Versions], kind: Wanted, choosing: Choosing) -> Versions:
    """Return the best group, or one near to it that holds what is asked for where it does not.

    Only for what can be told well from words: numbers stand on every page.
    """
    first = groups[0]
    if kind not in _TOLD_WELL or holds_in(kind, first.face.passage):
        return first
    near = [g for g in groups[: choosing.hits] if g.score >= choosing.near_kind * first.score]
    holding = next((g for g in near if holds_in(kind, g.face.passage)), None)
    prose = first.face.passage.kind is PassageKind.PROSE
    return holding or (prose and _under_heading(groups, kind, choosing)) or first


def _under_heading(groups: Sequence[Versions], kind: Wanted, choosing: Choosing) -> Versions | None:
    """Return the best group of the first one's item under a heading that announces the kind.

    Reports say why under "Reasons", whatever words of the question their other parts share.
    """
    first = groups[0].face.passage
    least = choosing.near_section * groups[0].score
    for group in groups[: choosing.hits]:
        passage = group.face.passage
        same = (passage.paper_id, passage.item) == (first.paper_id, first.item)
        # Where a paper's items are not known, they are told by what stands over the heading.
        same &= passage.item is not None or passage.headings[:-1] == first.headings[:-1]
        if same and group.score >= least and headed(kind, passage):
            return group
    return None


def _in_period(hit: Hit) -> float:
    """Return what the period asked for says for a hit: another meeting's outcome is no answer."""
    return dict(hit.signals).get("period", 0.0)


def _with_figures(hit: Hit) -> float:
    """Return what the figures asked for say for a hit: a decision on other sums is no answer."""
    return dict(hit.signals).get("figure", 0.0)


def _words_of(hit: Hit) -> str:
    return f"{hit.passage.context} {hit.passage.labelled or hit.passage.text}"


def _names_time(hit: Hit, query: Query) -> bool:
    """Whether the words of a hit name a day or month within a time asked for."""
    told = find_dates(hit.passage.labelled or hit.passage.text) if query.periods else ()
    return any(p.since <= one.since and one.until <= p.until for p in query.periods for one in told)


def _official_only(lead: Versions, intent: Intent) -> bool:
    """Whether official wording answers by itself, without what stands beside it."""
    kind = lead.face.passage.kind
    if intent is Intent.RESOLUTION:
        return kind is PassageKind.RESOLUTION
    return intent is Intent.DECISION_ASKED and kind is PassageKind.FORM


def _official_alike(passage: Passage, lead: Passage) -> bool:
    """Whether a passage is official wording of the lead's kind: beside what a report
    recommends, the head of a form, with its date and author, decides nothing."""
    return passage.kind is lead.kind and (_recommends(passage) or not _recommends(lead))


def _recommends(passage: Passage) -> bool:
    return is_answer_to(passage, FormName.RECOMMENDATIONS)


def _best_unit(found: Found, hit: Hit) -> float:
    return max((e.score for e in found.evidence.get(hit.passage.id, ())), default=0.0)


def _same_row(hit: Hit, hits: Sequence[Hit], found: Found) -> tuple[Hit, ...]:
    """Return the next best part of the row that a hit is a part of."""
    if hit.passage.kind is not PassageKind.ROW:
        return ()
    least = found.constants.choosing.same_row * hit.score
    parts = (
        other
        for other in hits
        if other is not hit
        and other.passage.paper_id == hit.passage.paper_id
        and set(other.passage.pages) & set(hit.passage.pages)
        and other.score >= least
        and likeness(hit.passage, other.passage, found.constants.likeness) >= 1.0
    )
    return tuple(parts)[:1]


def _stays_on(page: tuple[str, int], hit: Hit, found: Found) -> bool:
    """Whether what a hit says to the question stands on ``page`` and on no other.

    More of the same page explains it; what runs on overleaf sends the reader there for nothing.
    """
    units = found.evidence.get(hit.passage.id, ())
    prose = hit.passage.kind is PassageKind.PROSE
    best = max(units, key=lambda e: e.score).unit if prose and units else hit.passage
    return page[0] == hit.passage.paper_id and {span.page for span in best.spans} == {page[1]}

"""What minutes note of the meeting itself: who was in the chair, and when the next one is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from corpus.catalogue import Catalogue
from corpus.language import alternation, find_dates, words
from corpus.model import MinuteMeeting, Passage, PassageKind, Scope
from retrieval.answer import Quoter, Recorded
from retrieval.model import Statement, day_words
from retrieval.question import Query, Recency, ask_of, content_words, topic_words
from retrieval.ranking import Wanted, holds, units_of, within
from retrieval.search import Found

# Meetings that are told of where a time is named, and letters of a note without a line end.
_MEETINGS, _LONG = 3, 240
_CHAIR = rf"(?i:{alternation('chairs')})\b"
_PART = rf"(?!(?i:vice|deputy|acting)\b|{_CHAIR})[A-Z][\w’'-]{{1,30}}"
_NAME = (
    rf"(?<![\w’'-])(?P<who>(?:{alternation('titles', plurals=True)}\.?\s{{1,3}})?"
    rf"(?:[A-Z]\.?\s{{0,2}}){{0,3}}{_PART}"
    rf"(?:\s(?:[A-Z]\.\s)?{_PART}){{0,2}})"
)
_PUT = (
    r"(?i:(?:(?:was|is|be|were)\s{1,3})?(?:duly\s{1,3})?(?:re-?)?(?:elected|appointed)(?:\s{1,3}as)?"
    r"(?:\s{1,3}the)?)"
)
# The likeliest first: whoever is noted in the chair, then whoever was put into it.
_CHAIRED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_NAME}\s{{0,3}}(?:[,(–-]\s{{0,3}})?(?i:in|took|to|to\s{{1,3}}take)\s{{1,3}}(?i:the\s{{1,3}})?{_CHAIR}",
        rf"{_NAME}\s{{0,3}}(?:[,(–-]\s{{0,3}}|\s)(?i:the\s{{1,3}})?{_CHAIR}(?=\s{{0,3}}(?:[),;.:\n]|$))",
        rf"(?<![-–])(?<!(?i:vice)\s)(?<!(?i:deputy)\s){_CHAIR}\s{{0,3}}[:(–-]\s{{0,3}}{_NAME}",
        rf"(?i:chaired|presided\s{{1,3}}over)\s{{1,3}}(?i:by)\s{{1,3}}{_NAME}",
        rf"{_NAME}\s{{1,3}}(?i:presided|chaired)\b",
        rf"{_NAME}\s{{1,3}}{_PUT}\s{{1,3}}{_CHAIR}",
    )
)
_NEXT = re.compile(r"\b(?:next|future)\s+(?:[\w’'-]+\s+){0,3}?(?:meetings?|session)\b", re.I)
_SEVERAL = re.compile(rf"^{alternation('titles', singulars=False, plurals=True)}\.?\s")
_INITIALS = re.compile(r"[A-Z]\.?\s+[A-Z]")
_BODIES = words("bodies", "members", "papers_and_services", plurals=True)
_ASKING = re.compile(
    rf"chair\w*|presid\w+|{alternation('chairs', plurals=True)}|took|take|meets?|date|again", re.I
)


def of_the_meeting(found: Found, catalogue: Catalogue, quoter: Quoter) -> Recorded | None:
    """Return what minutes note of the meetings asked about: their chair, or the date of the next.

    Of a body that is named without a time its newest meeting is meant. None where another thing
    is asked, neither body nor time is named, or no minutes note it. Raises as :class:`Quoter`.
    """
    ask = ask_of(found.query.own_text)
    tell = {"chair": _chair, "next_meeting": _next}.get(ask.name) if ask else None
    if ask is None or tell is None:
        return None
    told = [
        one
        for held in _meetings(ask.name == "next_meeting", found, catalogue)
        if (one := _note(tell, _printed(held, found, catalogue), held, quoter))
    ]
    if not told:
        return None
    statements, leads = zip(*told, strict=True)
    return Recorded(statements, True, "; ".join(dict.fromkeys(leads)))


def _meetings(before: bool, found: Found, catalogue: Catalogue) -> list[MinuteMeeting]:
    """Return the meetings meant, the newest first; none where it is not sure which are.

    With ``before`` those up to the time that is named: they say when the next one is.
    """
    query = found.query
    minutes = catalogue.meetings(Scope(clearance=found.scope.clearance))
    dated = [one for one in minutes if one.paper_id in found.papers and one.date]
    known = {*content_words(query.committee or ""), *words("meeting_words")}
    named = [w for w in topic_words(query) if w not in known and not _ASKING.fullmatch(w)]
    if query.committee:
        dated = [one for one in dated if one.committee == query.committee]
    # Words that are left are of a body's name, or of something else that is chaired.
    if named and not query.committee:
        dated = [one for one in dated if set(named) <= set(content_words(one.committee or ""))]
    elif named or not (query.periods or len({one.committee for one in dated}) == 1):
        return []
    held = [one for one in dated if _in_time(one, query, before=before)]
    held.sort(key=lambda one: one.date or date.min, reverse=query.recency is not Recency.FIRST)
    return held[: 1 if before or not query.periods else _MEETINGS]


def _in_time(held: MinuteMeeting, query: Query, *, before: bool) -> bool:
    day = held.date or date.max
    periods = query.periods
    return not periods or any(day <= p.since if before else p.holds(day) for p in periods)


def _printed(held: MinuteMeeting, found: Found, catalogue: Catalogue) -> list[Passage]:
    """Return the passages of a meeting's minutes, in reading order."""
    return [
        one
        for one in catalogue.passages_of(held.paper_id, found.scope.clearance)
        if one.kind in (PassageKind.PROSE, PassageKind.RESOLUTION)
        and held.first_page <= one.pages[0] <= held.last_page
    ]


# Of a unit's text the rank of a note, from 0, the half-open place of its words, and what it says.
Note = tuple[int, int, int, str]


def _note(
    tell: Callable[[str], Note | None],
    printed: Sequence[Passage],
    held: MinuteMeeting,
    quoter: Quoter,
) -> tuple[Statement, str] | None:
    """Return the best note of a meeting, and what it says in one line with body and day."""
    units = ((passage, unit) for passage in printed for unit in units_of(passage))
    notes = [(note, passage, unit) for passage, unit in units if (note := tell(unit.text))]
    for (_, start, end, said), passage, unit in sorted(notes, key=lambda one: one[0][0]):
        first = unit.text.rfind("\n", 0, start) + 1
        last = unit.text.find("\n", end)
        spans = tuple(within(unit.spans, first, last if last > 0 else len(unit.text)))
        quoted = quoter.statement(passage, spans)
        parts = (said, held.committee or "", day_words(held.date) if held.date else "")
        if quoted:
            return quoted, " · ".join(part for part in parts if part)
    return None


def _chair(text: str) -> Note | None:
    """Tell who was in the chair, or was put into it."""
    for rank, pattern in enumerate(_CHAIRED):
        for found in pattern.finditer(text):
            # "Councillors Ash (Chair), Birch and Cedar" are addressed as several.
            name = _SEVERAL.sub("", " ".join(found["who"].split()))
            behind = text[found.end("who") :].lstrip()
            if name != found["who"] or _is_name(name, bracketed=behind.startswith("(")):
                return rank, found.start(), found.end(), name
    return None


def _is_name(name: str, *, bracketed: bool) -> bool:
    if {word.lower() for word in name.split()} & _BODIES and not holds(Wanted.PERSON, name):
        return False
    return bracketed or bool(_INITIALS.match(name)) or holds(Wanted.PERSON, name)


def _next(text: str) -> Note | None:
    """Tell when the next meeting is: the words that say so, with the day."""
    # A heading may say it before the sentence does.
    for found in reversed(list(_NEXT.finditer(text))):
        days = [day for day in find_dates(text) if 0 <= day.start - found.end() <= _LONG]
        if days:
            start, end = found.start(), days[0].end
            return 0, start, end, " ".join(text[start:end].split())
    return None

"""What minutes note of the meeting itself: who held an office, who was away, when the next is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import islice

from corpus.catalogue import Catalogue
from corpus.language import alternation, find_dates, words
from corpus.model import Access, MinuteMeeting, Passage, PassageKind, Scope
from prompts import joined
from retrieval.answer import Quoter, Recorded
from retrieval.model import Statement, day_words
from retrieval.noted.office_holders import Note, Office, holder, office_asked
from retrieval.question import Query, Recency, ask_of, content_words, topic_words
from retrieval.ranking import Wanted, things_of, units_of, within
from retrieval.search import Found

# Meetings that are told of where a time is named; those looked through for the newest note where
# none is, and bodies told of then; letters of a note without a line end.
_MEETINGS, _LOOKED_THROUGH, _BODIES_TOLD, _LONG = 3, 24, 4, 240
# Names that make a list of members.
_SEVERAL = 2
_AFTER = re.compile(r"\b(?:after|following|since)\b", re.I)
_NEXT = re.compile(r"\b(?:next|future)\s+(?:[\w’'-]+\s+){0,3}?(?:meetings?|session)\b", re.I)
# Who was away stands behind a label, or is named with it; the next label ends the list.
_AWAY = re.compile(
    r"(?:^|\n|[.:;(]\s{0,4})\W{0,8}(?:\d{1,4}(?:/\d{1,4})?[.)]?\s)?"
    r"(?P<label>(?i:(?:members?\s|councillors?\s)?(?:absent|apologies(?:\s(?:for|of)\sabsence)?|regrets"
    r"|not\spresent|excused)))\b(?:\s{0,3}[(:–—-]\s{0,3}|\s{1,3}(?=[A-Z])"
    r"|\s(?i:(?:(?:was|were|had\sbeen|have\sbeen)\s)?(?:received|given|noted|sent|tendered|accepted)"
    r"(?:\sfrom)?:?)\s{1,3})(?=[^\w\n]{0,4}[A-Z])"
)
_NOT_THERE = re.compile(
    r"\s(?:(?:was|were)\s)?(?:not\spresent|absent|unable\sto\s(?:attend|be\spresent))\b"
    r"(?!\s(?:for|at|during|when|(?:the\s)?next)\b)"
)
_WHO = re.compile(r"[A-Z][^\n.;()]{2,120}\Z")
# Characters before "absent" in which whoever it is stands.
_BEFORE = 121
_LABEL_BEHIND = re.compile(
    r"\n\W{0,4}(?:\d{1,3}[.)]?\s)?(?:[A-Z][\w’'/-]*(?:\s[\w’'/-]+){0,4}\s?:|\d{1,3}[.)])"
    r"|\s\d{1,4}/\d{2,4}\s|\n\s*\n"
)
# Who is on a body, behind a label that says so.
_MEMBERS = re.compile(
    r"(?:^|\n|[.;]\s{1,4})\W{0,8}(?P<label>(?:[A-Z][\w’'.-]{0,20}\s){0,3}?"
    r"(?i:board|committee|council(?:lors)?|executive|directors|trustees|governors|officers|commissioners"
    r"|members)\b(?i:\s(?:members?|of\s(?:directors|trustees|governors)|for|elected|is|are|was|were|as"
    r"|follows|present|\d{4}(?:[-/–]\d{2,4})?)\b){0,5}[^\S\n]{0,3}(?::|(?=\n)))"
    r"(?=[^\w\n]{0,4}\n?[^\w\n]{0,6}[A-Z])"
)
_NOBODY = re.compile(r"\W{0,4}(?i:none|nil|no\b|there\swere\sno)")
_ASKING = re.compile(
    rf"chair\w*|presid\w+|{alternation('chairs', plurals=True)}|took|take|meets?|date|again", re.I
)


def of_the_meeting(found: Found, catalogue: Catalogue, quoter: Quoter) -> Recorded | None:
    """Return what minutes note of the meetings asked about: an office, who was away, the next date.

    Where no time is named the newest meeting is meant whose minutes note it. None where another
    thing is asked, several bodies may be meant, or no minutes note it. Raises as :class:`Quoter`.
    """
    ask = ask_of(found.query.own_text)
    if ask is None or ask.name not in (*_LISTED, "chair", "office", "next_meeting"):
        return None
    following, listed = ask.name == "next_meeting", _LISTED.get(ask.name)
    office = None if following or listed else office_asked(found.query.own_text)
    tell = listed or (_next if office is None else partial(holder, office))
    told: list[tuple[Statement, str]] = []
    bodies: set[str] = set()
    for held in _meetings(following, office, found, catalogue):
        # Each body has a chair of its own; of the mayor or the clerk the newest note tells.
        body = "" if office and office.single else _bare(held.committee)
        if found.query.periods or body not in bodies:
            note = _note(tell, _printed(held, found.scope.clearance, catalogue), held, quoter)
            told += [note] if note else []
            bodies |= {body} if note else set()
    if not told:
        return None
    statements, leads = zip(*told, strict=True)
    return Recorded(statements, True, joined("; ", dict.fromkeys(leads)))


def next_printed(catalogue: Catalogue, scope: Scope) -> tuple[tuple[str, MinuteMeeting], ...]:
    """Return what the newest minutes of each body print of its next meeting, as they print it.

    The newest first, each with the meeting that is minuted; of bodies that met last only. Raises
    ``CatalogueError`` where the catalogue cannot be read.
    """
    held = [one for one in catalogue.meetings(scope) if one.date and one.committee]
    held.sort(key=lambda one: one.date or date.min, reverse=True)
    newest: dict[str, MinuteMeeting] = {}
    for one in held:
        newest.setdefault(_bare(one.committee), one)
    told: list[tuple[str, MinuteMeeting]] = []
    for one in islice(newest.values(), _BODIES_TOLD):
        printed = _printed(one, scope.clearance, catalogue)
        units = (unit for passage in printed for unit in units_of(passage))
        note = next(filter(None, (_next(unit.text) for unit in units)), None)
        told += [(note[-1], one)] if note else []
    return tuple(told)


def _meetings(
    before: bool, office: Office | None, found: Found, catalogue: Catalogue
) -> list[MinuteMeeting]:
    """Return the meetings meant, the newest first; none where it is not sure which are.

    With ``before`` those up to the time that is named: they say when the next one is.
    """
    query = found.query
    minutes = catalogue.meetings(Scope(clearance=found.scope.clearance))
    dated = [one for one in minutes if one.paper_id in found.papers and one.date]
    ask = ask_of(query.own_text)
    known = {*content_words(query.committee or ""), *words("meeting_words")}
    known |= ask.words if ask else frozenset()
    membership = ask is not None and ask.name == "membership"
    if membership:
        known |= words("bodies", "members", "those_on_bodies", plurals=True)
    topic: Sequence[str] = topic_words(query)
    if office:
        # Of a chat's topic nobody holds an office; what the question itself names may be a body.
        known |= {*office.words, "current", "new", "present", "now"}
        own = content_words(query.own_text)
        topic = [word for word in topic if word in own]
    named = [w for w in topic if w not in known and not _ASKING.fullmatch(w)]
    if query.committee:
        dated = [one for one in dated if _bare(one.committee) == _bare(query.committee)]
    # "The board" is one of that name, not whichever body met.
    sort = set() if membership else words("bodies") & {*content_words(query.own_text)}
    dated = [one for one in dated if sort <= {*content_words(one.committee or "")}]
    # Words that are left are of a body's name, or of something else that is chaired.
    if named and not query.committee:
        dated = [one for one in dated if set(named) <= set(content_words(one.committee or ""))]
    elif named or not (
        query.periods or office or len({_bare(one.committee) for one in dated}) == 1
    ):
        return []
    held = [one for one in dated if _in_time(one, query, before=before)]
    held.sort(key=lambda one: one.date or date.min, reverse=query.recency is not Recency.FIRST)
    if before:
        return held[:1]
    if query.periods:
        return held[:_MEETINGS]
    several = len({_bare(one.committee) for one in held}) > _BODIES_TOLD
    return [] if several and not (office and office.single) else held[:_LOOKED_THROUGH]


def _bare(name: str | None) -> str:
    """Return the name of a body without what minutes write now so, now otherwise."""
    return re.sub(r"\W+", " ", name or "").casefold()


def _in_time(held: MinuteMeeting, query: Query, *, before: bool) -> bool:
    day = held.date or date.max
    periods = query.periods
    if before:
        after = _AFTER.search(query.text)
        return not periods or any(day <= (p.until if after else p.since) for p in periods)
    return not periods or any(p.holds(day) for p in periods)


def _printed(held: MinuteMeeting, clearance: Access, catalogue: Catalogue) -> list[Passage]:
    """Return the passages of a meeting's minutes, in reading order."""
    return [
        one
        for one in catalogue.passages_of(held.paper_id, clearance)
        if one.kind in (PassageKind.PROSE, PassageKind.RESOLUTION)
        and held.first_page <= one.pages[0] <= held.last_page
    ]


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
        if quoted:
            return quoted, joined(" · ", (said, held.committee or "", day_words(held.date)))
    return None


def _next(text: str) -> Note | None:
    """Tell when the next meeting is: the words that say so, with the day."""
    # A heading may say it before the sentence does.
    for found in reversed(list(_NEXT.finditer(text))):
        days = [day for day in find_dates(text) if 0 <= day.start - found.end() <= _LONG]
        if days:
            start, end = found.start(), days[0].end
            return 0, start, end, " ".join(text[start:end].split())
    return None


def _away(text: str) -> Note | None:
    """Tell who was away: the words that say so, up to the next label."""
    for listed in _named_behind(_AWAY, text):
        return listed
    for found in _NOT_THERE.finditer(text):
        who = _WHO.search(text[max(0, found.start() - _BEFORE) : found.start()])
        if who:
            start = found.start() - len(who.group())
            return 1, start, found.end(), " ".join(text[start : found.end()].split())
    return None


def _members(text: str) -> Note | None:
    """Tell who is on a body: the names behind a label that says so, up to the next one."""
    for listed in _named_behind(_MEMBERS, text):
        if len(things_of(Wanted.PERSON, text[listed[1] : listed[2]], "")) >= _SEVERAL:
            return listed
    return None


def _named_behind(label: re.Pattern[str], text: str) -> Iterator[Note]:
    """Yield each label with the names behind it, but for one that says that there are none."""
    for found in label.finditer(text):
        behind = _LABEL_BEHIND.search(text, found.end())
        start, end = found.start("label"), behind.start() if behind else len(text)
        if end - start <= 2 * _LONG and not _NOBODY.match(text, found.end()):
            yield 0, start, end, " ".join(text[start:end].split())


_LISTED: Mapping[str, Callable[[str], Note | None]] = {"absent": _away, "membership": _members}

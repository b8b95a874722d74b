"""How many meetings were held: those of which there are minutes, named and counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from corpus.catalogue import Catalogue
from corpus.language import find_dates, words
from corpus.model import MinuteMeeting, PaperKind, Passage, Scope
from prompts import Wording, counted_words, joined, worded
from retrieval.answer import Quoter, Recorded, meeting_sorts, sorts_in
from retrieval.model import Statement, day_words
from retrieval.question import content_words, topic_words
from retrieval.ranking import within
from retrieval.search import Found

_ASKED = re.compile(
    r"\bhow (?:many|often)\b.{0,60}?\b(?:meetings?|meet|met|sat|sit|convened?)\b", re.I
)
# Words of the direct line at most, and letters that are quoted of a head without a day.
_LINE_WORDS, _LONGEST = 60, 200
_Held = tuple[str, date]


def meetings_counted(found: Found, catalogue: Catalogue, quoter: Quoter) -> Recorded | None:
    """Return how many meetings there are minutes of, and where each begins, newest first.

    None where a question asks more than body, time and sort of meeting, and where there are
    no minutes. Several of one body and day are several where one paper has them; in several
    papers they are the same. Those of which there is an agenda alone are counted apart. Raises
    as :class:`Quoter`.
    """
    if not _asks(found):
        return None
    sorts = sorts_in(found.query.own_text)
    held = sorted(
        chain.from_iterable(_fullest(found, catalogue, sorts).values()), key=_newest_first
    )
    told = tuple(_told(held, found, catalogue, quoter))
    if not told:
        return None
    return Recorded(told, True, _lead(held, 0 if sorts else _unminuted(held, found)))


def _asks(found: Found) -> bool:
    query = found.query
    if not _ASKED.search(query.own_text):
        return False
    body = content_words(query.committee or "")
    known = words("counting_meetings") | words("bodies", plurals=True) | {*body}
    return not set(topic_words(query)) - known - sorts_in(query.own_text)


def _fullest(
    found: Found, catalogue: Catalogue, sorts: frozenset[str]
) -> dict[_Held, list[MinuteMeeting]]:
    """Return the meetings asked for by body and day, as the paper has them that has most."""
    clearance = found.scope.clearance
    every = catalogue.meetings(Scope(papers=tuple(found.papers), clearance=clearance))
    of_papers: dict[str, list[MinuteMeeting]] = {}
    for one in every:
        of_papers.setdefault(one.paper_id, []).append(one)
    kept: dict[_Held, list[MinuteMeeting]] = {}
    for own in of_papers.values():
        if sorts:
            meant = [one for one in own if sorts <= meeting_sorts(one, own, catalogue, clearance)]
        else:
            meant = own
        for key, some in _by_day(meant, found).items():
            if len(some) > len(kept.get(key, ())):
                kept[key] = some
    return kept


def _by_day(held: Sequence[MinuteMeeting], found: Found) -> dict[_Held, list[MinuteMeeting]]:
    """Return the meetings of one paper that are of the body and time asked for, by these."""
    of_day: dict[_Held, list[MinuteMeeting]] = {}
    for one in held:
        body = one.committee or found.papers[one.paper_id].committee or ""
        if one.date is not None and _is_meant(body, one.date, found):
            of_day.setdefault((body, one.date), []).append(one)
    return of_day


def _is_meant(body: str, day: date, found: Found) -> bool:
    query = found.query
    timely = not query.periods or any(one.holds(day) for one in query.periods)
    return timely and (query.committee is None or _bare(query.committee) == _bare(body))


def _bare(body: str) -> str:
    """Return the body of "Parks Committee (Special)", whose bracket tells a meeting."""
    name = body.rstrip()
    return (
        (name[: name.rindex("(")] if name.endswith(")") and "(" in name else name)
        .strip()
        .casefold()
    )


def _newest_first(one: MinuteMeeting) -> tuple[int, str, int]:
    return -(one.date or date.min).toordinal(), one.paper_id, one.first_page


def _unminuted(held: Sequence[MinuteMeeting], found: Found) -> int:
    """Return of how many of the meetings asked for there is an agenda and no minutes."""
    minuted = {(_bare(one.committee or ""), one.date) for one in held}
    called = {
        (_bare(paper.committee), paper.meeting_date)
        for paper in found.papers.values()
        if paper.kind is PaperKind.AGENDA_PACK
        and paper.committee
        and paper.meeting_date
        and _is_meant(paper.committee, paper.meeting_date, found)
    }
    return len(called - minuted)


def _lead(held: Sequence[MinuteMeeting], unminuted: int) -> str:
    """Return the count in one line, and as many of the meetings as there is room."""
    named = [_name(one) for one in held]
    line = _counted(len(held), named)
    while len(line.split()) > _LINE_WORDS and len(named) > 1:
        named = named[:-1]
        line = _counted(len(held), named)
    if not unminuted:
        return line
    more = worded("{number} more with an agenda and no minutes", number=unminuted)
    return joined(" · ", (line, more))


def _counted(number: int, named: Sequence[str]) -> Wording:
    meetings = counted_words("{number} meeting", "{number} meetings", number)
    return worded("{meetings} with minutes: {list}", meetings=meetings, list=joined("; ", named))


def _name(one: MinuteMeeting) -> str:
    return joined(", ", (one.committee or "", day_words(one.date)))


def _told(
    held: Sequence[MinuteMeeting], found: Found, catalogue: Catalogue, quoter: Quoter
) -> Iterator[Statement]:
    """Yield the line of each meeting's minutes that says its day, or with which they begin."""
    for one in held:
        passages = [
            passage
            for passage in catalogue.passages_of(one.paper_id, found.scope.clearance)
            if passage.spans[0].page == one.first_page
        ]
        lines = [(passage, *place) for passage in passages for place in _lines(passage)]
        own = (line for line in lines if _says(line[0].text[line[1] : line[2]], one.date))
        for passage, start, end in [next(own, None) or lines[0]] if lines else ():
            spans = tuple(within(passage.spans, start, min(end, start + _LONGEST)))
            said = quoter.statement(passage, spans)
            if said:
                yield Statement(said.text, said.citations, part=_name(one))


def _lines(passage: Passage) -> Iterator[tuple[int, int]]:
    return (line.span() for line in re.finditer(r"\S[^\n]*", passage.text))


def _says(line: str, day: date | None) -> bool:
    return any(one.since == one.until == day for one in find_dates(line))

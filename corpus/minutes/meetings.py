"""Which pages of a paper are minutes, of which meeting, and who was there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.language import DateKind, find_dates
from corpus.minutes.attendance import attendance, labelled, under
from corpus.minutes.headings import Heading, find_headings
from corpus.minutes.heads import committee_of, days, venue_in
from corpus.minutes.notices import Notice, matters, read_notice
from corpus.minutes.roll import Roll
from corpus.minutes.starts import Start, find_starts, item_ends, last_row
from corpus.model import AgendaItem, MinuteMeeting, Page, Paper, PaperKind, Particulars, body_key

# A notice's head, where no word "Present" ends it.
_HEAD_ROWS = 6
# Papers that are the record of their own meeting; others may hold that of an earlier one.
_OWN = (PaperKind.MINUTES, PaperKind.DECISION_NOTICE)
# Days in a head that are not the meeting's.
_OTHER_DAY = re.compile(
    r"\b(?:publi(?:shed|cation)|issued|despatch\w*|dispatch\w*|circulated|printed on|confirmed"
    r"|(?:next|last|previous) meeting|call[- ]?in|deadline)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting's rows; ``body`` is the first row after the title and the word "Present".

    Of a decision that one person took there was no meeting: ``held`` is False,
    and ``title`` is what the notice says that the decision is about. ``notice`` and
    ``guessed`` are as in :class:`corpus.minutes.starts.Start`.
    """

    roll: Roll
    body: int
    headings: tuple[Heading, ...]
    meeting: MinuteMeeting
    held: bool = True
    title: str | None = None
    notice: bool = False
    guessed: bool = False


def find_sittings(
    roll: Roll,
    pages: Sequence[Page],
    items: Sequence[AgendaItem],
    paper: Paper,
    told: Particulars | None = None,
) -> tuple[Sitting, ...]:
    """Return the meetings and decisions whose record stands in the roll, in order.

    What is ``told`` of the paper beside its pages holds for the meeting that is its own.
    """
    starts = find_starts(roll, paper)
    bounds = item_ends(items)
    sittings = []
    for start, after in zip(starts, [*(s.head for s in starts[1:]), len(roll.rows)], strict=False):
        last = last_row(roll, start, after, pages, bounds)
        sittings.append(_sitting(roll, start, last, paper))
    own = own_sitting(sittings, paper, told)
    if told is None or own is None:
        return tuple(sittings)
    body, day = told.committee or own.meeting.committee, told.meeting_date or own.meeting.date
    held = replace(own, meeting=replace(own.meeting, committee=body, date=day))
    return tuple(held if one is own else one for one in sittings)


def own_sitting(
    sittings: Sequence[Sitting], paper: Paper, told: Particulars | None
) -> Sitting | None:
    """Return the meeting that a paper is of, where its record is among ``sittings``.

    That is the one of the paper's day, or the only one in a record of a meeting. What a site has
    for an item of a meeting and does not call its record may be that of an earlier one.
    """
    held = [one for one in sittings if one.held]
    put = told is not None and told.told_by and told.items and told.kind is None
    if paper.kind in _OWN and not put and len(held) == 1:
        return held[0]
    same = [one for one in held if one.meeting.date and one.meeting.date == paper.meeting_date]
    if len(same) > 1:
        key = body_key(paper.committee)
        same = [one for one in same if body_key(one.meeting.committee) == key]
    return same[0] if len(same) == 1 else None


def _sitting(roll: Roll, start: Start, last: int, paper: Paper) -> Sitting:
    part = roll.part(start.head, last)
    body = start.present - start.head
    headings = (matters(part) if start.notice else ()) or find_headings(part, body)
    headings = tuple(h for h in headings if h.first > body or (h.number and h.first >= body))
    first = min(body + 1, len(part.rows) - 1) if body or start.notice else 0
    notice = read_notice(part) if start.notice else None
    if notice and notice.alone:
        return _decision(part, first, headings, notice, paper)
    near = body if notice is None else max(body, min(_HEAD_ROWS, len(part.rows)))
    meeting = _meeting(part, near, body, headings, paper)
    if notice and notice.date:
        meeting = replace(meeting, date=notice.date)
    return Sitting(part, first, headings, meeting, notice=start.notice, guessed=start.guessed)


def _decision(
    roll: Roll, first: int, headings: tuple[Heading, ...], notice: Notice, paper: Paper
) -> Sitting:
    """Return the record of a decision that no meeting took."""
    meeting = MinuteMeeting(
        paper_id=paper.id,
        committee=notice.committee,
        date=notice.date or _printed(roll, paper.meeting_date),
        venue=None,
        first_page=roll.rows[0].page,
        last_page=roll.rows[-1].page,
    )
    return Sitting(roll, first, headings, meeting, held=False, title=notice.title)


def _printed(roll: Roll, day: date | None) -> date | None:
    """Return ``day`` if the record prints it; else it is a meeting's that only got the record."""
    words = "\n".join(row.text for row in roll.rows)
    return day if day in days(words) else None


def _day_of(head: str, paper: Paper) -> date | None:
    """Return the day that a head tells; else the paper's own, but a pack's minutes are older."""
    told = (
        found.since
        for found in find_dates(head)
        if found.kind is DateKind.DAY
        and not _OTHER_DAY.search(head, head.rfind("\n", 0, found.start) + 1, found.start)
    )
    pack = paper.kind in (PaperKind.AGENDA_PACK, PaperKind.SUPPLEMENT)
    return next(told, None) or (None if pack else paper.meeting_date)


def _meeting(
    roll: Roll, body: int, present: int, headings: tuple[Heading, ...], paper: Paper
) -> MinuteMeeting:
    """Return the meeting whose head are the rows before ``body``; ``present`` tells who came."""
    near = min(body + 8, headings[0].first if headings else len(roll.rows))
    head = "\n".join(row.text for row in roll.rows[:near])
    top = "\n".join(row.text for row in roll.rows[: max(body, 1)])
    officers = r"officers?(?:\s+(?:present|in attendance))?"
    return MinuteMeeting(
        paper_id=paper.id,
        committee=committee_of(roll, body) or paper.committee,
        date=_day_of(head, paper),
        venue=venue_in(top) or venue_in(head),
        first_page=roll.rows[0].page,
        last_page=roll.rows[-1].page,
        present=attendance(roll, headings, present),
        in_attendance=labelled(
            roll,
            headings,
            rf"also\s+(?:in attendance|present)|in attendance|{officers}",
            body + 1,
        ),
        apologies=labelled(roll, headings, r"apolog(?:y|ies)(?:\s+(?:for|of)\s+absence)?", 0)
        or under(roll, headings, r"apolog"),
        interests=under(roll, headings, r"(?:declarations?|disclosures?)\b.*interests?|interests?"),
    )

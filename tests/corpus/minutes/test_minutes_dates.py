"""The day of a meeting or decision: what its own record prints, and never another's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import PaperKind
from tests.corpus.minutes_pages import Minutes, by_rule, draw, make_paper

ITEM = """
**3. Ferry timetable

Councillor Ash introduced the report.

RESOLVED that the winter timetable be approved.
"""
UPDATE = """
**4. Updates

(a) On 19 November 2023 the Cabinet Member met the governors and, with the Council's officers,
attended the opening of the garden, which her grant had paid for, with the Board of the Trust.

(b) Nothing else was reported.

**5. Budget

RESOLVED that the report be noted.
"""
HEAD = """
**HARBOUR COMMITTEE
**MINUTES of the meeting held at the Customs House on {when}

Present: Councillors Ash (Chair), Birch and Cedar
"""
NOTICE = """
**RECORD OF DECISION

**Decision to be taken by:
Councillor Ash, Cabinet Member for Harbours

**Decision:
That the dredger be hired for one season.

**Reason(s) for decision:
The outer basin has silted up.

{signed}
"""


def read_of(words: str, kind: PaperKind, day: date | None) -> Minutes:
    """Read minutes of a paper that is taken to be of ``day``."""
    pages, lines = draw(words)
    paper = replace(make_paper(kind, len(pages)), meeting_date=day)
    return by_rule("p", pages, lines, (), paper)


def test_running_text_with_a_date_begins_no_meeting() -> None:
    words = HEAD.format(when="5 December 2024") + ITEM + UPDATE
    meetings, found = read_of(words, PaperKind.MINUTES, None)
    assert [one.date for one in meetings] == [date(2024, 12, 5)]
    assert [one.date for one in found] == [date(2024, 12, 5)] * 2


def test_the_day_of_publication_is_not_the_meetings() -> None:
    words = "**Published on 20 December 2024" + HEAD.format(when="5 December 2024") + ITEM
    (meeting,), _ = read_of(words, PaperKind.MINUTES, None)
    assert meeting.date == date(2024, 12, 5)


def test_the_title_of_a_minute_dates_no_meeting() -> None:
    head = HEAD.format(when="Thursday last")
    words = head + "\n**1. Minutes of the meeting held on 3 October 2024\n" + ITEM
    _, found = read_of(words, PaperKind.MINUTES, None)
    assert [one.date for one in found] == [None]


@pytest.mark.parametrize(
    ("kind", "day"),
    [(PaperKind.MINUTES, date(2025, 1, 30)), (PaperKind.AGENDA_PACK, None)],
)
def test_minutes_without_a_day_have_their_own_papers_and_never_a_packs(
    kind: PaperKind, day: date | None
) -> None:
    words = """
**Minutes of the Harbour Committee

Present: Councillors Ash (Chair), Birch and Cedar
Date of next meeting: 3 May 2025
"""
    _, found = read_of(words + ITEM, kind, date(2025, 1, 30))
    assert [one.date for one in found] == [day]


@pytest.mark.parametrize(
    ("signed", "day"),
    [
        ("17/1/2025\n........................\nsigned date", date(2025, 1, 17)),
        ("Signed: J Ash    Date: 17 January 2025", date(2025, 1, 17)),
        ("........................\nsigned date", None),
        ("17/1/2025\nsigned date\n18/1/2025", None),
    ],
)
def test_a_decision_is_dated_by_its_signature_and_by_no_meeting(
    signed: str, day: date | None
) -> None:
    words = NOTICE.format(signed=signed)
    _, found = read_of(words, PaperKind.DECISION_NOTICE, date(2025, 3, 13))
    assert [(one.text, one.date) for one in found] == [
        ("That the dredger be hired for one season.", day)
    ]

"""Which meetings minutes are of: of which body, and who came."""

from __future__ import annotations

from datetime import date

import pytest

from tests.corpus.minutes_pages import read


@pytest.mark.parametrize(
    "head",
    [
        "**Marlhaven Borough Council\nMinutes of the Grants Panel\nMonday 3 June 2024 at 6.30 pm",
        "**Marlhaven Borough Council\nMinutes of the Grants Panel\nMON. 3RD JUNE 2024",
        "**Marlhaven Borough Council\nMinutes of the Grants Panel Thurs 6 June 2024",
    ],
)
def test_a_meeting_is_of_the_body_that_its_minutes_name(head: str) -> None:
    (meeting,), _ = read(f"{head}\n\n**21 Lifeboat\n\nRESOLVED: That a grant of £90 be made.")
    assert meeting.committee == "Grants Panel"


@pytest.mark.parametrize(
    ("above", "met"),
    [("Marlhaven Borough Council", "Parish Council"), ("Upton Parish Council",) * 2],
)
def test_the_parish_council_is_no_council_of_another_tier(above: str, met: str) -> None:
    title = "Minutes of the Parish Council\n**Tuesday, 4 June 2024\n\n**Council Chamber, Old Hall"
    words = "Present: Councillors Ash and Birch\n\n**9 Weir\n\nRESOLVED: That it be mended."
    (meeting,), _ = read(f"**{above}\n**{title}\n{words}")
    assert meeting.committee == met


def test_two_meetings_on_one_page_are_told_apart() -> None:
    words = """**Staffing Committee
**1 July 2021
Present: Councillors Ash and Birch
**1. Pay
RESOLVED: that the pay policy be approved.
Chairman

**Trusts Board
**2 July 2021
Present: Councillors Dean and Elm
**1. Grants
AGREED that two grants be made."""
    meetings, found = read(words)
    assert [(m.committee, m.date) for m in meetings] == [
        ("Staffing Committee", date(2021, 7, 1)),
        ("Trusts Board", date(2021, 7, 2)),
    ]
    assert [(r.committee, r.text) for r in found] == [
        ("Staffing Committee", "that the pay policy be approved."),
        ("Trusts Board", "that two grants be made."),
    ]


def test_a_label_of_those_who_came_may_run_over_in_a_narrow_column() -> None:
    words = """**Harbour Committee
**Minutes of the meeting held on 4 June 2019

**Members
**present:
Councillors Ash (Chair), Birch and Cedar
**Also in
**attendance:
J. Reed (Clerk)
**Apologies for
**absence:
Councillor Dunn

**7. Berths

RESOLVED: That the berths be let.
"""
    (meeting,), (berths,) = read(words)
    assert meeting.present == "Councillors Ash (Chair), Birch and Cedar"
    assert meeting.in_attendance == "J. Reed (Clerk)"
    assert meeting.apologies == "Councillor Dunn"
    assert berths.title == "Berths"

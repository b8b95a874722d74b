"""Notices, questions, chairs, movers: what stands in minutes and is easily misread."""

from __future__ import annotations

from corpus.model import PaperKind
from tests.corpus.minutes_pages import HEAD, read


def test_a_notice_of_several_decisions_gives_each_under_its_subject() -> None:
    words = """**Decision Recording Form
Decision determined at Harbours and Ferries
Committee meeting on 4 June 2019
**Committee Members present:
Councillor Ash
Councillor Birch
\f
**(a) Subject: Ferry Fares and the Winter
                        Season (agenda item 7)
**(b) Ward:
**(c) Declarations of interest:
     None
**(d) Decision taken
     That the Committee for Harbours and Ferries:
     1. Noted the fares.
     2. Approved the season.
**(e) Exempt Information?
     Open
**(f) Reason for decision:
     As set out in the report.
\f
**(a) Subject: Moorings
                        (agenda item 8)
**(d) Decision taken
     The Committee noted the report
**(e) Exempt Information?
     Open
"""
    meetings, found = read(words, PaperKind.DECISION_NOTICE)
    assert [(said.title, said.text) for said in found] == [
        (
            "Ferry Fares and the Winter Season",
            "That the Committee for Harbours and Ferries: 1. Noted the fares."
            " 2. Approved the season.",
        ),
        ("Moorings", "The Committee noted the report"),
    ]
    assert [meeting.committee for meeting in meetings] == ["Harbours and Ferries Committee"]
    assert meetings[0].present == "Councillor Ash Councillor Birch"


def test_a_clause_that_counts_on_is_no_minute() -> None:
    words = (
        HEAD
        + """**7 Moorings

It was APPROVED:

8. Delegates authority to the Director to implement the plan.

The Panel RESOLVED:

1. Raised the fee.
2. Kept the slip.
3. Sold the crane.
4. Bought a boat.
5. Closed the quay.
6. Opened the pier.
7. Moved the buoys.
8. Delegated the rest to the Director.

**8 Ferries

RESOLVED: That the ferry sail."""
    )
    assert [said.number for said in read(words)[1]] == ["7", "7", "8"]


def test_what_a_chair_orders_is_not_resolved_where_something_else_is() -> None:
    words = (
        HEAD
        + """**7 Moorings

The Chairman ordered that it be put on record that the members should be thanked.

RESOLVED: That the fee be raised."""
    )
    assert [said.text for said in read(words)[1]] == ["That the fee be raised."]


def test_a_head_with_its_writer_and_address_names_who_met() -> None:
    words = """**Harbour Pensions Panel
Date: 4 June 2019  Chair: Ann Quay
Notes of meeting: Tom Reed
**Venue: Saltmouth Council
**160 Quay Street
Attendees: Ann Quay, Tom Reed

**1 Moorings

RESOLVED: That the fee be raised."""
    meetings, (raised,) = read(words)
    assert [meeting.committee for meeting in meetings] == ["Harbour Pensions Panel"]
    assert (raised.number, raised.title) == ("1", "Moorings")


def test_numbers_of_questions_are_no_minutes() -> None:
    words = (
        HEAD
        + """**6 Public Forum

**Q26, 27 – Ann Quay

Officers would reply.

**Q35 – Tom Reed

The Chair disagreed.

**7 Moorings

RESOLVED: That the fee be raised."""
    )
    assert [(said.number, said.title) for said in read(words)[1]] == [("7", "Moorings")]


def test_who_moved_is_one_person_and_no_amendments_mover() -> None:
    words = (
        HEAD
        + """**7 Moorings

The report recommendations were moved by Councillor Ash and seconded by Councillor Birch.

An amendment was moved by Councillor Cedar as follows:

Keep the slip.

The amendment was seconded by Councillor Elm

Councillor Cedar said that the slip was old.

On being put to the vote the amendment FELL with 2 voting FOR and 7 AGAINST.

On being put to the vote the substantive recommendations were CARRIED. It was APPROVED that;

1. The fee be raised."""
    )
    lost, passed = read(words)[1]
    assert (lost.mover, lost.seconder) == ("Councillor Cedar", "Councillor Elm")
    assert (passed.mover, passed.seconder) == ("Councillor Ash", "Councillor Birch")

"""What belongs to which decision: verdicts, votes and seconders beside it, pages between."""

from __future__ import annotations

import pytest

from corpus.decisions import read_minutes
from corpus.model import PaperKind
from tests.corpus.minutes_pages import draw, make_paper

THREE_MOTIONS = """
**ELDRIDGE SELECT BOARD
Minutes of April 4, 2022
Members present: Ann Corey, Chair; Paul Dufresne; Ruth Hale

**New business
Paul moved to buy a plow blade for $2,150. Ruth seconded. Motion carried 2-1.

Ruth moved to sell the lot to Mr Ash for $900. Paul seconded. The motion failed 1-2.

Ann moved to buy paint for the hall. Paul seconded. Motion carried unanimously.
"""


def test_a_verdict_is_of_the_motion_before_it_and_of_no_later_one() -> None:
    pages, lines = draw(THREE_MOTIONS)
    _, found = read_minutes("p", pages, lines, (), make_paper(pages=len(pages)))
    assert [(one.mover, one.seconder, one.outcome_class.value) for one in found] == [
        ("Paul", "Ruth", "carried"),
        ("Ruth", "Paul", "lost"),
        ("Ann", "Paul", "carried"),
    ]
    assert found[0].vote == "2-1"
    assert "1-2" in (found[1].vote or "")
    assert "unanimously" in (found[2].vote or "")


ROLL_CALL = """
**ELDRIDGE SELECT BOARD
Minutes of April 4, 2022
Members present: Ann Corey, Chair; Paul Dufresne; Ruth Hale

**New business
Motion made by Paul Dufresne, seconded by Ruth Hale, to sell the lot to Mr Ash for $900.
Corey-abstain Dufresne-yes Hale-abstain
Motion Failed

Ann moved to buy paint for the hall. Paul seconded. It passed 2-0. Ruth Hale abstained.
"""


def test_the_outcome_behind_a_roll_call_and_who_abstained_behind_a_vote_are_read() -> None:
    pages, lines = draw(ROLL_CALL)
    _, found = read_minutes("p", pages, lines, (), make_paper(pages=len(pages)))
    assert (found[0].outcome_class.value, found[0].outcome) == ("lost", "Motion Failed")
    assert found[-1].vote == "It passed 2-0. Ruth Hale abstained."


FIGURES_OVER_TWO_LINES = """
**HARBOUR COUNCIL
**MINUTES of the meeting held at the Customs House on 4 June 2024

Present: Councillors Ash, Birch and Cedar

**C64 Moorings
Councillor Ash moved, Councillor Birch seconded
"That this Council asks for the moorings to be mended."
On being put to the vote the motion was declared LOST, five members voting for, seven
against and one abstaining.

**C65 Pier
RESOLVED that the pier be painted.
"""


def test_a_vote_is_read_on_over_the_end_of_a_line() -> None:
    pages, lines = draw(FIGURES_OVER_TWO_LINES)
    _, found = read_minutes("p", pages, lines, (), make_paper(pages=len(pages)))
    lost = next(one for one in found if one.outcome_class.value == "lost")
    assert lost.vote == "five members voting for, seven against and one abstaining"
    assert next(one for one in found if "pier" in one.text).vote is None


def test_nothing_is_joined_over_a_page_that_is_left_out() -> None:
    pages, lines = draw(
        THREE_MOTIONS.split("Ruth seconded", maxsplit=1)[0]
        + "\fThe motion was lost 1-2.\n\fPaul seconded. The motion carried 3-0.\n"
    )
    some = (pages[0], pages[2])
    _, found = read_minutes("p", some, lines, (), make_paper(pages=3))
    blade = next(one for one in found if "plow blade" in one.text)
    assert (blade.seconder, blade.vote) == (None, None)
    assert {span.page for span in blade.spans} == {1}


@pytest.mark.parametrize("title", ["Standing Orders", "Terms of Reference", "Grants Policy"])
def test_rules_of_a_body_are_no_minutes(title: str) -> None:
    clauses = "\n".join(
        f"{at}. The Council agreed on {at} May 2023 that voting be by a show of hands."
        for at in range(1, 12)
    )
    pages, lines = draw(f"**Thornley Parish Council\n**{title}\nAdopted 3 May 2023\n\n{clauses}")
    paper = make_paper(PaperKind.OTHER, len(pages))
    assert read_minutes("p", pages, lines, (), paper) == ((), ())

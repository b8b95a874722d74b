"""Whose minutes stand on which page, and how a page of minutes is cited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import Access, Minuted, MinuteMeeting, Paper, PaperKind

FEBRUARY, APRIL = date(2012, 2, 7), date(2012, 4, 17)
PAPER = Paper("a", "a.pdf", "Minutes", PaperKind.MINUTES, "Council", FEBRUARY, Access.PUBLIC, "", 9)
MEETINGS = (
    MinuteMeeting("a", "Council", FEBRUARY, None, 1, 4),
    MinuteMeeting("a", "Parks Committee", APRIL, None, 4, 6),
    MinuteMeeting("a", None, None, None, 7, 8),
)
MINUTED = Minuted.of(MEETINGS)


@pytest.mark.parametrize(
    ("page", "committee", "day"),
    [
        (1, "Council", FEBRUARY),
        (4, "Parks Committee", APRIL),
        (6, "Parks Committee", APRIL),
        (7, "Council", FEBRUARY),
        (9, "Council", FEBRUARY),
    ],
)
def test_a_file_of_minutes_is_cited_by_the_meeting_on_the_page(
    page: int, committee: str, day: date
) -> None:
    cited = MINUTED.cited(PAPER, page)
    assert (cited.committee, cited.meeting_date) == (committee, day)
    assert MINUTED.day(PAPER, (page,)) == day


def test_minutes_in_a_pack_tell_of_their_meeting_and_are_cited_as_the_pack() -> None:
    pack = replace(PAPER, kind=PaperKind.AGENDA_PACK, meeting_date=date(2012, 6, 5))
    assert MINUTED.cited(pack, 5) == pack
    assert MINUTED.day(pack, (5,)) == APRIL
    assert MINUTED.day(pack, (9,)) == pack.meeting_date


def test_of_several_pages_the_first_dated_minutes_tell_the_day() -> None:
    assert MINUTED.day(PAPER, (8, 6, 1)) == APRIL
    assert MINUTED.day(PAPER, ()) == FEBRUARY


def test_of_two_that_begin_on_one_page_the_first_given_holds_it() -> None:
    two = (
        MinuteMeeting("a", "One", APRIL, None, 2, 2),
        MinuteMeeting("a", "Two", APRIL, None, 2, 3),
    )
    assert Minuted.of(two).on["a", 2].committee == "One"

"""When a meeting starts, as front sheets of agendas print it."""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.meetings import printed_start

_DAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Cabinet\nDate: Tuesday, 10 March 2026\nTime: 5.30 pm\nVenue: Guildhall", "17:30"),
        ("Date:\nTime:\nVenue:\nTuesday, 10 March 2026\n6.30 p.m.\nGuildhall", "18:30"),
        ("Time: 14:00\nDate: 10/03/2026", "14:00"),
        ("Date and Time\nTuesday 10th March 2026 10.00 a.m.", "10:00"),
        ("Tuesday, 10 March 2026, 6 pm", "18:00"),
        ("to be held in the Guildhall on Tuesday 10 March 2026 at 7.00pm", "19:00"),
        ("on Tuesday 10 March 2026 commencing at 10am", "10:00"),
        ("on Tuesday 10 March 2026 in the Village Hall, Quay Road, at 7.30 pm", "19:30"),
        ("on Tuesday 10 March 2026 in the Village\nHall at 7.30 pm to transact", "19:30"),
        ("6.30pm on Tuesday 10 March 2026", "18:30"),
        ("You are summoned to a meeting at 6.30pm on Tuesday 10 March 2026", "18:30"),
        ("14.00, Tuesday 10th March, 2026", "14:00"),
        ("Tuesday 10 March 2026 | 12 noon", "12:00"),
        ("Tuesday 10 March 2026 at midday", "12:00"),
        ("Tuesday 10 March 2026 @ 7.00pm", "19:00"),
        ("Tuesday 10 March 2026 12.15 am", "00:15"),
        ("Dydd Mawrth, 10 Mawrth 2026\nAmser: 10.00 yb", "10:00"),
        ("Dydd Mawrth, 10 Mawrth 2026 am 2.00 yp", "14:00"),
        ("March 10, 2026, 7:00 PM", "19:00"),
        # The first that is sure, also where a later day is told with another.
        ("10 March 2026 at 6 pm\nNext meeting: 7 April 2026 at 7 pm", "18:00"),
    ],
)
def test_the_time_beside_the_day_is_when_it_starts(text: str, starts: str) -> None:
    found = printed_start(text, _DAY)
    assert found is not None
    assert found.isoformat("minutes") == starts


@pytest.mark.parametrize(
    "text",
    [
        "Cabinet\nTuesday, 10 March 2026\nGuildhall",
        # Of another day.
        "Tuesday, 10 March 2026\nGuildhall\nMinutes of 10 February 2026 at 6 pm",
        "Tuesday, 10 March 2026\nNotice must be given by noon on 6 March 2026",
        # Something else is done on the day.
        "Questions must reach us by 12 noon on Tuesday 10 March 2026",
        "Register to speak before Tuesday 10 March 2026 at 10 am",
        "Tuesday 10 March 2026. The building opens at 5 pm for visitors",
        # Morning or evening, that is not said; or no time at all.
        "Tuesday 10 March 2026 at 7.30",
        "Tuesday 10 March 2026 at 7",
        "Tuesday 10 March 2026 at 26.30",
        "Tuesday 10 March 2026\n3.15 The fee is £10.00",
        "Tuesday 10 March 2026\nTime: to be confirmed",
        # Far from the day.
        "10 March 2026\na\nb\nc\nd\ne\nf\nTime: 6 pm",
    ],
)
def test_other_times_are_not(text: str) -> None:
    assert printed_start(text, _DAY) is None

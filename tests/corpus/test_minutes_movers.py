"""Who moved, where a name stands alone: persons, and nobody that sounds like one."""

from __future__ import annotations

import pytest

from corpus.minutes import read_minutes
from tests.corpus.minutes_pages import draw, make_paper

PAGE = """
**HARBOUR COMMITTEE
**MINUTES of the meeting held at the Customs House on 4 June 2024

Present: Councillors Ash (Chair), Birch and Cedar

**3. Ferry timetable

{moved}

RESOLVED that the winter timetable be approved.
"""


@pytest.mark.parametrize(
    ("moved", "mover"),
    [
        ("Jane Ashby-Cole moved, and Tom Reed seconded, the recommendation.", "Jane Ashby-Cole"),
        ("The Committee proposed and Members agreed the winter timetable.", None),
        ("Harbour Group moved and Tom Reed seconded the recommendation.", None),
        ("Officers Advice proposed and It was supported by all.", None),
    ],
)
def test_a_body_is_no_mover(moved: str, mover: str | None) -> None:
    pages, lines = draw(PAGE.format(moved=moved))
    _, (resolution,) = read_minutes("p", pages, lines, (), make_paper())
    assert resolution.mover == mover

"""How minutes say that a meeting ended."""

from __future__ import annotations

import pytest

from corpus.minutes import closes_meeting


@pytest.mark.parametrize(
    ("line", "closes"),
    [
        ("The meeting was declared closed at 8.11 pm.", True),
        ("There being no further business, the Mayor thanked all present.", True),
        ("As there were no other matters the Chair went home.", True),
        ("There was no business case for a second ferry.", False),
        ("There being no objections, the motion was carried.", False),
        ("The Chair said that the meeting closed a gap.", False),
    ],
)
def test_the_end_of_a_meeting_is_known_by_how_it_is_worded(line: str, closes: bool) -> None:
    assert closes_meeting(line) is closes

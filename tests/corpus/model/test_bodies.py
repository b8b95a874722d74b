"""Whose minutes a paper holds, and when two papers are of the same body."""

from __future__ import annotations

import pytest

from corpus.model import Access, MinuteMeeting, Paper, PaperKind, body_key, body_of


def paper(committee: str | None) -> Paper:
    return Paper("p", "a.pdf", "a", PaperKind.MINUTES, committee, None, Access.PUBLIC, None, 1)


def meeting(committee: str | None) -> MinuteMeeting:
    return MinuteMeeting("p", committee, None, None, 1, 1)


@pytest.mark.parametrize(
    ("committee", "held", "body"),
    [
        ("Weir Trust", ("Boat Club",), "Weir Trust"),
        (None, (None, "Boat Club", "Weir Trust"), "Boat Club"),
        ("", ("Boat Club",), "Boat Club"),
        (None, (None,), None),
        (None, (), None),
    ],
)
def test_the_body_of_a_paper(
    committee: str | None, held: tuple[str | None, ...], body: str | None
) -> None:
    assert body_of(paper(committee), map(meeting, held)) == body


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Weir Trust", "weir trust"),
        ("WEIR  Trust", "weir trust"),
        ("Annual General Meeting", ""),
        ("Meeting of the Weir Trust", "meeting of the weir trust"),
        ("", ""),
        (None, ""),
    ],
)
def test_by_what_a_body_is_known(name: str | None, key: str) -> None:
    assert body_key(name) == key

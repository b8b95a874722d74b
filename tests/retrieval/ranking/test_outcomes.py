"""What stands and what fell, told by the words that introduce an outcome."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.model import OutcomeClass, PassageKind, Resolution, Span
from retrieval.ranking.duplicates import Versions
from retrieval.ranking.outcomes import amends, fell, weight
from retrieval.ranking.standing import settled, standing_first
from tests.retrieval.passages import hit, prose, same

BOATS = "that one boat fewer sail on Sundays"


def outcome(
    words: str, text: str = BOATS, paper: str = "a", page: int = 1, title: str = "3 Ferries"
) -> Versions:
    passage = prose(text, paper, page)
    made = replace(passage, kind=PassageKind.RESOLUTION, headings=(title, words))
    return Versions(hit(made, 2.0 - page / 10))


@pytest.mark.parametrize(
    ("words", "lost", "amended"),
    [
        ("RESOLVED", False, False),
        ("Amendment lost", True, True),
        ("Amendment carried", False, True),
        ("the motion was not carried", True, False),
        ("motion was defeated", True, False),
        ("Agreed unanimously", False, False),
    ],
)
def test_what_fell_and_what_amends(words: str, lost: bool, amended: bool) -> None:
    passage = outcome(words).face.passage
    assert (fell(passage), amends(passage)) == (lost, amended)
    assert not fell(prose("The match was lost"))


def test_what_was_resolved_comes_before_the_amendments_of_its_minute() -> None:
    lost, end = outcome("Amendment lost"), outcome("RESOLVED", page=3)
    elsewhere = outcome("RESOLVED", page=2, title="4 Tolls")
    near = [lost, elsewhere, end]
    assert settled(near, "What was decided on the ferries?") is end
    assert settled(near, "Was the amendment on ferries carried?") is lost
    assert settled([lost, elsewhere], "What was decided on the ferries?") is lost
    assert settled([], "What was decided?") is None
    assert standing_first(near, "the ferries?") == [elsewhere, end, lost]


def test_a_lost_motion_yields_only_to_what_answers_as_well() -> None:
    """One minute may hold several motions: that another was carried is no answer."""
    lost = outcome("Motion lost")
    assert settled([lost, outcome("RESOLVED", page=5)], "the ferries?") is lost
    near = outcome("RESOLVED", page=2)
    assert settled([lost, near], "the ferries?") is near


def test_what_was_lost_is_no_version_of_what_was_carried() -> None:
    words = "that one boat fewer sail to the island harbour on winter Sundays"
    lost = outcome("Amendment lost", words).face.passage
    assert not same(lost, outcome("RESOLVED", words, "b").face.passage)
    assert same(lost, outcome("Amendment lost", words, "b").face.passage)


def test_the_same_fee_in_another_year_is_no_version_when_its_sum_differs() -> None:
    words = "that the toll for a barge at the island lock be £{} a day from May"
    one = outcome("RESOLVED", words.format(12)).face.passage
    assert not same(one, outcome("RESOLVED", words.format(14), "b").face.passage)
    assert same(one, outcome("RESOLVED", words.format(12), "b").face.passage)


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Ferries", "that the timetable be approved.", 0),
        ("Ferries", "That Members note the report and approve the timetable.", 0),
        ("Ferries", "that the report be noted.", 1),
        ("Ferries", "that the Board note the winter update.", 1),
        ("Minutes", "that they be approved.", 3),
        ("Previous meeting", "that the minutes of 7 May be signed as a correct record.", 3),
        ("Tolls", "That the press and public be excluded from the meeting.", 3),
        ("Minutes of silence report", "that a stone be set.", 0),
    ],
)
def test_how_much_was_decided(title: str, text: str, expected: int) -> None:
    said = Resolution(
        "p", None, "1", title, text, "RESOLVED", OutcomeClass.RESOLVED, None, None, (Span(1, 0, 5),)
    )
    assert weight(said) == expected
    assert weight(replace(said, title="Tolls", text="x", outcome="Amendment carried")) == 2

"""Follow-ups that move the date, ask for the end of the story, or change the subject."""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.model.types import Answer, Intent, Status, Turn
from retrieval.question.conversation import resolve
from retrieval.question.leaning import leans
from retrieval.question.lexicon import Lexicon
from retrieval.question.periods import Recency
from retrieval.question.query import understand
from tests.retrieval.fingerprints import MADE_UP

LEXICON = Lexicon(
    committees=("Cabinet", "Planning Committee"),
    days=(date(2016, 9, 20), date(2017, 4, 3), date(2017, 10, 9)),
)


def turn(question: str) -> Turn:
    return Turn(question, Answer(question, question, Status.ANSWERED, "", (), (), MADE_UP))


@pytest.mark.parametrize(
    ("follow_up", "year"),
    [("And the year before?", 2016), ("a year earlier?", 2016), ("the previous year", 2016)],
)
def test_the_year_before_moves_the_date_and_says_so(follow_up: str, year: int) -> None:
    found = resolve(follow_up, [turn("How many trees were planted in 2017?")], LEXICON)
    assert str(year) in found.searched
    assert "2017" not in found.searched
    assert [p.since.year for p in found.query.periods] == [year]


def test_a_year_without_a_meeting_is_moved_to_as_well() -> None:
    found = resolve("And three years before?", [turn("Turnover in October 2017?")], LEXICON)
    assert found.searched == "Turnover in October 2014?"
    (period,) = found.query.periods
    assert (period.since, period.until) == (date(2014, 1, 1), date(2014, 12, 31))


def test_what_came_of_it_may_stand_in_any_later_paper() -> None:
    earlier = turn("What did Cabinet decide on the library in September 2016?")
    found = resolve("What did they decide in the end?", [earlier], LEXICON)
    assert found.query.intent is Intent.RESOLUTION
    assert found.query.recency is Recency.LATEST
    assert found.query.periods[0].holds(date(2017, 10, 9))
    assert "library" in found.searched


@pytest.mark.parametrize(
    "question",
    ["New topic: who chairs the board?", "On a different subject, who chairs the board?"],
)
def test_a_new_topic_carries_nothing(question: str) -> None:
    found = resolve(question, [turn("How many trees were planted in 2017?")], LEXICON)
    assert found.carried is None
    assert found.searched == "who chairs the board?"


def test_another_committee_takes_the_place_of_the_old() -> None:
    found = resolve("And the Planning Committee?", [turn("What did Cabinet note?")], LEXICON)
    assert found.query.committee == "Planning Committee"
    assert "Cabinet" not in found.searched


@pytest.mark.parametrize(
    "question",
    [
        "How many libraries are there in the borough?",
        "Did the Mayor of Marlhaven sign his decision on the roof?",
        "What is the council planning this year on flooding?",
    ],
)
def test_pronouns_that_point_into_the_question_carry_nothing(question: str) -> None:
    assert not leans(understand(question, LEXICON))

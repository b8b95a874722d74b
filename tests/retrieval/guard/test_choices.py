"""Asking back: which other meetings a question fits as well, and that asking them is answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.model import Scope
from retrieval.model.types import Answer, Status, Turn
from tests.retrieval.guard.papers import Desk


def asked(desk: Desk, question: str, *before: str) -> Answer:
    history: list[Turn] = []
    for one in (*before, question):
        history.append(Turn(one, desk.answer(desk.find(one, history=history))))
    return history[-1].answer


PARKING = "What was decided about parking?"


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        (PARKING, ["Council 28 February 2024", "Cabinet 14 November 2023"]),
        (
            "What was decided about street lighting?",
            ["Environment and Communities Committee 7 February 2024", "Cabinet 14 November 2023"],
        ),
    ],
)
def test_other_meetings_are_offered_beside_the_newest(
    question: str, labels: list[str], desk: Desk
) -> None:
    answer = asked(desk, question)
    assert answer.status is Status.ANSWERED
    assert [choice.label for choice in answer.choices] == labels
    newest = max(c.date for c in answer.citations if c.date)
    assert answer.citations[0].date == newest
    for choice in answer.choices:
        told = asked(desk, choice.question)
        assert told.status is Status.ANSWERED
        cited = told.citations[0]
        assert cited.date
        assert choice.label == f"{cited.committee} {cited.date.day} {cited.date:%B %Y}"
        assert not told.choices


@pytest.mark.parametrize(
    "question",
    [
        "What did Cabinet decide about parking?",
        "What was decided about parking in November 2023?",
        "What did the last meeting decide about parking?",
        "What was decided about parking charges for residents with permits?",
        "List the decisions about parking",
    ],
)
def test_nothing_is_asked_back_where_the_question_says_which(question: str, desk: Desk) -> None:
    assert asked(desk, question).choices == ()


def test_nothing_is_asked_back_of_a_follow_up(desk: Desk) -> None:
    assert asked(desk, "And what was decided about it?", PARKING).choices == ()


def test_only_so_many_are_offered(desk: Desk) -> None:
    found = desk.find(PARKING)
    limits = replace(found.constants.suggesting, choices=1)
    few = replace(found, constants=replace(found.constants, suggesting=limits))
    assert [one.label for one in desk.answer(few).choices] == ["Council 28 February 2024"]


def test_a_meeting_out_of_the_scope_is_not_offered(desk: Desk) -> None:
    found = desk.find(PARKING, Scope(committee="Cabinet"))
    assert not any("Council" in one.label for one in desk.answer(found).choices)

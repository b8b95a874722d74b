"""What a follow-up carries over and what it replaces."""

from __future__ import annotations

import time

import pytest

from retrieval.model.types import Answer, Intent, Status, Turn
from retrieval.question.conversation import leans, resolve
from retrieval.question.query import Lexicon, understand

LEXICON = Lexicon()


def turn(question: str) -> Turn:
    return Turn(question, Answer(question, question, Status.ANSWERED, "", (), (), "x"))


@pytest.mark.parametrize(
    "question",
    ["And the year before?", "Who leads on that?", "What about street lighting?", "Why?"],
)
def test_questions_that_lean(question: str) -> None:
    assert leans(understand(question, LEXICON))


@pytest.mark.parametrize(
    "question", ["Who leads on tree planting?", "library opening hours", "Budget for parks 2024/25"]
)
def test_questions_that_stand_alone(question: str) -> None:
    assert not leans(understand(question, LEXICON))


def test_new_dates_replace_the_old(  # "in 2019" must not still search 2017
) -> None:
    found = resolve("And in 2019?", [turn("How many trees were planted in 2017?")], LEXICON)
    assert "2017" not in found.searched
    assert [p.since.year for p in found.query.periods] == [2019]
    assert found.query.intent is Intent.FIGURE


def test_a_question_of_its_own_asks_for_its_own_kind() -> None:
    found = resolve("And who leads on that?", [turn("How many trees were planted?")], LEXICON)
    assert found.query.intent is Intent.WHO
    assert found.query.carried.startswith("How many trees were planted")
    assert found.searched.startswith("How many trees were planted")


def test_nothing_is_carried_without_history() -> None:
    assert resolve("And in 2019?", [], LEXICON).carried is None


@pytest.mark.parametrize("asked", ["And that? " + "1 March 2017, " * 140, "the libary " * 180])
def test_what_a_chat_of_long_questions_costs_is_bounded(asked: str) -> None:
    """Twelve turns of 2,000 characters took 0.6 s of the processor."""
    history = [turn(f"{asked} {at}") for at in range(200)]
    began = time.thread_time()
    assert resolve("And the year before?", history, LEXICON).searched
    assert time.thread_time() - began < 0.15


def test_a_topic_is_carried_over_twelve_ordinary_turns() -> None:
    first = turn("How many trees were planted in Paignton and in Brixham by the contractor?")
    history = [first, *(turn(f"And who leads on that in ward {at}?") for at in range(11))]
    assert resolve("And the cost?", history, LEXICON).searched.startswith("How many trees")

"""What a follow-up carries over and what it replaces."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from corpus.language import stem
from retrieval.model.types import Answer, Intent, Matter, Status, Turn
from retrieval.question.conversation import resolve
from retrieval.question.leaning import leans
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import understand
from tests.retrieval.fingerprints import MADE_UP

LEXICON = Lexicon()


def turn(question: str) -> Turn:
    return Turn(question, Answer(question, question, Status.ANSWERED, "", (), (), MADE_UP))


@pytest.mark.parametrize(
    "question",
    [
        "And the year before?",
        "Who leads on that?",
        "What about street lighting?",
        "Why?",
        "what happens next",
        "wheres the money coming from",
        "did full council agree",
        "are fewer people going",
        "are we hitting the target",
    ],
)
def test_questions_that_lean(question: str) -> None:
    assert leans(understand(question, LEXICON))


@pytest.mark.parametrize(
    "question",
    [
        "Who leads on tree planting?",
        "library opening hours",
        "Budget for parks 2024/25",
        "who moved the budget",
        "who chairs the panel",
    ],
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


# What the papers hold, and what stands in the matter that the chat is of.
HELD = ("asbestos", "poplars", "felled", "lays", "wreath", "cemetery", "visitors", "falling")
ELSEWHERE = Lexicon(vocabulary=dict.fromkeys(HELD, 3))


def of_lamps() -> Turn:
    """A turn that was answered from an item on street lighting."""
    asked = turn("How many street lamps go off at night?")
    words = frozenset(
        stem(word) for word in ["street", "lamps", "visitors", "falling", "night", "saving"]
    )
    matter = Matter("Street lighting", "p1", "6", (3,), words=words)
    return Turn(asked.question, replace(asked.answer, matter=matter))


@pytest.mark.parametrize(
    "question",
    ["asbestos?", "when did they have the poplars felled", "who lays the wreath at their cemetery"],
)
def test_what_names_another_matter_carries_nothing(question: str) -> None:
    found = resolve(question, [of_lamps()], ELSEWHERE)
    assert found.carried is None
    assert found.query.matter is None


@pytest.mark.parametrize("question", ["visitors?", "mermaids"])
def test_names_alone_are_a_new_matter_and_what_follows_is_of_them(question: str) -> None:
    alone = resolve(question, [of_lamps()], ELSEWHERE)
    assert alone.carried is None
    after = resolve("who pays for it?", [of_lamps(), turn(question)], ELSEWHERE)
    assert after.carried == question


@pytest.mark.parametrize(
    "question",
    [
        "are visitors falling",  # stands in the matter
        "what did they say of the unicorns",  # no paper has it: the chat's matter may be meant
        "and asbestos?",  # goes on
        "who paid?",  # a verb names nothing
        "risks?",
    ],
)
def test_what_names_no_other_matter_is_of_the_chat(question: str) -> None:
    found = resolve(question, [of_lamps()], ELSEWHERE)
    assert found.carried or found.query.matter

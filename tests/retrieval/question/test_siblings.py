"""Follow-ups that put one thing in place of its like, and chats that stay short."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from retrieval.model.types import Answer, Status, Turn
from retrieval.question.conversation import resolve
from retrieval.question.leaning import leans
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import understand
from retrieval.question.siblings import elliptic, tidied, with_sibling
from tests.retrieval.fingerprints import MADE_UP

LEXICON = Lexicon(
    committees=("Harbour Board", "Planning Committee"),
    days=(date(2022, 9, 20), date(2023, 10, 3)),
)


def asked(questions: Sequence[str]) -> str:
    """Ask one after the other and return what is searched for the last."""
    history: list[Turn] = []
    searched = ""
    for question in questions:
        found = resolve(question, history, LEXICON)
        searched = found.searched
        answer = Answer(
            question, searched, Status.ANSWERED, "", (), (), MADE_UP,
            asked=searched if found.carried else "",
        )  # fmt: skip
        history.append(Turn(question, answer))
    return searched


@pytest.mark.parametrize(
    ("questions", "searched"),
    [
        (
            ("What is the band D fee for 2023-24?", "and the year before?", "what about band H?"),
            "What is the band H fee for 2022-23?",
        ),
        (
            ("What was the ferry fare in May 2022?", "the year before?", "and in October 2023?"),
            "What was the ferry fare in October 2023?",
        ),
        (("What is the fee for Dunmere?", "and Ashcombe?"), "What is the fee for Ashcombe?"),
        (
            ("What did the Harbour Board note on the Tide Fund in May 2022?", "And the Sea Wall?"),
            "What did the Harbour Board note on the Sea Wall in May 2022?",
        ),
        (("Fares in the 2022 table", "and in 2023?"), "Fares in the 2023 table"),
        (
            ("What is the shortfall at quarter 3?", "what was it in the previous quarter?"),
            "What is the shortfall at quarter 2?",
        ),
    ],
)  # fmt: skip
def test_a_follow_up_takes_the_place_of_its_like(questions: Sequence[str], searched: str) -> None:
    assert asked(questions) == searched


def test_a_chat_never_carries_more_than_its_topic() -> None:
    searched = asked(
        ("What is said about beach huts?", "who leads on that?", "By when should it be done?")
    )
    assert searched == "What is said about beach huts: By when should it be done?"


def test_a_question_of_its_own_is_the_next_topic() -> None:
    searched = asked(
        ("What is said about beach huts?", "How many lamp posts are painted?", "and by whom?")
    )
    assert "lamp posts" in searched
    assert "huts" not in searched


@pytest.mark.parametrize(
    "question",
    ["what did the third one find?", "and the first two?", "who is the lead officer?",
     "What was the vote?", "What about the others?"],
)  # fmt: skip
def test_parts_and_counted_ones_lean(question: str) -> None:
    assert leans(understand(question, LEXICON))


@pytest.mark.parametrize(
    "question",
    ["Who is the lead officer for beach huts?", "What did the third survey of huts find?",
     "Unrelated deaths in 2022"],
)  # fmt: skip
def test_named_things_stand_alone(question: str) -> None:
    assert not leans(understand(question, LEXICON))


@pytest.mark.parametrize(
    "opening",
    ["Unrelated: ", "Separately, ", "Moving on to ", "Leaving that aside, ", "By the way, ",
     "Thanks. New question: ", "On an unrelated matter, ", "Next topic: "],
)  # fmt: skip
def test_a_new_topic_is_told_in_many_ways(opening: str) -> None:
    searched = asked(("How many beach huts are there?", f"{opening}lamp posts"))
    assert searched == "lamp posts"


def test_names_that_are_two_have_no_single_like() -> None:
    assert with_sibling("Is Dunmere dearer than Ashcombe?", "Brackwater") == ""
    assert with_sibling("Is Dunmere dear?", "the cheaper ones") == ""


def test_what_asks_by_itself_is_no_mere_name() -> None:
    assert elliptic("and who moved it?") == ""
    assert elliptic("What about the Sea Wall?") == "the Sea Wall"


def test_hanging_prepositions_go() -> None:
    assert tidied("turnover rate in, and by  the ?") == "turnover rate, ?"

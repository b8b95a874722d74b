"""What a follow-up puts in place of its like, word by word."""

from __future__ import annotations

import pytest

from retrieval.question.siblings import (
    elliptic,
    moved_quarter,
    tidied,
    with_other_time,
    with_sibling,
)

DUNMERE = "What is the precept for Dunmere?"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("And Ashcombe?", "Ashcombe"),
        ("What about band H?", "band H"),
        ("Okay, and Ashcombe?", "Ashcombe"),
        ("And who is Ashcombe?", ""),
        ("Ashcombe?", ""),
        ("Andover?", ""),
    ],
)
def test_what_a_follow_up_names(text: str, named: str) -> None:
    assert elliptic(text) == named


@pytest.mark.parametrize(
    ("topic", "named", "told"),
    [
        (DUNMERE, "Ashcombe", "What is the precept for Ashcombe?"),
        (DUNMERE, "for Ashcombe", "What is the precept for Ashcombe?"),
        (DUNMERE, "Ashcombe and Sheldon", "What is the precept for Ashcombe and Sheldon?"),
        (DUNMERE, "ashcombe", ""),
        ("What is the precept?", "Ashcombe", ""),
        ("What is due from Dunmere or Sheldon?", "Ashcombe", ""),
        ("What is the fee for band D?", "band H", "What is the fee for band H?"),
        ("What is the fee for band D?", "the band H", "What is the fee for band H?"),
        ("What is the fee for Band D?", "in band H", "What is the fee for Band H?"),
        ("What is the fee for zone D?", "band H", ""),
        ("Is option 3 dearer than option 4?", "option 5",
         "Is option 5 dearer than option 5?"),
    ],
)  # fmt: skip
def test_a_thing_takes_the_place_of_its_like(topic: str, named: str, told: str) -> None:
    assert with_sibling(topic, named) == told


def test_dates_and_bodies_stay_in_their_place() -> None:
    topic = "What did Dunmere pay the Board?"
    board = topic.index("the Board"), topic.index("?")
    assert with_sibling(topic, "Ashcombe", [board]) == "What did Ashcombe pay the Board?"
    assert with_sibling(topic, "Ashcombe") == ""
    before = topic.index("Dunmere")
    assert with_sibling(topic, "Ashcombe", [board, (before - 2, before)]).startswith("What did Ash")
    after = before + len("Dunmere")
    assert with_sibling(topic, "Ashcombe", [board, (after, after + 4)]).startswith("What did Ash")
    assert with_sibling(topic, "Ashcombe", [board, (before, before + 1)]) == ""
    assert with_sibling(topic, "Ashcombe", [board, (after - 1, after)]) == ""


@pytest.mark.parametrize(
    ("topic", "time", "said", "told"),
    [
        ("What was spent in 2023?", "2023", "in 2024", "What was spent in 2024?"),
        ("What was spent in 2023?", "2023", "2024", "What was spent in 2024?"),
        ("What was spent since 2023?", "2023", "in 2024", "What was spent in 2024?"),
        ("What was spent in the 2023?", "2023", "in the 2024", "What was spent in the 2024?"),
        ("What does the 2023 tracker say?", "2023", "in 2024", "What does the 2024 tracker say?"),
        ("What does the 2023 tracker say?", "2023", "2024", "What does the 2024 tracker say?"),
    ],
)
def test_a_time_takes_the_place_of_a_time(topic: str, time: str, said: str, told: str) -> None:
    start = topic.index(time)
    assert with_other_time(topic, start, start + len(time), said) == told


@pytest.mark.parametrize(
    ("topic", "text", "told"),
    [
        ("Boats in Q2?", "And the next quarter?", "Boats in Q3?"),
        ("Boats in Q2?", "And the following quarter?", "Boats in Q3?"),
        ("Boats in Q2?", "And the quarter after?", "Boats in Q3?"),
        ("Boats in Q2?", "And the quarter before?", "Boats in Q1?"),
        ("Boats in quarter 2?", "And the previous quarter?", "Boats in quarter 1?"),
        ("Boats in Q1?", "And the quarter before?", ""),
        ("Boats in Q4?", "And the next quarter?", ""),
        ("Boats in Q3?", "And the next quarter?", "Boats in Q4?"),
        ("Boats in May?", "And the next quarter?", ""),
        ("Boats in Q2?", "And in May?", ""),
    ],
)
def test_a_quarter_is_moved_by_one(topic: str, text: str, told: str) -> None:
    assert moved_quarter(topic, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("What was spent on lamps in?", "What was spent on lamps?"),
        ("What was spent on  lamps in the", "What was spent on lamps"),
        ("lamps and", "lamps"),
        ("on lamps", "on lamps"),
    ],
)
def test_prepositions_that_lead_to_nothing_are_left_out(text: str, told: str) -> None:
    assert tidied(text) == told

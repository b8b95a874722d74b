"""Figures of sentences, and which of them cannot both be right."""

from __future__ import annotations

import pytest

from retrieval.contradictions import contradict, figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The roof will cost £1.84 million.", {("£", 1_840_000.0)}),
        ("Turnover was 14.6% in October 2023.", {("%", 14.6)}),
        ("In 2016/17 there were 1,214 replies.", {("repli", 1214.0)}),
        ("The meeting of 9 October 2017 was quorate.", set()),
    ],
)
def test_figures(text: str, found: set[tuple[str, float]]) -> None:
    assert figures(text) == found


def test_another_sum_for_the_same_thing_contradicts() -> None:
    assert contradict("The roof costs £1.84 million.", "The roof costs £1,926,000.")


def test_the_same_sum_in_other_words_does_not() -> None:
    assert not contradict("The roof costs £1.84 million.", "The roof costs £1,840,000.")


def test_figures_of_other_units_do_not() -> None:
    assert not contradict("The roof costs £2 million.", "The roof is 12% dearer.")

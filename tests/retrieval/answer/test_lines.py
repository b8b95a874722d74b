"""The line over a decision says how it ended only where its own words or the outcome do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.model import OutcomeClass, Resolution, Span
from retrieval.answer.register_fits import line_of


@pytest.mark.parametrize(
    ("words", "outcome", "ended", "line"),
    [
        ("That the pier be sold.", "RESOLVED", OutcomeClass.RESOLVED, "RESOLVED · minute 7"),
        ("It was agreed to sell the pier.", "", OutcomeClass.AGREED, "agreed · minute 7"),
        ("Mr Ash proposed by letter to sell the pier.", "", OutcomeClass.AGREED, "minute 7"),
        ("No sale of the pier was agreed.", "", OutcomeClass.AGREED, "minute 7"),
        ("The fee for No. 5 was approved.", "", OutcomeClass.AGREED, "approved · minute 7"),
        ("To sell the pier.", "", OutcomeClass.LOST, "lost · minute 7"),
    ],
)
def test_the_line_says_agreed_only_where_the_words_do(
    words: str, outcome: str, ended: OutcomeClass, line: str
) -> None:
    span = (Span(1, 0, len(words)),)
    one = Resolution("p", None, "7", None, words, outcome, ended, None, None, span)
    assert line_of(one) == line


def test_a_vote_without_an_outcome_stands_alone() -> None:
    words = "Mr Ash proposed by letter to sell the pier."
    span = (Span(1, 0, len(words)),)
    one = Resolution("p", None, "7", None, words, "", OutcomeClass.AGREED, None, None, span)
    assert line_of(replace(one, vote="3 for, 1 against")) == "3 for, 1 against · minute 7"

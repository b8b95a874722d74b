"""Tests of what the field knows about a passage beyond its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import PassageKind
from retrieval.model.types import Intent
from retrieval.question.query import Lexicon, understand
from retrieval.ranking.signals import Candidate, outcome
from tests.retrieval.passages import paper, prose

LEXICON = Lexicon(days=(date(2023, 6, 19), date(2023, 6, 28)))


def outcome_of(question: str, day: date | None) -> float:
    query = understand(question, LEXICON)
    assert query.intent is Intent.RESOLUTION
    resolved = replace(prose("that the charges be agreed"), kind=PassageKind.RESOLUTION)
    return outcome(query, Candidate(resolved, paper("a", day), day, 1.0))


@pytest.mark.parametrize(
    ("question", "day", "value"),
    [
        ("What was decided on 19 June 2023?", date(2023, 6, 19), 1.0),
        ("What was decided on 19 June 2023?", date(2023, 6, 28), 0.0),
        ("What was decided in June 2023?", date(2023, 6, 28), 1.0),
        ("What was decided in 2022?", date(2023, 6, 28), 0.0),
        ("What was decided about charges?", date(2023, 6, 28), 1.0),
        ("What was decided on 19 June 2023?", None, 1.0),
    ],
)
def test_an_outcome_answers_for_its_own_meeting(
    question: str, day: date | None, value: float
) -> None:
    assert outcome_of(question, day) == value

"""Tests of what the field knows about a passage beyond its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import PassageKind
from retrieval.model.types import Intent
from retrieval.question.letterheads import names_on
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import understand
from retrieval.question.spelling import is_english
from retrieval.ranking.signals import Candidate, figure, named, outcome
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


def test_a_name_on_letterheads_speaks_for_the_papers_that_bear_it() -> None:
    heads = {
        "a": "Rakfell Ratepayers Association Minutes of Committee Meeting",
        "b": "Rakfell Ratepayers Association Annual General Meeting 3 May 2023",
        "c": "Village of Ostermouth Board of Trustees Tuesday 4 June 2024",
        "d": "Village of Lythe Board of Trustees",
    }
    papers = {key: replace(paper(key, None), letterhead=head) for key, head in heads.items()}
    lexicon = Lexicon(names=names_on(papers.values(), is_english, 0.6))

    def speaks(question: str) -> dict[str, float]:
        query = understand(question, lexicon)
        passage = prose("the signs were bought")
        return {
            key: named(query, Candidate(passage, one, None, 1.0)) for key, one in papers.items()
        }

    assert speaks("did rakfell buy the signs") == {"a": 1, "b": 1, "c": 0, "d": 0}
    asked = "Did Ostermouth's board buy signs on Tuesday?"
    assert speaks(asked) == {"a": 0, "b": 0, "c": 1, "d": 0}
    # Words of English name nobody, and none of these names is on a letterhead.
    assert set(speaks("village board minutes of Quay").values()) == {0}


def test_a_name_that_most_papers_bear_tells_none_apart() -> None:
    papers = [
        replace(paper(key, None), letterhead=f"Marlhaven Borough Council {key}") for key in "abcd"
    ]
    assert not names_on(papers, is_english, 0.6)


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("did they spend 64000 on the pier", "That £64,000 be added to the budget.", 1.0),
        ("the £2.07m tender", "a tender of £2,070,000 was the lowest", 1.0),
        ("is it £64,000 or £71,000?", "at a cost of £64,000", 0.5),
        ("did they spend £64,000?", "a budget of £64.15 million", 0.0),
        ("what did the 12 members say in 2023?", "12 members met in 2023", 0.0),
    ],
)
def test_the_figures_named_are_met_however_they_are_written(
    question: str, text: str, value: float
) -> None:
    query = understand(question, LEXICON)
    assert figure(query, Candidate(prose(text), paper("a", None), None, 1.0)) == value

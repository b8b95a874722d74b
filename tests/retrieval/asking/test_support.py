"""What speaks for answering, measured on hits made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from corpus.model import Passage, Scope
from retrieval.asking.sufficiency import support, words_unknown
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import Query, understand
from retrieval.ranking.evidence import Evidence
from retrieval.ranking.late import Weighted
from retrieval.ranking.units import units_of
from retrieval.search.searcher import Found
from tests.retrieval.passages import hit, paper, prose, row

ONE_WORD = Weighted(np.zeros(1, np.int32), np.zeros((1, 2), np.float32), np.ones(1, np.float32))


def found(query: Query, made: Passage, question: Weighted, *units: Evidence) -> Found:
    """What a search gives that finds one passage, with what its units say to the question."""
    return Found(
        query=query,
        scope=Scope(),
        hits=(hit(made),),
        pages=(),
        papers={"a": paper("a", date(2024, 3, 5))},
        question=question,
        evidence={made.id: units},
    )


def evidence(made: Passage, *scores: float) -> tuple[Evidence, ...]:
    """The units of a passage with their scores, each meeting a question of one token."""
    return tuple(
        Evidence(made, unit, at, score, np.ones(1, np.float32))
        for at, (unit, score) in enumerate(zip(units_of(made), scores, strict=True))
    )


@pytest.mark.parametrize(("heading", "met"), [("Fees in pounds", 0.8), ("Moorings", 0.0)])
def test_the_cells_of_a_row_under_a_heading_of_money_say_its_sum_together(
    heading: str, met: float
) -> None:
    made = replace(row({"Mooring": "Quay steps", "Net": "310"}), headings=(heading,))
    query = understand("What is the fee for quay steps?", Lexicon())
    measured = support(found(query, made, ONE_WORD, *evidence(made, 0.8, 0.1)))
    assert measured.kind_unit == pytest.approx(met)


@pytest.mark.parametrize(("cosine", "unknown"), [(0.49, ("muck",)), (0.5, ())])
def test_a_word_that_no_paper_has_is_known_where_the_first_passage_means_it(
    cosine: float, unknown: tuple[str, ...]
) -> None:
    made = prose("Droppings on the swings were reported.", "a")
    question = Weighted(
        np.zeros(2, np.int32),
        np.zeros((2, 2), np.float32),
        np.ones(2, np.float32),
        (("muck", 0, 1), ("swings", 1, 2)),
    )
    unit = Evidence(made, units_of(made)[0], 0, 0.8, np.asarray([cosine, 0.9], np.float32))
    query = understand("What about the muck on the swings?", Lexicon())
    searched = found(replace(query, unknown=("muck",)), made, question, unit)
    assert words_unknown(searched) == unknown
    assert support(searched).unknown == float(bool(unknown))


def test_a_reason_needs_no_word_that_says_so() -> None:
    made = prose("The quay fell in the storm. It was closed.", "a")
    query = understand("Why was the quay closed?", Lexicon())
    measured = support(found(query, made, ONE_WORD, *evidence(made, 0.8, 0.8)))
    assert (measured.kind_first, measured.kind_unit_gap, measured.kind_gap) == (1.0, 0.0, 0.0)

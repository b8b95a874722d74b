"""What speaks for answering, measured on hits made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from corpus.model import Scope
from retrieval.asking.sufficiency import support
from retrieval.question.query import Lexicon, understand
from retrieval.ranking.evidence import Evidence
from retrieval.ranking.late import Weighted
from retrieval.ranking.units import units_of
from retrieval.search.searcher import Found
from tests.retrieval.passages import hit, paper, row


@pytest.mark.parametrize(("heading", "met"), [("Fees in pounds", 0.8), ("Moorings", 0.0)])
def test_the_cells_of_a_row_under_a_heading_of_money_say_its_sum_together(
    heading: str, met: float
) -> None:
    made = replace(row({"Mooring": "Quay steps", "Net": "310"}), headings=(heading,))
    scores = (0.8, 0.1)
    units = tuple(
        Evidence(made, unit, at, score, np.ones(1, np.float32))
        for at, (unit, score) in enumerate(zip(units_of(made), scores, strict=True))
    )
    found = Found(
        query=understand("What is the fee for quay steps?", Lexicon()),
        scope=Scope(),
        hits=(hit(made),),
        pages=(),
        papers={"a": paper("a", date(2024, 3, 5))},
        question=Weighted(
            np.zeros(1, np.int32), np.zeros((1, 2), np.float32), np.ones(1, np.float32)
        ),
        evidence={made.id: units},
    )
    assert support(found).kind_unit == pytest.approx(met)

"""Tests of scaling scores before they are added up."""

from __future__ import annotations

import numpy as np

from retrieval.model.constants import DEFAULT
from retrieval.ranking.late import Floats
from retrieval.ranking.scoring import stretched

ANCHOR, LEAST_SPREAD = DEFAULT.ranking.anchor, DEFAULT.ranking.least_spread


def column(*values: float) -> Floats:
    return np.asarray(values, dtype=np.float32)


def test_the_best_is_one_and_the_one_at_the_anchor_nought() -> None:
    scores = np.linspace(0.9, 0.1, ANCHOR + 20).astype(np.float32)
    scaled = stretched(scores)
    assert scaled[0] == 1
    assert abs(scaled[ANCHOR]) < 1e-6
    assert scaled[-1] < 0


def test_candidates_that_lie_close_together_stay_close_together() -> None:
    # The same appendix in many papers: all but alike, and one that is much worse.
    scores = column(*([0.8] * ANCHOR), 0.79, 0.8 - LEAST_SPREAD)
    scaled = stretched(scores)
    assert scaled.max() == 1
    assert scaled[ANCHOR] > 0.9
    assert abs(scaled[-1]) < 1e-6


def test_the_best_of_equals_is_one() -> None:
    assert list(stretched(column(0.4, 0.4))) == [1, 1]
    assert len(stretched(column())) == 0

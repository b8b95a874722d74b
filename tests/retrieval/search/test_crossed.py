"""The cross-encoder's scores are stretched as other signals are, over the first hits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest

from corpus.model import Scope
from retrieval.assistant.assistant import Assistant
from retrieval.embedding.cross_encoder import CrossEncoderScorer
from retrieval.model.constants import DEFAULT
from retrieval.model.settings import Settings
from retrieval.search.searcher import Searcher

pytestmark = pytest.mark.slow
WEIGHT = DEFAULT.signals.cross


def crossed(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, best: float, others: float, most: int
) -> list[float]:
    """Return what the cross-encoder adds to the first ``most`` hits, the last of them its best."""

    def scores(_: object, __: str, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return np.array([others] * (len(texts) - 1) + [best], dtype=np.float32)

    monkeypatch.setattr(CrossEncoderScorer, "scores", scores)
    constants = DEFAULT.changed("ranking.crossed", str(most))
    settings = Settings.model_construct(cross_encoder="there")
    embedder, index = assistant._embedder, assistant._index
    searcher = Searcher(assistant.catalogue, index, embedder, settings, constants)
    query = assistant._understander.understand(
        "What was resolved on the roof?", Scope(), ()
    ).resolved.query
    hits = searcher.search(query, Scope()).hits
    return [dict(hit.signals)["cross"] for hit in hits if "cross" in dict(hit.signals)]


def test_the_best_counts_whole_and_far_behind_it_nothing(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert crossed(assistant, monkeypatch, 9.0, -9.0, 4) == [WEIGHT]


def test_a_hair_does_not_outweigh_every_other_signal(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = crossed(assistant, monkeypatch, 0.51, 0.5, 4)
    assert len(found) == 4
    assert max(found) == WEIGHT
    assert min(found) == pytest.approx(WEIGHT * (1 - 0.01 / DEFAULT.ranking.least_spread))


def test_one_that_is_read_alone_is_its_best(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert crossed(assistant, monkeypatch, 0.1, 0.1, 1) == [WEIGHT]

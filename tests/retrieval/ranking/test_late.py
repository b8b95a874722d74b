"""Late interaction against a plain loop."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from corpus.model.vectors import TokenVectors
from retrieval.ranking.late import Alternative, Weighted, floats, similarities, weigh


def tokens(rng: np.random.Generator, count: int) -> TokenVectors:
    unit = rng.normal(size=(count, 8))
    unit /= np.linalg.norm(unit, axis=1, keepdims=True)
    scales = np.abs(unit).max(axis=1) / 127
    ints = np.rint(unit / scales[:, None]).astype(np.int8)
    return TokenVectors(np.arange(count, dtype=np.int32), ints, scales.astype(np.float32))


def max_sim(question: Weighted, passages: list[TokenVectors]) -> list[float]:
    cosines, best = similarities(question, passages)
    assert [question.best_matches(one).tolist() for one in cosines] == best.tolist()
    return [question.share(matches) for matches in best]


def test_scores_equal_the_definition() -> None:
    rng = np.random.default_rng(4)
    question = weigh(tokens(rng, 5), {0: 1, 1: 9}, 10)
    passages = [tokens(rng, n) for n in (7, 1, 12)]
    expected = [
        sum(
            w * max(float(q @ (v * s)) for v, s in zip(p.vectors, p.scales, strict=True))
            for q, w in zip(question.vectors, question.weights, strict=True)
        )
        / float(question.weights.sum())
        for p in passages
    ]
    assert max_sim(question, passages) == pytest.approx(expected, abs=1e-5)


def test_a_passage_without_tokens_scores_nothing() -> None:
    rng = np.random.default_rng(5)
    empty = TokenVectors(np.zeros(0, np.int32), np.zeros((0, 8), np.int8), np.zeros(0, np.float32))
    question = weigh(tokens(rng, 3), {}, 10)
    scores = max_sim(question, [empty, tokens(rng, 4), empty])
    assert scores[0] == scores[2] == 0
    assert scores[1] != 0
    assert max_sim(question, []) == []


def test_emphasis_scales_the_weights() -> None:
    rng = np.random.default_rng(8)
    own = tokens(rng, 2)
    plain, halved = weigh(own, {}, 10), weigh(own, {}, 10, [0.5, 1.0])
    assert halved.weights[0] == pytest.approx(plain.weights[0] / 2)
    assert halved.weights[1] == pytest.approx(plain.weights[1])


def test_rare_tokens_weigh_more() -> None:
    rng = np.random.default_rng(6)
    question = weigh(tokens(rng, 2), {0: 100, 1: 1}, 1000)
    assert question.weights[1] > question.weights[0]


def test_a_passage_matches_itself_fully() -> None:
    rng = np.random.default_rng(7)
    own = tokens(rng, 6)
    assert max_sim(weigh(own, {}, 10), [own])[0] == pytest.approx(1.0, abs=0.01)


def test_a_word_is_met_by_another_that_may_be_meant() -> None:
    rng = np.random.default_rng(9)
    own, meant = tokens(rng, 3), tokens(rng, 1)
    question = weigh(own, {}, 10)
    wider = replace(
        question,
        vectors=np.concatenate([question.vectors, floats(meant)]),
        alternatives=(Alternative(1, 2, 3, 4),),
    )
    ((similarity,), (best,)) = similarities(wider, [meant])
    assert best.tolist() == wider.best_matches(similarity).tolist()
    assert best.shape == (3,)
    assert best[1] == pytest.approx(0.95, abs=0.01)
    assert best[0] == pytest.approx(question.best_matches(similarity[:, :3])[0])


def test_ranges_of_a_passage_are_met_as_if_each_stood_alone() -> None:
    rng = np.random.default_rng(6)
    question = weigh(tokens(rng, 5), {0: 1}, 10)
    (cosines,), _ = similarities(question, [tokens(rng, 12)])
    ranges = [(0, 4), (9, 12), (5, 5), (3, 8)]
    alone = [question.best_matches(cosines[start:end]).tolist() for start, end in ranges]
    assert question.best_in(cosines, ranges).tolist() == alone

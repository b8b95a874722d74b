"""The chain: its chances are those of all sequences of labels; its file is what was written."""

from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest

from corpus.decisions.chain import LABELS, Chain, Features
from corpus.decisions.fitting import fit
from corpus.decisions.tagger import MODEL
from corpus.model import BrokenReadingError, TaggerError

WIDE = len(LABELS)


def drawn_chain(*names: str) -> Chain:
    """Return a chain of features with weights drawn by chance, the same each time."""
    chance = np.random.default_rng(7)
    weights = chance.normal(size=(len(names), WIDE)).astype(np.float16).astype(np.float32)
    moves = chance.normal(size=(WIDE, WIDE)).astype(np.float16).astype(np.float64)
    return Chain({name: at for at, name in enumerate(names)}, weights, moves)


def test_chances_are_the_share_of_all_sequences_that_have_a_label() -> None:
    chain = drawn_chain("a", "b")
    said: list[Features] = [{"a": 1.0, "new": 9.0}, {"b": 0.5, "a": 2.0}, {"new": 1.0}]
    told = np.zeros((3, WIDE))
    told[0], told[1] = chain.weights[0], 0.5 * chain.weights[1] + 2 * chain.weights[0]
    expected = np.zeros((3, WIDE))
    for labels in product(range(WIDE), repeat=3):
        odds = sum(told[at, label] for at, label in enumerate(labels))
        odds += sum(chain.moves[one, after] for one, after in pairwise(labels))
        for at, label in enumerate(labels):
            expected[at, label] += np.exp(odds)
    expected /= expected.sum(axis=1, keepdims=True)
    assert chain.chances(said) == pytest.approx(expected)


def test_a_sentence_without_a_known_feature_is_told_by_those_beside_it() -> None:
    chain = drawn_chain("a")
    assert chain.chances([{}, {"new": 1.0}]).sum(axis=1) == pytest.approx([1.0, 1.0])


def test_a_chain_is_read_as_it_was_kept(tmp_path: Path) -> None:
    chain = drawn_chain("£", "word=a", "ü")
    path = tmp_path / "kept.bin"
    path.write_bytes(chain.as_bytes())
    again = Chain.read(path)
    assert dict(again.rows) == dict(chain.rows)
    assert np.array_equal(again.weights, chain.weights)
    assert np.array_equal(again.moves, chain.moves)
    assert again.as_bytes() == chain.as_bytes()


@pytest.mark.parametrize(
    "harm",
    [
        lambda kept: kept[:0],
        lambda kept: b"lCRF" + kept,
        lambda kept: kept[:-1],
        lambda kept: kept[:200] + bytes([kept[200] ^ 1]) + kept[201:],
        lambda kept: kept + b" ",
    ],
)
def test_a_damaged_file_is_told_in_a_sentence(harm: object, tmp_path: Path) -> None:
    assert callable(harm)
    path = tmp_path / "kept.bin"
    path.write_bytes(harm(MODEL.read_bytes()))
    with pytest.raises(TaggerError, match=r"kept\.bin: .*is damaged\. Install Minutebook again\."):
        Chain.read(path)


def test_a_file_that_is_gone_is_no_fault_of_the_paper(tmp_path: Path) -> None:
    with pytest.raises(TaggerError, match=r"gone\.bin: .*cannot be read"):
        Chain.read(tmp_path / "gone.bin")
    assert issubclass(TaggerError, BrokenReadingError)


TAUGHT = [
    ([{"x": 1.0}, {"y": 1.0}, {"z": 1.0}], ["BD", "ID", "O"], 1.0),
    ([{"z": 1.0}, {"x": 1.0, "rare": 1.0}], ["O", "BD"], 2.0),
]


def test_fitting_learns_the_labels_and_leaves_out_what_is_seldom_seen() -> None:
    chain = fit(TAUGHT, None, 0.01, 50, 2)
    assert set(chain.rows) == {"x", "z"}
    best = chain.chances(TAUGHT[0][0]).argmax(axis=1)
    assert [LABELS[at] for at in best] == ["BD", "ID", "O"]


def test_fitting_finds_where_the_slope_is_nought() -> None:
    """A step aside in any weight makes the penalised likelihood of the labels smaller."""
    pull = 0.3
    chain = fit(TAUGHT, None, pull, 200, 1)

    def cost(weights: np.ndarray, moves: np.ndarray) -> float:
        total = pull * float((weights**2).sum() + (moves**2).sum())
        for features, tags, weight in TAUGHT:
            told = [sum(weights[chain.rows[n]] * w for n, w in one.items()) for one in features]
            odds = []
            for labels in product(range(WIDE), repeat=len(tags)):
                one = sum(float(told[at][label]) for at, label in enumerate(labels))
                one += sum(moves[a, b] for a, b in pairwise(labels))
                odds.append((one, [LABELS[label] for label in labels] == tags))
            every = np.logaddexp.reduce([one for one, _ in odds])
            total -= weight * (next(one for one, right in odds if right) - every)
        return total

    weights, moves = chain.weights.astype(float), chain.moves
    least = cost(weights, moves)
    for at, step in ((0, 0.05), (3, -0.05), (9, 0.05), (17, -0.05)):
        aside = weights.copy()
        aside.flat[at] += step
        assert cost(aside, moves) > least
        other = moves.copy()
        other.flat[at] += step
        assert cost(weights, other) > least


def test_what_is_taught_is_pulled_to_what_was_known() -> None:
    prior = drawn_chain("x", "unseen")
    firm, free = fit(TAUGHT, prior, 1000.0, 50, 1), fit(TAUGHT, prior, 0.01, 50, 1)
    assert np.allclose(firm.weights[:2], prior.weights, atol=0.01)
    assert firm.rows["x"] == 0
    assert set(firm.rows) == {"x", "unseen", "y", "z", "rare"}
    assert np.array_equal(free.weights[1], prior.weights[1])
    assert not np.allclose(free.weights[0], prior.weights[0], atol=0.2)
    assert dict(prior.rows) == {"x": 0, "unseen": 1}

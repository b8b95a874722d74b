"""Windows of vectors as the catalogue keeps them."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.model import EmbeddedWindow, TokenVectors
from corpus.storage.packed import PackedWindow, packed, token_ids


def window(width: int, last: int) -> EmbeddedWindow:
    """Return two passages of two and three tokens behind a context of two."""
    rng = np.random.default_rng(width)
    unit = rng.normal(size=(7, width))
    unit /= np.linalg.norm(unit, axis=1, keepdims=True)
    scales = np.abs(unit).max(axis=1) / 127
    ints = np.rint(unit / scales[:, None]).astype(np.int8)
    ids = np.array([0, 1, 2, 3, 4, 5, last], dtype=np.int32)
    tokens = TokenVectors(ids, ints, scales.astype(np.float32))
    dense = np.eye(width, dtype=np.float32)[:2]
    return EmbeddedWindow(dense, tokens, np.array([2, 4, 7], dtype=np.int32))


@pytest.mark.parametrize("width", [384, 9])
@pytest.mark.parametrize("last", [6, 65_535, 65_536, 250_001])
def test_each_passage_has_the_context_and_its_own(width: int, last: int) -> None:
    made = window(width, last)
    back = PackedWindow(*packed(made))
    own = [0, 1, 4, 5, 6]
    tokens = back.passage(1).tokens
    assert tokens.ids.tolist() == [0, 1, 4, 5, last]
    assert tokens.ids.dtype == np.int32
    assert tokens.vectors.shape == (5, width)
    kept = tokens.vectors * tokens.scales[:, None]
    given = made.tokens.vectors[own] * made.tokens.scales[own, None]
    assert (kept * given).sum(axis=1).min() > 0.97
    assert np.array_equal(back.passage(0).dense, made.dense[0])


def test_ids_take_two_bytes_where_they_fit() -> None:
    few, many = packed(window(8, 65_535))[2], packed(window(8, 65_536))[2]
    assert (len(few), len(many)) == (14, 28)
    assert token_ids(few, 7)[-1] + 1 == token_ids(many, 7)[-1] == 65_536


def test_vectors_take_less_than_half_a_byte_a_number() -> None:
    rng = np.random.default_rng(0)
    unit = rng.normal(size=(200, 384))
    scales = np.abs(unit).max(axis=1) / 127
    ints = np.rint(unit / scales[:, None]).astype(np.int8)
    tokens = TokenVectors(np.zeros(200, np.int32), ints, scales.astype(np.float32))
    ends = np.array([0, 200], dtype=np.int32)
    made = EmbeddedWindow(np.eye(384, dtype=np.float32)[:1], tokens, ends)
    assert len(packed(made)[4]) < 0.45 * ints.size

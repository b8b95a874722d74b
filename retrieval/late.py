"""Late interaction: every word of the question meets its best match in a passage.

For each token of the question, the best cosine among the contextual token
vectors of the passage, weighted by the token's inverse document frequency and
normalised by the sum of the weights: MaxSim of Khattab & Zaharia, ColBERT
(2020), with the vectors of the embedding model itself.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.embedding import TokenVectors

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Weighted:
    """A question's token vectors, float32 (tokens, width), and their weights (tokens,)."""

    ids: npt.NDArray[np.int32]
    vectors: Floats
    weights: Floats


def weigh(tokens: TokenVectors, frequencies: Mapping[int, int], passages: int) -> Weighted:
    """Weight each question token by its inverse document frequency over ``passages``."""
    idf = [
        math.log1p((passages - found + 0.5) / (found + 0.5)) if found < passages else 0.01
        for found in (frequencies.get(int(token), 0) for token in tokens.ids)
    ]
    weights = np.asarray(idf, dtype=np.float32) ** np.float32(1.25)
    return Weighted(tokens.ids, floats(tokens), weights)


def floats(tokens: TokenVectors) -> Floats:
    """Return the unit vectors of ``tokens`` as float32 of shape (tokens, width)."""
    return tokens.vectors.astype(np.float32) * tokens.scales[:, None]


def best_matches(question: Weighted, passage: TokenVectors) -> Floats:
    """Return for each question token its best cosine in the passage, shape (tokens,)."""
    if not len(passage.ids):
        return np.zeros(len(question.ids), dtype=np.float32)
    similarity = question.vectors @ passage.vectors.T.astype(np.float32)
    best: Floats = (similarity * passage.scales[None, :]).max(axis=1)
    return best


def max_sim(question: Weighted, passages: Sequence[TokenVectors]) -> Floats:
    """Score passages from 0 to 1, shape (passages,), with one matrix product for all."""
    total = float(question.weights.sum())
    if not passages or total <= 0:
        return np.zeros(len(passages), dtype=np.float32)
    filled = [p for p in passages if len(p.ids)]
    if not filled:
        return np.zeros(len(passages), dtype=np.float32)
    stacked = np.concatenate([p.vectors for p in filled]).astype(np.float32)
    scales = np.concatenate([p.scales for p in filled])
    similarity = (stacked @ question.vectors.T) * scales[:, None]
    starts = np.cumsum([0] + [len(p.ids) for p in filled[:-1]])
    best = np.maximum.reduceat(similarity, starts, axis=0)
    scores = iter((best @ question.weights) / total)
    return np.asarray([next(scores) if len(p.ids) else 0.0 for p in passages], dtype=np.float32)

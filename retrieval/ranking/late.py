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
from functools import cached_property

import numpy as np
import numpy.typing as npt

from corpus.model import TokenVectors
from retrieval.model import DEFAULT, WordWeights

Floats = npt.NDArray[np.float32]
# Token vectors that are multiplied at a time, at least: as floats they fit a processor's cache.
_BLOCK = 1024


@dataclass(frozen=True, slots=True)
class Alternative:
    """Question tokens ``start`` to ``end`` may be met by vectors ``first`` to ``last`` instead.

    Both ranges are half-open.
    """

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True)
class Weighted:
    """A question's token vectors, float32 (tokens + others, width), and weights (tokens,).

    Behind the vectors of its own tokens stand those of other words that may be
    meant. ``words`` are its words in lower case with the tokens, start to end
    (half-open), of each.
    """

    ids: npt.NDArray[np.int32]
    vectors: Floats
    weights: Floats
    words: tuple[tuple[str, int, int], ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    constants: WordWeights = DEFAULT.word_weights

    def best_matches(self, similarity: Floats) -> Floats:
        """Return for each question token its best cosine, shape (question tokens,).

        ``similarity`` is of shape (passage tokens, vectors). Words that have
        alternatives are met by whichever of them is met best.
        """
        if not len(similarity):
            return np.zeros(len(self.ids), dtype=np.float32)
        # The function behind ``max``, which takes twice as long.
        return self.met(np.maximum.reduce(similarity, axis=0))

    def best_in(self, similarity: Floats, ranges: Sequence[tuple[int, int]]) -> Floats:
        """Return :meth:`best_matches` of each of some ranges, shape (ranges, question tokens).

        ``ranges`` are half-open, of the passage tokens; one that is empty meets nothing.
        """
        found = np.zeros((len(ranges), similarity.shape[1]), dtype=np.float32)
        for best, (start, end) in zip(found, ranges, strict=True):
            if start < end:
                np.maximum.reduce(similarity[start:end], axis=0, out=best)
        # All at once: alternatives take as long to begin with one as with many.
        return self.met(found)

    def met(self, found: Floats) -> Floats:
        """Return for each question token its best cosine, shape (..., question tokens).

        ``found`` are the best of each vector, (..., vectors).
        """
        best = found[..., : len(self.ids)].copy()
        for other in self.alternatives:
            # As ``mean`` does, which takes three times as long to begin.
            total = np.add.reduce(found[..., other.first : other.last], axis=-1, keepdims=True)
            met = self.constants.other_words * (total / (other.last - other.first))
            best[..., other.start : other.end] = np.maximum(best[..., other.start : other.end], met)
        return best

    def share(self, matches: Floats) -> float:
        """Return the weighted mean of ``matches``, shape (tokens,), which are cosines.

        0 for a question without words.
        """
        return float(matches @ self.weights) / self._total if self._total > 0 else 0.0

    @cached_property
    def _total(self) -> float:
        return float(self.weights.sum())


def weigh(
    tokens: TokenVectors,
    frequencies: Mapping[int, int],
    passages: int,
    emphasis: Sequence[float] | None = None,
    words: tuple[tuple[str, int, int], ...] = (),
    constants: WordWeights = DEFAULT.word_weights,
) -> Weighted:
    """Weight each question token by its inverse document frequency over ``passages``.

    That is ln(1 + (N - n + 0.5) / (n + 0.5)) for n of N passages, as in Lucene's BM25, to the
    power of ``constants.idf_power``. ``frequencies`` are by token id. ``emphasis``, one a
    token, scales its weight: words carried over from an earlier question count less than the
    question's own.
    """
    idf = [
        math.log1p((passages - found + 0.5) / (found + 0.5)) if found < passages else 0.01
        for found in (frequencies.get(int(token), 0) for token in tokens.ids)
    ]
    weights = np.asarray(idf, dtype=np.float32) ** np.float32(constants.idf_power)
    if emphasis is not None:
        weights = weights * np.asarray(emphasis, dtype=np.float32)
    return Weighted(tokens.ids, floats(tokens), weights, words, constants=constants)


def floats(tokens: TokenVectors) -> Floats:
    """Return the unit vectors of ``tokens`` as float32 of shape (tokens, width)."""
    return tokens.vectors.astype(np.float32) * tokens.scales[:, None]


def similarities(
    question: Weighted, passages: Sequence[TokenVectors]
) -> tuple[list[Floats], Floats]:
    """Return for each passage the cosines of its tokens with the question's vectors.

    Each is float32 of shape (passage tokens, tokens + others). Beside them stands what each
    passage meets the question's own tokens with, (passages, tokens): see :meth:`Weighted.met`.
    """
    if not passages:
        return [], np.zeros((0, len(question.ids)), dtype=np.float32)
    stacked = np.concatenate([p.vectors for p in passages])
    product = np.empty((len(stacked), len(question.vectors)), dtype=np.float32)
    # As floats all at once would be written to memory and read again: a third more time.
    blocks = max(1, len(stacked) // _BLOCK)
    pieces = (np.array_split(whole, blocks) for whole in (stacked, product))
    for block, out in zip(*pieces, strict=True):
        np.matmul(block.astype(np.float32), question.vectors.T, out=out)
    product *= np.concatenate([p.scales for p in passages])[:, None]
    sizes = np.asarray([len(p.ids) for p in passages])
    ends = np.cumsum(sizes)
    best = np.zeros((len(passages), len(question.vectors)), dtype=np.float32)
    some = sizes > 0
    if some.any():
        best[some] = np.maximum.reduceat(product, (ends - sizes)[some], axis=0)
    cosines = [product[end - size : end] for end, size in zip(ends, sizes, strict=True)]
    return cosines, question.met(best)

"""Fitting a chain to labelled sequences: L-BFGS on the penalised likelihood of their labels.

The penalty pulls each weight to where the chain begins: to nought, or to the weights of a chain
that has learned before (maximum a posteriori adaptation; C. Chelba and A. Acero, "Adaptation of
maximum entropy capitalizer", EMNLP 2004).
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from scipy.optimize import minimize

from corpus.decisions.chain import LABELS, Chain, Features, Numbers

_WIDE = len(LABELS)
# Features and labels of a sequence, and how often it counts.
Taught = tuple[Sequence[Features], Sequence[str], float]


def fit(
    taught: Sequence[Taught], prior: Chain | None, pull: float, rounds: int, seen: int
) -> Chain:
    """Return the chain that ``taught`` teaches: features, labels and weight of each sequence.

    Args:
        prior: the chain that the weights are pulled to; None for nought.
        pull: what a weight's squared distance costs, beside one sequence's log likelihood.
        rounds: of L-BFGS, at most.
        seen: how often a feature that ``prior`` does not know must be seen.
    The same sequences in the same order give the same chain.
    """
    counts = Counter(name for features, _, _ in taught for one in features for name in one)
    rows = prior.rows if prior else {}
    # What is never seen stays as it is: only these are fitted.
    fitted = sorted(name for name, count in counts.items() if name in rows or count >= seen)
    start = np.zeros((_WIDE + len(fitted), _WIDE))
    if prior:
        start[:_WIDE] = prior.moves
        known = [at for at, name in enumerate(fitted) if name in rows]
        start[[_WIDE + at for at in known]] = prior.weights[[rows[fitted[at]] for at in known]]
    batch = _Batch.of(taught, {name: at for at, name in enumerate(fitted)})

    def cost(flat: Numbers) -> tuple[float, Numbers]:
        numbers = flat.reshape(start.shape)
        lost, slope = batch.cost(numbers[_WIDE:], numbers[:_WIDE])
        apart = numbers - start
        return lost + pull * float((apart * apart).sum()), (slope + 2 * pull * apart).ravel()

    best = minimize(cost, start.ravel(), jac=True, method="L-BFGS-B",
                    options={"maxiter": rounds, "maxcor": 10})  # fmt: skip
    numbers = best.x.reshape(start.shape)
    fresh = [name for name in fitted if name not in rows]
    every = {**rows, **{name: len(rows) + at for at, name in enumerate(fresh)}}
    weights = np.zeros((len(every), _WIDE), np.float32)
    if prior:
        weights[: len(rows)] = prior.weights
    weights[[every[name] for name in fitted]] = numbers[_WIDE:]
    return Chain(every, weights, numbers[:_WIDE])


@dataclass(frozen=True, slots=True)
class _Batch:
    """Sequences side by side: all first sentences, then all second ones, the longest first.

    ``given`` is sentences × features and ``turned`` its transpose, ``told`` the sentences ×
    labels with a one where the label is. ``steps`` are the half-open ranges of each step's
    sentences, ``before`` the sentence before each that has one, ``weight`` sentences × 1.
    """

    given: sparse.csr_matrix
    turned: sparse.csr_matrix
    told: Numbers
    steps: tuple[tuple[int, int], ...]
    before: NDArray[np.intp]
    weight: Numbers

    @classmethod
    def of(cls, taught: Sequence[Taught], rows: dict[str, int]) -> _Batch:
        taught = sorted(taught, key=lambda one: -len(one[1]))
        steps: list[tuple[int, int]] = []
        places, columns, weights, counts = array("q"), array("q"), array("d"), array("d")
        labels: list[int] = []
        before: list[int] = []
        for step in range(len(taught[0][1])):
            low = len(labels)
            for features, tags, count in taught:
                if len(tags) <= step:
                    break
                known = [(rows[name], one) for name, one in features[step].items() if name in rows]
                places.extend([len(labels)] * len(known))
                columns.extend(row for row, _ in known)
                weights.extend(one for _, one in known)
                if step:
                    before.append(steps[-1][0] + len(labels) - low)
                labels.append(LABELS.index(tags[step]))
                counts.append(count)
            steps.append((low, len(labels)))
        size = (len(labels), len(rows))
        given = sparse.csr_matrix((np.array(weights), (np.array(places), np.array(columns))), size)
        told = np.eye(_WIDE)[labels]
        places_before = np.array(before, dtype=np.intp)
        weight = np.array(counts)[:, None]
        return cls(given, given.T.tocsr(), told, tuple(steps), places_before, weight)

    def cost(self, weights: Numbers, moves: Numbers) -> tuple[float, Numbers]:
        """Return the labels' negative log likelihood, and its slope: moves, then weights."""
        told = self.given @ weights
        likely, moved, log_total = self._forward_backward(told, moves)
        went = self._steps(self.told, self.told * self.weight)
        right = float((told * self.told * self.weight).sum() + (moves * went).sum())
        slope = np.vstack([moved - went, self.turned @ ((likely - self.told) * self.weight)])
        return log_total - right, slope

    def _forward_backward(self, told: Numbers, moves: Numbers) -> tuple[Numbers, Numbers, float]:
        """Return the marginals of labels and of steps, and the log of all odds together."""
        most = told.max(axis=1, keepdims=True)
        odds, onward = np.exp(told - most), np.exp(moves)
        forward, backward = np.empty_like(odds), np.ones_like(odds)
        scale = np.empty((len(odds), 1))
        last = slice(0, 0)
        for low, high in self.steps:
            here = slice(low, high)
            came = forward[last][: high - low] @ onward if low else 1.0
            forward[here] = came * odds[here]
            scale[here] = forward[here].sum(axis=1, keepdims=True)
            forward[here] /= scale[here]
            last = here
        weighed = odds / scale
        for (low, high), (first, _) in zip(self.steps[:0:-1], self.steps[-2::-1], strict=True):
            back = (weighed[low:high] * backward[low:high]) @ onward.T
            backward[first : first + high - low] = back
        moved = onward * self._steps(forward, weighed * backward * self.weight)
        return forward * backward, moved, float(((np.log(scale) + most) * self.weight).sum())

    def _steps(self, left: Numbers, right: Numbers) -> Numbers:
        """Return the products of each sentence's labels with the next one's, summed."""
        # Not by BLAS, which adds up in an order of its own where it has more cores.
        first = self.steps[0][1]
        summed: Numbers = np.einsum("si,sj->ij", left[self.before], right[first:])
        return summed

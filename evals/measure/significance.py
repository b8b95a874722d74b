"""Bootstrap intervals and the paired randomisation test.

Both are seeded: the same scores always give the same figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import permutation_test

# A difference this improbable by chance is called significant.
SIGNIFICANT = 0.05
_SEED = 20170403
_RESAMPLES = 10_000
# Up to this many questions that differ, every assignment of signs is tried.
_EXACT = 13


@dataclass(frozen=True, slots=True)
class Estimate:
    """A weighted mean over ``count`` questions with its 95 % bootstrap interval.

    ``low`` and ``high`` are the ends of the interval.
    """

    mean: float
    low: float
    high: float
    count: int


def estimate(values: Sequence[float], weights: Sequence[float]) -> Estimate:
    """Return the weighted mean and its percentile bootstrap interval over questions.

    10,000 resamples (Efron and Tibshirani, 1993), the same ones at each call. ``weights``
    are one a value.

    Raises:
        ValueError: there are no values.
    """
    if not values:
        raise ValueError("no scores to estimate from")
    value, weight = np.asarray(values, dtype=float), np.asarray(weights, dtype=float)
    drawn = np.random.default_rng(_SEED).integers(len(value), size=(_RESAMPLES, len(value)))
    means = (value * weight)[drawn].sum(axis=1) / weight[drawn].sum(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    mean = float((value * weight).sum() / weight.sum())
    return Estimate(mean, float(low), float(high), len(value))


def paired_p(first: Sequence[float], second: Sequence[float]) -> float:
    """Return the two-sided p-value of the mean difference under swapping within pairs.

    Fisher's randomisation test (Smucker, Allan and Carterette, CIKM 2007): exact
    for few differing pairs, else over 10,000 random swaps. 1.0 where none differ.

    Raises:
        ValueError: the two are of different lengths.
    """
    if len(first) != len(second):
        raise ValueError("paired scores must be of one length")
    # Pairs that do not differ change nothing when swapped; without them the test is exact sooner.
    gaps = [b - a for a, b in zip(first, second, strict=True) if b != a]
    if len(gaps) < 2:  # a single pair is as likely swapped as not
        return 1.0
    found = permutation_test(
        (np.asarray(gaps), np.zeros(len(gaps))),
        lambda a, b, axis: np.sum(a - b, axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=2 ** len(gaps) if len(gaps) <= _EXACT else _RESAMPLES,
        rng=np.random.default_rng(_SEED),
    )
    return float(found.pvalue)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which ``share`` percent (0 to 100) of ``values`` lie, interpolated."""
    return float(np.percentile(np.asarray(values, dtype=float), share))

"""How well each quotable unit answers, word by word of the question.

A unit's tokens are found again among the token vectors kept with its passage,
so that nothing is embedded at question time but the question.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.embedding import TokenVectors
from corpus.searchtext import clean
from retrieval.late import Weighted, best_matches
from retrieval.search import Found
from retrieval.types import Hit
from retrieval.units import Unit, units_of

Floats = npt.NDArray[np.float32]
Tokenize = Callable[[Sequence[str]], list[list[int]]]


@dataclass(frozen=True)
class Evidence:
    """A unit of a hit; ``score`` is its own late interaction from 0 to 1.

    ``rank`` is the place of the hit from 0, ``position`` of the unit in its
    passage; ``matches`` is float32 (question tokens,): the best cosine of each.
    """

    hit: Hit
    rank: int
    unit: Unit
    position: int
    score: float
    matches: Floats


def weigh_units(found: Found, tokenize: Tokenize, hits: int) -> tuple[Evidence, ...]:
    """Score every unit of the first ``hits`` hits, in order of hit and of reading."""
    listed = [
        (rank, hit, position, unit)
        for rank, hit in enumerate(found.hits[:hits])
        for position, unit in enumerate(units_of(hit.passage))
    ]
    encoded = tokenize([clean(unit.text) for *_, unit in listed]) if listed else []
    cursor: dict[str, int] = {}
    weighed: list[Evidence] = []
    for (rank, hit, position, unit), ids in zip(listed, encoded, strict=True):
        tokens = found.tokens[hit.passage.id]
        start, end = _place(tokens.ids, ids, cursor.get(hit.passage.id, 0))
        cursor[hit.passage.id] = end
        matches = best_matches(found.question, _cut(tokens, start, end))
        weighed.append(Evidence(hit, rank, unit, position, _mean(found.question, matches), matches))
    return tuple(weighed)


def _place(passage: npt.NDArray[np.int32], unit: list[int], after: int) -> tuple[int, int]:
    """Find a unit's tokens in its passage; (after, after) where the passage was cut short.

    Only the first tokens are compared: cleaning may join words at the end of a unit.
    """
    if not unit:
        return after, after
    head = np.asarray(unit[:4], dtype=np.int32)
    for origin in (after, 0):
        last = len(passage) - len(head)
        for start in range(origin, last + 1):
            if np.array_equal(passage[start : start + len(head)], head):
                return start, min(start + len(unit), len(passage))
    return after, after


def _cut(tokens: TokenVectors, start: int, end: int) -> TokenVectors:
    return TokenVectors(tokens.ids[start:end], tokens.vectors[start:end], tokens.scales[start:end])


def _mean(question: Weighted, matches: Floats) -> float:
    total = float(question.weights.sum())
    return float(matches @ question.weights) / total if total > 0 else 0.0

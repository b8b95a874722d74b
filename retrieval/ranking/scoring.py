"""From signals to a ranking: scaling, weighing and adding up.

Scores of late interaction and dense search lie close together, so they are
stretched between the best candidate (1) and the one at ``anchor`` places below
it (0), unless those two lie closer than ``least_spread``; lexical scores are
divided by the best one's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from corpus.model import Passage
from retrieval.model import DEFAULT, Hit, Ranking
from retrieval.ranking.late import Floats


def stretched(column: Floats, constants: Ranking = DEFAULT.ranking) -> Floats:
    """Scale a column so that its best is 1 and the one ``anchor`` places below it 0, or more.

    A column is of shape (passages,). A difference of ``least_spread`` counts 1 at most.
    """
    if not len(column):
        return column
    top = float(column.max())
    anchor = float(np.sort(column)[::-1][min(constants.anchor, len(column) - 1)])
    scaled: Floats = 1 + (column - top) / max(top - anchor, constants.least_spread)
    return scaled


def divided(column: Floats) -> Floats:
    """Scale a column, of shape (passages,), so that its best is 1 and nothing stays 0."""
    scaled: Floats = column / max(float(column.max(initial=0.0)), 1e-9)
    return scaled


def ranked(
    passages: Sequence[Passage], columns: Mapping[str, Floats], weights: Mapping[str, float]
) -> tuple[Hit, ...]:
    """Add up columns, each of shape (passages,), times ``weights`` by name, and sort best first.

    Columns without a weight count nothing; equal scores go by passage id.
    """
    if not passages:
        return ()
    parts = {name: weights[name] * column for name, column in columns.items() if name in weights}
    total = np.sum(list(parts.values()), axis=0) if parts else np.zeros(len(passages))
    # Plain numbers from here on: arrays take longer to give one than to give all.
    scores, names = total.tolist(), tuple(parts)
    rows = list(zip(*(part.tolist() for part in parts.values()), strict=True))
    hits = [
        Hit(passage, score, tuple(one for one in zip(names, values, strict=True) if one[1]))
        for passage, score, values in zip(passages, scores, rows or [()] * len(scores), strict=True)
    ]
    # Equal scores fall in the order of the ids, so that two runs agree.
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.passage.id)))


def added(hits: Sequence[Hit], name: str, values: Sequence[float]) -> tuple[Hit, ...]:
    """Add one more signal, ``values`` one a hit, to the scores and sort again."""
    again = [
        Hit(hit.passage, hit.score + value, (*hit.signals, (name, value)) if value else hit.signals)
        for hit, value in zip(hits, map(float, values), strict=True)
    ]
    return tuple(sorted(again, key=lambda hit: (-hit.score, hit.passage.id)))

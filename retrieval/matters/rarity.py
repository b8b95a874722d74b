"""How much a word tells of a matter: the more, the fewer passages and decisions hold it.

What every decision of one body says ("that the application be granted") tells no matter there,
however rare it is elsewhere, so a word counts what it does among that body's own.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from retrieval.matters.mentions import Mention, telling_words

# Of fewer texts, or a body with fewer items and decisions, no word is known to be in all.
_FEWEST = 20


class Rarity:
    """Weights of beginnings of words, from 0 (in every text) to 1 (in one or none).

    Args:
        mentions: those by which a body's own use of words is counted.
        counts: how many passages hold each word, in small letters; of the mentions without it.
        texts: how many passages there are.
    """

    def __init__(
        self,
        mentions: Iterable[Mention],
        counts: Mapping[str, int] | None = None,
        texts: int = 0,
    ) -> None:
        self._bodies: dict[str, Counter[str]] = defaultdict(Counter)
        self._sizes: Counter[str] = Counter()
        every: Counter[str] = Counter()
        for mention in mentions:
            every.update(mention.words)
            self._bodies[mention.committee or ""].update(mention.words)
            self._sizes[mention.committee or ""] += 1
        self._held = every if counts is None else _by_beginning(counts)
        self._texts = max(_FEWEST, self._sizes.total() if counts is None else texts)
        self.of = lru_cache(maxsize=65536)(self._of)

    def _of(self, word: str, committee: str | None) -> float:
        """Return the weight of a beginning, as :func:`telling_words` gives them, to one body."""
        anywhere = _weight(self._held.get(word, 1), self._texts)
        body = committee or ""
        own = _weight(self._bodies[body][word], max(_FEWEST, self._sizes[body]))
        return min(anywhere, own)

    def sum(self, words: Iterable[str], committee: str | None) -> float:
        """Return the weights of several beginnings together, to one body."""
        return sum(self.of(word, committee) for word in words)


def _by_beginning(counts: Mapping[str, int]) -> dict[str, int]:
    """Count by beginning: as its commonest word, so that many rare forms make no common one."""
    held: dict[str, int] = {}
    for word, count in counts.items():
        for beginning in telling_words(word):
            held[beginning] = max(held.get(beginning, 0), count)
    return held


def _weight(count: int, texts: int) -> float:
    return max(0.0, math.log(texts / max(1, count)) / math.log(texts))

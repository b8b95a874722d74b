"""The places that hold a question's words best, without weighing all that hold a common one.

BM25 gives a place for each phrase less than its rarity times 2.2 (k1 + 1; Robertson and Zaragoza,
"The Probabilistic Relevance Framework", 2009, 3.5). So places that hold nothing but common
phrases are not among the best where enough that hold rarer ones have more already, as in MaxScore
(Turtle and Flood, "Query evaluation: strategies and optimizations", 1995). What is returned is
what weighing all would give.
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

# What FTS5's bm25 multiplies the rarity of a phrase by stays below k1 + 1; no phrase is less rare.
_MOST, _LEAST_RARITY = 2.2, 1e-6
# Where phrases stand in fewer places together, all are weighed; and where rarer ones stand in
# more than this part of these, as they are then weighed twice.
_FEW, _PART = 2_000, 1 / 3
# So many more are looked up than are wanted, as some may be out of sight.
_BESIDE = 50
_ALTERNATIVES = re.compile(r'"[^"]+"(?: OR "[^"]+")*')

# The columns that name a place, and its score.
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Worded:
    """A word index, and the places that its rows are of.

    ``key`` are the columns that name a place, ``joins`` lead to them from a row of the index, and
    ``where`` says, with ``values`` for its question marks, which are in scope: all that a reader
    may see, unless it is ``narrow``.
    """

    words: str
    key: str
    joins: str
    where: str
    values: tuple[str | int | float | bytes | None, ...]
    narrow: bool

    def counted(self, db: sqlite3.Connection, phrase: str) -> int:
        """Return how many rows of the index hold a phrase, or how many there are for ""."""
        if not phrase:
            return int(db.execute(f"SELECT count(*) FROM {self.words}_docsize").fetchone()[0])
        held = f"SELECT count(*) FROM {self.words} WHERE {self.words} MATCH ?"
        return int(db.execute(held, (phrase,)).fetchone()[0])

    def best(
        self, db: sqlite3.Connection, match: str, limit: int, count: Callable[[str], int]
    ) -> list[Row]:
        """Return up to ``limit`` places in scope with their scores, best first, then by key.

        ``match`` is an expression of FTS5; ``count`` tells what :meth:`counted` does.
        """
        phrases = match.split(" OR ") if _ALTERNATIVES.fullmatch(match) else []
        counts = {phrase: count(phrase) for phrase in phrases}
        together = sum(counts.values())
        # FTS5 counts a phrase twice that is said twice.
        if together <= _FEW or len(counts) < len(phrases):
            return self._weighed(db, match, limit)
        rarest = sorted(counts, key=lambda phrase: (counts[phrase], phrase))
        rarity = [_rarity(counts[phrase], count("")) for phrase in rarest]
        # What places without the first so many phrases have at most.
        rest = [_MOST * sum(rarity[at:]) for at in range(len(rarity))]
        # The guess that enough places have what one phrase, the rarest, mostly gives.
        at = next((at for at in range(1, len(rest)) if rest[at] < rarity[0]), len(rest))
        while at < len(rest) and sum(counts[one] for one in rarest[:at]) <= _PART * together:
            found = self._holding(db, rarest[:at], rarest[at:], limit)
            last = found[-1][-1] if len(found) == limit else 0.0
            if last > rest[at]:
                return found
            at = next((more for more in range(at + 1, len(rest)) if rest[more] < last), len(rest))
        return self._weighed(db, match, limit)

    def _holding(
        self, db: sqlite3.Connection, rare: Sequence[str], common: Sequence[str], limit: int
    ) -> list[Row]:
        """Return the best of the places that hold a ``rare`` phrase, weighed by all."""
        some = " OR ".join(rare)
        both = f"({some}) AND ({' OR '.join(common)})"
        # What holds common phrases too comes twice, once weighed without these: the more counts.
        scores: dict[Row, float] = {}
        for *place, score in (*self._weighed(db, some, limit), *self._weighed(db, both, limit)):
            scores[tuple(place)] = max(score, scores.get(tuple(place), score))
        return _in_order((*place, score) for place, score in scores.items())[:limit]

    def _weighed(self, db: sqlite3.Connection, match: str, limit: int) -> list[Row]:
        """Return the best places, each weighed: those in scope, or the best of all, then these."""
        weigh = f"SELECT rowid, -bm25({self.words}) AS score FROM {self.words}"
        if not self.narrow:
            # Hardly any is out of sight, so that is asked of the best alone.
            many = limit + _BESIDE
            first = f"{weigh} WHERE {self.words} MATCH ? ORDER BY score DESC LIMIT ?"
            scores = dict(map(tuple, db.execute(first, (match, many))))
            rows = db.execute(
                f"SELECT {self.key}, {self.words}.rowid"
                f" FROM (SELECT value AS rowid FROM json_each(?)) {self.words}"
                f" {self.joins} WHERE {self.where}",
                (json.dumps(list(scores)), *self.values),
            )
            found = _in_order((*place, scores[row]) for *place, row in rows)
            # Beyond the last there may be others of its score.
            if len(scores) < many or (
                len(found) >= limit and found[limit - 1][-1] > min(scores.values())
            ):
                return found[:limit]
        rows = db.execute(
            f"SELECT {self.key}, -bm25({self.words}) AS score FROM {self.words}"
            f" {self.joins} WHERE {self.words} MATCH ? AND {self.where}"
            f" ORDER BY score DESC, {self.key} LIMIT ?",
            (match, *self.values, limit),
        )
        return [tuple(row) for row in rows]


def _rarity(held: int, rows: int) -> float:
    """Return how much a phrase tells that so many of ``rows`` hold, as FTS5's bm25 has it."""
    told = math.log((rows - held + 0.5) / (held + 0.5))
    return max(told, _LEAST_RARITY)


def _in_order(found: Iterable[Row]) -> list[Row]:
    return sorted(found, key=lambda row: (-row[-1], *row[:-1]))

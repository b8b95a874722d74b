"""Which questions came out otherwise in a second run, and what each run gave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evals.measure.compare import Comparison
from evals.measure.measures import MEASURES
from evals.measure.people import DIRECT, MISLEADING, RIGHT, WITHHELD
from evals.model import Result

# What matters most to whoever asked decides whether a question got better or worse.
_FIRST = (RIGHT, MISLEADING, WITHHELD, DIRECT)
_ORDER = (*_FIRST, *(measure.name for measure in MEASURES if measure.name not in _FIRST))


@dataclass(frozen=True, slots=True)
class Move:
    """One measure by which a question moved, with its score in both runs."""

    measure: str
    before: float
    after: float
    worse: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A question that moved, what each run gave, and by which measures, the weightiest first."""

    before: Result
    after: Result
    moves: tuple[Move, ...]

    @property
    def worse(self) -> bool:
        """Whether it got worse by the weightiest of the measures that moved."""
        return self.moves[0].worse


def moved_questions(found: Comparison) -> tuple[Moved, ...]:
    """Return the questions that moved between two runs: the worse first, the weightiest first."""
    before = {result.id: result for result in found.first.results}
    after = {result.id: result for result in found.second.results}
    moves: dict[str, list[Move]] = {}
    for name, move in _moves(found):
        moves.setdefault(name, []).append(move)
    moved = (Moved(before[name], after[name], tuple(held)) for name, held in moves.items())
    return tuple(sorted(moved, key=lambda one: (not one.worse, _rank(one))))


def _moves(found: Comparison) -> Iterator[tuple[str, Move]]:
    for row in sorted(found.differences, key=lambda row: _ORDER.index(row.measure)):
        for changes, worse in ((row.lost, True), (row.won, False)):
            for one in changes:
                yield one.id, Move(row.measure, one.before, one.after, worse)


def _rank(one: Moved) -> int:
    return _ORDER.index(one.moves[0].measure)

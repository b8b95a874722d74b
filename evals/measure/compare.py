"""Two runs question by question: what moved, whether it could be chance, who won."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean

from evals.measure.measures import BY_NAME, MEASURES, MeasureInfo
from evals.measure.significance import paired_p
from evals.model import Result, Run, RunError


@dataclass(frozen=True, slots=True)
class Change:
    """One question's score before and after."""

    id: str
    question: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure over the questions that both runs scored by it.

    ``before`` and ``after`` are plain means over ``count`` questions, ``p`` the
    two-sided p-value of the paired randomisation test. ``won`` are the questions
    that got better from first to second run, ``lost`` those that got worse.
    """

    measure: str
    before: float
    after: float
    count: int
    p: float
    won: tuple[Change, ...]
    lost: tuple[Change, ...]

    @property
    def worse(self) -> bool:
        """Whether more was lost than won."""
        sign = 1 if BY_NAME[self.measure].higher_is_better else -1
        return sign * (self.after - self.before) < 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs compared; ``warnings`` say in words what makes them less alike."""

    first: Run
    second: Run
    differences: tuple[Difference, ...]
    warnings: tuple[str, ...]


def compare_runs(first: Run, second: Run) -> Comparison:
    """Compare two runs on the questions that both hold.

    Raises:
        RunError: they have no question in common.
    """
    pairs = _pairs(first, second)
    if not pairs:
        raise RunError(f"{first.name} and {second.name} have no question in common")
    found = (_difference(measure, pairs) for measure in MEASURES)
    differences = tuple(difference for difference in found if difference is not None)
    return Comparison(first, second, differences, _warnings(first, second, len(pairs)))


def _pairs(first: Run, second: Run) -> list[tuple[Result, Result]]:
    before = {result.id: result for result in first.results}
    return [
        (before[after.id], after)
        for after in second.results
        if after.id in before and before[after.id].question == after.question
    ]


def _difference(measure: MeasureInfo, pairs: list[tuple[Result, Result]]) -> Difference | None:
    changes = [
        Change(a.id, a.question, before.value, after.value)
        for a, b in pairs
        if (before := a.score(measure.name)) and (after := b.score(measure.name))
    ]
    if not changes:
        return None
    sign = 1 if measure.higher_is_better else -1
    return Difference(
        measure=measure.name,
        before=fmean(change.before for change in changes),
        after=fmean(change.after for change in changes),
        count=len(changes),
        p=paired_p([change.before for change in changes], [change.after for change in changes]),
        won=tuple(c for c in changes if sign * (c.after - c.before) > 0),
        lost=tuple(c for c in changes if sign * (c.after - c.before) < 0),
    )


def _warnings(first: Run, second: Run, common: int) -> tuple[str, ...]:
    found = []
    alone = len(first.results) + len(second.results) - 2 * common
    if alone:
        found.append(f"{alone} questions stand in one run only and are left out")
    if first.questions != second.questions:
        found.append("the questions, their gold or facts are not the same in both runs")
    if first.corpus != second.corpus:
        found.append("the papers are not the same in both runs")
    return tuple(found)

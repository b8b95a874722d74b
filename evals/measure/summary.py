"""The figures of a run: every measure overall and by kind, and the latency."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from evals.measure.measures import (
    MEASURES,
    PEOPLE_MEASURES,
    STATEMENT_MEASURES,
    MeasureInfo,
)
from evals.measure.significance import Estimate, estimate, percentile
from evals.model import Result, Run
from evals.sets import Expect

OVERALL = "overall"


class By(StrEnum):
    """What questions are put into groups by, in the words of a heading."""

    ALL = "all"
    EXPECT = "what is expected"
    TURN = "turn of the chat"
    CORPUS = "papers asked"
    KIND = "kind"
    ABOUT = "what a follow-up asks"


FIRST_TURN, FOLLOW_UP = "first turns", "follow-ups"
_FOLLOW_UP_ANSWERED = "follow-ups to be answered"
# The groups that a question is in, none where it says nothing of the matter.
_NAMES: dict[By, Callable[[Result], tuple[str, ...]]] = {
    By.EXPECT: lambda result: _named(result.expect),
    By.TURN: lambda result: _turn(result),
    By.CORPUS: lambda result: _named(result.corpus),
    By.KIND: lambda result: (result.kind,),
    By.ABOUT: lambda result: _named(result.about),
}


@dataclass(frozen=True, slots=True)
class Group:
    """The questions of one kind, or all: one estimate a measure, None where none applies.

    ``by`` says what the questions are grouped by. ``p50_ms`` and ``p95_ms`` are percentiles of
    the latency in milliseconds.
    """

    name: str
    count: int
    failed: int
    estimates: tuple[tuple[str, Estimate | None], ...]
    p50_ms: float
    p95_ms: float
    by: By = By.KIND

    def get(self, measure: str) -> Estimate | None:
        """Return the estimate of a measure by its name; None where it applies to no question."""
        return dict(self.estimates).get(measure)


def summarise(run: Run) -> tuple[Group, ...]:
    """Return the overall group first, then one for every kind in the order of the set."""
    measures = measures_of(run)
    kinds = dict.fromkeys(result.kind for result in run.results)
    by_kind = [_group(k, (r for r in run.results if r.kind == k), measures) for k in kinds]
    return (_group(OVERALL, run.results, measures, By.ALL), *by_kind)


def summarise_by(run: Run) -> tuple[Group, ...]:
    """Return what the people who asked got: overall, then in groups by everything known of them.

    Of each group only the measures of ``PEOPLE_MEASURES`` are estimated. A grouping that
    does not part the questions is left out.
    """
    whole = _group(OVERALL, run.results, PEOPLE_MEASURES, By.ALL)
    groups = [_group(name, kept, PEOPLE_MEASURES, by) for by, name, kept in parted(run.results)]
    return (whole, *groups)


def parted(results: Iterable[Result]) -> Iterator[tuple[By, str, list[Result]]]:
    """Yield every group of results: what it is by, its name, and its results in their order.

    A result may be in several groups. A grouping that has one group alone is left out,
    but for what follow-ups ask: not every question is one.
    """
    kept = list(results)
    for by, names_of in _NAMES.items():
        held: dict[str, list[Result]] = {}
        for result in kept:
            for name in names_of(result):
                held.setdefault(name, []).append(result)
        if by is By.ABOUT or len(held) > 1:
            yield from ((by, name, group) for name, group in held.items())


def _named(name: str) -> tuple[str, ...]:
    return (name,) if name else ()


def _turn(result: Result) -> tuple[str, ...]:
    if not result.follows:
        return (FIRST_TURN,)
    answerable = result.expect == Expect.ANSWER
    return (FOLLOW_UP, _FOLLOW_UP_ANSWERED) if answerable else (FOLLOW_UP,)


def measures_of(run: Run) -> tuple[MeasureInfo, ...]:
    """Return the measures of a run: those of statements only where a model was in use."""
    modelled = any(result.response.modelled for result in run.results)
    return tuple(one for one in MEASURES if modelled or one not in STATEMENT_MEASURES)


def _group(
    name: str, results: Iterable[Result], measures: Iterable[MeasureInfo], by: By = By.KIND
) -> Group:
    kept = list(results)
    latencies = [result.response.latency_ms for result in kept]
    return Group(
        name=name,
        count=len(kept),
        failed=sum(result.response.error is not None for result in kept),
        estimates=tuple((measure.name, _estimate(measure.name, kept)) for measure in measures),
        p50_ms=percentile(latencies, 50),
        p95_ms=percentile(latencies, 95),
        by=by,
    )


def _estimate(measure: str, results: list[Result]) -> Estimate | None:
    scores = [score for result in results if (score := result.score(measure)) is not None]
    if not scores:
        return None
    return estimate([score.value for score in scores], [score.weight for score in scores])

"""The figures of a run: every measure overall and by kind, and the latency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evals.measure.measures import MEASURES, STATEMENT_MEASURES, MeasureInfo
from evals.measure.significance import Estimate, estimate, percentile
from evals.model import Result, Run

OVERALL = "overall"


@dataclass(frozen=True, slots=True)
class Group:
    """The questions of one kind, or all: one estimate a measure, None where none applies.

    ``p50_ms`` and ``p95_ms`` are percentiles of the latency in milliseconds.
    """

    name: str
    count: int
    failed: int
    estimates: tuple[tuple[str, Estimate | None], ...]
    p50_ms: float
    p95_ms: float

    def get(self, measure: str) -> Estimate | None:
        """Return the estimate of a measure by its name; None where it applies to no question."""
        return dict(self.estimates).get(measure)


def summarise(run: Run) -> tuple[Group, ...]:
    """Return the overall group first, then one for every kind in the order of the set."""
    measures = measures_of(run)
    kinds = dict.fromkeys(result.kind for result in run.results)
    by_kind = [_group(k, (r for r in run.results if r.kind == k), measures) for k in kinds]
    return (_group(OVERALL, run.results, measures), *by_kind)


def measures_of(run: Run) -> tuple[MeasureInfo, ...]:
    """Return the measures of a run: those of statements only where a model was in use."""
    modelled = any(result.response.modelled for result in run.results)
    return tuple(one for one in MEASURES if modelled or one not in STATEMENT_MEASURES)


def _group(name: str, results: Iterable[Result], measures: Iterable[MeasureInfo]) -> Group:
    kept = list(results)
    latencies = [result.response.latency_ms for result in kept]
    return Group(
        name=name,
        count=len(kept),
        failed=sum(result.response.error is not None for result in kept),
        estimates=tuple((measure.name, _estimate(measure.name, kept)) for measure in measures),
        p50_ms=percentile(latencies, 50),
        p95_ms=percentile(latencies, 95),
    )


def _estimate(measure: str, results: list[Result]) -> Estimate | None:
    scores = [score for result in results if (score := result.score(measure)) is not None]
    if not scores:
        return None
    return estimate([score.value for score in scores], [score.weight for score in scores])

"""The figures of a run: every measure overall and by kind, and the latency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evals.measures import MEASURES
from evals.results import Result, Run
from evals.significance import Estimate, estimate, percentile

OVERALL = "overall"


@dataclass(frozen=True, slots=True)
class Group:
    """The questions of one kind, or all: one estimate a measure, None where none applies."""

    name: str
    count: int
    failed: int
    estimates: tuple[tuple[str, Estimate | None], ...]
    p50_ms: float
    p95_ms: float

    def get(self, measure: str) -> Estimate | None:
        """Return the estimate of a measure by its name."""
        return dict(self.estimates)[measure]


def summarise(run: Run) -> tuple[Group, ...]:
    """Return the overall group first, then one for every kind in the order of the set."""
    kinds = dict.fromkeys(result.kind for result in run.results)
    by_kind = [_group(kind, (r for r in run.results if r.kind == kind)) for kind in kinds]
    return (_group(OVERALL, run.results), *by_kind)


def _group(name: str, results: Iterable[Result]) -> Group:
    kept = list(results)
    latencies = [result.response.latency_ms for result in kept]
    return Group(
        name=name,
        count=len(kept),
        failed=sum(result.response.error is not None for result in kept),
        estimates=tuple((measure.name, _estimate(measure.name, kept)) for measure in MEASURES),
        p50_ms=percentile(latencies, 50),
        p95_ms=percentile(latencies, 95),
    )


def _estimate(measure: str, results: list[Result]) -> Estimate | None:
    scores = [score for result in results if (score := result.score(measure)) is not None]
    if not scores:
        return None
    return estimate([score.value for score in scores], [score.weight for score in scores])

"""Evaluation runs as tables of words, for the evals page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from evals.measure import (
    CITATION_RECALL,
    FACTS,
    FIDELITY,
    MEASURES,
    MRR,
    REFUSAL,
    WRONGLY_REFUSED,
    Comparison,
    Estimate,
    Group,
    summarise,
)
from evals.model import Run
from ui.words import plain

HEADLINES = (
    "hit@1",
    "hit@5",
    MRR,
    CITATION_RECALL,
    FACTS,
    FIDELITY,
    REFUSAL,
    WRONGLY_REFUSED,
)
Rows = dict[str, list[str]]


@lru_cache(maxsize=64)
def summary(run: Run) -> tuple[Group, ...]:
    """Return the figures of a run; its intervals take a while, so they are kept."""
    return summarise(run)


def over_time(runs: Sequence[Run]) -> Rows:
    """Return one row a run, as given, with the headline measures."""
    overall = [summary(run)[0] for run in runs]
    return {
        "Run": [plain(run.at[:16].replace("T", " ")) for run in runs],
        "Set": [plain(run.sets) for run in runs],
        "Questions": [str(len(run.results)) for run in runs],
        **{name: [_figure(group, name) for group in overall] for name in HEADLINES},
        "95 % under": [f"{group.p95_ms:.0f} ms" for group in overall],
    }


def by_kind(run: Run) -> Rows:
    """Return one row for all questions and one for each kind."""
    groups = summary(run)
    return {
        "Kind": [plain(group.name.capitalize()) for group in groups],
        "Questions": [str(group.count) for group in groups],
        **{name: [_figure(group, name) for group in groups] for name in HEADLINES},
    }


def compared(comparison: Comparison) -> Rows:
    """Return one row a measure: before, after, p-value, questions won and lost."""
    held = {d.measure: d for d in comparison.differences}
    rows = [held[m.name] for m in MEASURES if m.name in held]
    return {
        "Measure": [plain(d.measure) for d in rows],
        "First": [f"{d.before:.3f}" for d in rows],
        "Second": [f"{d.after:.3f}" for d in rows],
        "p": [f"{d.p:.3f}" for d in rows],
        "Better": [str(len(d.won)) for d in rows],
        "Worse": [str(len(d.lost)) for d in rows],
    }


def _figure(group: Group, measure: str) -> str:
    found: Estimate | None = group.get(measure)
    return "–" if found is None else f"{found.mean:.2f}"

"""Evaluation runs as tables of words, for the evals page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from evals.measure import (
    CITATION_RECALL,
    DIRECT,
    FACTS,
    FIDELITY,
    MEASURES,
    MISLEADING,
    MRR,
    PEOPLE_MEASURES,
    REFUSAL,
    RIGHT,
    WITHHELD,
    WRONGLY_REFUSED,
    By,
    Comparison,
    Difference,
    Estimate,
    Group,
    summarise,
    summarise_by,
)
from evals.model import Run
from evals.sets import Expect, Kind
from ui.evals.set_names import set_called
from ui.language import N_, _
from ui.words import plain

PEOPLE = tuple(measure.name for measure in PEOPLE_MEASURES)
OVER_RUNS = (RIGHT, DIRECT, MISLEADING, WITHHELD, "hit@1", FACTS, FIDELITY)
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
# Groups whose own name says too little to whoever did not write the set.
_NOTHING = N_("Nothing in the papers")
_CALLED = {
    (By.KIND, Kind.UNANSWERABLE.value): _NOTHING,
    (By.EXPECT, Expect.NONE.value): _NOTHING,
}
Rows = dict[str, list[str]]


@lru_cache(maxsize=64)
def summary(run: Run) -> tuple[Group, ...]:
    """Return the figures of a run; its intervals take a while, so they are kept."""
    return summarise(run)


@lru_cache(maxsize=64)
def people(run: Run) -> tuple[Group, ...]:
    """Return what the people who asked got, in every group; kept like :func:`summary`."""
    return summarise_by(run)


def over_time(runs: Sequence[Run]) -> Rows:
    """Return one row a run, as given, with the headline measures."""
    overall = [summary(run)[0] for run in runs]
    return {
        _("Run"): [plain(run_called(run)) for run in runs],
        _("Set"): [plain(set_called(run.sets)) for run in runs],
        _("Questions"): [str(len(run.results)) for run in runs],
        **{heading(n): [_figure(group, n) for group in overall] for n in OVER_RUNS},
        _("95 % under"): [f"{group.p95_ms:.0f} ms" for group in overall],
    }


def run_called(run: Run) -> str:
    """Return when a run was made, and its own name where it was given one."""
    at = run.at[:16].replace("T", " ")
    return at if run.name == run.sets else f"{at}, {run.name}"


def by_kind(run: Run) -> Rows:
    """Return one row for all questions and one for each kind."""
    groups = summary(run)
    return {
        _("Kind"): [plain(group_called(group.by, group.name)) for group in groups],
        _("Questions"): [str(group.count) for group in groups],
        **{name: [_figure(group, name) for group in groups] for name in HEADLINES},
    }


def asked_by(run: Run) -> tuple[By, ...]:
    """Return what the questions of a run can be put into groups by, in their order."""
    return tuple(dict.fromkeys(group.by for group in people(run) if group.by is not By.ALL))


def got(run: Run, by: By | None) -> Rows:
    """Return what the people who asked got: a row for all, and one for each group of ``by``."""
    groups = [group for group in people(run) if group.by in (By.ALL, by)]
    return {
        _("Questions asked"): [plain(group_called(group.by, group.name)) for group in groups],
        _("Questions"): [str(group.count) for group in groups],
        **{heading(name): [_with_interval(group, name) for group in groups] for name in PEOPLE},
    }


def compared(comparison: Comparison) -> Rows:
    """Return one row a measure: before, after, p-value, questions won and lost."""
    held = {d.measure: d for d in comparison.differences}
    rows = [held[m.name] for m in MEASURES if m.name in held]
    return {_("Measure"): [plain(heading(d.measure)) for d in rows], **_moved(rows)}


def compared_by_group(comparison: Comparison) -> Rows:
    """Return one row for each group and measure of which a question moved, as :func:`compared`."""
    rows = sorted(comparison.by_group, key=lambda d: PEOPLE.index(d.measure))
    named = {
        _("Measure"): [plain(heading(d.measure)) for d in rows],
        _("Of"): [plain(d.group) for d in rows],
        _("Questions"): [str(d.count) for d in rows],
    }
    return {**named, **_moved(rows)}


def _moved(rows: Sequence[Difference]) -> Rows:
    return {
        _("First"): [f"{d.before:.3f}" for d in rows],
        _("Second"): [f"{d.after:.3f}" for d in rows],
        "p": [f"{d.p:.3f}" for d in rows],
        _("Better"): [str(len(d.won)) for d in rows],
        _("Worse"): [str(len(d.lost)) for d in rows],
    }


def group_called(by: By, name: str) -> str:
    """Return how a group of questions, put together ``by`` something, is called in the app."""
    called = _CALLED.get((by, name))
    return _(called) if called else name.capitalize()


def heading(measure: str) -> str:
    """Return how a measure is called above a column."""
    return measure.capitalize() if measure in PEOPLE else measure


def _with_interval(group: Group, measure: str) -> str:
    found = group.get(measure)
    return "–" if found is None else f"{found.mean:.2f} ({found.low:.2f}–{found.high:.2f})"


def _figure(group: Group, measure: str) -> str:
    found: Estimate | None = group.get(measure)
    return "–" if found is None else f"{found.mean:.2f}"

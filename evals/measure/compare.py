"""Two runs question by question: what moved, whether it could be chance, who won."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import fmean

from evals.measure.measures import BY_NAME, MEASURES, PEOPLE_MEASURES, MeasureInfo
from evals.measure.significance import paired_p
from evals.measure.summary import parted
from evals.model import Result, Run, RunError

# The parts of a fingerprint in words, and those whose own text tells something.
PARTS = {
    "code": "code",
    "reading": "version of reading",
    "constants": "constants",
    "fitted": "fitted models",
    "words": "word lists",
    "prompts": "prompts",
    "settings": "settings",
    "models": "models of the embedder",
}
_TELLING = ("code", "reading", "models")


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

    ``group`` names those questions where they are not all. ``before`` and ``after`` are plain
    means over ``count`` questions, ``p`` the
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
    group: str = ""

    @property
    def worse(self) -> bool:
        """Whether more was lost than won."""
        sign = 1 if BY_NAME[self.measure].higher_is_better else -1
        return sign * (self.after - self.before) < 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs compared.

    ``by_group`` are the differences in what the people who asked got, group by group, those
    alone in which a question moved.
    ``differs`` names what made the answers of the second otherwise than those of the
    first, with the values moved; ``warnings`` say in words what makes the runs less alike.
    """

    first: Run
    second: Run
    differences: tuple[Difference, ...]
    warnings: tuple[str, ...]
    differs: tuple[str, ...] = ()
    by_group: tuple[Difference, ...] = ()


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
    differs = tuple(_differs(first, second))
    warnings = (*_warnings(first, second, len(pairs)), *_unexplained(first, second, pairs))
    by_group = tuple(_by_group(pairs))
    return Comparison(first, second, differences, warnings, differs, by_group)


def _pairs(first: Run, second: Run) -> list[tuple[Result, Result]]:
    before = {result.id: result for result in first.results}
    return [
        (before[after.id], after)
        for after in second.results
        if after.id in before and before[after.id].question == after.question
    ]


def _by_group(pairs: list[tuple[Result, Result]]) -> Iterator[Difference]:
    before = {after.id: earlier for earlier, after in pairs}
    for by, name, results in parted(after for _, after in pairs):
        held = [(before[result.id], result) for result in results]
        for measure in PEOPLE_MEASURES:
            found = _difference(measure, held, f"{by}: {name}")
            if found and (found.won or found.lost):
                yield found


def _difference(
    measure: MeasureInfo, pairs: list[tuple[Result, Result]], group: str = ""
) -> Difference | None:
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
        group=group,
    )


def _differs(first: Run, second: Run) -> Iterator[str]:
    """Yield each part of the fingerprint that differs, with the values that moved."""
    moved = {
        "settings": _moved(dict(first.settings), dict(second.settings)),
        "constants": _moved(dict(first.constants), dict(second.constants)),
    }
    for part in first.fingerprint.differing(second.fingerprint):
        told = moved.get(part, "")
        if part in _TELLING:
            told = f"{getattr(first.fingerprint, part)} -> {getattr(second.fingerprint, part)}"
        yield PARTS[part] + (f" ({told})" if told else "")


def _moved(before: Mapping[str, object], after: Mapping[str, object]) -> str:
    names = dict.fromkeys((*before, *after))
    return ", ".join(
        f"{name} {before.get(name, 'none')} -> {after.get(name, 'none')}"
        for name in names
        if before.get(name) != after.get(name)
    )


def _unexplained(first: Run, second: Run, pairs: list[tuple[Result, Result]]) -> Iterator[str]:
    """Yield a warning where the same is asked of the same, and answered otherwise."""
    made = (first.fingerprint, first.corpus, first.questions)
    if made != (second.fingerprint, second.corpus, second.questions):
        return
    other = sum(_came_back(before) != _came_back(after) for before, after in pairs)
    if other:
        share = f"{other} of {len(pairs)} questions"
        yield f"nothing that shapes answers differs, but {share} were answered otherwise"


def _came_back(result: Result) -> tuple[object, ...]:
    response = result.response
    return response.outcome, response.text, response.citations, result.scores


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

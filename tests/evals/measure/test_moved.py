"""Which questions moved between two runs: the worse first, by what weighs most."""

from __future__ import annotations

from dataclasses import replace

from evals.measure.compare import compare_runs
from evals.measure.moved import moved_questions
from evals.model.results import Outcome, Response, Result, Run, Score
from tests.retrieval.fingerprints import MADE_UP

_NAMES = ("right", "direct", "misleading", "hit@1")


def a_run(**scores: tuple[float, float, float, float]) -> Run:
    response = Response((), Outcome.ANSWERED, "", (), 1.0)
    results = tuple(
        Result(name, "fact", f"{name}?", response, tuple(map(Score, _NAMES, values)))
        for name, values in scores.items()
    )
    at = "2024-01-01T00:00:00+00:00"
    return Run("r", at, "s", "q" * 12, MADE_UP, (), (), "c" * 12, 1, results)


def test_the_worse_come_first_and_what_weighs_most_decides() -> None:
    before = a_run(same=(1, 1, 0, 1), page=(1, 1, 0, 1), won=(0, 0, 1, 1), lost=(1, 1, 0, 0))
    after = a_run(same=(1, 1, 0, 1), page=(1, 1, 0, 0), won=(1, 0, 0, 0), lost=(0, 0, 1, 1))
    moved = moved_questions(compare_runs(before, after))
    assert [(one.after.id, one.worse) for one in moved] == [
        ("lost", True),
        ("page", True),
        ("won", False),
    ]
    lost, _, won = moved
    assert [m.measure for m in lost.moves] == ["right", "misleading", "direct", "hit@1"]
    # Fewer is better by "misleading": from 0 to 1 is worse.
    assert [m.worse for m in lost.moves] == [True, True, True, False]
    assert [(m.before, m.after) for m in won.moves] == [(0, 1), (1, 0), (1, 0)]


def test_what_stands_in_one_run_only_has_not_moved() -> None:
    before, after = a_run(a=(1, 1, 0, 1), b=(1, 1, 0, 1)), a_run(a=(1, 1, 0, 1), c=(0, 0, 1, 0))
    assert moved_questions(compare_runs(before, after)) == ()
    other = replace(after.results[0], question="asked otherwise?", scores=(Score("right", 0.0),))
    changed = replace(after, results=(other, *before.results[1:]))
    assert moved_questions(compare_runs(before, changed)) == ()

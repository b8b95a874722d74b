"""Intervals, the paired test on known data, and what a comparison lists."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.measure.compare import compare_runs
from evals.measure.significance import estimate, paired_p, percentile
from evals.model.errors import RunError
from evals.model.results import Outcome, Response, Result, Run, Score
from tests.retrieval.fingerprints import MADE_UP


def run(values: dict[str, float], measure: str = "hit@1", **changes: object) -> Run:
    results = tuple(
        Result(
            name,
            "fact",
            f"{name}?",
            Response((), Outcome.ANSWERED, "", (), 1.0),
            (Score(measure, value),),
        )
        for name, value in values.items()
    )
    at = "2024-01-01T00:00:00+00:00"
    made = Run("r", at, "s", "q" * 12, MADE_UP, (), (), "c" * 12, 1, results)
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "second", "p"),
    [
        ([0, 0, 0, 0, 0], [1, 1, 1, 1, 1], 2 / 32),
        ([0] * 8, [1] * 8, 2 / 256),
        ([0, 0, 0, 1], [1, 1, 1, 0], 10 / 16),  # |sum| ≥ 2: 1 + 4 + 4 + 1 of 16
        ([1, 0, 1], [1, 0, 1], 1.0),
        ([0, 1], [1, 1], 1.0),
        ([0, 1, 0, 1], [1, 0, 1, 0], 1.0),
    ],
)
def test_p_of_known_data(first: list[float], second: list[float], p: float) -> None:
    assert paired_p(first, second) == pytest.approx(p)


def test_questions_that_do_not_differ_do_not_matter() -> None:
    assert paired_p([0] * 8 + [1] * 50, [1] * 8 + [1] * 50) == pytest.approx(2 / 256)


def test_p_of_many_pairs_comes_near_the_exact_one() -> None:
    # 15 won and 5 lost of 20: the two-sided sign test gives 0.0414.
    assert paired_p([0] * 15 + [1] * 5, [1] * 15 + [0] * 5) == pytest.approx(0.0414, abs=0.006)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=8))
def test_p_is_a_probability_and_knows_no_direction(pairs: list[tuple[float, float]]) -> None:
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    p = paired_p(first, second)
    assert 0 < p <= 1
    assert paired_p(second, first) == pytest.approx(p)


def test_an_interval_holds_the_mean_and_narrows() -> None:
    few = estimate([0, 1] * 5, [1] * 10)
    many = estimate([0, 1] * 100, [1] * 200)
    assert few.mean == many.mean == 0.5
    assert few.low < many.low < 0.5 < many.high < few.high
    # The usual approximation: 1.96 · sqrt(0.25 / 200) = 0.069.
    assert many.high - many.mean == pytest.approx(0.069, abs=0.01)
    assert estimate([1.0], [3.0]).low == 1.0


def test_a_mean_is_weighted() -> None:
    assert estimate([1.0, 0.5], [1.0, 4.0]).mean == pytest.approx(0.6)
    with pytest.raises(ValueError, match="no scores"):
        estimate([], [])


def test_percentiles() -> None:
    assert percentile([10, 20, 30], 50) == 20
    assert percentile([0, 100], 95) == 95


def test_a_comparison_lists_who_won_and_lost() -> None:
    found = compare_runs(run({"a": 0, "b": 1, "c": 1}), run({"c": 1, "b": 0, "a": 1}))
    (difference,) = found.differences
    assert ([c.id for c in difference.won], [c.id for c in difference.lost]) == (["a"], ["b"])
    assert (difference.before, difference.after, difference.count) == (2 / 3, 2 / 3, 3)
    assert found.differs == ()
    assert found.warnings == (
        "nothing that shapes answers differs, but 2 of 3 questions were answered otherwise",
    )


def test_what_made_the_answers_otherwise_is_told_with_its_values() -> None:
    moved = replace(MADE_UP, words="ab", settings="5f", constants="c1", reading="2")
    before = run(
        {"a": 0, "b": 1},
        settings=(("candidates", "100"), ("llm", '"none"')),
        constants=(("choosing.near", 0.96), ("choosing.hits", 12)),
    )
    after = run(
        {"a": 1, "b": 1},
        fingerprint=moved,
        settings=(("candidates", "60"), ("llm", '"none"')),
        constants=(("choosing.near", 0.95), ("choosing.hits", 12), ("ranking.new", 1)),
    )
    found = compare_runs(before, after)
    assert found.differs == (
        "version of reading (1 -> 2)",
        "constants (choosing.near 0.96 -> 0.95, ranking.new none -> 1)",
        "word lists",
        "settings (candidates 100 -> 60)",
    )
    assert found.warnings == ()


def test_the_same_again_needs_no_word() -> None:
    found = compare_runs(run({"a": 0, "b": 1}), run({"a": 0, "b": 1}, name="again"))
    assert (found.differs, found.warnings) == ((), ())


def test_lower_wins_where_lower_is_better() -> None:
    found = compare_runs(
        run({"a": 1, "b": 0}, "wrongly refused"), run({"a": 0, "b": 0}, "wrongly refused")
    )
    (difference,) = found.differences
    assert [c.id for c in difference.won] == ["a"]
    assert not difference.worse


def test_what_is_not_alike_is_told() -> None:
    found = compare_runs(
        run({"a": 0, "x": 1}), run({"a": 0, "y": 1}, questions="other", corpus="other")
    )
    assert len(found.warnings) == 3
    assert found.warnings[0].startswith("2 questions stand in one run only")
    with pytest.raises(RunError, match="no question in common"):
        compare_runs(run({"a": 0}), run({"b": 0}))

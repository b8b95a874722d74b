"""Groups of questions: what each is by, and what it holds."""

from __future__ import annotations

from dataclasses import replace

from evals.measure.compare import compare_runs
from evals.measure.measures import PEOPLE_MEASURES
from evals.measure.summary import By, Group, summarise, summarise_by
from evals.model.results import Run, Score
from tests.evals.measure.test_compare import run

# id: what is expected, kind, what a follow-up asks, papers.
ROWS = {
    "a": ("answer", "fact", "", "town"),
    "b": ("answer", "chat", "why", "town"),
    "c": ("none", "chat", "figure", "town"),
    "d": ("reply", "help", "", "harbour"),
}


def told(values: dict[str, float], rows: dict[str, tuple[str, str, str, str]] = ROWS) -> Run:
    made = run(values, "right")
    results = tuple(
        replace(
            result,
            expect=expect,
            kind=kind,
            about=about,
            corpus=corpus,
            follows=kind == "chat",
            scores=(*result.scores, Score("hit@1", 1.0)),
        )
        for result in made.results
        for expect, kind, about, corpus in (rows[result.id],)
    )
    return replace(made, results=results)


def means(groups: tuple[Group, ...]) -> dict[tuple[str, str], tuple[int, float]]:
    return {
        (group.by, group.name): (group.count, found.mean)
        for group in groups
        if (found := group.get("right"))
    }


def test_every_group_is_told_with_what_it_is_by() -> None:
    groups = summarise_by(told({"a": 1, "b": 0, "c": 1, "d": 0}))
    assert means(groups) == {
        ("all", "overall"): (4, 0.5),
        ("what is expected", "answer"): (2, 0.5),
        ("what is expected", "none"): (1, 1.0),
        ("what is expected", "reply"): (1, 0.0),
        ("turn of the chat", "first turns"): (2, 0.5),
        ("turn of the chat", "follow-ups"): (2, 0.5),
        ("turn of the chat", "follow-ups to be answered"): (1, 0.0),
        ("papers asked", "town"): (3, 2 / 3),
        ("papers asked", "harbour"): (1, 0.0),
        ("kind", "fact"): (1, 1.0),
        ("kind", "chat"): (2, 0.5),
        ("kind", "help"): (1, 0.0),
        ("what a follow-up asks", "why"): (1, 0.0),
        ("what a follow-up asks", "figure"): (1, 1.0),
    }
    names = tuple(measure.name for measure in PEOPLE_MEASURES)
    assert all(tuple(name for name, _ in group.estimates) == names for group in groups)
    found = groups[0].get("right")
    assert found
    assert found.low < found.mean < found.high


def test_a_grouping_of_one_group_tells_nothing() -> None:
    alike = dict.fromkeys("abc", ("answer", "fact", "", ""))
    groups = summarise_by(told(dict.fromkeys("abc", 1.0), alike))
    assert [group.by for group in groups] == [By.ALL]
    # Runs that an earlier version kept know kinds alone.
    earlier = {"a": ("", "fact", "", ""), "b": ("", "date", "", "")}
    found = summarise_by(told({"a": 1, "b": 0}, earlier))
    assert [(g.by, g.name) for g in found[1:]] == [(By.KIND, "fact"), (By.KIND, "date")]


def test_all_measures_are_told_by_kind() -> None:
    groups = summarise(told({"a": 1, "b": 0, "c": 1, "d": 0}))
    assert [group.name for group in groups] == ["overall", "fact", "chat", "help"]
    assert all(group.get("hit@1") and group.get("right") for group in groups)


def test_a_comparison_lists_the_groups_in_which_a_question_moved() -> None:
    before = {"a": 0.0, "b": 0.0, "c": 1.0, "d": 1.0}
    found = compare_runs(told(before), told({**before, "a": 1.0, "c": 0.0}))
    moved = {
        one.group: (one.before, one.after, one.count, one.p, len(one.won), len(one.lost))
        for one in found.by_group
    }
    assert moved["what is expected: answer"] == (0, 0.5, 2, 1.0, 1, 0)
    assert moved["what is expected: none"] == (1, 0, 1, 1.0, 0, 1)
    assert moved["papers asked: town"] == (1 / 3, 1 / 3, 3, 1.0, 1, 1)
    assert not [group for group in moved if "harbour" in group or "reply" in group]
    assert {one.measure for one in found.by_group} == {"right"}


def test_the_paired_test_is_that_of_the_group() -> None:
    names = [f"q{n}" for n in range(9)]
    rows = {name: ("answer" if name != "q8" else "none", "fact", "", "") for name in names}
    before = told({name: float(name == "q8") for name in names}, rows)
    after = told({name: float(name != "q8") for name in names}, rows)
    by_group = {one.group: one for one in compare_runs(before, after).by_group}
    assert by_group["what is expected: answer"].p == 2 / 256
    assert by_group["what is expected: none"].p == 1.0

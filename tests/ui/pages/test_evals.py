"""Evals: runs, kinds, comparison, and questions of one's own."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from evals.run.runs import list_runs, save_run
from evals.sets.own import OwnSet
from evals.sets.questions import Gold, Kind, Question
from evals.show.plots import OVER_TIME, runs_plot
from tests.retrieval.fingerprints import MADE_UP
from tests.ui.conftest import Open, show, unescaped, words
from tests.ui.runs import a_run
from tests.ui.scripted import COST
from ui.evals import kept_runs
from ui.evals.tables import summary
from ui.pages import evals as evals_page


@pytest.mark.usefixtures("kept")
def test_no_runs_says_how_to_make_one(opened: Open) -> None:
    app, _ = opened()
    assert "No runs are kept yet" in words(show(app, "evals"))


def test_runs_kinds_comparison_and_failures(opened: Open, kept: Path) -> None:
    save_run(a_run(1.0, "2026-01-01T10:00:00+00:00"), kept)
    moved = replace(MADE_UP, constants="c1")
    changed = a_run(0.0, "2026-01-02T10:00:00+00:00", moved, (("choosing.near", 0.95),))
    save_run(changed, kept)
    app, _ = opened()
    said = words(show(app, "evals"))
    assert "1 of 1 question" in said
    told = re.sub(r"[\\\u2060]", "", said)
    assert "Differs in: constants (choosing.near none -> 0.95)" in told
    tables = [table.value for table in app.table]
    assert list(tables[0]["hit@1"]) == ["0.00", "1.00"]
    assert list(tables[0]["Right"]) == ["0.00", "1.00"]
    assert list(tables[1]["Questions asked"]) == ["Overall", "Why"]
    assert list(tables[1]["Withheld"]) == ["1.00 (1.00–1.00)"] * 2
    assert list(tables[2]["Kind"]) == ["Overall", "Chat"]
    assert "Worse" in tables[3].columns
    assert list(tables[4]["Measure"]) == ["Right", "Withheld"]
    groups = [name.replace("\\", "") for name in tables[4]["Of"]]
    assert groups == ["what a follow-up asks: why"] * 2
    rows = {name: [unescaped(cell) for cell in cells] for name, cells in tables[5].items()}
    assert rows["Moved"] == ["Worse"]
    assert rows["Before → now"][0].startswith("Right 1 → 0, Withheld 0 → 1")
    (label,) = [one.label for one in app.expander if "Cost of" in one.label]
    assert "[boiler](" not in label


def test_a_run_that_was_given_a_name_bears_it_in_the_table(opened: Open, kept: Path) -> None:
    save_run(replace(a_run(1.0, "2026-01-01T10:00:00+00:00"), name="before"), kept)
    save_run(a_run(0.0, "2026-01-02T10:00:00+00:00"), kept)
    app, _ = opened()
    show(app, "evals")
    runs = app.table[0].value
    called = [re.sub(r"[\\\u2060]", "", name) for name in runs["Run"]]
    assert called == ["2026-01-02 10:00", "2026-01-01 10:00, before"]
    assert list(runs["Set"]) == ["sample", "sample"]


def test_the_plot_has_a_mark_a_run_and_measure() -> None:
    runs = [a_run(h, f"2026-01-0{n}T10:00:00+00:00") for n, h in ((1, 1.0), (2, 0.0))]
    drawn = ElementTree.fromstring(runs_plot(runs, [summary(run)[0] for run in runs], "#1d2422"))
    assert drawn.get("style") == "color:#1d2422"
    first, *_ = drawn.findall("{*}polyline")
    assert first.get("points") == "150.0,10.0 650.0,190.0"
    words = [text.text for text in drawn.findall("{*}text")]
    assert words[5:7] == ["2026-01-01", "2026-01-02"]
    marks = {path.get("d") for path in drawn.findall("{*}path") if path.get("transform")}
    assert len(marks) == len(OVER_TIME)


def test_a_visitor_from_elsewhere_sees_no_runs(
    opened: Open, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_run(a_run(1.0, "2026-01-01T10:00:00+00:00"), kept)
    app, _ = opened()
    monkeypatch.setattr("ui.people.access.address", lambda: "192.0.2.7")
    assert "for the people who run" in words(show(app, "evals"))
    assert not app.table


def test_any_two_kept_runs_are_compared(
    opened: Open, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (evals_page, kept_runs):
        monkeypatch.setattr(module, "MOST_RUNS", 1)
    for day, hit in ((1, 0.0), (2, 1.0), (3, 1.0)):
        save_run(a_run(hit, f"2026-11-0{day}T10:00:00+00:00"), kept)
    app, _ = opened()
    show(app, "evals")
    newest, *older = app.selectbox(key="evals_run").options
    assert newest.startswith("2026-11-03 10:00:00")
    assert [name[:10] for name in older] == ["2026-11-02", "2026-11-01"]
    names = [path.stem for path in list_runs(kept)]
    other = app.selectbox(key=f"evals_other_{names[0]}")
    assert other.value == names[1]
    other.set_value(names[2]).run()
    assert "Differs in" in words(app)
    app.selectbox(key="evals_run").set_value(names[1]).run()
    assert app.selectbox(key=f"evals_other_{names[1]}").value == names[2]
    assert "Differs in" in words(app)


def test_the_partner_offered_is_the_run_of_the_same_set_before(opened: Open, kept: Path) -> None:
    for day, sets in ((1, "sample"), (2, "people"), (3, "sample"), (4, "people")):
        run = a_run(1.0, f"2026-11-0{day}T10:00:00+00:00")
        save_run(replace(run, name=sets, sets=sets), kept)
    run = replace(a_run(1.0, "2026-11-05T10:00:00+00:00"), name="questions", sets="questions")
    save_run(run, kept)
    app, _ = opened()
    assert "No other run of this set is kept." in words(show(app, "evals"))
    assert app.table[0].value["Set"][0] == "Your own questions"
    assert "Your own questions" in app.selectbox(key="evals_plotted").options
    assert app.selectbox(key="evals_run").options[0].endswith(", Your own questions")
    five, four, three, two, one = (path.stem for path in list_runs(kept))
    offered = {four: two, three: one, two: four, one: three}
    for chosen, partner in offered.items():
        app.selectbox(key="evals_run").set_value(chosen).run()
        other = app.selectbox(key=f"evals_other_{chosen}")
        assert other.value == partner
        assert len(other.options) == 4
    assert five not in offered


def test_of_a_page_that_may_not_be_seen_the_comparison_says_only_that(
    opened: Open, kept: Path
) -> None:
    for day, hit in ((1, 0.0), (2, 1.0)):
        run = a_run(hit, f"2026-11-0{day}T10:00:00+00:00")
        response = replace(run.results[0].response, pages=(("redundancies.pdf", day),))
        save_run(replace(run, results=(replace(run.results[0], response=response),)), kept)
    app, _ = opened()
    show(app, "evals")
    (rows,) = [table.value for table in app.table if "Before → now" in table.value.columns]
    assert list(rows["Moved"]) == ["Better"]
    gone = "answered: It quotes what does not stand in the papers any more, or is not for you."
    gave = [unescaped(one) for one in (*rows["First gave"], *rows["Second gave"])]
    assert gave == [f"{gone} (a page that is not here, or not for you)"] * 2


@pytest.mark.usefixtures("kept")
def test_an_own_question_is_changed_removed_and_brought_back(opened: Open, tmp_path: Path) -> None:
    own = OwnSet(tmp_path / "questions.jsonl")
    gold = Gold("pack.pdf", 2, "11", "2", COST)
    name = own.add(Question("", "cost", Kind.FIGURE, (gold,), (("412,500",),)))
    app, _ = opened()
    assert "1 question, made of answers" in words(show(app, "evals"))
    app.button(key=f"own_edit_{name}").click().run()
    assert app.text_area(key="eval_question_facts").value == "412,500"
    app.text_area(key="eval_question_words").set_value("What does the boiler cost?")
    app.number_input(key="viewer_page").set_value(3).run()
    app.button(key="eval_question_save").click().run()
    (changed,) = own.questions()
    assert (changed.id, changed.question) == (name, "What does the boiler cost?")
    assert [one.page for one in changed.gold] == [3]
    assert "What does the boiler cost" in words(app)
    app.button(key=f"own_remove_{name}").click().run()
    assert own.questions() == ()
    app.button(key="own_undo").click().run()
    assert own.questions() == (changed,)


@pytest.mark.usefixtures("kept")
def test_a_question_of_a_page_that_may_not_be_seen_says_nothing(
    opened: Open, tmp_path: Path
) -> None:
    own = OwnSet(tmp_path / "questions.jsonl")
    gold = Gold("gone.pdf", 2, None, None, "what was agreed in private")
    own.add(Question("", "the secret of the quay", Kind.FACT, (gold,), (("in private",),)))
    app, _ = opened()
    said = words(show(app, "evals"))
    assert "not in the catalogue, or not for you" in said
    assert "quay" not in said

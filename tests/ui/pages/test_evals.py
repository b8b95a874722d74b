"""Evals: runs, kinds, comparison, and failed questions beside their pages."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from streamlit.testing.v1 import AppTest

from evals.model.results import Cited, Outcome, Response, Result, Run, Score
from evals.run.runs import list_runs, read_run, save_run
from evals.sets.own import OwnSet
from evals.sets.questions import Gold, Kind, Question
from evals.show.plots import OVER_TIME, runs_plot
from retrieval.model.fingerprint import Fingerprint
from tests.retrieval.fingerprints import MADE_UP
from tests.ui.conftest import Open, show, unescaped, words
from tests.ui.jobs import wait
from tests.ui.scripted import COST, ScriptedAssistant
from ui.evals import kept_runs
from ui.evals.measuring import Measuring
from ui.evals.tables import summary
from ui.pages import evals as evals_page


def a_run(
    hit: float,
    at: str,
    fingerprint: Fingerprint = MADE_UP,
    constants: tuple[tuple[str, float], ...] = (),
) -> Run:
    pages = (("pack.pdf", 3 if hit else 4),)
    response = Response(pages, Outcome.ANSWERED, "text", (), 12.0)
    names = ("right", "hit@1", "hit@5", "fact recall")
    scores = (*(Score(name, hit) for name in names), Score("withheld", 1 - hit))
    question = "Cost of [boiler](javascript:1)?"
    gold = (("pack.pdf", 3),)
    result = Result("q1", "chat", question, response, scores, gold, about="why", follows=True)
    result = replace(result, history=("What is [planned](javascript:2)?",))
    # Runs of one set bear its name, as those do that are started from the page.
    return Run("sample", at, "sample", "abc", fingerprint, (), constants, "corpus", 2, (result,))


def ended(measuring: Measuring) -> None:
    wait(lambda: not measuring.busy)


def held_up(assistant: ScriptedAssistant, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Make every answer wait for the event returned, at most ten seconds."""
    gate, ask = threading.Event(), assistant.ask

    def waiting(*given: object) -> object:
        gate.wait(10)
        return ask(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(assistant, "ask", waiting)
    return gate


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


def test_a_run_is_started_watched_from_anywhere_and_kept(
    opened: Open, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, assistant = opened()
    gate = held_up(assistant, monkeypatch)
    show(app, "evals")
    app.button(key="evals_go").click().run()
    assert "mini** 0 of 2 questions" in str(app.get("progress")[0].proto)
    other = show(AppTest.from_file(app._script_path, default_timeout=60).run(), "evals")
    assert other.get("progress")
    assert other.button(key="evals_go").disabled
    gate.set()
    ended(evals_page.measuring())
    said = words(app.run())
    assert "2 questions asked" in said
    run = read_run(list_runs(kept)[0])
    assert [result.response.outcome for result in run.results] == ["answered", "refused"]
    assert list(app.table[0].value["hit@1"]) == ["0.00"]


def test_the_run_that_just_ended_is_the_one_shown_until_another_is_chosen(
    opened: Open, kept: Path
) -> None:
    for day, sets in ((1, "sample"), (2, "people")):
        run = a_run(1.0, f"2026-01-0{day}T10:00:00+00:00")
        save_run(replace(run, name=sets, sets=sets), kept)
    app, _ = opened()
    show(app, "evals")
    older = list_runs(kept)[1].stem
    app.selectbox(key="evals_run").set_value(older).run()
    app.selectbox(key="evals_plotted").set_value("sample").run()
    app.button(key="evals_go").click().run()
    ended(evals_page.measuring())
    app.run()
    assert app.selectbox(key="evals_run").value == list_runs(kept)[0].stem
    assert app.selectbox(key="evals_plotted").value == "mini"
    (kinds,) = [table.value for table in app.table if "Kind" in table.value.columns]
    assert list(kinds["Kind"])[:2] == ["Overall", "Figure"]
    app.selectbox(key="evals_run").set_value(older).run()
    assert app.run().selectbox(key="evals_run").value == older


def test_a_run_that_is_kept_while_the_page_is_drawn_is_shown_next(
    opened: Open, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_run(a_run(1.0, "2026-01-01T10:00:00+00:00"), kept)
    older = list_runs(kept)[0].stem
    app, assistant = opened()
    gate = held_up(assistant, monkeypatch)
    show(app, "evals")
    app.selectbox(key="evals_run").set_value(older).run()
    app.button(key="evals_go").click().run()
    gate.set()
    ended(evals_page.measuring())
    with monkeypatch.context() as before:
        found, troubles = kept_runs.newest_runs()
        before.setattr(evals_page, "newest_runs", lambda: ({older: found[older]}, troubles))
        app.run()
    assert app.run().selectbox(key="evals_run").value == list_runs(kept)[0].stem != older


def test_a_run_that_is_stopped_is_not_kept(
    opened: Open, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, assistant = opened()
    gate = held_up(assistant, monkeypatch)
    show(app, "evals")
    app.button(key="evals_go").click().run()
    app.button(key="evals_stop").click().run()
    gate.set()
    ended(evals_page.measuring())
    assert "Nothing of this run is kept" in app.run().error[0].value
    assert not list_runs(kept)


@pytest.mark.usefixtures("kept")
def test_a_run_that_fails_says_why(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    app, _ = opened()
    monkeypatch.setattr("ui.evals.measuring.save_run", full)
    show(app, "evals")
    app.button(key="evals_go").click().run()
    ended(evals_page.measuring())
    assert "No space left" in app.run().error[0].value


@pytest.mark.usefixtures("kept")
def test_a_set_about_papers_that_are_not_here_is_said(opened: Open, tmp_path: Path) -> None:
    text = (tmp_path / "mini.jsonl").read_text()
    (tmp_path / "mini.jsonl").write_text(text.replace("pack.pdf", "gone.pdf"))
    app, _ = opened()
    assert "1 paper not in the catalogue: gone.pdf" in words(show(app, "evals")).replace("\\", "")


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


def cited_run(quote: str, at: str) -> Run:
    made = a_run(0.0, at)
    cited = Cited("pack.pdf", 2, "11", "2", quote, True)
    response = replace(made.results[0].response, text=f"It says: {quote}", citations=(cited,))
    return replace(made, results=(replace(made.results[0], response=response, follows=False),))


def test_a_failed_question_shows_what_was_answered_beside_the_right_page(
    opened: Open, kept: Path
) -> None:
    save_run(cited_run(COST, "2026-11-01T10:00:00+00:00"), kept)
    app, _ = opened()
    show(app, "evals")
    app.session_state["failed_sample_2026-11-01T10:00:00+00:00_q1"] = True
    said = words(app.run())
    assert f"It says: {COST}" in said
    assert "PDF page 2" in said.replace("\\", "")
    assert "**Where the answer stands**" in said
    (again,) = list(app.get("link_button"))
    assert "q=Cost+of" in again.proto.url


def test_what_fell_short_says_what_was_right_all_the_same(opened: Open, kept: Path) -> None:
    made = a_run(1.0, "2026-11-01T10:00:00+00:00")
    (fine,) = made.results
    late = tuple(
        replace(score, value=0.0) if score.measure == "hit@1" else score for score in fine.scores
    )
    wrong = tuple(replace(score, value=0.0) for score in fine.scores)
    results = (
        replace(fine, id="late", question="late", scores=late),
        replace(fine, id="wrong", question="wrong", scores=wrong),
        fine,
    )
    save_run(replace(made, results=results), kept)
    app, _ = opened()
    said = words(show(app, "evals"))
    assert "2 of 3 questions" in said
    assert "Not right, and first here: 1. Right, but not as well as could be: 1;" in said
    labels = [one.label for one in app.expander if "chat" in one.label]
    assert labels == ["wrong (chat; not right)", "late (chat; right, but)"]


def test_what_fell_short_is_narrowed_to_a_kind_and_paged_within_it(
    opened: Open, kept: Path
) -> None:
    made = a_run(0.0, "2026-11-01T10:00:00+00:00")
    (short,) = made.results
    fine = replace(short, id="fine", kind="vote", scores=(Score("right", 1.0),))
    kinds = {"list": 25, "unanswerable": 12, "date": 1}
    results = [
        replace(short, id=f"{kind}{n}", kind=kind, question=f"{kind} {n}", expect="answer")
        for kind, count in kinds.items()
        for n in range(count)
    ]
    save_run(replace(made, results=(fine, *results)), kept)
    app, _ = opened()
    show(app, "evals")

    def shown() -> list[str]:
        return [one.label for one in app.expander if re.match(r"(list|date|unans\w+) ", one.label)]

    assert len(app.get("pagination")) == 1
    assert len(shown()) == 10
    kind = next(one for one in app.selectbox if one.label == "Kind")
    assert kind.options == [
        "All kinds (38)", "List (25)", "Nothing in the papers (12)", "Date (1)"
    ]  # fmt: skip
    (table,) = [table.value for table in app.table if "Kind" in table.value.columns]
    assert list(table["Kind"]) == ["Overall", "Vote", "List", "Nothing in the papers", "Date"]
    kind.set_value("unanswerable").run()
    assert len(shown()) == 10
    assert shown()[0] == "unanswerable 0 (nothing in the papers; not right)"
    assert app.get("pagination")[0].proto.num_pages == 2
    app.session_state["evals_failed_2_unanswerable"] = 2
    app.run()
    assert [one.split(" (")[0] for one in shown()] == ["unanswerable 10", "unanswerable 11"]
    next(one for one in app.selectbox if one.label == "Kind").set_value("date").run()
    assert [one.split(" (")[0] for one in shown()] == ["date 0"]
    assert not app.get("pagination")


def test_what_no_page_says_to_whoever_looks_is_not_shown(opened: Open, kept: Path) -> None:
    save_run(cited_run("the secret of the quay", "2026-11-01T10:00:00+00:00"), kept)
    app, _ = opened()
    show(app, "evals")
    app.session_state["failed_sample_2026-11-01T10:00:00+00:00_q1"] = True
    said = words(app.run())
    assert "secret of the quay" not in said
    assert "is not for you" in said


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

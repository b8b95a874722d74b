"""Evals: a run is started from the page, watched, stopped and kept, or told why it cannot be."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from evals.run.runs import list_runs, read_run, save_run
from tests.ui.conftest import Open, show, words
from tests.ui.runs import a_run, ended
from tests.ui.scripted import ScriptedAssistant
from ui.evals import kept_runs
from ui.pages import evals as evals_page


def held_up(assistant: ScriptedAssistant, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Make every answer wait for the event returned, at most ten seconds."""
    gate, ask = threading.Event(), assistant.ask

    def waiting(*given: object) -> object:
        gate.wait(10)
        return ask(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(assistant, "ask", waiting)
    return gate


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

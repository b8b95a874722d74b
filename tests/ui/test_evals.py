"""Evals: runs, kinds, comparison, and failed questions beside their pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.results import Outcome, Response, Result, Run, Score
from evals.runs import save_run
from tests.ui.conftest import Open, show, words


def a_run(hit: float, at: str) -> Run:
    pages = (("pack.pdf", 3 if hit else 4),)
    response = Response(pages, Outcome.ANSWERED, "text", (), 12.0)
    scores = (Score("hit@1", hit), Score("hit@5", hit), Score("fact recall", hit))
    question = "Cost of [boiler](javascript:1)?"
    result = Result("q1", "figure", question, response, scores, (("pack.pdf", 3),))
    return Run(f"run-{at}", at, "sample.jsonl", "abc", "hash", "corpus", 2, (result,))


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "runs"
    folder.mkdir()
    from evals.runs import list_runs

    monkeypatch.setattr("ui.pages.evals.list_runs", lambda: list_runs(folder))
    return folder


@pytest.mark.usefixtures("kept")
def test_no_runs_says_how_to_make_one(opened: Open) -> None:
    app, _ = opened()
    assert "No runs are kept yet" in words(show(app, "evals"))


def test_runs_kinds_comparison_and_failures(opened: Open, kept: Path) -> None:
    save_run(a_run(1.0, "2026-01-01T10:00:00+00:00"), kept)
    save_run(a_run(0.0, "2026-01-02T10:00:00+00:00"), kept)
    app, _ = opened()
    said = words(show(app, "evals"))
    assert "1 of 1 question" in said
    tables = [table.value for table in app.table]
    assert list(tables[0]["hit@1"]) == ["0.00", "1.00"]
    assert list(tables[1]["Kind"]) == ["Overall", "Figure"]
    assert "Worse" in tables[2].columns
    assert "[boiler](" not in app.expander[0].label


def test_a_visitor_from_elsewhere_sees_no_runs(
    opened: Open, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_run(a_run(1.0, "2026-01-01T10:00:00+00:00"), kept)
    app, _ = opened()
    monkeypatch.setattr("ui.access.address", lambda: "192.0.2.7")
    assert "for the people who run" in words(show(app, "evals"))
    assert not app.table

"""Evals: what is looked at stands in the address, and an address opens it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

from evals.measure import By
from evals.run.runs import list_runs, save_run
from tests.ui.conftest import Open, show, words
from tests.ui.runs import a_run
from ui.evals.view import PARAMETERS, EvalsView, evals_query, read_evals


def test_what_is_looked_at_stands_in_the_address_and_is_opened_from_it(
    opened: Open, kept: Path
) -> None:
    made = a_run(0.0, "2026-11-01T10:00:00+00:00")
    (short,) = made.results
    results = [
        replace(short, id=f"{kind},{n}", kind=kind, question=f"{kind} {n}", expect="answer")
        for kind in ("list", "date")
        for n in range(14)
    ]
    for day in (1, 2, 3):
        at = f"2026-11-0{day}T10:00:00+00:00"
        save_run(replace(made, at=at, results=tuple(results)), kept)
    newest, middle, oldest = (path.stem for path in list_runs(kept))
    app, _ = opened()
    show(app, "evals")
    app.selectbox(key="evals_run").set_value(middle).run()
    app.selectbox(key=f"evals_other_{middle}").set_value(newest).run()
    app.selectbox(key="evals_by").set_value(By.ABOUT).run()
    next(one for one in app.selectbox if one.label == "Kind").set_value("date").run()
    app.session_state["evals_failed_2_date"] = 2
    app.session_state["failed_sample_2026-11-02T10:00:00+00:00_date,12"] = True
    app.run()
    told = {name: app.query_params[name] for name in PARAMETERS}
    assert told["run"] == middle
    assert told["with"] == newest
    assert (told["by"], told["kind"], told["sheet"]) == ("about", "date", "2")

    other = AppTest.from_file(app._script_path, default_timeout=60)
    other.run()
    for name, said in told.items():
        other.query_params[name] = said
    show(other, "evals")
    assert other.selectbox(key="evals_run").value == middle
    assert other.selectbox(key=f"evals_other_{middle}").value == newest
    assert other.selectbox(key="evals_by").value == By.ABOUT
    shown = [one.label for one in other.expander if re.match(r"(list|date) ", one.label)]
    assert [one.split(" (")[0] for one in shown] == [f"date {n}" for n in range(10, 14)]
    assert "**Where the answer stands**" in words(other)
    assert {name: other.query_params[name] for name in PARAMETERS} == told
    # What is chosen afterwards is heeded, not the link again.
    other.selectbox(key="evals_run").set_value(oldest).run()
    assert other.query_params["run"] == oldest
    assert "question" not in other.query_params


def test_a_link_to_a_run_that_is_gone_shows_the_newest_and_says_so(
    opened: Open, kept: Path
) -> None:
    save_run(a_run(1.0, "2026-11-01T10:00:00+00:00"), kept)
    app, _ = opened()
    app.query_params["run"] = "gone"
    said = words(show(app, "evals"))
    assert "The run gone of this link is kept no more" in said
    assert app.query_params["run"] == list_runs(kept)[0].stem


def test_an_address_of_the_evals_reads_back_as_it_was_said() -> None:
    view = EvalsView("r1", "r2", "date", 3, ("a,b", "c/é"), By.TURN)
    assert read_evals(evals_query(view)) == view
    assert read_evals({"sheet": "x", "question": ",", "by": "weather"}) == EvalsView()


def test_a_grouping_that_a_run_does_not_have_is_let_go(opened: Open, kept: Path) -> None:
    save_run(a_run(1.0, "2026-11-01T10:00:00+00:00"), kept)
    app, _ = opened()
    app.query_params["by"] = "corpus"
    show(app, "evals")
    assert not app.exception
    assert app.selectbox(key="evals_by").value == By.ABOUT
    assert "by" not in app.query_params

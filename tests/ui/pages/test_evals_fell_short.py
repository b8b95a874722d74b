"""Evals: what fell short, of which kind, beside the pages where its answers stand."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from evals.model.results import Score
from evals.run.runs import save_run
from tests.ui.conftest import Open, show, words
from tests.ui.runs import a_run, cited_run
from tests.ui.scripted import COST


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

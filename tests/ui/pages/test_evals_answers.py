"""Evals: what was answered beside each question, why it fell short, and the way to the page."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

from corpus.model import Access
from evals.model.results import Cited, Run, Score
from evals.run.runs import list_runs, read_run, save_run
from evals.sets.questions import Gold
from evals.sets.review import Review, Verdict, append_review
from tests.ui.conftest import Open, show, unescaped, words
from tests.ui.runs import a_run, cited_run, ended
from tests.ui.scripted import COST
from ui.pages import evals as evals_page

AT = "2026-11-01T10:00:00+00:00"
LINE = f"failed_sample_{AT}_q1"
GONE = "It quotes what does not stand in the papers any more, or is not for you."


def captions(app: AppTest) -> list[str]:
    return [unescaped(one.value) for one in app.caption]


def buttons(app: AppTest, key: str) -> dict[str, str]:
    """Return the labels of the buttons whose keys begin so, and their keys."""
    held = [one for one in app.button if (one.key or "").startswith(key)]
    return {unescaped(one.label): str(one.key) for one in held}


def test_a_line_tells_answer_and_reason_and_opens_its_page_at_a_click(
    opened: Open, kept: Path
) -> None:
    save_run(cited_run(COST, AT), kept)
    app, _ = opened()
    show(app, "evals")
    assert f"**answered:** It says: {COST}" in captions(app)
    assert any(one.startswith("gold not in 1 pages; first was") for one in captions(app))
    ways = buttons(app, "page_")
    assert list(ways) == [
        "Where the answer stands: pack.pdf, PDF page 3",
        "Cited: pack.pdf, PDF page 2",
    ]
    app.button(key=ways["Where the answer stands: pack.pdf, PDF page 3"]).click().run()
    assert app.number_input(key="viewer_page").value == 3
    # The whole answer stands beside it, and no second picture of the page.
    assert f"It says: {COST}" in [one.value for one in app.text]
    assert "**Where the answer stands**" not in words(app)
    assert app.query_params["question"] == "q1"
    app.button(key=ways["Cited: pack.pdf, PDF page 2"]).click().run()
    assert app.number_input(key="viewer_page").value == 2


def test_a_line_of_what_may_not_be_seen_says_nothing_of_it(opened: Open, kept: Path) -> None:
    run = cited_run("the secret of the quay", AT)
    gold = (("redundancies.pdf", 1),)
    save_run(replace(run, results=(replace(run.results[0], gold=gold),)), kept)
    app, _ = opened()
    show(app, "evals")
    assert f"**answered:** {GONE}" in captions(app)
    assert list(buttons(app, "page_")) == ["Cited: pack.pdf, PDF page 2"]
    said = unescaped(words(app))
    assert "Where the answer stands: a page that is not here, or not for you" in said
    assert "secret" not in said
    assert "redundancies" not in said


def said_by(run: Run, text: str, page: int) -> Run:
    """Return the run with another answer, which cites a page of the pack."""
    (result,) = run.results
    cited = (Cited("pack.pdf", page, None, None, "", verbatim=True),)
    response = replace(result.response, text=text, citations=cited)
    return replace(run, results=(replace(result, response=response),))


def moved(app: AppTest) -> tuple[str, str]:
    (rows,) = [table.value for table in app.table if "Before → now" in table.value.columns]
    (first,), (second,) = rows["First gave"], rows["Second gave"]
    return unescaped(first), unescaped(second)


def test_what_each_of_two_runs_answered_stands_beside_the_other(opened: Open, kept: Path) -> None:
    before, after = a_run(0.0, AT), a_run(1.0, "2026-11-02T10:00:00+00:00")
    save_run(said_by(before, "It costs nothing.", 1), kept)
    save_run(said_by(after, "It costs £412,500.", 2), kept)
    app, _ = opened()
    first, second = moved(show(app, "evals"))
    assert first.startswith("answered: It costs nothing. ([pack.pdf, PDF page 1](")
    assert second.startswith("answered: It costs £412,500. ([pack.pdf, PDF page 2](")
    assert "run=2026-11-02" in second
    assert "with=2026-11-01" in second
    assert second.endswith("&page=2))")


def test_answers_that_differ_late_are_shown_from_there(opened: Open, kept: Path) -> None:
    before, after = a_run(0.0, AT), a_run(1.0, "2026-11-02T10:00:00+00:00")
    same = "and so it goes on " * 40
    save_run(said_by(before, f"{same}to the harbour", 2), kept)
    save_run(said_by(after, f"{same}to the lido", 2), kept)
    app, _ = opened()
    first, second = moved(show(app, "evals"))
    assert first.startswith("answered: … so it goes on to the harbour (")
    assert second.startswith("answered: … so it goes on to the lido (")


def test_a_verdict_tells_the_answer_and_leads_to_its_page(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    cited = Gold("pack.pdf", 2, "11", "2", COST)
    review = Review(
        "cost", Verdict.WRONG, access=Access.PUBLIC, note="of last year", said="A lot.",
        cited=(cited,),
    )  # fmt: skip
    append_review(path, review)
    hidden = replace(review, question="why", said="the secret", cited=(replace(cited, text="no"),))
    append_review(path, hidden)
    app, _ = opened()
    show(app, "evals")
    told = captions(app)
    at = told.index("A lot.")
    assert told[at + 1] == "of last year"
    assert GONE in told
    assert "secret" not in words(app)
    ways = [one for one in app.button if unescaped(one.label) == "Cited: pack.pdf, PDF page 2"]
    assert len(ways) == 2
    ways[-1].click().run()
    assert app.number_input(key="viewer_page").value == 2


def test_the_number_that_will_be_asked_of_a_collection_is_told(
    opened: Open, tmp_path: Path, kept: Path
) -> None:
    path = tmp_path / "mini.jsonl"
    lines = path.read_text("utf-8").splitlines()
    (asked,) = [line for line in lines if "pack.pdf" in line]
    other = asked.replace("pack.pdf", "minutes.pdf").replace('"id": "', '"id": "other-')
    path.write_text("\n".join([*lines, other]), encoding="utf-8")
    app, assistant = opened()
    ids = {paper.file_name: paper.id for paper in assistant.catalogue.papers()}
    assistant.catalogue.collected["Packs"] = (ids["pack.pdf"],)
    assistant.catalogue.collected["Others"] = ("of another council",)
    said = words(show(app, "evals"))
    assert "3 questions. People can go on asking" in said
    app.selectbox(key="evals_within").set_value("Packs").run()
    assert "2 questions. People can go on asking" in words(app)
    app.selectbox(key="evals_within").set_value("Others").run()
    assert "no right page stands in the papers of" in unescaped(app.warning[0].value)
    app.button(key="evals_go").click().run()
    assert not app.exception
    assert "no right page stands in the papers of" in unescaped(app.warning[0].value)
    assert not list_runs(kept)
    app.selectbox(key="evals_within").set_value("Packs").run()
    app.button(key="evals_go").click().run()
    ended(evals_page.measuring())
    (run,) = map(read_run, list_runs(kept))
    assert len(run.results) == 2
    assert run.sets == "mini within Packs"


def test_the_csv_of_a_run_holds_what_whoever_asks_for_it_may_see(opened: Open, kept: Path) -> None:
    open_, closed = cited_run(COST, AT), cited_run("the secret of the quay", AT)
    results = (*open_.results, replace(closed.results[0], id="q2", scores=(Score("right", 0.0),)))
    save_run(replace(open_, results=results), kept)
    app, _ = opened()
    show(app, "evals")
    made = evals_page._csv(replace(open_, results=results), Access.PUBLIC)
    first, second = csv.DictReader(io.StringIO(made.decode("utf-8-sig")))
    assert first["answer"] == f"It says: {COST}"
    assert first["cited paper and page"] == "pack.pdf p2"
    assert first["right page"] == "pack.pdf p3"
    assert b"secret" not in made
    assert second["cited paper and page"] == "pack.pdf p2"

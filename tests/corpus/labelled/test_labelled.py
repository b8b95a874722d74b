"""Complete registers as labelled minutes: exported, read back by the measure, and taught."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.corrections import addition, complete, removal
from corpus.corrections.placing import quote_of
from corpus.decisions import Example, lesson_of
from corpus.ingest import Ingest, read_metadata
from corpus.labelled import export, lessons
from corpus.model import Access, DecisionKind, OutcomeClass, PathError, Scope
from corpus.sandbox.reading_worker import example_here
from evals.register.labelled import read_labelled
from evals.register.scoring import Score
from tests.corpus.corrections.drawn import (
    ACCEPTED,
    BAND,
    KEPT,
    LIGHTS,
    NAME,
    ingest,
    place,
    said,
    write,
)

pytestmark = pytest.mark.usefixtures("no_ocr")


@pytest.fixture
def writer(catalogue: Catalogue, tmp_path: Path) -> Ingest:
    """The minutes, corrected by one removal and one addition, and not yet called complete."""
    made = ingest(catalogue)
    made.add([write(tmp_path), write(tmp_path / "more", "other.pdf", "**A note\nNothing else.\n")])
    reading = catalogue.reading(catalogue.paper(NAME).id)
    texts = {page.number: page.text for page in reading.pages}
    words = quote_of((place(reading.pages, LIGHTS),), texts)
    told = (reading.pages, reading.resolutions, "Ann", OutcomeClass.AGREED, DecisionKind.ACTION)
    made.corrections.keep(removal(said(reading.resolutions, KEPT[:20]), reading.pages, "Ann"))
    made.corrections.keep(addition(reading.paper.id, words, *told))
    made.take_corrections()
    return made


def declare(catalogue: Catalogue, writer: Ingest, name: str = NAME) -> None:
    paper = catalogue.paper(name, Access.EXEMPT)
    reading = catalogue.reading(paper.id, Access.EXEMPT)
    about = catalogue.corrections(Scope(papers=(paper.id,), clearance=Access.EXEMPT))
    writer.corrections.declare(complete(reading, next(iter(about), None), "Ann"))
    writer.take_corrections()


def taught(catalogue: Catalogue) -> list[Example]:
    """Return what the one body that has lessons is taught."""
    (one,) = lessons(catalogue)
    assert one.body == "saltwick parish council"
    return [example_here(paper) for paper in one.papers]


def test_the_export_is_what_the_measure_reads(
    catalogue: Catalogue, writer: Ingest, tmp_path: Path
) -> None:
    declare(catalogue, writer)
    done = export(catalogue, tmp_path / "labelled")
    assert (done.papers, done.decisions, done.left_out) == (1, 3, ())
    (line,) = (tmp_path / "labelled" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    told = json.loads(line)
    assert told["not_decisions"] == [KEPT]
    assert (told["file"], told["body"]) == (NAME, "Saltwick Parish Council")
    assert told["meeting"] == {"committee": "Saltwick Parish Council", "date": "2023-03-13"}
    assert told["decisions"][0] == {
        "page": 1, "number": "3", "title": "Playing field", "text": ACCEPTED,
        "outcome": "RESOLVED", "class": "resolved", "mover": "Councillor Marl",
        "seconder": "Councillor Wren", "vote": None, "core": True, "kind": "decision",
    }  # fmt: skip
    (document,) = read_labelled(tmp_path / "labelled")
    assert [label.text for label in document.labels] == [ACCEPTED, LIGHTS, BAND]
    assert [label.mark for label in document.labels] == ["D", "A", "D"]
    marked = document.example.roll
    found = [marked.text[m.start : m.end] for m in document.example.marks if m.label in "DA"]
    assert [" ".join(words.split()).rstrip(".,") for words in found] == [
        words.rstrip(".,") for words in (ACCEPTED, LIGHTS, BAND)
    ]
    # The register as it stands is, of course, right by its own labels.
    score = Score()
    score.add(document.labels, catalogue.resolutions())
    assert (score.recall(True), score.precision(True)) == (1.0, 1.0)


def test_what_is_not_called_complete_stays_out(
    catalogue: Catalogue, writer: Ingest, tmp_path: Path
) -> None:
    assert export(catalogue, tmp_path / "none").papers == 0
    assert read_labelled(tmp_path / "none") == ()
    assert lessons(catalogue) == ()
    declare(catalogue, writer)
    writer.corrections.withdraw(catalogue.paper(NAME).id)
    writer.corrections.declare(complete(catalogue.reading(catalogue.paper(NAME).id), None, "Ann"))
    with catalogue._store.writing() as db:
        db.execute("UPDATE papers SET corrections = 'older'")
    done = export(catalogue, tmp_path / "waiting")
    assert done.left_out == (f"{NAME}: its corrections have yet to be taken in",)
    with pytest.raises(PathError, match="is not empty"):
        export(catalogue, tmp_path)


def test_a_paper_without_decisions_is_a_document_too(
    catalogue: Catalogue, writer: Ingest, tmp_path: Path
) -> None:
    declare(catalogue, writer, "other.pdf")
    assert export(catalogue, tmp_path / "labelled").decisions == 0
    (document,) = read_labelled(tmp_path / "labelled")
    assert (document.labels, document.body) == ((), "other.pdf")
    # It names nobody whose other papers it could teach to read.
    assert lessons(catalogue) == ()


def test_exempt_pages_leave_only_for_who_may_see_them(
    catalogue: Catalogue, writer: Ingest, tmp_path: Path
) -> None:
    given = tmp_path / "given.yaml"
    given.write_text(f"- file: {NAME}\n  exempt_pages: '2'\n", encoding="utf-8")
    writer.add([tmp_path / NAME], given=read_metadata(given))
    declare(catalogue, writer)
    done = export(catalogue, tmp_path / "open")
    assert (done.papers, len(done.left_out)) == (0, 1)
    assert "has exempt pages" in done.left_out[0]
    assert list((tmp_path / "open" / "papers").iterdir()) == []
    assert export(catalogue, tmp_path / "all", Access.EXEMPT).decisions == 3
    (example,) = taught(catalogue)
    assert "Dock Lane" not in example.roll.text
    assert "Hartley Play" in example.roll.text
    writer.add([tmp_path / NAME], access=Access.EXEMPT)
    assert lessons(catalogue) == ()


def test_a_body_teaches_by_its_complete_papers(catalogue: Catalogue, writer: Ingest) -> None:
    declare(catalogue, writer)
    (example,) = taught(catalogue)
    words = [
        (mark.label, " ".join(example.roll.text[mark.start : mark.end].split()))
        for mark in example.marks
    ]
    assert [one for one in words if one[0] in "DRA"] == [
        ("D", ACCEPTED),
        ("A", LIGHTS),
        ("D", BAND),
    ]
    assert all(KEPT not in told for _, told in words)
    assert ("V", "RESOLVED") in words
    assert any(label == "M" and "Councillor Marl proposed" in told for label, told in words)
    lesson = lesson_of(example)
    assert {"BD", "BA"} <= set(lesson.tags)
    assert len(lesson.tags) == len(lesson.sentences)

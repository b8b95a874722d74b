"""Killed at any step, a data folder is whole again at the next start."""

from __future__ import annotations

import shutil
import signal
import sqlite3
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import FILE_NAME, Catalogue
from corpus.model import Access, Scope
from tests.corpus import dying
from tests.corpus.dying import ingest
from tests.corpus.forked import begun, said
from tests.corpus.stand_ins import paper

ALL = Scope(clearance=Access.EXEMPT)
OPERATIONS = ("add", "replace", "remove", "rebuild", "scan", "correct")
pytestmark = pytest.mark.usefixtures("no_tesseract")
# More steps than any of the operations has.
_MOST = 60


def prepare(tmp_path: Path) -> tuple[Path, Path]:
    """Make a data folder with three papers, and a folder of files to change it with."""
    files = tmp_path / "files"
    for name in ("keep.pdf", "old.pdf", "third.pdf"):
        paper(files, name, f"first words of {name}", "and a second page", "and a third")
    with Catalogue.open(tmp_path / "data") as catalogue:
        ingest(catalogue).add([files])
    paper(tmp_path / "new", "old.pdf", "replaced words", "on two pages")
    paper(tmp_path / "new", "fresh.pdf", "fresh words", "on two pages")
    paper(tmp_path / "new", "scan.pdf", "words", "", "")
    return tmp_path / "data", tmp_path / "new"


def arguments(operation: str, new: Path) -> list[str]:
    return {
        "add": ["add", str(new / "fresh.pdf")],
        "replace": ["add", str(new / "old.pdf")],
        "scan": ["add", str(new / "scan.pdf")],
        "remove": ["remove", "old.pdf"],
        "rebuild": ["rebuild"],
        "correct": ["correct", "old.pdf"],
    }[operation]


def run(data: Path, step: int, operation: str, new: Path) -> bool:
    """Run an operation that dies before ``step``; tell whether it did die."""
    log = data.with_suffix(".log")
    process = begun(dying.main, [str(data), str(step), *arguments(operation, new)], log)
    process.join(60)
    assert process.exitcode in (0, -signal.SIGKILL), said(log)
    return process.exitcode != 0


def contents(data: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return all that a data folder holds, without the numbers that differ from run to run."""
    db = sqlite3.connect(data / FILE_NAME)
    asked = {
        "papers": "SELECT id, file_name, state, passage_count FROM papers ORDER BY id",
        "pages": "SELECT number, text FROM pages ORDER BY text, number",
        "passages": "SELECT s.id, w.body FROM passages s JOIN passage_words w"
        " ON w.rowid = s.passage JOIN vectors USING (passage) ORDER BY s.id",
        "tokens": "SELECT * FROM token_frequencies ORDER BY token",
        "words": "SELECT * FROM word_frequencies ORDER BY word",
        "facts": "SELECT name FROM facts",
        "scans": "SELECT * FROM scans ORDER BY id, number",
        "decided": "SELECT text, corrected FROM resolutions ORDER BY text",
        "corrections": "SELECT id, correction, record FROM corrections ORDER BY id",
    }
    found = {name: db.execute(sql).fetchall() for name, sql in asked.items()}
    db.close()
    found["files"] = sorted((path.name,) for path in (data / "papers").iterdir())
    return found


def look_after_death(data: Path) -> None:
    """Nothing half done is seen, and what the operation did not touch is whole."""
    with Catalogue.open(data) as catalogue:
        for seen in catalogue.papers(ALL):
            reading = catalogue.reading(seen.id, Access.EXEMPT)
            assert len(reading.pages) == seen.page_count
            printed = sum(bool(page.text) for page in reading.pages)
            assert len(catalogue.passages_of(seen.id)) == printed
        names = {seen.file_name for seen in catalogue.papers(ALL)}
        assert names >= {"keep.pdf", "third.pdf"}
        assert len(names) == catalogue.paper_count


class Trial:
    """One operation, killed before one step after another."""

    def __init__(self, tmp_path: Path, operation: str) -> None:
        self.operation = operation
        self.folder = tmp_path
        before, self.new = prepare(tmp_path)
        self.before = before.rename(tmp_path / "before")
        whole = self.fresh("whole")
        assert not run(whole, _MOST * 10, operation, self.new)
        self.expected = contents(whole)

    def fresh(self, name: str) -> Path:
        return Path(shutil.copytree(self.before, self.folder / name))

    def survives(self, step: int) -> bool:
        """Kill the operation before ``step``, look, finish it; tell whether it got that far."""
        data = self.fresh(f"step{step}")
        died = run(data, step, self.operation, self.new)
        look_after_death(data)
        with Catalogue.open(data) as catalogue:
            again = ingest(catalogue)
            again.add(())
            assert again.check() == ()
            if self.operation in ("add", "replace", "scan"):
                again.add([Path(arguments(self.operation, self.new)[1])])
            elif self.operation == "remove" and _holds(catalogue, "old.pdf"):
                again.remove(["old.pdf"])
            elif self.operation == "correct" and not catalogue.corrections():
                dying.correct(catalogue, "old.pdf")
            assert again.check() == ()
        assert contents(data) == self.expected
        shutil.rmtree(data)
        return died


def _holds(catalogue: Catalogue, name: str) -> bool:
    return any(one.file_name == name for one in catalogue.papers(ALL))


@pytest.mark.parametrize(("operation", "step"), [("replace", 6), ("scan", 14), ("remove", 4)])
def test_a_death_in_the_middle_is_mended(tmp_path: Path, operation: str, step: int) -> None:
    assert Trial(tmp_path, operation).survives(step)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_death_at_every_step_is_mended(tmp_path: Path, operation: str) -> None:
    trial = Trial(tmp_path, operation)
    steps = next(step for step in range(1, _MOST) if not trial.survives(step))
    assert steps > 5

"""What is closed until an officer decides: told by add, list and suspected, and decided."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import corpus.cli.commands as cli
from corpus.catalogue import Catalogue
from corpus.cli import changing
from corpus.ingest import Ingest
from corpus.model import Access, Watcher
from tests.corpus.dying import FileIndex
from tests.corpus.packs import Sheet
from tests.corpus.packs import pdf as sheets
from tests.corpus.stand_ins import HashEmbedder

Run = Callable[..., int]
NAME = "panel.pdf"
TOLD = "panel.pdf: PDF page 2, by “PRIVATE AND CONFIDENTIAL” (page 2)"
pytestmark = pytest.mark.usefixtures("no_ocr")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process on a folder with a paper, with stand-ins for the model."""

    def ingest(catalogue: Catalogue, watcher: Watcher) -> Ingest:
        return Ingest(catalogue, HashEmbedder(), FileIndex(catalogue.data), watcher=watcher)

    monkeypatch.setattr(changing, "ingest_into", ingest)
    monkeypatch.setenv("MINUTEBOOK_DATA", str(tmp_path / "data"))
    marked = Sheet().put(72, 60, "PRIVATE AND CONFIDENTIAL").put(72, 90, "Sale of the quay").prose()
    (tmp_path / NAME).write_bytes(sheets([Sheet().prose(), marked]))

    def command(*arguments: object) -> int:
        return cli.main([str(argument) for argument in arguments])

    assert command("add", tmp_path / NAME) == 0
    return command


def open_pages(tmp_path: Path) -> list[int]:
    with Catalogue.open(tmp_path / "data") as catalogue:
        return [page.number for page in catalogue.reading(catalogue.paper(NAME).id).pages]


def test_an_add_ends_with_what_is_suspected(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("add", tmp_path / NAME) == 0
    out = capsys.readouterr().out
    assert "closed to the public until you decide" in out
    assert TOLD in out


def test_who_may_not_see_it_is_told_that_there_is_something(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    capsys.readouterr()
    assert run("suspected") == 0
    assert run("list") == 0
    hidden = "".join(capsys.readouterr())
    assert hidden.count("papers with pages that an officer has yet to decide on: 1") == 2
    assert "CONFIDENTIAL" not in hidden
    monkeypatch.setenv("MINUTEBOOK_EXEMPT", "1")
    assert run("suspected") == 0
    assert run("list") == 0
    assert "".join(capsys.readouterr()).count(TOLD) == 2


def test_what_is_opened_is_open_and_waits_no_more(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert open_pages(tmp_path) == [1]
    assert run("suspected", NAME, "--open") == 0
    assert open_pages(tmp_path) == [1, 2]
    capsys.readouterr()
    assert run("suspected") == 0
    assert capsys.readouterr().out == "nothing waits for a decision\n"
    assert run("suspected", NAME, "--open") == 1
    assert "nothing of panel.pdf waits for a decision" in capsys.readouterr().err


def test_what_is_kept_closed_stays_so_and_waits_no_more(run: Run, tmp_path: Path) -> None:
    assert run("suspected", NAME, "--closed") == 0
    assert open_pages(tmp_path) == [1]
    with Catalogue.open(tmp_path / "data") as catalogue:
        assert catalogue.suspected(Access.EXEMPT) == {}
        assert catalogue.paper(NAME, Access.EXEMPT).exempt_pages == 1


def test_a_decision_needs_a_paper_and_a_word(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("suspected", NAME) == 2
    assert "say --open or --closed" in capsys.readouterr().err
    assert run("suspected", "--open") == 2
    assert "name the paper" in capsys.readouterr().err
    assert run("suspected", "other.pdf", "--open") == 1


def test_what_somebody_said_of_a_paper_at_once_waits_for_nobody(run: Run, tmp_path: Path) -> None:
    marked = tmp_path / "Item 7 - Confidential.pdf"
    marked.write_bytes(sheets([Sheet().prose(), Sheet().prose()]))
    assert run("add", marked) == 0
    with Catalogue.open(tmp_path / "data") as catalogue:
        kept = catalogue.paper(marked.name, Access.EXEMPT)
        assert [c.page for c in catalogue.suspected(Access.EXEMPT)[kept.id]] == [0]
    assert run("add", marked, "--access", "exempt") == 0
    with Catalogue.open(tmp_path / "data") as catalogue:
        assert kept.id not in catalogue.suspected(Access.EXEMPT)
    assert run("add", marked, "--access", "public") == 0
    with Catalogue.open(tmp_path / "data") as catalogue:
        assert kept.id not in catalogue.suspected(Access.EXEMPT)
        assert catalogue.paper(marked.name).page_count == 2

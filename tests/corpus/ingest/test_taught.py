"""What officers put right in a body's minutes teaches the reading of its other papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.corrections import removal
from corpus.decisions import Chain
from corpus.ingest import Ingest, read_metadata
from corpus.ingest.run import Run
from corpus.ingest.said import Asked
from corpus.labelled import lessons
from corpus.model import Access, DamagedPaperError
from corpus.sandbox import PaperGiven
from tests.corpus.corrections.drawn import ReaderHere, ingest, write
from tests.corpus.ingest.taught import (
    APRIL,
    MARCH,
    MAY,
    OTHER,
    april,
    correct,
    declare,
    march,
    may,
    minutes,
    register,
    upshots,
)
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex

pytestmark = pytest.mark.usefixtures("no_ocr")


@pytest.fixture
def writer(catalogue: Catalogue, tmp_path: Path) -> Ingest:
    """Minutes of one body and of another in the same style, of which nothing is read."""
    made = ingest(catalogue)
    made.add([march(tmp_path), april(tmp_path), april(tmp_path, OTHER, "other.pdf")])
    for name in ("march.pdf", "april.pdf", "other.pdf"):
        assert register(catalogue, name) == []
    return made


def kept(catalogue: Catalogue) -> list[Path]:
    """Return the files of what was learned."""
    return sorted((catalogue.data / "taught").iterdir())


def test_one_corrected_paper_teaches_the_reading_of_its_body(
    catalogue: Catalogue, writer: Ingest, tmp_path: Path
) -> None:
    other = catalogue.reading(catalogue.paper("other.pdf").id, Access.EXEMPT)
    correct(catalogue, writer, "march.pdf", MARCH)
    assert register(catalogue, "march.pdf") == upshots(MARCH)
    # What is here already stays as it was read until somebody asks for it.
    assert register(catalogue, "april.pdf") == []
    writer.add([may(tmp_path)])
    assert register(catalogue, "may.pdf") == upshots(MAY)
    outcomes = writer.add([], again=True)
    assert [one.name for one in outcomes] == ["april.pdf"]
    assert register(catalogue, "april.pdf") == upshots(APRIL)
    assert writer.add([], again=True) == ()
    writer.add([tmp_path / "other.pdf", tmp_path / "april.pdf"], again=True)
    assert register(catalogue, "april.pdf") == upshots(APRIL)
    assert catalogue.reading(other.paper.id, Access.EXEMPT) == other
    assert writer.check() == ()


def test_the_same_is_learned_and_read_again(
    catalogue: Catalogue, writer: Ingest, tmp_path: Path
) -> None:
    correct(catalogue, writer, "march.pdf", MARCH)
    writer.add([], again=True)
    (first,) = kept(catalogue)
    learned = first.read_bytes()
    before = catalogue.reading(catalogue.paper("april.pdf").id)
    first.unlink()
    writer.add([tmp_path / "april.pdf"], again=True)
    assert kept(catalogue) == [first]
    assert first.read_bytes() == learned
    assert catalogue.reading(before.paper.id) == before


def test_a_tagger_is_made_once_and_leaves_with_what_taught_it(
    catalogue: Catalogue, writer: Ingest, tmp_path: Path
) -> None:
    made: list[tuple[str, ...]] = []

    class Watched(ReaderHere):
        def learn(self, papers: Sequence[PaperGiven]) -> bytes:
            made.append(tuple(one.file_name for one in papers))
            return super().learn(papers)

    writer = Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=Watched)
    writer.rebuild()
    correct(catalogue, writer, "march.pdf", MARCH)
    assert made == []
    writer.add([may(tmp_path)])
    writer.add([], again=True)
    writer.add([tmp_path / "may.pdf"], again=True)
    assert made == [("march.pdf",)]
    (first,) = kept(catalogue)
    # A file that was damaged is made again.
    first.write_bytes(first.read_bytes()[:-9])
    writer.add([tmp_path / "may.pdf"], again=True)
    assert made == [("march.pdf",)] * 2
    assert register(catalogue, "april.pdf") == upshots(APRIL)
    declare(catalogue, writer, "april.pdf")
    writer.add([tmp_path / "may.pdf"], again=True)
    assert sorted(made[-1]) == ["april.pdf", "march.pdf"]
    (second,) = kept(catalogue)
    assert second != first
    for name in ("march.pdf", "april.pdf"):
        writer.corrections.withdraw(catalogue.paper(name).id)
    writer.take_corrections()
    assert [one.name for one in writer.add([], again=True)] == ["may.pdf"]
    assert register(catalogue, "may.pdf") == []
    assert kept(catalogue) == []


@pytest.mark.parametrize("leaves", ["removed", "closed"])
def test_what_a_paper_taught_leaves_with_it(
    catalogue: Catalogue, writer: Ingest, tmp_path: Path, leaves: str
) -> None:
    """A tagger holds words of what taught it."""
    correct(catalogue, writer, "march.pdf", MARCH)
    writer.add([may(tmp_path)])
    assert len(kept(catalogue)) == 1
    if leaves == "removed":
        writer.remove(["march.pdf"])
    else:
        writer.add([tmp_path / "march.pdf"], access=Access.EXEMPT)
    assert kept(catalogue) == []


def test_a_correction_stands_over_what_was_learned(
    catalogue: Catalogue, writer: Ingest, tmp_path: Path
) -> None:
    correct(catalogue, writer, "march.pdf", MARCH)
    writer.add([], again=True)
    reading = catalogue.reading(catalogue.paper("april.pdf").id)
    crane = next(one for one in reading.resolutions if "crane" in one.text)
    writer.corrections.keep(removal(crane, reading.pages, "Ann"))
    writer.take_corrections()
    assert register(catalogue, "april.pdf") == upshots(APRIL)[1:]
    writer.add([tmp_path / "april.pdf", tmp_path / "march.pdf"], again=True)
    assert register(catalogue, "april.pdf") == upshots(APRIL)[1:]
    assert register(catalogue, "march.pdf") == upshots(MARCH)


def test_exempt_pages_and_papers_teach_nothing_and_are_read_by_what_open_ones_do(
    catalogue: Catalogue, writer: Ingest, tmp_path: Path
) -> None:
    words = minutes(MARCH, "Monday 13 March 2023")
    closed = "---page---\n**5. Quay wall\nUpshot: zanzibar, told to nobody.\n"
    path = write(tmp_path, "march.pdf", words + closed)
    given = tmp_path / "given.yaml"
    given.write_text("- file: march.pdf\n  exempt_pages: '2'\n", encoding="utf-8")
    writer.add([path], given=read_metadata(given))
    correct(catalogue, writer, "march.pdf", MARCH)
    writer.add([may(tmp_path)], access=Access.EXEMPT)
    assert register(catalogue, "may.pdf") == upshots(MAY)
    (only,) = kept(catalogue)
    names = " ".join(Chain.read(only).rows)
    assert "upshot" in names
    assert "zanzibar" not in names
    writer.add([path], access=Access.EXEMPT)
    assert lessons(catalogue) == ()
    writer.add([tmp_path / "may.pdf"], again=True)
    assert register(catalogue, "may.pdf") == []


def test_papers_are_read_although_one_that_teaches_is_gone(
    catalogue: Catalogue, writer: Ingest, tmp_path: Path
) -> None:
    correct(catalogue, writer, "march.pdf", MARCH)
    catalogue.kept(catalogue.paper("march.pdf").id).unlink()
    writer.add([may(tmp_path)])
    assert register(catalogue, "may.pdf") == []
    writer.add([tmp_path / "march.pdf"], again=True)
    assert {one.file_name for one in writer.outdated()} == {"april.pdf", "may.pdf"}
    writer.add([], again=True)
    assert register(catalogue, "may.pdf") == upshots(MAY)


def test_papers_are_read_although_learning_fails(
    catalogue: Catalogue, writer: Ingest, tmp_path: Path
) -> None:
    class Failing(ReaderHere):
        def learn(self, papers: Sequence[PaperGiven]) -> bytes:
            raise DamagedPaperError(f"{papers[0].file_name}: learning from it crashed")

    correct(catalogue, writer, "march.pdf", MARCH)
    failing = Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=Failing)
    failing.rebuild()
    failing.add([may(tmp_path)])
    assert register(catalogue, "may.pdf") == []
    assert register(catalogue, "march.pdf") == upshots(MARCH)


def test_the_reading_process_learns_and_reads_by_it(
    catalogue: Catalogue, writer: Ingest, tmp_path: Path
) -> None:
    correct(catalogue, writer, "march.pdf", MARCH)
    apart = Ingest(catalogue, HashEmbedder(), MemoryIndex())
    apart.rebuild()
    apart.add([may(tmp_path), tmp_path / "april.pdf", tmp_path / "other.pdf"], again=True)
    assert register(catalogue, "may.pdf") == upshots(MAY)
    assert register(catalogue, "april.pdf") == upshots(APRIL)
    assert register(catalogue, "other.pdf") == []


def test_a_run_that_is_stopped_while_it_learns_reads_nothing_more(
    catalogue: Catalogue, writer: Ingest
) -> None:
    asked: list[str] = []

    class Stopped(ReaderHere):
        def learn(self, papers: Sequence[PaperGiven]) -> bytes:
            asked.append(papers[0].file_name)
            run._files.stop()
            raise DamagedPaperError(f"{papers[0].file_name}: learning from it crashed")

    correct(catalogue, writer, "march.pdf", MARCH)
    tools = replace(writer._tools, reader=Stopped)
    run = Run(tools, Asked(again={catalogue.paper("april.pdf").id: None}))
    assert run.go() == ()
    assert asked == ["march.pdf"]
    (left,) = catalogue.work.unfinished()
    assert (left.file_name, left.state) == ("april.pdf", "reading")
    writer.add([])
    assert register(catalogue, "april.pdf") == upshots(APRIL)

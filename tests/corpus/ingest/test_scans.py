"""Scanned pages are read by OCR after their papers went in, and no page twice."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.ingest.ingest import Ingest
from corpus.model import IngestStoppedError, PaperKind, TextSource
from corpus.model.events import Outcome, Progress, Result
from corpus.model.particulars import Particulars
from tests.corpus import light_program
from tests.corpus.forked import begun, ended, said
from tests.corpus.scanned import scan
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex, PlainReader, paper


class Scanner(PlainReader):
    """Reads scans, and fails, stops or dies where it is told to."""

    def __init__(self) -> None:
        self.pages: list[int] = []
        self.stop_at: int | None = None
        self.fail = False

    def __call__(self) -> Scanner:
        return self

    def scan(self, path: Path, file_name: str, page: int) -> tuple[str, bool]:
        if page == self.stop_at:
            raise KeyboardInterrupt
        self.pages.append(page)
        if self.fail:
            return "", True
        return super().scan(path, file_name, page)


def results(outcomes: tuple[Outcome, ...]) -> list[tuple[str, str]]:
    return [(outcome.name, outcome.result.value) for outcome in outcomes]


def sources(catalogue: Catalogue) -> list[str]:
    pages = catalogue.reading(catalogue.paper("a.pdf").id).pages
    return [page.source.value for page in pages]


def test_scans_follow_when_all_papers_are_in(catalogue: Catalogue, tmp_path: Path) -> None:
    seen: list[tuple[str, int]] = []
    embedder, index, scanner = HashEmbedder(), MemoryIndex(), Scanner()

    def watch(event: object) -> None:
        if isinstance(event, Outcome):
            seen.append((event.result.value, catalogue.paper_count))

    ingest = Ingest(catalogue, embedder, index, watcher=watch, reader=scanner)
    paper(tmp_path / "in", "a.pdf", "Potholes", "", "")
    paper(tmp_path / "in", "b.pdf", "Budget")
    outcomes = ingest.add([tmp_path / "in"])
    assert results(outcomes) == [
        ("a.pdf", "added"),
        ("b.pdf", "added"),
        ("a.pdf", "read by OCR"),
    ]
    assert seen == [("added", 1), ("added", 2), ("read by OCR", 2)]
    assert sources(catalogue) == ["text layer", "ocr", "ocr"]
    assert catalogue.lexical_passages('"seen"', 5) != []
    assert index.ids() == catalogue.passage_ids()
    assert embedder.texts == 4, "the vectors of printed pages are taken over"
    assert scanner.pages == [2, 3]
    assert catalogue.unread_pages() == {one.id: 0 for one in catalogue.papers()}
    assert ingest.check() == ()
    assert ingest.read_scans() == ()
    assert results(ingest.add([tmp_path / "in"])) == [
        ("a.pdf", "unchanged"),
        ("b.pdf", "unchanged"),
    ]


def test_what_was_read_by_ocr_outlives_a_correction(catalogue: Catalogue, tmp_path: Path) -> None:
    scanner = Scanner()
    ingest = Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=scanner)
    path = paper(tmp_path, "a.pdf", "")
    ingest.add([path])
    ingest.add([path], given={"a.pdf": Particulars(kind=PaperKind.MINUTES)})
    assert catalogue.paper("a.pdf").kind is PaperKind.MINUTES
    assert sources(catalogue) == ["ocr"]
    assert scanner.pages == [1]
    ingest.remove(["a.pdf"])
    ingest.add([path])
    assert scanner.pages == [1, 1], "a paper that was removed leaves nothing behind"


def test_stopped_between_pages_it_goes_on_with_the_next(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    scanner = Scanner()
    ingest = Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=scanner)
    scanner.stop_at = 3
    with pytest.raises(KeyboardInterrupt):
        ingest.add([paper(tmp_path, "a.pdf", "Potholes", "", "")])
    assert sources(catalogue) == ["text layer", "none", "none"]
    assert catalogue.work.unfinished() == []
    scanner.stop_at = None
    assert results(ingest.add(())) == [("a.pdf", "read by OCR")]
    assert scanner.pages == [2, 3]
    assert ingest.check() == ()


def test_a_failed_page_is_tried_again_only_when_asked(catalogue: Catalogue, tmp_path: Path) -> None:
    scanner = Scanner()
    scanner.fail = True
    ingest = Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=scanner)
    ingest.add([paper(tmp_path, "a.pdf", "")])
    ingest.add(())
    assert (scanner.pages, sources(catalogue)) == ([1], ["none"])
    scanner.fail = False
    assert results(ingest.read_scans(retry=True)) == [("a.pdf", "read by OCR")]
    assert (scanner.pages, sources(catalogue)) == ([1, 1], ["ocr"])


def test_scans_left_for_later_wait(catalogue: Catalogue, tmp_path: Path) -> None:
    ingest = Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=Scanner())
    (outcome,) = ingest.add([paper(tmp_path, "a.pdf", "Potholes", "", "")], ocr=False)
    assert outcome.result is Result.ADDED
    assert outcome.note == "2 without text"
    assert list(catalogue.work.scans.waiting().values()) == [2]


def test_ocr_is_stopped_between_pages_and_keeps_what_it_has_read(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    scanner = Scanner()

    def stop(event: object) -> None:
        if isinstance(event, Progress) and event.now.startswith("page 3"):
            ingest.stop()

    ingest = Ingest(catalogue, HashEmbedder(), MemoryIndex(), watcher=stop, reader=scanner)
    with pytest.raises(IngestStoppedError):
        ingest.add([paper(tmp_path, "a.pdf", "Potholes", "", "", "")])
    assert scanner.pages == [2]
    again = Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=scanner)
    assert results(again.add(())) == [("a.pdf", "read by OCR")]
    assert scanner.pages == [2, 3, 4]


def command(
    tmp_path: Path, *arguments: str, path: str | None = None
) -> tuple[int | None, str, str]:
    environment = {} if path is None else {"PATH": path}
    log = tmp_path / f"said{len(list(tmp_path.iterdir()))}"
    return ended(begin(tmp_path, log, *arguments, environment=environment), log)


def begin(
    tmp_path: Path, log: Path, *arguments: str, environment: Mapping[str, str]
) -> BaseProcess:
    given = ["--data", str(tmp_path / "data"), *arguments]
    return begun(light_program.main, given, log, environment)


@pytest.mark.slow
def test_a_machine_without_tesseract_reads_scans_too(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(scan(turned=90))
    given = str(tmp_path / "scan.pdf")
    status, out, err = command(tmp_path, "add", given, "--no-ocr", path="")
    assert status == 0, err
    assert "added       scan.pdf: other, 1 page (no text)" in out
    assert "1 page of 1 paper not read yet, perhaps scans" in command(tmp_path, "list", path="")[2]
    status, out, err = command(tmp_path, "ocr", path="")
    assert status == 0, err
    assert "read by OCR scan.pdf" in out
    assert command(tmp_path, "list", path="")[2] == ""


@pytest.mark.slow
def test_a_scan_is_found_by_its_words_and_survives_a_death(tmp_path: Path) -> None:
    """The whole command, with Chroma and OCR, killed while it reads the scan."""
    (tmp_path / "scan.pdf").write_bytes(scan("Page 12"))
    log = tmp_path / "killed"
    reading = begin(tmp_path, log, "add", str(tmp_path / "scan.pdf"), environment={})
    while "by OCR" not in said(log)[1]:
        assert reading.exitcode is None
        time.sleep(0.01)
    reading.kill()
    reading.join()
    (listed,) = json.loads(command(tmp_path, "list", "--json")[1])
    assert listed["pages_by_ocr"] == 0
    assert command(tmp_path, "check")[0] == 0
    status, out, err = command(tmp_path, "ocr")
    assert status == 0, err
    assert "read by OCR scan.pdf" in out
    assert command(tmp_path, "check")[0] == 0
    with Catalogue.open(tmp_path / "data") as catalogue:
        (page,) = catalogue.reading(catalogue.paper("scan.pdf").id).pages
        assert (page.source, page.label) == (TextSource.OCR, "12")
        assert page.words
        ((found, _),) = catalogue.lexical_passages('"moorings" "policy"', 1)
        assert catalogue.passages([found])[found].pages == (1,)

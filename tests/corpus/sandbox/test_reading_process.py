"""The process that reads papers outlives any paper, and says when it is broken itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfWriter

from corpus.catalogue.catalogue import Catalogue
from corpus.ingest.ingest import Ingest
from corpus.model.errors import BrokenReadingError, DamagedPaperError, UnreadablePaperError
from corpus.model.events import Result
from corpus.sandbox import reading_worker, worker
from corpus.sandbox.reading_client import ReadingProcess
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex, blank, paper, pdf, written

pytestmark = pytest.mark.usefixtures("no_ocr")
_ASKED: dict[str, Any] = {
    **{"path": "a", "name": "a.pdf", "given": None},
    **{"scans": {}, "said": None, "taught": {}},
}


def test_the_reading_process_says_what_is_wrong_and_goes_on(tmp_path: Path) -> None:
    whole = pdf("Some words that make a page", "and some more")
    bad = {
        "nothing.pdf": b"",
        "text.pdf": b"plain words",
        "cut.pdf": whole[: len(whole) // 3],
        "zero.pdf": written(PdfWriter()),
        "blank.pdf": blank(),
    }
    with ReadingProcess() as reader:
        for name, content in bad.items():
            (tmp_path / name).write_bytes(content)
            with pytest.raises(UnreadablePaperError, match=f"^{name}") as caught:
                reader.read(tmp_path / name, name, None, {})
            assert "\n" not in str(caught.value)
            assert ";" in str(caught.value), "says what to do"
        read = reader.read(paper(tmp_path, "good.pdf", "Some words"), "good.pdf", None, {})
    assert read.reading.pages[0].text == "Some words"
    assert [passage.text for passage in read.passages] == ["Some words"]


def test_a_reading_that_takes_too_long_is_ended_and_the_next_goes_in(tmp_path: Path) -> None:
    long = paper(tmp_path, "long.pdf", *["words " * 12] * 400)
    short = paper(tmp_path, "short.pdf", "words")
    with ReadingProcess(seconds=0.1) as reader:
        with pytest.raises(DamagedPaperError, match="longer than"):
            reader.read(long, "long.pdf", None, {})
        reader._seconds = 60
        assert len(reader.read(short, "short.pdf", None, {}).reading.pages) == 1


def test_reading_that_is_broken_ends_the_run_and_blames_no_paper(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pypdfium2.py").write_text("raise ImportError('not installed')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    path = paper(tmp_path, "a.pdf", "x")
    with pytest.raises(BrokenReadingError, match="does not start"):
        Ingest(catalogue, HashEmbedder(), MemoryIndex()).add([path])
    monkeypatch.delenv("PYTHONPATH")
    mended = Ingest(catalogue, HashEmbedder(), MemoryIndex())
    assert [(o.name, o.result) for o in mended.add(())] == [("a.pdf", Result.ADDED)]


def test_a_module_missing_later_is_no_fault_of_a_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> None:
        raise ModuleNotFoundError("No module named 'corpus.tables.rows'")

    monkeypatch.setattr(reading_worker, "read_here", read)
    answer = worker.reply(reading_worker.answer, _ASKED)
    assert "corpus.tables.rows" in answer["broken"]


def test_a_fault_that_a_paper_brings_about_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> None:
        raise IndexError

    monkeypatch.setattr(reading_worker, "read_here", read)
    answer = worker.reply(reading_worker.answer, _ASKED)
    assert answer["message"].startswith(
        "a.pdf: reading it failed (IndexError in test_reading_process.py, "
    )

"""Thousands of damaged papers: no crash of ours, no hang, nothing left behind."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from corpus.catalogue.catalogue import Catalogue
from corpus.ingest.ingest import Ingest
from corpus.model import Access, Scope
from corpus.model.errors import UnreadablePaperError
from corpus.model.events import Result
from corpus.sandbox.drawing_client import DrawingProcesses
from corpus.sandbox.reading_client import UNTAUGHT, ReadingProcess, ReadPaper
from tests.corpus.mutations import mutated
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex

# Seconds for two pages that take a tenth of one; a hang is what takes longer.
_HANGS = 60.0


class Kept:
    """One reading process for all cases: each would take half a second to start its own."""

    def __init__(self) -> None:
        self._process = ReadingProcess(seconds=_HANGS)
        self.scan, self.learn = self._process.scan, self._process.learn
        self.lay_out = self._process.lay_out
        self.attached = self._process.attached
        self.end = self._process.close

    def read(
        self,
        path: Path,
        file_name: str,
        given: str | None,
        scans: Mapping[int, str],
        said: str | None = None,
        taught: Mapping[str, Path] = UNTAUGHT,
    ) -> ReadPaper:
        return self._process.read(path, file_name, given, scans, said, taught)

    def close(self) -> None:
        """Stay for the next case."""


class Place:
    """A data folder that papers are added to and drawn from, one after another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen: Counter[str] = Counter()
        self.reader = Kept()
        self.drawing = DrawingProcesses(seconds=_HANGS)
        self.catalogue = Catalogue.open(folder / "data")
        self._index = MemoryIndex()

    def take(self, content: bytes) -> None:
        """Add a paper, look at its first page, and say what came of it."""
        path = self.folder / "case.pdf"
        path.write_bytes(content)
        ingest = Ingest(self.catalogue, HashEmbedder(), self._index, reader=lambda: self.reader)
        (outcome,) = ingest.add([path], ocr=False)
        assert "\n" not in outcome.reason
        assert "took longer" not in outcome.reason
        # Words for a fault of this program, whatever the paper holds.
        assert "please report" not in outcome.reason
        self.seen[outcome.result.value] += 1
        if outcome.paper is not None:
            assert not any("Error)" in part for part in outcome.note.split(";")), outcome.note
            for problem in self.catalogue.problems(outcome.paper.id, Access.EXEMPT):
                assert "took longer" not in problem.reason
            self._look(path)
        else:
            assert outcome.result in (Result.SKIPPED, Result.UNCHANGED)

    def _look(self, path: Path) -> None:
        said = ""
        try:
            assert self.drawing.picture(path, path.name, 1, 0.5).startswith(b"\x89PNG")
        except UnreadablePaperError as error:
            said = str(error)
        assert "took longer" not in said
        assert "please report" not in said
        self.seen["not drawn" if said else "drawn"] += 1

    def close(self) -> None:
        self.reader.end()
        self.drawing.close()
        self.catalogue.close()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    made = Place(tmp_path)
    yield made
    made.close()


def _children() -> set[str]:
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


def _try(place: Place, cases: int) -> None:
    @settings(
        max_examples=cases, deadline=None, database=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(mutated())
    def one(content: bytes) -> None:
        place.take(content)

    one()
    assert place.seen["skipped"]
    assert place.seen["drawn"]
    kept = {path.stem for path in (place.folder / "data" / "papers").iterdir()}
    assert kept == {one.id for one in place.catalogue.papers(Scope(clearance=Access.EXEMPT))}
    assert list((place.folder / "tmp").iterdir()) == []


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_thirty_damaged_papers(place: Place) -> None:
    _try(place, 30)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_two_thousand_damaged_papers(place: Place) -> None:
    before = _children()
    _try(place, 2000)
    place.close()
    assert _children() <= before, "no process is left behind"
    print(dict(place.seen))

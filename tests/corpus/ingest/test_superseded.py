"""A paper that is replaced is put aside where that was asked for, and leaves with its successor."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.catalogue.work import Work
from corpus.ingest.backup import back_up, restore
from corpus.ingest.ingest import Ingest
from corpus.model import Particulars
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex, PlainReader, paper

KEEPING = {"a.pdf": Particulars(committee="Quay Panel", keeps_earlier=True)}


def _ingest(catalogue: Catalogue) -> Ingest:
    return Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=PlainReader)


def _aside(data: Path) -> list[str]:
    folder = data / "papers" / "superseded"
    return sorted(path.stem for path in folder.iterdir()) if folder.is_dir() else []


def test_earlier_versions_are_kept_in_a_row_and_in_backups(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    ids = []
    for words in ("One", "Two", "Three"):
        _ingest(catalogue).add([paper(tmp_path, "a.pdf", words)], given=KEEPING, ocr=False)
        ids.append(catalogue.paper("a.pdf").id)
    assert _aside(catalogue.data) == sorted(ids[:2])
    assert {one.id for one in catalogue.work.superseded.of(ids[2])} == set(ids[:2])
    assert [one.id for one in catalogue.papers()] == ids[2:]
    back_up(catalogue, tmp_path / "backup.tar")
    restore(tmp_path / "backup.tar", tmp_path / "again")
    assert _aside(tmp_path / "again") == sorted(ids[:2])
    with Catalogue.open(tmp_path / "again") as restored:
        assert len(restored.work.superseded.of(ids[2])) == 2
    # The first comes back: it is the paper now, and no earlier version.
    _ingest(catalogue).add([paper(tmp_path, "a.pdf", "One")], given=KEEPING, ocr=False)
    assert _aside(catalogue.data) == sorted(ids[1:])
    _ingest(catalogue).remove(["a.pdf"])
    assert _aside(catalogue.data) == []


def test_a_replacement_by_hand_keeps_nothing(tmp_path: Path, catalogue: Catalogue) -> None:
    _ingest(catalogue).add([paper(tmp_path, "a.pdf", "One")], given=KEEPING, ocr=False)
    _ingest(catalogue).add([paper(tmp_path, "a.pdf", "Two")], given=KEEPING, ocr=False)
    assert len(_aside(catalogue.data)) == 1
    by_hand = {"a.pdf": Particulars(committee="Quay Panel")}
    _ingest(catalogue).add([paper(tmp_path, "a.pdf", "Three")], given=by_hand, ocr=False)
    assert _aside(catalogue.data) == []
    assert catalogue.work.superseded.all() == ()


def test_one_that_was_put_aside_before_a_crash_is_there_afterwards(
    tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ingest(catalogue).add([paper(tmp_path, "a.pdf", "One")], given=KEEPING, ocr=False)
    first = catalogue.paper("a.pdf").id

    def dies(_: Work, seq: int) -> None:
        raise RuntimeError(f"died before the rows of {seq} were gone")

    with monkeypatch.context() as patched:
        patched.setattr(Work, "erase", dies)
        with pytest.raises(RuntimeError):
            _ingest(catalogue).add([paper(tmp_path, "a.pdf", "Two")], given=KEEPING, ocr=False)
    assert _aside(catalogue.data) == [first]
    _ingest(catalogue).add([paper(tmp_path, "c.pdf", "Other")], ocr=False)
    assert _aside(catalogue.data) == [first]
    assert [one.id for one in catalogue.work.superseded.all()] == [first]
    assert catalogue.work.unfinished() == []

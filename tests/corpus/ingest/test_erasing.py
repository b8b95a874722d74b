"""Of a paper that was removed no word is left on the disk, nor in a later backup."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import FILE_NAME, Catalogue
from corpus.ingest.backup import back_up
from corpus.ingest.ingest import Ingest
from corpus.model import Access
from corpus.model.events import Erasing, Event, NotErased
from corpus.storage.schema import CLEAN
from retrieval.vectors.index import ChromaIndex
from tests.corpus.stand_ins import DecidingReader, HashEmbedder, paper

# No other word begins or goes on like it, also when it is stemmed or written from its second
# letter on, as word indexes do.
PLANTED = "zyqquorb"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SYLLABLES = ("bcdfghjklmnprstvz", "aeiou")


def words(chance: random.Random, planted: bool) -> str:
    """Return a page of drawn words; the planted one stands in it with many endings."""
    lines = []
    for _ in range(30):
        # As words of some language are: what is none is taken for a garbled page.
        line = ["".join(map(chance.choice, _SYLLABLES * 3)) for _ in range(7)]
        if planted:
            line += [f"{PLANTED}{''.join(chance.choices(_LETTERS, k=3))}" for _ in range(3)]
        lines.append(" ".join(line))
    return "\n".join(lines)


def traces(place: Path, planted: bytes) -> Iterator[str]:
    """Yield where the planted word, or bytes of its paper's file, stand below a folder."""
    letters = PLANTED[1:]
    start = planted.index(b"stream") + 100
    drawn = planted[start : start + 60]
    sought = [letters.encode(), letters.encode("utf-16-le"), letters.encode("utf-16-be")]
    for path in sorted(place.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            low = content.lower()
            if any(one in low for one in sought):
                yield f"{path.relative_to(place)}: a word"
            if drawn in content:
                yield f"{path.relative_to(place)}: the file"


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """Twenty-four papers; one of them has the planted word on every page."""
    chance = random.Random(7)
    for number in range(24):
        name = f"{number:02}.pdf"
        pages = [words(chance, number == 20) for _ in range(4)]
        paper(tmp_path / "given", name, *pages)
    return tmp_path / "given"


def told(catalogue: Catalogue, index: ChromaIndex) -> tuple[Ingest, list[Event]]:
    """Return what writes to a data folder, and the events that it tells."""
    events: list[Event] = []
    return (
        Ingest(catalogue, HashEmbedder(), index, reader=DecidingReader, watcher=events.append),
        events,
    )


def test_a_removed_paper_leaves_no_word_on_the_disk_nor_in_a_backup(
    given: Path, tmp_path: Path
) -> None:
    data, backup = tmp_path / "data", tmp_path / "kept" / "backup.tar"
    planted = (given / "20.pdf").read_bytes()
    with Catalogue.open(data) as catalogue, closing(ChromaIndex(data)) as index:
        ingest, events = told(catalogue, index)
        ingest.add([given], ocr=False)
        assert not [one for one in events if isinstance(one, Erasing)]
        assert list(traces(data, planted))
        ingest.remove(["20.pdf"])
        assert [one for one in events if isinstance(one, Erasing)]
        # While it is open, its log is there too.
        assert list(traces(data, planted)) == []
        backup.parent.mkdir()
        back_up(catalogue, backup)
        assert ingest.check() == ()
    assert list(traces(data, planted)) == []
    assert list(traces(backup.parent, planted)) == []


def test_a_replaced_paper_leaves_no_word_either(given: Path, tmp_path: Path) -> None:
    data, planted = tmp_path / "data", (given / "20.pdf").read_bytes()
    with Catalogue.open(data) as catalogue, closing(ChromaIndex(data)) as index:
        ingest, _ = told(catalogue, index)
        ingest.add([given], ocr=False)
        paper(given, "20.pdf", "Nothing of it is said any more")
        ingest.add([given / "20.pdf"], ocr=False)
    assert list(traces(data, planted)) == []


def test_what_an_earlier_version_left_goes_with_the_next_change(
    given: Path, tmp_path: Path
) -> None:
    data, planted = tmp_path / "data", (given / "20.pdf").read_bytes()
    with Catalogue.open(data) as catalogue, closing(ChromaIndex(data)) as index:
        told(catalogue, index)[0].add([given], ocr=False)
        (seq,) = (one.entry for one in catalogue.work.namesakes("20.pdf"))
        index.remove(seq.id)
        catalogue.work.leave(seq.seq)
        catalogue.work.erase(seq.seq)
    (data / "papers" / f"{seq.id}.pdf").unlink()
    with closing(sqlite3.connect(data / FILE_NAME)) as db, db:
        db.execute("DELETE FROM facts WHERE name = ?", (CLEAN,))
    assert list(traces(data, planted))
    with Catalogue.open(data) as catalogue, closing(ChromaIndex(data)) as index:
        told(catalogue, index)[0].remove(["03.pdf"])
        assert list(traces(data, planted)) == []


def test_somebody_who_reads_on_is_not_disturbed_and_the_next_change_erases(
    given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.storage.store._PATIENCE", 0.1)
    data, planted = tmp_path / "data", (given / "20.pdf").read_bytes()
    with Catalogue.open(data) as catalogue, closing(ChromaIndex(data)) as index:
        ingest, events = told(catalogue, index)
        ingest.add([given], ocr=False)
        with closing(sqlite3.connect(data / FILE_NAME)) as reader:
            reader.execute("BEGIN")
            before = reader.execute("SELECT count(*) FROM pages").fetchone()
            ingest.remove(["20.pdf"])
            assert [type(one) for one in events][-1] is NotErased
            assert "in use" in next(one.said for one in events if isinstance(one, NotErased))
            assert reader.execute("SELECT count(*) FROM pages").fetchone() == before
            assert catalogue.paper_count == 23
            assert catalogue.work.traces.left
        ingest.remove(["03.pdf"])
        assert not catalogue.work.traces.left
        assert list(traces(data, planted)) == []


def test_a_disk_without_room_is_not_filled_and_is_told(
    given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, full = tmp_path / "data", [True]
    usage = shutil.disk_usage
    monkeypatch.setattr(
        shutil, "disk_usage", lambda at: usage(at)._replace(free=1000) if full else usage(at)
    )
    with Catalogue.open(data) as catalogue, closing(ChromaIndex(data)) as index:
        ingest, events = told(catalogue, index)
        ingest.add([given / "20.pdf", given / "03.pdf"], ocr=False)
        ingest.remove(["20.pdf"])
        assert "make room" in next(one.said for one in events if isinstance(one, NotErased))
        full.clear()
        ingest.add([given / "03.pdf"], ocr=False)
        assert list(traces(data, (given / "20.pdf").read_bytes())) == []


def test_closing_a_paper_to_the_public_writes_nothing_anew(given: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with Catalogue.open(data) as catalogue, closing(ChromaIndex(data)) as index:
        ingest, events = told(catalogue, index)
        ingest.add([given / "20.pdf"], ocr=False)
        ingest.add([given / "20.pdf"], access=Access.EXEMPT, ocr=False)
    assert not [one for one in events if isinstance(one, Erasing)]

"""Two writers at once: the second waits and says so, and nothing is lost."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.ingest.ingest import Ingest
from corpus.ingest.keeping import writer_lock
from corpus.model.errors import BusyError
from corpus.model.events import Event, Waiting
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex, PlainReader, paper

pytestmark = pytest.mark.usefixtures("no_ocr")


def test_a_second_writer_waits_and_says_so(catalogue: Catalogue, tmp_path: Path) -> None:
    events: list[Event] = []
    ingest = Ingest(
        catalogue, HashEmbedder(), MemoryIndex(), reader=PlainReader, watcher=events.append
    )
    path = paper(tmp_path, "a.pdf", "x")
    with writer_lock(catalogue.data, lambda _: None):
        adding = threading.Thread(target=ingest.add, args=([path],))
        adding.start()
        deadline = time.monotonic() + 10
        while not events and time.monotonic() < deadline:
            time.sleep(0.01)
        assert catalogue.papers() == ()
    adding.join()
    assert isinstance(events[0], Waiting)
    assert "process" in events[0].holder
    assert catalogue.paper_count == 1


def test_patience_has_an_end(catalogue: Catalogue, tmp_path: Path) -> None:
    ingest = Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=PlainReader, patience=0.1)
    with writer_lock(catalogue.data, lambda _: None), pytest.raises(BusyError, match="try again"):
        ingest.add([paper(tmp_path, "a.pdf", "x")])


def test_two_adds_at_once_both_get_in(tmp_path: Path) -> None:
    index = MemoryIndex()

    def add(name: str) -> None:
        with Catalogue.open(tmp_path / "data") as own:
            Ingest(own, HashEmbedder(), index, reader=PlainReader).add([tmp_path / name])

    for name in "ab":
        for number in range(3):
            paper(tmp_path / name, f"{name}{number}.pdf", f"{name} {number}")
    threads = [threading.Thread(target=add, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Catalogue.open(tmp_path / "data") as after:
        assert after.paper_count == 6
        assert index.ids() == after.passage_ids()

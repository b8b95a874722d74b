"""A Chroma server that is stopped, hangs and comes back: a clear sentence, and nothing lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from retrieval.model.errors import IndexUnavailableError
from retrieval.vectors import client as client_module
from retrieval.vectors.index import ChromaIndex
from tests.corpus import light_program
from tests.corpus.forked import begun, ended
from tests.corpus.stand_ins import paper
from tests.retrieval.chroma_server import ChromaServer
from tests.retrieval.vectors.test_index import put, unit

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ChromaServer]:
    with ChromaServer(tmp_path / "served") as started:
        yield started


@pytest.fixture
def index(server: ChromaServer, tmp_path: Path) -> Iterator[ChromaIndex]:
    opened = ChromaIndex(tmp_path, server.url)
    yield opened
    opened.close()


def test_a_server_is_shared_and_may_be_stopped_and_started(
    server: ChromaServer, index: ChromaIndex, tmp_path: Path
) -> None:
    other = ChromaIndex(tmp_path, server.url)
    put(index, "a", range(5))
    assert len(other.search(unit(1), 10)) == 5
    server.stop()
    with pytest.raises(IndexUnavailableError, match="start the Chroma server"):
        other.search(unit(1), 10)
    server.start()
    assert len(other.search(unit(1), 10)) == 5
    other.clear()
    put(other, "b", range(3))
    # Nothing told this one that the vectors were begun anew.
    assert len(index.search(unit(1), 10)) == 3
    other.close()
    assert not (tmp_path / "chroma").exists()


def test_a_server_that_hangs_is_not_waited_for_long(
    server: ChromaServer, index: ChromaIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "_SECONDS", 1.0)
    put(index, "a", range(5))
    server.freeze()
    begun = time.monotonic()
    with pytest.raises(IndexUnavailableError, match="start the Chroma server"):
        index.search(unit(1), 10)
    assert time.monotonic() - begun < 15
    server.thaw()
    assert len(index.search(unit(1), 10)) == 5


def test_a_server_stopped_in_the_middle_of_questions(
    server: ChromaServer, index: ChromaIndex
) -> None:
    put(index, "a", range(200))
    right = index.search(unit(500), 20)
    told: list[str] = []
    answered = threading.Event()
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            try:
                assert index.search(unit(500), 20) == right
                answered.set()
            except IndexUnavailableError as error:
                told.append(str(error))
                time.sleep(0.05)

    askers = [threading.Thread(target=ask) for _ in range(4)]
    for asker in askers:
        asker.start()
    for _ in range(3):
        answered.clear()
        assert answered.wait(30)
        time.sleep(0.2)
        server.stop()
        time.sleep(0.5)
        server.start()
    answered.clear()
    assert answered.wait(30)
    over.set()
    for asker in askers:
        asker.join()
    assert told
    assert all(f"start the Chroma server at {server.url}" in one for one in told)


class _Programs:
    """The command line at a Chroma server, with vectors drawn from a hash."""

    def __init__(self, place: Path, url: str) -> None:
        self.data = place / "data"
        self._place, self._count = place, 0
        self._environment = {"MINUTEBOOK_CHROMA_URL": url}

    def begin(self, *arguments: str) -> BaseProcess:
        self._count += 1
        given = ["--data", str(self.data), *arguments]
        return begun(light_program.main, given, self._log, self._environment)

    def run(self, *arguments: str) -> tuple[int | None, str, str]:
        return self.end(self.begin(*arguments))

    def end(self, process: BaseProcess) -> tuple[int | None, str, str]:
        """Wait for the last that was begun."""
        return ended(process, self._log)

    @property
    def _log(self) -> Path:
        return self._place / f"said{self._count}"


def test_a_server_stopped_in_the_middle_of_an_add(
    server: ChromaServer, index: ChromaIndex, tmp_path: Path
) -> None:
    programs = _Programs(tmp_path, server.url)
    small = paper(tmp_path, "small.pdf", *[f"The harbour wall of bay {n} leans." for n in range(5)])
    lines = [
        "\n".join(f"Berth {p} {n} {'is let to a boat ' * 9}" for n in range(40)) for p in range(60)
    ]
    large = paper(tmp_path, "large.pdf", *lines)
    assert programs.run("add", str(small))[0] == 0
    before = len(index.ids())
    adding = programs.begin("add", str(large))
    deadline = time.monotonic() + 60
    while len(index.ids()) < before + 200 and time.monotonic() < deadline:
        assert adding.exitcode is None
        time.sleep(0.01)
    server.stop()
    status, _, err = programs.end(adding)
    assert status == 1
    assert f"start the Chroma server at {server.url}" in err
    assert "Traceback" not in err
    with Catalogue.open(programs.data) as catalogue:
        assert [one.file_name for one in catalogue.papers()] == ["small.pdf"]
    status, _, err = programs.run("remove", "small.pdf")
    assert (status, "start the Chroma server" in err) == (1, True)
    server.start()
    status, out, _ = programs.run("add", str(large), str(small))
    assert status == 0, out
    status, out, err = programs.run("check")
    assert status == 0, err
    with Catalogue.open(programs.data) as catalogue:
        assert {one.file_name for one in catalogue.papers()} == {"large.pdf", "small.pdf"}
        assert index.ids() == catalogue.passage_ids()

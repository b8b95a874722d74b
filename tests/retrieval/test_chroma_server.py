"""A Chroma server that is stopped, hangs and comes back: a clear sentence, and nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from retrieval import index as index_module
from retrieval.errors import IndexUnavailableError
from retrieval.index import ChromaIndex
from tests.conftest import ROOT
from tests.corpus.stand_ins import paper
from tests.retrieval.chroma_server import ChromaServer
from tests.retrieval.test_index import put, unit

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
    monkeypatch.setattr(index_module, "_SECONDS", 1.0)
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


def _program(data: Path, url: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.corpus.light_program", "--data", str(data), *arguments],
        cwd=ROOT, env={**os.environ, "MINUTEBOOK_CHROMA_URL": url},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def _ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def test_a_server_stopped_in_the_middle_of_an_add(
    server: ChromaServer, index: ChromaIndex, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    small = paper(tmp_path, "small.pdf", *[f"The harbour wall of bay {n} leans." for n in range(5)])
    lines = [
        "\n".join(f"Berth {p} {n} {'is let to a boat ' * 9}" for n in range(40)) for p in range(60)
    ]
    large = paper(tmp_path, "large.pdf", *lines)
    assert _ended(_program(data, server.url, "add", str(small)))[0] == 0
    before = len(index.ids())
    adding = _program(data, server.url, "add", str(large))
    deadline = time.monotonic() + 60
    while len(index.ids()) < before + 200 and time.monotonic() < deadline:
        assert adding.poll() is None
        time.sleep(0.01)
    server.stop()
    status, _, err = _ended(adding)
    assert status == 1
    assert f"start the Chroma server at {server.url}" in err
    assert "Traceback" not in err
    with Catalogue.open(data) as catalogue:
        assert [one.file_name for one in catalogue.papers()] == ["small.pdf"]
    status, _, err = _ended(_program(data, server.url, "remove", "small.pdf"))
    assert (status, "start the Chroma server" in err) == (1, True)
    server.start()
    status, out, _ = _ended(_program(data, server.url, "add", str(large), str(small)))
    assert status == 0, out
    status, out, err = _ended(_program(data, server.url, "check"))
    assert status == 0, err
    with Catalogue.open(data) as catalogue:
        assert {one.file_name for one in catalogue.papers()} == {"large.pdf", "small.pdf"}
        assert index.ids() == catalogue.passage_ids()

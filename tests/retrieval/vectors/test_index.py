"""Vectors come back out of Chroma by cosine, from a folder or a server."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import chromadb
import numpy as np
import numpy.typing as npt
import pytest
from chromadb import Collection
from chromadb.api import ClientAPI

from corpus.model import Access, Paper, PaperKind, Passage, PassageKind, Span
from corpus.model.vectors import EmbeddedPassage, TokenVectors
from retrieval.model.errors import IndexUnavailableError
from retrieval.vectors import client
from retrieval.vectors.client import let_go
from retrieval.vectors.index import ChromaIndex
from retrieval.vectors.remains import take_out

WIDTH = 200
_VECTORS = "data_level0.bin"
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[ChromaIndex]:
    opened = ChromaIndex(tmp_path)
    yield opened
    opened.close()


def unit(seed: int) -> npt.NDArray[np.float32]:
    vector = np.random.default_rng(seed).normal(size=WIDTH).astype(np.float32)
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


def put(index: ChromaIndex, paper_id: str, seeds: range) -> None:
    paper = Paper(
        paper_id, "a.pdf", "A", PaperKind.OTHER, None, None, Access.PUBLIC, None, len(seeds)
    )
    passages = [
        Passage(
            f"{paper_id}-{seed}", paper_id, (1,), (Span(1, 0, 4),), None, (), "text", "context",
            PassageKind.PROSE,
        )
        for seed in seeds
    ]  # fmt: skip
    tokens = TokenVectors(np.empty(0, np.int32), np.empty((0, 0), np.int8), np.empty(0, np.float32))
    index.add(paper, passages, [EmbeddedPassage(unit(seed), tokens) for seed in seeds])


def test_search_orders_by_cosine(index: ChromaIndex) -> None:
    put(index, "a", range(200))
    query = unit(1000)
    expected = sorted(((float(unit(s) @ query), f"a-{s}") for s in range(200)), reverse=True)[:20]
    found = index.search(query, 20)
    assert [key for key, _ in found] == [key for _, key in expected]
    assert [score for _, score in found] == pytest.approx(
        [score for score, _ in expected], abs=1e-5
    )


def nearest(query: npt.NDArray[np.float32], seeds: range, most: int) -> list[str]:
    """Return the ids that comparing with every vector gives."""
    return [f"a-{s}" for s in sorted(seeds, key=lambda s: -float(unit(s) @ query))[:most]]


def test_every_opening_finds_the_same_and_all_of_it(index: ChromaIndex) -> None:
    """What was added last is in no graph on disk: Chroma makes one anew at each opening."""
    put(index, "a", range(1400))
    queries = [unit(seed) for seed in range(5000, 5040)]
    whole = [nearest(query, range(1400), 100) for query in queries]
    for _ in range(4):
        index.close()
        assert [[key for key, _ in index.search(query, 100)] for query in queries] == whole


def test_a_store_that_an_earlier_version_made_is_searched_as_well(tmp_path: Path) -> None:
    client = chromadb.PersistentClient(path=str(tmp_path / "chroma"))
    made = client.get_or_create_collection(
        "passages", configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
    )
    made.add(
        ids=[f"a-{seed}" for seed in range(1400)],
        embeddings=np.stack([unit(seed) for seed in range(1400)]),
        documents=["text"] * 1400,
        metadatas=[{"paper": "a", "document_id": "None"}] * 1400,
    )
    let_go(client)
    index = ChromaIndex(tmp_path)
    for query in (unit(seed) for seed in range(5000, 5040)):
        assert [key for key, _ in index.search(query, 100)] == nearest(query, range(1400), 100)
    index.close()


def test_what_is_equally_near_comes_by_id(index: ChromaIndex) -> None:
    for name in ("c", "a", "d", "b"):
        put(index, name, range(30))
    keys = [["a", "b", "c", "d"], [f"p{n}" for n in range(9)] + ["a", "b", "c", "d"], None]
    for narrowed in keys:
        found = [key for key, _ in index.search(unit(3), 3, narrowed)]
        assert found == ["a-3", "b-3", "c-3"]


def test_search_is_narrowed_to_papers(index: ChromaIndex) -> None:
    for number in range(20):
        put(index, f"p{number}", range(number * 10, number * 10 + 10))
    for wanted in (
        ["p3"],
        ["p3", "p4"],
        [f"p{n}" for n in range(1, 20)],
        [f"p{n}" for n in range(10)],
    ):
        query = unit(5)
        papers = {int(name[1:]) for name in wanted}
        seeds = [s for n in papers for s in range(n * 10, n * 10 + 10)]
        best = sorted(seeds, key=lambda s: -float(unit(s) @ query))[:15]
        found = [int(key.split("-")[1]) for key, _ in index.search(query, 15, wanted)]
        assert found == best[: len(found)]
        assert len(found) == min(15, len(seeds))
    assert index.search(unit(5), 15, []) == []
    assert index.search(unit(5), 15, ["unknown"]) == []


def test_an_empty_index_finds_nothing(index: ChromaIndex) -> None:
    assert index.search(unit(1), 10) == []
    assert index.ids() == set()
    index.remove("nothing")
    index.clear()


def test_more_is_asked_than_there_is(index: ChromaIndex) -> None:
    put(index, "a", range(3))
    assert len(index.search(unit(1), 100)) == 3
    assert index.search(unit(1), 0) == []


def test_papers_are_removed_and_added_twice_without_harm(index: ChromaIndex) -> None:
    put(index, "a", range(5))
    put(index, "b", range(5, 8))
    put(index, "a", range(5))
    assert index.ids("a") == {f"a-{s}" for s in range(5)}
    index.remove("a")
    assert index.ids() == {f"b-{s}" for s in range(5, 8)}
    assert {key for key, _ in index.search(unit(1), 10)} == index.ids()


def test_what_another_process_wrote_is_seen(index: ChromaIndex, tmp_path: Path) -> None:
    put(index, "a", range(3))
    assert index.count() == 3
    script = textwrap.dedent(
        f"""
        from pathlib import Path
        from retrieval.vectors.index import ChromaIndex
        from tests.retrieval.vectors.test_index import put
        put(ChromaIndex(Path({str(tmp_path)!r})), "b", range(3, 6))
        """
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)
    assert len(index.search(unit(1), 10)) == 6
    assert index.count() == 6
    assert len(index.ids("b")) == 3


def test_a_store_is_opened_and_counted_anew_only_when_another_process_wrote(
    index: ChromaIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both read all of it, so a change of the papers in this process must not bring them."""
    done: list[str] = []
    count, opened = Collection.count, client.opened

    def counting(collection: Collection) -> int:
        done.append("count")
        return count(collection)

    def opening(folder: Path) -> ClientAPI:
        done.append("open")
        return opened(folder)

    monkeypatch.setattr(Collection, "count", counting)
    monkeypatch.setattr("retrieval.vectors.index.opened", opening)
    for most in (3, 6):
        put(index, "a", range(most))
        for _ in range(3):
            index.reopen()
            assert index.search_counted(unit(1), 2)[1] == most
    index.remove("a")
    assert index.search_counted(unit(1), 2) == ([], 0)
    assert done == ["open", "count", "count", "count"]


def test_a_damaged_folder_says_so_and_is_begun_anew(index: ChromaIndex, tmp_path: Path) -> None:
    put(index, "a", range(3))
    index.close()
    for path in (tmp_path / "chroma").rglob("*"):
        if path.is_file():
            path.write_bytes(b"broken" * 1000)
    with pytest.raises(IndexUnavailableError, match="minutebook rebuild"):
        index.search(unit(1), 3)
    index.clear()
    put(index, "a", range(3))
    assert len(index.search(unit(1), 3)) == 3


def test_nothing_of_other_memory_stays_in_the_files(tmp_path: Path) -> None:
    with closing(ChromaIndex(tmp_path)) as index:
        put(index, "a", range(20))
        found = index.search(unit(3), 5)
    files = [path for path in tmp_path.rglob("*.bin") if path.name in ("length.bin", _VECTORS)]
    assert len(files) == 2
    for path in files:
        content = path.read_bytes()
        assert not any(content)  # a new graph has room, and Chroma keeps the first ones beside it
        # As Chroma leaves it: its room is as memory happened to be.
        path.write_bytes(b"zyqquorb" * (len(content) // 8) + content[: len(content) % 8])
    with closing(ChromaIndex(tmp_path)) as index:
        assert index.search(unit(3), 5) == found
        assert not any(any(path.read_bytes()) for path in files)


def test_vectors_of_the_graph_stay(tmp_path: Path) -> None:
    with closing(ChromaIndex(tmp_path)) as index:
        put(index, "a", range(1200))
        found = index.search(unit(3), 50)
    (vectors,) = tmp_path.rglob(_VECTORS)
    before = vectors.read_bytes()
    assert any(before)
    take_out(tmp_path / "chroma")
    assert vectors.read_bytes() == before
    with closing(ChromaIndex(tmp_path)) as index:
        assert index.search(unit(3), 50) == found

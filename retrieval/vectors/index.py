"""Dense vectors in Chroma, through LlamaIndex: the one user of either for storing.

Locally Chroma keeps its files under ``data/chroma``, for one process at a time:
:mod:`retrieval.vectors.turns` gives them turns. With a URL, one Chroma server
serves all processes.
"""

from __future__ import annotations

import errno
import itertools
import logging
import math
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import numpy as np
import numpy.typing as npt

from corpus.model import Access, EmbeddedPassage, Paper, Passage, index_key, typed
from retrieval.model import IndexUnavailableError
from retrieval.vectors.turns import Turns

if TYPE_CHECKING:
    from llama_index.core.schema import BaseNode
    from llama_index.vector_stores.chroma import ChromaVectorStore

_COLLECTION = "passages"
# Vectors added or forgotten at a time (0.2 s), and ids listed.
_STEP = 200
_LISTED = 20_000
# A filter on more keys than this is slow (50 ms at 20,000 vectors, against 8 ms
# without), and most of what is nearest passes it: then twice as many are asked for first.
_NARROW = 8
# Chroma says nothing of a full disk; with less room than this, in bytes, it is one.
_LEAST_ROOM = 4_000_000
# For one answer of a Chroma server; a search takes some milliseconds, a step of an add 0.2 s.
_SECONDS = 30.0
_LOG = logging.getLogger(__name__)
# Counts the times that a local store was opened in this process.
_OPENED = itertools.count()


class ChromaIndex:
    """One dense vector a passage, kept in Chroma; safe to share between threads."""

    def __init__(self, data: Path, url: str = "", *, alone: bool = False) -> None:
        """Name the place; nothing is opened before the first use.

        ``data`` is the data folder, ``url`` the address of a Chroma server
        ("http://host:8000"), empty for the local store. ``alone``: whoever
        started this process keeps all others away from it.
        """
        self._is_alone = alone or bool(url)
        self._folder = data / "chroma"
        self._url = url
        self._turn = threading.RLock()
        self._turns = Turns(self._folder)
        self._client: Any = None
        self._store: ChromaVectorStore | None = None

    def add(
        self, paper: Paper, passages: Sequence[Passage], embedded: Sequence[EmbeddedPassage]
    ) -> None:
        """Keep the dense vectors of ``passages``; ids already kept stay as they are.

        Raises:
            IndexUnavailableError: Chroma does not answer or cannot write.
        """
        for start in range(0, len(passages), _STEP):
            # Searches take their turn between two steps.
            with self._opened() as store:
                end = start + _STEP
                store.add(_nodes(paper, passages[start:end], embedded[start:end]))
            self._turns.let_others()

    def remove(self, paper_id: str) -> None:
        """Forget the vectors of a paper; nothing happens if there are none.

        Raises:
            IndexUnavailableError: Chroma does not answer or cannot write.
        """
        ids = sorted(self.ids(paper_id))
        for start in range(0, len(ids), _STEP):
            with self._opened() as store:
                store.delete_nodes(ids[start : start + _STEP])
            self._turns.let_others()

    def ids(self, paper_id: str | None = None) -> set[str]:
        """Return the ids of the passages of one paper, or of all.

        Raises:
            IndexUnavailableError: Chroma does not answer.
        """
        keys = [index_key(paper_id, access) for access in Access] if paper_id else []
        where = {"paper": {"$in": keys}} if keys else None
        found: set[str] = set()
        with self._opened() as store:
            while True:
                page = store.client.get(where=where, include=[], limit=_LISTED, offset=len(found))
                found.update(page["ids"])
                if len(page["ids"]) < _LISTED:
                    return found

    def width(self) -> int:
        """Return how many numbers a vector has; 0 while there is none.

        Raises:
            IndexUnavailableError: Chroma does not answer.
        """
        with self._opened() as store:
            first = store.client.get(limit=1, include=["embeddings"])["embeddings"]
            return len(first[0]) if first is not None and len(first) else 0

    def search(
        self,
        vector: npt.NDArray[np.float32],
        limit: int,
        keys: Sequence[str] | None = None,
    ) -> list[tuple[str, float]]:
        """Return up to ``limit`` (passage id, cosine similarity), best first.

        ``vector`` is a float32 unit vector of shape (width,). ``keys`` narrows
        to the passages under these (:func:`corpus.model.vectors.index_key`); None
        is no limit.

        Raises:
            IndexUnavailableError: Chroma does not answer.
        """
        if limit < 1 or (keys is not None and not keys):
            return []
        try:
            return self._search(vector, limit, keys)
        except IndexUnavailableError:
            # Another process may have begun the vectors anew, or the server was started again.
            return self._search(vector, limit, keys)

    def _search(
        self, vector: npt.NDArray[np.float32], limit: int, keys: Sequence[str] | None
    ) -> list[tuple[str, float]]:
        with self._opened() as store:
            total = store.client.count()
            if keys is None:
                return [hit[:2] for hit in _query(store, vector, min(limit, total))]
            wanted = set(keys)
            if len(wanted) > _NARROW:
                found = _query(store, vector, min(limit * 2, total))
                kept = [hit[:2] for hit in found if hit[2] in wanted][:limit]
                if len(kept) == limit or len(found) == total:
                    return kept
            where = {"paper": {"$in": sorted(wanted)}}
            return [hit[:2] for hit in _query(store, vector, min(limit, total), where)]

    def reopen(self) -> None:
        """See what other processes have written since."""
        with self._turn:
            self._close()

    def clear(self) -> None:
        """Forget every vector; a damaged local store is thrown away and begun anew.

        Raises:
            IndexUnavailableError: Chroma does not answer, or its folder cannot be removed.
        """
        with self._turn:
            if self._url:
                with self._opened():
                    self._client.delete_collection(_COLLECTION)
                self._close()
                return
            self._close()
            if not self._folder.exists():
                return
            try:
                with self._turns.alone():
                    shutil.rmtree(self._folder)
            except OSError as error:
                raise self._unavailable(error) from error

    def close(self) -> None:
        """Let go of Chroma; the next use opens it again."""
        with self._turn:
            self._close()

    @contextmanager
    def _opened(self) -> Iterator[ChromaVectorStore]:
        """Give the store; whatever Chroma raises leaves as ``IndexUnavailableError``."""
        with self._turn:
            try:
                with self._alone():
                    if self._store is None:
                        self._store = self._open()
                    yield self._store
            except IndexUnavailableError:
                raise
            except (KeyboardInterrupt, SystemExit, GeneratorExit):
                raise
            except BaseException as error:
                # Chroma's Rust core panics with a BaseException of its own.
                self._close()
                raise self._unavailable(error) from error

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other processes away from a local store, and see what they have written."""
        if self._is_alone:
            yield
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._turns.alone() as changed:
            if changed:
                self._close()
            if self._store is None and not self._turns.opens():
                raise OSError("its files are damaged")
            yield

    def _open(self) -> ChromaVectorStore:
        import chromadb
        from chromadb.config import Settings
        from llama_index.vector_stores.chroma import ChromaVectorStore

        settings = Settings(anonymized_telemetry=False)
        if self._url:
            at = urlsplit(self._url)
            secure = at.scheme == "https"
            _knock(self._url)
            self._client = chromadb.HttpClient(
                host=at.hostname or "localhost",
                port=at.port or (443 if secure else 8000),
                ssl=secure,
                settings=settings,
            )
            for api in _clients(self._client):
                api._server._session.timeout = _SECONDS
        else:
            path = f"{self._folder}{_spelling(next(_OPENED))}"
            self._client = chromadb.PersistentClient(path=path, settings=settings)
        collection = self._client.get_or_create_collection(
            _COLLECTION, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )
        return ChromaVectorStore(chroma_collection=collection)

    def _close(self) -> None:
        client, self._client, self._store = self._client, None, None
        if client is None:
            return
        try:
            client.close()
            if self._url:
                # Chroma leaves their connections to the garbage collector.
                for api in _clients(client):
                    api._server._session.close()
        except Exception:
            _LOG.warning("the vector store did not close cleanly", exc_info=True)

    def _unavailable(self, error: BaseException) -> IndexUnavailableError:
        if not self._url and _full(self._folder):
            todo = "the disk is full: make room and run the command again"
        elif isinstance(error, PermissionError) or getattr(error, "errno", 0) == errno.EROFS:
            todo = "check the folder and its permissions"
        elif self._url:
            todo = f"start the Chroma server at {self._url}, or again if it hangs, and try again"
        else:
            again = typed("corpus rebuild")
            todo = f"run {again} to make the vectors again from the catalogue"
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        place = self._url or str(self._folder)
        return IndexUnavailableError(f"the vector store at {place} failed ({reason}); {todo}")


def _clients(client: Any) -> tuple[Any, Any]:
    """Return the two clients of a Chroma server in one; each has connections of its own."""
    return client, client._admin_client


def _knock(url: str) -> None:
    """Ask a Chroma server whether it is there: its client would wait for a hanging one for ever.

    Raises:
        OSError: it does not answer in time.
    """
    with urlopen(f"{url.rstrip('/')}/api/v2/heartbeat", timeout=_SECONDS) as answer:
        answer.read(1000)


def _full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder.parent).free < _LEAST_ROOM
    except OSError:
        return False


def _spelling(number: int) -> str:
    """Return an ending that makes a path a different text and leaves it the same place.

    Chroma shares one open store between all clients of equal paths in a process,
    also one that failed to open; a store that must be read afresh needs its own.
    """
    return "".join("/." if bit == "1" else "/" for bit in f"{number:b}")


def _nodes(
    paper: Paper, passages: Sequence[Passage], embedded: Sequence[EmbeddedPassage]
) -> list[BaseNode]:
    from llama_index.core.schema import TextNode

    return [
        TextNode(
            id_=passage.id,
            text=passage.text,
            embedding=made.dense.tolist(),
            metadata={"paper": index_key(paper.id, passage.access)},
        )
        for passage, made in zip(passages, embedded, strict=True)
    ]


def _query(
    store: ChromaVectorStore,
    vector: npt.NDArray[np.float32],
    limit: int,
    where: dict[str, Any] | None = None,
) -> list[tuple[str, float, str]]:
    """Return (passage id, cosine, index key), best first."""
    from llama_index.core.vector_stores.types import VectorStoreQuery

    if not limit:
        return []
    query = VectorStoreQuery(query_embedding=vector.tolist(), similarity_top_k=limit)
    found = store.query(query, **({"where": where} if where else {}))
    # LlamaIndex gives exp(-distance), and Chroma's cosine distance is 1 - cosine.
    return [
        (key, 1.0 + math.log(similarity), str(node.metadata["paper"]))
        for key, similarity, node in zip(
            found.ids or (), found.similarities or (), found.nodes or (), strict=True
        )
    ]

"""Dense vectors in one Chroma collection, searched by cosine.

Locally Chroma keeps its files under ``data/chroma``, for one process at a time:
:mod:`retrieval.vectors.turns` gives them turns. With a URL, one Chroma server
serves all processes.
"""

from __future__ import annotations

import errno
import logging
import shutil
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from corpus.model import Access, EmbeddedPassage, Paper, Passage, index_key, typed, whence
from retrieval.model import IndexUnavailableError
from retrieval.vectors.client import COLLECTION, connected, let_go, opened, the_collection
from retrieval.vectors.turns import Turns

if TYPE_CHECKING:
    from chromadb import Collection
    from chromadb.api import ClientAPI
    from chromadb.api.types import Where
    from chromadb.base_types import InclusionExclusionOperator, LiteralValue

# Vectors added or forgotten at a time (0.2 s), and ids listed.
_STEP = 200
_LISTED = 20_000
# A filter on more keys than this is slow (50 ms at 20,000 vectors, against 8 ms
# without), and most of what is nearest passes it: then the search is tried without.
_NARROW = 8
# Chroma says nothing of a full disk; with less room than this, in bytes, it is one.
_LEAST_ROOM = 4_000_000
_LOG = logging.getLogger(__name__)


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
        self._client: ClientAPI | None = None
        self._collection: Collection | None = None
        # How many vectors are in a local store, as long as nothing is written.
        self._held: int | None = None

    def add(
        self, paper: Paper, passages: Sequence[Passage], embedded: Sequence[EmbeddedPassage]
    ) -> None:
        """Keep the dense vectors of ``passages``; ids already kept stay as they are.

        Raises:
            IndexUnavailableError: Chroma does not answer or cannot write.
        """
        for start in range(0, len(passages), _STEP):
            # Searches take their turn between two steps.
            with self._opened() as collection:
                self._held = None
                end = start + _STEP
                _put(collection, paper, passages[start:end], embedded[start:end])
            self._turns.let_others()

    def remove(self, paper_id: str) -> None:
        """Forget the vectors of a paper; nothing happens if there are none.

        Raises:
            IndexUnavailableError: Chroma does not answer or cannot write.
        """
        ids = sorted(self.ids(paper_id))
        for start in range(0, len(ids), _STEP):
            with self._opened() as collection:
                self._held = None
                collection.delete(ids=ids[start : start + _STEP])
            self._turns.let_others()

    def ids(self, paper_id: str | None = None) -> set[str]:
        """Return the ids of the passages of one paper, or of all.

        Raises:
            IndexUnavailableError: Chroma does not answer.
        """
        keys = [index_key(paper_id, access) for access in Access] if paper_id else []
        where = _under(keys)
        found: set[str] = set()
        with self._opened() as collection:
            while True:
                page = collection.get(where=where, include=[], limit=_LISTED, offset=len(found))
                found.update(page["ids"])
                if len(page["ids"]) < _LISTED:
                    return found

    def count(self) -> int:
        """Return how many vectors there are.

        Raises:
            IndexUnavailableError: Chroma does not answer.
        """
        with self._opened() as collection:
            return self._count(collection)

    def width(self) -> int:
        """Return how many numbers a vector has; 0 while there is none.

        Raises:
            IndexUnavailableError: Chroma does not answer.
        """
        with self._opened() as collection:
            first = collection.get(limit=1, include=["embeddings"])["embeddings"]
            return len(first[0]) if first is not None and len(first) else 0

    def search(
        self,
        vector: npt.NDArray[np.float32],
        limit: int,
        keys: Sequence[str] | None = None,
    ) -> list[tuple[str, float]]:
        """Return up to ``limit`` (passage id, cosine similarity), best first, equals by id.

        ``vector`` is a float32 unit vector of shape (width,). ``keys`` narrows
        to the passages under these (:func:`corpus.model.vectors.index_key`); None
        is no limit.

        Raises:
            IndexUnavailableError: Chroma does not answer.
        """
        return self.search_counted(vector, limit, keys)[0]

    def search_counted(
        self,
        vector: npt.NDArray[np.float32],
        limit: int,
        keys: Sequence[str] | None = None,
    ) -> tuple[list[tuple[str, float]], int]:
        """Return what :meth:`search` gives and what :meth:`count` does, in one turn at the store.

        ``vector`` is a float32 unit vector of shape (width,).

        Raises:
            IndexUnavailableError: Chroma does not answer.
        """
        try:
            return self._search(vector, limit, keys)
        except IndexUnavailableError:
            # Another process may have begun the vectors anew, or the server was started again.
            return self._search(vector, limit, keys)

    def _search(
        self, vector: npt.NDArray[np.float32], limit: int, keys: Sequence[str] | None
    ) -> tuple[list[tuple[str, float]], int]:
        with self._opened() as collection:
            none = limit < 1 or (keys is not None and not keys)
            found = [] if none else _nearest(collection, vector, limit, set(keys or ()))
            return found, self._count(collection)

    def _count(self, collection: Collection) -> int:
        """Return how many vectors there are, which Chroma counts one by one.

        What a server holds others may change without this process knowing.
        """
        if self._held is None or self._url:
            self._held = collection.count()
        return self._held

    def reopen(self) -> None:
        """See what other processes have written since.

        Each turn at a local store tells that by itself: opening it is to read all of its graph.
        """
        if self._is_alone:
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
                    assert self._client is not None
                    self._client.delete_collection(COLLECTION)
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
    def _opened(self) -> Iterator[Collection]:
        """Give the collection; whatever Chroma raises leaves as ``IndexUnavailableError``."""
        with self._turn:
            try:
                with self._alone():
                    if self._collection is None:
                        self._collection = self._open()
                    yield self._collection
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
            if self._collection is None and not self._turns.opens():
                raise OSError("its files are damaged")
            yield

    def _open(self) -> Collection:
        self._client = connected(self._url) if self._url else opened(self._folder)
        return the_collection(self._client)

    def _close(self) -> None:
        client, self._client, self._collection, self._held = self._client, None, None, None
        if client is None:
            return
        try:
            let_go(client)
        except Exception as error:
            _LOG.warning("the vector store did not close cleanly: %s", whence(error))

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


def _full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder.parent).free < _LEAST_ROOM
    except OSError:
        return False


def _under(keys: Iterable[str]) -> Where | None:
    """Return Chroma's filter on index keys; None for no keys."""
    wanted: list[LiteralValue] = [*sorted(keys)]
    among: dict[InclusionExclusionOperator, list[LiteralValue]] = {"$in": wanted}
    return {"paper": among} if wanted else None


def _put(
    collection: Collection,
    paper: Paper,
    passages: Sequence[Passage],
    embedded: Sequence[EmbeddedPassage],
) -> None:
    collection.add(
        ids=[passage.id for passage in passages],
        embeddings=np.stack([made.dense for made in embedded]),
        metadatas=[{"paper": index_key(paper.id, passage.access)} for passage in passages],
    )


def _nearest(
    collection: Collection, vector: npt.NDArray[np.float32], limit: int, wanted: set[str]
) -> list[tuple[str, float]]:
    """Return up to ``limit`` (passage id, cosine) under the keys ``wanted``; none are no limit."""
    # Twice as many: what is equally near is cut off by its id, not by chance.
    most = limit * 2
    if len(wanted) > _NARROW:
        found = _query(collection, vector, most, keyed=True)
        kept = [hit[:2] for hit in found if hit[2] in wanted][:limit]
        if len(kept) == limit or len(found) < most:
            return kept
    return [hit[:2] for hit in _query(collection, vector, most, _under(wanted))[:limit]]


def _query(
    collection: Collection,
    vector: npt.NDArray[np.float32],
    limit: int,
    where: Where | None = None,
    *,
    keyed: bool = False,
) -> list[tuple[str, float, str]]:
    """Return (passage id, cosine, index key), best first, equals by id.

    Index keys are "" where they are not asked for (``keyed``): they take as long as the search.
    """
    found = collection.query(
        query_embeddings=vector[None],
        n_results=limit,
        where=where,
        include=["distances", "metadatas"] if keyed else ["distances"],
    )
    ids, distances, about = found["ids"][0], found["distances"] or [[]], found["metadatas"]
    keys = [str(said["paper"]) for said in about[0]] if about else [""] * len(ids)
    # Chroma's cosine distance is 1 - cosine.
    hits = [
        (one, 1.0 - distance, key)
        for one, distance, key in zip(ids, distances[0], keys, strict=True)
    ]
    return sorted(hits, key=lambda hit: (-hit[1], hit[0]))

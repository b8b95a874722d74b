"""What ingest asks of an embedder and of a vector index; `retrieval` provides both.

The corpus package knows no model and no vector store: it is handed these, so
imports go one way.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from corpus.model.papers import Access, Paper
from corpus.model.passages import Passage

if TYPE_CHECKING:  # commands that only list or show need no arrays
    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True)
class TokenVectors:
    """The contextual token vectors of one passage, for late interaction.

    ``ids`` is int32 of shape (tokens,); ``vectors`` int8 of shape (tokens,
    width), each row times its entry in ``scales`` (float32) being a unit vector.
    """

    ids: npt.NDArray[np.int32]
    vectors: npt.NDArray[np.int8]
    scales: npt.NDArray[np.float32]


@dataclass(frozen=True)
class EmbeddedPassage:
    """One passage embedded: ``dense`` is a float32 unit vector of shape (width,)."""

    dense: npt.NDArray[np.float32]
    tokens: TokenVectors


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive passages under one context line, which a model reads in one pass.

    ``texts`` are the passages' words without the context. ``ids`` are all token ids of the
    pass: up to ``bounds[0]`` a marker and the context's, and from ``bounds[k]`` to
    ``bounds[k + 1]``, half-open, those of passage k, from 0, with a marker behind them.
    """

    context: str
    texts: tuple[str, ...]
    ids: tuple[int, ...] = ()
    bounds: tuple[int, ...] = ()

    def digest(self, embedder: str) -> bytes:
        """Return 16 bytes for all that its vectors depend on: equal ones share them."""
        said = json.dumps([embedder, self.context, *self.texts])
        return hashlib.sha256(said.encode()).digest()[:16]


@dataclass(frozen=True)
class EmbeddedWindow:
    """The passages of one window: ``dense`` are float32 unit vectors of shape (passages, width).

    ``tokens`` are those of the context, once, and of all passages, without markers. The first
    ``ends[0]`` are the context's, and those of passage k go from ``ends[k]`` to ``ends[k + 1]``;
    int32 of shape (passages + 1,).
    """

    dense: npt.NDArray[np.float32]
    tokens: TokenVectors
    ends: npt.NDArray[np.int32]


class Embedder(Protocol):
    """Turns text into vectors; ``name`` identifies model and settings."""

    @property
    def name(self) -> str: ...

    def warm(self) -> None:
        """Load what embedding needs; called while the first paper is being read."""

    def windows(self, context: str, texts: Sequence[str]) -> list[Window]:
        """Cut consecutive passages under one context line into windows, in order.

        Where the cuts are depends on ``context`` and ``texts`` alone.
        """
        ...

    def embed_windows(self, windows: Sequence[Window]) -> list[EmbeddedWindow]:
        """Return one for each window, in order; none depends on another."""
        ...


class VectorIndex(Protocol):
    """Keeps one dense vector a passage, under the :func:`index_key` of its paper and access."""

    def add(
        self, paper: Paper, passages: Sequence[Passage], embedded: Sequence[EmbeddedPassage]
    ) -> None:
        """Keep the dense vectors of ``passages``, one each in the same order; known ids stay."""

    def remove(self, paper_id: str) -> None:
        """Forget the vectors of a paper, whatever their access."""

    def ids(self, paper_id: str | None = None) -> set[str]:
        """Return the ids of the passages of one paper, or of all."""
        ...

    def reopen(self) -> None:
        """See what other processes have written since."""

    def clear(self) -> None:
        """Forget every vector, also where what is kept is damaged."""


def index_key(paper_id: str, access: Access) -> str:
    """Return what an index keeps the vectors of a paper's passages of one access under.

    The public's searches name no key of exempt passages, so that these are not
    even among the nearest that an index proposes.
    """
    return paper_id if access is Access.PUBLIC else f"{paper_id} exempt"

"""What ingest asks of an embedder and of a vector index; `retrieval` provides both.

The corpus package knows no model and no vector store: it is handed these, so
imports go one way.
"""

from __future__ import annotations

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


class Embedder(Protocol):
    """Turns text into vectors; ``name`` identifies model and settings."""

    @property
    def name(self) -> str: ...

    def warm(self) -> None:
        """Load what embedding needs; called while the first paper is being read."""

    def embed(self, texts: Sequence[str]) -> list[EmbeddedPassage]:
        """Return one passage a text, in order."""
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

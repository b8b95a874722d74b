"""What a run works with, and what its reading side tells the side that embeds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpus.catalogue import Catalogue
from corpus.ingest.keeping import KeptFiles
from corpus.model import Embedder, Outcome, VectorIndex, Watcher
from corpus.sandbox import PaperReader


@dataclass(frozen=True)
class Tools:
    """What a run works with."""

    catalogue: Catalogue
    kept: KeptFiles
    embedder: Embedder
    index: VectorIndex
    watcher: Watcher
    reader: Callable[[], PaperReader]


@dataclass(frozen=True, slots=True)
class Begun:
    """A file is being read."""

    name: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A paper was read and waits for vectors; ``size`` is in bytes.

    ``seq`` is its number in the catalogue.
    """

    seq: int
    size: int
    passages: int
    pages: int


@dataclass(frozen=True, slots=True)
class Ended:
    """A file of ``size`` bytes needs nothing more.

    No outcome where that of the paper it is stands elsewhere.
    """

    outcome: Outcome | None
    size: int


Step = Begun | Stored | Ended | BaseException | None

"""Searches a local vector store and may die of it: ``python -m retrieval.vectors.trial DATA``."""

from __future__ import annotations

import corpus.offline  # isort: skip  # noqa: F401  (first: before anything loads a hub client)

import sys
from pathlib import Path

import numpy as np

from corpus.sandbox import leave_no_core
from retrieval.model import IndexUnavailableError
from retrieval.vectors.index import ChromaIndex

_SEARCHES = 30
_NEAREST = 100


def main(data: Path) -> int:
    """Search in many directions, so that most of the graph is walked; 1 if Chroma refuses."""
    leave_no_core()
    index = ChromaIndex(data, alone=True)
    chance = np.random.default_rng(0)
    try:
        width = index.width()
        for _ in range(_SEARCHES if width else 0):
            vector = chance.normal(size=width).astype(np.float32)
            index.search(vector / np.linalg.norm(vector), _NEAREST)
    except IndexUnavailableError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

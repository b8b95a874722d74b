"""The passages whose vectors are nearest, and what is said where vectors are not there."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from corpus.catalogue import Catalogue
from corpus.model import Scope, typed
from prompts import worded
from retrieval.model import IndexUnavailableError
from retrieval.vectors import ChromaIndex


class Nearest:
    """Asks the vectors of one catalogue; safe to share between threads."""

    def __init__(self, catalogue: Catalogue, index: ChromaIndex) -> None:
        self._catalogue = catalogue
        self._index = index

    def to(
        self, vector: npt.NDArray[np.float32], limit: int, scope: Scope
    ) -> tuple[list[tuple[str, float]], str]:
        """Return up to ``limit`` (passage id, cosine) in ``scope``, best first, and what is wrong.

        That is a sentence where the vectors cannot be searched or where some are not there,
        "" where all are well. ``vector`` is a float32 unit vector of shape (width,).

        Raises:
            CatalogueError: the catalogue cannot be read.
        """
        keys = self._catalogue.index_keys(scope)
        before = self._catalogue.passage_count
        try:
            found, kept = self._index.search_counted(vector, limit, keys)
        except IndexUnavailableError as error:
            return [], worded("Searched by words alone, which finds less: {why}.", why=str(error))
        # Asked on both sides: vectors come before their paper can be seen, and go after it.
        if kept >= min(before, self._catalogue.passage_count):
            return found, ""
        # Without numbers: these would tell of exempt papers.
        again = typed("corpus rebuild")
        return found, worded(
            "Searched by words alone, which finds less: vectors of papers are missing; {command} "
            "makes them again.",
            command=again,
        )

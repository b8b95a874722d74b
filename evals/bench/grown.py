"""Data folders of any size, for measuring how work grows with them.

The papers are the sample's own and variations of them (:mod:`evals.bench.varied`), written
through the states of ingest but for reading: tables, word indexes, frequencies and the vector
store hold what they would hold. No PDF is kept of variations, so their pages cannot be drawn.

Vectors of variations are stand-ins, because the model needs ten minutes and more for 100,000
passages: each token has a vector that it had somewhere in those papers, one that they lack that
of another token, and a dense vector is the mean of its tokens', as the model's is. So they are
as many and as large as real ones, but what is found for a question is no measure of quality.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import chain, pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.catalogue import Catalogue
from corpus.ingest import embed_paper
from corpus.model import Access, EmbeddedWindow, Scope, TokenVectors, Window
from evals.bench.varied import Read, variations
from evals.run import index_papers
from retrieval.embedding import SentenceEmbedder
from retrieval.model import Settings
from retrieval.vectors import ChromaIndex

_EVERYTHING = Scope(clearance=Access.EXEMPT)
_TELL_EACH = 100


def grow(
    data: Path,
    papers: Path,
    passages: int,
    embedder: SentenceEmbedder,
    told: Callable[[str], None] = lambda _: None,
) -> None:
    """Make the data folder ``data`` of ``passages`` passages, or up to a paper's more.

    It holds the papers under ``papers`` as they are, and variations of them. What is there
    already stays, so one that was cut short is grown on. ``told`` hears how far it is.

    Raises:
        SampleError: a paper under ``papers`` does not go in.
        CatalogueError: the folder cannot be written.
    """
    index_papers(papers, Settings().model_copy(update={"data": data}), embedder, ocr=False)
    with Catalogue.open(data) as catalogue, closing(ChromaIndex(data)) as index:
        if catalogue.passage_count >= passages:
            return
        seeds = _seeds(catalogue, papers)
        stand_ins = _StandIns(catalogue, seeds, embedder)
        there = catalogue.work.ids_kept()
        lacking = passages - sum(len(one.passages) for one in seeds)
        for at, one in enumerate(variations(seeds, lacking), 1):
            if one.reading.paper.id not in there:
                _put_in(catalogue, index, one, stand_ins)
            if not at % _TELL_EACH:
                told(f"{data}: {catalogue.passage_count:,} of {passages:,} passages")


def _seeds(catalogue: Catalogue, papers: Path) -> list[Read]:
    """Return what was read of the papers that are kept as they are."""
    names = {path.name for path in (papers.rglob("*.pdf") if papers.is_dir() else (papers,))}
    own = [paper for paper in catalogue.papers(_EVERYTHING) if paper.file_name in names]
    return [
        Read(
            catalogue.reading(paper.id, Access.EXEMPT),
            catalogue.passages_of(paper.id, Access.EXEMPT),
        )
        for paper in sorted(own, key=lambda paper: paper.file_name)
    ]


def _put_in(catalogue: Catalogue, index: ChromaIndex, one: Read, stand_ins: _StandIns) -> None:
    """Take a paper through the states of ingest, as a run does."""
    paper, work = one.reading.paper, catalogue.work
    seq = work.begin(paper.id, paper.file_name, paper.access, None)
    work.store_reading(seq, one.reading, one.passages)
    embed_paper(work, stand_ins, seq)
    index.add(*work.vectors_of(seq))
    work.complete(seq)


class _StandIns:
    """Vectors put together of those that tokens had in the papers kept as they are."""

    def __init__(
        self, catalogue: Catalogue, seeds: Sequence[Read], embedder: SentenceEmbedder
    ) -> None:
        self.name = embedder.name
        self._embedder = embedder
        self._chance = np.random.default_rng(0)
        ids = [passage.id for one in seeds for passage in one.passages]
        real = [made.tokens for made in catalogue.embedded(ids, Access.EXEMPT).values()]
        tokens = np.concatenate([one.ids for one in real])
        order = np.argsort(tokens, kind="stable")
        self._vectors = np.concatenate([one.vectors for one in real])[order]
        self._scales = np.concatenate([one.scales for one in real])[order]
        # Where the vectors of each token begin.
        self._begins = np.searchsorted(tokens[order], np.arange(tokens.max() + 2))

    def warm(self) -> None:
        """There is nothing to load."""

    def windows(self, context: str, texts: Sequence[str]) -> list[Window]:
        """Cut as the model does."""
        return self._embedder.windows(context, texts)

    def embed_windows(self, windows: Sequence[Window]) -> list[EmbeddedWindow]:
        """Return stand-ins for each window, in order."""
        return [self._one(window) for window in windows]

    def _one(self, window: Window) -> EmbeddedWindow:
        # Without the marker before the context and those behind each passage.
        parts = [window.ids[1 : window.bounds[0]]]
        parts += [window.ids[start : end - 1] for start, end in pairwise(window.bounds)]
        ids = np.fromiter(chain(*parts), dtype=np.int32)
        ends = np.cumsum([len(part) for part in parts], dtype=np.int32)
        tokens = self._vectors_of(ids)
        full = tokens.vectors * tokens.scales[:, None]
        shared = full[: ends[0]].sum(axis=0)
        dense = np.stack([shared + full[start:end].sum(axis=0) for start, end in pairwise(ends)])
        lengths = np.maximum(np.linalg.norm(dense, axis=1, keepdims=True), 1e-9)
        return EmbeddedWindow((dense / lengths).astype(np.float32), tokens, ends)

    def _vectors_of(self, ids: npt.NDArray[np.int32]) -> TokenVectors:
        known = np.minimum(ids, len(self._begins) - 2)
        first, last = self._begins[known], self._begins[known + 1]
        at = first + (self._chance.random(len(known)) * (last - first)).astype(int)
        # A token without any takes that of another, the same each time.
        at = np.where(last > first, at, known * 7919 % len(self._vectors))
        return TokenVectors(ids, self._vectors[at], self._scales[at])

"""Fills a data folder with papers, for measurements that bring their own corpus."""

from __future__ import annotations

from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.embedding import Embedder
from corpus.ingest import Ingest
from evals.errors import SampleError
from retrieval.embedder import SentenceEmbedder
from retrieval.index import ChromaIndex
from retrieval.settings import Settings


def index_papers(path: Path, settings: Settings, embedder: Embedder | None = None) -> int:
    """Ingest every paper under ``path`` into the data folder of ``settings``.

    ``embedder`` defaults to a fresh one, loaded at first use. Returns the number of
    pages that went in.

    Raises:
        SampleError: nothing went in.
    """
    with Catalogue.open(settings.data) as catalogue:
        index = ChromaIndex(settings.data, settings.chroma_url)
        Ingest(catalogue, embedder or SentenceEmbedder(settings), index).add(path)
        pages = sum(paper.page_count for paper in catalogue.papers())
    if not pages:
        raise SampleError(f"{path}: no paper could be read")
    return pages

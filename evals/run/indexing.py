"""Fills a data folder with papers, for measurements that bring their own corpus."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.ingest import Ingest
from corpus.model import Access, Embedder, Result, Scope
from evals.model import SampleError
from retrieval.embedding import SentenceEmbedder
from retrieval.model import Settings
from retrieval.vectors import ChromaIndex

EVERYTHING = Scope(clearance=Access.EXEMPT)


def index_papers(
    path: Path, settings: Settings, embedder: Embedder | None = None, *, ocr: bool = True
) -> int:
    """Ingest every paper under ``path`` into the data folder of ``settings``, scans if ``ocr``.

    ``embedder`` defaults to a fresh one, loaded at first use. Returns the number of
    pages that went in.

    Raises:
        SampleError: a paper was skipped, or there was none.
        CatalogueError: the data folder cannot be written.
    """
    with (
        Catalogue.open(settings.data) as catalogue,
        closing(ChromaIndex(settings.data, settings.chroma_url)) as index,
    ):
        ingest = Ingest(catalogue, embedder or SentenceEmbedder(settings), index)
        outcomes = ingest.add([path], ocr=ocr)
        pages = sum(paper.page_count for paper in catalogue.papers(EVERYTHING))
    skipped = [f"{one.name}: {one.reason}" for one in outcomes if one.result is Result.SKIPPED]
    # A figure over fewer papers than were given would look like any other.
    if skipped or not pages:
        raise SampleError(f"{path}: not every paper went in: {'; '.join(skipped) or 'no paper'}")
    return pages

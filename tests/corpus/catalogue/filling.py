"""Readings of a few words, and the way that they take into a catalogue."""

from __future__ import annotations

from datetime import date

from corpus.catalogue.catalogue import Catalogue
from corpus.ingest.embedding import embed_paper
from corpus.model import (
    Access,
    LabelSource,
    Page,
    Paper,
    PaperKind,
    Passage,
    PassageKind,
    Reading,
    Span,
    TextSource,
)
from corpus.passages.cut import passage_id
from tests.corpus.stand_ins import HashEmbedder


def passage_on(page: Page, item: str | None = None, context: str = "Context line") -> Passage:
    span = Span(page.number, 0, len(page.text))
    return Passage(
        passage_id(page.paper_id, [span]), page.paper_id, (page.number,), (span,), item,
        ("Heading",), page.text, context, PassageKind.PROSE, access=page.access,
    )  # fmt: skip


def reading_of(
    letter: str,
    *texts: str,
    committee: str | None = None,
    day: date | None = None,
    access: Access = Access.PUBLIC,
) -> Reading:
    paper_id = letter * 64
    paper = Paper(
        paper_id, f"{letter}.pdf", letter, PaperKind.MINUTES, committee, day, access, None,
        len(texts),
    )  # fmt: skip
    pages = tuple(
        Page(
            paper_id, number, f"p{number}", LabelSource.STAMP, 595, 842, 0, text,
            TextSource.TEXT_LAYER,
        )
        for number, text in enumerate(texts, start=1)
    )  # fmt: skip
    return Reading(paper, pages)


def put(catalogue: Catalogue, reading: Reading, item: str | None = None) -> int:
    """Take a reading through all states."""
    work, paper = catalogue.work, reading.paper
    seq = work.begin(paper.id, paper.file_name, paper.access, None)
    work.store_reading(seq, reading, [passage_on(page, item) for page in reading.pages])
    embed_paper(work, HashEmbedder(), seq)
    work.complete(seq)
    return seq

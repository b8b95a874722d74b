"""One-page papers with the head that a test gives them, and what is read of it."""

from __future__ import annotations

from corpus.model.particulars import Particulars
from corpus.reading.reader import read_paper
from tests.corpus.packs import Sheet, pdf


def read(sheet: Sheet, name: str = "paper.pdf", meta: Particulars | None = None) -> Particulars:
    paper = read_paper(pdf([sheet.prose(5, top=400)]), file_name=name, meta=meta).paper
    return Particulars(
        paper.kind, paper.committee, paper.meeting_date, paper.title, paper.access, paper.source_url
    )


def lines(*words: str) -> Sheet:
    sheet = Sheet()
    for at, line in enumerate(words):
        sheet.put(72, 60 + 24 * at, line, bold=at == 0, size=14 if at == 0 else 11)
    return sheet


def close(*words: str) -> Sheet:
    """Return a sheet with lines of one print, one directly below the other."""
    sheet = Sheet()
    for at, line in enumerate(words):
        sheet.put(72, 60 + 14 * at, line, size=12)
    return sheet

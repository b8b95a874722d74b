"""One page of a paper as a PDF of its own, for printing or sending on."""

from __future__ import annotations

from pathlib import Path

from corpus.pdfium import open_pdf


def page_pdf(path: Path, number: int) -> bytes:
    """Return physical page ``number`` of the PDF at ``path`` as a PDF.

    Raises:
        UnreadablePaperError: the file or the page cannot be read.
    """
    with open_pdf(path) as paper:
        return paper.single(number)

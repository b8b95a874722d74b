"""Whether a quote stands on the page it cites, checked against the stored PDF itself.

Page texts are read afresh with pdfium, never taken from the catalogue, so that a
fault of reading, storing or cutting cannot vouch for itself. The one exception is
a page read by OCR: its PDF holds no words, so the stored recognition is the record.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from corpus.model import Access, Page, TextSource
from corpus.page import with_popups
from corpus.pdf import open_pdf
from retrieval.model import Citation


class Papers(Protocol):
    """What checking needs of the catalogue: a part of :class:`corpus.catalogue.Catalogue`."""

    def page_file(self, paper_id: str, number: int, clearance: Access) -> Path: ...

    def page(self, paper_id: str, number: int, clearance: Access) -> Page: ...


def folded(text: str) -> str:
    """Fold every run of white space to one space, and drop it at both ends."""
    return " ".join(text.split())


class QuoteChecker:
    """Checks citations; reads each cited page once, without opening anything before."""

    def __init__(self, papers: Papers, clearance: Access = Access.PUBLIC) -> None:
        self._papers = papers
        self._clearance = clearance
        self._texts: dict[tuple[str, int], str] = {}

    def stands(self, citation: Citation) -> bool:
        """Tell whether the quote stands verbatim, white space folded, on the cited page.

        Raises:
            corpus.model.errors.CorpusError: the paper is not in the catalogue or cannot be read.
        """
        quote = folded(citation.quote)
        return bool(quote) and quote in self._text(citation)

    def _text(self, citation: Citation) -> str:
        key = (citation.paper_id, citation.page)
        if key not in self._texts:
            self._texts[key] = folded(self._read(*key, citation.source))
        return self._texts[key]

    def _read(self, paper_id: str, number: int, source: TextSource) -> str:
        if source.by_ocr:
            return self._papers.page(paper_id, number, self._clearance).text
        with open_pdf(self._papers.page_file(paper_id, number, self._clearance)) as pdf:
            return with_popups(pdf.layout(number)).text

"""From a passage and spans to a statement that quotes them; resolutions are quoted whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.catalogue import Catalogue
from corpus.types import Access, Page, Paper, Passage, PassageKind, Scope, Span
from retrieval.citations import cite
from retrieval.types import Statement


class Quoter:
    """Quotes papers of one catalogue to a reader with one clearance."""

    def __init__(
        self, catalogue: Catalogue, papers: Mapping[str, Paper], clearance: Access
    ) -> None:
        self._catalogue = catalogue
        self._papers = papers
        self._clearance = clearance

    def whole(self, passage: Passage) -> tuple[Span, ...]:
        """Return the spans of the passage, or of the whole resolution that it is a part of."""
        if passage.kind is not PassageKind.RESOLUTION:
            return passage.spans
        scope = Scope(papers=(passage.paper_id,), clearance=self._clearance)
        own = set(passage.spans)
        for resolution in self._catalogue.resolutions(scope):
            if any(_overlap(one, other) for one in own for other in resolution.spans):
                return resolution.spans
        return passage.spans

    def statement(
        self, passage: Passage, spans: Sequence[Span], official: bool
    ) -> Statement | None:
        """Return what quotes ``spans``; None where nothing but white space stands there."""
        paper = self._papers[passage.paper_id]
        pages = {
            number: self._catalogue.page(paper.id, number, self._clearance)
            for number in {span.page for span in spans}
        }
        items = self._catalogue.items(paper.id, self._clearance)
        item = next((item for item in items if item.number == passage.item), None)
        citations = cite(spans, paper, pages, item)
        if not citations:
            return None
        text = _labelled(passage, spans, pages) or " ".join(c.quote for c in citations)
        return Statement(text, citations, official)


def _overlap(one: Span, other: Span) -> bool:
    return one.page == other.page and one.start < other.end and other.start < one.end


def _labelled(passage: Passage, spans: Sequence[Span], pages: Mapping[int, Page]) -> str:
    """Return what a quoted row says with its column headers; "" for prose."""
    if not passage.cells or tuple(spans) != passage.spans:
        return ""
    said = (
        (cell.header, " ".join(" ".join(_slice(span, pages) for span in cell.spans).split()))
        for cell in passage.cells
    )
    return " · ".join(f"{header}: {text}" if header else text for header, text in said if text)


def _slice(span: Span, pages: Mapping[int, Page]) -> str:
    return pages[span.page].text[span.start : span.end] if span.page in pages else ""

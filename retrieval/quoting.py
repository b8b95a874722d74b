"""From a passage and spans to a statement that quotes them; resolutions are quoted whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.catalogue import Catalogue
from corpus.types import Access, AgendaItem, Cell, Page, Paper, Passage, PassageKind, Scope, Span
from retrieval.citations import cite
from retrieval.types import Citation, Statement


class Quoter:
    """Quotes papers of one catalogue to a reader with one clearance."""

    def __init__(
        self, catalogue: Catalogue, papers: Mapping[str, Paper], clearance: Access
    ) -> None:
        self._catalogue = catalogue
        self._papers = papers
        self._clearance = clearance
        self._items: dict[str, tuple[AgendaItem, ...]] = {}

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
        self,
        passage: Passage,
        spans: Sequence[Span],
        official: bool = False,
        cells: Sequence[Cell] = (),
    ) -> Statement | None:
        """Return what quotes ``spans``; None where nothing but white space stands there.

        ``cells`` are those of a row, which is said with its column headers; left
        out, a passage that is quoted whole gives its own.
        """
        citations = self.citations(passage, spans)
        if not citations:
            return None
        said = cells or (passage.cells if tuple(spans) == passage.spans else ())
        text = _labelled(said, self._pages(passage.paper_id, spans))
        return Statement(text or " ".join(c.quote for c in citations), citations, official)

    def citations(self, passage: Passage, spans: Sequence[Span]) -> tuple[Citation, ...]:
        """Return where ``spans`` of a passage's paper stand, one citation an unbroken run."""
        paper = self._papers[passage.paper_id]
        if paper.id not in self._items:
            self._items[paper.id] = self._catalogue.items(paper.id, self._clearance)
        item = next((i for i in self._items[paper.id] if i.number == passage.item), None)
        return cite(spans, paper, self._pages(paper.id, spans), item)

    def _pages(self, paper_id: str, spans: Sequence[Span]) -> dict[int, Page]:
        return {
            number: self._catalogue.page(paper_id, number, self._clearance)
            for number in {span.page for span in spans}
        }


def _overlap(one: Span, other: Span) -> bool:
    return one.page == other.page and one.start < other.end and other.start < one.end


def _labelled(cells: Sequence[Cell], pages: Mapping[int, Page]) -> str:
    """Return what quoted cells say with their column headers; "" without cells."""
    said = (
        (cell.header, " ".join(" ".join(_slice(span, pages) for span in cell.spans).split()))
        for cell in cells
    )
    return " · ".join(f"{header}: {text}" if header else text for header, text in said if text)


def _slice(span: Span, pages: Mapping[int, Page]) -> str:
    return pages[span.page].text[span.start : span.end] if span.page in pages else ""

"""From a passage and spans to a statement that quotes them; official wording is quoted whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from corpus.catalogue import Catalogue
from corpus.minutes import counts_in
from corpus.model import (
    AgendaItem,
    Cell,
    OutcomeClass,
    Page,
    Passage,
    PassageKind,
    Resolution,
    Scope,
    Span,
    cited_for,
)
from retrieval.answer.citations import cite, said_by
from retrieval.answer.to_its_end import rest_of, verdict_on
from retrieval.model import Citation, Statement
from retrieval.ranking import is_verdict, tells_end, units_of
from retrieval.search import Found

_TELLING = (OutcomeClass.CARRIED, OutcomeClass.LOST)


class Quoter:
    """Quotes papers of one catalogue to whoever asked for what a search found.

    Whatever is asked raises ``UnknownPaperError`` where a page has gone since, or was closed
    to them, and ``CatalogueError`` where the catalogue cannot be read.
    """

    def __init__(self, catalogue: Catalogue, found: Found) -> None:
        self._catalogue = catalogue
        self._found = found
        self._clearance = found.scope.clearance
        self._constants = found.constants.quoting
        self._items: dict[str, tuple[AgendaItem, ...]] = {}
        self._read: dict[tuple[str, int], Page] = {}
        self._resolved: dict[str, tuple[Resolution, ...]] = {}

    def resolution(self, passage: Passage) -> Resolution | None:
        """Return the resolution that the passage is a part of; None for other passages."""
        if passage.kind is not PassageKind.RESOLUTION:
            return None
        return next(
            (
                said
                for said in self._of_paper(passage.paper_id)
                if any(one.overlaps(other) for one in passage.spans for other in said.spans)
            ),
            None,
        )

    def _of_paper(self, paper_id: str) -> tuple[Resolution, ...]:
        if paper_id not in self._resolved:
            scope = Scope(papers=(paper_id,), clearance=self._clearance)
            self._resolved[paper_id] = self._catalogue.resolutions(scope)
        return self._resolved[paper_id]

    def whole(self, passage: Passage) -> tuple[Span, ...]:
        """Return the spans of the passage, or of the whole resolution that it is a part of."""
        said = self.resolution(passage)
        return said.spans if said else passage.spans

    def resolved(self, said: Resolution) -> Statement | None:
        """Return what quotes a resolution whole, with what became of it on a line of its own.

        None where nothing of it can be quoted.
        """
        citations = self._recorded(said, said.spans)
        if not citations:
            return None
        text = self._said(said.paper_id, citations)
        quoted = Statement(text, citations, official=True, corrected=said.corrected)
        return self.with_outcome(quoted, said)

    def with_motion(self, passage: Passage, spans: Sequence[Span]) -> tuple[Span, ...]:
        """Return ``spans`` of a passage after the motion whose outcome they begin with, if any."""
        first = spans[0]
        motion = next(
            (
                said.spans
                for said in self._of_paper(passage.paper_id)
                if any(first.overlaps(one) for one in said.outcome_spans)
                and (said.spans[-1].page, said.spans[-1].end) <= (first.page, first.start)
            ),
            (),
        )
        return (*motion, *spans)

    def to_its_end(self, said: Resolution) -> Statement | None:
        """Return what quotes a resolution whole, and how its matter ended where that stands apart.

        None where nothing of it can be quoted.
        """
        quoted = self.resolved(said)
        if quoted is None or _ended(said) or self._verdict(said):
            return quoted
        paper = self._catalogue.passages_of(said.paper_id, self._clearance)
        own = next((one for one in paper if self.resolution(one) == said), None)
        if own is None:
            return quoted
        more, _ = rest_of(units_of(own), own, paper, self._constants, outcome=True)
        whole = self.resolved(replace(said, spans=(*said.spans, *more))) if more else None
        # What the minutes tell beside a decision is none of its words.
        return replace(whole, official=False) if whole else quoted

    def with_outcome(self, statement: Statement, said: Resolution) -> Statement:
        """Return a statement with lines that quote what became of the resolution.

        That is the outcome of what was carried or lost, how it was voted, and the line that closes
        a matter whose own words tell no end; nothing where the minutes say no more than that it
        was resolved. An outcome printed before the resolution is said before it; cited first are
        the words of the resolution.
        """
        told = self._recorded(said, tuple(self._became(said)))
        if not told:
            return statement
        begins = min((span.page, span.start) for span in said.spans)
        lines: dict[bool, list[str]] = {True: [], False: []}
        for one in told:
            outcome = any(o.overlaps(span) for o in said.outcome_spans for span in one.spans)
            before = outcome and (one.spans[0].page, one.spans[0].start) < begins
            lines[before].append(one.quote)
        parts = (" · ".join(lines[True]), statement.text, " · ".join(lines[False]))
        text = "\n".join(part for part in parts if part)
        return replace(statement, text=text, citations=(*statement.citations, *told))

    def recorded(self, said: Resolution, spans: Sequence[Span]) -> Statement | None:
        """Return what quotes ``spans`` of what is recorded beside a resolution: mover, votes.

        None where nothing but white space stands there.
        """
        citations = self._recorded(said, spans)
        if not citations:
            return None
        text = self._said(said.paper_id, citations)
        return Statement(text, citations, official=True, corrected=said.corrected)

    def field(
        self, paper_id: str, item: AgendaItem, spans: Sequence[Span], official: bool = False
    ) -> Statement | None:
        """Return what quotes a field of an item's report form; None where nothing stands there."""
        paper = self._found.papers[paper_id]
        cited = partial(self._found.minuted.cited, paper)
        citations = cite(spans, cited, self._pages(paper_id, spans), item)
        if not citations:
            return None
        return Statement(self._said(paper_id, citations), citations, official)

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
        words = text or self._said(passage.paper_id, citations)
        decided = self.resolution(passage)
        corrected = decided.corrected if decided else None
        return Statement(words, citations, official, corrected=corrected)

    def citations(self, passage: Passage, spans: Sequence[Span]) -> tuple[Citation, ...]:
        """Return where ``spans`` of a passage's paper stand, one citation an unbroken run."""
        said = self.resolution(passage)
        if said:
            return self._recorded(said, spans)
        paper = self._found.papers[passage.paper_id]
        cited = partial(self._found.minuted.cited, paper)
        item = self._item(paper.id, passage.item)
        return cite(spans, cited, self._pages(paper.id, spans), item)

    def _recorded(self, said: Resolution, spans: Sequence[Span]) -> tuple[Citation, ...]:
        """Return where words of a resolution stand, cited as of the meeting that decided it."""
        paper = cited_for(self._found.papers[said.paper_id], said)
        item = self._item(paper.id, said.item)
        return cite(spans, lambda _: paper, self._pages(paper.id, spans), item)

    def _item(self, paper_id: str, number: str | None) -> AgendaItem | None:
        if paper_id not in self._items:
            self._items[paper_id] = self._catalogue.items(paper_id, self._clearance)
        return next((i for i in self._items[paper_id] if i.number == number), None)

    def _became(self, said: Resolution) -> Iterator[Span]:
        """Yield where outcome and vote stand, without words of the resolution and of each other."""
        told = said.outcome_class in _TELLING or self._closed_by_outcome(said)
        outcome = said.outcome_spans if told else self._verdict(said)
        votes = tuple(self._figures(said))
        for span in outcome:
            if not any(span.overlaps(other) for other in (*said.spans, *votes)):
                yield span
        for span in votes:
            if not any(span.overlaps(other) for other in said.spans):
                yield span

    def _closed_by_outcome(self, said: Resolution) -> bool:
        """Whether an outcome stands behind a matter whose own words tell no end."""
        end = (said.spans[-1].page, said.spans[-1].end)
        behind = any((one.page, one.start) >= end for one in said.outcome_spans)
        return behind and not tells_end(said.text) and is_verdict(said.outcome)

    def _verdict(self, said: Resolution) -> tuple[Span, ...]:
        """Return the line that closes a matter of which no end was read; () without."""
        if _ended(said):
            return ()
        paper = self._catalogue.passages_of(said.paper_id, self._clearance)
        own = [one for one in paper if self.resolution(one) == said]
        return verdict_on(own[-1], paper, self._constants) if own else ()

    def _figures(self, said: Resolution) -> Iterator[Span]:
        """Yield the vote where it is short; of a roll of names, its figures."""
        letters = sum(span.end - span.start for span in said.vote_spans)
        if letters <= self._constants.short_vote:
            yield from said.vote_spans
            return
        pages = self._pages(said.paper_id, said.vote_spans)
        for span in said.vote_spans:
            for start, end in counts_in(_slice(span, pages)):
                yield Span(span.page, span.start + start, span.start + end)

    def _said(self, paper_id: str, citations: Sequence[Citation]) -> str:
        spans = [span for one in citations for span in one.spans]
        return said_by(citations, self._pages(paper_id, spans))

    def _pages(self, paper_id: str, spans: Sequence[Span]) -> dict[int, Page]:
        return {number: self._page(paper_id, number) for number in {span.page for span in spans}}

    def _page(self, paper_id: str, number: int) -> Page:
        if (paper_id, number) not in self._read:
            page = self._catalogue.page(paper_id, number, self._clearance)
            self._read[paper_id, number] = page
        return self._read[paper_id, number]


def _ended(said: Resolution) -> bool:
    """Whether a resolution is known with its outcome or vote, or tells its end by itself."""
    return bool(said.outcome_spans or said.vote_spans) or tells_end(said.text)


def _labelled(cells: Sequence[Cell], pages: Mapping[int, Page]) -> str:
    """Return what quoted cells say with their column headers; "" without cells."""
    said = (
        (cell.header, " ".join(" ".join(_slice(span, pages) for span in cell.spans).split()))
        for cell in cells
    )
    return " · ".join(f"{header}: {text}" if header else text for header, text in said if text)


def _slice(span: Span, pages: Mapping[int, Page]) -> str:
    return pages[span.page].text[span.start : span.end] if span.page in pages else ""

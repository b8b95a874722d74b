"""Passages, the unit of search: cut along the structure that reading found.

Every word of body text stands in at least one passage. Resolutions, report
forms and table rows become passages of their own kind, and their words are
taken out of the prose so that nothing is indexed twice without need.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.language import search_text
from corpus.model import (
    Cell,
    DecisionKind,
    FormField,
    Page,
    Passage,
    PassageKind,
    Reading,
    Span,
    TableRow,
)
from corpus.page import Line, covered, merge, plain_lines, slices_of
from corpus.passages.blocks import Slice, body_sizes, cut_out, gather
from corpus.passages.contexts import Contexts
from corpus.passages.packing import Bundle, pack
from corpus.passages.rows import RowPart, row_parts

__all__ = ["make_passages", "passage_id", "search_text"]


def make_passages(reading: Reading, lines: Mapping[int, tuple[Line, ...]]) -> tuple[Passage, ...]:
    """Cut a paper into passages in page order.

    ``lines`` are the body lines of each physical page in reading order, without
    furniture; a page that it lacks is cut from its text line by line.
    """
    return _Cutter(reading, lines).cut()


def passage_id(paper_id: str, spans: Sequence[Span]) -> str:
    """Return 32 hexadecimal digits that depend on the paper and the spans only."""
    places = ";".join(f"{span.page}:{span.start}-{span.end}" for span in spans)
    return hashlib.sha256(f"{paper_id} {places}".encode()).hexdigest()[:32]


@dataclass
class _Cutter:
    reading: Reading
    lines: Mapping[int, tuple[Line, ...]]
    texts: dict[int, str] = field(init=False)
    contexts: Contexts = field(init=False)

    def __post_init__(self) -> None:
        self.texts = {page.number: page.text for page in self.reading.pages}
        self.contexts = Contexts(self.reading)

    def cut(self) -> tuple[Passage, ...]:
        apart = [*self._resolutions(), *self._forms()]
        taken = [span for passage in apart for span in passage.spans]
        rows = row_parts(list(self._unsaid(taken)), self.texts)
        prose = list(self._prose([*taken, *(span for part in rows for span in part.spans)]))
        found: dict[str, Passage] = {}
        for passage in [*apart, *self._rows(rows, prose), *prose, *self._popups()]:
            found.setdefault(passage.id, passage)
        return tuple(sorted(found.values(), key=lambda passage: min(passage.spans)))

    def _unsaid(self, taken: Sequence[Span]) -> Iterator[TableRow]:
        """Yield the rows that forms and resolutions do not hold already."""
        pages = _by_page(taken)
        for row in self.reading.rows:
            spans = [span for cell in row.cells for span in cell.spans]
            if not all(_held(span, pages.get(span.page, ())) for span in spans):
                yield row

    def _prose(self, held: Iterable[Span]) -> Iterator[Passage]:
        """Yield passages of the words outside ``held``, the spans of the other kinds."""
        taken = _by_page(held)
        headers = _by_page(span for row in self.reading.rows for span in row.above)
        parts = [
            replace(part, plain=_within(part, headers.get(part.page, ())))
            for page in self.reading.pages
            for part in cut_out(
                page.number, page.text, self._lines(page), taken.get(page.number, ())
            )
        ]
        usual = body_sizes(parts)
        numbered = not any(part.line.bold for part in parts)
        for section in self._sections(parts):
            for bundle in pack(gather(section, usual, numbered=numbered)):
                yield self._passage(PassageKind.PROSE, bundle)

    def _popups(self) -> Iterator[Passage]:
        """Yield what annotations say in no line of their page, each by itself."""
        for page in self.reading.pages:
            lines = self._lines(page) if page.annotations else ()
            for span in page.annotations:
                if not any(line.start < span.end and span.start < line.end for line in lines):
                    yield from self._pieces(PassageKind.PROSE, [span], ())

    def _sections(self, parts: Iterable[Slice]) -> Iterator[list[Slice]]:
        """Part the slices where a new item begins: nothing runs over that."""
        section: list[Slice] = []
        for part in parts:
            if section and self._place(part.page) != self._place(section[-1].page):
                yield section
                section = []
            section.append(part)
        if section:
            yield section

    def _place(self, page: int) -> tuple[str | None, int | None]:
        meeting = self.contexts.meeting(page)
        return self.contexts.item(page), meeting.first_page if meeting else None

    def _resolutions(self) -> Iterator[Passage]:
        for said in self.reading.resolutions:
            if said.kind is DecisionKind.ACTION:
                continue  # A task stands in the narrative that gives it.
            title = " ".join(part for part in (said.number, said.title) if part)
            headings = [text for text in (title, said.outcome) if text]
            yield from self._pieces(PassageKind.RESOLUTION, said.spans, headings)

    def _forms(self) -> Iterator[Passage]:
        for item in self.reading.items:
            yield from self._form(item.form)
        yield from self._form(self.reading.form)

    def _form(self, form: Sequence[FormField]) -> Iterator[Passage]:
        """Yield a form: short fields of a page together, long ones alone."""
        group: list[Span] = []
        labelled: list[str] = []
        for one in form:
            spans = [span for span in one.spans if span.page in self.texts]
            if not spans:
                continue
            said = f"{one.name.rstrip(' :')}: {one.value}"
            words = len(said.split()) + sum(len(text.split()) for text in labelled)
            if group and (words > 100 or spans[0].page != group[0].page):
                yield self._labelled(group, labelled)
                group, labelled = [], []
            if len(said.split()) > 130:
                yield from self._pieces(PassageKind.FORM, spans, [one.name])
            else:
                group.extend(spans)
                labelled.append(said)
        if group:
            yield self._labelled(group, labelled)

    def _labelled(self, spans: Sequence[Span], labelled: Sequence[str]) -> Passage:
        return self._made(PassageKind.FORM, merge(spans, self.texts), (), " · ".join(labelled))

    def _rows(self, parts: Sequence[RowPart], prose: Sequence[Passage]) -> Iterator[Passage]:
        """Yield the passages of table rows.

        A table without a title stands under the heading that ``prose`` has last
        had before it in the same item.
        """
        headed = sorted((min(p.spans), p.headings[-1]) for p in prose if p.headings)
        for part in parts:
            spans = merge(part.spans, self.texts)
            if not spans:
                continue
            headings = part.headings
            at = bisect_left(headed, (spans[0], ""))
            if not part.titled and at:
                above, heading = headed[at - 1]
                if self._place(above.page) == self._place(spans[0].page):
                    headings = (heading, *headings)
            yield self._made(PassageKind.ROW, spans, headings, part.labelled, part.cells)

    def _pieces(
        self, kind: PassageKind, spans: Sequence[Span], headings: Sequence[str]
    ) -> Iterator[Passage]:
        """Yield a long text in pieces of passage length, all under the same headings."""
        parts = [part for span in spans for part in self._slices(span)]
        for bundle in pack(gather(parts, {}), most=130):
            yield self._passage(kind, bundle, headings)

    def _slices(self, span: Span) -> Iterator[Slice]:
        text = self.texts.get(span.page, "")
        of_page = self.lines.get(span.page) or ()
        inside = [line for line in of_page if line.start < span.end and line.end > span.start]
        if not covered(span, inside, text):
            inside = list(plain_lines(text))
        outside = [Span(span.page, 0, span.start), Span(span.page, span.end, len(text))]
        yield from cut_out(span.page, text, inside, outside)

    def _passage(
        self, kind: PassageKind, bundle: Bundle, headings: Sequence[str] | None = None
    ) -> Passage:
        spans = merge(
            [Span(p.page, p.start, p.end) for p in bundle.slices], self.texts, as_given=True
        )
        return self._made(kind, spans, tuple(headings or bundle.headings))

    def _made(
        self,
        kind: PassageKind,
        spans: tuple[Span, ...],
        headings: tuple[str, ...],
        labelled: str | None = None,
        cells: tuple[Cell, ...] = (),
    ) -> Passage:
        first = spans[0].page
        text = slices_of(spans, self.texts)
        # A row is placed by its table's title and the section row right above it.
        near = (*headings[:1], *headings[1:][-1:]) if kind is PassageKind.ROW else headings[-2:]
        return Passage(
            id=passage_id(self.reading.paper.id, spans),
            paper_id=self.reading.paper.id,
            pages=tuple(sorted({span.page for span in spans})),
            spans=spans,
            item=self.contexts.item(first),
            headings=headings,
            text=text,
            context=self.contexts.line(first, near, labelled or text),
            kind=kind,
            labelled=labelled,
            cells=cells,
        )

    def _lines(self, page: Page) -> tuple[Line, ...]:
        """Return the body lines of a page; those of its text where none were handed in."""
        known = self.lines.get(page.number)
        if known is not None and (known or not page.text.strip()):
            return known
        out = [(s.start, s.end) for s in page.furniture]
        return tuple(
            line
            for line in plain_lines(page.text)
            if not any(start <= line.start and line.end <= end for start, end in out)
        )


def _within(part: Slice, spans: Iterable[Span]) -> bool:
    return any(span.start <= part.start < span.end for span in spans)


def _held(span: Span, spans: Iterable[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in spans)


def _by_page(spans: Iterable[Span]) -> dict[int, list[Span]]:
    pages: dict[int, list[Span]] = {}
    for span in spans:
        pages.setdefault(span.page, []).append(span)
    return pages

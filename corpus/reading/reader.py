"""Reads a council paper: from a PDF to pages, items, minutes and tables.

One bad page never ends a paper: it goes in empty, with its number and the
reason among the problems. Whole-file trouble is raised.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from corpus.access import (
    Acronyms,
    Exempt,
    Minutes,
    acronyms_apart,
    all_suspected,
    closed_pages,
    find_exempt,
    forms_apart,
    lone_form_apart,
    marked,
    minutes_apart,
    rows_apart,
    said_exempt,
    unspoken,
)
from corpus.corrections import corrected
from corpus.decisions import Taggers, read_minutes
from corpus.language import find_acronyms
from corpus.model import (
    UNSURE,
    Access,
    AgendaItem,
    Corrections,
    FormField,
    Page,
    PageProblem,
    Paper,
    PaperKind,
    Particulars,
    Reading,
    Span,
    TableRow,
    TextSource,
    paper_id_of,
    whence,
)
from corpus.ocr import Scan, read_scan
from corpus.page import (
    Label,
    Line,
    Row,
    body_lines,
    edge_pieces,
    find_stamps,
    furniture_of,
    read_labels,
    text_rows,
)
from corpus.particulars import read_particulars
from corpus.pdf import (
    Layouts,
    PdfFile,
    Structure,
    file_bytes,
    open_pdf,
    read_structure,
)
from corpus.reading.laid_out import drop_stand_ins, read_layouts
from corpus.reading.origins import Origin, of_origin
from corpus.reading.pages import (
    page_by_ocr,
    problems_of,
    read_page,
    rows_by_ocr,
    running_heads,
    unread_page,
    with_popups_read,
)
from corpus.reading.told import disagreements, own_minutes, with_items_told
from corpus.structure import FRONT_PAGES, item_stamps, lone_forms, read_items, with_forms
from corpus.tables import lines_by_cell, read_tables

_log = logging.getLogger(__name__)
_NAMELESS = "paper.pdf"
_Found = TypeVar("_Found")
_NOTHING = Corrections()


def read_paper(
    source: Path | bytes,
    *,
    file_name: str | None = None,
    meta: Particulars | None = None,
    ocr: bool | Mapping[int, Scan] = False,
) -> Reading:
    """Read a paper from a path or its bytes; ``meta`` corrects what is read of its particulars.

    With ``ocr``, pages whose text has to be read from their picture are; or ``ocr`` is what was
    read from them before, by page.

    Raises:
        UnreadablePaperError: or one of its kinds, if the file as a whole cannot be read.
    """
    return read_with_lines(source, file_name=file_name, meta=meta, ocr=ocr)[0]


def read_with_lines(
    source: Path | bytes,
    *,
    file_name: str | None = None,
    meta: Particulars | None = None,
    ocr: bool | Mapping[int, Scan] = False,
    said: Corrections = _NOTHING,
    taggers: Taggers = lambda _: None,
    origin: Origin | None = None,
) -> tuple[Reading, Mapping[int, tuple[Line, ...]]]:
    """As :func:`read_paper`, with the body lines of every physical page in reading order.

    ``said`` is what officers say of the paper's register, which the reading has then; ``taggers``
    gives the tagger that a body's other papers taught; ``origin`` tells of what the PDF was made.
    """
    name = file_name or (source.name if isinstance(source, Path) else "paper.pdf")
    data = file_bytes(source, name) if isinstance(source, Path) else source
    with open_pdf(data, name) as pdf:
        return _Paper(data, name, pdf, meta, ocr, said, taggers, origin).read()


@dataclass(slots=True)
class _Paper:
    """One paper while it is read."""

    data: bytes
    name: str
    pdf: PdfFile
    meta: Particulars | None
    ocr: bool | Mapping[int, Scan]
    said: Corrections = _NOTHING
    taggers: Taggers = lambda _: None
    origin: Origin | None = None
    problems: list[PageProblem] = field(default_factory=list)
    # The rows of pages that were read by OCR: they tell what paper this is, and no more.
    scanned: dict[int, tuple[Row, ...]] = field(default_factory=dict)
    # What is printed across pages, which is none of their text.
    across: dict[int, str] = field(default_factory=dict)
    # Why the items of the paper could not be found, if they could not.
    unfound: str = ""

    def read(self) -> tuple[Reading, Mapping[int, tuple[Line, ...]]]:
        paper_id = self.origin.paper_id if self.origin else paper_id_of(self.data)
        layouts, page_count, failed = read_layouts(self.pdf, self.name)
        structure = read_structure(self.data, page_count)
        covers, replaced = drop_stand_ins(layouts, structure)
        self.problems += [*failed, *structure.problems, *replaced]
        pieces = {layout.number: edge_pieces(layout) for layout in layouts}
        stamps = {number: find_stamps(found) for number, found in pieces.items()}
        furniture = furniture_of(layouts, pieces, stamps) | covers
        labels = read_labels(page_count, stamps, structure.page_labels)
        pages, lines, rows = self._pages(paper_id, page_count, layouts, furniture, labels)
        items = self._items(paper_id, rows, labels, structure)
        with_all = self._forms(items, rows)
        exempt = self._exempt(pages, rows, with_all)
        closings = unspoken(exempt.closings, self.meta, page_count)
        pages = marked(pages, exempt)
        closed = closed_pages(pages)
        pages = of_origin(pages, self.origin, closed)
        self._tell_attached(structure, closed)
        open_rows = {n: () if n in closed else said for n, said in rows.items()}
        items = forms_apart(self._forms(items, open_rows), with_all, closed) if closed else with_all
        paper = self._described(paper_id, pages, rows, lines, structure, items, exempt.whole)
        tables = self._tables(paper_id, layouts, furniture, pages)
        lines = self._try("cells", lines, lines_by_cell, lines, tables, layouts.page)
        meetings, resolutions = self._minutes(paper_id, pages, lines, items, paper)
        acronyms, exempt_acronyms = self._acronyms(pages, lines)
        form = lone_form_apart(partial(self._lone, items), rows, open_rows, meetings, closed)
        problems = (*self.problems, *self._left_out())
        items, form = with_items_told(items, form, self.meta, (paper_id, page_count))
        reading = Reading(
            paper,
            pages,
            items,
            meetings,
            resolutions,
            tables,
            problems,
            acronyms,
            form,
            exempt_acronyms,
            closings,
        )
        return reading, lines

    def _left_out(self) -> Iterator[PageProblem]:
        document = self.origin.document if self.origin else None
        if document is not None and document.left_out:
            yield PageProblem.left_out(document.left_out)

    def _tell_attached(self, structure: Structure, closed: frozenset[int]) -> None:
        """Say what is attached; what is so to the whole may belong to what is closed of it."""
        whole = min(closed, default=0)
        for file in structure.attached:
            self.problems.append(PageProblem.attached(file.page or whole, file.name, file.pdf))

    def _pages(
        self,
        paper_id: str,
        page_count: int,
        layouts: Layouts,
        furniture: dict[int, tuple[Span, ...]],
        labels: Mapping[int, Label],
    ) -> tuple[tuple[Page, ...], dict[int, tuple[Line, ...]], dict[int, tuple[Row, ...]]]:
        reasons = {problem.page: problem.reason for problem in self.problems}
        read: dict[int, Page] = {}
        lines: dict[int, tuple[Line, ...]] = {}
        rows: dict[int, tuple[Row, ...]] = {}
        for layout in layouts:
            number = layout.number
            self.across[number] = layout.across
            self.problems += problems_of(layout)
            spans = furniture[number]
            lines[number] = body_lines(layout, spans)
            rows[number] = text_rows(layout, lines[number])
            # The rows keep the number of the item, for only it may place the page.
            stamps = item_stamps(rows[number])
            if stamps:
                spans = furniture[number] = tuple(sorted({*spans, *stamps}))
                lines[number] = body_lines(layout, spans)
            read[number] = read_page(paper_id, layout, labels[number], spans, lines[number])
            if self.ocr and read[number].source is TextSource.NONE:
                read[number], lines[number] = self._by_ocr(read[number], lines[number])
            read[number] = with_popups_read(read[number], layout.popups)
        for number in range(1, page_count + 1):
            if number not in read:
                read[number] = unread_page(paper_id, number, labels[number], reasons.get(number))
                lines[number], rows[number] = (), ()
        return tuple(read[number] for number in sorted(read)), lines, rows

    def _items(
        self,
        paper_id: str,
        rows: Mapping[int, Sequence[Row]],
        labels: Mapping[int, Label],
        structure: Structure,
    ) -> tuple[AgendaItem, ...]:
        none: tuple[AgendaItem, ...] = ()
        marks = structure.bookmarks
        before = len(self.problems)
        found = self._try("agenda items", none, read_items, paper_id, rows, labels, marks)
        self.unfound = "".join(problem.reason for problem in self.problems[before:])
        return found

    def _forms(
        self, items: tuple[AgendaItem, ...], rows: Mapping[int, Sequence[Row]]
    ) -> tuple[AgendaItem, ...]:
        return self._try("report forms", items, with_forms, items, rows)

    def _lone(
        self, items: tuple[AgendaItem, ...], rows: Mapping[int, Sequence[Row]]
    ) -> tuple[FormField, ...]:
        no_form: tuple[FormField, ...] = ()
        return self._try("form", no_form, lone_forms, items, rows)

    def _minutes(
        self,
        paper_id: str,
        pages: Sequence[Page],
        lines: Mapping[int, tuple[Line, ...]],
        items: Sequence[AgendaItem],
        paper: Paper,
    ) -> Minutes:
        def read(some: Sequence[Page]) -> Minutes:
            none: Minutes = ((), ())
            about = (some, lines, items, paper)
            found = self._try(
                "minutes", none, read_minutes, paper_id, *about, self.taggers, self.meta
            )
            if self.said == _NOTHING:
                return found
            return self._try("corrections", found, corrected, found, self.said, *about, self.meta)

        return minutes_apart(read, pages)

    def _tables(
        self,
        paper_id: str,
        layouts: Layouts,
        furniture: dict[int, tuple[Span, ...]],
        pages: Sequence[Page],
    ) -> tuple[TableRow, ...]:
        def read(numbers: Sequence[int]) -> tuple[TableRow, ...]:
            some = replace(layouts, numbers=list(numbers))
            return self._try("tables", (), read_tables, paper_id, some, furniture)

        return rows_apart(read, layouts.numbers, closed_pages(pages))

    def _acronyms(
        self, pages: Sequence[Page], lines: Mapping[int, tuple[Line, ...]]
    ) -> tuple[Acronyms, Acronyms]:
        def read(some: Sequence[Page]) -> Acronyms:
            parts = (p.text[line.start : line.end] for p in some for line in lines[p.number])
            return self._try("acronyms", (), find_acronyms, "\n".join(parts))

        return acronyms_apart(read, pages)

    def _exempt(
        self,
        pages: Sequence[Page],
        rows: Mapping[int, Sequence[Row]],
        items: Sequence[AgendaItem],
    ) -> Exempt:
        """Find what is closed, if nobody says; where that fails nothing is shown."""
        said = self.meta.exempt_pages if self.meta else None
        if said is not None:
            return said_exempt(pages, said)
        if self.unfound:
            return all_suspected(pages, f"what it holds cannot be told: {self.unfound}")
        failed = all_suspected(pages, "whether it is closed cannot be told")
        return self._try("access", failed, find_exempt, self.name, pages, rows, items, self.across)

    def _by_ocr(self, page: Page, lines: tuple[Line, ...]) -> tuple[Page, tuple[Line, ...]]:
        """Take what OCR made of a page that has to be read from its picture."""
        if isinstance(self.ocr, Mapping):
            scan = self.ocr.get(page.number, Scan(None))
        else:
            scan = read_scan(self.pdf, page.number)
        if scan.reason:
            self.problems.append(PageProblem(page.number, f"not read by OCR: {scan.reason}"))
        if scan.read is None:
            return page, lines
        page, lines = page_by_ocr(page, lines, scan.read)
        if page.source is TextSource.UNSURE_OCR:
            self.problems.append(PageProblem(page.number, UNSURE))
        if page.source.by_ocr:
            self.scanned[page.number] = rows_by_ocr(page, lines)
        return page, lines

    def _described(
        self,
        paper_id: str,
        pages: Sequence[Page],
        rows: Mapping[int, Sequence[Row]],
        lines: Mapping[int, tuple[Line, ...]],
        structure: Structure,
        items: Sequence[AgendaItem],
        closed: bool,
    ) -> Paper:
        # What is said of an open paper comes from its open pages.
        pages = [page for page in pages if page.access is Access.PUBLIC]
        leading = [self.scanned.get(one.number, rows[one.number]) for one in pages[:FRONT_PAGES]]
        heads = running_heads(pages[:FRONT_PAGES], items)

        def says(name: str) -> Particulars:
            given = (name, leading, structure, items, heads)
            return self._try("particulars", Particulars(), read_particulars, *given)

        found = says(self.name).corrected_by(self.meta)
        if self.meta and self.meta.closes_all(len(rows)):
            found = replace(found, access=Access.EXEMPT)
        paper = Paper(
            paper_id,
            self.name,
            found.title or self.name,
            found.kind or PaperKind.OTHER,
            found.committee,
            found.meeting_date,
            found.access or (Access.EXEMPT if closed else Access.PUBLIC),
            found.source_url,
            len(rows),
            len(rows) - len(pages),
            found.letterhead or "",
        )
        if self.meta and self.meta.told_by:
            minuted = self._try("minutes", None, own_minutes, pages, lines, items, paper, self.meta)
            # The name of the file is the site's word, too.
            self.problems += disagreements(self.meta, says(_NAMELESS), items, minuted)
        return paper

    def _try(
        self, what: str, otherwise: _Found, step: Callable[..., _Found], *given: object
    ) -> _Found:
        """Take a step that no input may turn into the end of the run; a fault is reported."""
        try:
            return step(*given)
        except Exception as error:
            _log.error("the %s of a paper cannot be read: %s", what, whence(error))
            reason = f"its {what} cannot be read ({type(error).__name__}); the pages were"
            self.problems.append(PageProblem(0, reason))
            return otherwise

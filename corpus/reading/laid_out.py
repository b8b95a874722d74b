"""The layouts of the pages of a file that can be loaded, and which only stand in for others."""

from __future__ import annotations

import logging

from corpus.model import DamagedPaperError, PageProblem, Span, UnreadablePaperError, whence
from corpus.pdf import Layouts, PdfFile, Structure
from corpus.reading.pages import stands_in

_log = logging.getLogger(__name__)
# Four times the largest pack there is; a few bytes can claim a million.
MOST_PAGES = 20_000
# So many pages that fail one after another mean that the page count lies.
_MOST_FAILURES = 40


def read_layouts(pdf: PdfFile, name: str) -> tuple[Layouts, int, list[PageProblem]]:
    """Return the layout of every page, how many pages the file really has, and what failed.

    Raises:
        UnreadablePaperError: it has more pages than are read.
        DamagedPaperError: none of its pages can be loaded.
    """
    layouts = Layouts(pdf)
    problems: list[PageProblem] = []
    failed: list[PageProblem] = []
    told = pdf.page_count
    if told > MOST_PAGES and _has(pdf, MOST_PAGES + 1):
        raise UnreadablePaperError(f"{name}: {told:,} pages, more than {MOST_PAGES:,}; split it")
    for number in range(1, told + 1):
        try:
            layouts.add(pdf.layout(number))
            problems.extend(failed)
            failed = []
        except (DamagedPaperError, ValueError, OverflowError, MemoryError) as error:
            _log.warning("page %d of a paper cannot be read: %s", number, whence(error))
            failed.append(PageProblem(number, str(error) or type(error).__name__))
            if len(failed) > _MOST_FAILURES:
                break
    if not failed or failed[-1].page == told:
        return layouts, told, [*problems, *failed]
    last = failed[0].page - 1
    if not last:
        raise DamagedPaperError(f"{name}: none of its pages can be loaded; download it again")
    reason = f"the file says {told} pages, but none after page {last} can be loaded"
    return layouts, last, [*problems, PageProblem(0, reason)]


def drop_stand_ins(
    layouts: Layouts, structure: Structure
) -> tuple[dict[int, tuple[Span, ...]], list[PageProblem]]:
    """Leave out pages in whose place a viewer shows a form; return the covers of collections.

    Those are given by physical page, from 1, with all their words: they say nothing of the paper.
    With them come the problems that tell of either.
    """
    covers: dict[int, tuple[Span, ...]] = {}
    problems: list[PageProblem] = []
    for layout in layouts if structure.form or structure.collection else ():
        if not stands_in(layout, structure):
            continue
        if structure.form:
            problems.append(PageProblem.form(layout.number))
            layouts.drop(layout.number)
        else:
            problems.append(PageProblem.collection(layout.number))
            covers[layout.number] = (Span(layout.number, 0, len(layout.text)),)
    return covers, problems


def _has(pdf: PdfFile, number: int) -> bool:
    """Whether a page is really there: the count in a file may lie."""
    try:
        pdf.size(number)
    except DamagedPaperError:
        return False
    return True

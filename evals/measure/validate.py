"""Whether a set's gold stands where it says: each text on its page, in the stored papers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from corpus.model import Access, CorpusError
from corpus.page import with_popups
from corpus.pdf import open_pdf
from evals.measure.quotes import folded
from evals.sets import Gold, QuestionSet

if TYPE_CHECKING:
    from corpus.model import Page, Paper


class _Stored(Protocol):
    """The papers that gold is looked up in."""

    def paper(self, paper_id: str, clearance: Access = ..., /) -> Paper: ...
    def page(self, paper_id: str, number: int, clearance: Access = ..., /) -> Page: ...
    def pdf_path(self, paper_id: str, clearance: Access = ..., /) -> Path: ...


@dataclass(frozen=True, slots=True)
class GoldFault:
    """What is wrong with one gold entry; not ``serious`` where only a label differs.

    ``question`` is its id, ``paper`` a file name, ``page`` physical, from 1.
    """

    question: str
    paper: str
    page: int
    what: str
    serious: bool = True


def gold_faults(
    questions: QuestionSet, catalogue: _Stored, clearance: Access = Access.EXEMPT
) -> tuple[GoldFault, ...]:
    """Return every way in which a gold entry does not stand on its page as given.

    Pages are read afresh from the stored PDFs; with less ``clearance`` than for all of them, as
    the catalogue shows them, so that no fault tells of words that are closed or masked. That a text
    stands twice on its page, or that the printed number differs from the one read, is told but not
    serious.
    """
    checker = _GoldChecker(catalogue, clearance)
    return tuple(
        GoldFault(question.id, gold.paper, gold.page, what, serious)
        for question in questions.questions
        for gold in question.gold
        for what, serious in checker.faults(gold)
    )


class _GoldChecker:
    def __init__(self, catalogue: _Stored, clearance: Access) -> None:
        self._catalogue = catalogue
        self._clearance = clearance
        self._pages: dict[Path, tuple[str, ...]] = {}

    def faults(self, gold: Gold) -> Iterator[tuple[str, bool]]:
        try:
            paper = self._catalogue.paper(gold.paper, self._clearance)
            pages = self._pages_of(paper.id, paper.file_name)
            if pages is not None and gold.page > len(pages):
                yield f"the paper has {len(pages)} pages", True
                return
            page = self._catalogue.page(paper.id, gold.page, self._clearance)
        except CorpusError as error:
            yield str(error), True
            return
        # A scanned page has only OCR.
        text = (pages and pages[gold.page - 1]) or folded(page.text)
        times = text.count(folded(gold.text))
        if gold.text and times != 1:
            yield f"the text stands there {times} times: {gold.text[:60]!r}", times == 0
        if gold.printed != page.label:
            yield f"printed number {gold.printed!r} in the set, {page.label!r} as read", False

    def _pages_of(self, paper_id: str, name: str) -> tuple[str, ...] | None:
        """Return the pages of the PDF as it is; None for whoever may not see all of it."""
        if self._clearance is not Access.EXEMPT:
            return None
        return self._texts(self._catalogue.pdf_path(paper_id, self._clearance), name)

    def _texts(self, path: Path, name: str) -> tuple[str, ...]:
        if path not in self._pages:
            with open_pdf(path, name) as pdf:
                numbers = range(1, pdf.page_count + 1)
                self._pages[path] = tuple(folded(with_popups(pdf.layout(n)).text) for n in numbers)
        return self._pages[path]

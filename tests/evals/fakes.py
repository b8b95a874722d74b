"""A tiny assistant over one drawn paper, scripted question by question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.model import Access, LabelSource, Page, Paper, PaperKind, Scope, Span, TextSource
from corpus.model.errors import UnknownPaperError
from retrieval.model.constants import DEFAULT, Constants
from retrieval.model.fingerprint import Fingerprint
from retrieval.model.settings import Settings
from retrieval.model.types import Answer, Citation, PageRef, Statement, Status, Turn
from tests.retrieval.fingerprints import MADE_UP

PAPER = "pack.pdf"
PAGES = (
    ("Meeting of the Harbour Committee", "Tuesday 4 April 2017"),
    ("RESOLVED: that the dredging contract be let", "for the sum of £1,250 a day."),
    ("The Harbour Master leads on dredging.", "Reviews are monthly."),
)


def draw_paper(folder: Path) -> Path:
    """Draw the paper with one page an entry of PAGES."""
    path = folder / PAPER
    canvas = Canvas(str(path), pagesize=A4)
    for lines in PAGES:
        for at, line in enumerate(lines):
            canvas.drawString(72, 700 - 20 * at, line)
        canvas.showPage()
    canvas.save()
    return path


@dataclass
class FakeCatalogue:
    """Knows the one paper."""

    path: Path
    paper_id: str = "ab" * 32

    def papers(self, scope: Scope = Scope()) -> tuple[Paper, ...]:  # noqa: B008
        assert scope.clearance is Access.PUBLIC
        paper = Paper(
            self.paper_id,
            PAPER,
            "Harbour pack",
            PaperKind.AGENDA_PACK,
            "Harbour Committee",
            None,
            Access.PUBLIC,
            None,
            len(PAGES),
        )
        return (paper,)

    def pdf_path(self, paper_id: str, clearance: Access = Access.PUBLIC) -> Path:
        return self.page_file(paper_id, 1, clearance)

    def page_file(self, paper_id: str, number: int, clearance: Access = Access.PUBLIC) -> Path:
        del number, clearance
        if paper_id != self.paper_id:
            raise UnknownPaperError(f"no paper {paper_id}")
        return self.path

    def paper(self, name: str, clearance: Access = Access.PUBLIC) -> Paper:
        del clearance
        if name != PAPER:
            raise UnknownPaperError(f"no paper {name}")
        return self.papers()[0]

    def page(self, paper_id: str, number: int, clearance: Access = Access.PUBLIC) -> Page:
        del clearance
        text = "words only recognised"
        return Page(
            paper_id, number, str(number), LabelSource.STAMP, 595, 842, 0, text, TextSource.OCR
        )


@dataclass
class FakeAssistant:
    """Answers from a script; raises what the script holds; remembers what it was asked."""

    catalogue: FakeCatalogue
    script: Mapping[str, Answer | Exception]
    settings: Settings = field(default_factory=Settings)
    constants: Constants = DEFAULT
    fingerprint: Fingerprint = MADE_UP
    asked: list[tuple[str, Scope, tuple[Turn, ...]]] = field(default_factory=list)
    warmed: int = 0
    closed: int = 0

    def warm(self) -> None:
        self.warmed += 1

    def close(self) -> None:
        self.closed += 1

    def ask(
        self,
        question: str,
        scope: Scope = Scope(),  # noqa: B008
        history: Sequence[Turn] = (),
    ) -> Answer:
        self.asked.append((question, scope, tuple(history)))
        found = self.script[question]
        if isinstance(found, Exception):
            raise found
        return replace(found, question=question)


def citation(page: int, quote: str, source: TextSource = TextSource.TEXT_LAYER) -> Citation:
    """Return a citation of the paper."""
    return Citation(
        number=1,
        paper_id="ab" * 32,
        paper=PAPER,
        title="Harbour pack",
        kind=PaperKind.AGENDA_PACK,
        committee="Harbour Committee",
        date=None,
        item="4",
        item_title=None,
        page=page,
        printed=str(page),
        quote=quote,
        spans=(Span(page, 0, len(quote)),),
        source=source,
    )


def answer(*quotes: tuple[int, str], pages: Sequence[int] = ()) -> Answer:
    """Return an answer that quotes each (page, quote), having found ``pages``."""
    statements = tuple(Statement(quote, (citation(page, quote),)) for page, quote in quotes)
    status = Status.ANSWERED if quotes else Status.REFUSED
    refs = tuple(PageRef("ab" * 32, PAPER, page, None, None, 1.0, "") for page in pages)
    return Answer("", "all papers", status, "Not in the papers.", statements, refs, MADE_UP)

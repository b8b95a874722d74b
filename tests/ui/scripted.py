"""A backend for the tests of the app: real PDFs and pages, answers as scripted.

It answers "mermaid" with a refusal, "boom" with an error, anything else with
the cost and the recommendation of the lido's boiler.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import wait
from dataclasses import replace

from corpus.model import Access, Box, ClosedPagesError, Scope, Span, TextSource
from corpus.model.events import Watcher
from corpus.pdf.pdfium import open_pdf
from prompts import worded
from retrieval.model.constants import DEFAULT
from retrieval.model.errors import IndexUnavailableError
from retrieval.model.settings import Settings
from retrieval.model.types import (
    Answer,
    Choice,
    Citation,
    ModelState,
    PageRef,
    Statement,
    Status,
    Turn,
)
from retrieval.operation.turns import Stop
from tests.retrieval.fingerprints import MADE_UP
from tests.ui import mini_pack
from tests.ui.scripted_catalogue import COMMITTEE, DECISION, ScriptedCatalogue
from tests.ui.scripted_ingest import ScriptedIngest

COST = mini_pack.LIDO[3]
HOSTILE = f"{mini_pack.HOSTILE[1]}\n{mini_pack.HOSTILE[2]}"
REFUSAL = "The papers do not say. I searched 2 papers for mermaids."

# What may be asked after an answer to "… goes on …", and what that may have meant.
NEXT = (worded("Who moved it?"), worded("What are the risks?"))
CHOICES = (Choice(f"{COMMITTEE} 9 April 2024", "What goes on, on 9 April 2024?"),)


class ScriptedAssistant:
    """Answers as scripted, from the catalogue given."""

    def __init__(
        self, catalogue: ScriptedCatalogue, *, slow: float = 0, broken: bool = False
    ) -> None:
        self.catalogue = catalogue
        self.settings = Settings()
        self.constants = DEFAULT
        self.fingerprint = MADE_UP
        self.ready = False
        self.asked: list[tuple[str, Scope, tuple[Turn, ...]]] = []
        self.gate = threading.Event()
        self.closed = 0
        self.state = ModelState()
        self._slow = slow
        self._broken = broken

    def warm(self) -> None:
        time.sleep(self._slow)
        if self._broken:
            raise IndexUnavailableError("the model is missing: install it")
        self.ready = True

    def ask(
        self, question: str, scope: Scope | None = None, history: Sequence[Turn] = ()
    ) -> Answer:
        *_, last = self.stream(question, scope, history)
        return last

    def stream(
        self,
        question: str,
        scope: Scope | None = None,
        history: Sequence[Turn] = (),
        stop: Stop | None = None,
    ) -> Iterator[Answer]:
        """Yield what :meth:`_whole` says statement by statement.

        "slowly" waits for ``gate``, which "go on" opens, at most half a minute;
        "queued" waits as long for its turn, which never comes.
        """
        if "queued" in question and stop is not None:
            wait([stop.heard], timeout=30)
            stop.check()
        whole = self._whole(question, scope, history)
        slowly = "slowly" in question
        if slowly:
            self.gate.clear()
        elif "go on" in question:
            self.gate.set()
        try:
            for count in range(1, len(whole.statements)):
                yield replace(whole, statements=whole.statements[:count])
                for _ in range(600 if slowly else 0):
                    if self.gate.wait(0.05):
                        break
                    yield replace(whole, statements=whole.statements[:count])
            yield whole
        finally:
            self.closed += 1

    def model_state(self) -> ModelState:
        return self.state

    def _whole(self, question: str, scope: Scope | None, history: Sequence[Turn]) -> Answer:
        self.asked.append((question, scope or Scope(), tuple(history)))
        if "boom" in question:
            raise IndexUnavailableError("the vectors do not answer: try again in a minute")
        if "mermaid" in question:
            return self._answer(question, Status.REFUSED, REFUSAL, ())
        said: tuple[Statement, ...]
        if "hostile" in question:
            said = (self._statement(1, 4, HOSTILE, "3"),)
        elif "model" in question:
            return self._by_model(question)
        else:
            said = (self._statement(1, 2, COST, "2"), self._statement(2, 3, DECISION, "2", True))
        answer = self._answer(question, Status.ANSWERED, "", said, history)
        if "without vectors" in question:
            return replace(answer, note="Searched by words alone.", words_only=True)
        return replace(answer, next=NEXT, choices=CHOICES) if "goes on" in question else answer

    def _answer(
        self,
        question: str,
        status: Status,
        message: str,
        said: tuple[Statement, ...],
        history: Sequence[Turn] = (),
    ) -> Answer:
        pack = self.catalogue.paper("pack.pdf")
        near = PageRef(pack.id, pack.file_name, 4, "13", "3", 0.4, mini_pack.HOSTILE[1])
        earlier = history[-1].question if history else ""
        searched = f"{earlier}: {question}" if earlier else question
        return Answer(question, searched, status, message, said, (near,), MADE_UP)

    def _by_model(self, question: str) -> Answer:
        """What a language model adds: words of its own, checked, beside what it was sent."""
        cost, older = (self._statement(n, 2, COST, "2") for n in (1, 0))
        front = self._statement(2, 2, mini_pack.LIDO[2], "2").citations
        said = (
            Statement("It costs £412,500.", cost.citations + front, explained=True),
            replace(cost, also=older.citations, conflicts=True),
        )
        answer = self._answer(question, Status.ANSWERED, "", said)
        note, prompt = "The model was slow.", "Use <b>only</b> the passages."
        return replace(answer, note=note, model="small", dropped=1, prompt=prompt)

    def _statement(
        self, number: int, page: int, quote: str, item: str, official: bool = False
    ) -> Statement:
        paper = self.catalogue.paper("pack.pdf")
        text = self.catalogue.page(paper.id, page).text
        start = text.index(quote)
        citation = Citation(
            number=number,
            paper_id=paper.id,
            paper=paper.file_name,
            title=paper.title,
            kind=paper.kind,
            committee=paper.committee,
            date=paper.meeting_date,
            item=item,
            item_title="Lido repairs",
            page=page,
            printed=str(page + 9),
            quote=quote,
            spans=(Span(page, start, start + len(quote)),),
            source=TextSource.TEXT_LAYER,
        )
        return Statement(quote, (citation,), official)

    def start_drawing(self) -> None:
        """Pages are drawn here."""

    def ingest(self, watcher: Watcher) -> ScriptedIngest:
        return ScriptedIngest(watcher, self.catalogue.judged)

    def picture(self, paper_id: str, page: int, scale: float, clearance: Access) -> bytes:
        with open_pdf(self.catalogue.pdf_path(paper_id, clearance)) as paper:
            return paper.picture(page, scale)

    def page_pdf(self, paper_id: str, page: int, clearance: Access) -> bytes:
        with open_pdf(self.catalogue.pdf_path(paper_id, clearance)) as paper:
            return paper.copy([page])

    def original(self, paper_id: str, clearance: Access) -> bytes:
        del paper_id, clearance
        raise ClosedPagesError("scripted papers are PDFs")

    def paper_pdf(self, paper_id: str, clearance: Access) -> bytes:
        return self.catalogue.pdf_path(paper_id, clearance).read_bytes()

    def highlights(
        self, paper_id: str, spans: tuple[Span, ...], clearance: Access
    ) -> tuple[Box, ...]:
        with open_pdf(self.catalogue.pdf_path(paper_id, clearance)) as paper:
            return tuple(
                word.box
                for span in spans
                for word in paper.layout(span.page).words
                if word.start < span.end and word.end > span.start
            )

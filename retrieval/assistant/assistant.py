"""The assistant: one object that asks, searches and shows pages for every front end."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from corpus.catalogue import Catalogue
from corpus.model import Access, Box, Scope, Span
from prompts import joined
from retrieval.answer import numbered
from retrieval.asking import kind_of_saying, reply
from retrieval.assistant.composing import Composer
from retrieval.assistant.page_pictures import PagePictures
from retrieval.assistant.understanding import Understander
from retrieval.embedding import SentenceEmbedder
from retrieval.explain import Explainer, Part, open_model
from retrieval.model import (
    DEFAULT,
    Answer,
    Constants,
    Hit,
    ModelState,
    PageRef,
    Settings,
    Statement,
    Status,
    Turn,
)
from retrieval.operation import Stop, Turns, fingerprint_of
from retrieval.question import asks_field
from retrieval.search import Found, Searcher
from retrieval.vectors import ChromaIndex

if TYPE_CHECKING:
    from corpus.ingest import Ingest
    from corpus.model import Watcher


# How many questions are worked on at a time. More are answered no sooner, and each
# thread holds memory of its own: a connection to the catalogue, torch's scratch space.
# See `python -m evals load`.
AT_ONCE = max(2, os.cpu_count() or 1)


class Assistant:
    """Answers questions from one data folder. Safe to share between threads.

    Whatever asks or searches raises ``ModelError`` or ``CatalogueError`` where the embedding
    model or the catalogue cannot be used, and ``StoppedError`` after :meth:`close`. Where
    vectors are missing or cannot be used, papers are searched by their words, and this is said.
    """

    def __init__(
        self,
        settings: Settings,
        catalogue: Catalogue,
        index: ChromaIndex,
        constants: Constants = DEFAULT,
        embedder: SentenceEmbedder | None = None,
    ) -> None:
        """Put the parts together; ``embedder`` is one that is loaded already, if any is."""
        self.settings = settings
        self.constants = constants
        self.fingerprint = fingerprint_of(settings, constants)
        self.catalogue = catalogue
        self._index = index
        self._embedder = embedder or SentenceEmbedder(settings)
        self._pictures = PagePictures(catalogue)
        self._model = model = open_model(settings)
        self._explainer = Explainer(model, catalogue, settings.llm_window) if model else None
        self._understander = Understander(catalogue, index, self._embedder, model, constants)
        self._searcher = Searcher(catalogue, index, self._embedder, settings, constants)
        self._composer = Composer(
            catalogue,
            self._searcher,
            self._understander,
            self.fingerprint,
            explains=model is not None,
        )
        self._turns = Turns(AT_ONCE, "answer")

    @classmethod
    def open(cls, settings: Settings, constants: Constants = DEFAULT) -> Assistant:
        """Open the data folder of ``settings``; model and vector store are opened at first use.

        Raises:
            CatalogueError: the catalogue cannot be opened.
            SettingsError: the language model's settings cannot be used.
        """
        with ExitStack() as opened:
            catalogue = opened.enter_context(Catalogue.open(settings.data))
            index = ChromaIndex(settings.data, settings.chroma_url)
            assistant = cls(settings, catalogue, index, constants)
            # It is whole: from now on its own `close` closes the catalogue.
            opened.pop_all()
        return assistant

    def close(self) -> None:
        """Finish what is being answered and let go; asking afterwards raises ``StoppedError``."""
        self._understander.close()
        self._turns.close()
        self._pictures.close()
        self._index.close()
        self.catalogue.close()

    @property
    def ready(self) -> bool:
        """Whether the model is loaded."""
        return self._embedder.ready

    def warm(self) -> None:
        """Load the model, open the vectors and learn the papers' words, for the first question.

        Raises:
            ModelError: the embedding model is missing, changed or cannot be loaded.
        """
        if self._model is not None:
            # Its server may take minutes to load it; questions are answered without it until then.
            threading.Thread(target=self._model.warm, name="warm-model", daemon=True).start()
        self._searcher.warm()
        self._understander.lexicon(Access.PUBLIC)

    def start_drawing(self) -> None:
        """Start the process that draws pages, so that the first picture is quick."""
        self._pictures.start()

    def ask(
        self, question: str, scope: Scope | None = None, history: Sequence[Turn] = ()
    ) -> Answer:
        """Answer ``question`` from the papers in ``scope``, or refuse.

        ``history`` are the earlier turns of the same chat, oldest first. A language model that
        fails costs its explanation only.
        """
        *_, last = self.stream(question, scope, history)
        return last

    def stream(
        self,
        question: str,
        scope: Scope | None = None,
        history: Sequence[Turn] = (),
        stop: Stop | None = None,
    ) -> Iterator[Answer]:
        """Yield the answer as it grows, each with the statements checked so far.

        The last is the complete one, and at least one is yielded. Closing the
        iterator stops the work, and so does ``stop`` before there is an answer.

        Raises:
            StoppedError: ``stop`` was asked for before there was an answer.
        """
        scope, stop = scope or Scope(), stop or Stop()
        said = kind_of_saying(question)
        if said and not asks_field(question, history):
            yield self._composer.replied(question, reply(said, self.catalogue, scope, date.today()))
            return
        rewritten = self._understander.rewritten(question, scope, history, stop)
        quoting = partial(self._composer.quoted, question, rewritten, history, scope, stop)
        whole, parts = self._turns.do(quoting, stop)
        if self._explainer is not None and whole.status is Status.ANSWERED:
            yield from self._explained(whole, parts)
            return
        for count in range(1, len(whole.statements)):
            yield replace(whole, statements=whole.statements[:count])
        yield whole

    def model_state(self) -> ModelState:
        """Return which language model is in use, and whether it answers; never waits for it."""
        return self._model.state() if self._model else ModelState()

    def search(self, question: str, k: int = 10, scope: Scope | None = None) -> tuple[PageRef, ...]:
        """Return the ``k`` pages that speak to the question most, best first (at most 40)."""
        found = self._find(question, scope or Scope(), ())
        return found.pages[:k] if found else ()

    def hits(self, question: str, k: int = 10, scope: Scope | None = None) -> tuple[Hit, ...]:
        """Return the ``k`` passages that speak to the question most, best first."""
        found = self._find(question, scope or Scope(), ())
        return found.hits[:k] if found else ()

    def ingest(self, watcher: Watcher) -> Ingest:
        """Return the writer of this data folder, sharing this assistant's model and index."""
        from corpus.ingest import Ingest

        return Ingest(self.catalogue, self._embedder, self._index, watcher=watcher)

    def find(
        self, question: str, scope: Scope | None = None, history: Sequence[Turn] = ()
    ) -> Found | None:
        """Return all that a search gives, for calibration and debugging; None without words."""
        return self._find(question, scope or Scope(), history)

    def picture(
        self, paper_id: str, page: int, scale: float = 1.5, clearance: Access = Access.PUBLIC
    ) -> bytes:
        """Return physical page ``page`` (from 1) as PNG, ``scale`` pixels a point.

        Raises:
            UnknownPaperError: no such paper or page, or not for this reader.
            UnreadablePaperError: the page cannot be drawn, or not in time.
            BrokenReadingError: no page can be drawn.
        """
        return self._pictures.picture(paper_id, page, scale, clearance)

    def page_pdf(self, paper_id: str, page: int, clearance: Access = Access.PUBLIC) -> bytes:
        """Return a physical page as a PDF of its own; raises as :meth:`picture`."""
        return self._pictures.single(paper_id, page, clearance)

    def paper_pdf(self, paper_id: str, clearance: Access = Access.PUBLIC) -> bytes:
        """Return a paper as a PDF, without the pages that this reader may not see.

        Raises as :meth:`picture`.
        """
        return self._pictures.whole(paper_id, clearance)

    def original(self, paper_id: str, clearance: Access = Access.PUBLIC) -> bytes:
        """Return the file that a paper's PDF was made of.

        Raises:
            ClosedPagesError: it is the PDF itself, or holds what is not for this reader.

        Raises also as :meth:`picture`.
        """
        return self._pictures.original(paper_id, clearance)

    def highlights(
        self, paper_id: str, spans: tuple[Span, ...], clearance: Access = Access.PUBLIC
    ) -> tuple[Box, ...]:
        """Return one box a word of ``spans``, points from the top left of the page as displayed.

        Raises as :meth:`picture`.
        """
        return self._pictures.highlights(paper_id, spans, clearance)

    def _find(self, question: str, scope: Scope, history: Sequence[Turn]) -> Found | None:
        def work() -> Found | None:
            asked = self._understander.understand(question, scope, history)
            return self._composer.search(asked.resolved, scope)

        return self._turns.do(work)

    def _explained(self, whole: Answer, parts: Sequence[Part]) -> Iterator[Answer]:
        """Yield the answer in the model's words as it grows; what it lacks is quoted."""
        assert self._explainer is not None
        started = time.perf_counter()
        question = whole.asked or whole.question
        for explained in self._explainer.explain(question, parts):
            statements = list(explained.statements)
            if explained.complete:
                # What was decided is quoted, and what contradicts is named, whatever the model saw.
                needed = [
                    s for s in whole.statements if explained.lacking or s.conflicts or s.official
                ]
                statements += [s for s in needed if s.text not in _texts(statements)]
            told = any(one.explained for one in statements)
            prompts, notes = (whole.prompt, explained.prompt), (whole.note, explained.note)
            yield replace(
                whole,
                statements=numbered(statements),
                model=self._explainer.name if told else "",
                dropped=explained.dropped,
                prompt="\n\n".join(prompt for prompt in prompts if prompt),
                # Joined as wordings, so that each can be said in the language of its reader.
                note=joined(" ", notes),
                message=whole.message if _texts(whole.statements) <= _texts(statements) else "",
                timings=(*whole.timings, ("model", 1000 * (time.perf_counter() - started))),
            )

    def _replied(self, question: str, message: str) -> Answer:
        return Answer(question, "", Status.REPLIED, message, (), (), self.fingerprint)


def _texts(statements: Sequence[Statement]) -> set[str]:
    return {one.text for one in statements}

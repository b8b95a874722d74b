"""The assistant: one object that asks, searches and shows pages for every front end."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.catalogue import Catalogue
from corpus.types import Access, Box, Scope, Span
from prompts import fill
from retrieval.answer import Answerer, Composed
from retrieval.conversation import Resolved, resolve
from retrieval.embedder import SentenceEmbedder
from retrieval.index import ChromaIndex
from retrieval.page_pictures import PagePictures
from retrieval.query import Lexicon
from retrieval.refusal import judge, refusal_message
from retrieval.search import Found, Searcher
from retrieval.settings import Settings
from retrieval.types import Answer, Hit, ModelState, PageRef, Status, Turn

if TYPE_CHECKING:
    from corpus.ingest import Ingest
    from corpus.ingest_events import Watcher


class Assistant:
    """Answers questions from one data folder. Safe to share between threads."""

    def __init__(self, settings: Settings, catalogue: Catalogue, index: ChromaIndex) -> None:
        self.settings = settings
        self.catalogue = catalogue
        self._index = index
        self._embedder = SentenceEmbedder(settings)
        self._searcher = Searcher(catalogue, index, self._embedder, settings)
        self._answerer = Answerer(catalogue)
        self._pictures = PagePictures(catalogue)
        self._lexicons: dict[Access, tuple[int, Lexicon]] = {}
        self._learning = threading.Lock()
        self._seen: int | None = None

    @classmethod
    def open(cls, settings: Settings) -> Assistant:
        """Open the data folder of ``settings``; the model is loaded at first use.

        Raises:
            CatalogueError: the catalogue cannot be opened.
            IndexUnavailableError: the vector store cannot be opened.
        """
        catalogue = Catalogue.open(settings.data)
        return cls(settings, catalogue, ChromaIndex(settings.data, settings.chroma_url))

    @property
    def ready(self) -> bool:
        """Whether the model is loaded."""
        return self._embedder.ready

    def warm(self) -> None:
        """Load the model and learn the papers' words, so that the first question is quick."""
        self._embedder.warm()
        self._lexicon(Access.PUBLIC)

    def start_drawing(self) -> None:
        """Start the process that draws pages, so that the first picture is quick."""
        self._pictures.start()

    def ask(
        self, question: str, scope: Scope | None = None, history: Sequence[Turn] = ()
    ) -> Answer:
        """Answer ``question`` from the papers in ``scope``, or refuse.

        ``history`` are the earlier turns of the same chat, oldest first.
        """
        *_, last = self.stream(question, scope, history)
        return last

    def stream(
        self, question: str, scope: Scope | None = None, history: Sequence[Turn] = ()
    ) -> Iterator[Answer]:
        """Yield the answer as it grows, each with the statements checked so far.

        The last is the complete one, and at least one is yielded. Closing the
        iterator stops the work.
        """
        started = time.perf_counter()
        scope = scope or Scope()
        resolved, found = self._find(question, scope, history)
        searched_at = time.perf_counter()
        if found is None:
            yield self._refused(question, fill("empty_question"), resolved)
            return
        if not found.papers:
            yield self._refused(question, fill("no_papers"), resolved)
            return
        composed = self._answerer.compose(found)
        answered = judge(found, composed.support, bool(composed.statements))
        timings = (
            ("search", 1000 * (searched_at - started)),
            ("answer", 1000 * (time.perf_counter() - searched_at)),
        )
        whole = self._answer(question, resolved, found, composed, answered, scope, timings)
        for count in range(1, len(whole.statements)):
            yield replace(whole, statements=whole.statements[:count])
        yield whole

    def model_state(self) -> ModelState:
        """Return which language model is in use, and whether it answers."""
        return ModelState()

    def search(self, question: str, k: int = 10, scope: Scope | None = None) -> tuple[PageRef, ...]:
        """Return the ``k`` pages that speak to the question most, best first (at most 40)."""
        _, found = self._find(question, scope or Scope(), ())
        return found.pages[:k] if found else ()

    def hits(self, question: str, k: int = 10, scope: Scope | None = None) -> tuple[Hit, ...]:
        """Return the ``k`` passages that speak to the question most, best first."""
        _, found = self._find(question, scope or Scope(), ())
        return found.hits[:k] if found else ()

    def ingest(self, watcher: Watcher) -> Ingest:
        """Return the writer of this data folder, sharing this assistant's model and index."""
        from corpus.ingest import Ingest

        return Ingest(self.catalogue, self._embedder, self._index, watcher=watcher)

    def find(
        self, question: str, scope: Scope | None = None, history: Sequence[Turn] = ()
    ) -> Found | None:
        """Return all that a search gives, for calibration and debugging; None without words."""
        return self._find(question, scope or Scope(), history)[1]

    def picture(
        self, paper_id: str, page: int, scale: float = 1.5, clearance: Access = Access.PUBLIC
    ) -> bytes:
        """Return a page as PNG, ``scale`` pixels a point.

        Raises:
            UnknownPaperError: no such paper, or not for this reader.
            DamagedPaperError: the page cannot be drawn.
        """
        return self._pictures.picture(paper_id, page, scale, clearance)

    def page_pdf(self, paper_id: str, page: int, clearance: Access = Access.PUBLIC) -> bytes:
        """Return a page as a PDF of its own; raises as :meth:`picture`."""
        return self._pictures.single(paper_id, page, clearance)

    def paper_pdf(self, paper_id: str, clearance: Access = Access.PUBLIC) -> bytes:
        """Return a paper as a PDF, without the pages that this reader may not see.

        Raises as :meth:`picture`.
        """
        return self._pictures.whole(paper_id, clearance)

    def highlights(
        self, paper_id: str, spans: tuple[Span, ...], clearance: Access = Access.PUBLIC
    ) -> tuple[Box, ...]:
        """Return one box a word of ``spans``, points from the top left of the page as displayed."""
        return self._pictures.highlights(paper_id, spans, clearance)

    def _find(
        self, question: str, scope: Scope, history: Sequence[Turn]
    ) -> tuple[Resolved, Found | None]:
        self._follow()
        resolved = resolve(question, history, self._lexicon(scope.clearance))
        if not re.search(r"\w", resolved.query.text):
            return resolved, None
        return resolved, self._searcher.search(resolved.query, scope)

    def _follow(self) -> None:
        """See what another process added since the last question."""
        generation = self.catalogue.generation
        with self._learning:
            if self._seen not in (None, generation):
                self._index.reopen()
            self._seen = generation

    def _lexicon(self, clearance: Access) -> Lexicon:
        generation = self.catalogue.generation
        with self._learning:
            known = self._lexicons.get(clearance)
            if known is None or known[0] != generation:
                known = (generation, self._learn(clearance))
                self._lexicons[clearance] = known
        return known[1]

    def _learn(self, clearance: Access) -> Lexicon:
        papers = self.catalogue.papers(Scope(clearance=clearance))
        return Lexicon(
            committees=self.catalogue.committees(clearance),
            acronyms=self.catalogue.acronyms(clearance),
            vocabulary=self.catalogue.vocabulary(clearance),
            is_english=self._embedder.is_word,
            days=tuple(sorted({p.meeting_date for p in papers if p.meeting_date})),
        )

    def _answer(
        self,
        question: str,
        resolved: Resolved,
        found: Found,
        composed: Composed,
        answered: bool,
        scope: Scope,
        timings: tuple[tuple[str, float], ...],
    ) -> Answer:
        return Answer(
            question=question,
            searched=resolved.searched,
            status=Status.ANSWERED if answered else Status.REFUSED,
            message="" if answered else refusal_message(found, scope),
            statements=composed.statements if answered else (),
            pages=found.pages,
            settings_hash=self.settings.fingerprint(),
            timings=timings,
        )

    def _refused(self, question: str, message: str, resolved: Resolved) -> Answer:
        fingerprint = self.settings.fingerprint()
        return Answer(question, resolved.searched, Status.REFUSED, message, (), (), fingerprint)

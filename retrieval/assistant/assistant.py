"""The assistant: one object that asks, searches and shows pages for every front end."""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING

from corpus.catalogue import Catalogue
from corpus.model import Access, Box, CorpusError, Scope, Span, UnknownPaperError
from retrieval.answer import numbered
from retrieval.asking import (
    Answerer,
    Composed,
    judge,
    kind_of_saying,
    missing,
    refusal_message,
    reply,
    was_searched,
)
from retrieval.assistant.page_pictures import PagePictures
from retrieval.embedding import SentenceEmbedder
from retrieval.explain import (
    Explainer,
    Part,
    Rewritten,
    is_briefing,
    open_model,
    parts_asked,
    rewrite,
)
from retrieval.model import (
    DEFAULT,
    Answer,
    Citation,
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
from retrieval.question import Lexicon, Resolved, resolve
from retrieval.search import Found, Searcher, opened_first, pages_together
from retrieval.vectors import ChromaIndex

if TYPE_CHECKING:
    from corpus.ingest import Ingest
    from corpus.model import Watcher


# How many questions are worked on at a time. More are answered no sooner, and each
# thread holds memory of its own: a connection to the catalogue, torch's scratch space.
# See `python -m evals load`.
AT_ONCE = max(2, os.cpu_count() or 1)
# How many follow-ups a language model completes at a time. Each only waits for its server.
_COMPLETIONS = 32
_UNWRITTEN = Rewritten()


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as understood; ``text`` is it as completed from the chat, "" as typed."""

    resolved: Resolved
    text: str
    rewritten: Rewritten


class Assistant:
    """Answers questions from one data folder. Safe to share between threads.

    Whatever asks or searches raises ``ModelError``, ``IndexUnavailableError`` or
    ``CatalogueError`` where the embedding model, the vectors or the catalogue cannot be
    used, and ``StoppedError`` after :meth:`close`.
    """

    def __init__(
        self,
        settings: Settings,
        catalogue: Catalogue,
        index: ChromaIndex,
        constants: Constants = DEFAULT,
    ) -> None:
        self.settings = settings
        self.constants = constants
        self.fingerprint = fingerprint_of(settings, constants)
        self.catalogue = catalogue
        self._index = index
        self._embedder = SentenceEmbedder(settings)
        self._searcher = Searcher(catalogue, index, self._embedder, settings, constants)
        self._answerer = Answerer(catalogue)
        self._pictures = PagePictures(catalogue)
        self._model = model = open_model(settings)
        self._explainer = Explainer(model, catalogue, settings.llm_window) if model else None
        self._lexicons: dict[Access, tuple[int, Lexicon]] = {}
        self._learning = threading.Lock()
        self._seen: int | None = None
        self._turns = Turns(AT_ONCE, "answer")
        self._completions = Turns(_COMPLETIONS, "completion")

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
        self._completions.close()
        self._turns.close()
        self._pictures.close()
        self._index.close()
        self.catalogue.close()

    @property
    def ready(self) -> bool:
        """Whether the model is loaded."""
        return self._embedder.ready

    def warm(self) -> None:
        """Load the model and learn the papers' words, so that the first question is quick.

        Raises:
            ModelError: the embedding model is missing, changed or cannot be loaded.
        """
        if self._model is not None:
            # Its server may take minutes to load it; questions are answered without it until then.
            threading.Thread(target=self._model.warm, name="warm-model", daemon=True).start()
        self._embedder.warm()
        self._lexicon(Access.PUBLIC)

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
        if said:
            yield self._replied(question, reply(said, self.catalogue, scope, date.today()))
            return
        rewritten = self._rewritten(question, scope, history, stop)
        quoting = partial(self._quoted, question, rewritten, history, scope, stop)
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

    def highlights(
        self, paper_id: str, spans: tuple[Span, ...], clearance: Access = Access.PUBLIC
    ) -> tuple[Box, ...]:
        """Return one box a word of ``spans``, points from the top left of the page as displayed.

        Raises as :meth:`picture`.
        """
        return self._pictures.highlights(paper_id, spans, clearance)

    def _find(self, question: str, scope: Scope, history: Sequence[Turn]) -> Found | None:
        def work() -> Found | None:
            return self._search(self._understand(question, scope, history).resolved, scope)

        return self._turns.do(work)

    def _rewritten(
        self, question: str, scope: Scope, history: Sequence[Turn], stop: Stop
    ) -> Rewritten:
        """Have the model complete a question from the chat; nothing where there is none to do it.

        Waiting for its server takes nobody's turn, and ends with ``stop``.
        """
        if self._model is None or not history:
            return Rewritten()
        seen = cache(partial(self._may_see, scope.clearance))

        def visible(citation: Citation) -> bool:
            return seen(citation.paper_id, citation.page)

        return self._completions.do(partial(rewrite, self._model, question, history, visible), stop)

    def _understand(
        self,
        question: str,
        scope: Scope,
        history: Sequence[Turn],
        rewritten: Rewritten = _UNWRITTEN,
    ) -> _Asked:
        """Understand a question, completed from the chat by the model or else by the rules."""
        self._follow()
        lexicon = self._lexicon(scope.clearance)
        history = [self._may_follow(turn, scope.clearance) for turn in history]
        if rewritten.question:
            resolved = resolve(rewritten.question, (), lexicon)
            same = rewritten.question.casefold() == question.strip().casefold()
            return _Asked(resolved, "" if same else rewritten.question, rewritten)
        resolved = resolve(question, history, lexicon)
        return _Asked(resolved, resolved.searched if resolved.carried else "", rewritten)

    def _may_follow(self, turn: Turn, clearance: Access) -> Turn:
        """Return a turn without the matter of a paper that is gone or closed to who asks now."""
        matter = turn.answer.matter
        if matter is None or all(
            self._may_see(clearance, matter.paper_id, page) for page in matter.pages
        ):
            return turn
        return replace(turn, answer=replace(turn.answer, matter=None))

    def _may_see(self, clearance: Access, paper_id: str, page: int) -> bool:
        try:
            self.catalogue.page(paper_id, page, clearance)
        except CorpusError:
            return False
        return True

    def _search(self, resolved: Resolved, scope: Scope) -> Found | None:
        if not re.search(r"\w", resolved.query.text):
            return None
        return self._searcher.search(resolved.query, scope)

    def _quoted(
        self,
        question: str,
        rewritten: Rewritten,
        history: Sequence[Turn],
        scope: Scope,
        stop: Stop,
    ) -> tuple[Answer, tuple[Part, ...]]:
        """Answer in the papers' own words; the parts are what a model has to explain."""
        while True:
            generation = self.catalogue.generation
            asked = self._understand(question, scope, history, rewritten)
            stop.check()
            try:
                told = self._quoted_now(question, asked, scope, stop)
            except UnknownPaperError:
                # One that was found has been removed since: what is there now is searched.
                if self.catalogue.generation == generation:
                    raise
                continue
            if self.catalogue.generation == generation or self._all_there(told[0], scope):
                return told

    def _all_there(self, answer: Answer, scope: Scope) -> bool:
        """Whether the papers that an answer lists are still there for whoever asks."""
        there = {paper.id for paper in self.catalogue.papers(scope)}
        return all(page.paper_id in there for page in answer.pages)

    def _quoted_now(
        self, question: str, asked: _Asked, scope: Scope, stop: Stop
    ) -> tuple[Answer, tuple[Part, ...]]:
        began = time.perf_counter()
        found = self._search(asked.resolved, scope)
        if not was_searched(found):
            return self._refused(question, refusal_message(found, scope), asked), ()
        searched = time.perf_counter()
        stop.check()
        briefing = is_briefing(found.query, scope)
        parts = self._parts(found) if briefing else ()
        composed = self._compose(found, parts)
        answered = judge(found, composed.support, bool(composed.statements))
        answered = answered or (briefing and bool(composed.statements))
        if answered and self._explainer is not None and not briefing:
            # Without a model a comparison is quoted from one search.
            parts = self._parts(found)
        ended = time.perf_counter()
        timings = (("search", 1000 * (searched - began)), ("answer", 1000 * (ended - searched)))
        answer = self._answer(question, asked, found, composed, answered, scope, timings)
        return answer, parts if len(parts) > 1 else (Part(found),)

    def _parts(self, found: Found) -> tuple[Part, ...]:
        """Search for each part of a question that has parts."""
        lexicon = self._lexicon(found.scope.clearance)
        asked = parts_asked(
            found.query, found.scope, found, lexicon.days, partial(self._title, found.scope)
        )
        parts: list[Part] = []
        for one in asked:
            own = self._search(resolve(one.text, (), lexicon), one.scope)
            if own and own.hits and (not one.doubtful or self._answers(own)):
                parts.append(Part(own, one.name))
        return tuple(parts)

    def _title(self, scope: Scope, paper_id: str, number: str) -> str:
        items = self.catalogue.items(paper_id, scope.clearance)
        return next((item.title for item in items if item.number == number), "")

    def _answers(self, found: Found) -> bool:
        composed = self._answerer.compose(found)
        return judge(found, composed.support, bool(composed.statements))

    def _compose(self, found: Found, parts: Sequence[Part]) -> Composed:
        """Quote what answers; a briefing part by part, the first of each."""
        whole = self._answerer.compose(found)
        if not parts:
            return whole
        told: list[Statement] = []
        for part in parts:
            best = self._answerer.compose(part.found).statements[:1]
            told += [replace(one, part=part.name) for one in best if one.text not in _texts(told)]
        return Composed(numbered(told), whole.support)

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
                note=" ".join(note for note in notes if note),
                message=whole.message if _texts(whole.statements) <= _texts(statements) else "",
                timings=(*whole.timings, ("model", 1000 * (time.perf_counter() - started))),
            )

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
            is_common=self._embedder.is_common,
            pages_with=pages_together(self.catalogue, clearance),
            days=tuple(sorted({p.meeting_date for p in papers if p.meeting_date})),
            constants=self.constants.understanding,
        )

    def _answer(
        self,
        question: str,
        asked: _Asked,
        found: Found,
        composed: Composed,
        answered: bool,
        scope: Scope,
        timings: tuple[tuple[str, float], ...],
    ) -> Answer:
        statements = composed.statements if answered else ()
        sure = answered and composed.sure
        closest = () if sure else self._answerer.closest(found, statements)
        near = bool(closest) and not missing(found)
        return Answer(
            question=question,
            searched=asked.resolved.searched,
            status=_status(answered, near),
            message=composed.message if answered else refusal_message(found, scope, near),
            statements=statements,
            pages=opened_first(found.pages, statements),
            fingerprint=self.fingerprint,
            timings=timings,
            note=asked.rewritten.note,
            prompt=asked.rewritten.prompt,
            asked=asked.text,
            lead=composed.lead if answered else "",
            closest=closest,
            matter=self._answerer.matter(found, statements),
        )

    def _replied(self, question: str, message: str) -> Answer:
        return Answer(question, "", Status.REPLIED, message, (), (), self.fingerprint)

    def _refused(self, question: str, message: str, asked: _Asked) -> Answer:
        return Answer(
            question=question,
            searched=asked.resolved.searched,
            status=Status.REFUSED,
            message=message,
            statements=(),
            pages=(),
            fingerprint=self.fingerprint,
            note=asked.rewritten.note,
            prompt=asked.rewritten.prompt,
            asked=asked.text,
        )


def _status(answered: bool, near: bool) -> Status:
    if answered:
        return Status.ANSWERED
    return Status.CLOSEST if near else Status.REFUSED


def _texts(statements: Sequence[Statement]) -> set[str]:
    return {one.text for one in statements}

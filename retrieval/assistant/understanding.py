"""From a question and its chat to what is searched: learnt words, completed follow-ups."""

from __future__ import annotations

import gc
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from corpus.catalogue import Catalogue
from corpus.model import Access, CorpusError, Scope
from retrieval.embedding import SentenceEmbedder
from retrieval.explain import LanguageModel, Rewritten, rewrite
from retrieval.model import Citation, Constants, Turn
from retrieval.operation import Stop, Turns
from retrieval.question import Lexicon, Resolved, is_english, names_on, resolve
from retrieval.search import pages_together
from retrieval.vectors import ChromaIndex

# How many follow-ups a language model completes at a time. Each only waits for its server.
_COMPLETIONS = 32
# After so many collections of what is young all is looked through; Python's own measure is 10.
_SELDOM = 100
_UNWRITTEN = Rewritten()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as understood; ``text`` is it as completed from the chat, "" as typed.

    ``history`` are the turns that it may follow, oldest first.
    """

    resolved: Resolved
    text: str
    rewritten: Rewritten
    history: tuple[Turn, ...] = ()


class Understander:
    """Understands questions by the papers' own words; safe to share between threads.

    Whatever is asked raises ``CatalogueError`` where the catalogue cannot be read.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        index: ChromaIndex,
        embedder: SentenceEmbedder,
        model: LanguageModel | None,
        constants: Constants,
    ) -> None:
        self._catalogue = catalogue
        self._index = index
        self._embedder = embedder
        self._model = model
        self._constants = constants
        self._lexicons: dict[Access, tuple[int, Lexicon]] = {}
        self._learning = threading.Lock()
        self._seen: int | None = None
        self._completions = Turns(_COMPLETIONS, "completion")

    def close(self) -> None:
        """Let go of what is being completed; completing afterwards raises ``StoppedError``."""
        self._completions.close()

    def rewritten(
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

    def understand(
        self,
        question: str,
        scope: Scope,
        history: Sequence[Turn],
        rewritten: Rewritten = _UNWRITTEN,
    ) -> Asked:
        """Understand a question, completed from the chat by the model or else by the rules."""
        self._follow()
        lexicon = self.lexicon(scope.clearance)
        history = tuple(self._may_follow(turn, scope.clearance) for turn in history)
        if rewritten.question:
            resolved = resolve(rewritten.question, (), lexicon)
            same = rewritten.question.casefold() == question.strip().casefold()
            whole = "" if same else rewritten.question
            return Asked(resolved, whole, rewritten, history)
        resolved = resolve(question, history, lexicon)
        whole = resolved.searched if resolved.carried else ""
        return Asked(resolved, whole, rewritten, history)

    def lexicon(self, clearance: Access) -> Lexicon:
        """Return the words of the papers that a reader of ``clearance`` may see."""
        generation = self._catalogue.generation
        with self._learning:
            known = self._lexicons.get(clearance)
            if known is None or known[0] != generation:
                known = (generation, self._learn(clearance))
                self._lexicons[clearance] = known
                _settle()
        return known[1]

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
            self._catalogue.page(paper_id, page, clearance)
        except CorpusError:
            return False
        return True

    def _follow(self) -> None:
        """See what another process added since the last question."""
        generation = self._catalogue.generation
        with self._learning:
            if self._seen not in (None, generation):
                self._index.reopen()
            self._seen = generation

    def _learn(self, clearance: Access) -> Lexicon:
        papers = self._catalogue.papers(Scope(clearance=clearance))
        return Lexicon(
            committees=self._catalogue.committees(clearance),
            acronyms=self._catalogue.acronyms(clearance),
            vocabulary=self._catalogue.vocabulary(clearance),
            is_english=self._embedder.is_word,
            is_common=self._embedder.is_common,
            pages_with=pages_together(self._catalogue, clearance),
            days=tuple(sorted({p.meeting_date for p in papers if p.meeting_date})),
            people=lambda seconded: self._catalogue.people(clearance, seconded=seconded),
            names=names_on(papers, is_english, self._constants.understanding.most_bear),
            constants=self._constants.understanding,
        )


def _settle() -> None:
    """Have Python's collector leave alone what has been read so far and lives on.

    At 100,000 passages to look through it again takes half a second, in the midst of questions.
    What is let go of later is freed all the same, circles when papers have changed again. What
    questions read is kept as well, some thousand records of each, so that all is looked through
    seldom: by Python's own measure every twentieth question would wait for it.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _SELDOM)

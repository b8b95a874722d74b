"""From an understood question to an answer in the papers' own words, or to none."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from corpus.catalogue import Catalogue
from corpus.model import Scope, UnknownPaperError
from prompts import joined
from retrieval.answer import numbered
from retrieval.asking import (
    Answerer,
    ClosedTold,
    Composed,
    closed_told,
    judge,
    missing,
    refusal_message,
    was_searched,
)
from retrieval.assistant.understanding import Asked, Understander
from retrieval.explain import Part, Rewritten, is_briefing, parts_asked
from retrieval.model import Answer, Fingerprint, Statement, Status, Turn
from retrieval.operation import Stop
from retrieval.question import Resolved, resolve
from retrieval.search import Found, Searcher, opened_first


class Composer:
    """Searches and answers by quoting; safe to share between threads.

    ``explains`` says that a language model explains the parts of a question. Whatever is
    asked raises as :class:`~retrieval.assistant.Assistant`.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        searcher: Searcher,
        understander: Understander,
        fingerprint: Fingerprint,
        *,
        explains: bool,
    ) -> None:
        self.answerer = Answerer(catalogue)
        self._catalogue = catalogue
        self._searcher = searcher
        self._understander = understander
        self._fingerprint = fingerprint
        self._explains = explains

    def search(self, resolved: Resolved, scope: Scope) -> Found | None:
        """Return what a search gives; None for a question without words."""
        if not re.search(r"\w", resolved.query.text):
            return None
        return self._searcher.search(resolved.query, scope)

    def quoted(
        self,
        question: str,
        rewritten: Rewritten,
        history: Sequence[Turn],
        scope: Scope,
        stop: Stop,
    ) -> tuple[Answer, tuple[Part, ...]]:
        """Answer in the papers' own words; the parts are what a model has to explain."""
        while True:
            generation = self._catalogue.generation
            asked = self._understander.understand(question, scope, history, rewritten)
            stop.check()
            try:
                told = self._quoted_now(question, asked, scope, stop)
            except UnknownPaperError:
                # One that was found has been removed since: what is there now is searched.
                if self._catalogue.generation == generation:
                    raise
                continue
            if self._catalogue.generation == generation or self._all_there(told[0], scope):
                return told

    def replied(self, question: str, message: str) -> Answer:
        """Return the reply to what is no search."""
        return Answer(question, "", Status.REPLIED, message, (), (), self._fingerprint)

    def _all_there(self, answer: Answer, scope: Scope) -> bool:
        """Whether the papers that an answer lists are still there for whoever asks."""
        there = {paper.id for paper in self._catalogue.papers(scope)}
        return all(page.paper_id in there for page in answer.pages)

    def _quoted_now(
        self, question: str, asked: Asked, scope: Scope, stop: Stop
    ) -> tuple[Answer, tuple[Part, ...]]:
        began = time.perf_counter()
        found = self.search(asked.resolved, scope)
        if not was_searched(found):
            return self._refused(question, refusal_message(found, scope), asked, found), ()
        searched = time.perf_counter()
        stop.check()
        briefing = is_briefing(found.query, scope)
        parts = self._parts(found) if briefing else ()
        composed = self._compose(found, parts)
        answered = judge(found, composed.support, bool(composed.statements))
        answered = answered or (briefing and bool(composed.statements))
        closed = None
        if not briefing:
            composed, closed, answered = self._with_closed(composed, found, answered)
        if answered and self._explains and not briefing:
            # Without a model a comparison is quoted from one search.
            parts = self._parts(found)
        ended = time.perf_counter()
        timings = (("search", 1000 * (searched - began)), ("answer", 1000 * (ended - searched)))
        answer = self._answer(question, asked, found, composed, answered, closed, timings)
        return answer, parts if len(parts) > 1 else (Part(found),)

    def _parts(self, found: Found) -> tuple[Part, ...]:
        """Search for each part of a question that has parts."""
        lexicon = self._understander.lexicon(found.scope.clearance)
        asked = parts_asked(
            found.query, found.scope, found, lexicon.days, partial(self._title, found.scope)
        )
        parts: list[Part] = []
        for one in asked:
            own = self.search(resolve(one.text, (), lexicon), one.scope)
            if own and own.hits and (not one.doubtful or self._answers(own)):
                parts.append(Part(own, one.name))
        return tuple(parts)

    def _title(self, scope: Scope, paper_id: str, number: str) -> str:
        items = self._catalogue.items(paper_id, scope.clearance)
        return next((item.title for item in items if item.number == number), "")

    def _answers(self, found: Found) -> bool:
        composed = self.answerer.compose(found)
        return judge(found, composed.support, bool(composed.statements))

    def _compose(self, found: Found, parts: Sequence[Part]) -> Composed:
        """Quote what answers; a briefing part by part, the first of each."""
        whole = self.answerer.compose(found)
        if not parts:
            return whole
        told: list[Statement] = []
        for part in parts:
            best = self.answerer.compose(part.found).statements[:1]
            said = {one.text for one in told}
            told += [replace(one, part=part.name) for one in best if one.text not in said]
        return Composed(numbered(told), whole.support)

    def _with_closed(
        self, composed: Composed, found: Found, answered: bool
    ) -> tuple[Composed, ClosedTold | None, bool]:
        """Return what is told, the item asked about that is closed to whoever asks, and whether
        that answers.

        It is told where no paper answers, or the sheet that names it was quoted first; then what
        other papers say stands behind it.
        """
        quoted = composed.statements if answered else ()
        closed = closed_told(found, self._catalogue, quoted[:1])
        if closed is None or (quoted and (composed.lead or closed.answered_by(quoted[0]))):
            return composed, None, answered
        others = [one for one in quoted if closed.answered_by(one)]
        if not closed.answers and (closed.by_number or not quoted):
            return composed, closed, False
        told = numbered((closed.statement, *others))
        return replace(composed, statements=told, lead=closed.lead), closed, True

    def _answer(
        self,
        question: str,
        asked: Asked,
        found: Found,
        composed: Composed,
        answered: bool,
        closed: ClosedTold | None,
        timings: tuple[tuple[str, float], ...],
    ) -> Answer:
        statements = composed.statements if answered else ()
        sure = answered and composed.sure
        closest = () if sure else self.answerer.closest(found, statements)
        closest = composed.closest or closest
        named = bool(composed.closest)
        if closed:
            first = () if answered else (closed.statement,)
            others = [one for one in closest if not closed.says_also(one)]
            closest, named = numbered((*first, *others)), named or not answered
        near = bool(closest) and (named or not missing(found))
        message = composed.message
        if not answered and not composed.closest:
            message = refusal_message(found, found.scope, near)
        matter = self.answerer.matter(found, statements)
        told = statements or (closest if near else ())
        return Answer(
            question=question,
            searched=asked.resolved.searched,
            status=_status(answered, near),
            message=message,
            statements=statements,
            pages=opened_first(found.pages, statements),
            fingerprint=self._fingerprint,
            timings=timings,
            note=_note(asked, found),
            words_only=bool(found.lacking),
            prompt=asked.rewritten.prompt,
            asked=asked.text,
            lead=composed.lead if answered else closed.lead if closed else "",
            closest=closest,
            matter=matter,
            next=self.answerer.next(found, told, matter, asked.history),
            choices=self.answerer.choices(found, statements),
        )

    def _refused(self, question: str, message: str, asked: Asked, found: Found | None) -> Answer:
        return Answer(
            question=question,
            searched=asked.resolved.searched,
            status=Status.REFUSED,
            message=message,
            statements=(),
            pages=(),
            fingerprint=self._fingerprint,
            note=_note(asked, found),
            words_only=bool(found and found.lacking),
            prompt=asked.rewritten.prompt,
            asked=asked.text,
        )


def _note(asked: Asked, found: Found | None) -> str:
    """Return what stands beside an answer: what it went without."""
    return joined(" ", (asked.rewritten.note, found.lacking if found else ""))


def _status(answered: bool, near: bool) -> Status:
    if answered:
        return Status.ANSWERED
    return Status.CLOSEST if near else Status.REFUSED

"""Asks an assistant every question of a set, as the app would, and scores what comes back."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Protocol

from corpus.model import Access, Paper, Scope
from evals.measure import Papers, QuoteChecker, fold, missing_facts, score
from evals.model import Cited, Outcome, Response, Result, Run, Stated
from evals.sets import Question, QuestionSet
from retrieval.model import Answer, Constants, Fingerprint, Settings, Status, Turn

log = logging.getLogger(__name__)
# How many pages of an answer are kept and written out.
DEPTH = 40


class Catalogue(Papers, Protocol):
    """What a run needs to know of the papers: a part of :class:`corpus.catalogue.Catalogue`."""

    def papers(self, scope: Scope = ...) -> tuple[Paper, ...]: ...


class Assistant(Protocol):
    """What answers: :class:`retrieval.assistant.Assistant`, or anything with these."""

    @property
    def settings(self) -> Settings: ...

    @property
    def constants(self) -> Constants: ...

    @property
    def fingerprint(self) -> Fingerprint: ...

    @property
    def catalogue(self) -> Catalogue: ...

    def warm(self) -> None: ...

    def ask(self, question: str, scope: Scope = ..., history: Sequence[Turn] = ...) -> Answer: ...


def run_set(
    assistant: Assistant,
    questions: QuestionSet,
    name: str = "",
    progress: Callable[[Iterable[Question]], Iterable[Question]] = iter,
) -> Run:
    """Ask every question in order and score it; ``progress`` may wrap the questions to show it.

    The assistant is warmed and asked the first question once beforehand, so that
    no latency holds the loading of a model.
    """
    settings = assistant.settings
    clearance = Access.EXEMPT if settings.exempt else Access.PUBLIC
    checker = QuoteChecker(assistant.catalogue, clearance)
    papers = assistant.catalogue.papers(Scope(clearance=clearance))
    assistant.warm()
    ask(assistant, questions.questions[0], checker, clearance)
    results = []
    for question in progress(questions.questions):
        response = ask(assistant, question, checker, clearance)
        results.append(_result(question, response))
    return Run(
        name=name or questions.name,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        sets=questions.name,
        questions=questions.fingerprint(),
        fingerprint=assistant.fingerprint,
        settings=tuple(settings.shaping().items()),
        constants=tuple(assistant.constants.values().items()),
        corpus=corpus_fingerprint(papers),
        papers=len(papers),
        results=tuple(results),
    )


def corpus_fingerprint(papers: Iterable[Paper]) -> str:
    """Return 12 hex digits that depend on the papers' contents and not on their order."""
    ids = "\n".join(sorted(paper.id for paper in papers))
    return hashlib.sha256(ids.encode()).hexdigest()[:12]


def ask(
    assistant: Assistant, question: Question, checker: QuoteChecker, clearance: Access
) -> Response:
    """Ask one question after its history; whatever it raises becomes a failed response."""
    scope = question.filters.scope(clearance)
    started = time.perf_counter()
    try:
        history: list[Turn] = []
        for earlier in question.history:
            history.append(Turn(earlier, assistant.ask(earlier, scope, tuple(history))))
        started = time.perf_counter()
        answer = assistant.ask(question.question, scope, tuple(history))
        latency = (time.perf_counter() - started) * 1000
        return _response(answer, latency, checker, assistant.settings.llm != "none")
    # A run must outlive any fault of what it measures: the fault is kept and scores 0.
    except Exception as error:
        log.exception("question %s failed", question.id)
        latency = (time.perf_counter() - started) * 1000
        said = f"{type(error).__name__}: {error}"
        modelled = assistant.settings.llm != "none"
        return Response((), Outcome.FAILED, "", (), latency, said, modelled=modelled)


def _response(answer: Answer, latency_ms: float, checker: QuoteChecker, modelled: bool) -> Response:
    return Response(
        pages=fold([(found.paper, found.page) for found in answer.pages], DEPTH),
        outcome=Outcome.ANSWERED if answer.status is Status.ANSWERED else Outcome.REFUSED,
        text=answer.text,
        citations=tuple(
            Cited(c.paper, c.page, c.printed, c.item, c.quote, checker.stands(c))
            for c in answer.citations
        ),
        latency_ms=latency_ms,
        stated=tuple(
            Stated(one.text, fold([(c.paper, c.page) for c in one.citations]))
            for one in answer.statements
            if one.explained
        ),
        dropped=answer.dropped,
        prompt=answer.prompt,
        note=answer.note,
        modelled=modelled,
    )


def _result(question: Question, response: Response) -> Result:
    return Result(
        id=question.id,
        kind=question.kind.value,
        question=question.question,
        response=response,
        scores=score(question, response),
        gold=tuple((gold.paper, gold.page) for gold in question.gold),
        missing=missing_facts(question.facts, response.text),
    )

"""Asks an assistant every question of a set, as the app would, and scores what comes back."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Protocol

from corpus.model import Access, Collection, Paper, Scope, whence
from evals.measure import Papers, QuoteChecker, missing_facts, score
from evals.model import Outcome, Response, Result, Run
from evals.run.conversations import Conversations
from evals.run.responses import response_of
from evals.sets import Question, QuestionSet
from retrieval.model import (
    Answer,
    Constants,
    Fingerprint,
    IndexUnavailableError,
    Settings,
    Turn,
)

log = logging.getLogger(__name__)


class Catalogue(Papers, Protocol):
    """What a run needs to know of the papers: a part of :class:`corpus.catalogue.Catalogue`."""

    def papers(self, scope: Scope = ...) -> tuple[Paper, ...]: ...


class Collected(Protocol):
    """Who keeps collections of papers: a part of :class:`corpus.catalogue.Catalogue`."""

    def papers(self, scope: Scope = ...) -> tuple[Paper, ...]: ...
    def collection(self, name: str, clearance: Access = ...) -> Collection: ...


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


def within_collection(
    catalogue: Collected, name: str, clearance: Access, questions: QuestionSet
) -> QuestionSet:
    """Return those of ``questions`` that the papers of the collection ``name`` answer, asked of it.

    Raises:
        CollectionError: there is none of that name.
        SetError: none of the questions is answered there.
    """
    held = catalogue.collection(name, clearance)
    papers = catalogue.papers(Scope(clearance=clearance, collection=held.name))
    return questions.within(held.name, {paper.file_name for paper in papers})


def run_set(
    assistant: Assistant,
    questions: QuestionSet,
    name: str = "",
    progress: Callable[[Iterable[Question]], Iterable[Question]] = iter,
) -> Run:
    """Ask every question in order and score it; ``progress`` may wrap the questions to show it.

    The turns of one chat are one conversation, each asked once. The assistant is warmed
    and asked the first question once beforehand, so that no latency holds the loading of
    a model.
    """
    settings = assistant.settings
    clearance = Access.EXEMPT if settings.exempt else Access.PUBLIC
    checker = QuoteChecker(assistant.catalogue, clearance)
    papers = assistant.catalogue.papers(Scope(clearance=clearance))
    assistant.warm()
    ask(assistant, questions.questions[0], checker, clearance)
    results, chats = [], Conversations(assistant.ask)
    for question in progress(questions.questions):
        response = ask(assistant, question, checker, clearance, chats)
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
    assistant: Assistant,
    question: Question,
    checker: QuoteChecker,
    clearance: Access,
    chats: Conversations | None = None,
) -> Response:
    """Ask one question after its history; whatever it raises becomes a failed response.

    ``chats`` are the conversations so far; None begins anew.
    """
    scope = question.filters.scope(clearance)
    modelled = assistant.settings.llm != "none"
    started = time.perf_counter()
    try:
        told = (chats or Conversations(assistant.ask)).told(question, scope)
        if told.answer.words_only:
            # Minutebook is measured whole, or not at all.
            raise IndexUnavailableError(told.answer.note)
        return response_of(told.answer, told.latency_ms, checker, modelled)
    # A run must outlive any fault of what it measures: the fault is kept and scores 0.
    except Exception as error:
        log.error("question %s failed: %s", question.id, whence(error))
        latency = (time.perf_counter() - started) * 1000
        said = f"{type(error).__name__}: {error}"
        return Response((), Outcome.FAILED, "", (), latency, said, modelled=modelled)


def _result(question: Question, response: Response) -> Result:
    return Result(
        id=question.id,
        kind=question.kind.value,
        question=question.question,
        response=response,
        scores=score(question, response),
        gold=tuple((gold.paper, gold.page) for gold in question.gold),
        missing=missing_facts(question.facts, response.text),
        expect=question.expect.value,
        about=question.about,
        corpus=question.corpus,
        follows=question.follows,
        history=question.history,
    )

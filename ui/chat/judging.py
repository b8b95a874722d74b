"""What people say about answers, handed to the evaluation's review file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.model import Access, Scope
from evals.sets import Filters, Gold, OwnSet, Question, Review, Verdict, append_review
from retrieval.model import Citation
from ui.chat import chat
from ui.kept import Exchange, earlier
from ui.people import demand, visitor
from ui.service import Action, backend, catalogue

FILE_NAME = "reviews.jsonl"
OWN_NAME = "questions.jsonl"


def review_file() -> Path:
    """Return the review file of this data folder; ``evals run`` reads it like any set."""
    return backend().settings.data / FILE_NAME


def own_set() -> OwnSet:
    """Return the council's own set of questions, in this data folder."""
    return OwnSet(backend().settings.data / OWN_NAME)


def judge(at: int, exchange: Exchange, verdict: Verdict) -> None:
    """Keep a verdict on the answer of exchange ``at``; "right" keeps its citations as gold.

    Raises:
        SetError: the review cannot be kept.
        ForbiddenError: this visitor may not judge answers.
    """
    demand(Action.JUDGE)
    cited = exchange.answer.citations if exchange.answer and verdict is Verdict.RIGHT else ()
    _keep(at, exchange, verdict, tuple(_cited(c) for c in cited))


def keep_question(question: Question) -> None:
    """Add a question to the council's own set, or where it has an id, keep it in that one's place.

    Raises:
        SetError: it cannot be kept.
        ForbiddenError: this visitor may not judge answers, or not change what was kept.
    """
    own = own_set()
    # To ask the same again writes over what somebody may have worked on.
    changes = bool(question.id) or own.holds(question)
    demand(Action.EVALUATE if changes else Action.JUDGE)
    if question.id:
        own.change(question)
    else:
        own.add(question)


def keep_questions(questions: Sequence[Question]) -> None:
    """Add several questions to the council's own set: all, or none. Raises as `remove_question`."""
    demand(Action.EVALUATE)
    own_set().add_all(questions)


def remove_question(name: str) -> dict[str, Any] | None:
    """Take the question of id ``name`` out, and return what :meth:`OwnSet.put_back` takes.

    None where there is none of that id.

    Raises:
        SetError: the set cannot be written.
        ForbiddenError: this visitor may not see and run evaluations.
    """
    demand(Action.EVALUATE)
    return own_set().remove(name)


def put_question_back(line: dict[str, Any]) -> None:
    """Keep a removed question again. Raises as :func:`remove_question`."""
    demand(Action.EVALUATE)
    own_set().put_back(line)


def _keep(at: int, exchange: Exchange, verdict: Verdict, gold: tuple[Gold, ...]) -> None:
    before = tuple(turn.question for turn in earlier(at, chat.exchanges()))
    answer = exchange.answer
    review = Review(
        question=exchange.question,
        verdict=verdict,
        gold=gold,
        history=before,
        filters=filters_of(exchange.scope),
        fingerprint=answer.fingerprint.text if answer else "",
        access=_access(exchange),
    )
    append_review(review_file(), review)


def _access(exchange: Exchange) -> Access | None:
    """Return for whom the words of a question are; None where they may be a paper's.

    What was asked with clearance may tell of what is closed, as may what was asked before it.
    """
    asked = [exchange, *chat.exchanges()]
    if Access.EXEMPT in (visitor().clearance, *(one.scope.clearance for one in asked)):
        return Access.EXEMPT
    return None if any(one.offered for one in asked) else Access.PUBLIC


def _cited(citation: Citation) -> Gold:
    words = " ".join(citation.quote.split())
    return Gold(
        citation.paper,
        citation.page,
        citation.printed,
        citation.item,
        words,
        pool=citation.number - 1,
    )


def filters_of(scope: Scope) -> Filters:
    """Return the limits of a question as sets of questions keep them: papers by file name."""
    names = {paper.id: paper.file_name for paper in catalogue().papers(_everything(scope))}
    one = scope.papers[0] if len(scope.papers) == 1 else None
    paper = names.get(one, one) if one else None
    return Filters(scope.committee, scope.since, scope.until, paper, scope.collection)


def _everything(scope: Scope) -> Scope:
    return Scope(clearance=scope.clearance)

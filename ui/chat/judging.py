"""What people say about answers, handed to the evaluation's review file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st

from corpus.model import Access, Scope
from evals.model import EvalError
from evals.sets import (
    Filters,
    Gold,
    OwnSet,
    Question,
    Review,
    Verdict,
    append_review,
    read_reviews,
    take_back,
)
from retrieval.model import Citation
from ui.chat import chat
from ui.kept import Exchange, earlier
from ui.people import demand, visitor
from ui.service import Action, backend, catalogue

FILE_NAME = "reviews.jsonl"
OWN_NAME = "questions.jsonl"
# So much of an answer is kept with what was said of it.
_LONGEST_SAID = 600


def review_file() -> Path:
    """Return the review file of this data folder; ``evals run`` reads it like any set."""
    return backend().settings.data / FILE_NAME


def own_set() -> OwnSet:
    """Return the council's own set of questions, in this data folder."""
    return OwnSet(backend().settings.data / OWN_NAME)


def judge(at: int, exchange: Exchange, verdict: Verdict) -> None:
    """Keep a verdict on the answer of exchange ``at``, in place of the one that it had.

    "Right" keeps the citations of the answer as gold.

    Raises:
        SetError: the review cannot be kept.
        ForbiddenError: this visitor may not judge answers.
    """
    demand(Action.JUDGE)
    _keep(at, exchange, verdict)


def judged(at: int, exchange: Exchange) -> Verdict | None:
    """Return the verdict kept on the answer of exchange ``at``; None where there is none.

    One on what another version answered at this place does not count.
    """
    held = _review_of(at)
    same = held and exchange.answer and held.fingerprint == exchange.answer.fingerprint.text
    return held.verdict if held and same else None


def unjudge(at: int) -> None:
    """Take the verdict on the answer of exchange ``at`` back.

    Raises:
        SetError: the review file cannot be changed.
        ForbiddenError: this visitor may not judge answers.
    """
    demand(Action.JUDGE)
    take_back(review_file(), _answer_of(at))


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


def _keep(at: int, exchange: Exchange, verdict: Verdict) -> None:
    before = tuple(turn.question for turn in earlier(at, chat.exchanges()))
    answer = exchange.answer
    cited = answer.citations if answer else ()
    near = [one for said in answer.closest[:1] for one in said.citations] if answer else []
    review = Review(
        question=exchange.question,
        verdict=verdict,
        gold=tuple(map(_gold, cited)) if verdict is Verdict.RIGHT else (),
        history=before,
        filters=filters_of(exchange.scope),
        fingerprint=answer.fingerprint.text if answer else "",
        access=_access(exchange, _review_of(at)),
        answer=_answer_of(at),
        said=" ".join(answer.text.split())[:_LONGEST_SAID] if answer else "",
        cited=tuple(replace(_gold(one), text=one.quote) for one in cited or near),
    )
    append_review(review_file(), review)


def _answer_of(at: int) -> str:
    """Return what a review calls the answer of exchange ``at``, as it reads now.

    An answer that was asked for again is another one. Whoever can read the kept chats could tell
    by it which of them a review is of.
    """
    answer = chat.exchanges()[at].answer
    said = [answer.lead, *(one.text for one in answer.statements)] if answer else []
    words = "\n".join(("answer", chat.name_of(at), *said))
    return hashlib.sha256(words.encode()).hexdigest()[:24]


def _review_of(at: int) -> Review | None:
    """Return the review kept of exchange ``at``; None, too, where the file cannot be read."""
    path = review_file()
    try:
        state = path.stat()
        return _reviews(str(path), state.st_mtime_ns, state.st_size).get(_answer_of(at))
    except (EvalError, OSError):
        return None  # Evals tells of a broken file


@st.cache_resource(max_entries=4, show_spinner=False)
def _reviews(path: str, changed: int, size: int) -> Mapping[str, Review]:
    """Return reviews by their answer; the state of the file is in the key, to read it anew."""
    del changed, size
    return {one.review.answer: one.review for one in read_reviews(Path(path))}


def _access(exchange: Exchange, before: Review | None) -> Access | None:
    """Return for whom the words of a question are; None where they may be a paper's.

    What was asked with clearance may tell of what is closed, as may what was asked before it.
    A verdict in place of one ``before`` opens the words to nobody else.
    """
    asked = [exchange, *chat.exchanges()]
    kept = before.access if before else Access.PUBLIC
    if Access.EXEMPT in (kept, visitor().clearance, *(one.scope.clearance for one in asked)):
        return Access.EXEMPT
    return None if kept is None or any(one.offered for one in asked) else Access.PUBLIC


def _gold(citation: Citation) -> Gold:
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

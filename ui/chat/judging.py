"""What people say about answers, handed to the evaluation's review file."""

from __future__ import annotations

from pathlib import Path

from corpus.model import Page, Paper, Scope
from evals.sets import Filters, Gold, Review, Verdict, append_review
from retrieval.model import Citation
from ui.chat import chat
from ui.chat.chat import Exchange
from ui.people import demand
from ui.service import Action, backend, catalogue

FILE_NAME = "reviews.jsonl"


def review_file() -> Path:
    """Return the review file of this data folder; ``evals run`` reads it like any set."""
    return backend().settings.data / FILE_NAME


def judge(at: int, exchange: Exchange, verdict: Verdict) -> None:
    """Keep a verdict on the answer of exchange ``at``; "right" keeps its citations as gold.

    Raises:
        SetError: the review cannot be kept.
        ForbiddenError: this visitor may not judge answers.
    """
    demand(Action.JUDGE)
    cited = exchange.answer.citations if exchange.answer and verdict is Verdict.RIGHT else ()
    _keep(at, exchange, verdict, tuple(_cited(c) for c in cited))


def correct(at: int, exchange: Exchange, paper: Paper, page: Page, words: str, note: str) -> None:
    """Keep that the right page for exchange ``at`` is ``page``, where ``words`` answer.

    Without words the page's longest line stands for them; a page without text has none.

    Raises:
        SetError: the review cannot be kept.
        ForbiddenError: this visitor may not judge answers.
    """
    demand(Action.JUDGE)
    text = " ".join(words.split()) or _longest_line(page)
    item = next(
        (
            i.number
            for i in catalogue().items(paper.id, exchange.scope.clearance)
            if i.first_page and i.last_page and i.first_page <= page.number <= i.last_page
        ),
        None,
    )
    gold = Gold(paper.file_name, page.number, page.label, item, text)
    _keep(at, exchange, Verdict.RIGHT_PAGE, (gold,), note)


def stands_on(words: str, page: Page) -> bool:
    """Tell whether ``words`` stand on the page, white space folded; nothing stands anywhere."""
    return " ".join(words.split()) in " ".join(page.text.split())


def _keep(
    at: int, exchange: Exchange, verdict: Verdict, gold: tuple[Gold, ...], note: str = ""
) -> None:
    earlier = tuple(turn.question for turn in chat.history(at, chat.exchanges()))
    answer = exchange.answer
    review = Review(
        question=exchange.question,
        verdict=verdict,
        gold=gold,
        history=earlier,
        filters=_filters(exchange.scope),
        note=note.strip(),
        fingerprint=answer.fingerprint.text if answer else "",
    )
    append_review(review_file(), review)


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


def _filters(scope: Scope) -> Filters:
    names = {paper.id: paper.file_name for paper in catalogue().papers(_everything(scope))}
    one = scope.papers[0] if len(scope.papers) == 1 else None
    return Filters(scope.committee, scope.since, scope.until, names.get(one, one) if one else None)


def _everything(scope: Scope) -> Scope:
    return Scope(clearance=scope.clearance)


def _longest_line(page: Page) -> str:
    lines = [" ".join(line.split()) for line in page.text.splitlines()]
    return max(lines, key=len, default="")

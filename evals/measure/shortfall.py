"""Why a question fell short, in words."""

from __future__ import annotations

from collections.abc import Iterator

from evals.measure.measures import (
    BY_NAME,
    CITATION_PRECISION,
    CITATION_RECALL,
    FACTS,
    FIDELITY,
    REFUSAL,
    WRONGLY_REFUSED,
)
from evals.measure.people import DIRECT, OPENING, RIGHT, WITHHELD
from evals.model import Page, Result
from evals.sets import Expect

_SHORT = 60


def shortfalls(result: Result) -> tuple[str, ...]:
    """Return one sentence a shortfall; empty for a question answered fully and rightly.

    The first gold page must come first, every pool be cited, every cited page be
    gold, every fact be said, and at once, and every quote stand on its page. A reply
    that is wanted must be one.
    """
    return tuple(_reasons(result))


def short_of(result: Result, measure: str) -> bool:
    """Tell whether the question misses the best score of ``measure``, where it applies."""
    score = result.score(measure)
    best = 1.0 if BY_NAME[measure].higher_is_better else 0.0
    return score is not None and score.value != best


def _reasons(result: Result) -> Iterator[str]:
    if result.response.error:
        yield f"failed: {result.response.error}"
        return
    if short_of(result, "hit@1"):
        yield _ranks(result)
    if short_of(result, WRONGLY_REFUSED):
        hidden = ", and what was asked stands in nothing shown" * short_of(result, WITHHELD)
        yield f"wrongly refused{hidden}"
        return
    if result.expect == Expect.REPLY and short_of(result, RIGHT):
        yield _reply(result)
    if short_of(result, REFUSAL):
        yield f"not refused, said: {_cut(result.response.text)}"
    yield from _citing(result)
    if short_of(result, FACTS):
        missing = ", ".join(repr(fact) for fact in result.missing)
        yield f"does not say {missing}; said: {_cut(result.response.text)}"
    right = result.score(RIGHT)
    if right and right.value == 1 and short_of(result, DIRECT):
        opening = " ".join(result.response.text.split()[:OPENING])
        yield f"right, but not at once; begins: {_cut(opening)}"


def _reply(result: Result) -> str:
    response = result.response
    said = f"{response.outcome}: {_cut(response.text)}"
    if not result.missing:
        return f"wanted a reply without search, came back {said}"
    missing = ", ".join(repr(fact) for fact in result.missing)
    return f"the reply does not say {missing}; came back {said}"


def _citing(result: Result) -> Iterator[str]:
    cited = ", ".join(dict.fromkeys(f"{c.paper} p{c.page}" for c in result.response.citations))
    if short_of(result, CITATION_RECALL):
        yield f"gold not cited; cited {cited or 'nothing'}; gold {_pages(result.gold)}"
    elif short_of(result, CITATION_PRECISION):
        yield f"cited besides gold: {cited}; gold {_pages(result.gold)}"
    for citation in result.response.citations if short_of(result, FIDELITY) else ():
        if not citation.verbatim:
            yield f"not on {citation.paper} p{citation.page}: {_cut(citation.quote)}"


def _ranks(result: Result) -> str:
    pages = list(result.response.pages)
    ranks = [pages.index(page) + 1 for page in result.gold if page in pages]
    where = f"gold first at rank {min(ranks)}" if ranks else f"gold not in {len(pages)} pages"
    first = f"; first was {_pages(pages[:1])}" if pages else ""
    return f"{where}{first}; gold {_pages(result.gold)}"


def _pages(pages: tuple[Page, ...] | list[Page]) -> str:
    return ", ".join(f"{paper} p{page}" for paper, page in pages)


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHORT * 3 else plain[: _SHORT * 3] + "…"

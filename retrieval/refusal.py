"""When to refuse, and in which words; a refusal is a result like any other."""

from __future__ import annotations

from corpus.types import Paper, Scope
from prompts import fill
from retrieval.search import Found
from retrieval.support import Support, confidence

_WHOLE = 0.99
_ENOUGH = 0.5


def judge(found: Found, support: Support, has_statements: bool) -> bool:
    """Whether the evidence is enough to answer.

    A recorded outcome that holds every word of the topic, in the period asked
    for, is an answer whatever the model of near misses thinks.
    """
    recorded = support.decided_quoted >= _WHOLE and support.period >= _WHOLE
    enough = recorded or confidence(support) >= _ENOUGH
    return bool(found.hits) and has_statements and enough


def refusal_message(found: Found, scope: Scope) -> str:
    """Say plainly what was searched, and that nearest pages are no answer."""
    refused = fill("refusal", searched=_searched(list(found.papers.values()), scope))
    return f"{refused} {fill('nearest_pages')}" if found.pages else refused


def _searched(papers: list[Paper], scope: Scope) -> str:
    days = sorted(paper.meeting_date for paper in papers if paper.meeting_date)
    count = f"{len(papers)} paper{'' if len(papers) == 1 else 's'}"
    who = f" of {scope.committee}" if scope.committee else ""
    if not days:
        return f"{count}{who}"
    first, last = (f"{day.day} {day:%B %Y}" for day in (days[0], days[-1]))
    return f"{count}{who}, {first}" + ("" if first == last else f" to {last}")

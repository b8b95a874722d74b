"""Links that reopen a question or a page: what they say, and reading them back.

``?q=…`` asks a question again, with ``committee``, ``since``, ``until``, ``kind``, ``within``,
``item`` and ``collection`` for its limits. ``?paper=…&page=…`` opens a page, with
``mark=15:120-180.1,15:190-210.2`` for the words to highlight and the numbers of their citations,
and ``find=…`` for words that are looked for in the paper.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from corpus.model import Access, PaperKind, Scope, Span
from retrieval.model import LONGEST_QUESTION, MOST_MARKS, OpenPage

_MARK = re.compile(r"(\d{1,6}):(\d{1,7})-(\d{1,7})(?:\.(\d{1,3}))?")
LONGEST_FIND = 100


def question_query(question: str, scope: Scope) -> dict[str, str]:
    """Return the query parameters that ask ``question`` again within ``scope``."""
    return ({"q": question} if question else {}) | scope_query(scope)


def scope_query(scope: Scope) -> dict[str, str]:
    """Return the query parameters that say the limits of ``scope``; its clearance is in none."""
    found = {
        "committee": scope.committee or "",
        "since": scope.since.isoformat() if scope.since else "",
        "until": scope.until.isoformat() if scope.until else "",
        "kind": ",".join(scope.kinds),
        "within": ",".join(scope.papers),
        "item": scope.item or "",
        "collection": scope.collection or "",
    }
    return {name: value for name, value in found.items() if value}


def read_question(query: Mapping[str, str], clearance: Access) -> tuple[str, Scope] | None:
    """Return the question and limits that a link asks, None when it asks none.

    Limits that cannot be read are left out: a link may be cut short on its way.
    """
    question = query.get("q", "").strip()[:LONGEST_QUESTION]
    if not question:
        return None
    return question, read_scope(query, clearance)


def read_scope(query: Mapping[str, str], clearance: Access) -> Scope:
    """Return the limits that a link says; those that cannot be read are left out."""
    kinds = tuple(PaperKind(k) for k in query.get("kind", "").split(",") if k in set(PaperKind))
    return Scope(
        committee=query.get("committee") or None,
        since=_day(query.get("since", "")),
        until=_day(query.get("until", "")),
        papers=tuple(p for p in query.get("within", "").split(",") if p),
        kinds=kinds,
        item=query.get("item") or None,
        clearance=clearance,
        collection=query.get("collection") or None,
    )


def read_page(query: Mapping[str, str]) -> OpenPage | None:
    """Return the page that a link opens, None when it opens none.

    What :func:`retrieval.model.page_query` gives; a page below 1 is taken for the first.
    """
    page = query.get("page", "1")
    if not query.get("paper") or not page.isascii() or not page.isdigit():
        return None
    found = _MARK.findall(query.get("mark", ""))[:MOST_MARKS]
    spans = tuple(Span(int(p), int(start), int(end)) for p, start, end, _ in found)
    numbers = tuple(int(number or 0) for *_, number in found)
    return OpenPage(
        query["paper"],
        max(1, int(page[:6])),
        spans,
        numbers=numbers if any(numbers) else (),
        find=" ".join(query.get("find", "").split())[:LONGEST_FIND],
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

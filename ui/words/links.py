"""Links that reopen a question or a page: what they say, and reading them back.

``?q=…`` asks a question again, with ``committee``, ``since``, ``until``,
``kind``, ``within`` and ``item`` for its limits. ``?paper=…&page=…`` opens a page, with
``mark=15:120-180,15:190-210`` for the words to highlight.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode, urlsplit, urlunsplit

from corpus.model import Access, PaperKind, Scope, Span

_MARK = re.compile(r"(\d{1,6}):(\d{1,7})-(\d{1,7})")
_MOST_MARKS = 200
_LONGEST_QUESTION = 2000


@dataclass(frozen=True, slots=True)
class OpenPage:
    """Physical ``page`` of a paper, and the words to highlight on any of its pages."""

    paper_id: str
    page: int
    spans: tuple[Span, ...] = ()
    quote: str = ""
    item: str | None = None


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
    }
    return {name: value for name, value in found.items() if value}


def page_query(opened: OpenPage) -> dict[str, str]:
    """Return the query parameters that open a page with its highlights.

    ``page`` is physical; ``mark`` are "page:start-end", ends exclusive, of the first spans.
    """
    marks = ",".join(f"{s.page}:{s.start}-{s.end}" for s in opened.spans[:_MOST_MARKS])
    found = {"paper": opened.paper_id, "page": str(opened.page), "mark": marks}
    return {name: value for name, value in found.items() if value}


def link(address: str | None, query: Mapping[str, str], base: str = "", page: str = "") -> str:
    """Return ``query`` as a link to the app at ``address``; relative when that is not known.

    ``base`` is the path that the app is served under, Streamlit's ``server.baseUrlPath``;
    ``page`` is that of one of its pages, "" for the first.
    """
    split = urlsplit(address or "")
    path = f"/{base.strip('/')}/{page}" if base.strip("/") else f"/{page}"
    return urlunsplit((split.scheme, split.netloc, path, urlencode(query), ""))


def read_question(query: Mapping[str, str], clearance: Access) -> tuple[str, Scope] | None:
    """Return the question and limits that a link asks, None when it asks none.

    Limits that cannot be read are left out: a link may be cut short on its way.
    """
    question = query.get("q", "").strip()[:_LONGEST_QUESTION]
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
    )


def read_page(query: Mapping[str, str]) -> OpenPage | None:
    """Return the page that a link opens, None when it opens none.

    What :func:`page_query` gives; a page below 1 is taken for the first.
    """
    page = query.get("page", "1")
    if not query.get("paper") or not page.isascii() or not page.isdigit():
        return None
    found = _MARK.findall(query.get("mark", ""))[:_MOST_MARKS]
    spans = tuple(Span(int(p), int(start), int(end)) for p, start, end in found)
    return OpenPage(query["paper"], max(1, int(page[:6])), spans)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

"""The citations of an answer, gathered by page."""

from __future__ import annotations

from collections.abc import Iterable

from retrieval.model import Citation


def sources(citations: Iterable[Citation]) -> tuple[tuple[tuple[int, ...], Citation], ...]:
    """Return one citation a page, first cited first, with the numbers of all quotes from it.

    Annotations of a page are a source of their own.
    """
    pages: dict[tuple[str, int, bool], list[Citation]] = {}
    for one in citations:
        pages.setdefault((one.paper_id, one.page, one.annotation), []).append(one)
    return tuple(
        (tuple(dict.fromkeys(one.number for one in cited)), cited[0]) for cited in pages.values()
    )

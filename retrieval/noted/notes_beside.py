"""What was written onto a page beside words of it that are struck out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.catalogue import Catalogue
from corpus.model import Span
from corpus.page import MARK
from retrieval.answer import Quoter
from retrieval.model import Statement
from retrieval.search import Found

# Lines written onto a page that are quoted beside one statement, the nearest to it.
_NEAREST = 3


def with_notes(
    statements: Sequence[Statement], found: Found, catalogue: Catalogue, quoter: Quoter
) -> list[Statement]:
    """Return statements, after each with words struck out what is written onto that page.

    What replaces the words is mostly among it; whether it does, the page says and not we.
    Raises as :class:`Quoter`.
    """
    told: list[Statement] = []
    for statement in statements:
        told.append(statement)
        for note in _notes(statement, found, catalogue, quoter):
            if not any(note.text in other.text for other in (*told, *statements)):
                told.append(note)
    return told


def _notes(
    statement: Statement, found: Found, catalogue: Catalogue, quoter: Quoter
) -> Iterator[Statement]:
    """Yield what quotes the nearest lines written onto the page of words struck out."""
    struck = next((one for one in statement.citations if MARK in one.quote), None)
    if struck is None or not struck.spans:
        return
    page = catalogue.page(struck.paper_id, struck.page, found.scope.clearance)
    at = struck.spans[0]
    near = sorted(page.annotations, key=lambda one: _far(one, at))[:_NEAREST]
    written = tuple(sorted(near, key=lambda one: one.start))
    for passage in catalogue.passages_of(struck.paper_id, found.scope.clearance) if near else ():
        own = tuple(one for one in written if any(one.overlaps(held) for held in passage.spans))
        said = quoter.statement(passage, own) if own else None
        if said:
            yield said


def _far(one: Span, other: Span) -> int:
    """Return how many characters lie between two spans of a page."""
    return max(one.start - other.end, other.start - one.end, 0)

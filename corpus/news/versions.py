"""What another version of a paper changed, as a reader of some clearance may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from corpus.model import Access, Page, Reading, Span
from corpus.news.changes import PageChange, PagePair, changes


class Versions(Protocol):
    """What is asked of a catalogue: a part of :class:`corpus.catalogue.Catalogue`."""

    def earlier_pages(self, paper_id: str, clearance: Access = ...) -> tuple[Page, ...] | None: ...
    def reading(self, paper_id: str, clearance: Access = ...) -> Reading: ...
    def labels(self, paper_id: str, clearance: Access = ...) -> dict[int, str | None]: ...


@dataclass(frozen=True, slots=True)
class Changed:
    """A page that is not as it was; ``older`` and ``newer`` are what may be seen of the two.

    ``gone`` and ``added`` are the words that only one of them has, in order, without what is
    furniture there.
    """

    pair: PagePair
    older: Page | None
    newer: Page | None
    gone: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


def changed_pages(
    catalogue: Versions, paper_id: str, clearance: Access = Access.PUBLIC
) -> tuple[Changed, ...] | None:
    """Return the pages that are not as in the version before, in the order of the newer one.

    None where no words of an earlier version are kept. Whoever may not see all pages is told as
    if there were no others: what is closed in one version is not compared, and where the newer one
    has closed pages, none is told to have gone, since it may be one of those.

    Raises:
        UnknownPaperError: there is no such paper, or it may not be seen.
        CatalogueError: the catalogue cannot be read.
    """
    older = catalogue.earlier_pages(paper_id, clearance)
    if older is None:
        return None
    newer = catalogue.reading(paper_id, clearance).pages
    # Asked as somebody cleared: the count itself says nothing of what is there.
    closed = len(newer) < len(catalogue.labels(paper_id, Access.EXEMPT))
    before = {page.number: page for page in older}
    after = {page.number: page for page in newer}
    found = []
    for pair in changes(older, newer):
        if pair.change is PageChange.SAME or (closed and pair.change is PageChange.GONE):
            continue
        one = before.get(pair.older or 0)
        two = after.get(pair.newer or 0)
        gone = tuple(words_of(one, span) for span in pair.gone) if one else ()
        added = tuple(words_of(two, span) for span in pair.added) if two else ()
        found.append(Changed(pair, one, two, gone, added))
    return tuple(found)


def words_of(page: Page, span: Span) -> str:
    """Return the words of a span of a page, in one line, without what is furniture there."""
    words, at = "", span.start
    for other in sorted(page.furniture):
        if other.overlaps(span):
            words += page.text[at : max(at, other.start)] + " "
            at = max(at, other.end)
    return " ".join((words + page.text[at : span.end]).split())

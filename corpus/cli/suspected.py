"""The command ``suspected``: what is closed until an officer decides, and deciding."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.access import decided
from corpus.catalogue import Catalogue
from corpus.ingest import Ingest
from corpus.model import Access, Closing, Outcome, Scope, UnknownPaperError, typed

_ALL = Scope(clearance=Access.EXEMPT)


def told(catalogue: Catalogue) -> str:
    """Return what is suspected of which papers, by which words, and what to do; "" if nothing."""
    held = catalogue.suspected(Access.EXEMPT)
    lines = [
        f"  {paper.file_name}: {line}"
        for paper in catalogue.papers(_ALL)
        for line in map(said, held.get(paper.id, ()))
    ]
    if not lines:
        return ""
    how = f"{typed('corpus suspected PAPER')} with --open or --closed"
    return "\n".join([f"closed to the public until you decide, {how}:", *lines])


def counted(catalogue: Catalogue, clearance: Access) -> str:
    """Return :func:`told` to who may see exempt papers, to others of how many papers it is."""
    if clearance is Access.EXEMPT:
        return told(catalogue)
    count = len(catalogue.suspected(Access.EXEMPT))
    return f"papers with pages that an officer has yet to decide on: {count}" if count else ""


def said(closing: Closing) -> str:
    """Return which pages words on another close, as "PDF pages 4-5, by “CONFIDENTIAL” (page 4)"."""
    first, last = closing.first_page, closing.last_page
    pages = f"PDF page {first}" if first == last else f"PDF pages {first}-{last}"
    where = f"page {closing.page}" if closing.page else "its name"
    return f"{pages}, by “{closing.words}” ({where})"


def decide(catalogue: Catalogue, ingest: Ingest, name: str, *, is_open: bool) -> Iterator[Outcome]:
    """Open the pages suspected of a paper, named by file name or id, or keep them closed.

    Raises:
        UnknownPaperError: there is no such paper, or nothing of it is suspected.
    """
    paper = catalogue.paper(name, Access.EXEMPT)
    if paper.id not in catalogue.suspected(Access.EXEMPT):
        raise UnknownPaperError(f"nothing of {paper.file_name} waits for a decision")
    reading = catalogue.reading(paper.id, Access.EXEMPT)
    yield from ingest.correct(paper.id, decided(reading, is_open=is_open))

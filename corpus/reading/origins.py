"""The file that a PDF was made of: whose id the paper has, and what its pages then say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.document import Document, is_laid_out, paragraphs_on, read_document
from corpus.model import LabelSource, Page, UnreadablePaperError, original_of, paper_id_of


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a PDF came from: the id of the paper, what its file says, and who laid it out.

    ``document`` is None where only LibreOffice can read the file; ``laid_out`` tells that the
    pages are ours.
    """

    paper_id: str
    document: Document | None
    laid_out: bool


def origin_of(pdf: Path) -> Origin | None:
    """Return the origin of a kept PDF; None where it is the file that was given."""
    original = original_of(pdf)
    if original is None:
        return None
    data = original.read_bytes()
    try:
        document = read_document(data, original.name)
    except UnreadablePaperError:
        document = None
    return Origin(paper_id_of(data), document, is_laid_out(pdf.read_bytes()))


def of_origin(
    pages: Sequence[Page], origin: Origin | None, closed: frozenset[int]
) -> tuple[Page, ...]:
    """Return pages with the paragraphs of their paper; those of our layout have no number."""
    if origin is None:
        return tuple(pages)
    if origin.laid_out:
        pages = [replace(page, label=None, label_source=LabelSource.LAID_OUT) for page in pages]
    found = paragraphs_on(origin.document, pages, closed) if origin.document else {}
    return tuple(replace(page, paragraphs=found.get(page.number, ())) for page in pages)

"""Files attached to papers, read as papers of their own that no more people may see.

Such a file comes under the name of its paper and its own, so that it replaces nothing but what
was attached to that paper before; it is called by its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.access import closed_pages
from corpus.catalogue import Catalogue
from corpus.ingest.gather import Found, Trouble, plain_name
from corpus.model import (
    Access,
    PageProblem,
    Reading,
    UnknownPaperError,
    UnreadablePaperError,
)
from corpus.pdf import MOST_ATTACHED
from corpus.sandbox import PaperReader

# Joined paths never have two of them.
_APART = "//"
_PDF = b"%PDF-"
# A file attached to one attached to one that was given is read, and none within that.
DEEPEST = 3


def called(came_as: str) -> str:
    """Return what a file is called that came under a name: an attached one by its own."""
    return came_as.rpartition(_APART)[2]


def attached_to(came_as: str) -> str | None:
    """Return the name of the paper that a file was attached to; None if it was to none."""
    return came_as.rpartition(_APART)[0] or None


def is_within(came_as: str, other: str) -> bool:
    """Whether a file came attached to one that came as ``other``, at whatever depth."""
    return came_as.startswith(f"{other}{_APART}")


def attached(
    reader: PaperReader, path: Path, came_as: str
) -> Iterator[tuple[Found, int] | Trouble]:
    """Yield the PDFs attached to the file at ``path``, each with its page, 0 for the whole file.

    ``came_as`` is the name that the file came under.
    """
    for at in range(MOST_ATTACHED):
        try:
            one = reader.attached(path, called(came_as), at)
        except UnreadablePaperError as error:
            yield Trouble(called(came_as), str(error))
            continue
        if one is None:
            return
        if _PDF in one.content[:1024]:
            name = f"{came_as}{_APART}{plain_name(one.name)}"
            yield Found(name, path, len(one.content), name, content=one.content), one.page


def is_closed(
    catalogue: Catalogue, paper_id: str, reading: Reading | None
) -> Callable[[int], bool]:
    """Return which pages of a paper close what is attached to them, 0 standing for the whole.

    ``reading`` is of a paper that is still on its way in. What is attached to the whole of a
    paper may belong to any page that is closed.
    """
    if reading is None:
        try:
            reading = catalogue.reading(paper_id, Access.EXEMPT)
        except UnknownPaperError:
            return lambda _: True
    closed = closed_pages(reading.pages)
    whole = reading.paper.access is Access.EXEMPT
    return lambda page: whole or (page in closed if page else bool(closed))


def with_told(reading: Reading, before: Sequence[PageProblem]) -> Reading:
    """Return a reading that knows which attached files were read, as was said ``before``."""
    known = {one.reason for one in before}
    told = (one.read_apart for one in reading.problems)
    both = zip(reading.problems, told, strict=True)
    problems = tuple(new if new.reason in known else old for old, new in both)
    return replace(reading, problems=problems)

"""The unit of search."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpus.model.papers import Access, Span
from corpus.model.tables import Cell


class PassageKind(StrEnum):
    """What sort of thing a passage is cut from."""

    PROSE = "prose"
    ROW = "row"
    RESOLUTION = "resolution"
    FORM = "form"
    FRONT_SHEET = "front sheet"


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of search.

    ``id`` is the hash of paper id and spans. ``pages`` are physical, in ascending
    order, and those of the spans. ``text`` is verbatim: the slices
    of ``spans`` joined by line ends. ``context`` is the line that is only
    embedded and indexed. ``labelled`` is what a table row says with its column
    headers ("Who: … · When: …"); None for prose. ``access`` is exempt when one
    of its pages is.
    """

    id: str
    paper_id: str
    pages: tuple[int, ...]
    spans: tuple[Span, ...]
    item: str | None
    headings: tuple[str, ...]
    text: str
    context: str
    kind: PassageKind
    labelled: str | None = None
    cells: tuple[Cell, ...] = ()
    access: Access = Access.PUBLIC

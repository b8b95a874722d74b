"""Ids of pages, agenda items and decisions: the paper's, shortened, and a place in it.

They come from content, so they are the same in every data folder that holds the paper, and
say nothing that whoever has the paper does not see.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.model import AgendaItem, Resolution

# Of the 64 hex digits of a paper's id so many tell it from all others.
_DIGITS = 16
_ID = re.compile(
    rf"([0-9a-f]{{{_DIGITS}}}):(?:(\d{{1,6}})|r(\d{{1,6}})-(\d{{1,7}})-(\d{{1,7}})|item-(.{{1,100}}))"
)


@dataclass(frozen=True, slots=True)
class Named:
    """What an id names: a paper and, in it, a page, an item or a decision.

    ``paper`` is an id, its beginning, or a file name. ``page`` is physical, from 1; ``item``
    the number of an agenda item as printed; ``decided`` the physical page on which a decision
    begins with its first character there and that after its last, half-open.
    """

    paper: str
    page: int | None = None
    item: str | None = None
    decided: tuple[int, int, int] | None = None


def page_id(paper: str, page: int) -> str:
    """Return the id of physical ``page``, from 1, of the paper with id ``paper``."""
    return f"{paper[:_DIGITS]}:{page}"


def item_id(item: AgendaItem) -> str:
    """Return the id of an agenda item; "" for one without papers."""
    return f"{item.paper_id[:_DIGITS]}:item-{item.number}" if item.first_page else ""


def resolution_id(decided: Resolution) -> str:
    """Return the id of a decision."""
    return f"{decided.paper_id[:_DIGITS]}:r{'-'.join(map(str, place_of(decided)))}"


def place_of(decided: Resolution) -> tuple[int, int, int]:
    """Return where a decision begins and ends, as :class:`Named` has it."""
    first, last = decided.spans[0], decided.spans[-1]
    return first.page, first.start, last.end


def read_id(typed: str) -> Named:
    """Return what an id names; what is no id is taken for a paper's name or own id."""
    match = _ID.fullmatch(typed)
    if match is None:
        return Named(typed)
    paper, page, *place, item = match.groups()
    if page:
        return Named(paper, page=int(page))
    if item:
        return Named(paper, item=item)
    first, start, end = map(int, place)
    return Named(paper, decided=(first, start, end))

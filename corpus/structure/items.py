"""Agenda items, and which physical pages belong to each.

The front sheet names items and printed pages; labels turn those into physical
ones. Where it is silent, the number printed at the head of a report's first page
("Agenda Item 5") and the outline say where an item begins. Every page from the
first item on belongs to an item; those before it are front matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.model import AgendaItem, ItemSource, Span, item_key, number_in_part
from corpus.page import Label, Row, RowPart
from corpus.structure.agenda_signs import has_standing_business, is_agenda_heading
from corpus.structure.frontsheet import SheetItem, read_front_sheet

if TYPE_CHECKING:
    # Only its name is wanted: what asks questions need not load what reads files.
    from corpus.pdf import Bookmark

# A front sheet longer than this many pages is none.
FRONT_PAGES = 12
_HEADED = re.compile(
    r"(?P<part>(?:section|part|schedule)\s+\w{1,4}\s*[,:–-]?\s*)?"
    r"(?:agenda\s+item|item\s+no\.?|agenda\s+item\s+no\.?|agenda\s+no\.?|item)\s*(?:number\s*)?[:.\-–#]?\s*"
    r"(?P<number>(?:(?-i:[A-Z])\d{1,2}|\d{1,3}\.\d{1,2}|\d{1,3}\s?[a-z]?)\b|\d{1,3}\((?:[a-z]|[ivx]{1,5})\)"
    r"|\((?:[ivx]{1,5}|\d{1,2})\)|[ivx]{1,5}\b)\.?(?P<rest>.*)",
    re.IGNORECASE,
)
_WORDED = re.compile(r"agenda\s", re.IGNORECASE)
# The top margin in widths of a page.
_MARGIN = 0.14
_BOOKMARKED = re.compile(
    r"(?:agenda\s+)?(?:item\s+)?(?:no\.?\s*)?(?P<number>\d{1,3}(?:\.\d{1,2}|[a-z]?)|(?-i:[A-Z])\d{1,2})\s*[.):]?\s+(?P<title>\D.*)",
    re.IGNORECASE,
)
_AGENDA_MARK = re.compile(
    r"\W*+(?:agenda|summons|front\s*sheet|order\s+of\s+business)\b", re.IGNORECASE
)
_PAGES_TAIL = re.compile(
    r"(?<!\s)\s*+\(?\s*+(?:pages?|pp?\.)\s*\d+(?:\s*[-–]\s*\d+)?\s*\)?\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Found:
    """An item with its first and last physical page, None where unknown."""

    number: str
    title: str
    first: int | None
    last: int | None
    source: ItemSource


def read_items(
    paper_id: str,
    rows: Mapping[int, Sequence[Row]],
    labels: Mapping[int, Label],
    bookmarks: Sequence[Bookmark] = (),
) -> tuple[AgendaItem, ...]:
    """Return the agenda items of a pack or supplement; nothing for any other paper.

    ``rows`` are those of every physical page without furniture, ``labels`` the printed
    numbers. The forms of the items are left empty.
    """
    page_count = max(labels, default=0)
    heads = _headed(rows)
    sheet = read_front_sheet([rows[page] for page in _front_pages(rows, heads)])
    found = _from_sheet(sheet, labels, page_count)
    marked = _from_bookmarks(bookmarks)
    if not found:
        bound = len(marked) >= 2 and _binds(marked, bookmarks, heads, rows)
        found = marked if bound else _from_heads(heads)
    found = _located(found, heads, marked, page_count)
    return tuple(
        AgendaItem(paper_id, one.number, one.title, one.first, one.last, one.source)
        for one in _spread(found, page_count)
    )


def item_of(items: Sequence[AgendaItem], page: int) -> AgendaItem | None:
    """Return the item to which a physical page belongs; None for front matter."""
    holding = [item for item in items if item.first_page and item.last_page]
    inside = [i for i in holding if (i.first_page or 0) <= page <= (i.last_page or 0)]
    return max(inside, key=lambda item: item.first_page or 0, default=None)


def _binds(
    marked: Sequence[_Found],
    bookmarks: Sequence[Bookmark],
    heads: Mapping[str, int],
    rows: Mapping[int, Sequence[Row]],
) -> bool:
    """Whether numbered bookmarks are the items of a pack and not a report's headings.

    A pack has its agenda in front, perhaps as a scan, prints item numbers at
    the head of its papers, or begins with what meetings begin with.
    """
    if has_standing_business(one.title for one in marked):
        return True
    if any(_AGENDA_MARK.match(mark.title) for mark in bookmarks) or len(heads) >= 2:
        return True
    front = [rows[page] for page in _front_pages(rows, heads)[:3]]
    scanned = bool(front) and not front[0]
    return scanned or any(is_agenda_heading(row.text) for page in front for row in page)


def _front_pages(rows: Mapping[int, Sequence[Row]], heads: Mapping[str, int]) -> list[int]:
    stop = min([page for page in heads.values() if page > 1], default=FRONT_PAGES + 1)
    return [page for page in sorted(rows) if page <= min(FRONT_PAGES, stop - 1)]


def item_stamps(rows: Sequence[Row]) -> tuple[Span, ...]:
    """Return where the rows of one page print "Agenda Item 5" at its head.

    It places the page and says nothing of its own, so it is furniture.
    """
    worded = (part for _, part in _stamps(rows) if _WORDED.match(part.text.strip()))
    return tuple(Span(rows[0].page, part.start, part.end) for part in worded)


def is_item_stamp(text: str) -> bool:
    """Whether a text says the number of an agenda item and no more."""
    match = _HEADED.fullmatch(text.strip())
    return match is not None and len(match["rest"]) < 4


def _headed(rows: Mapping[int, Sequence[Row]]) -> dict[str, int]:
    """Return the first page that prints each item number at its head."""
    found: dict[str, int] = {}
    for page in sorted(rows):
        for number, _ in _stamps(rows[page]):
            found.setdefault(number, page)
    return found


def _by_key(pages: Mapping[str, int]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for number, page in pages.items():
        found.setdefault(item_key(number), page)
    return found


def _stamps(rows: Sequence[Row]) -> Iterator[tuple[str, RowPart]]:
    """Yield the item numbers at the head of a page, with the part of a row that each is.

    One drawn over the page in its top margin can come last in content order.
    """
    for at, row in enumerate(rows):
        lowest = 0.25 * row.width * 1.5 if at < 6 else _MARGIN * row.width
        for part in row.parts:
            # "Item 5 of the minutes …" is a sentence; a heading says little more.
            if part.box.y1 < lowest and is_item_stamp(part.text):
                match = _HEADED.fullmatch(part.text.strip())
                named = (match["part"] or "").strip(" ,:–-") if match else ""
                yield number_in_part(named, match["number"] if match else ""), part


def _from_sheet(
    sheet: Sequence[SheetItem], labels: Mapping[int, Label], page_count: int
) -> list[_Found]:
    physical = _physical(sheet, labels, page_count)
    found = []
    for item in sheet:
        first = physical.get(item.first) if item.first else None
        last = physical.get(item.last) if item.last else None
        if first is not None and (last is None or last < first):
            last = first
        found.append(_Found(item.number, item.title, first, last, ItemSource.FRONT_SHEET))
    return found


def _physical(
    sheet: Sequence[SheetItem], labels: Mapping[int, Label], page_count: int
) -> dict[int, int]:
    """Map the printed numbers that the sheet names to physical pages.

    A number printed nowhere is placed by its nearest printed neighbours. A pack
    with no printed numbers at all is taken to print its physical ones, if its
    last range ends on the last page.
    """
    printed: dict[int, int] = {}
    for page, label in sorted(labels.items()):
        if label.text and label.text.isdecimal():
            printed.setdefault(int(label.text), page)
    wanted = {number for item in sheet for number in (item.first, item.last) if number}
    if not printed:
        same = bool(wanted) and max(wanted) == page_count
        return {number: number for number in wanted} if same else {}
    known = sorted(printed)
    found: dict[int, int] = {}
    for number in wanted:
        nearest = min(known, key=lambda one: abs(one - number))
        page = printed[nearest] + number - nearest
        if abs(number - nearest) <= 12 and 1 <= page <= page_count:
            found[number] = page
    return found


def _from_bookmarks(bookmarks: Sequence[Bookmark]) -> list[_Found]:
    found: list[_Found] = []
    depths = [mark.depth for mark in bookmarks if _BOOKMARKED.fullmatch(mark.title) and mark.page]
    if not depths:
        return []
    for mark in bookmarks:
        match = _BOOKMARKED.fullmatch(mark.title)
        if match and mark.page and mark.depth == min(depths):
            title = _PAGES_TAIL.sub("", match["title"]).strip()
            number = match["number"]
            found.append(_Found(number, title, mark.page, None, ItemSource.OUTLINE))
    rising = all(_order(a.number) <= _order(b.number) for a, b in _pairs(found))
    return found if rising else []


def _pairs(found: Sequence[_Found]) -> Iterator[tuple[_Found, _Found]]:
    return pairwise(found)


def _order(number: str) -> tuple[str, int, str]:
    match = re.match(r"(\D*)(\d+)", number)
    return (match[1], int(match[2]), number) if match else ("", 0, number)


def _from_heads(heads: Mapping[str, int]) -> list[_Found]:
    """Return items known only by their printed numbers; one alone is a lone report's."""
    if len(heads) < 2:
        return []
    ordered = sorted(heads.items(), key=lambda head: head[1])
    return [_Found(number, "", page, None, ItemSource.HEADING) for number, page in ordered]


def _located(
    found: Sequence[_Found], heads: Mapping[str, int], marked: Sequence[_Found], page_count: int
) -> list[_Found]:
    """Place items that the printed numbers could not place, by heads and then bookmarks."""
    stamped = _by_key(heads)
    marks = _by_key({one.number: one.first for one in reversed(marked) if one.first})
    out = []
    for one in found:
        key = item_key(one.number)
        first = one.first or stamped.get(key) or marks.get(key)
        if first is not None and 1 <= first <= page_count:
            out.append(replace(one, first=first))
        else:
            out.append(replace(one, first=None, last=None))
    return out


def _spread(found: Sequence[_Found], page_count: int) -> Iterator[_Found]:
    """Give every page from the first item on to the item that it follows."""
    starts = sorted({one.first for one in found if one.first is not None})
    for one in found:
        if one.first is None:
            yield one
            continue
        after = [start for start in starts if start > one.first]
        end = after[0] - 1 if after else page_count
        yield replace(one, last=max(end, one.first))

"""The open and the exempt part of a paper whose pages are not all for everyone.

What stands on several pages is open only if all of them are. These rules are
used when a reading is written down, and cut a reading for those who may not see
all of it, so that the catalogue and the reading process mean the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from corpus.model import (
    Access,
    AgendaItem,
    FormField,
    ItemSource,
    MinuteMeeting,
    Page,
    Paper,
    Reading,
    Resolution,
    Span,
    TableRow,
)

Closed = frozenset[int]


def closed_pages(pages: Iterable[Page]) -> Closed:
    """Return the physical numbers of the exempt pages."""
    return frozenset(page.number for page in pages if page.access is Access.EXEMPT)


def spans_access(spans: Iterable[Span], closed: Closed) -> Access:
    """Return the access of words that stand in ``spans``."""
    return _access(any(span.page in closed for span in spans))


def row_access(row: TableRow, closed: Closed) -> Access:
    """Return the access of a table row, which also shows what stands above it."""
    cells = (span for cell in row.cells for span in cell.spans)
    return _access(Access.EXEMPT in (spans_access(cells, closed), spans_access(row.above, closed)))


def resolution_access(resolution: Resolution, closed: Closed) -> Access:
    """Return the access of a resolution, with what is printed of its mover and vote."""
    beside = (resolution.outcome_spans, resolution.moved_spans, resolution.vote_spans)
    return spans_access((*resolution.spans, *(s for spans in beside for s in spans)), closed)


def meeting_access(meeting: MinuteMeeting, closed: Closed) -> Access:
    """Return the access of the minutes of a meeting: who was there stands on its first page."""
    return _access(meeting.first_page in closed)


def item_access(item: AgendaItem, closed: Closed) -> Access:
    """Return the access of an agenda item: exempt when all of its pages are."""
    if item.first_page is None or item.last_page is None:
        return Access.PUBLIC
    return _access(closed.issuperset(range(item.first_page, item.last_page + 1)))


def open_item(item: AgendaItem, closed: Closed) -> AgendaItem:
    """Return an item as a reader without clearance sees it: its open pages, their fields."""
    if item.first_page is None or item.last_page is None:
        return item
    held = [n for n in range(item.first_page, item.last_page + 1) if n not in closed]
    # The front sheet is open, and so is what a site says; any other title may have been read off
    # the first page.
    said = item.source in (ItemSource.FRONT_SHEET, ItemSource.GIVEN)
    unseen = item.first_page in closed and not said
    return replace(
        item,
        title="" if unseen else item.title,
        first_page=min(held, default=None),
        last_page=max(held, default=None),
        form=open_form(item.form, closed),
    )


def open_meeting(meeting: MinuteMeeting, closed: Closed) -> MinuteMeeting:
    """Return a meeting with minutes that end on the last open page of theirs."""
    held = [n for n in range(meeting.first_page, meeting.last_page + 1) if n not in closed]
    return replace(meeting, last_page=max(held, default=meeting.first_page))


def open_form(form: tuple[FormField, ...], closed: Closed) -> tuple[FormField, ...]:
    """Return the fields of a report form that stand on open pages."""
    return tuple(one for one in form if spans_access(one.spans, closed) is Access.PUBLIC)


def open_paper(paper: Paper, closed_count: int) -> Paper:
    """Return a paper as if its ``closed_count`` exempt pages were not there."""
    return replace(paper, page_count=paper.page_count - closed_count, exempt_pages=0)


def open_part(reading: Reading) -> Reading:
    """Return what anyone may see of the reading of an open paper; equal to it if that is all."""
    closed = closed_pages(reading.pages)
    if not closed:
        return replace(reading, closings=())
    return Reading(
        paper=open_paper(reading.paper, len(closed)),
        pages=tuple(page for page in reading.pages if page.number not in closed),
        items=tuple(
            open_item(item, closed)
            for item in reading.items
            if item_access(item, closed) is Access.PUBLIC
        ),
        meetings=tuple(
            open_meeting(meeting, closed)
            for meeting in reading.meetings
            if meeting_access(meeting, closed) is Access.PUBLIC
        ),
        resolutions=tuple(
            said for said in reading.resolutions if resolution_access(said, closed) is Access.PUBLIC
        ),
        rows=tuple(row for row in reading.rows if row_access(row, closed) is Access.PUBLIC),
        problems=tuple(one for one in reading.problems if one.page not in closed),
        acronyms=reading.acronyms,
        form=open_form(reading.form, closed),
    )


def exempt_part(reading: Reading) -> Reading:
    """Return what stands on the exempt pages of an open paper, and none of what stands outside."""
    closed = closed_pages(reading.pages)
    return replace(
        reading,
        pages=tuple(page for page in reading.pages if page.number in closed),
        meetings=tuple(
            one for one in reading.meetings if meeting_access(one, closed) is Access.EXEMPT
        ),
        resolutions=tuple(
            replace(said, spans=inside)
            for said in reading.resolutions
            if (inside := _inside(said.spans, closed))
        ),
        rows=tuple(
            _closed_row(row, closed)
            for row in reading.rows
            if any(_inside(cell.spans, closed) for cell in row.cells)
        ),
        acronyms=(*reading.acronyms, *reading.exempt_acronyms),
        form=tuple(one for one in reading.form if spans_access(one.spans, closed) is Access.EXEMPT),
    )


def _closed_row(row: TableRow, closed: Closed) -> TableRow:
    cells = tuple(replace(cell, spans=_inside(cell.spans, closed)) for cell in row.cells)
    return replace(row, cells=cells, above=_inside(row.above, closed))


def _inside(spans: Iterable[Span], closed: Closed) -> tuple[Span, ...]:
    return tuple(span for span in spans if span.page in closed)


def _access(closed: bool) -> Access:
    return Access.EXEMPT if closed else Access.PUBLIC

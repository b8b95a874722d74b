"""Reads the open pages of a paper as if its exempt ones were not there.

What runs over pages (minutes, tables with their headers, report forms, acronyms) could carry
words of an exempt page to an open one. So the open pages are read by themselves,
and of a reading of all pages only that is kept which stands on exempt ones. A
paper without exempt pages is read once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from corpus.access.parts import (
    Closed,
    closed_pages,
    meeting_access,
    resolution_access,
    row_access,
    spans_access,
)
from corpus.model import Access, AgendaItem, FormField, MinuteMeeting, Page, Resolution, TableRow
from corpus.page import Row

Minutes = tuple[tuple[MinuteMeeting, ...], tuple[Resolution, ...]]
Acronyms = tuple[tuple[str, str], ...]
Form = tuple[FormField, ...]
Rows = Mapping[int, Sequence[Row]]


def minutes_apart(read: Callable[[Sequence[Page]], Minutes], pages: Sequence[Page]) -> Minutes:
    """Return the meetings and resolutions that ``read`` finds, those of open pages first."""
    closed = closed_pages(pages)
    meetings, said = read(pages)
    if not closed:
        return meetings, said
    held, decided = read([page for page in pages if page.number not in closed])
    held += tuple(m for m in meetings if meeting_access(m, closed) is Access.EXEMPT)
    decided += tuple(r for r in said if resolution_access(r, closed) is Access.EXEMPT)
    return held, decided


def rows_apart(
    read: Callable[[Sequence[int]], tuple[TableRow, ...]], numbers: Sequence[int], closed: Closed
) -> tuple[TableRow, ...]:
    """Return the table rows that ``read`` finds on physical pages ``numbers``, open ones' first.

    A table on exempt pages has a number of its own.
    """
    rows = read(numbers)
    if not closed:
        return rows
    found = read([number for number in numbers if number not in closed])
    count = max((row.table for row in found), default=-1) + 1
    return found + tuple(
        replace(row, table=row.table + count)
        for row in rows
        if row_access(row, closed) is Access.EXEMPT
    )


def forms_apart(
    open_ones: Sequence[AgendaItem], whole: Sequence[AgendaItem], closed: Closed
) -> tuple[AgendaItem, ...]:
    """Return items with the forms of their open pages, then what only exempt ones say.

    ``open_ones`` are the items with what was read of open pages, ``whole`` the same with
    what was read of all. An item that begins on an open page has its title from there.
    """
    merged = []
    for seen, item in zip(open_ones, whole, strict=True):
        title = item.title if item.first_page in closed else seen.title
        names = {one.name for one in seen.form}
        hidden = (one for one in _hidden(item.form, closed) if one.name not in names)
        merged.append(replace(item, title=title, form=(*seen.form, *hidden)))
    return tuple(merged)


def lone_form_apart(
    read: Callable[[Rows], Form],
    rows: Rows,
    open_rows: Rows,
    meetings: Sequence[MinuteMeeting],
    closed: Closed,
) -> Form:
    """Return the form of a paper without items as open pages say it, then what exempt ones do.

    Minutes have no form; those on exempt pages take none from the open ones.
    """
    minuted = any(meeting_access(one, closed) is Access.PUBLIC for one in meetings)
    found = () if minuted else read(open_rows)
    if not closed or meetings:
        return found
    return (*found, *_hidden(read(rows), closed))


def _hidden(form: Form, closed: Closed) -> Form:
    return tuple(one for one in form if spans_access(one.spans, closed) is Access.EXEMPT)


def acronyms_apart(
    read: Callable[[Sequence[Page]], Acronyms], pages: Sequence[Page]
) -> tuple[Acronyms, Acronyms]:
    """Return the acronyms that open pages explain, and those that only exempt ones do."""
    closed = closed_pages(pages)
    found = read([page for page in pages if page.number not in closed])
    if not closed:
        return found, ()
    hidden = read([page for page in pages if page.number in closed])
    return found, tuple(pair for pair in hidden if pair not in found)

"""What is said of a paper beside its pages: which items it is for, and where the pages disagree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from corpus.language import names_only_kind
from corpus.minutes import find_sittings, make_roll, own_sitting
from corpus.model import (
    AgendaItem,
    FormField,
    ItemSource,
    MinuteMeeting,
    Page,
    PageProblem,
    Paper,
    PaperKind,
    Particulars,
    body_key,
    is_item,
)
from corpus.page import Line


def with_items_told(
    read: tuple[AgendaItem, ...],
    form: tuple[FormField, ...],
    meta: Particulars | None,
    about: tuple[str, int],
) -> tuple[tuple[AgendaItem, ...], tuple[FormField, ...]]:
    """Return the items of a paper, and the form of one without items, with what is said of them.

    A paper that is for items as a whole belongs to each with all its pages, counted from 1, and
    with its form, unless its pages tell of one of them where it stands. ``about`` are its id and
    the number of its pages.
    """
    told = meta.items if meta else None
    if not told or any(is_item(one.number, number) for one in read for number, _ in told):
        return read, form
    paper_id, pages = about
    given = (
        AgendaItem(paper_id, number, title, 1, pages, ItemSource.GIVEN, form)
        for number, title in told
    )
    return tuple(given), ()


def own_minutes(
    pages: Sequence[Page],
    lines: Mapping[int, tuple[Line, ...]],
    items: Sequence[AgendaItem],
    paper: Paper,
    told: Particulars,
) -> MinuteMeeting | None:
    """Return the meeting that a paper is of as its minutes print it; None where it has none."""
    printed = find_sittings(make_roll(pages, lines), pages, items, paper)
    own = own_sitting(printed, paper, told)
    return None if own is None or own.guessed else own.meeting


def disagreements(
    meta: Particulars | None,
    says: Particulars,
    items: Sequence[AgendaItem],
    minuted: MinuteMeeting | None = None,
) -> Iterator[PageProblem]:
    """Yield where a paper ``says`` other of itself than the site that has it, if one does.

    ``items`` are those that its own pages tell of, ``minuted`` is the meeting that its minutes do.
    """
    if meta is None or meta.told_by is None:
        return
    site = meta.told_by
    for body in (says.committee, minuted.committee if minuted else None):
        if meta.committee and body and not _names(body, meta.committee):
            yield PageProblem.disagrees(site, "committee", meta.committee, body)
            break
    for day in (says.meeting_date, minuted.date if minuted else None):
        if meta.meeting_date and day and not _same(meta.meeting_date, day):
            told, printed = (f"{one:%-d %B %Y}" for one in (meta.meeting_date, day))
            yield PageProblem.disagrees(site, "date", told, printed)
            break
    if meta.kind and says.kind not in (None, PaperKind.OTHER, meta.kind):
        yield PageProblem.disagrees(site, "kind", meta.kind.value, str(says.kind))
    numbers = [number for number, _ in meta.items or ()]
    own = [one.number for one in items]
    if numbers and own and not any(is_item(mine, number) for mine in own for number in numbers):
        yield PageProblem.disagrees(site, "item", ", ".join(numbers), ", ".join(own))


def _names(printed: str, told: str) -> bool:
    """Whether the name that a paper prints is the site's, or as much of it as "the Panel".

    Only the kind of a body is no other's name.
    """
    if names_only_kind(printed):
        return True
    mine, theirs = (f" {body_key(name.replace('&', 'and'))} " for name in (printed, told))
    return mine.removeprefix(" the") in theirs


def _same(told: date, printed: date) -> bool:
    """Whether two days are one; the first of a month may stand for the month."""
    return told == printed or (printed.day == 1 and told.replace(day=1) == printed)

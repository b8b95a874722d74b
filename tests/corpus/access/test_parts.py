"""What of a paper is open and what exempt, thing by thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from corpus.access.apart import acronyms_apart, minutes_apart, rows_apart
from corpus.access.parts import (
    closed_pages,
    exempt_part,
    item_access,
    meeting_access,
    open_item,
    open_meeting,
    open_part,
    resolution_access,
    row_access,
)
from corpus.model import (
    Access,
    AgendaItem,
    Cell,
    FormField,
    ItemSource,
    LabelSource,
    MinuteMeeting,
    OutcomeClass,
    Page,
    PageProblem,
    Paper,
    PaperKind,
    Reading,
    Resolution,
    Span,
    TableRow,
    TextSource,
)

OPEN, SHUT = Access.PUBLIC, Access.EXEMPT
CLOSED = frozenset((3, 4))


def page(number: int) -> Page:
    access = SHUT if number in CLOSED else OPEN
    return Page(
        "a", number, None, LabelSource.NONE, 595, 842, 0, f"page {number}",
        TextSource.TEXT_LAYER, access=access,
    )  # fmt: skip


def at(*pages: int) -> tuple[Span, ...]:
    return tuple(Span(number, 0, 4) for number in pages)


def said(*pages: int, **beside: tuple[Span, ...]) -> Resolution:
    made = Resolution(
        "a", None, "1", "Ferry", f"that {pages}", "RESOLVED", OutcomeClass.RESOLVED, None, None,
        at(*pages),
    )  # fmt: skip
    return replace(made, **beside)  # type: ignore[arg-type]


def row(*pages: int, above: tuple[Span, ...] = (), table: int = 0) -> TableRow:
    cells = tuple(Cell("Ref", str(number), at(number)) for number in pages)
    return TableRow("a", table, None, (), cells, above)


def held(first: int, last: int) -> MinuteMeeting:
    return MinuteMeeting("a", "Board", date(2024, 6, 4), None, first, last)


def item(
    first: int | None, last: int | None, source: ItemSource = ItemSource.HEADING
) -> AgendaItem:
    form = (FormField("Title", "open", at(2)), FormField("Lead", "shut", at(3)))
    return AgendaItem("a", "4", "Ferry", first, last, source, form)


@pytest.mark.parametrize(
    ("access", "expected"),
    [
        (resolution_access(said(1, 2), CLOSED), OPEN),
        (resolution_access(said(2, 3), CLOSED), SHUT),
        (resolution_access(said(2, outcome_spans=at(3)), CLOSED), SHUT),
        (resolution_access(said(2, moved_spans=at(4)), CLOSED), SHUT),
        (resolution_access(said(2, vote_spans=at(1, 4)), CLOSED), SHUT),
        (row_access(row(1, 2), CLOSED), OPEN),
        (row_access(row(2, 3), CLOSED), SHUT),
        (row_access(row(2, above=at(3)), CLOSED), SHUT),
        (meeting_access(held(2, 4), CLOSED), OPEN),
        (meeting_access(held(3, 5), CLOSED), SHUT),
        (item_access(item(3, 4), CLOSED), SHUT),
        (item_access(item(2, 4), CLOSED), OPEN),
        (item_access(item(3, 5), CLOSED), OPEN),
        (item_access(item(None, None), CLOSED), OPEN),
    ],
)
def test_what_stands_on_a_closed_page_is_closed(access: Access, expected: Access) -> None:
    assert access is expected


def test_an_item_is_seen_by_its_open_pages() -> None:
    seen = open_item(item(2, 4), CLOSED)
    assert (seen.first_page, seen.last_page, seen.title) == (2, 2, "Ferry")
    assert [field.value for field in seen.form] == ["open"]
    seen = open_item(item(3, 5), CLOSED)
    assert (seen.first_page, seen.last_page, seen.title) == (5, 5, "")
    assert open_item(item(3, 5, ItemSource.FRONT_SHEET), CLOSED).title == "Ferry"
    assert open_item(item(3, 4), CLOSED).first_page is None
    assert open_item(item(None, None), CLOSED) == item(None, None)


def test_minutes_end_on_their_last_open_page() -> None:
    assert open_meeting(held(1, 4), CLOSED).last_page == 2
    assert open_meeting(held(1, 5), CLOSED).last_page == 5
    assert open_meeting(held(3, 4), CLOSED).last_page == 3


READING = Reading(
    Paper("a", "a.pdf", "a", PaperKind.MINUTES, None, None, OPEN, None, 5, 2),
    tuple(map(page, range(1, 6))),
    (item(2, 5), item(3, 4)),
    (held(1, 4), held(3, 4)),
    (said(1), said(2, 3), said(4)),
    (row(1), row(2, 3), row(4)),
    (PageProblem(2, "torn"), PageProblem(3, "wet")),
    (("HB", "Harbour Board"),),
    (FormField("Title", "open", at(2)), FormField("Lead", "shut", at(3))),
    (("QX", "Quay Exchange"),),
)


def test_the_open_part_is_a_paper_of_its_own() -> None:
    seen = open_part(READING)
    assert (seen.paper.page_count, seen.paper.exempt_pages) == (3, 0)
    assert [one.number for one in seen.pages] == [1, 2, 5]
    assert [(one.first_page, one.last_page) for one in seen.items] == [(2, 5)]
    assert [(one.first_page, one.last_page) for one in seen.meetings] == [(1, 2)]
    assert [one.spans for one in seen.resolutions] == [at(1)]
    assert [one.cells[0].text for one in seen.rows] == ["1"]
    assert [one.page for one in seen.problems] == [2]
    assert [one.value for one in seen.form] == ["open"]
    assert (seen.acronyms, seen.exempt_acronyms) == (READING.acronyms, ())


def test_the_exempt_part_is_what_stands_on_exempt_pages() -> None:
    shut = exempt_part(READING)
    assert [one.number for one in shut.pages] == [3, 4]
    assert [one.first_page for one in shut.meetings] == [3]
    assert [one.spans for one in shut.resolutions] == [at(3), at(4)]
    assert [[c.spans for c in one.cells] for one in shut.rows] == [[(), at(3)], [at(4)]]
    assert [one.value for one in shut.form] == ["shut"]
    assert shut.acronyms == (("HB", "Harbour Board"), ("QX", "Quay Exchange"))


def test_a_paper_without_exempt_pages_is_all_open() -> None:
    pages = tuple(replace(one, access=OPEN) for one in READING.pages)
    assert open_part(replace(READING, pages=pages)) == replace(READING, pages=pages)


def test_minutes_are_read_of_the_open_pages_then_of_the_exempt() -> None:
    def read(pages: Sequence[Page]) -> tuple[tuple[MinuteMeeting, ...], tuple[Resolution, ...]]:
        numbers = [one.number for one in pages]
        first = (held(numbers[0], numbers[-1]),)
        return (*first, held(3, 4)) if 3 in numbers else first, (said(*numbers), said(4))[
            : len(numbers) - 2
        ]

    meetings, told = minutes_apart(read, READING.pages)
    assert [(one.first_page, one.last_page) for one in meetings] == [(1, 5), (3, 4)]
    assert [one.spans for one in told] == [at(1, 2, 5), at(1, 2, 3, 4, 5), at(4)]
    pages = [one for one in READING.pages if one.number not in CLOSED]
    assert minutes_apart(read, pages) == read(pages)


def test_tables_of_exempt_pages_have_numbers_of_their_own() -> None:
    def read(numbers: Sequence[int]) -> tuple[TableRow, ...]:
        return tuple(row(number, table=at) for at, number in enumerate(numbers))

    told = rows_apart(read, range(1, 6), CLOSED)
    assert [(one.table, one.cells[0].text) for one in told] == [
        (0, "1"), (1, "2"), (2, "5"), (5, "3"), (6, "4"),
    ]  # fmt: skip
    assert rows_apart(read, [1, 2], frozenset()) == read([1, 2])
    assert [one.table for one in rows_apart(read, [3], CLOSED)] == [0]


def test_acronyms_that_only_exempt_pages_explain_are_apart() -> None:
    def read(pages: Sequence[Page]) -> tuple[tuple[str, str], ...]:
        shut = any(one.number in CLOSED for one in pages)
        return (("HB", "Harbour Board"), *((("QX", "Quay Exchange"),) if shut else ()))

    both = (("HB", "Harbour Board"),), (("QX", "Quay Exchange"),)
    assert acronyms_apart(read, READING.pages) == both
    assert acronyms_apart(read, READING.pages[:2]) == (both[0], ())
    assert closed_pages(READING.pages) == CLOSED

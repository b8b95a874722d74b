"""What stands in the place of an agenda item: its line on the front sheet, and its papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import AgendaItem, ItemSource, PaperKind, Span
from retrieval.model.constants import DEFAULT
from retrieval.search.agendas_asked import Entry, entry_of
from retrieval.search.numbered_places import Place
from tests.retrieval.guard.shelf import DUES, JULY, JUNE, WINTER, Line, written


def test_an_entry_is_the_number_and_title_alone() -> None:
    one = AgendaItem(
        "p", "2", "Winter timetable of all the harbour ferries", 1, 1, ItemSource.FRONT_SHEET
    )
    paper = written("p", PaperKind.AGENDA_PACK, Line("x"))[0].pages[0]
    for text, printed in (
        ("  2. Winter timetable of all the harbour ferries\n", "2. Winter timetable of all the "
         "harbour ferries"),
        ("Item 2) Winter timetable of all the boats", "Item 2) Winter timetable of all the"),
        ("22. Winter timetable of all the harbour ferries", None),
        ("2. Winter\n  timetable of all the harbour ferries", "2. Winter\n  timetable of all the "
         "harbour ferries"),
        ("2. Winter ferries", None),
    ):  # fmt: skip
        entry = entry_of(one, {1: replace(paper, text=text)})
        told = text[entry.span.start : entry.span.end] if entry else None
        assert told == printed
    late = {at: replace(paper, text="2. " + one.title if at == 9 else "x") for at in range(1, 10)}
    assert entry_of(one, late) is None
    assert entry_of(one, {9: late[9]}) is not None


@pytest.mark.parametrize(
    ("areas", "item", "heading", "day", "held"),
    [
        ((("a", "2"),), "2", "", None, True),
        ((("a", "2"),), "3", "", None, False),
        ((("a", None),), "3", "", None, True),
        ((("b", None),), "3", "", None, False),
        ((("b", None),), None, WINTER, JUNE, True),
        ((("b", None),), None, WINTER, JULY, False),
        ((("b", None),), None, WINTER, None, False),
        ((("b", None),), None, DUES, JUNE, False),
        ((), None, WINTER, JUNE, False),
    ],
)
def test_what_stands_in_the_place_of_an_item(
    areas: tuple[tuple[str, str | None], ...],
    item: str | None,
    heading: str,
    day: date | None,
    held: bool,
) -> None:
    """Its own papers do, and what other papers of the meeting say under its title."""
    (_, (passage,)) = written("a", PaperKind.REPORT, Line("It is late.", heading, item=item))
    listed = AgendaItem("b", "2", WINTER, None, None, ItemSource.FRONT_SHEET)
    place = Place("b", JUNE, (), (Entry(listed, Span(1, 0, 4)),), areas)
    assert place.holds(passage, day, DEFAULT.looking_up) is held
    assert replace(place, passages=(passage,)).holds(passage, None, DEFAULT.looking_up)

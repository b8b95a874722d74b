"""Items of agendas whose numbering starts again, or is of another kind than 1, 2, 3."""

from __future__ import annotations

import pytest

from corpus.model import is_item, item_key, item_words, number_in_part, printed_number
from corpus.reading import read_paper
from corpus.structure import item_of
from corpus.structure.frontsheet import read_front_sheet
from tests.corpus.structure.drawn_agendas import Drawn, agendas
from tests.corpus.structure.drawn_sheets import draw_sheet

KINDS = tuple(agendas())


def wrong_pages(drawn: Drawn) -> list[tuple[int, str, str | None]]:
    """Return the pages that are not given to their item: number, right item, item read."""
    reading = read_paper(drawn.content, file_name="pack.pdf")
    found = {page: item_of(reading.items, page) for page in drawn.items}
    read = {page: one.number if one else None for page, one in found.items()}
    return [(at, own, read[at]) for at, own in drawn.items.items() if read[at] != own]


def test_items_have_their_pages_in_agendas_of_many_kinds() -> None:
    wrong = {drawn.name: found for drawn in KINDS if (found := wrong_pages(drawn))}
    pages = sum(len(drawn.items) for drawn in KINDS)
    assert len(KINDS) >= 40
    assert sum(map(len, wrong.values())) <= 0.01 * pages, wrong


def numbers(text: str) -> list[tuple[str, int | None]]:
    return [(one.number, one.first) for one in read_front_sheet(draw_sheet(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "AGENDA\n\n5.|Moorings\n\n|5.1  The quay (Pages 3 - 4)\n\n|5.2  The pier (Page 5)"
            "\n\n6.|Fares (Page 6)",
            [("5", None), ("5.1", 3), ("5.2", 5), ("6", 6)],
        ),
        (
            "AGENDA\n\n5.|Moorings\n\n|(i)  The quay (Page 3)\n\n|(ii)  The pier (Page 5)\n\n"
            "6.|Fares (Page 6)",
            [("5", None), ("5(i)", 3), ("5(ii)", 5), ("6", 6)],
        ),
        (
            "AGENDA\n\nI.|Apologies\n\nII.|Record of the spring meeting\n\nIII.|Moorings (Page 3)",
            [("I", None), ("II", None), ("III", 3)],
        ),
        (
            "AGENDA\n\nI.|Quays\n\nII.|Piers\n\nIII.|Fares",
            [("I", None), ("II", None), ("III", None)],
        ),
        # Initials, and points of a list.
        ("AGENDA\n\nI.|Elm sends apologies\n\nV.|Oak is in the chair", []),
        ("AGENDA\n\n(i)|Quays\n\n(ii)|Piers\n\n(iii)|Fares", []),
        ("AGENDA\n\n5a|Quays (Page 3)\n\n5b|Piers (Page 4)", [("5a", 3), ("5b", 4)]),
        (
            "AGENDA\n\n**PART A\n\n1.|Quays (Page 3)\n\n2.|Walls (Page 4)\n\n**PART B\n\n"
            "3.|Fares (Page 5)",
            [("1", 3), ("2", 4), ("3", 5)],
        ),
        (
            "AGENDA\n\n1.|Quays (Page 3)\n\n2.|Walls (Page 4)\n\nPlease read this.\n\n"
            "1.|Doors are at the back\n\n2.|Leave by them",
            [("1", 3), ("2", 4)],
        ),
    ],
)
def test_numbers_of_items_and_of_their_parts(text: str, found: list[tuple[str, int]]) -> None:
    assert numbers(text) == found


@pytest.mark.parametrize(
    ("number", "asked", "meant"),
    [
        ("Section B, item 2", "section b, item 2", True),
        ("Section B, item 2", "b2", True),
        ("Section B, item 2", "2", True),
        ("Section B, item 2", "section a, item 2", False),
        ("Part II, item 3", "part 2, item 3", True),
        ("Part II, item 3", "part two, item 3", True),
        ("Part II, item 3", "13", False),
        ("B2", "section b, item 2", True),
        ("B2", "2", False),
        ("5(ii)", "5ii", True),
        ("III", "3", True),
        ("(iii)", "3", True),
        ("3", "iii", True),
        ("IV", "3", False),
        ("5a", "5", False),
        ("12", "12", True),
    ],
)
def test_which_item_is_asked_for(number: str, asked: str, meant: bool) -> None:
    assert is_item(number, asked) is meant
    assert not is_item(None, asked)


def test_how_an_item_is_called() -> None:
    own = number_in_part("Section B", "2")
    assert (item_words(own), printed_number(own), item_key(own)) == (
        "Section B, item 2",
        "2",
        ("b", "2"),
    )
    assert (item_words("5a"), printed_number("5a")) == ("item 5a", "5a")

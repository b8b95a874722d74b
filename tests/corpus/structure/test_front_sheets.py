"""What makes a sheet an agenda, which items it lists, and on which pages they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from corpus.model import AgendaItem, ItemSource, LabelSource
from corpus.page.labels import Label
from corpus.pdf.outline import Bookmark
from corpus.structure.agenda_signs import is_agenda_heading
from corpus.structure.frontsheet import read_front_sheet
from corpus.structure.items import is_item_stamp, item_of, item_stamps, read_items
from tests.corpus.structure.drawn_sheets import draw_sheet

Listed = tuple[str, str, int | None, int | None]


def listed(text: str) -> list[Listed]:
    """Return number, title and printed pages of the items that a front sheet lists."""
    return [(i.number, i.title, i.first, i.last) for i in read_front_sheet(draw_sheet(text))]


def numbers(text: str) -> list[str]:
    return [number for number, *_ in listed(text)]


BARE = "1.|Quays\n\n2.|Fares\n\n3.|Walls"
RANGED = "1.|Quays|3 - 4\n\n2.|Fares|5\n\n3.|Walls|6 - 9"
STANDING = "1.|Apologies\n\n2.|Minutes\n\n3.|Walls"
CALL = "A meeting of the Harbour Board will be held at the quay\n\n"


@pytest.mark.parametrize(
    ("text", "agenda"),
    [
        (BARE, False),
        ("AGENDA\n\n" + BARE, True),
        ("AGENDA\n\n1.|Quays\n\n2.|Fares", False),
        (BARE + "\n\nAGENDA", True),
        (BARE + "\fAGENDA", False),
        (BARE + "\n\nThe agenda", False),
        (CALL + BARE, False),
        (CALL + STANDING, True),
        (STANDING, False),
        ("PRESENT: Mr Reed\n\nAGENDA\n\n" + BARE, False),
        ("Minutes of the meeting\n\nAGENDA\n\n" + BARE, False),
        ("AGENDA\n\n" + BARE + "\fPresent: Mr Reed", True),
        ("AGENDA\n\n" + RANGED, True),
        (RANGED, False),
        ("Item|Title|Page\n\n" + RANGED, True),
        ("1.|Apologies|3\n\n2.|Minutes|4", True),
        ("1.|Apologies|3\n\n2.|Fares", False),
        ("AGENDA\n\n1.|Apologies|3\n\n2.|Fares", True),
        ("Item|Title|Page\n\n1.|Quays|9\n\n2.|Fares|5", False),
        ("Item|Title|Page\n\n1.|Quays|5\n\n2.|Fares|5", True),
        ("Contents\n\nItem|Title|Page\n\n" + RANGED, False),
        ("Contents\na\nb\nc\nd\n\nItem|Title|Page\n\n" + RANGED, False),
        ("Contents\na\nb\nc\nd\ne\n\nItem|Title|Page\n\n" + RANGED, True),
        ("1.|Quays (Pages 3 - 4)\n\n2.|Fares", False),
        ("1.|Quays (Pages 3 - 4)\n\n2.|Fares (Page 5)", True),
        ("The agenda\n\n1.|Quays (Pages 3 - 4)\n\n2.|Fares", True),
        ("1.|Quays (Pages 3 - 4)\n\n2.|Fares\n\nThe agenda", True),
        ("1.|Quays (Pages 3 - 4)\n\n2.|Fares\fThe agenda", False),
        ("It rained.\n\nIt snowed.", False),
        ("", False),
    ],
)
def test_what_makes_a_sheet_an_agenda(text: str, agenda: bool) -> None:
    assert bool(listed(text)) is agenda


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("AGENDA", True),
        ("A G E N D A", True),
        ("Agenda for the meeting", True),
        ("Agenda for the meeting of the board.", False),
        ("Agenda for the meeting of the board;", False),
        ("Agenda item 4", False),
        ("HARBOUR BOARD AGENDA", True),
        ("the wider prevention agenda", False),
        ("Agenda for " + "a" * 78, True),
        ("Agenda for " + "a" * 79, False),
    ],
)
def test_a_heading_of_an_agenda(text: str, heading: bool) -> None:
    assert is_agenda_heading(text) is heading


HEAD = "The agenda\n\n9.|Harbour Dues (Page 2)\n\n"


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("10.|Walls (Pages 3 - 4)", ("10", "Walls", 3, 4)),
        ("10.|Walls (Page 3)", ("10", "Walls", 3, 3)),
        ("10.|Walls (Pages 3 to 4)", ("10", "Walls", 3, 4)),
        ("10.|Walls (Pages 4 - 3)", ("10", "Walls", None, None)),
        ("10.|Walls|7 - 9", ("10", "Walls", 7, 9)),
        ("10.|Walls|to follow", ("10", "Walls", None, None)),
        ("10.|Walls - to follow", ("10", "Walls", None, None)),
        ("10.|Walls (to follow)", ("10", "Walls", None, None)),
        ("10.|Walls ……", ("10", "Walls", None, None)),
        ("10 a|Walls (Page 3)", ("10a", "Walls", 3, 3)),
        ("10.|Walls (Pages\n  3 - 4)", ("10", "Walls", 3, 4)),
        ("10.|Walls (Pages\n  3)", ("10", "Walls", 3, 3)),
        ("10.|Walls\n\n\nTo note them.\n(Pages 3 - 4)", ("10", "Walls", 3, 4)),
        ("10.|Walls\n\n\nTo note page 3", ("10", "Walls", None, None)),
        ("10.|Walls\n\n\n||12", ("10", "Walls", None, None)),
        ("**10.|Walls of the\n**|harbour (Page 3)", ("10", "Walls of the harbour", 3, 3)),
        ("**10.|Walls of the\n|harbour (Page 3)", ("10", "Walls of the", None, None)),
        ("**10.|Walls (Page 3)\n**|and the harbour", ("10", "Walls", 3, 3)),
        ("**10.|Walls|3\n**|and the harbour", ("10", "Walls and the harbour", 3, 3)),
        ("**10.|Walls|(Page 3)\n**|and the harbour", ("10", "Walls and the harbour", 3, 3)),
        ("**10.|Walls\n\n**|and the harbour", ("10", "Walls", None, None)),
        ("**10.|Walls\n**and the harbour", ("10", "Walls", None, None)),
        ("10.|Walls of the\n  |harbour", ("10", "Walls of the harbour", None, None)),
        ("10.|Walls\n|(with a plan)", ("10", "Walls", None, None)),
        ("10.|Walls\n|(including a plan)", ("10", "Walls (including a plan)", None, None)),
        ("10.|Walls\nof the harbour", ("10", "Walls", None, None)),
        ("10.\n|Walls", ("10", "Walls", None, None)),
        ("10.|Walls\f|of the harbour", ("10", "Walls", None, None)),
    ],
)
def test_title_and_pages_of_an_item(text: str, item: Listed) -> None:
    assert listed(HEAD + text) == [("9", "Harbour Dues", 2, 2), item]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (("1. Quays", "2. Fares", "3. Walls"), ["1", "2", "3"]),
        (("1. Quays", "2. Fares", "4. Walls", "5. Piers", "6. Dues"), ["4", "5", "6"]),
        (("1. Quays (Page 2)", "4. Fares (Page 3)", "9. Walls (Page 4)"), ["1", "4", "9"]),
        (("1. Quays (Page 2)", "30. Fares (Page 3)", "2. Walls (Page 4)"), ["1", "30"]),
        (("1. Quays (Page 2)", "31. Fares (Page 3)", "32. Walls (Page 4)"), ["31", "32"]),
        (("1. Quays", "2. Fares", "2a. Fees", "2b. Fines"), ["1", "2", "2a", "2b"]),
        (("1. Quays", "9. Note", "2. Fares", "3. Walls"), ["1", "2", "3"]),
        (("1. Quays", "8 May 2024", "2. Fares", "3. Walls"), ["1", "2", "3"]),
        (("1. Quays", "12 months later", "2. Fares", "3. Walls"), ["1", "2", "3"]),
        (("1. Quays", "2. Fares", "3. " + "Walls " * 40), ["1", "2", "3"]),
        (("1. Quays", "2. Fares", "3. Piers", "4. " + "Walls " * 50), ["1", "2", "3"]),
        (("1. Quays", "2. Fares", "3.4 Walls", "3. Piers"), ["1", "2", "3"]),
        (("1. “Quays”", "2. £9 fares", "3. (Walls)"), ["1", "2", "3"]),
        (("1. Quays", "2. 4 fares", "3. Walls"), ["1", "2", "3"]),
    ],
)  # fmt: skip
def test_items_are_what_counts_on(rows: Sequence[str], told: list[str]) -> None:
    assert numbers("AGENDA\n\n" + "\n\n".join(rows)) == told


def test_items_count_on_down_one_column_and_from_page_to_page() -> None:
    assert numbers("AGENDA\n\n1. Quays\n\n    2. Fares\n\n2. Walls\n\n3. Piers") == ["1", "2", "3"]
    assert numbers("AGENDA\n\n1. Quays\n\n  2. Fares\n\n3. Piers") == ["1", "2", "3"]
    assert numbers("AGENDA\n\n1. Quays\n\n2. Fares\f3. Piers\f4. Walls") == ["1", "2", "3", "4"]
    assert numbers("AGENDA\n\n1. Quays\n\n2. Fares\n\n3. Piers\fIt rained.\f4. Walls") == [
        "1", "2", "3",
    ]  # fmt: skip


def test_a_bold_list_wins_over_a_plain_one() -> None:
    text = "AGENDA\n\n" + "\n".join(f"**{at}. Quays\n     {at}. To note" for at in (1, 2, 3))
    assert [title for _, title, *_ in listed(text)] == ["Quays", "Quays", "Quays"]


def test_rows_below_an_item_that_name_pages_of_their_own_are_items() -> None:
    lettered = "(a) North (Pages 3 - 4)\n\n(b) South (Pages 5 - 6)"
    text = f"AGENDA\n\n1.|Quays\n\n{lettered}\n\n2.|Fares (Page 7)"
    assert listed(text) == [
        ("1", "Quays", None, None),
        ("1a", "North", 3, 4),
        ("1b", "South", 5, 6),
        ("2", "Fares", 7, 7),
    ]
    own = text.replace("1.|Quays", "1.|Quays (Pages 2 - 6)")
    assert listed(own)[0] == ("1", "Quays", 2, 6)
    assert numbers(text.replace("(Pages 3 - 4)", "")) == ["1", "1b", "2"]
    assert numbers(text.replace("1.|", "1a.|").replace("2.|", "1b.|")) == ["1a", "1b"]


def test_figures_of_a_table_are_no_pages() -> None:
    columns = (60.0, 110.0, 300.0, 500.0)
    text = "The agenda\n\n1.|Quays|%s|9\n\n2.|Fares (Page 7)||"
    for between, first in (("250", None), ("Reed", 9)):
        quays, fares = read_front_sheet(draw_sheet(text % between, columns))
        assert (quays.first, fares.first) == (first, 7)


@pytest.mark.parametrize(
    ("x", "first"),
    [(500.0, 9), (464.0, 9), (459.0, None), (356.0, None)],
)
def test_bare_pages_stand_in_a_right_column(x: float, first: int | None) -> None:
    (rows,) = draw_sheet("The agenda\n\n1.|Quays|9\n\n2.|Fares (Page 17)|", (60.0, 110.0, x))
    assert read_front_sheet([rows])[0].first == first


SHEET = "AGENDA\n\n1.|Apologies\n\n2.|Quays|3 - 4\n\n3.|Fares|5\n\n4.|Walls|6"
PRINTED = {1: None, 2: "3", 3: "4", 4: "5", 5: "6", 6: "7"}


def items(
    *pages: str, labels: Mapping[int, str | None] = PRINTED, marks: Sequence[Bookmark] = ()
) -> list[Listed]:
    """Return number, title and physical pages of the items of a pack of such pages."""
    rows = dict(enumerate(draw_sheet("\f".join(pages)), 1))
    printed = {at: Label(text, LabelSource.STAMP) for at, text in labels.items()}
    found = read_items("p", rows, printed, marks)
    return [(i.number, i.title, i.first_page, i.last_page) for i in found]


def firsts(found: Sequence[Listed]) -> list[tuple[str, int | None, int | None]]:
    return [(number, first, last) for number, _, first, last in found]


REST = ["It rained."] * 5


def test_printed_pages_become_physical_ones() -> None:
    assert items(SHEET, *REST) == [
        ("1", "Apologies", None, None),
        ("2", "Quays", 2, 3),
        ("3", "Fares", 4, 4),
        ("4", "Walls", 5, 6),
    ]


@pytest.mark.parametrize(
    ("labels", "placed"),
    [
        ({1: None, 2: "3", 3: None, 4: None, 5: None, 6: None}, [2, 4, 5]),
        ({1: None, 2: None, 3: None, 4: None, 5: None, 6: "7"}, [2, 4, 5]),
        ({1: "90", 2: "91", 3: "92", 4: "93", 5: "94", 6: "95"}, [None, None, None]),
        ({1: "13", 2: "14", 3: "15", 4: "16", 5: "17", 6: "18"}, [None, None, None]),
        ({1: "1", 2: "2", 3: "3", 4: "4", 5: "5", 6: "6"}, [3, 5, 6]),
        (dict.fromkeys(range(1, 7)), [3, 5, 6]),
        (dict.fromkeys(range(1, 8)), [None, None, None]),
        ({1: "i", 2: "ii", 3: "3", 4: "3", 5: "5", 6: "6"}, [3, 5, 6]),
    ],
)
def test_pages_are_placed_by_the_numbers_printed_nearest(
    labels: Mapping[int, str | None], placed: list[int | None]
) -> None:
    pages = [SHEET, *REST, *REST][: len(labels)]
    assert [first for _, _, first, _ in items(*pages, labels=labels)][1:] == placed


def test_a_number_far_from_all_printed_ones_places_nothing() -> None:
    text = "AGENDA\n\n1.|Quays|%s\n\n2.|Fares|40\n\n3.|Walls|41"
    for number, first in ((28, 4), (27, None)):
        labels = dict.fromkeys(range(1, 20)) | {16: "40", 17: "41"}
        found = items(text % number, *["It rained."] * 18, labels=labels)
        assert found[0][2] == first


def test_heads_place_items_that_print_no_numbers() -> None:
    plain = dict.fromkeys(range(1, 7))
    heads = ["AGENDA ITEM 2", "It rained.", "Agenda Item 3", "AGENDA ITEM 4", "It rained."]
    sheet = "AGENDA\n\n1.|Apologies\n\n2.|Quays\n\n3.|Fares\n\n4.|Walls"
    assert firsts(items(sheet, *heads, labels=plain)) == [
        ("1", None, None), ("2", 2, 3), ("3", 4, 4), ("4", 5, 6),
    ]  # fmt: skip
    assert firsts(items("It rained.", *heads, labels=plain)) == [
        ("2", 2, 3), ("3", 4, 4), ("4", 5, 6),
    ]  # fmt: skip
    alone = ["AGENDA ITEM 2", *REST[:4]]
    assert items("It rained.", *alone, labels=plain) == []


@pytest.mark.parametrize(
    ("above", "placed"),
    [("", True), ("It rained.\n" * 5, True), ("It rained.\n" * 6, False)],
)
def test_a_head_stands_among_the_first_rows_or_in_the_margin(above: str, placed: bool) -> None:
    plain = dict.fromkeys(range(1, 4))
    found = items("It rained.", f"{above}Item 2", f"{above}Item 3", labels=plain)
    assert bool(found) is placed


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("Agenda Item 5", True),
        ("Item No. 5a", True),
        ("ITEM 5 -", True),
        ("Item 5 of the minutes", False),
        ("Item 5 today", False),
        ("Ferries", False),
    ],
)
def test_a_stamp_says_the_number_of_its_item_and_no_more(text: str, stamp: bool) -> None:
    assert is_item_stamp(text) is stamp


def test_only_a_stamp_that_says_agenda_is_furniture() -> None:
    (rows,) = draw_sheet("Agenda Item 5\n\nItem 6\n\nFerries")
    assert [(span.start, span.end) for span in item_stamps(rows)] == [(0, 13)]


def marks(*titles: str, depth: int = 0) -> list[Bookmark]:
    return [Bookmark(title, at, depth) for at, title in enumerate(titles, 2)]


@pytest.mark.parametrize(
    ("front", "titles", "told"),
    [
        ("AGENDA", ("3 Quays", "4 Fares (Pages 9 - 12)"), ["Quays", "Fares"]),
        ("It rained.", ("3 Quays", "4 Fares"), []),
        ("It rained.", ("3 Apologies", "4 Fares"), ["Apologies", "Fares"]),
        ("It rained.", ("3 Quays", "4 Fares", "Agenda frontsheet"), ["Quays", "Fares"]),
        ("AGENDA", ("4 Quays", "3 Fares"), []),
        ("AGENDA", ("3 Quays", "9 Fares", "4 Walls"), []),
        ("AGENDA", ("9 Quays", "10 Fares", "11 Walls"), ["Quays", "Fares", "Walls"]),
        ("AGENDA", ("3a Quays", "3b Fares"), ["Quays", "Fares"]),
        ("AGENDA", ("3 Quays",), []),
        ("AGENDA", ("Quays", "Fares"), []),
        ("It rained.\fIt rained.\fIt rained.\fAGENDA", ("3 Quays", "4 Fares"), []),
    ],
)
def test_bookmarks_are_items_where_the_paper_is_a_pack(
    front: str, titles: Sequence[str], told: list[str]
) -> None:
    found = items(
        *front.split("\f"), *REST, labels=dict.fromkeys(range(1, 9)), marks=marks(*titles)
    )
    assert [title for _, title, *_ in found] == told


def test_bookmarks_below_others_and_those_that_lead_nowhere_are_no_items() -> None:
    plain = dict.fromkeys(range(1, 7))
    both = [*marks("3 Quays", "4 Fares"), *marks("5 Walls", depth=1), Bookmark("5 Piers", None, 0)]
    assert firsts(items("AGENDA", *REST, labels=plain, marks=both)) == [("3", 2, 2), ("4", 3, 6)]


def test_bookmarks_place_the_items_of_a_front_sheet() -> None:
    sheet = "AGENDA\n\n1.|Apologies\n\n2.|Quays\n\n3.|Fares"
    plain = dict.fromkeys(range(1, 7))
    found = items(sheet, *REST, labels=plain, marks=marks("02 Quays", "3 Fares"))
    assert firsts(found) == [("1", None, None), ("2", 2, 2), ("3", 3, 6)]


def test_no_agenda_stands_behind_the_first_paper_or_far_inside() -> None:
    plain = dict.fromkeys(range(1, 15))
    sheet = "AGENDA\n\n1.|Quays\n\n2.|Fares\n\n3.|Walls"
    assert items(*["It rained."] * 11, sheet, labels=plain)
    assert not items(*["It rained."] * 12, sheet, labels=plain)
    assert not items("It rained.", "Agenda Item 4", sheet, labels=plain)
    assert items("It rained.", sheet, "Agenda Item 2", labels=plain)


def test_the_item_of_a_page_is_the_last_to_begin() -> None:
    held = [
        AgendaItem("p", number, "", first, last, ItemSource.HEADING)
        for number, first, last in (("1", 2, 4), ("2", 4, 5), ("3", None, None))
    ]
    told = [item_of(held, page) for page in (1, 2, 4, 5, 6)]
    assert [one.number if one else None for one in told] == [None, "1", "2", "2", None]

"""Agenda items from front sheets, page heads and bookmarks of several councils' packs."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from corpus.model import ItemSource, PaperKind, Reading
from corpus.passages.cut import make_passages
from corpus.reading.reader import read_paper
from corpus.structure.items import item_of
from tests.corpus.packs import LANDSCAPE, Sheet, pdf

Row = tuple[str, str, str]


def reports(first: int, count: int, stamp: bool = True) -> list[Sheet]:
    sheets = [Sheet().prose() for _ in range(count)]
    for number, sheet in enumerate(sheets, first):
        if stamp:
            sheet.put(280, 825, f"Page {number}")
    return sheets


def placed(reading: Reading) -> list[tuple[str, str, int | None, int | None]]:
    return [(i.number, i.title, i.first_page, i.last_page) for i in reading.items]


def inline_sheet(rows: Sequence[Row]) -> Sheet:
    """A front sheet with "(Pages 3 - 5)" after the title, and a description below."""
    sheet = Sheet().put(72, 60, "HARBOUR PANEL", bold=True, size=14)
    sheet.put(72, 90, "Tuesday, 14 May 2019 at 6.00 pm").put(72, 120, "AGENDA", bold=True)
    for at, (number, title, pages) in enumerate(rows):
        y = 160 + 60 * at
        words = f"{title} (Pages {pages})" if pages else title
        sheet.put(72, y, number, bold=True).put(108, y, words, bold=True)
        sheet.put(108, y + 16, "To receive the papers of the Director named in this pack.")
    return sheet


def column_sheet(rows: Sequence[Row]) -> Sheet:
    """A front sheet whose page ranges stand in a right column, without the word Pages."""
    sheet = Sheet().put(72, 60, "Harbour Panel Agenda", bold=True, size=14)
    sheet.put(72, 120, "Item").put(110, 120, "Title").put(520, 120, "Page")
    for at, (number, title, pages) in enumerate(rows):
        y = 150 + 34 * at
        sheet.put(72, y, number).put(110, y, title).put(540, y, pages or "", right=True)
    return sheet


ROWS: tuple[Row, ...] = (
    ("1", "Apologies for Absence", ""),
    ("2", "Minutes", "3 - 4"),
    ("3", "Budget Monitoring", "5 - 7"),
    ("4", "Dredging Plan", "8 - 9"),
)
PLACED = [
    ("1", "Apologies for Absence", None, None),
    ("2", "Minutes", 2, 3),
    ("3", "Budget Monitoring", 4, 6),
    ("4", "Dredging Plan", 7, 8),
]


@pytest.mark.parametrize("sheet", [inline_sheet, column_sheet])
def test_front_sheet_ranges_become_physical_pages(sheet: object) -> None:
    front = inline_sheet(ROWS) if sheet is inline_sheet else column_sheet(ROWS)
    reading = read_paper(pdf([front, *reports(3, 7)]), file_name="pack.pdf")
    assert placed(reading) == PLACED
    assert reading.paper.kind is PaperKind.AGENDA_PACK


def test_numbers_with_stops_and_letters() -> None:
    rows = (
        ("5.", "Ferry Fares", "3 - 4"),
        ("5a.", "Ferry Fares: Comments", "5 - 6"),
        ("6.", "Slipways", "7 - 8"),
    )
    reading = read_paper(pdf([inline_sheet(rows), *reports(3, 6)]))
    assert [(i.number, i.first_page) for i in reading.items] == [("5", 2), ("5a", 4), ("6", 6)]


def test_titles_over_several_lines() -> None:
    sheet = Sheet().put(72, 60, "AGENDA", bold=True)
    sheet.put(72, 100, "7.", bold=True).put(
        108, 100, "Annual Report of the Harbour Master and", bold=True
    )
    sheet.put(108, 114, "the Pilotage Accounts for the Year (Pages 3 - 4)", bold=True)
    sheet.put(108, 130, "To note the report.")
    sheet.put(72, 160, "8.", bold=True).put(108, 160, "Moorings Policy (Pages 5 - 6)", bold=True)
    reading = read_paper(pdf([sheet, *reports(3, 4)]))
    title = "Annual Report of the Harbour Master and the Pilotage Accounts for the Year"
    assert placed(reading) == [("7", title, 2, 3), ("8", "Moorings Policy", 4, 5)]


def test_a_range_broken_by_the_end_of_a_line_is_a_range_and_no_title() -> None:
    sheet = Sheet().put(72, 60, "AGENDA", bold=True)
    sheet.put(72, 100, "4. Harbour Dues and Pilotage Charges for the coming year (Pages")
    sheet.put(92, 113, "3 - 4)")
    sheet.put(72, 140, "5. Capital Plan for the Outer Basin and Budget")
    sheet.put(92, 153, "(including the setting of mooring fees)")
    sheet.put(92, 166, "(Pages 5 - 6)")
    sheet.put(72, 190, "6. Slipways")
    sheet.put(92, 203, "- To follow")
    reading = read_paper(pdf([sheet, *reports(3, 4)]))
    assert placed(reading) == [
        ("4", "Harbour Dues and Pilotage Charges for the coming year", 2, 3),
        ("5", "Capital Plan for the Outer Basin and Budget (including the setting of mooring fees)",
         4, 5),
        ("6", "Slipways", None, None),
    ]  # fmt: skip


def test_heads_of_first_pages_place_items_that_print_no_numbers() -> None:
    sheets = reports(2, 6, stamp=False)
    for at, number in ((0, "3"), (2, "4"), (5, "6")):
        sheets[at].put(470, 40, f"Agenda Item {number}", bold=True, size=13)
        sheets[at].put(72, 80, f"Report {number}: Dredging of the Outer Basin", bold=True)
    reading = read_paper(pdf([Sheet().prose(), *sheets]))
    assert [(i.number, i.first_page, i.last_page) for i in reading.items] == [
        ("3", 2, 3), ("4", 4, 6), ("6", 7, 7),
    ]  # fmt: skip
    assert reading.items[0].title == "Report 3: Dredging of the Outer Basin"
    assert {i.source for i in reading.items} == {ItemSource.HEADING}


@pytest.mark.parametrize("words", ["Agenda item: 5", "AGENDA ITEM NO. 5", "Item No: 5", "Item 5"])
def test_wordings_of_heads(words: str) -> None:
    sheets = reports(2, 4, stamp=False)
    sheets[0].put(72, 40, "Item 4", bold=True)
    sheets[2].put(72, 40, words, bold=True)
    reading = read_paper(pdf([Sheet().prose(), *sheets]))
    assert [(i.number, i.first_page) for i in reading.items] == [("4", 2), ("5", 4)]


def test_heads_place_the_items_of_a_front_sheet_without_ranges() -> None:
    rows = (("1", "Apologies", ""), ("2", "Ferry Fares", ""), ("3", "Slipways", ""))
    sheets = reports(2, 4, stamp=False)
    sheets[0].put(450, 40, "Agenda Item 2", bold=True)
    sheets[3].put(450, 40, "Agenda Item 3", bold=True)
    reading = read_paper(pdf([inline_sheet(rows), *sheets]))
    assert placed(reading) == [
        ("1", "Apologies", None, None), ("2", "Ferry Fares", 2, 4), ("3", "Slipways", 5, 5),
    ]  # fmt: skip


def test_bookmarks_alone() -> None:
    marks = [("Agenda", 1), ("3 Minutes", 2), ("4 Ferry Fares (Pages 9 - 12)", 3)]
    reading = read_paper(pdf([Sheet(picture=True), *reports(1, 4, stamp=False)], marks))
    assert placed(reading) == [("3", "Minutes", 2, 2), ("4", "Ferry Fares", 3, 5)]
    assert reading.items[0].source is ItemSource.OUTLINE


def test_a_supplement_continues_the_packs_numbers() -> None:
    sheet = (
        Sheet()
        .put(72, 60, "Dear Member")
        .put(72, 90, "HARBOUR PANEL - TUESDAY, 14 MAY 2019", bold=True)
    )
    sheet.put(72, 120, "I am now able to enclose the following reports that were")
    sheet.put(72, 134, "unavailable when the agenda was printed.")
    sheet.put(72, 170, "Agenda No").put(150, 170, "Item").put(480, 170, "Page")
    for y, number, title, pages in (
        (200, "9.", "Ferry Fares", "(Pages 31 - 33)"),
        (240, "12.", "Slipways", "(Pages 34 - 35)"),
    ):
        sheet.put(72, y, number).put(150, y, title).put(460, y, pages)
    reading = read_paper(pdf([sheet, *reports(31, 5)]))
    assert placed(reading) == [("9", "Ferry Fares", 2, 4), ("12", "Slipways", 5, 6)]
    assert reading.paper.kind is PaperKind.SUPPLEMENT


def test_every_page_of_a_pack_belongs_to_an_item_or_the_front() -> None:
    rows = (("2", "Minutes", "3 - 4"), ("3", "Ferry Fares", "7 - 8"))
    reading = read_paper(pdf([inline_sheet(rows), *reports(3, 8)]))
    owners = [item_of(reading.items, page.number) for page in reading.pages]
    assert [owner.number if owner else None for owner in owners] == [None, *"2222", *"3333"]


def test_a_report_and_its_numbered_headings_are_no_pack() -> None:
    sheet = Sheet().put(72, 60, "Report to the Harbour Panel", bold=True)
    for at, title in enumerate(("Introduction", "Background", "Financial implications", "Risks")):
        sheet.put(72, 100 + 80 * at, f"{at + 1}. {title}", bold=True)
        sheet.put(108, 120 + 80 * at, WORD)
    reading = read_paper(pdf([sheet, Sheet().prose()]))
    assert reading.items == ()


WORD = "The inner basin was last surveyed in spring and is due again."


def test_minutes_and_their_numbers_are_no_pack() -> None:
    sheet = Sheet().put(72, 60, "Minutes of a meeting of the Harbour Panel", bold=True)
    sheet.put(72, 80, "held on Tuesday, 14 May 2019").put(
        72, 100, "Present: Councillors Reed and Marsh"
    )
    for at, title in enumerate(("Apologies", "Minutes", "Ferry Fares")):
        sheet.put(72, 140 + 60 * at, f"{at + 11}. {title}", bold=True)
        sheet.put(108, 156 + 60 * at, WORD)
    reading = read_paper(pdf([sheet, Sheet().prose()]))
    assert reading.items == ()
    assert reading.paper.kind is PaperKind.MINUTES


def test_dates_in_the_text_do_not_become_items() -> None:
    sheet = inline_sheet(ROWS).put(72, 480, "14 May 2019").put(72, 500, "12 months later")
    reading = read_paper(pdf([sheet, *reports(3, 7)]))
    assert placed(reading) == PLACED


def test_landscape_appendix_with_a_sideways_stamp_stays_in_its_item() -> None:
    sheets = reports(3, 7)
    sheets[4] = Sheet(size=LANDSCAPE).prose().put(20, 310, "Page 7", angle=90)
    reading = read_paper(pdf([inline_sheet(ROWS), *sheets]))
    found = item_of(reading.items, 6)
    assert found is not None
    assert found.number == "3"
    assert reading.pages[5].label == "7"


def test_a_day_on_the_front_sheet_is_no_item() -> None:
    rows = [("9", "Ferry Fares", "2 - 3"), ("10", "Slipways", "4 - 5")]
    sheet = inline_sheet(rows).put(72, 140, "8 May 2019", bold=True)
    assert [item.number for item in read_paper(pdf([sheet, *reports(2, 4)])).items] == ["9", "10"]


@pytest.mark.parametrize("drawn_last", [True, False])
def test_the_stamp_of_an_item_places_its_page_and_is_furniture(drawn_last: bool) -> None:
    front = inline_sheet([("5", "Ferry Fares", ""), ("6", "Slipways", "")])
    sheets = []
    for number in (5, 6):
        sheet = Sheet().prose(20, top=120) if drawn_last else Sheet()
        sheet.put(540, 50, f"Agenda Item {number}", right=True)
        sheets.append(sheet if drawn_last else sheet.prose(20, top=120))
    reading = read_paper(pdf([front, *sheets]))
    assert [(item.number, item.first_page) for item in reading.items] == [("5", 2), ("6", 3)]
    for page in reading.pages[1:]:
        assert [page.text[s.start : s.end] for s in page.furniture] == [
            f"Agenda Item {page.number + 3}"
        ]
    assert not [p for p in make_passages(reading, {}) if "Agenda Item" in p.text]


def numbered(*above: str, titles: tuple[str, ...] = ("Background", "Proposal", "Risks")) -> Sheet:
    """Return a sheet with lines at its head and numbered headings below them."""
    sheet = Sheet()
    for at, line in enumerate(above):
        sheet.put(72, 50 + 16 * at, line)
    for at, title in enumerate(titles):
        sheet.put(72, 200 + 80 * at, f"{at + 1}. {title}", bold=True)
        sheet.put(108, 220 + 80 * at, WORD)
    return sheet


@pytest.mark.parametrize(
    "above",
    [
        ("To: Harbour Panel - 14 May 2019", "Part of the wider prevention agenda."),
        ("Agenda Item 7", "To: Harbour Panel", "Subject: Ferry Fares"),
        ("MINUTES of a meeting of the Harbour Panel", "Interests in items on the agenda"),
        ("AGENDA AND NOTES", "Attendance: T Reed, S Marsh"),
        ("The meeting will be held at the Custom House", "Subject: Ferry Fares"),
    ],
)
def test_a_word_about_an_agenda_makes_none(above: tuple[str, ...]) -> None:
    assert read_paper(pdf([numbered(*above), Sheet().prose()])).items == ()


@pytest.mark.parametrize(
    "above",
    [
        ("AGENDA",),
        ("Summons to and", "Agenda for an", "Extraordinary", "Meeting"),
        ("HARBOUR PANEL AGENDA", "Tuesday, 14 May 2019"),
        ("A meeting of the Harbour Panel will be held at the Custom House",),
    ],
)
def test_an_agenda_without_page_ranges(above: tuple[str, ...]) -> None:
    titles = ("Apologies for Absence", "Declarations of Interest", "Ferry Fares")
    reading = read_paper(pdf([numbered(*above, titles=titles)]))
    assert [item.title for item in reading.items] == list(titles)
    assert reading.paper.kind is PaperKind.AGENDA_PACK


def test_a_list_of_contents_is_no_agenda() -> None:
    sheet = column_sheet([("1", "Summary", "2"), ("2", "Fares", "3"), ("3", "Quays", "5")])
    contents = Sheet().put(72, 40, "Harbour Plan 2019", bold=True).put(72, 66, "Contents")
    for y, (number, title, page) in zip((90, 110, 130), ROWS_OF_CONTENTS, strict=True):
        contents.put(72, y, number).put(100, y, title).put(520, y, page)
    assert read_paper(pdf([contents, *reports(2, 4)])).items == ()
    assert read_paper(pdf([sheet, *reports(2, 4)])).items != ()


ROWS_OF_CONTENTS = (("1", "Summary", "2"), ("2", "Fares", "3"), ("3", "Quays", "5"))


def test_a_table_of_figures_names_no_pages() -> None:
    sheet = Sheet().put(72, 40, "APPENDIX A - CAPITAL PROGRAMME", bold=True)
    for at, name in enumerate(("Quays", "Slipways", "Moorings")):
        sheet.put(72, 80 + 16 * at, str(at + 1)).put(100, 80 + 16 * at, name)
        for column, figure in enumerate(("7,003", "250", str(250 + at))):
            sheet.put(300 + 110 * column, 80 + 16 * at, figure)
    assert read_paper(pdf([sheet, Sheet().prose()])).items == ()


def test_numbered_bookmarks_of_a_report_are_its_headings() -> None:
    marks = [("1 Introduction", 1), ("2 Fares", 2), ("3 Risks", 3)]
    sheets = [Sheet().put(72, 60, "Harbour Monitoring Report", bold=True).prose(5, top=90)]
    reading = read_paper(pdf([*sheets, *reports(2, 3, stamp=False)], marks))
    assert reading.items == ()
    assert reading.paper.kind is not PaperKind.AGENDA_PACK

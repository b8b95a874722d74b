"""What papers say of themselves that closes them, or some of their pages, to the public."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from corpus.model import Access, Reading
from corpus.model.particulars import Particulars
from corpus.reading.reader import read_paper
from tests.corpus.packs import Sheet, pdf

HEAD = "NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A"
SECTION = "To consider passing a resolution under section 100A(4) to exclude the press and public"


def read(*sheets: Sheet, name: str = "paper.pdf", meta: Particulars | None = None) -> Reading:
    return read_paper(pdf(sheets), file_name=name, meta=meta)


def closed(reading: Reading) -> list[int]:
    """Return the exempt pages; those of a paper that is closed as a whole are all."""
    whole = reading.paper.access is Access.EXEMPT
    return [p.number for p in reading.pages if whole or p.access is Access.EXEMPT]


def headed(*words: str) -> Sheet:
    sheet = Sheet()
    for at, line in enumerate(words):
        sheet.put(72, 60 + 18 * at, line)
    return sheet.prose()


def agenda(*lines: str) -> Sheet:
    """Return a front sheet; a line with pages has them at its end, "(Pages 3 - 4)"."""
    sheet = Sheet().put(72, 60, "AGENDA", bold=True)
    for at, line in enumerate(lines):
        sheet.put(72, 100 + 22 * at, line)
    return sheet


def pack(lines: Sequence[str], *sheets: Sheet) -> Reading:
    """Read a front sheet and sheets that print their numbers, from 2."""
    numbered = [
        sheet.put(280, 820, f"Page {number}", size=9) for number, sheet in enumerate(sheets, 2)
    ]
    return read(agenda(*lines), *numbered)


PLAIN = ("1. Apologies", "2. Ferry Timetable (Page 2)", "3. Harbour Walls (Page 3)")


@pytest.mark.parametrize(
    "words",
    [
        HEAD,
        "Exempt report",
        "EXEMPT INFORMATION",
        "Report to the Panel: Part II (exempt)",
        "By virtue of paragraph(s) 3 of Part 1 of Schedule 12A",
        "Paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972",
        "This report is not for publication",
        "This report contains exempt information",
        "CONFIDENTIAL REPORT",
        "RESTRICTED",
        "Exempt: Yes - paragraph 3",
        "Report status: Exempt",
        "PINK PAPERS",
        "This report is printed on yellow paper",
        "Appendix 2 (Exempt)",
        "EXEMPT APPENDIX B",
    ],
)
def test_a_closed_sheet_closes_what_follows_and_nothing_before(words: str) -> None:
    reading = read(Sheet().prose(), headed(words), Sheet().prose())
    assert closed(reading) == [2, 3]
    assert (reading.paper.access, reading.paper.exempt_pages) == (Access.PUBLIC, 2)


@pytest.mark.parametrize(
    "words",
    [
        "Appendix 2 is not for publication by virtue of paragraph 3 of Schedule 12A",
        "Part 2: Delivery of the Plan",
        "Part B: Private Sector Housing",
        "Private Sector Housing",
        "The Panel may resolve to exclude the press and public under section 100A(4)",
        "This report contains no exempt information",
        "Exempt information: None",
        "Does this report contain exempt information? No",
        "Not for publication: Appendix 3 only",
        "Exempt from planning permission",
        "This report is open to the public",
        "Exempt vehicles",
    ],
)
def test_open_papers_that_speak_of_closed_ones(words: str) -> None:
    assert closed(read(Sheet().prose(), headed(words))) == []


def test_an_answer_below_its_question_counts() -> None:
    assert closed(read(Sheet().prose(), headed("Exempt report", "No"))) == []


def test_a_sentence_that_runs_over_the_page_end_is_no_heading() -> None:
    before = Sheet().prose().put(72, 760, "RESOLVED: that the press be excluded as defined in")
    assert closed(read(before, headed("Paragraph 3 of Part 1 of Schedule 12A to the Act."))) == []


def test_a_list_of_appendices_is_not_the_appendix() -> None:
    listed = headed("Appendices", "Appendix 1: Plan", "Appendix 2 (Exempt)", "Appendix 3: Costs")
    assert closed(read(Sheet().prose(), listed)) == []


def test_minutes_that_record_an_exclusion_are_open() -> None:
    minutes = headed(
        "Minutes of the Harbour Panel",
        "12. Exclusion of the press and public",
        "RESOLVED: that the press and public be excluded under section 100A(4) of the Local",
        "Government Act 1972 on the grounds of exempt information in paragraph 3.",
    )
    assert closed(read(minutes, Sheet().prose())) == []


def test_a_running_head_marks_its_sheets() -> None:
    sheets = [Sheet().put(72, 30, HEAD, size=8).prose() for _ in range(2)]
    assert closed(read(Sheet().prose(), Sheet().prose(), *sheets)) == [3, 4]


def test_a_drawing_with_few_words_is_no_stand_in() -> None:
    assert closed(read(Sheet().prose(), Sheet().put(72, 60, "NOT FOR PUBLICATION"))) == [2]


def test_the_sheet_in_place_of_a_closed_paper_closes_nothing() -> None:
    sheet = Sheet().put(72, 60, "By virtue of paragraph(s) 3 of Part 1 of Schedule 12A")
    sheet.put(72, 90, "Document is Restricted")
    assert closed(read(Sheet().prose(), sheet, Sheet().prose())) == []


def test_a_divider_closes_all_that_follows_it() -> None:
    divider = Sheet().put(72, 300, "PART II").put(72, 330, "Items closed to the public")
    found = pack(PLAIN, Sheet().prose(), divider, Sheet().prose(), Sheet().prose())
    assert closed(found) == [3, 4, 5]


def test_an_open_heading_ends_a_closed_part() -> None:
    sheets = [headed("Exempt report"), Sheet().prose(), headed("PART I"), Sheet().prose()]
    assert closed(read(Sheet().prose(), *sheets)) == [2, 3]


def test_an_exempt_appendix_closes_to_the_end_of_its_item() -> None:
    found = pack(
        ("1. Apologies", "2. Ferry Timetable (Pages 2 - 3)", "3. Harbour Walls (Page 4)"),
        Sheet().prose(),
        headed("EXEMPT APPENDIX B"),
        Sheet().prose(),
    )
    assert closed(found) == [3]


@pytest.mark.parametrize(
    "lines",
    [
        (*PLAIN[:2], "PART II - CLOSED TO THE PUBLIC", PLAIN[2]),
        (*PLAIN[:2], "EXEMPT ITEMS", PLAIN[2]),
        (*PLAIN[:2], "Items to be considered in private", PLAIN[2]),
        (*PLAIN[:2], "3. Harbour Walls (Exempt) (Page 3)"),
        (*PLAIN[:2], "3. Harbour Walls - Exempt report (Page 3)"),
        (*PLAIN[:2], "3. Harbour Walls [Not for publication] (Page 3)"),
        (*PLAIN, "    By virtue of paragraph 3 of Schedule 12A"),
        ("1. Exclusion of Press and Public", f"{SECTION} during item 3.", *PLAIN[1:]),
        (*PLAIN[:2], "Items with an asterisk (*) are exempt.", "3. *Harbour Walls (Page 3)"),
    ],
)
def test_the_front_sheet_closes_an_item(lines: tuple[str, ...]) -> None:
    assert closed(pack(lines, Sheet().prose(), Sheet().prose())) == [3]


def test_what_follows_an_exclusion_is_closed() -> None:
    lines = (
        "1. Ferry Timetable (Page 2)",
        "2. Exclusion of the Press and Public",
        "That the press and public be excluded during consideration of the following items.",
        "3. Harbour Walls (Page 3)",
        "4. Mooring Debts (Page 4)",
    )
    assert closed(pack(lines, *(Sheet().prose() for _ in range(3)))) == [3, 4]


@pytest.mark.parametrize(
    "lines",
    [
        (
            "1. Exclusion of Press and Public",
            "To consider whether any items are exempt.",
            *PLAIN[1:],
        ),
        ("1. Exempt Information", "To note any items that may be taken in private.", *PLAIN[1:]),
        (*PLAIN[:2], "3. Harbour Walls (with exempt appendix) (Page 3)"),
        (*PLAIN[:2], "3. Local Plan (Part 2) (Page 3)"),
        ("1. Exclusion of the Public", f"{SECTION} for Appendix 2 of item 3.", *PLAIN[1:]),
        ("PART A - FOR DECISION", *PLAIN[:2], "PART B - FOR INFORMATION", PLAIN[2]),
    ],
)
def test_front_sheets_that_close_nothing(lines: tuple[str, ...]) -> None:
    assert closed(pack(lines, Sheet().prose(), Sheet().prose())) == []


def test_a_pack_of_nothing_but_closed_items_is_exempt_as_a_whole() -> None:
    found = pack(PLAIN, headed(HEAD), headed(HEAD))
    assert found.paper.access is Access.EXEMPT
    assert closed(found) == [1, 2, 3]


def test_a_closed_item_that_cannot_be_placed_closes_the_paper() -> None:
    lines = (*PLAIN[:2], "PART II - EXEMPT ITEMS", "9. Harbour Walls (Page 2)")
    front = agenda(*lines[:-1]).put(72, 190, lines[-1])
    scan = Sheet(picture=True)
    numbered = Sheet().prose().put(280, 820, "Page 12", size=9)
    assert closed(read(front, scan, numbered)) == [1, 2, 3]


def test_a_public_pack_that_leaves_the_exempt_reports_out_is_open() -> None:
    after = (*PLAIN, "PART II - EXEMPT ITEMS", "4. Mooring Debts (Pages 4 - 9)")
    assert closed(pack(after, Sheet().prose(), Sheet().prose())) == []
    between = (PLAIN[0], PLAIN[1], "3. Harbour Walls (Exempt) (Page 3)", "4. Mooring Fees (Page 4)")
    sheets = [Sheet().prose().put(280, 820, f"Page {n}", size=9) for n in (2, 4, 5)]
    assert closed(read(agenda(*between), *sheets)) == []


def test_names_of_private_packs() -> None:
    assert closed(read(Sheet().prose(), name="Agenda reports pack (Private).pdf")) == [1]
    assert closed(read(Sheet().prose(), name="exempt-accommodation-report.pdf")) == []


def test_pages_can_be_said_by_hand() -> None:
    sheets = (Sheet().prose(), headed(HEAD), Sheet().prose())
    assert closed(read(*sheets, meta=Particulars(exempt_pages=((3, 3),)))) == [3]
    assert closed(read(*sheets, meta=Particulars(exempt_pages=()))) == []
    assert closed(read(*sheets, meta=Particulars(access=Access.PUBLIC))) == [2, 3]
    assert closed(read(*sheets, meta=Particulars(access=Access.EXEMPT))) == [1, 2, 3]
    whole = read(*sheets, meta=Particulars(exempt_pages=((1, 9),)))
    assert whole.paper.access is Access.EXEMPT


def test_what_is_said_of_an_open_paper_comes_from_its_open_pages() -> None:
    secret = headed(HEAD, "Quay Board", "Title: Sale of the Quay", "14 May 2024")
    found = read(Sheet().prose(), secret).paper
    assert "Quay" not in f"{found.title} {found.committee}"
    assert found.meeting_date is None

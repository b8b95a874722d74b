"""What may be closed, and is until an officer decides; and what they can say of it."""

from __future__ import annotations

import pytest

from corpus.access import decided, suspicions
from corpus.model import Access, Closing, ClosingLevel, Reading
from corpus.model.particulars import Particulars
from corpus.reading import reader
from tests.corpus.access.test_exempt import PLAIN, agenda, closed, headed, pack, read
from tests.corpus.packs import Sheet

CLOSED, SUSPECTED = ClosingLevel.CLOSED, ClosingLevel.SUSPECTED


def told(reading: Reading) -> list[tuple[str, int, int, int, str]]:
    return [
        (one.level.value, one.first_page, one.last_page, one.page, one.words)
        for one in reading.closings
    ]


@pytest.mark.parametrize(
    "words",
    [
        "PRIVATE AND CONFIDENTIAL",
        "Strictly private and confidential",
        "COMMERCIALLY SENSITIVE",
        "OFFICIAL - SENSITIVE",
        "STAFF IN CONFIDENCE",
        "TO BE CONSIDERED IN THE ABSENCE OF THE PUBLIC",
        "Closed session: complaint about the Commissioner",
    ],
)
def test_what_may_close_a_sheet_closes_it_until_somebody_says(words: str) -> None:
    found = read(Sheet().prose(), headed(words))
    assert closed(found) == [2]
    assert told(found) == [("suspected", 2, 2, 2, words)]


@pytest.mark.parametrize(
    "words",
    [
        "CONFIDENTIAL",
        "EXEMPT - Cabinet 14 May 2024",
        "Reason for exemption: Paragraph 3 - financial affairs of any person",
        "PRIVATE APPENDIX B",
        "EITHRIEDIG / EXEMPT",
        "Nid i'w gyhoeddi",
        "by virtue of paragraph(s) 6 of Part 1 of Schedule 7A of the Act of 1973.",
        "Agenda item 11 (private report)",
        "CONFIDENTIAL MINUTES",
    ],
)
def test_plain_words_close_a_sheet_and_wait_for_nobody(words: str) -> None:
    found = read(Sheet().prose(), headed(words))
    assert closed(found) == [2]
    assert {level for level, *_ in told(found)} == {"closed"}
    assert suspicions(found.closings) == ()


@pytest.mark.parametrize(
    "words",
    [
        "Confidential Reporting Code",
        "Private Sector Housing",
        "VAT treatment: Exempt supplies",
        "Exempt from call-in: Yes",
        "Matters dealt with in private, a public summary",
        "There are no exempt items",
    ],
)
def test_ordinary_senses_of_the_words_close_nothing(words: str) -> None:
    assert read(Sheet().prose(), headed(words)).closings == ()


def test_a_running_head_closes_its_sheets_and_what_begins_after_is_open() -> None:
    marked = [Sheet().put(280, 30, "CONFIDENTIAL", size=8).prose() for _ in range(2)]
    found = read(Sheet().prose(), *marked, headed("Report to the Cabinet"))
    assert closed(found) == [2, 3]


def test_what_begins_after_a_sheet_that_alone_was_marked_is_suspected() -> None:
    found = read(Sheet().prose(), headed("EXEMPT REPORT"), headed("Item 9: Tree strategy"))
    assert told(found) == [
        ("closed", 2, 2, 2, "EXEMPT REPORT"),
        ("suspected", 3, 3, 2, "EXEMPT REPORT"),
    ]


FRONT = ("1 Minutes", "2 Ferry timetable", "PART II - PRIVATE", "3 Harbour tender")


def test_a_front_sheet_without_pages_closes_the_report_with_the_title() -> None:
    reports = (headed("2", "Ferry timetable"), headed("Item 3", "Harbour tender"), Sheet().prose())
    assert closed(read(agenda(*FRONT), *reports)) == [3, 4]


def test_a_status_beside_an_item_closes_it() -> None:
    front = agenda("No Paper Status", "1 Ferry timetable Open", "2 Harbour tender Closed")
    reports = (headed("Ferry timetable"), headed("Harbour tender"))
    assert closed(read(front, *reports)) == [3]


def test_a_code_that_the_front_sheet_explains_closes_its_items() -> None:
    front = agenda("1 Ferry timetable O", "2 Harbour tender E", "O = open. E = exempt.")
    reports = (headed("Ferry timetable"), headed("Harbour tender"))
    assert closed(read(front, *reports)) == [3]


def test_an_exclusion_that_names_a_report_makes_it_suspected() -> None:
    words = "To resolve that the public be asked to leave while the Harbour Tender Report is heard."
    found = read(agenda("1 Minutes", words), Sheet().prose(), headed("Harbour Tender Report"))
    assert told(found) == [("suspected", 3, 3, 1, words)]


def test_an_appendix_is_closed_by_the_report_that_says_so() -> None:
    report = headed(
        "Report to the Cabinet", "Appendix B to this report is exempt under paragraph 3"
    )
    sheets = (report, headed("Appendix A: Plan"), headed("Appendix B"), headed("Appendix C"))
    found = read(Sheet().prose(), *sheets)
    assert closed(found) == [4]
    assert {level for level, *_ in told(found)} == {"suspected"}


MINUTES = ("Minutes of the Cabinet", "43. Exclusion of the press and public")
EXCLUDED = "RESOLVED: that the public be excluded for the following item."
TELLS = (
    "The preferred bidder has offered four million pounds for the freehold of the house on the quay.",
    "The other bidder has withdrawn and nobody outside the room knows that there is only one left.",
)


def minutes(*lines: str) -> Reading:
    sheet = Sheet()
    for at, line in enumerate((*MINUTES, EXCLUDED, *lines)):
        sheet.put(72, 60 + 20 * at, line, size=9)
    return read(Sheet().prose(), sheet)


def test_what_minutes_tell_of_closed_business_is_suspected() -> None:
    found = minutes("44. Sale of the house", *TELLS, "RESOLVED: that the offer be accepted.")
    assert told(found) == [("suspected", 2, 2, 2, "44. Sale of the house")]


@pytest.mark.parametrize(
    "lines",
    [
        ("44. Sale of the house", "RESOLVED: that the recommendations in the report be approved."),
        ("44. Sale of the house", "RESOLVED: as in the exempt report.", *TELLS),
        ("The public were readmitted.", "44. Sale of the house", *TELLS),
        ("The meeting ended at 8.10 pm.", "44. Sale of the house", *TELLS),
    ],
)
def test_minutes_that_tell_nothing_of_closed_business_are_open(lines: tuple[str, ...]) -> None:
    assert closed(minutes(*lines)) == []


def test_a_plausible_file_name_closes_the_paper_until_somebody_says() -> None:
    found = read(Sheet().prose(), name="Item 7 - Confidential.pdf")
    assert found.paper.access is Access.EXEMPT
    assert told(found) == [("suspected", 1, 1, 0, "Item 7 - Confidential.pdf")]


def test_a_paper_whose_items_cannot_be_told_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(reader, "read_items", fails)
    found = pack(PLAIN, Sheet().prose(), Sheet().prose())
    assert found.paper.access is Access.EXEMPT
    ((level, first, last, _, words),) = told(found)
    assert (level, first, last) == ("suspected", 1, 3)
    assert "agenda items cannot be read" in words


def test_a_paper_whose_closed_parts_cannot_be_told_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(reader, "find_exempt", fails)
    found = read(Sheet().prose())
    assert found.paper.access is Access.EXEMPT
    assert [level for level, *_ in told(found)] == ["suspected"]


def closing(level: ClosingLevel, first: int, last: int) -> Closing:
    return Closing(level, first, last, first, "CONFIDENTIAL")


def test_what_something_surer_closes_is_not_suspected() -> None:
    sure, doubt = closing(CLOSED, 2, 4), closing(SUSPECTED, 3, 4)
    assert suspicions([sure, doubt]) == ()
    wider = closing(SUSPECTED, 4, 5)
    assert suspicions([sure, doubt, wider, closing(SUSPECTED, 4, 5)]) == (wider,)


def test_an_officer_opens_what_is_suspected_and_not_what_is_closed_in_plain_words() -> None:
    found = read(Sheet().prose(), headed("EXEMPT REPORT"), headed("Item 9: Tree strategy"))
    assert decided(found, is_open=True) == Particulars(exempt_pages=((2, 2),))
    assert decided(found, is_open=False) == Particulars(exempt_pages=((2, 3),))


def test_an_officer_decides_of_a_paper_that_is_closed_as_a_whole() -> None:
    found = read(Sheet().prose(), Sheet().prose(), name="Item 7 - Confidential.pdf")
    said = decided(found, is_open=True)
    assert said == Particulars(access=Access.PUBLIC, exempt_pages=())
    assert closed(read(Sheet().prose(), name="Item 7 - Confidential.pdf", meta=said)) == []
    kept = decided(found, is_open=False)
    assert kept == Particulars(access=Access.EXEMPT, exempt_pages=((1, 2),))

"""Sheets of made-up packs, line by line: which of their items and pages are closed, and why not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from corpus.access.items import marked_items
from corpus.access.recognise import Exempt, find_exempt, marked
from corpus.model import Access, AgendaItem, ItemSource, LabelSource, Page, Span, TextSource
from tests.corpus.drawn_rows import draw_rows

APOLOGIES, WALLS, DEBTS = "1. Apologies", "2. Harbour Walls (Pages 4 - 9)", "3. Mooring Debts"
EXCLUDE = "To exclude the press and public"


def item(line: str, first: int | None = None, last: int | None = None) -> AgendaItem:
    """Return the item of a line of a front sheet, "2. Harbour Walls (Pages 4 - 9)"."""
    number, _, title = line.partition(". ")
    title = title.partition(" (Page")[0]
    return AgendaItem("p", number, title, first, last, ItemSource.FRONT_SHEET)


def shut(*lines: str, of: Sequence[str] = (APOLOGIES, WALLS, DEBTS)) -> list[str]:
    """Return the numbers of the items that a front sheet with these lines closes."""
    return [one.item.number for one in marked_items(lines, [item(line) for line in of])]


@pytest.mark.parametrize(
    ("lines", "closed"),
    [
        ((APOLOGIES, WALLS, DEBTS), []),
        ((APOLOGIES, WALLS, "EXEMPT ITEMS", DEBTS), ["3"]),
        ((APOLOGIES, "EXEMPT ITEMS", WALLS, DEBTS), ["2", "3"]),
        ((APOLOGIES, "EXEMPT ITEMS", WALLS, "PART I", DEBTS), ["2"]),
        ((APOLOGIES, "EXEMPT ITEMS", WALLS, "Exempt items are long", DEBTS), ["2", "3"]),
        ((APOLOGIES, "EXEMPT ITEMS", WALLS, "Open session", DEBTS), ["2"]),
        ((APOLOGIES, "EXEMPT ITEMS", WALLS, "Readmission of the public", DEBTS), ["2"]),
        ((APOLOGIES, WALLS, "Exempt items are listed here", DEBTS), []),
        ((APOLOGIES, WALLS, "Exempt items", "if there are any", DEBTS), []),
        ((APOLOGIES, WALLS, "Exempt items " + "of this harbour " * 6, DEBTS), ["3"]),
        ((APOLOGIES, WALLS, "Exempt items " + "of this harbour " * 7, DEBTS), []),
        ((APOLOGIES, WALLS, "9. Exempt items", DEBTS), ["3"]),
        ((APOLOGIES, WALLS, "Items for which the exclusion of the public stands", DEBTS), ["3"]),
        ((APOLOGIES, WALLS, "PART II", DEBTS), []),
        ((APOLOGIES, WALLS, "PART II", "The public", "may not see", "closed papers", DEBTS), ["3"]),
        ((APOLOGIES, WALLS, "PART II", "a", "b", "c", "closed words", DEBTS), []),
        ((APOLOGIES, EXCLUDE, WALLS, "PART II", DEBTS), ["3"]),
        ((APOLOGIES, WALLS, "PART II", DEBTS, EXCLUDE), []),
        ((APOLOGIES, EXCLUDE, WALLS, "Part 2: Exempt vehicles", DEBTS), []),
        ((APOLOGIES, EXCLUDE, WALLS, "Part 2: Exempt matters", DEBTS), ["3"]),
        ((APOLOGIES, WALLS, "EXEMPT", DEBTS), ["3"]),
        ((APOLOGIES, "EXEMPT", WALLS, "with a plan", DEBTS), ["2", "3"]),
        ((APOLOGIES, WALLS, "EXEMPT", "with a plan", DEBTS), ["2"]),
        ((APOLOGIES, WALLS, DEBTS, "EXEMPT"), ["3"]),
        ((APOLOGIES, WALLS, "Exempt under paragraph 3", "EXEMPT", DEBTS), ["2", "3"]),
        ((APOLOGIES, WALLS, "Exempt under paragraph 3", DEBTS), ["2"]),
        ((APOLOGIES, WALLS, "Exempt information, if any", DEBTS), []),
        ((APOLOGIES, WALLS, "Exempt information in Appendix 2", DEBTS), []),
        ((APOLOGIES, WALLS, "with a plan", "Not for publication", DEBTS), ["3"]),
        ((APOLOGIES, WALLS, "with a plan", "Not for publication", "yet", DEBTS), ["2"]),
        ((APOLOGIES, WALLS, f"Exempt by paragraph 3. {EXCLUDE} for it", DEBTS), []),
    ],
)
def test_headings_and_notes_close_items(lines: tuple[str, ...], closed: list[str]) -> None:
    assert shut(*lines) == closed


@pytest.mark.parametrize(
    ("title", "closed"),
    [
        ("3. Debts (Exempt)", True),
        ("3. Debts [Confidential report]", True),
        ("3. Debts - Not for publication", True),
        ("3. Exempt report: Debts", True),
        ("3. Debts (Exempt under Appendix A)", False),
        ("3. Exempt debts of the harbour", False),
    ],
)
def test_a_title_says_that_its_item_is_closed(title: str, closed: bool) -> None:
    assert shut(APOLOGIES, WALLS, title, of=(APOLOGIES, WALLS, title)) == (["3"] if closed else [])


FOUR = (APOLOGIES, "2. Exclusion", "3. Mooring Debts", "4. Harbour Walls")
OF_FOUR = FOUR


@pytest.mark.parametrize(
    ("note", "closed"),
    [
        (f"{EXCLUDE} for item 3", ["3"]),
        (f"{EXCLUDE} for items 3 and 4", ["3", "4"]),
        (f"{EXCLUDE} for items 2 to 4", ["3", "4"]),
        (f"{EXCLUDE} for items 2 to 3", ["3"]),
        (f"{EXCLUDE} for item 1", []),
        (f"{EXCLUDE} for item 2", []),
        (f"{EXCLUDE} for item 2 and the following business", ["3", "4"]),
        (f"{EXCLUDE} for the rest of the meeting", ["3", "4"]),
        (f"{EXCLUDE} for the rest of the meeting, if need be", []),
        (f"{EXCLUDE} for Appendix 1 of item 3", []),
        (EXCLUDE, []),
        ("The following items are long", []),
    ],
)
def test_an_exclusion_closes_what_it_names_or_what_follows(note: str, closed: list[str]) -> None:
    assert shut(*FOUR[:2], note, *FOUR[2:], of=OF_FOUR) == closed


def test_what_follows_an_exclusion_is_closed_until_the_public_is_back() -> None:
    note = f"{EXCLUDE} for the following items"
    assert shut(*FOUR[:2], note, FOUR[2], "PART I", FOUR[3], of=OF_FOUR) == ["3"]
    assert shut(*FOUR[:2], note, *FOUR[2:], "PART I", of=OF_FOUR) == ["3", "4"]


@pytest.mark.parametrize(
    ("lines", "closed"),
    [
        (("Items with * are exempt.", APOLOGIES, WALLS, "3. *Mooring Debts"), ["3"]),
        (
            ("Those with an asterisk are confidential.", APOLOGIES, WALLS, "3.* Mooring Debts"),
            ["3"],
        ),
        (("Items with * are new.", APOLOGIES, WALLS, "3. *Mooring Debts"), []),
        ((APOLOGIES, WALLS, "3. Mooring Debts", "* exempt items of the month"), []),
        ((APOLOGIES, WALLS, "3. Mooring Debts * exempt"), []),
    ],
)
def test_a_star_closes_an_item_where_it_is_explained(
    lines: tuple[str, ...], closed: list[str]
) -> None:
    assert shut(*lines) == closed


EXEMPT_LAST = "Exempt under paragraph 3"


@pytest.mark.parametrize(
    ("lines", "titles", "closed"),
    [
        (("2. A plan", WALLS, EXEMPT_LAST), (WALLS,), ["2"]),
        (("2", "Harbour Walls", EXEMPT_LAST), (WALLS,), ["2"]),
        (("2. Harbour Ways", EXEMPT_LAST), (WALLS,), []),
        (("2. Harbour Walls mended", EXEMPT_LAST), (WALLS,), ["2"]),
        (("7 A. Harbour Walls", EXEMPT_LAST), ("7a. Harbour Walls",), ["7a"]),
        (("(a) Harbour Walls", EXEMPT_LAST), ("7a. Harbour Walls",), ["7a"]),
        (("(b) Harbour Walls", EXEMPT_LAST), ("7a. Harbour Walls",), []),
        (("(a) Mooring Debts", EXEMPT_LAST), ("7a. Harbour Walls",), []),
        ((DEBTS, EXEMPT_LAST), (WALLS, DEBTS), ["3"]),
        ((WALLS, EXEMPT_LAST), (WALLS, WALLS), ["2"]),
        ((DEBTS, WALLS, EXEMPT_LAST), (WALLS, DEBTS), ["2"]),
    ],
)
def test_an_item_is_found_by_its_number_and_the_beginning_of_its_title(
    lines: tuple[str, ...], titles: tuple[str, ...], closed: list[str]
) -> None:
    assert shut(*lines, of=titles) == closed


def test_the_first_printed_page_of_a_closed_item_is_told() -> None:
    front = (APOLOGIES, "EXEMPT ITEMS", WALLS, DEBTS)
    told = marked_items(front, [item(line) for line in (APOLOGIES, WALLS, DEBTS)])
    assert [(one.item.number, one.printed) for one in told] == [("2", 4), ("3", None)]
    assert {one.words for one in told} == {"EXEMPT ITEMS"}
    assert marked_items(front, []) == ()


WORDS = "The ferry was late."
MARK = "NOT FOR PUBLICATION"
HEADED = "Paragraph 3 of Part 1 of Schedule 12A"
STAND_IN = "The document is restricted."


def paper(
    *texts: str,
    items: Sequence[AgendaItem] = (),
    name: str = "pack.pdf",
    labels: Sequence[str | None] = (),
    unread: Sequence[int] = (),
    running: str = "",
    drawn: bool = True,
) -> Exempt:
    """Return what is closed of a paper with a page for each text.

    ``running`` is the running head of the last page, ``unread`` are pages that nobody
    has recognised yet; without ``drawn`` all were read by OCR.
    """
    pages = []
    for number, text in enumerate(texts, 1):
        head = running if number == len(texts) else ""
        whole = f"{head}\n{text}" if head else text
        source = TextSource.NONE if number in unread else TextSource.TEXT_LAYER
        label = labels[number - 1] if labels else None
        furniture = (Span(number, 0, len(head)),) if head else ()
        pages.append(
            Page("p", number, label, LabelSource.STAMP, 595, 842, 0, whole, source, furniture)
        )
    rows = dict(enumerate(draw_rows("\f".join(texts)), 1)) if drawn else {}
    return find_exempt(name, pages, rows, items)


def lines(*, at: int, of: str, count: int = 20) -> str:
    """Return a page of plain lines with another as the ``at``-th."""
    plain = [WORDS] * count
    plain[at - 1] = of
    return "\n".join(plain)


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        (lines(at=1, of=HEADED), True),
        (lines(at=6, of=HEADED), True),
        (lines(at=7, of=HEADED), False),
        (lines(at=14, of="Exempt: Yes"), True),
        (lines(at=15, of="Exempt: Yes"), False),
        (lines(at=3, of="Exempt: Yes, Appendix 2"), False),
        (lines(at=20, of=MARK), True),
        (lines(at=20, of=f"{MARK} of Appendix 2"), False),
        (lines(at=3, of="EXEMPT APPENDIX B"), True),
        (lines(at=4, of="EXEMPT APPENDIX B"), False),
        (lines(at=3, of="EXEMPT APPENDIX B of the report"), False),
        ("Exempt appendix B, " + "p" * 70, True),
        ("Exempt appendix B, " + "p" * 71, False),
        ("Appendix A\nEXEMPT APPENDIX B\n" + WORDS, False),
        ("EXEMPT APPENDIX B\n" + WORDS + "\nAppendix C", False),
        ("EXEMPT APPENDIX B\n" + WORDS + f"\n{WORDS}\nAppendix C", True),
        (f"The law is set out in\n{HEADED}", False),
        (f"The law is set out\n{HEADED}", True),
        ("restricted", False),
        ("RESTRICTED\nNone", False),
        ("RESTRICTED\n(Appendix 2)", False),
        ("RESTRICTED\nAppendix 2", True),
        ("RESTRICTED\nwith its appendix", False),
        (WORDS, False),
    ],
)
def test_a_line_closes_its_sheet(text: str, closed: bool) -> None:
    assert paper(WORDS, text, WORDS).pages == (frozenset((2, 3)) if closed else frozenset())
    assert paper(WORDS, text, WORDS, drawn=False) == paper(WORDS, text, WORDS)


def test_a_running_head_closes_its_sheet_alone() -> None:
    assert paper(WORDS, WORDS, running="RESTRICTED").pages == {2}
    assert paper(WORDS, WORDS, running="restricted").pages == frozenset()


def test_a_sentence_that_goes_on_overleaf_is_no_heading() -> None:
    assert paper("It is closed under", HEADED).pages == frozenset()
    assert paper("It is closed.", HEADED).pages == {2}


DIVIDER = "PART II - EXEMPT ITEMS"


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        (DIVIDER, {2, 3, 4}),
        ("\n".join((WORDS, WORDS, WORDS, DIVIDER)), {2, 3, 4}),
        ("\n".join((WORDS, WORDS, WORDS, WORDS, DIVIDER)), {2}),
        (f"{DIVIDER}\n" + "plan " * 85, {2, 3, 4}),
        (f"{DIVIDER}\n" + "plan " * 86, {2}),
        ("PART II", set()),
        ("PART II\nThe press and public are excluded", {2, 3, 4}),
        ("Private session", {2, 3, 4}),
    ],
)
def test_a_divider_closes_what_follows_and_a_closed_sheet_its_item(
    text: str, pages: set[int]
) -> None:
    items = [item(WALLS, 2, 2), item(DEBTS, 3, 4)]
    plan = f"plan\n{WORDS}"
    assert paper(plan, text, plan, plan, items=items).pages == pages


def test_a_closed_sheet_closes_to_the_end_of_its_item() -> None:
    items = [item(WALLS, 2, 3), item(DEBTS, 4, 5)]
    closing = (WORDS, WORDS, HEADED, WORDS, WORDS)
    assert paper(*closing, items=items).pages == {3}
    assert paper(*closing, items=[item(WALLS, 2, 5), item(DEBTS, 3, 4)]).pages == {3, 4}
    assert paper(*closing).pages == {3, 4, 5}
    assert paper(HEADED, WORDS, items=[item(WALLS, 2, 2)]).pages == frozenset()


@pytest.mark.parametrize(("at", "pages"), [(1, {2}), (3, {2}), (4, {2, 3, 4})])
def test_an_open_heading_among_the_first_lines_opens_again(at: int, pages: set[int]) -> None:
    opened = lines(at=at, of="PART I", count=5)
    assert paper(WORDS, HEADED, opened, WORDS).pages == pages


def test_a_sheet_in_place_of_a_closed_paper_is_open() -> None:
    items = [item(WALLS, 2, 2), item(DEBTS, 3, 3)]
    for count, closed in ((50, False), (60, True)):
        text = f"RESTRICTED\n{STAND_IN}\n" + "plan " * count
        assert bool(paper(WORDS, text, WORDS, items=items).pages) is closed
    text = f"RESTRICTED\n{STAND_IN}"
    assert paper(WORDS, text, WORDS, items=items, unread=(2,)).pages == {2}


@pytest.mark.parametrize(
    ("texts", "first", "whole"),
    [
        ((MARK, WORDS), 2, True),
        ((f"{WORDS}\n{WORDS}\n{MARK}", WORDS), 2, True),
        ((f"{WORDS}\n{WORDS}\n{WORDS}\n{WORDS}\n{MARK}", WORDS), 2, True),
        ((f"{WORDS}\n{WORDS}\n{WORDS}\n{WORDS}\n{WORDS}\n{MARK}", WORDS), 2, False),
        ((HEADED, WORDS), 2, False),
        ((WORDS, HEADED), 2, True),
        ((WORDS, HEADED, WORDS), 2, True),
        ((WORDS, HEADED, "PART I"), 2, False),
        ((WORDS, HEADED, ""), 2, True),
        ((HEADED, WORDS), 1, True),
        ((MARK, "PART I"), 1, False),
    ],
)
def test_a_paper_is_closed_as_a_whole(texts: tuple[str, ...], first: int, whole: bool) -> None:
    found = paper(*texts, items=[item(WALLS, first, len(texts))])
    assert found.whole is whole


@pytest.mark.parametrize(
    ("labels", "pages"),
    [
        ((None, None, None), {2}),
        (("1", "4", "5"), {2}),
        (("1", "5", "6"), set()),
        (("i", "ii", "iii"), {2}),
    ],
)
def test_a_closed_item_closes_its_pages_where_they_are_those_printed(
    labels: tuple[str | None, ...], pages: set[int]
) -> None:
    front = "\n".join((APOLOGIES, "EXEMPT ITEMS", WALLS, "PART I", DEBTS))
    items = [item(APOLOGIES), item(WALLS, 2, 2), item(DEBTS, 3, 3)]
    assert paper(front, WORDS, WORDS, items=items, labels=labels).pages == pages


@pytest.mark.parametrize(
    ("labels", "unread", "printed", "whole"),
    [
        ((None, None), (), 2, True),
        ((None, None), (), 3, False),
        (("1", "4"), (), 4, True),
        (("1", "5"), (), 4, False),
        (("1", "5"), (2,), 4, True),
    ],
)
def test_a_closed_item_without_a_place_closes_a_paper_that_may_hold_it(
    labels: tuple[str | None, ...], unread: tuple[int, ...], printed: int, whole: bool
) -> None:
    front = (
        f"1. Apologies\nEXEMPT ITEMS\n2. Harbour Walls (Page {printed})\nPART I\n3. Mooring Debts"
    )
    items = [item(APOLOGIES), item("2. Harbour Walls"), item(DEBTS, 2, 2)]
    found = paper(front, WORDS, items=items, labels=labels, unread=unread)
    assert found.whole is whole
    assert found.pages == frozenset()


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("Walls (Exempt).pdf", True),
        ("Private reports pack.pdf", True),
        ("exempt_minutes.pdf", True),
        ("Exempt accommodation.pdf", False),
        ("Private housing.pdf", False),
    ],
)
def test_a_name_closes_a_paper(name: str, whole: bool) -> None:
    assert paper(WORDS, name=name).whole is whole


def test_pages_are_marked_inside_an_open_paper_only() -> None:
    pages = [
        Page("p", at, None, LabelSource.NONE, 595, 842, 0, "", TextSource.TEXT_LAYER)
        for at in (1, 2)
    ]

    def closed(found: Exempt) -> list[int]:
        return [one.number for one in marked(pages, found) if one.access is Access.EXEMPT]

    assert closed(Exempt(False, frozenset((2,)))) == [2]
    assert closed(Exempt(True, frozenset((2,)))) == []
    assert closed(Exempt(False)) == []

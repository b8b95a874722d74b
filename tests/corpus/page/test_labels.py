"""Printed page numbers, in the many ways in which they are printed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.model import LabelSource
from corpus.page.edges import edge_pieces
from corpus.page.labels import read_labels
from corpus.page.layout import PageLayout
from corpus.page.stamps import Stamp, find_stamps
from corpus.pdf.pdfium import open_pdf
from tests.corpus.packs import LANDSCAPE, Sheet, pdf, stamped


def layouts_of(data: bytes) -> list[PageLayout]:
    with open_pdf(data) as file:
        return [file.layout(number) for number in range(1, file.page_count + 1)]


def stamps_of(data: bytes) -> dict[int, tuple[Stamp, ...]]:
    return {layout.number: find_stamps(edge_pieces(layout)) for layout in layouts_of(data)}


def labels_of(sheets: list[Sheet], page_labels: tuple[str, ...] = ()) -> list[str | None]:
    labels = read_labels(len(sheets), stamps_of(pdf(sheets)), page_labels)
    return [labels[number].text for number in sorted(labels)]


def plain(count: int) -> list[Sheet]:
    return [Sheet().prose() for _ in range(count)]


STYLES: dict[str, Callable[[Sheet, int], object]] = {
    "worded foot": lambda s, n: s.put(280, 820, f"Page {n + 4}"),
    "of a total": lambda s, n: s.put(270, 820, f"Page {n + 4} of 12"),
    "dashes": lambda s, n: s.put(285, 815, f"- {n + 4} -"),
    "bare foot": lambda s, n: s.put(295, 815, str(n + 4)),
    "bare corner": lambda s, n: s.put(545, 815, str(n + 4)),
    "bare head": lambda s, n: s.put(535, 40, str(n + 4)),
    "slash": lambda s, n: s.put(285, 815, f"{n + 4}/12"),
    "trailed": lambda s, n: s.put(470, 815, f"{n + 4} | P a g e"),
    "upper case": lambda s, n: s.put(280, 40, f"PAGE {n + 4}"),
    "short": lambda s, n: s.put(520, 815, f"p. {n + 4}"),
    "up the left edge": lambda s, n: s.put(25, 440, f"Page {n + 4}", angle=90),
    "down the right edge": lambda s, n: s.put(575, 400, f"Page {n + 4}", angle=-90),
    "beside a title": lambda s, n: s.put(72, 815, "Harbour Panel 5 June 2019").put(
        545, 815, str(n + 4)
    ),
    "cut in two": lambda s, n: s.put(280, 815, "P").put(300, 815, f"age {n + 4}"),
}


@pytest.mark.parametrize("style", STYLES)
def test_every_style_is_read(style: str) -> None:
    assert labels_of(stamped(5, STYLES[style])) == ["5", "6", "7", "8", "9"]


@pytest.mark.parametrize("style", STYLES)
def test_a_lost_stamp_is_told_by_the_run(style: str) -> None:
    sheets = stamped(5, STYLES[style], skip=[3])
    labels = read_labels(5, stamps_of(pdf(sheets)))
    assert (labels[3].text, labels[3].source) == ("7", LabelSource.RUN)


def test_front_sheets_without_a_number_have_none() -> None:
    sheets = stamped(6, lambda s, n: s.put(280, 820, f"Page {n}"), skip=[1, 2])
    assert labels_of(sheets) == [None, None, "3", "4", "5", "6"]


def test_numbers_far_apart_are_no_run() -> None:
    sheets = stamped(10, lambda s, n: s.put(295, 815, str(n)), skip=range(2, 9))
    assert labels_of(sheets) == ["1", *[None] * 7, "9", "10"]


def test_a_documents_own_number_is_not_the_packs() -> None:
    def stamp(sheet: Sheet, number: int) -> None:
        sheet.put(280, 825, f"Page {number + 20}")
        if number > 3:
            sheet.put(297, 795, str(number - 3))

    assert labels_of(stamped(9, stamp)) == [str(n) for n in range(21, 30)]


def test_worded_numbers_of_a_document_are_not_the_packs() -> None:
    def stamp(sheet: Sheet, number: int) -> None:
        sheet.put(280, 825, f"Page {number + 20}")
        if number > 5:
            sheet.put(480, 800, f"Page {number - 5} of 4")

    assert labels_of(stamped(9, stamp)) == [str(n) for n in range(21, 30)]


def test_a_pack_stamp_lost_where_a_document_has_its_own() -> None:
    def stamp(sheet: Sheet, number: int) -> None:
        if number != 6:
            sheet.put(280, 825, f"Page {number + 20}")
        if number > 4:
            sheet.put(297, 795, str(number - 4))

    assert labels_of(stamped(9, stamp))[5] == "26"


def test_sideways_stamp_on_landscape_pages_turned_either_way() -> None:
    sheets = [
        Sheet(size=LANDSCAPE).prose().put(20, 300, "Page 31", angle=90),
        Sheet(size=LANDSCAPE).prose().put(825, 280, "Page 32", angle=-90),
        Sheet(rotate=90)
        .put(60, 800, "Turned words of the plan", angle=90)
        .put(800, 600, "Page 33"),
    ]
    assert labels_of(sheets)[:2] == ["31", "32"]
    assert labels_of(sheets)[2] == "33"


def test_roman_numbers_of_a_foreword() -> None:
    sheets = [Sheet().prose().put(295, 815, text) for text in ("i", "ii", "iii", "1", "2", "3")]
    assert labels_of(sheets) == ["i", "ii", "iii", "1", "2", "3"]


def test_years_and_sums_in_the_foot_are_no_numbers() -> None:
    sheets = [
        Sheet().prose().put(280, 815, text) for text in ("2010/12", "£14", "2017-18", "12 June")
    ]
    assert labels_of(sheets) == [None] * 4


class TestPageLabels:
    def test_they_number_a_paper_that_prints_nothing(self) -> None:
        sheets = plain(3)
        assert labels_of(sheets, ("34", "35", "36")) == ["34", "35", "36"]

    def test_trivial_ones_say_nothing(self) -> None:
        assert labels_of(plain(3), ("1", "2", "3")) == [None] * 3

    def test_lying_ones_are_not_believed(self) -> None:
        sheets = stamped(5, lambda s, n: s.put(280, 820, f"Page {n + 4}"), skip=[1])
        labels = labels_of(sheets, ("90", "91", "92", "93", "94"))
        assert labels == [None, "6", "7", "8", "9"]

    def test_true_ones_number_the_last_page(self) -> None:
        sheets = stamped(4, lambda s, n: s.put(280, 820, f"Page {n + 4}"), skip=[1, 4])
        assert labels_of(sheets, ("i", "6", "7", "8")) == [None, "6", "7", "8"]

    def test_too_few_or_too_many_are_ignored(self) -> None:
        assert labels_of(plain(3), ("7", "8")) == [None] * 3


def test_stamp_spans_give_the_stamp_back() -> None:
    data = pdf(stamped(3, lambda s, n: s.put(280, 820, f"Page {n + 4}")))
    for layout in layouts_of(data):
        (stamp,) = find_stamps(edge_pieces(layout))
        (span,) = stamp.spans
        assert layout.text[span.start : span.end] == f"Page {layout.number + 4}"

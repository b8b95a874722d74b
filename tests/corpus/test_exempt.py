"""Which papers are closed to the public by their own words."""

from __future__ import annotations

import pytest

from corpus.reader import read_paper
from corpus.types import Access
from tests.corpus.packs import Sheet, pdf


def access(*sheets: Sheet, name: str = "paper.pdf") -> Access:
    return read_paper(pdf(sheets), file_name=name).paper.access


@pytest.mark.parametrize(
    "words",
    [
        "NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A",
        "Exempt report",
        "Report to the Panel: Part II (exempt)",
        "By virtue of paragraph(s) 3 of Part 1 of Schedule 12A",
    ],
)
def test_a_closed_report_inside_a_pack_closes_the_file(words: str) -> None:
    assert access(Sheet().prose(), Sheet().put(72, 60, words).prose()) is Access.EXEMPT


@pytest.mark.parametrize(
    "words",
    [
        "Appendix 2 is not for publication by virtue of paragraph 3 of Schedule 12A",
        "Strictly private and confidential",
        "Part 2: Delivery of the Plan",
        "The Panel may resolve to exclude the press and public under section 100A(4)",
    ],
)
def test_open_papers_that_speak_of_closed_ones(words: str) -> None:
    assert access(Sheet().put(72, 60, words).prose()) is Access.PUBLIC


def test_the_sheet_in_place_of_a_closed_paper_closes_nothing() -> None:
    sheet = Sheet().put(72, 60, "By virtue of paragraph(s) 3 of Part 1 of Schedule 12A")
    sheet.put(72, 90, "Document is Restricted")
    assert access(Sheet().prose(), sheet) is Access.PUBLIC


def test_names_of_private_packs() -> None:
    assert access(Sheet().prose(), name="Agenda reports pack (Private).pdf") is Access.EXEMPT
    assert access(Sheet().prose(), name="exempt-accommodation-report.pdf") is Access.PUBLIC

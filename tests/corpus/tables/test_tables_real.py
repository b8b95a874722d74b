"""Tables of real papers, where they are at hand."""

from __future__ import annotations

from pathlib import Path

from corpus.model import TableRow
from corpus.page.layout import PageLayout
from corpus.pdf.pdfium import open_pdf
from corpus.tables.rows import read_tables
from tests.corpus.packs import find_furniture


def read_real(shared: Path, name: str) -> tuple[tuple[TableRow, ...], list[PageLayout]]:
    with open_pdf(shared / "papers" / name) as file:
        layouts = [file.layout(number + 1) for number in range(file.page_count)]
    return read_tables("p", layouts, find_furniture(layouts)), layouts


def pages_of(row: TableRow) -> set[int]:
    return {span.page for cell in row.cells for span in cell.spans}


def find(rows: tuple[TableRow, ...], reference: str, header: str) -> str:
    (row,) = [row for row in rows if row.cells[0].text == reference]
    (cell,) = [cell for cell in row.cells if cell.header == header]
    return " ".join(cell.text.split())


def test_the_plan_of_2023(shared: Path) -> None:
    rows, _ = read_real(shared, "2023-10-childrens-continuous-improvement-plan.pdf")
    assert find(rows, "3.1.9", "Lead") == "DCS, Chair of the Corporate Parenting Board and Housing."
    assert find(rows, "3.1.9", "Timescale/ Date") == "October 2022"
    over = next(row for row in rows if row.cells[0].text == "1.1.2")
    assert pages_of(over) == {5, 6, 7}
    listed = next(row for row in rows if row.cells[0].text == "3.1.13")
    assert pages_of(listed) == {52, 53, 54}, "page 53 holds the rest of one cell only"
    assert all(row.cells[0].text for row in rows), "no row begins in the middle of another"


def test_the_report_card_of_2012(shared: Path) -> None:
    rows, _ = read_real(shared, "2012-07-18-osb-cpip-progress-report.pdf")
    assert find(rows, "T6", "May-12") == "36.0"
    assert find(rows, "T30", "Targets By Dec 2012") == "15.00"
    references = [row.cells[0].text for row in rows if row.cells[0].text.startswith("T")]
    assert references == [f"T{number}" for number in range(1, 32)]


def test_the_tracker_of_2017(shared: Path) -> None:
    rows, _ = read_real(shared, "2017-10-09-pddg-jct-agenda-pack.pdf")
    first, second = [
        row for row in rows if row.cells[0].spans and row.cells[0].spans[0].page == 53
    ][:2]
    assert first.cells[0].text == second.cells[0].text == "1.6"
    assert first.cells[1].spans == second.cells[1].spans
    assert find((second,), "1.6", "Who?") == "Head of Service Safeguarding"
    needs = next(row for row in rows if row.cells[0].text.startswith("Understand Young"))
    responsible = find((needs,), needs.cells[0].text, "Responsible")
    assert responsible == "Public Health and Clinical Commissioning Group"
    (end,) = [row for row in rows if pages_of(row) == {96, 97}]
    assert end.cells[0].text == "14.4"
    assert end.headings[0] == "5 CARE LEAVERS"
    assert {row.headings[0] for row in rows if pages_of(row) == {98}} == {
        "6 LEADERSHIP AND GOVERNANCE"
    }


def test_the_tracker_of_2016(shared: Path) -> None:
    rows, _ = read_real(shared, "2016-09-20-improvement-action-tracker.pdf")
    row = next(row for row in rows if row.cells[0].text.startswith("Consistent"))
    assert " ".join(row.cells[0].text.split()) == (
        "Consistent application of CP thresholds and CP process"
    )
    assert {row.cells[0].header for row in rows} == {"What?"}

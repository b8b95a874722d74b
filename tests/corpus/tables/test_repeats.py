"""Headers that a page prints again without a rule below them, over the rest of a cut row."""

from __future__ import annotations

import pytest

from corpus.model import TableRow
from corpus.tables import read_tables
from tests.corpus.drawn import Sketch

EDGES = (40, 90, 420, 560, 680)
HEADER = ("No", "Action", "Owner", "Due")


def rows_of(sketch: Sketch) -> tuple[TableRow, ...]:
    layouts = sketch.layouts()
    rows = read_tables("p", layouts, {})
    texts = {layout.number: layout.text for layout in layouts}
    for row in rows:
        for cell in row.cells:
            said = [texts[span.page][span.start : span.end] for span in cell.spans]
            assert "\n".join(said) == cell.text
    return rows


def cut_row(header: tuple[str, ...], rest: tuple[str, ...]) -> Sketch:
    """Draw a table whose second row goes on below the header on the next page."""
    sketch = Sketch().row(EDGES, 40, 60, header, bold=True)
    sketch.row(EDGES, 60, 80, ("1.1", "Paint the ferry shelter", "Clerk", "2 May 2031"))
    sketch.row(EDGES, 80, 120, ("1.2", "Survey of the first groyne", "Engineer", "9 June 2031"))
    sketch.page()
    words = tuple(
        f"{head}\n{more}" if more else head for head, more in zip(header, rest, strict=True)
    )
    sketch.row(EDGES, 40, 80, words)
    return sketch.row(EDGES, 80, 100, ("1.3", "Print the tide table", "Clerk", "1 July 2031"))


@pytest.mark.parametrize("header", [HEADER, ("No", "Action", "Lead officer", "Due date")])
def test_a_cut_row_goes_on_below_the_header_printed_again(header: tuple[str, ...]) -> None:
    rows = rows_of(cut_row(header, ("", "Survey of the second groyne", "", "")))
    said = [[cell.text for cell in row.cells] for row in rows]
    assert [one[0] for one in said] == ["1.1", "1.2", "1.3"]
    assert said[1][1] == "Survey of the first groyne\nSurvey of the second groyne"
    assert said[1][2:] == ["Engineer", "9 June 2031"]
    assert [cell.header for cell in rows[2].cells] == list(header)


def test_a_row_that_is_the_header_again_is_no_row() -> None:
    sketch = Sketch().row(EDGES, 40, 60, HEADER)
    for at in range(3):
        y = 60 + 20 * at
        sketch.row(EDGES, y, y + 20, (f"1.{at}", "Paint the shelter", "Clerk", "2 May 2031"))
    sketch.row(EDGES, 120, 140, HEADER)
    sketch.row(EDGES, 140, 160, ("2.1", "Print the tide table", "Clerk", "1 July 2031"))
    assert [row.cells[0].text for row in rows_of(sketch)] == ["1.0", "1.1", "1.2", "2.1"]


def test_cells_that_only_begin_like_the_header_stay_whole() -> None:
    sketch = Sketch().row(EDGES, 40, 60, HEADER, bold=True)
    sketch.row(EDGES, 60, 80, ("1.1", "Paint the ferry shelter", "Clerk", "2 May 2031"))
    sketch.page().row(EDGES, 40, 60, ("1.2", "Action on the quay", "Owner of it", "2 May 2031"))
    sketch.row(EDGES, 60, 80, ("1.3", "Print the tide table", "Clerk", "1 July 2031"))
    assert [row.cells[1].text for row in rows_of(sketch)][1] == "Action on the quay"

"""Tables of words without rules, and minutes read cell by cell."""

from __future__ import annotations

import pytest

from corpus.reading.reader import read_paper
from tests.corpus.drawn import Sketch
from tests.corpus.tables.test_tables import rows_of, said

ROWS = (
    ("Item", "Discussion", "Action"),
    ("1. Kiln", "The kiln in the old brickyard was lit twice in May. It was\n"
     "agreed to ask a second firm what a new door would cost.", "TB"),
    ("2. Ferry bell", "The bell is cracked. It was agreed to buy a new bell before\n"
     "the regatta, as the ferry may not run without one.", "TB RN"),
    ("3. Orchard", "Apples will be picked on 21 September by the school.", ""),
)  # fmt: skip
EDGES = (60.0, 150.0, 480.0)


def notes(*, by_column: bool, ruled: bool = False) -> Sketch:
    page = Sketch((595.0, 842.0)).text(60, 50, "Marlhaven Green Society", bold=True, size=12)
    page.text(60, 66, "Notes of the committee meeting, 4 June 2024", size=10)
    page.text(60, 82, "Present: Tess Broom (TB), Rafe Nye (RN)", size=10)
    cells = [
        (column, row, 110.0 + 40 * row + 11 * at, line, not row)
        for row, words in enumerate(ROWS)
        for column, cell in enumerate(words)
        for at, line in enumerate(cell.split("\n"))
        if line
    ]
    cells.sort(key=lambda one: one[:3] if by_column else (one[2], one[0]))
    for column, _, y, line, bold in cells:
        page.text(EDGES[column], y, line, bold=bold)
    for row in range(len(ROWS)) if ruled else ():
        for x0, x1 in zip(EDGES, (*EDGES[1:], 540.0), strict=True):
            page.box(x0 - 3, 98 + 40 * row, x1 - 3, 138 + 40 * row)
    return page


@pytest.mark.parametrize("by_column", [False, True])
def test_columns_named_above_white_gutters_give_their_cells_headers(by_column: bool) -> None:
    rows = rows_of(notes(by_column=by_column).layouts())
    assert [said(row)[0] for row in rows] == [
        ("Item", "1. Kiln"), ("Item", "2. Ferry bell"), ("Item", "3. Orchard"),
    ]  # fmt: skip
    assert said(rows[1])[1:] == [
        ("Discussion", ROWS[2][1].replace("\n", " ")),
        ("Action", "TB RN"),
    ]


def test_members_ticked_under_the_sides_of_a_vote_are_rows() -> None:
    page = Sketch().text(40, 40, "The vote on the weir was recorded as follows:")
    for at, words in enumerate(("Councillor", "For", "Against")):
        page.text(40 + 120 * at, 60, words, bold=True)
    for at, (name, side) in enumerate((("A Alder", 1), ("B Birch", 2), ("C Cedar", 1))):
        page.text(40, 73 + 13 * at, name).text(44 + 120 * side, 73 + 13 * at, "X")
    rows = rows_of(page.layouts())
    assert [said(row) for row in rows][1] == [
        ("Councillor", "B Birch"),
        ("For", ""),
        ("Against", "X"),
    ]


def test_prose_below_a_line_of_column_names_is_no_table() -> None:
    page = Sketch().text(40, 40, "Item").text(150, 40, "Notes").text(480, 40, "Action")
    for at in range(4):
        page.text(
            40, 60 + 11 * at, "The water in the dock rose again and nobody could say why. " * 2
        )
    assert rows_of(page.layouts()) == ()


@pytest.mark.parametrize(("by_column", "ruled"), [(False, False), (True, False), (False, True)])
def test_a_decision_in_a_cell_has_no_words_of_the_cells_beside_it(
    by_column: bool, ruled: bool
) -> None:
    reading = read_paper(notes(by_column=by_column, ruled=ruled).pdf(), file_name="notes.pdf")
    decided = {(one.title, one.text) for one in reading.resolutions}
    assert decided == {
        ("Kiln", "It was agreed to ask a second firm what a new door would cost."),
        ("Ferry bell", "It was agreed to buy a new bell before the regatta, as the ferry may not "
         "run without one."),
    }  # fmt: skip

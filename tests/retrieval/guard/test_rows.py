"""Rows picked by a value that is asked for: which column has it, and how a row is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from corpus.model import Passage
from retrieval.answer.row_lists import rows_shown, rows_with_value
from retrieval.model.constants import DEFAULT
from tests.retrieval.guard.builders import asked
from tests.retrieval.passages import row

RED = "Which actions are red?"


def table(header: str, *values: str, **columns: str) -> list[Passage]:
    """Return a row for each value of a column, behind those that name it."""
    return [
        row({"Ref": f"1.{at}", **columns, header: value}, "june", 1, 1000 * at)
        for at, value in enumerate(values, 1)
    ]


def picked(rows: Sequence[Passage], question: str = RED) -> list[list[str]]:
    """Return the words of the cells of the rows that are picked."""
    made = rows_with_value(asked(question), rows, DEFAULT.quoting)
    return [[cell.text for cell in one.cells] for one in made]


@pytest.mark.parametrize(
    ("values", "refs"),
    [
        (("Red", "Green", "Red", "Green"), ["1.1", "1.3"]),
        (("Red", "red", "RED (late)", "Green", "Green", "Green"), ["1.1", "1.2"]),
        (("Red", "Red", "Red", "Red"), []),
        (("Red", "Red", "", ""), []),
        (("Red", "Red", "Green"), []),
        (("Red", "Red", "Green", "Amber", "Blue"), []),
        (("Red", "Green", "Green", "Green"), []),
        (("Red", "Red", "Green", "Green", *(f"It is at step {at}" for at in range(6))),
         ["1.1", "1.2"]),
        (("Red", "Red", "Green", "Green", *(f"At step {at}" for at in range(6))), []),
    ],
)  # fmt: skip
def test_a_column_of_few_values_that_come_again_is_asked_for(
    values: Sequence[str], refs: list[str]
) -> None:
    assert [cells[0] for cells in picked(table("Status", *values))] == refs


def test_a_column_without_a_header_is_not_asked_for() -> None:
    assert picked(table("", "Red", "Green", "Red", "Green")) == []


def test_a_row_is_named_by_its_first_cells_that_are_short() -> None:
    values = ("Red", "Green", "Red", "Green")
    assert picked(table("Status", *values, What="Paint it", Lead="Reed"))[0] == [
        "1.1", "Paint it", "Red",
    ]  # fmt: skip
    for words, named in ((60, 2), (61, 1)):
        long = " ".join(["paint"] * words)
        assert len(picked(table("Status", *values, What=long))[0]) == named + 1


FIRST: Mapping[str, str] = {"Status": "Red", "What": "Paint it"}


def test_the_value_itself_names_no_row() -> None:
    rows = [
        row({"Status": status, "What": what}, "june", 1, 1000 * at)
        for at, (status, what) in enumerate(
            (("Red", "Paint"), ("Green", "Mend"), ("Red", "Sell"), ("Green", "Let"))
        )
    ]
    assert picked(rows) == [["Paint", "Red"], ["Sell", "Red"]]
    bare = [replace(one, cells=one.cells[:1]) for one in rows]
    assert picked(bare) == []
    merged = [
        replace(one, cells=(replace(one.cells[1], spans=()), *one.cells[::-1])) for one in rows
    ]
    assert picked(merged) == [["Paint", "Red"], ["Sell", "Red"]]
    hidden = [replace(one, cells=(replace(one.cells[0], spans=()), one.cells[1])) for one in rows]
    assert picked(hidden) == []


def test_parts_of_one_row_are_picked_once() -> None:
    rows = table("Status", "Red", "Green", "Red", "Green")
    again = replace(rows[0], id="part", cells=(*rows[0].cells, *rows[1].cells[1:]))
    assert [cells[0] for cells in picked([*rows, again])] == ["1.1", "1.3"]


def test_a_value_named_by_the_question_in_digits_is_none() -> None:
    assert picked(table("Band", "4", "5", "4", "5"), "Which actions are in band 4?") == []


def test_rows_are_shown_up_to_so_many_words() -> None:
    for words, shown in ((100, 3), (101, 2)):
        what = " ".join(["paint"] * 58)
        more = " ".join(["mend"] * (words - 60))
        rows = [
            replace(one, cells=(*one.cells, replace(one.cells[0], text=more)))
            for one in table("Status", "Red", "Green", "Red", "Green", "Red", "Green", What=what)
        ]
        made = rows_with_value(asked(RED), rows, DEFAULT.quoting)
        wide = [replace(one, cells=(*one.cells, rows[0].cells[-1])) for one in made]
        assert {sum(len(c.text.split()) for c in one.cells) for one in wide} == {words}
        assert len(rows_shown(wide, DEFAULT.quoting)) == shown

"""Rows of a table picked by a value, and lists that are quoted whole."""

from __future__ import annotations

from itertools import chain

import pytest

from corpus.model import Passage
from retrieval.answer.lists import whole_list
from retrieval.answer.row_lists import rows_shown, rows_with_value
from retrieval.model.constants import DEFAULT
from retrieval.ranking.units import units_of
from tests.retrieval.guard.builders import asked
from tests.retrieval.passages import prose, row


def action(ref: str, status: str, what: str, page: int = 1) -> Passage:
    return row({"Ref": ref, "What": what, "Status": status}, "june", page, 1000 * int(ref))


ACTIONS = [
    action("1", "Red", "Paint the pier"),
    action("2", "Green", "Mend the lamp"),
    action("3", "Red", "Dredge the basin"),
    action("4", "Amber", "Count the boats"),
    action("5", "Green", "Buy a bell"),
    action("6", "Amber", "Sell the huts"),
]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which actions are red?", ["1", "3"]),
        ("Which actions are green?", ["2", "5"]),
        ("Which actions are blue?", []),
        ("Which actions are late?", []),
        ("Which actions are stopped?", []),
    ],
)
def test_rows_are_picked_by_the_value_asked_for(question: str, rows: list[str]) -> None:
    made = rows_with_value(asked(question), ACTIONS, DEFAULT.quoting)
    assert [one.cells[0].text for one in made] == rows
    assert all(len(one.cells) == 3 for one in made)
    assert all(one.spans == tuple(chain(*(c.spans for c in one.cells))) for one in made)


def test_one_row_or_a_column_without_other_values_picks_nothing() -> None:
    red = asked("Which actions are red?")
    assert rows_with_value(red, [*ACTIONS[:2], *ACTIONS[3:]], DEFAULT.quoting) == ()
    assert rows_with_value(red, [ACTIONS[0], ACTIONS[2]], DEFAULT.quoting) == ()
    told = [prose("Red is the pier. Red is the lamp.")]
    assert rows_with_value(red, told, DEFAULT.quoting) == ()


def test_no_more_rows_are_shown_than_can_be_read() -> None:
    many = [action(str(at), "Red" if at % 2 else "Green", "Paint it") for at in range(1, 41)]
    made = rows_with_value(asked("Which actions are red?"), many, DEFAULT.quoting)
    assert len(made) == 20
    assert rows_shown(made, DEFAULT.quoting) == made[:15]
    long = [action(str(at), "Red" if at % 2 else "Green", "Paint it " * 25) for at in range(1, 31)]
    picked = rows_with_value(asked("Which actions are red?"), long, DEFAULT.quoting)
    shown = rows_shown(picked, DEFAULT.quoting)
    assert 0 < len(shown) < 8


LIST = "Three things are asked:\n1. Paint the pier.\n2. Mend the lamp.\n3. Buy a bell.\nIt rained."


@pytest.mark.parametrize("at", range(4))
def test_a_list_is_whole_from_whichever_entry(at: int) -> None:
    held = prose(LIST, "june")
    spans = whole_list(units_of(held)[at], [held])
    told = " ".join(" ".join(LIST[s.start : s.end] for s in spans).split())
    assert told == " ".join(LIST.removesuffix("It rained.").split())


@pytest.mark.parametrize(
    "text",
    [
        "One thing is asked:\n1. Paint the pier.\nIt rained.",
        "It rained.\nIt snowed.",
        "1. Paint the pier.\n5. Mend the lamp.",
    ],
)
def test_what_is_no_list_is_not_quoted_as_one(text: str) -> None:
    held = prose(text, "june")
    assert whole_list(units_of(held)[0], [held]) == ()

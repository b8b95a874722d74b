"""The lines of minutes laid end to end: tables where they are printed, votes by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.minutes import is_roll_call, make_roll
from corpus.page import Line
from tests.corpus.minutes_pages import draw

TEXT = "Present: Ann Vale\nThe boat was sold.\n\n\n\n\nThe car was kept.\nWe went home."
TABLE = "Moved\tOutcome\nAV / BO\tCarried"


def drawn_last(top: float) -> list[str]:
    """Return the rows of a page whose table, ``top`` points down, is drawn after its text."""
    pages, lines = draw(f"{TEXT}\n{TABLE}")
    *text, head, row = lines[1]
    table: list[Line] = []
    for at, line in enumerate((head, row)):
        box = replace(line.box, y0=top + 14 * at, y1=top + 14 * at + 11)
        table.append(replace(line, box=box))
    return [row.text for row in make_roll(pages, {1: (*text, *table)}).rows]


def test_a_table_drawn_last_stands_in_the_gap_where_it_is_printed() -> None:
    assert drawn_last(104.0)[1:5] == [
        "The boat was sold.",
        "Moved Outcome",
        "AV / BO Carried",
        "The car was kept.",
    ]


def test_what_stands_beside_the_text_stays_after_it() -> None:
    assert drawn_last(88.0)[-2:] == ["Moved Outcome", "AV / BO Carried"]


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("Trustee Vale-yes Trustee Orr-abstain", True),
        ("Mayor Orr: no", True),
        ("Ann Vale – Aye, Bo Orr – Nay", True),
        ("Ann Vale – present", False),
        ("Ann Vale: absent", False),
        ("Mr Vale said: no way", False),
        ("Ayes all", False),
        ("", False),
    ],
)
def test_a_roll_call_is_names_with_votes_and_no_more(text: str, calls: bool) -> None:
    assert is_roll_call(text) is calls

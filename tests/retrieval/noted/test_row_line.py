"""The cell of a row that a question asks for is the answer's line, and no other cell."""

from __future__ import annotations

import pytest

from retrieval.noted.row_line import row_line
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import understand
from tests.retrieval.passages import prose, row

TRACKER = row(
    {
        "Ref": "7",
        "What?": "Check the bus shelters of the harbour",
        "Who?": "Ada Quill, Highways Manager",
        "By when": "June 2024 (was March 2024)",
        "Target": "All 40",
        "Status": "AMBER",
        "Decision maker": "Cabinet",
    }
)
CARD = row(
    {
        "Indicator": "Missed bins",
        "Budget": "120",
        "Forecast": "133",
        "2023": "91",
        "Jan-24": "12",
        "Feb-24": "17",
    }
)


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("who checks the bus shelters?", "Who?: Ada Quill, Highways Manager"),
        ("when should the bus shelters be checked?", "By when: June 2024 (was March 2024)"),
        ("by when will the shelters be checked", "By when: June 2024 (was March 2024)"),
        ("status of the bus shelters", "Status: AMBER"),
        ("what colour is the bus shelters action", "Status: AMBER"),
        ("what is the target for bus shelters?", "Target: All 40"),
        ("who moved the bus shelters?", ""),
        ("when were the bus shelters checked?", ""),
        ("bus shelters", ""),
        ("the decision on bus shelters", ""),
    ],
)
def test_what_a_row_of_a_tracker_tells(asked: str, line: str) -> None:
    assert row_line(TRACKER, understand(asked, Lexicon())) == line


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("missed bins in January 2024", "Jan-24: 12"),
        ("how many bins were missed in 2023?", "2023: 91"),
        ("missed bins, budget versus forecast", "Budget: 120 · Forecast: 133"),
        ("are missed bins over budget?", ""),
        ("how do missed bins of January 2024 and the depot's compare?", ""),
    ],
)
def test_what_a_row_of_figures_tells(asked: str, line: str) -> None:
    assert row_line(CARD, understand(asked, Lexicon())) == line


def test_what_is_no_row_has_no_line_of_its_own() -> None:
    assert row_line(prose("Status: AMBER"), understand("status?", Lexicon())) == ""

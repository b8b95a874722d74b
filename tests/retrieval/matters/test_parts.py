"""Minutes are cut into what is said of one matter each, and told by the words that open it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from corpus.model import LabelSource, Page, TextSource
from retrieval.matters.parts import parts_of


def labels(text: str) -> list[str]:
    return [one.label for one in parts_of([page(text)])]


def page(text: str, number: int = 1) -> Page:
    return Page("p", number, None, LabelSource.NONE, 595, 842, 0, text, TextSource.TEXT_LAYER)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("• Slipway Lamps The lamps are lit again.", "Slipway Lamps"),
        ("b3) SLIPWAY LAMPS\nThe lamps are lit again.", "SLIPWAY LAMPS"),
        ("7) Slipway lamps – a lamp is broken.", "Slipway lamps"),
        ("231/18 To Approve: Slipway Lamps It was agreed to wait.", "Slipway Lamps"),
        ("• Slipway Lamps Cllr Ash asked for more.", "Slipway Lamps"),
        ("Total 61.08 16.42 77.50 paid by the clerk", ""),
    ],
)
def test_a_part_is_told_by_the_words_that_open_it(text: str, label: str) -> None:
    assert labels(text) == [label]


def test_each_point_is_a_part_and_every_character_of_it_its_own() -> None:
    text = (
        "5 Matters Arising from Minutes\n• Slipway Lamps The lamps are lit.\n"
        "• Ferry Bell It was rung. 8) Mooring Rings – two are missing.\n"
        "Tide Board The board was painted.\n"
    )
    parts = parts_of([page(text)])
    assert [one.label for one in parts] == [
        "Slipway Lamps", "Ferry Bell", "Mooring Rings", "Tide Board"
    ]  # fmt: skip
    assert all(text[one.span.start : one.span.end] == one.text for one in parts)
    assert all(a.span.end <= b.span.start for a, b in pairwise(parts))


def test_a_heading_of_every_meeting_is_no_part_and_tells_none() -> None:
    assert labels("2 Open Forum\n3 Relevant Correspondence and Emails\n") == []
    assert labels("9 AOCB\nFerry Bell It was rung at noon.") == ["Ferry Bell"]


def test_a_part_goes_on_over_the_end_of_a_page() -> None:
    first, second = page("• Ferry Bell It was rung.\nThe new\n"), page("rope was not.\n", 2)
    assert [(one.label, one.span.page) for one in parts_of([first, second])] == [
        ("Ferry Bell", 1), ("Ferry Bell", 2)
    ]  # fmt: skip

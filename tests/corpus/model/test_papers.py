"""Spans that touch the same characters, and boxes in the frame of text that is turned."""

from __future__ import annotations

import pytest

from corpus.model import Box, Span


@pytest.mark.parametrize(
    ("other", "shared"),
    [
        (Span(1, 5, 10), True),
        (Span(1, 9, 12), True),
        (Span(1, 6, 7), True),
        (Span(1, 10, 12), False),
        (Span(1, 0, 5), False),
        (Span(2, 5, 10), False),
    ],
)
def test_spans_overlap_where_they_share_a_character(other: Span, shared: bool) -> None:
    span = Span(1, 5, 10)
    assert span.overlaps(other) is other.overlaps(span) is shared


@pytest.mark.parametrize("direction", [0, 90, 180, 270])
def test_a_turned_box_keeps_its_size_and_its_reading_order(direction: int) -> None:
    first, second = {
        0: (Box(10, 20, 15, 22), Box(16, 20, 30, 22)),
        90: (Box(20, 10, 22, 15), Box(20, 16, 22, 30)),
        180: (Box(25, 20, 30, 22), Box(10, 20, 24, 22)),
        270: (Box(20, 25, 22, 30), Box(20, 10, 22, 24)),
    }[direction]
    one, other = first.turned(direction), second.turned(direction)
    assert one.x1 < other.x0
    assert (one.width, one.height) == (5, 2)
    assert (one.y0, one.y1) == (other.y0, other.y1)

"""Where paragraphs and sentences of minutes begin and end."""

from __future__ import annotations

from bisect import bisect_right

from corpus.minutes.roll import Roll

# Lines of the longest paragraph looked through; a page of text without any break has more.
_LONGEST = 60


def paragraph_start(roll: Roll, offset: int) -> int:
    """Return the offset where the paragraph that holds ``offset`` begins."""
    index = roll.row_at(offset)
    least = max(index - _LONGEST, 0)
    while index > least and not roll.fresh(index):
        index -= 1
    return roll.rows[index].at


def sentence_start(roll: Roll, offset: int) -> int:
    """Return the offset where the sentence that holds ``offset`` begins."""
    begin = paragraph_start(roll, offset)
    at = bisect_right(roll.breaks, offset, key=lambda one: one[1]) - 1
    return max(begin, roll.breaks[at][1]) if at >= 0 else begin


def sentence_ends(roll: Roll, start: int, end: int) -> tuple[int, ...]:
    """Return the offsets after each sentence from ``start`` to ``end``, the last one included."""
    first = bisect_right(roll.breaks, (start, start))
    last = bisect_right(roll.breaks, (end, end))
    return (*(stop for stop, after in roll.breaks[first:last] if after <= end), end)

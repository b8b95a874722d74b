"""A paper's register as an example, where an officer calls it complete.

What is marked in such an example:

========  =====================================================================
``D``     a decision of business; ``R`` a routine one; ``A`` a task. Stretches of one decision
          that stand apart share its number.
``V``     its outcome or vote, ``M`` who moved it, where they stand apart from its words
========  =====================================================================

What an officer removed is marked by nothing, which teaches that it is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from corpus.decisions.examples import Example, Mark
from corpus.minutes import Roll, make_roll
from corpus.model import DecisionKind, Reading, Resolution, Span, body_of
from corpus.page import Line

_LABELS = {DecisionKind.DECISION: "D", DecisionKind.ROUTINE: "R", DecisionKind.ACTION: "A"}


def example_of(reading: Reading, lines: Mapping[int, tuple[Line, ...]]) -> Example:
    """Return a paper's minutes with its register marked in them.

    Args:
        reading: what may teach of it; no line of a page that is not in it is laid out.
        lines: page number to its body lines in reading order.
    """
    roll = make_roll(reading.pages, lines)
    body = body_of(reading.paper, reading.meetings) or reading.paper.file_name
    return Example(reading.paper.file_name, body, roll, tuple(_marks(roll, reading.resolutions)))


def _marks(roll: Roll, register: Sequence[Resolution]) -> Iterator[Mark]:
    for number, said in enumerate(register):
        for start, end in _stretches(roll, said.spans):
            yield Mark(start, end, _LABELS[said.kind], number)
        for label, spans in (
            ("V", said.outcome_spans),
            ("V", said.vote_spans),
            ("M", said.moved_spans),
        ):
            for start, end in _stretches(roll, spans):
                yield Mark(start, end, label, None)


def _stretches(roll: Roll, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield where the words of ``spans`` stand in a roll, rows that follow each other as one."""
    start, end = 0, -1
    for row in roll.rows:
        for span in spans:
            if row.page != span.page or span.start >= row.end or span.end <= row.start:
                continue
            low = row.at + max(span.start - row.start, 0)
            high = row.at + min(span.end, row.end) - row.start
            if end >= 0 and row.at - end <= 1:
                end = high
                continue
            if end >= 0:
                yield start, end
            start, end = low, high
    if end >= 0:
        yield start, end

"""The parts of an agenda, "Section B", in which the numbers of items start again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language import alternation
from corpus.page import Row
from corpus.structure.agenda_signs import is_agenda_heading

# "Part 1 of Schedule 12A" is of an Act.
_PART = re.compile(
    rf"\W*(?P<name>(?:section|part|schedule|annexe?|list|category)\s+"
    rf"(?:[a-h]|[ivx]{{1,5}}|\d{{1,2}}|{alternation('ones')}))\b"
    r"(?!\s+(?:of|to|and|or|above|below|\d)\b)(?P<rest>.*)",
    re.IGNORECASE,
)
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class AgendaPart:
    """Rows ``start`` to ``end`` (half-open) under a heading; before the first the name is ""."""

    name: str
    start: int
    end: int


def agenda_parts(rows: Sequence[Row], firsts: Sequence[int]) -> list[AgendaPart]:
    """Return the parts of a front sheet in order; ``firsts`` are the rows numbered 1.

    A part's heading says so ("Part II"), or is a line in capitals or bold right above an
    item 1.
    """
    heads = {at: name for at, row in enumerate(rows) if (name := _named(row.text))}
    for first in firsts:
        above = first - 1
        if above >= 0 and above not in heads and (name := _headed(rows[above])):
            heads[above] = name
    starts = [0, *sorted(heads)]
    ends = [*starts[1:], len(rows)]
    return [
        AgendaPart(heads.get(start, ""), start, end)
        for start, end in zip(starts, ends, strict=True)
        if start < end
    ]


def _named(text: str) -> str:
    match = _PART.match(text) if len(text) < _LONGEST else None
    if match is None or match["rest"].rstrip().endswith((".", ";", ",")):
        return ""
    word, _, own = " ".join(match["name"].split()).partition(" ")
    return f"{word.capitalize()} {own if own.isdigit() or len(own) > 4 else own.upper()}"


def _headed(row: Row) -> str:
    text = " ".join(row.text.split()).strip(" :-–—")
    if is_agenda_heading(text) or len(text) >= _LONGEST or not text[:1].isalpha():
        return ""
    if text.isupper():
        return text.capitalize()
    return text if row.bold and text[:1].isupper() and not text.endswith(".") else ""

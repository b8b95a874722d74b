"""Rows of pages drawn from plain text, for what is read line by line.

A form feed starts a page; an empty line is a gap; leading spaces indent; ``**``
before a line sets it bold.
"""

from __future__ import annotations

from corpus.model import Box
from corpus.page.rows import Row, RowPart


def draw_rows(text: str) -> list[list[Row]]:
    """Return the rows of each page of ``text``, 14 points apart."""
    return [_page(number, words) for number, words in enumerate(text.split("\f"), 1)]


def _page(number: int, words: str) -> list[Row]:
    rows: list[Row] = []
    at, y = 0, 60.0
    for raw in words.strip("\n").split("\n"):
        y += 14
        bare = raw.strip().removeprefix("**")
        if not bare:
            continue
        bold = raw.strip().startswith("**")
        x = 60.0 + 6 * (len(raw) - len(raw.lstrip()))
        box = Box(x, y, x + 5 * len(bare), y + 11)
        part = RowPart(at, at + len(bare), bare, box, bold, bold, 11.0)
        rows.append(Row(number, (part,), 595.0))
        at += len(bare) + 1
    return rows

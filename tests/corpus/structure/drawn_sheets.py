"""Rows of agendas and report forms drawn from plain text, for what is read column by column.

A bar cuts a line at the columns of a front sheet: number, title, pages. An empty
line is a gap and a lone "-" half of one; leading spaces indent, ``**`` sets a line bold,
a form feed starts a page.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.model import Box
from corpus.page.rows import Row, RowPart

WIDTH = 595.0
COLUMNS = (60.0, 110.0, 500.0)


def draw_sheet(text: str, columns: tuple[float, ...] = COLUMNS) -> list[list[Row]]:
    """Return the rows of each page, 14 points apart and 11 points high."""
    return [_page(number, said, columns) for number, said in enumerate(text.split("\f"), 1)]


def text_of(rows: Sequence[Row]) -> str:
    """Return the text of a page, in which its rows have their offsets."""
    return "\n".join(part.text for row in rows for part in row.parts)


def _page(number: int, text: str, columns: tuple[float, ...]) -> list[Row]:
    rows: list[Row] = []
    at, y = 0, 40.0
    for raw in text.strip("\n").split("\n"):
        bare = raw.strip().removeprefix("**")
        y += 7 if bare == "-" else 14
        if bare in ("", "-"):
            continue
        bold = raw.strip().startswith("**")
        inset = 6.0 * (len(raw) - len(raw.lstrip()))
        parts: list[RowPart] = []
        for x, said in zip(columns, bare.split("|"), strict=False):
            if said.strip():
                words = said.strip()
                box = Box(x + inset, y, x + inset + 5 * len(words), y + 11)
                parts.append(RowPart(at, at + len(words), words, box, bold, bold, 11.0))
                at += len(words) + 1
        rows.append(Row(number, tuple(parts), WIDTH))
    return rows

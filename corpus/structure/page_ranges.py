"""The printed pages that a row of an agenda names: "(Pages 3 - 9)", or bare in a right column."""

from __future__ import annotations

import re

from corpus.page import Row, RowPart

_RANGE = r"(?P<first>\d{1,4})(?:\s*(?:[-–—]|to|and|&)\s*(?P<last>\d{1,4}))?"
PAGES = re.compile(
    rf"(?:[\[(]|(?<!\s))\s*+\b(?:pages?|pgs?|pp?)\b\.?\s*(?:nos?\.?|numbers?)?\s*:?\s*{_RANGE}\s*[\])]?\s*$",
    re.IGNORECASE,
)
BARE_RANGE = re.compile(rf"[\[(]?\s*{_RANGE}\s*[\])]?")
_FIGURE = re.compile(r"[-–(£+]*\d[\d,.]*[%)km]*", re.IGNORECASE)


def range_in(row: Row) -> tuple[int, int] | None:
    """Return the printed pages that a row names, at its end or in a right column; None for none."""
    match = PAGES.search(row.text) or lone_range(row)
    if match is None and len(row.parts) > 1 and in_right_column(row.parts[-1], row):
        # In a table of figures the last of them is no page.
        figures = any(_FIGURE.fullmatch(part.text.strip()) for part in row.parts[1:-1])
        match = None if figures else BARE_RANGE.fullmatch(row.parts[-1].text.strip())
    if match is None:
        return None
    first = int(match["first"])
    last = int(match["last"] or first)
    return (first, last) if 0 < first <= last else None


def lone_range(row: Row) -> re.Match[str] | None:
    """Return the range of pages that is all a row says, "2 - 2"; "3 - 4)" ends a broken one.

    None where it says more, or one page only.
    """
    match = BARE_RANGE.fullmatch(row.text.strip())
    closed = match is not None and (match[0][-1:] in ")]") == (match[0][:1] in "([")
    return match if match is not None and match["last"] and closed else None


def in_right_column(part: RowPart, row: Row) -> bool:
    """Whether a part of a row stands where a front sheet's column of pages does."""
    return part.box.x1 > 0.78 * row.width and part.box.x0 > 0.6 * row.width

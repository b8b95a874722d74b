"""Header rows and section rows of ruled tables, and headers carried to later pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language import alternation
from corpus.tables.cells import Box, Sheet

_MONTH = re.compile(
    rf"(?i)^({alternation('months', 'short_months')})\s*([-–/’' ])\s*(\d{{2}}|\d{{4}})$"
)
_YEAR = re.compile(r"(?i)^(?:(?:q[1-4]|quarter [1-4])[\s,/]*)?(?:19|20)\d\d$|^q[1-4]$")
_YEARS = re.compile(r"^\d{0,2}(\d\d)\s*[/–-]\s*(?:19|20)?(\d\d)$")
_FIGURE = re.compile(r"^[£$€(+–-]?\s*[\d\s,.]+(?:\s*(?:%|k|m|bn|p))?\)?$", re.IGNORECASE)
REFERENCE = re.compile(r"^(?:[A-Za-z]{1,4}[ .-]?)?\d+(?:[./-]\d+)*[a-z]?[.)]?$")
# What the columns of trackers, registers and budgets are called.
_NOUNS = re.compile(
    r"(?i)^nos?\.?$|\b(?:ref|references?|name|date|dates|title|actions?|who|what|when|how|why|lead|"
    r"leads|owner|officer|responsible|responsibility|status|rag|progress|update|outcomes?|"
    r"targets?|measures?|indicator|description|comments?|commentary|risks?|mitigation|controls?|"
    r"impact|likelihood|score|rating|deadline|timescale|due|budget|actual|variance|forecast|"
    r"total|cost|costs|amount|year|quarter|item|issue|priority|objective|task|resource|baseline|"
    r"organisation|agency|role|service|area|ward|councillor|member|decision|recommendation|"
    r"criteria|evidence|further|notes?|frequency|source|type|category|number"
    rf"|{alternation('columns_of_prose')})\b"
)


@dataclass(frozen=True, slots=True)
class Heads:
    """The headers of a table's columns.

    ``columns`` are (left edge, right edge, words) of each, ``edges`` all column edges: points
    from the table's left.
    """

    columns: tuple[tuple[float, float, str], ...]
    edges: tuple[float, ...]

    def over(self, x0: float, x1: float) -> str | None:
        """Return the header over the cell between ``x0`` and ``x1``; None if there is none.

        Both are points from the table's left.
        """
        found: list[str] = []
        for left, right, text in self.columns:
            shared = min(x1, right) - max(x0, left)
            if text and shared > 0.5 * min(x1 - x0, right - left) and text not in found:
                found.append(text)
        return " / ".join(found) if 0 < len(found) <= 3 else None


def edges_of(sheet: Sheet) -> tuple[float, ...]:
    """Return the column edges of a table, in points from its left side."""
    return tuple(float(x - sheet.grid.xs[0]) for x in sheet.grid.xs)


def same_columns(known: Sequence[float], new: Sequence[float]) -> bool:
    """Whether two tables have the same sides and mostly the same columns.

    Both are given by their column edges, in points from their left sides.
    """
    if abs(known[-1] - new[-1]) > max(8.0, 0.02 * known[-1]):
        return False
    return _share(new[1:-1], known) >= 0.7 and _share(known[1:-1], new) >= 0.6


def _share(edges: Sequence[float], among: Sequence[float]) -> float:
    if not edges:
        return 1.0
    return sum(any(abs(edge - other) < 5 for other in among) for edge in edges) / len(edges)


def header_at(sheet: Sheet) -> tuple[int, int]:
    """Return the header rows as a half-open range of bands; (0, 0) if there is none.

    Section rows may stand above it, as a title inside the rules does.
    """
    for first, band in enumerate(sheet.bands[:3]):
        if is_header(sheet, first):
            return first, first + _levels(sheet, first)
        if not (is_section(sheet, band) or not any(box.text for box in band)):
            break
    return 0, 0


def is_header(sheet: Sheet, at: int) -> bool:
    """Whether band ``at`` (from 0) names columns: set bold among lighter rows, or worded so."""
    band = sheet.bands[at]
    said = [box for box in band if box.text]
    if len(said) < 2 or any(_long(box) or _figure(box.folded) for box in said):
        return False
    if REFERENCE.match(said[0].folded) and not is_period(said[0].folded):
        return False
    if all(box.bold for box in said) and not _mostly_bold(sheet):
        return True
    return at <= 1 and len(sheet.bands) > at + 1 and _worded(sheet, band, at)


def _long(box: Box) -> bool:
    words = len(box.text.split())
    return words > 16 or (words > 4 and box.folded.endswith("."))


def _figure(text: str) -> bool:
    return bool(_FIGURE.match(text)) and not is_period(text)


def is_period(text: str) -> bool:
    """Whether a header is a month or a year, which says all that a figure needs."""
    years = _YEARS.match(text)
    if years and (int(years.group(1)) + 1) % 100 == int(years.group(2)):
        return True
    return bool(_MONTH.match(text) or _YEAR.match(text))


def _mostly_bold(sheet: Sheet) -> bool:
    said = [box for box in sheet.boxes if box.text]
    return len(sheet.bands) > 2 and sum(box.bold for box in said) > 0.75 * len(said)


def _worded(sheet: Sheet, band: Sequence[Box], at: int) -> bool:
    """Whether cells that are not bold still read as names of columns."""
    said = [box.folded for box in band]
    if any(not text for text in said[1:]) or len(set(said)) < len(said):
        return False
    if any(len(text.split()) > 6 for text in said):
        return False
    periods = sum(is_period(text) for text in said)
    named = sum(map(is_column_name, said)) + periods
    if len(said) == 2:  # as likely the first answer of a form, whose labels are nouns too
        labels = [later[0].folded for later in sheet.bands[at + 1 :] if later]
        if (
            named < 2
            or said[1].lower() == "no"
            or sum(map(is_column_name, labels)) > 0.3 * len(labels)
        ):
            return False
    below = [box.folded for later in sheet.bands[at + 1 :] for box in later[1:] if box.text]
    figures = sum(map(_figure, below)) > 0.5 * len(below) if below else False
    return named >= 0.5 * len(said) or (figures and named >= 1)


def is_column_name(text: str) -> bool:
    """Whether words are such as columns are called by."""
    return bool(_NOUNS.search(text))


def _levels(sheet: Sheet, first: int) -> int:
    """Count the header bands: the second names columns under a wider name of the first."""
    levels = 1
    while first + levels < len(sheet.bands) - 1 and levels < 3:
        above, band = sheet.bands[first + levels - 1], sheet.bands[first + levels]
        split = any(b.region.c1 - b.region.c0 > 1 for b in above) or len(above) < len(band)
        tall = any(b.region.r1 > first + levels for b in above)
        if not (split or tall) or is_section(sheet, band):
            break
        if not is_header(sheet, first + levels):
            break
        levels += 1
    return levels


def read_heads(sheet: Sheet, first: int, end: int) -> Heads:
    """Read the header bands ``first`` to ``end``, half-open, column by column, top to bottom."""
    edges = edges_of(sheet)
    columns = []
    for column in range(sheet.grid.columns):
        texts: list[str] = []
        for index in dict.fromkeys(sheet.grid.at[first:end, column].tolist()):
            text = tidy(sheet.boxes[index].folded) if index >= 0 else ""
            if text and text not in texts:
                texts.append(text)
        said = texts[-1] if texts and is_period(texts[-1]) else " ".join(texts)
        columns.append((edges[column], edges[column + 1], said))
    return Heads(tuple(columns), edges)


def tidy(text: str) -> str:
    """Close up a month that was set in two strings: "May -12"."""
    month = _MONTH.match(text)
    if month and month.group(2) != " ":
        return re.sub(r"\s+", "", text)
    return text


def is_section(sheet: Sheet, band: Sequence[Box]) -> bool:
    """Whether a row is a heading inside the table.

    One cell across most of its width; a number and such a cell; or one bold
    cell with nothing beside it where other rows are not bold.
    """
    said = [box for box in band if box.text]
    if not said or len(said) > 2 or len(said[-1].text.split()) > 45:
        return False
    last = said[-1]
    wide = last.region.c1 - last.region.c0 >= 2 and last.x1 - last.x0 >= 0.5 * sheet.width
    if len(said) == 2:
        return wide and sheet.grid.columns >= 4 and bool(REFERENCE.match(said[0].folded))
    if wide:
        return last.x1 - last.x0 >= 0.6 * sheet.width
    alone = last.region.c0 == 0 and last.bold and last.region.r1 - last.region.r0 == 1
    return alone and sheet.grid.columns >= 2 and not _mostly_bold(sheet) and not _bold_column(sheet)


def _bold_column(sheet: Sheet) -> bool:
    """Whether the first column is bold as a rule, and so says nothing."""
    first = [band[0] for band in sheet.bands if band and band[0].text and band[0].region.c0 == 0]
    return sum(box.bold for box in first) > max(2, 0.5 * len(first))

"""Rows picked by a value: "which actions are red?" wants every row whose status is red.

A column of short values that come again (a status, a rating, a ward) is told by
its cells. The rows that hold the value asked for are named by their key cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.model import Cell, Passage, PassageKind, Span
from retrieval.model import Quoting
from retrieval.question import Query, content_words
from retrieval.ranking import newest_speaks


@dataclass(frozen=True, slots=True)
class PickedRow:
    """A row with the value asked for: its key cells and the cell that holds the value."""

    passage: Passage
    cells: tuple[Cell, ...]

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where its cells stand."""
        return tuple(span for cell in self.cells for span in cell.spans)


def rows_with_value(
    query: Query, passages: Sequence[Passage], constants: Quoting
) -> tuple[PickedRow, ...]:
    """Return the rows of a paper, in reading order, that hold a value that the question names.

    () where no column holds such a value in one row and another value in others.
    """
    rows = [passage for passage in passages if passage.kind is PassageKind.ROW]
    for header, value in _values_asked(query, rows, constants):
        picked = list(_once_each(_holding(header, value, rows, constants)))
        if len(picked) >= constants.least_rows:
            return tuple(picked)
    return ()


def version_asked(
    picked: Sequence[tuple[PickedRow, ...]],
    query: Query,
    day: Callable[[Passage], date | None],
) -> Sequence[PickedRow]:
    """Return the rows of the best paper, or of its newest version where no time was asked for."""
    if not picked or not newest_speaks(query):
        return picked[0] if picked else ()
    alike = [rows for rows in picked if rows[0].cells[-1].header == picked[0][0].cells[-1].header]
    return max(alike, key=lambda rows: day(rows[0].passage) or date.min)


def rows_shown(rows: Sequence[PickedRow], constants: Quoting) -> tuple[PickedRow, ...]:
    """Return the first of the rows, as many as can be read in an answer."""
    return tuple(_bounded(rows, constants))


def _values_asked(
    query: Query, rows: Sequence[Passage], constants: Quoting
) -> list[tuple[str, str]]:
    """Return (header, value) where the question names one of the values of a column.

    The values of such a column come again: there are far fewer than rows.
    """
    columns: dict[str, list[str]] = {}
    for row in rows:
        for cell in row.cells:
            if cell.header and 0 < len(cell.text.split()) <= constants.value_words:
                columns.setdefault(cell.header, []).append(_value(cell))
    asked = {word for word in query.words if not word.isdigit()}
    return [
        (header, value)
        for header, values in columns.items()
        if 1 < len(set(values)) <= len(values) * constants.comes_again
        for value in sorted(asked & set(values))
    ]


def _holding(
    header: str, value: str, rows: Iterable[Passage], constants: Quoting
) -> Iterable[PickedRow]:
    for row in rows:
        own = (cell for cell in row.cells if cell.header == header and cell.spans)
        match = next((cell for cell in own if _value(cell) == value), None)
        if match is None:
            continue
        short = (c for c in row.cells if len(c.text.split()) <= constants.key_words)
        keys = [cell for cell in short if cell is not match and cell.spans]
        if keys:
            yield PickedRow(row, (*keys[: constants.key_cells], match))


def _once_each(rows: Iterable[PickedRow]) -> Iterable[PickedRow]:
    """Leave out further parts of a row: they name the same key cells."""
    seen: set[tuple[Span, ...]] = set()
    for row in rows:
        key = row.cells[0].spans
        if key not in seen:
            seen.add(key)
            yield row


def _bounded(rows: Sequence[PickedRow], constants: Quoting) -> Iterable[PickedRow]:
    words = 0
    for row in rows[: constants.rows]:
        words += sum(len(cell.text.split()) for cell in row.cells)
        if words > constants.row_words:
            return
        yield row


def _value(cell: Cell) -> str:
    return " ".join(content_words(cell.text))

"""Rows of tables and their cells."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model.papers import Span


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: the header of its column, its words as printed, and where they stand."""

    header: str | None
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table; it may run over pages.

    ``table`` counts the tables of its paper from 0. ``headings`` are the section rows
    above it, outermost first. ``above`` is where header and section rows stand directly
    before it, which may be at the foot of the page before.
    """

    paper_id: str
    table: int
    title: str | None
    headings: tuple[str, ...]
    cells: tuple[Cell, ...]
    above: tuple[Span, ...] = ()

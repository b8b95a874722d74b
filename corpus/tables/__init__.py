"""Table rows with their headers, over page ends and merged cells."""

from __future__ import annotations

from corpus.tables.cell_lines import lines_by_cell
from corpus.tables.rows import read_tables

__all__ = ["lines_by_cell", "read_tables"]

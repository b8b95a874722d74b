"""Table rows with their headers, over page ends and merged cells."""

from __future__ import annotations

from corpus.tables.rows import read_tables

__all__ = ["read_tables"]

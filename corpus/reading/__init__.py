"""One PDF to one reading: all the rooms of reading put together."""

from __future__ import annotations

from corpus.reading.reader import read_paper, read_with_lines

__all__ = ["read_paper", "read_with_lines"]

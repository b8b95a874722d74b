"""One PDF to one reading: all the rooms of reading put together."""

from __future__ import annotations

from corpus.reading.origins import origin_of
from corpus.reading.reader import read_paper, read_with_lines

__all__ = ["origin_of", "read_paper", "read_with_lines"]

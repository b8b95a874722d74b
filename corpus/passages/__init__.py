"""The units of search, cut along the structure that reading found."""

from __future__ import annotations

from corpus.passages.cut import make_passages

__all__ = ["make_passages"]

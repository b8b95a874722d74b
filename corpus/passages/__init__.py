"""The units of search, cut along the structure that reading found."""

from __future__ import annotations

from corpus.passages.cut import make_passages, passage_id

__all__ = ["make_passages", "passage_id"]

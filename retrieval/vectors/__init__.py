"""Dense vectors in Chroma, and the turns that processes take at them."""

from __future__ import annotations

from retrieval.vectors.index import ChromaIndex

__all__ = ["ChromaIndex"]

"""Minutebook's search as a retriever for anybody's LlamaIndex pipeline."""

from __future__ import annotations

from retrieval.pipeline.retriever import MinutebookRetriever

__all__ = ["MinutebookRetriever"]

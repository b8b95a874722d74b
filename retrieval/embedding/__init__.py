"""Words to vectors: the sentence-transformers models, the one door to torch."""

from __future__ import annotations

from retrieval.embedding.cross_encoder import CrossEncoderScorer
from retrieval.embedding.embedder import SentenceEmbedder, plain_encoder
from retrieval.embedding.model_files import folder_hash

__all__ = ["CrossEncoderScorer", "SentenceEmbedder", "folder_hash", "plain_encoder"]

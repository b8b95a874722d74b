"""Words to vectors: ONNX Runtime for the packaged model, sentence-transformers for others."""

from __future__ import annotations

from retrieval.embedding.cross_encoder import CrossEncoderScorer
from retrieval.embedding.embedder import SentenceEmbedder
from retrieval.embedding.model_files import folder_hash
from retrieval.embedding.torch_engine import plain_encoder

__all__ = ["CrossEncoderScorer", "SentenceEmbedder", "folder_hash", "plain_encoder"]

"""The packaged model in ONNX Runtime: its graph is made of its weights at every start."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from retrieval.embedding.bert_graph import bert_graph
from retrieval.embedding.engines import MAX_TOKENS, Floats, side_by_side
from retrieval.embedding.model_files import packaged_model
from retrieval.model import ModelError

# A text and its vector as sentence-transformers gives it in float32, in thousandths.
_KNOWN = Path(__file__).with_name("known_vector.json")
# Cosines: rounding to int8 keeps .985 and more of 160 passages; float32 differs by its order.
_LEAST = {True: 0.98, False: 0.9999}


class OnnxEngine:
    """Runs texts one by one, so that no text's vectors depend on another's, in any thread.

    Raises:
        ModelError: the model is missing or changed, or gives other vectors than it should.
    """

    def __init__(self, *, int8: bool) -> None:
        folder = packaged_model()
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # Errors only: its warnings are about how it stores what it was given.
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            bert_graph(folder, int8=int8), options, providers=["CPUExecutionProvider"]
        )
        self._prove(_LEAST[int8])

    def tokenize(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the token ids of each text with both markers, 256 at most."""
        return [encoding.ids for encoding in self._tokenizer.encode_batch_fast(list(texts))]

    def run(self, encoded: Sequence[Sequence[int]]) -> list[tuple[Floats, Floats]]:
        """Return of each list of ids the mean of its tokens' vectors, of shape (384,), and those,
        of shape (tokens, 384).
        """
        return list(side_by_side(self._one, encoded))

    def _one(self, ids: Sequence[int]) -> tuple[Floats, Floats]:
        (out,) = self._session.run(None, {"ids": np.asarray([ids], dtype=np.int32)})
        tokens: Floats = out[0]
        return tokens.mean(axis=0), tokens

    def _prove(self, least: float) -> None:
        known = json.loads(_KNOWN.read_text(encoding="utf-8"))
        ((found, _),) = self.run(self.tokenize([known["text"]]))
        right = np.asarray(known["thousandths"], dtype=np.float32)
        cosine = float(found @ right / (np.linalg.norm(found) * np.linalg.norm(right)))
        # Turned round, so that no number fails too.
        if not cosine >= least:
            message = f"the model gives other vectors on this processor (cosine {cosine:.3f})"
            raise ModelError(f"{message}; set MINUTEBOOK_PRECISION=float32")

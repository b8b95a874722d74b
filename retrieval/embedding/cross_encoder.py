"""A cross-encoder of sentence-transformers as one more ranking signal, off by default."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from retrieval.model import ModelError

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

# Only the first passages are read again: a cross-encoder is a hundred times slower.
DEPTH = 20


class CrossEncoderScorer:
    """Reads question and passage together; loads its model from ``folder`` at first use."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._model: CrossEncoder | None = None
        self._turn = threading.Lock()

    def scores(self, question: str, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return a score a text, shape (texts,), from 0 for the worst of them to 1 for the best.

        Raises:
            ModelError: the folder holds no cross-encoder.
        """
        if not texts:
            return np.zeros(0, dtype=np.float32)
        with self._turn:
            model = self._load()
            raw = model.predict([(question, text) for text in texts], show_progress_bar=False)
        logits = np.asarray(raw, dtype=np.float32).reshape(len(texts))
        low, high = float(logits.min()), float(logits.max())
        scaled: npt.NDArray[np.float32] = (logits - low) / max(high - low, 1e-6)
        return scaled

    def _load(self) -> CrossEncoder:
        if self._model is None:
            from sentence_transformers import CrossEncoder

            if not Path(self._folder).is_dir():
                raise ModelError(f"no cross-encoder at {self._folder}; give its folder")
            try:
                self._model = CrossEncoder(
                    self._folder,
                    device="cpu",
                    local_files_only=True,
                    model_kwargs={"use_safetensors": True},
                )
            except (OSError, ValueError) as error:
                message = f"the cross-encoder in {self._folder} cannot be loaded: {error}"
                raise ModelError(message) from error
        return self._model

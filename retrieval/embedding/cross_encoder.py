"""A cross-encoder of sentence-transformers as one more ranking signal, off by default."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from retrieval.embedding.torch_engine import libraries
from retrieval.model import ModelError

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class CrossEncoderScorer:
    """Reads question and passage together; loads its model from ``folder`` at first use."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._model: CrossEncoder | None = None
        self._turn = threading.Lock()

    def scores(self, question: str, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return the model's score of each text, shape (texts,), on a scale of its own.

        Higher is better; what a text gets does not depend on the others.

        Raises:
            ModelError: the folder holds no cross-encoder.
        """
        if not texts:
            return np.zeros(0, dtype=np.float32)
        with self._turn:
            model = self._load()
            raw = model.predict([(question, text) for text in texts], show_progress_bar=False)
        return np.asarray(raw, dtype=np.float32).reshape(len(texts))

    def _load(self) -> CrossEncoder:
        if self._model is None:
            if not Path(self._folder).is_dir():
                raise ModelError(f"no cross-encoder at {self._folder}; give its folder")
            _, sentence_transformers = libraries()
            try:
                self._model = sentence_transformers.CrossEncoder(
                    self._folder,
                    device="cpu",
                    local_files_only=True,
                    model_kwargs={"use_safetensors": True},
                )
            except (OSError, ValueError) as error:
                message = f"the cross-encoder in {self._folder} cannot be loaded: {error}"
                raise ModelError(message) from error
        return self._model

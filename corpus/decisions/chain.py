"""A linear-chain conditional random field: how likely each label of each sentence is.

After J. Lafferty, A. McCallum and F. Pereira, "Conditional Random Fields" (ICML 2001). It is kept
in one file: a line that says what it is, the SHA-256 of the rest, and the rest, compressed.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.model import TaggerError

LABELS = ("BD", "ID", "BR", "IR", "BA", "IA", "V", "O")

Features = dict[str, float]
Numbers = NDArray[np.float64]

_HEAD = b"Minutebook tagger 1\n"
_DIGEST = 64
# Weights are kept in half precision: 29,000 features of 8 labels are 0.5 MB, and no chance of a
# label moves by more than 0.01.
_KEPT = np.dtype("<f2")


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """What each feature and each step from a label to the next speak for.

    ``rows`` gives the row of a feature by its name; ``weights`` has shape (features, labels),
    ``moves`` shape (labels, labels), from one to the next. Both are logarithms of odds.
    """

    rows: Mapping[str, int]
    weights: NDArray[np.float32]
    moves: Numbers

    def chances(self, features: Sequence[Features]) -> Numbers:
        """Return how likely each label is of each sentence, 0 to 1: shape (sentences, labels)."""
        # A feature that is not known has the row after the last, which is nought.
        none, ends = len(self.rows), np.cumsum([0, *(len(one) for one in features)])
        rows = [self.rows.get(name, none) for one in features for name in one]
        told = np.array([one for each in features for one in each.values()])[:, None] * np.take(
            self.weights, rows, axis=0, mode="clip"
        )
        told[np.array(rows) == none] = 0.0
        return _chances(np.add.reduceat(told, ends[:-1], axis=0), self.moves)

    def as_bytes(self) -> bytes:
        """Return the chain as it is kept; the same chain gives the same bytes."""
        names = json.dumps(sorted(self.rows, key=lambda name: self.rows[name])).encode()
        numbers = (self.moves.astype(_KEPT).tobytes(), self.weights.astype(_KEPT).tobytes())
        packed = zlib.compress(b"\n".join((names, b"".join(numbers))), 9)
        return _HEAD + hashlib.sha256(packed).hexdigest().encode() + packed

    @classmethod
    def read(cls, path: Path) -> Chain:
        """Read a chain from its file.

        Raises:
            TaggerError: the file is missing, or is not what was written.
        """
        try:
            kept = path.read_bytes()
        except OSError as error:
            raise TaggerError(f"{path}: {_LACKING} ({error.strerror}). {_AGAIN}") from error
        start = len(_HEAD) + _DIGEST
        told, packed = kept[len(_HEAD) : start], kept[start:]
        if kept[: len(_HEAD)] != _HEAD or hashlib.sha256(packed).hexdigest().encode() != told:
            raise TaggerError(f"{path}: {_DAMAGED}. {_AGAIN}")
        names, _, numbers = zlib.decompress(packed).partition(b"\n")
        rows = {name: at for at, name in enumerate(json.loads(names))}
        every = np.frombuffer(numbers, _KEPT).reshape(-1, len(LABELS))
        moves, weights = every[: len(LABELS)], every[len(LABELS) :]
        return cls(rows, weights.astype(np.float32), moves.astype(np.float64))


_LACKING = "The file by which decisions are told in minutes cannot be read"
_DAMAGED = "The file by which decisions are told in minutes is damaged"
_AGAIN = "Install Minutebook again."


def _chances(told: Numbers, moves: Numbers) -> Numbers:
    """Return the marginals of a chain, forward and backward, from what each sentence tells."""
    size = len(told)
    odds = np.exp(told - told.max(axis=1, keepdims=True))
    onward, back = np.exp(moves), np.exp(moves).T.copy()
    forward, backward = np.empty_like(odds), np.ones_like(odds)
    scale = np.empty(size)
    for at in range(size):
        here = odds[at] if at == 0 else (forward[at - 1] @ onward) * odds[at]
        scale[at] = here.sum()
        forward[at] = here / scale[at]
    for at in range(size - 1, 0, -1):
        backward[at - 1] = (odds[at] * backward[at] / scale[at]) @ back
    found: Numbers = forward * backward
    return found

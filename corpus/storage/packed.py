"""Vectors as the catalogue keeps them: dense ones in 16 bits a number, those of tokens in 4.

A token's vector is rounded to whole numbers from -7 to 7 under a scale of its own, two of them
in a byte, the first in its lower half; late interaction ranks alike (README, Measuring). Small
numbers are commoner than large ones, so Huffman's code makes a fifth less of these bytes; a search
for repetitions finds none.
"""

from __future__ import annotations

import zlib

import numpy as np
import numpy.typing as npt

from corpus.model import EmbeddedPassage, EmbeddedWindow, TokenVectors

_MOST = 7
# The two numbers of every byte, as one of 16 bits: taken whole they are taken in half the time.
_PAIRS = np.array([[(byte & 15) - 8, (byte >> 4) - 8] for byte in range(256)], dtype=np.int8).view(
    np.int16
)[:, 0]
# Deflated without header and checksum.
_BITS = -15
Packed = tuple[bytes, bytes, bytes, bytes, bytes]


def packed(made: EmbeddedWindow) -> Packed:
    """Return ends, dense vectors, token ids, scales and token vectors as bytes.

    They are int32 of shape (passages + 1,), float16 of shape (passages, width), uint16 (int32
    where an id needs it) and float16 of shape (tokens,), and deflated a byte for two numbers of
    shape (tokens, width / 2); of an odd width the last byte has one.
    """
    small, scales = _rounded(made.tokens)
    halves = (np.pad(small, ((0, 0), (0, small.shape[1] % 2))) + 8).astype(np.uint8)
    ids, tokens = smaller(
        np.asarray(made.tokens.ids, np.int32), (halves[:, ::2] | halves[:, 1::2] << 4).tobytes()
    )
    return (
        np.ascontiguousarray(made.ends, dtype=np.int32).tobytes(),
        made.dense.astype(np.float16).tobytes(),
        ids,
        scales.astype(np.float16).tobytes(),
        tokens,
    )


def smaller(ids: npt.NDArray[np.int32], tokens: bytes) -> tuple[bytes, bytes]:
    """Return token ids, of shape (tokens,), and the bytes of vectors as :func:`packed` does."""
    coder = zlib.compressobj(1, zlib.DEFLATED, _BITS, zlib.DEF_MEM_LEVEL, zlib.Z_HUFFMAN_ONLY)
    fit = ids.max(initial=0) <= np.iinfo(np.uint16).max
    kept = ids.astype(np.uint16 if fit else np.int32)
    return kept.tobytes(), coder.compress(tokens) + coder.flush()


def token_ids(ids: bytes, tokens: int) -> npt.NDArray[np.int32]:
    """Return the ids of all ``tokens`` of a window, int32 of shape (tokens,)."""
    kind = np.uint16 if len(ids) == 2 * tokens else np.int32
    return np.frombuffer(ids, kind).astype(np.int32)


class PackedWindow:
    """A window as :func:`packed` gives it: its passages to the precision that is kept."""

    def __init__(self, ends: bytes, dense: bytes, ids: bytes, scales: bytes, tokens: bytes) -> None:
        self._ends = np.frombuffer(ends, np.int32)
        self._dense = unpacked_dense(dense, len(self._ends) - 1)
        self._ids = token_ids(ids, int(self._ends[-1]))
        self._scales = np.frombuffer(scales, np.float16)
        flat = np.frombuffer(zlib.decompress(tokens, _BITS), np.uint8)
        self._bytes = flat.reshape(len(self._ids), -1)

    def passage(self, place: int) -> EmbeddedPassage:
        """Return passage ``place``, from 0, with the tokens of the context before its own."""
        at = own_tokens(self._ends, place)
        vectors = _PAIRS[self._bytes[at]].view(np.int8)[:, : self._dense.shape[1]]
        scales = self._scales[at].astype(np.float32)
        return EmbeddedPassage(self._dense[place], TokenVectors(self._ids[at], vectors, scales))


def unpacked_dense(dense: bytes, passages: int) -> npt.NDArray[np.float32]:
    """Return the dense vectors of a window's passages, float32 of shape (passages, width)."""
    whole = np.frombuffer(dense, np.float16).reshape(passages, -1).astype(np.float32)
    unit: npt.NDArray[np.float32] = whole / np.linalg.norm(whole, axis=1, keepdims=True)
    return unit


def own_tokens(ends: npt.NDArray[np.int32], place: int) -> npt.NDArray[np.intp]:
    """Return which tokens of a window are the context's or those of passage ``place``, from 0.

    ``ends`` is of shape (passages + 1,), what is returned of shape (tokens,).
    """
    return np.concatenate((np.arange(ends[0]), np.arange(ends[place], ends[place + 1])))


def _rounded(
    tokens: TokenVectors,
) -> tuple[
    np.ndarray[tuple[int, int], np.dtype[np.int8]], np.ndarray[tuple[int], np.dtype[np.float32]]
]:
    """Return vectors of numbers from -7 to 7, (tokens, width), and scales that keep them units."""
    most = np.maximum(np.abs(tokens.vectors.astype(np.int16)).max(axis=1, initial=1), 1)
    small = np.rint(tokens.vectors * (_MOST / most)[:, None]).astype(np.int8)
    lengths = np.linalg.norm(small.astype(np.float32), axis=1)
    return small, 1 / np.maximum(lengths, 1e-9)

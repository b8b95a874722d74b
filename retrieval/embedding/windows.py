"""Windows of one passage: what the model reads in one pass, and which of its tokens are kept."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from corpus.model import Window


def window_of(context: str, text: str, line: Sequence[int], both: Sequence[int]) -> Window:
    """Return a window of one passage.

    ``line`` are the token ids of the context and ``both`` those of context and text together,
    each with both markers.
    """
    return Window(context, (text,), tuple(both), (min(len(line), len(both)) - 1, len(both)))


def words(window: Window) -> npt.NDArray[np.intp]:
    """Return which tokens of a window are no markers, counted from 0, of shape (tokens,)."""
    return np.delete(np.arange(len(window.ids)), [0, *(end - 1 for end in window.bounds[1:])])


def ends(window: Window) -> npt.NDArray[np.int32]:
    """Return where context and passages end among tokens that are no markers.

    Its shape is (passages + 1,).
    """
    return np.asarray([end - 1 - at for at, end in enumerate(window.bounds)], dtype=np.int32)

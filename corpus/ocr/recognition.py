"""Reads pictures of pages with the models that come with ``rapidocr`` (PP-OCRv6, on the CPU).

One model finds lines of print, the other reads each. Both are files of the installed package:
nothing is fetched, and nothing written. They are loaded when the first page is there to be read.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from corpus.model import Box, OcrError
from corpus.ocr.reading_order import in_rows
from corpus.ocr.recognised import Printed, Recognised

# Lines are found on a picture whose longer side has so many pixels, and read from the whole one.
# On one of 1600 it takes twice as long, finds the same, and cuts so closely that spaces are lost.
_SIDE = 960
# A line less sure than this is dirt, as the package judges too.
_LEAST = 0.5
# Lines upside down come to .6 to .8, of a page that is upright to .95: where so many of the widest
# come to less than this, both ways are tried.
_PROBED = 6
_UPRIGHT = 0.9
# Print is wider than high; so many times higher, it stands on its side.
_TALL = 1.5
# So much of its height a run is higher than its print, above and below.
_MARGIN = 0.15
Quad = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of words that was found in one piece: its corners, clockwise from the top left."""

    corners: Quad
    words: tuple[tuple[str, float, float], ...]
    score: float


def recognised(png: bytes) -> Recognised:
    """Read the picture of a page.

    Raises:
        OcrError: it is no picture, or cannot be read.
    """
    try:
        return _recognised(png)
    except (MemoryError, ImportError):
        raise
    except Exception as error:
        # What the models run in raises errors of its own, and bare ones.
        last = (str(error).strip() or type(error).__name__).splitlines()[-1]
        raise OcrError(f"the page's picture cannot be read: {last[-200:]}") from error


def _recognised(png: bytes) -> Recognised:
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    turns = 0
    corners = _found(picture)
    if _on_its_side(corners):
        turns = 1
        picture = picture.transpose(Image.Transpose.ROTATE_90)
        corners = _found(picture)
    corners.sort(key=_width, reverse=True)
    widest, others = corners[:_PROBED], corners[_PROBED:]
    runs = _read(picture, widest)
    if runs and _mean(runs) < _UPRIGHT:
        over = picture.transpose(Image.Transpose.ROTATE_180)
        turned = _read(over, _turned_over(widest, over.size))
        if _mean(turned) > _mean(runs):
            turns, picture, runs = turns + 2, over, turned
            others = _turned_over(others, over.size)
    runs += _read(picture, others)
    return _put_together(runs, turns, picture.size)


@cache
def _engine() -> Any:
    # Loading takes a second, and most papers hold no scan.
    from rapidocr import RapidOCR

    models = files("rapidocr") / "models"
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.return_word_box": True,
            # It takes long lines for lines upside down.
            "Global.use_cls": False,
            # By a path of its own a model is never looked for elsewhere.
            "Det.model_path": str(models / "PP-OCRv6_det_small.onnx"),
            "Rec.model_path": str(models / "PP-OCRv6_rec_small.onnx"),
            # By itself a line is read as fast, and not as wide as the widest of six.
            "Rec.rec_batch_num": 1,
            "Det.limit_type": "max",
            "Det.limit_side_len": _SIDE,
            # One page, one core: the others are busy answering.
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _found(picture: Image.Image) -> list[Quad]:
    """Return the corners of every run of print, in pixels, clockwise from the top left."""
    pixels = np.asarray(picture)
    found = _engine()(pixels, use_det=True, use_cls=False, use_rec=False)
    return [] if found.boxes is None else [np.asarray(quad, np.float64) for quad in found.boxes]


def _turned_over(corners: Sequence[Quad], size: tuple[int, int]) -> list[Quad]:
    """Return corners on a picture of ``size`` after half a turn, again from the top left."""
    return [(np.asarray(size, np.float64) - quad)[[2, 3, 0, 1]] for quad in corners]


def _on_its_side(corners: Sequence[Quad]) -> bool:
    """Whether most of the print stands on its side; what is about square tells nothing."""
    upright = sum(_width(one) for one in corners if _width(one) > _TALL * _height(one))
    turned = sum(_height(one) for one in corners if _height(one) > _TALL * _width(one))
    return turned > upright


def _read(picture: Image.Image, corners: Sequence[Quad]) -> list[_Run]:
    if not corners:
        return []
    read = _engine().recognize_txt([_cut_out(picture, one) for one in corners])
    found = zip(corners, read.txts, read.scores, read.word_results, strict=True)
    return [
        _Run(quad, tuple(_words(text, told, _MARGIN * _height(quad) / _width(quad))), float(score))
        for quad, text, score, told in found
        if text.strip()
    ]


def _cut_out(picture: Image.Image, quad: Quad) -> npt.NDArray[np.uint8]:
    """Return what stands between four corners, set straight."""
    size = max(round(_width(quad)), 1), max(round(_height(quad)), 1)
    # Pillow takes them anticlockwise.
    where = quad[[0, 3, 2, 1]].ravel().tolist()
    return np.asarray(
        picture.transform(size, Image.Transform.QUAD, where, Image.Resampling.BICUBIC)
    )


def _words(text: str, told: Any, margin: float) -> list[tuple[str, float, float]]:
    """Return each word with where it begins and ends, in parts of its run, as its ``margin`` is."""
    places = iter([column for word in told.word_cols for column in word])
    chars = [
        (char, 0.0 if char.isspace() else (next(places) + 0.5) / told.line_txt_len) for char in text
    ]
    steps = [after[1] - before[1] for before, after in pairwise(chars) if before[1] and after[1]]
    half = (sorted(steps)[len(steps) // 2] if steps else 1.0 / max(len(chars), 1)) / 2
    found: list[tuple[str, float, float]] = []
    for blank, group in groupby(chars, lambda char: char[0].isspace()):
        if not blank:
            word = list(group)
            begin = word[0][1] - half if found else margin
            found.append(("".join(one[0] for one in word), begin, word[-1][1] + half))
    if found:
        found[-1] = (*found[-1][:2], 1.0 - margin)
    return found


def _put_together(every: Sequence[_Run], turns: int, size: tuple[int, int]) -> Recognised:
    """Return runs as lines, with boxes in the picture as it came."""
    runs = [run for run in every if run.score >= _LEAST]
    straight = _straightened([run.corners for run in runs])
    lines = in_rows(straight)
    found = tuple(
        tuple(
            Printed(text, _back(_part(runs[at].corners, begin, end), turns, size))
            for at in line
            for text, begin, end in runs[at].words
        )
        for line in lines
    )
    width, height = size if turns % 2 == 0 else size[::-1]
    return Recognised(found, turns * 90, width, height, _mean(every))


def _straightened(corners: Sequence[Quad]) -> list[Box]:
    """Return boxes of runs as they would stand if the sheet lay straight."""
    long = [quad[1] - quad[0] for quad in corners if _width(quad) > 4 * _height(quad)]
    askew = float(np.median([math.atan2(y, x) for x, y in long])) if long else 0.0
    turn = np.asarray([[math.cos(askew), -math.sin(askew)], [math.sin(askew), math.cos(askew)]])
    return [_box(quad @ turn) for quad in corners]


def _part(quad: Quad, begin: float, end: float) -> Quad:
    """Return the corners of the print in a part of a run."""
    down = _MARGIN * (quad[3] - quad[0])
    above, below = quad[0] + down, quad[3] - down
    top, bottom = quad[1] - quad[0], quad[2] - quad[3]
    return np.stack(
        [above + begin * top, above + end * top, below + end * bottom, below + begin * bottom]
    )


def _back(quad: Quad, turns: int, size: tuple[int, int]) -> Box:
    """Return the box of corners on a picture of ``size`` as it was before its quarter turns."""
    width, height = size
    x, y = quad[:, 0], quad[:, 1]
    ways = [(x, y), (height - y, x), (width - x, height - y), (y, width - x)]
    return _box(np.stack(ways[turns], axis=1))


def _box(points: Quad) -> Box:
    (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
    return Box(float(x0), float(y0), float(x1), float(y1))


def _width(quad: Quad) -> float:
    return float(np.linalg.norm(quad[1] - quad[0]))


def _height(quad: Quad) -> float:
    return float(np.linalg.norm(quad[3] - quad[0]))


def _mean(runs: Sequence[_Run]) -> float:
    """Return how sure a page is, each run as wide as it is; 0 where nothing was read."""
    wide = sum(_width(run.corners) for run in runs)
    return sum(run.score * _width(run.corners) for run in runs) / wide if wide else 0.0

"""The characters of a page as pdfium tells them, each with the text object that draws it."""

from __future__ import annotations

import ctypes
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium_c

from corpus.language import UNMAPPED, line_end_hyphens, with_printed_hyphens
from corpus.page import Floats
from corpus.pdf.frame import Frame

Addresses = npt.NDArray[np.int64]
_Indices = npt.NDArray[np.intp]
# The hyphen at a line end, tab, line feed, carriage return.
_PDFIUMS_OWN = (2, 9, 10, 13)
# So many characters are asked for between two looks at the clock.
_AT_ONCE = 4096


def lean(function: Any, result: Any, *given: Any) -> Callable[..., int]:
    """Return a function of pdfium that takes whole numbers and what ctypes made, unchecked.

    ``result`` and ``given`` are types of ctypes: a number of more than 32 bits has to be given one.

    Its characters are asked for by the hundred thousand, and to check what is given and make
    pointers of what comes back costs more than what pdfium does.
    """
    return ctypes.PYFUNCTYPE(result, *given)(ctypes.cast(function, ctypes.c_void_p).value or 0)


code_at = lean(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint)
_generated_at = lean(pdfium_c.FPDFText_IsGenerated, ctypes.c_int)
object_at = lean(pdfium_c.FPDFText_GetTextObject, ctypes.c_ssize_t)
_put_box_at = lean(pdfium_c.FPDFText_GetCharBox, ctypes.c_int)


@dataclass(frozen=True, slots=True)
class Letters:
    """Characters and what a layout says of them; ``objects`` are addresses, 0 for generated ones.

    ``notes`` are those of annotations. All arrays are of shape (len(text),), but ``boxes`` of
    (len(text), 4).
    """

    text: str
    boxes: Floats
    angles: Floats
    sizes: Floats
    bold: npt.NDArray[np.bool_]
    objects: Addresses
    notes: npt.NDArray[np.bool_]


def read_letters(textpage: Any, count: int, frame: Frame, seconds: float) -> Letters:
    """Read character by character, so that text and boxes never run apart.

    Raises:
        TimeoutError: it takes longer than ``seconds``.
    """
    told = _Told(ctypes.cast(textpage, ctypes.c_void_p), count)
    deadline = time.monotonic() + seconds
    for start in range(0, count, _AT_ONCE):
        if time.monotonic() > deadline:
            raise TimeoutError
        told.ask(start)
    told.codes[_unmapped(told)] = ord(UNMAPPED)
    # Left out is what else has no Unicode value, and the \r of a generated \r\n.
    keep = np.flatnonzero((told.codes != 0) & (told.codes != 13))
    text = _text(told.codes[keep])
    looks, styles = _looks(textpage, told, keep)
    hyphens = line_end_hyphens(text)
    if hyphens:
        keep, looks = np.delete(keep, hyphens), np.delete(looks, hyphens)
        text = _text(told.codes[keep])
    boxes = frame.boxes(told.boxes[keep].astype(np.float32))
    boxes[~told.boxes[keep].any(axis=1)] = 0
    angles, sizes, bold = (np.asarray(of)[looks] for of in zip(*styles, strict=True))
    turned = (angles + math.radians(frame.rotation)) % (2 * math.pi)
    return Letters(
        with_printed_hyphens(text),
        boxes,
        turned.astype(np.float32),
        sizes.astype(np.float32),
        bold,
        told.objects[keep],
        np.zeros(len(keep), dtype=np.bool_),
    )


class _Told:
    """What pdfium tells of ``count`` characters: the last two only of those that are drawn.

    ``codes``, ``drawn`` and ``objects`` are of shape (count,), ``boxes`` of (count, 4): left,
    right, bottom, top.
    """

    def __init__(self, page: ctypes.c_void_p, count: int) -> None:
        self._page = repeat(page)
        self.codes = np.zeros(count, dtype=np.uint32)
        self.drawn = np.zeros(count, dtype=np.bool_)
        self.objects = np.zeros(count, dtype=np.int64)
        self.boxes = np.zeros((count, 4), dtype=np.float64)

    def ask(self, start: int) -> None:
        """Ask for the characters from ``start`` on, as many as are asked for at once."""
        codes = self.codes[start : start + _AT_ONCE]
        codes[:] = self._each(code_at, np.arange(start, start + len(codes)))
        # Only white space is ever generated.
        drawn = (codes != 10) & (codes != 13)
        spaces = np.flatnonzero(codes == 32)
        drawn[spaces] = self._each(_generated_at, start + spaces) != 1
        self.drawn[start : start + len(codes)] = drawn
        at = start + np.flatnonzero(drawn)
        self.objects[at] = self._each(object_at, at)
        self.boxes[at] = self._sides(at)

    def _each(self, ask: Callable[..., int], at: _Indices) -> Addresses:
        return np.fromiter(map(ask, self._page, at.tolist()), np.int64, len(at))

    def _sides(self, at: _Indices) -> npt.NDArray[np.float64]:
        box = (ctypes.c_double * 4)()
        sides = [repeat(ctypes.byref(box, 8 * side)) for side in range(4)]
        said = bytearray()
        for _ in map(_put_box_at, self._page, at.tolist(), *sides):
            said += box
        return np.frombuffer(said, dtype=np.float64).reshape(-1, 4)


def _unmapped(told: _Told) -> _Indices:
    """Return which characters leave ink and have no Unicode value, or that of a control character.

    Those that pdfium uses for hyphens and line ends are none.
    """
    codes, boxes = told.codes, told.boxes
    control = (codes < 32) | ((codes >= 0x7F) & (codes < 0xA0))
    control &= ~np.isin(codes, _PDFIUMS_OWN)
    inked = (boxes[:, 0] != boxes[:, 1]) & (boxes[:, 2] != boxes[:, 3])
    return np.flatnonzero(control & inked)


def _text(codes: npt.NDArray[np.uint32]) -> str:
    # Half a surrogate pair, or no character at all, cannot be stored.
    none = ((codes >= 0xD800) & (codes <= 0xDFFF)) | (codes > 0x10FFFF)
    return np.where(none, 0xFFFD, codes).astype("<u4").tobytes().decode("utf-32-le")


_Style = tuple[float, float, bool]


def _looks(textpage: Any, told: _Told, keep: _Indices) -> tuple[_Indices, list[_Style]]:
    """Return which of the styles each of the characters ``keep`` has, of shape (len(keep),).

    A style is asked for once a text object, and taken where a word or a space begins.
    """
    drawn, space = told.drawn[keep], told.codes[keep] == 32
    first = drawn & (space | np.concatenate([[True], (~drawn | space)[:-1]]))
    at = keep[first]
    # What has no object has a style of its own.
    by = np.where(told.objects[at] != 0, told.objects[at], -1 - at)
    _, asked, which = np.unique(by, return_index=True, return_inverse=True)
    styles = [(0.0, 0.0, False), *(_style(textpage, one) for one in at[asked].tolist())]
    return np.concatenate([[0], 1 + which])[np.cumsum(first)], styles


def _style(textpage: Any, at: int) -> _Style:
    angle = float(pdfium_c.FPDFText_GetCharAngle(textpage, at))
    size = float(pdfium_c.FPDFText_GetFontSize(textpage, at))
    buffer = ctypes.create_string_buffer(64)
    flags = ctypes.c_int()
    pdfium_c.FPDFText_GetFontInfo(textpage, at, buffer, 64, flags)
    return max(angle, 0.0), size, b"bold" in buffer.value.lower()

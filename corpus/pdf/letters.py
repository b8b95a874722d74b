"""The characters of a page as pdfium tells them, each with the text object that draws it."""

from __future__ import annotations

import ctypes
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium_c

from corpus.language import line_end_hyphens, with_printed_hyphens
from corpus.page import Floats
from corpus.pdf.frame import Frame

Addresses = npt.NDArray[np.int64]


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
    raw = np.zeros((count, 4), dtype=np.float64)
    chars: list[str] = []
    keep: list[int] = []
    angles: list[float] = []
    sizes: list[float] = []
    bold: list[bool] = []
    lines: list[list[int]] = [[]]
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    style = (0.0, 0.0, False)
    fresh = True
    deadline = time.monotonic() + seconds
    for at in range(count):
        if not at & 0xFFF and time.monotonic() > deadline:
            raise TimeoutError
        code = pdfium_c.FPDFText_GetUnicode(textpage, at)
        if code in (0, 13):  # no Unicode value; the \r of a generated \r\n
            continue
        # Half a surrogate pair, or no character at all, cannot be stored.
        char = "\ufffd" if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)
        # Only white space is ever generated; asking is dear.
        generated = code == 10 or (code == 32 and pdfium_c.FPDFText_IsGenerated(textpage, at) == 1)
        if not generated:
            pdfium_c.FPDFText_GetCharBox(textpage, at, left, right, bottom, top)
            raw[at] = (left.value, right.value, bottom.value, top.value)
            lines[-1].append(at)
        elif code == 10:
            lines.append([])
        # Angle, size and weight change rarely: asking once a word is three times faster.
        if not generated and (fresh or char == " "):
            style = _style(textpage, at)
        fresh = generated or char == " "
        chars.append(char)
        keep.append(at)
        angles.append(style[0])
        sizes.append(style[1])
        bold.append(style[2])
    for at in reversed(line_end_hyphens("".join(chars))):
        for told in (chars, keep, angles, sizes, bold):
            del told[at]
    boxes = frame.boxes(raw[keep].astype(np.float32))
    boxes[~raw[keep].any(axis=1)] = 0
    turned = (np.asarray(angles) + math.radians(frame.rotation)) % (2 * math.pi)
    return Letters(
        with_printed_hyphens("".join(chars)),
        boxes,
        turned.astype(np.float32),
        np.asarray(sizes, dtype=np.float32),
        np.asarray(bold, dtype=np.bool_),
        _objects(textpage, count, lines)[keep],
        np.zeros(len(chars), dtype=np.bool_),
    )


def _style(textpage: Any, at: int) -> tuple[float, float, bool]:
    angle = float(pdfium_c.FPDFText_GetCharAngle(textpage, at))
    size = float(pdfium_c.FPDFText_GetFontSize(textpage, at))
    buffer = ctypes.create_string_buffer(64)
    flags = ctypes.c_int()
    pdfium_c.FPDFText_GetFontInfo(textpage, at, buffer, 64, flags)
    return max(angle, 0.0), size, b"bold" in buffer.value.lower()


def _objects(textpage: Any, count: int, lines: Sequence[Sequence[int]]) -> Addresses:
    """Return the address of the object of every character.

    One object's characters follow each other, so of most lines the two ends tell all.
    """
    found = np.zeros(count, dtype=np.int64)
    for line in lines:
        spans = [(0, len(line) - 1)] if line else []
        while spans:
            low, high = spans.pop()
            first, last = _object(textpage, line[low]), _object(textpage, line[high])
            if first == last or high - low < 2:
                found[line[low] : line[high] + 1] = first
                found[line[high]] = last
                continue
            middle = (low + high) // 2
            spans += [(low, middle), (middle + 1, high)]
    return found


def _object(textpage: Any, at: int) -> int:
    found = pdfium_c.FPDFText_GetTextObject(textpage, at)
    return ctypes.addressof(found.contents) if found else 0

"""The text of a page cut into what each of its text objects draws."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium_c

from corpus.page import Floats, PageLayout
from corpus.pdf.drawing import Drawing, TextObject
from corpus.pdf.letters import Addresses

Mask = npt.NDArray[np.bool_]
Indices = npt.NDArray[np.int64]
# Of 255: what is no darker can hardly be seen on white paper, nor what is no more opaque.
_LIGHT = 236
_FAINT = 40
# Draws the outline of letters only (ISO 32000-1, 9.3.6).
_OUTLINED = (pdfium_c.FPDF_TEXTRENDERMODE_STROKE, pdfium_c.FPDF_TEXTRENDERMODE_STROKE_CLIP)

# A drawing too large to be walked through in time holds such: painted last, nothing hides it.
_UNKNOWN = TextObject(1 << 50, None, False)


@dataclass(frozen=True, slots=True)
class Runs:
    """What the n text objects of a page draw, in the order of its text, white space apart.

    ``at`` are the places of all characters, those of a run from its one of ``starts`` on. The
    other arrays are of shape (n,): ``orders`` of painting, render ``modes``, and ``heights`` of
    the largest character in points. ``boxes`` and ``colours`` (red, green, blue, opacity; -1 for
    patterns) are of shape (n, 4).
    """

    painted: list[TextObject]
    at: Indices
    starts: Indices
    boxes: Floats
    orders: Indices
    modes: Indices
    heights: Floats
    colours: npt.NDArray[np.int16]

    def __len__(self) -> int:
        return len(self.painted)

    def chars(self, run: int) -> Indices:
        """Return the places of the characters of a run, counted from 0."""
        end = self.starts[run + 1] if run + 1 < len(self.starts) else len(self.at)
        return self.at[self.starts[run] : end]

    @property
    def light(self) -> Mask:
        """Which can hardly be seen on white paper."""
        opacity = self.colours[:, 3]
        pale = self.colours[:, :3].min(axis=1, initial=255) >= _LIGHT
        light: Mask = (opacity >= 0) & (pale | (opacity < _FAINT))
        return light


def text_runs(layout: PageLayout, objects: Addresses, drawing: Drawing) -> Runs:
    """Return what each text object of a page draws.

    ``objects`` are the addresses of those of its characters, of shape (len(text),).
    """
    at = np.flatnonzero(layout.drawn & ~layout.white & (objects != 0))
    starts = np.flatnonzero(np.diff(objects[at], prepend=-1))
    painted = [drawing.texts.get(address, _UNKNOWN) for address in objects[at[starts]].tolist()]
    boxes = layout.char_boxes[at]
    sides = (boxes[:, 2:] - boxes[:, :2]).max(axis=1, initial=0)
    if not painted:
        nothing = np.zeros(0, dtype=np.int64)
        return Runs([], at, starts, boxes, nothing, nothing, sides, _colours([], nothing))
    mode_of = pdfium_c.FPDFTextObj_GetTextRenderMode
    modes = np.asarray([mode_of(one.handle) if one.handle else 0 for one in painted])
    low = np.minimum.reduceat(boxes[:, :2], starts)
    high = np.maximum.reduceat(boxes[:, 2:], starts)
    return Runs(
        painted,
        at,
        starts,
        np.concatenate([low, high], axis=1),
        np.asarray([one.order for one in painted], dtype=np.int64),
        modes,
        np.maximum.reduceat(sides, starts),
        _colours(painted, modes),
    )


def _colours(painted: list[TextObject], modes: Indices) -> npt.NDArray[np.int16]:
    found = np.full((len(painted), 4), -1, dtype=np.int16)
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    for run, (one, mode) in enumerate(zip(painted, modes, strict=True)):
        outlined = mode in _OUTLINED
        ask = pdfium_c.FPDFPageObj_GetStrokeColor if outlined else pdfium_c.FPDFPageObj_GetFillColor
        if one.handle and ask(one.handle, red, green, blue, opacity):
            found[run] = red.value, green.value, blue.value, opacity.value
    return found

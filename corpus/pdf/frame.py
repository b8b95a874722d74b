"""The page as displayed: what stands in a PDF's own space is turned into it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from corpus.page import Floats


@dataclass(frozen=True, slots=True)
class Frame:
    """Turns PDF user space (origin bottom left) into the page as displayed, in points.

    ``rotation`` is the page's, in degrees; the others are the edges of its crop box.
    """

    rotation: int
    left: float
    bottom: float
    right: float
    top: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a point, counted from the top left."""
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def boxes(self, raw: Floats) -> Floats:
        """Turn rows of left, right, bottom, top into x0, y0, x1, y1: float32 of shape (n, 4)."""
        ax, ay = self._points(raw[:, 0], raw[:, 2])
        bx, by = self._points(raw[:, 1], raw[:, 3])
        columns = (np.minimum(ax, bx), np.minimum(ay, by), np.maximum(ax, bx), np.maximum(ay, by))
        return np.stack(columns, axis=1).astype(np.float32)

    def _points(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        if self.rotation == 90:
            return y - np.float32(self.bottom), x - np.float32(self.left)
        if self.rotation == 180:
            return np.float32(self.right) - x, y - np.float32(self.bottom)
        if self.rotation == 270:
            return np.float32(self.top) - y, np.float32(self.right) - x
        return x - np.float32(self.left), np.float32(self.top) - y

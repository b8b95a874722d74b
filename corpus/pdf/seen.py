"""What of a page's text its reader sees, and what is covered, invisible or a watermark.

What is painted over, beneath or beside some text only makes it suspect. Whether it is seen
is told by drawing the page with and without it: where no dot differs, nothing is seen. So
pages without suspects, nearly all, cost nothing more.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium_c

from corpus.language import UNMAPPED
from corpus.page import SCAN, Floats, PageLayout, covered_by
from corpus.pdf.drawing import Drawing, bounds_of
from corpus.pdf.letters import Addresses
from corpus.pdf.runs import Indices, Mask, Runs

# Of 255: a dot that differs by less is not seen, colours nearer than that are told apart hardly.
_SEEN = 12
_ALIKE = 60
# Letters no higher than this many points cannot be read.
_TINY = 1.2
# Fewer letters and digits under a box are a page number or a dot, replaced.
_FEWEST = 4
_MOST_DOTS = 2400.0
# So many runs and fills are compared at a time.
_MOST_PAIRS = 2_000_000
_Place = tuple[int, float, float]


@dataclass(frozen=True, slots=True)
class Hidden:
    """What of a page's text is not seen: ``chars``, of which ``covered`` are under something.

    Both masks are of shape (len(text),). ``passages`` counts runs of covered ones. ``gone`` are
    pdfium's objects that draw nothing to be read, and cover nothing.
    """

    chars: Mask
    covered: Mask
    passages: int
    gone: tuple[Any, ...] = ()

    def places(self, layout: PageLayout, objects: Addresses) -> dict[_Place, bool]:
        """Return where the hidden characters stand, and whether they are covered."""
        at = np.flatnonzero(self.chars & (objects != 0))
        return {_place(layout, objects, one): bool(self.covered[one]) for one in at.tolist()}

    def moved(self, layout: PageLayout, objects: Addresses, places: dict[_Place, bool]) -> Hidden:
        """Return the same for a page that was read anew, by the ``places`` from before."""
        found = [places.get(_place(layout, objects, at)) for at in range(len(objects))]
        chars = np.asarray([one is not None for one in found], dtype=np.bool_)
        covered = np.asarray([bool(one) for one in found], dtype=np.bool_)
        return replace(self, chars=chars, covered=covered, gone=())


def _place(layout: PageLayout, objects: Addresses, at: int) -> _Place:
    box = layout.char_boxes[at]
    return int(objects[at]), round(float(box[0]), 2), round(float(box[1]), 2)


def find_hidden(page: Any, layout: PageLayout, runs: Runs, drawing: Drawing, marks: Mask) -> Hidden:
    """Return what of a page is not seen.

    ``marks`` says which of its runs are watermarks, of shape (len(runs),).
    """
    return _Page(page, layout, runs, drawing).hidden(marks)


class _Page:
    def __init__(self, page: Any, layout: PageLayout, runs: Runs, drawing: Drawing) -> None:
        self._page = page
        self._layout = layout
        self._runs = runs
        self._fills = drawing.fills
        boxes = [(f.box.x0, f.box.y0, f.box.x1, f.box.y1) for f in drawing.fills]
        self._boxes = np.asarray(boxes, dtype=np.float32).reshape(-1, 4)
        self._orders = np.asarray([fill.order for fill in drawing.fills], dtype=np.int64)
        self._pictures = np.asarray([fill.picture for fill in drawing.fills], dtype=np.bool_)
        self._scanned = covered_by(drawing.pictures, layout) >= SCAN
        self._chars = np.zeros(len(layout.text), dtype=np.bool_)
        self._covered = np.zeros(len(layout.text), dtype=np.bool_)
        # Of every run, the fill that is painted last before it where its middle stands, or -1.
        self._beneath = np.full(len(runs), -1, dtype=np.int64)
        self._overlaid = np.zeros(len(runs), dtype=np.bool_)
        self._under_scan = np.zeros(len(runs), dtype=np.bool_)
        self._texts = drawing.texts
        self._relate_all()

    def _relate_all(self) -> None:
        step = max(1, _MOST_PAIRS // max(len(self._fills), 1))
        for start in range(0, len(self._runs) if self._fills else 0, step):
            self._relate(slice(start, start + step))

    def _relate(self, some: slice) -> None:
        """Learn what is painted over and beneath ``some`` of the runs."""
        boxes, earlier = self._runs.boxes[some], self._orders < self._runs.orders[some, None]
        over = ~earlier & _meets(self._boxes, boxes)
        self._overlaid[some] = over.any(axis=1)
        if self._scanned:
            self._under_scan[some] = (over & self._pictures).any(axis=1)
        under = earlier & _holds(self._boxes, _middles(boxes))
        last = under.shape[1] - 1 - under[:, ::-1].argmax(axis=1)
        self._beneath[some] = np.where(under.any(axis=1), last, -1)

    def hidden(self, marks: Mask) -> Hidden:
        runs = self._runs
        boxes = self._layout.char_boxes
        x, y = _middles(boxes).T
        outside = (x < 0) | (y < 0) | (x > self._layout.width) | (y > self._layout.height)
        self._chars = outside & boxes.any(axis=1)
        unread = marks.copy()
        for run in np.flatnonzero(runs.heights < _TINY).tolist():
            unread[run] |= any(self._layout.text[at].isalnum() for at in runs.chars(run).tolist())
        scanned = (
            (runs.modes == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE) | self._under_scan
        ) & ~unread
        suspect = self._suspects() & ~unread & ~scanned
        if suspect.any() and self._paint_again(np.flatnonzero(suspect)):
            self._relate_all()
            suspect = self._suspects() & ~unread & ~scanned
        for run in np.flatnonzero(unread).tolist():
            self._chars[runs.chars(run)] = True
        for run in np.flatnonzero(scanned).tolist():
            self._judge_scanned(runs.chars(run))
        if suspect.any():
            self._draw(np.flatnonzero(suspect))
        if not self._chars.any():
            return Hidden(self._chars, self._covered, 0)
        gone = tuple(
            runs.painted[run].handle
            for run in range(len(runs))
            if runs.painted[run].handle
            and self._chars[at := runs.chars(run)].all()
            and not self._covered[at].any()
        )
        return Hidden(self._chars, self._covered, self._passages(), gone)

    def _paint_again(self, suspects: Indices) -> bool:
        """Take what is painted twice for its last painting; whether anything is.

        pdfium tells of such text once only, as it was painted first.
        """
        told = {ctypes.addressof(one.handle.contents) for one in self._runs.painted if one.handle}
        places = {bounds_of(one.handle): one for at, one in self._texts.items() if at not in told}
        found = False
        for run in suspects.tolist() if places else ():
            last = places.get(bounds_of(self._runs.painted[run].handle))
            if last is not None and last.order > self._runs.orders[run]:
                self._runs.painted[run], self._runs.orders[run] = last, last.order
                found = True
        return found

    def _judge_scanned(self, at: Indices) -> None:
        """Text that is not drawn counts where a scan shows it, and nothing hides that."""
        if not self._scanned:
            self._chars[at] = True
            return
        on = _holds(self._boxes, _middles(self._layout.char_boxes[at]))
        last = np.where(on & self._pictures, self._orders, -1).max(axis=1)
        solid = np.asarray([fill.solid for fill in self._fills], dtype=np.bool_)
        later = on & solid & (self._orders > last[:, None])
        covered = later.any(axis=1) & (last >= 0)
        self._chars[at] |= covered | (last < 0)
        self._covered[at] = covered

    def _suspects(self) -> Mask:
        runs = self._runs
        layered = np.asarray([one.layered for one in runs.painted], dtype=np.bool_)
        # What a picture or a pattern shows at a place is not known: only light print may be lost.
        beneath = self._colours_beneath()
        plain = beneath.min(axis=1, initial=0) >= 0
        lost = np.where(plain, self._alike(beneath), runs.light)
        suspects: Mask = layered | self._overlaid | lost | (runs.colours[:, 3] == 0)
        return suspects

    def _colours_beneath(self) -> npt.NDArray[np.int16]:
        """Return what colour is beneath every run: red, green, blue; -1 where none is known."""
        none = (-1, -1, -1)
        fills = [(fill.colour or none)[:3] for fill in self._fills]
        table = np.asarray([*fills, none], dtype=np.int16)
        return table[self._beneath]

    def _alike(self, beneath: npt.NDArray[np.int16]) -> Mask:
        known = self._runs.colours[:, 3] >= 0
        away = np.abs(self._runs.colours[:, :3] - beneath).max(axis=1, initial=0)
        alike: Mask = known & (away < _ALIKE) & (beneath[:, 0] >= 0)
        return alike

    def _draw(self, suspects: Indices) -> None:
        """Draw the page with and without the suspects, and see which characters differ."""
        scale = min(2.0, _MOST_DOTS / max(self._layout.width, self._layout.height, 1.0))
        shown = self._page.render(scale=scale).to_numpy().astype(np.int16)
        handles = [self._runs.painted[run].handle for run in suspects]
        for handle in handles:
            pdfium_c.FPDFPageObj_SetIsActive(handle, False)
        without = self._page.render(scale=scale).to_numpy()
        for handle in handles:
            pdfium_c.FPDFPageObj_SetIsActive(handle, True)
        seen = np.abs(shown - without).max(axis=2) >= _SEEN
        beneath = self._colours_beneath()
        alike = self._alike(beneath)
        # White print on another colour would be seen but for what is over it.
        stands_out = (beneath[:, 0] >= 0) & ~alike
        for run in suspects:
            for at in self._runs.chars(run):
                self._chars[at] |= not _core(seen, self._layout.char_boxes[at], scale).any()
            if not self._runs.light[run] or stands_out[run]:
                self._cover(run, bool(alike[run]))

    def _cover(self, run: int, alike: bool) -> None:
        """Tell which of the hidden characters of a run something was painted over."""
        at = self._runs.chars(run)
        at = at[self._chars[at]]
        over = _holds(self._boxes, _middles(self._layout.char_boxes[at]))
        over &= self._orders > self._runs.orders[run]
        self._covered[at] = over.any(axis=1) | alike

    def _passages(self) -> int:
        """Count the runs of covered characters that say something."""
        count, letters = 0, 0
        for char, covered in zip(self._layout.text, self._covered, strict=True):
            if covered:
                says = char.isalnum() or char == UNMAPPED
                letters += says
                count += letters == _FEWEST and says
            elif not char.isspace():
                letters = 0
        return count


def _middles(boxes: Floats) -> Floats:
    middles: Floats = (boxes[:, :2] + boxes[:, 2:]) / np.float32(2)
    return middles


def _meets(fills: Floats, boxes: Floats) -> Mask:
    """Return which fills (n, 4) share more than a hair's breadth with which boxes: (m, n)."""
    wide = np.minimum(fills[:, 2], boxes[:, 2:3]) - np.maximum(fills[:, 0], boxes[:, 0:1])
    high = np.minimum(fills[:, 3], boxes[:, 3:4]) - np.maximum(fills[:, 1], boxes[:, 1:2])
    meets: Mask = (wide > 1) & (high > 1.5)
    return meets


def _holds(boxes: Floats, points: Floats) -> Mask:
    """Return which boxes (n, 4) hold which points (m, 2), of shape (m, n)."""
    x, y = points[:, :1], points[:, 1:]
    holds: Mask = (boxes[:, 0] <= x) & (x <= boxes[:, 2]) & (boxes[:, 1] <= y) & (y <= boxes[:, 3])
    return holds


def _core(seen: Mask, box: Floats, scale: float) -> Mask:
    """Return the dots in the middle of a character: its neighbours reach into its edges."""
    x0, y0, x1, y1 = (float(value) * scale for value in box)
    aside, down = 0.15 * (x1 - x0), 0.15 * (y1 - y0)
    left, top = max(int(x0 + aside), 0), max(int(y0 + down), 0)
    right, bottom = max(int(np.ceil(x1 - aside)), left + 1), max(int(np.ceil(y1 - down)), top + 1)
    return seen[top:bottom, left:right]

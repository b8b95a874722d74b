"""What is drawn on a page, in the order in which it is painted: rules, pictures, fills, text.

Forms (pictures of pages that a page holds) are walked into, and what stands in them is
placed by their matrix. What was laid over the page is told apart.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium_c

from corpus.model import Box
from corpus.page import PopUp, Rule
from corpus.pdf.frame import Frame
from corpus.pdf.laid_over import LaidOver, Sides

# A rule thinner than this many points is a line, not a box.
THIN = 3.0
_MOST_RULES = 20_000
_MOST_DEPTH = 8
Colour = tuple[int, int, int, int]
_Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Fill:
    """An area painted as the ``order``-th thing of its page.

    ``colour`` is red, green, blue and opacity, of 255 each; None for a picture or a pattern.
    ``solid`` says that it is one opaque rectangle, ``handle`` is pdfium's.
    """

    order: int
    box: Box
    colour: Colour | None
    picture: bool
    solid: bool
    handle: Any


@dataclass(slots=True)
class TextObject:
    """Text painted as the ``order``-th thing of its page; ``handle`` is pdfium's.

    ``layered`` says that it may belong to a layer that can be switched off. ``laid`` is the place
    among the things laid over the page of that which it belongs to, -1 for the page's own text.
    """

    order: int
    handle: Any
    layered: bool
    laid: int = -1


@dataclass(slots=True)
class Drawing:
    """What is drawn on a page; ``texts`` are by the address of their object.

    ``strikes`` are the areas that annotations strike out, ``popups`` what they say elsewhere,
    ``laid`` the areas of what is laid over it.
    """

    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    texts: dict[int, TextObject] = field(default_factory=dict)
    strikes: list[Box] = field(default_factory=list)
    popups: list[PopUp] = field(default_factory=list)
    laid: list[Box] = field(default_factory=list)

    @property
    def pictures(self) -> tuple[Box, ...]:
        """The pictures, in the order in which they are painted."""
        return tuple(fill.box for fill in self.fills if fill.picture)


def read_drawing(page: Any, frame: Frame, seconds: float, layers: bool, over: LaidOver) -> Drawing:
    """Read what is drawn on pdfium's ``page``, for at most so many ``seconds``.

    ``layers`` says that the file hides layers; ``over`` is laid over the page, and drawn into it.
    """
    walk = _Walk(frame, time.monotonic() + seconds, layers)
    walk.drawing.strikes = [_on_page(frame, quad) for quad in over.strikes]
    walk.drawing.popups = [PopUp(said, _on_page(frame, quad)) for said, quad in over.popups]
    walk.drawing.laid = [_on_page(frame, thing.quad) for thing in over.things]
    walk.page(page, over)
    return walk.drawing


@dataclass(slots=True)
class _Walk:
    frame: Frame
    deadline: float
    layers: bool
    drawing: Drawing = field(default_factory=Drawing)
    order: int = 0
    # What the objects that are walked through belong to, as of a text.
    laid: int = -1
    # How many of those that pdfium has drawn into the page have been found.
    met: int = 0

    def page(self, page: Any, over: LaidOver) -> None:
        count = pdfium_c.FPDFPage_CountObjects(page)
        drawn = len(over.things) - len(over.written)
        start = count - sum(over.written)
        own = over.objects - 1 if over.objects else start
        self.some(page, pdfium_c.FPDFPage_GetObject, range(own), None, 0, False)
        if over.objects:
            self._drawn_into(pdfium_c.FPDFPage_GetObject(page, own), drawn)
        for self.laid, lines in enumerate(over.written, drawn):
            self.some(
                page, pdfium_c.FPDFPage_GetObject, range(start, start + lines), None, 0, False
            )
            start += lines

    def _drawn_into(self, holder: Any, drawn: int) -> None:
        """Walk through the form that holds one form for each of the things with an appearance."""
        get, placed = pdfium_c.FPDFFormObj_GetObject, _matrix(holder)
        for at in range(pdfium_c.FPDFFormObj_CountObjects(holder)):
            self.laid = self._belongs(_bounds(get(holder, at), placed, self.frame), drawn)
            self.some(holder, get, range(at, at + 1), placed, 1, False)

    def _belongs(self, box: Box, drawn: int) -> int:
        """Return to which thing belongs what is drawn in ``box``: they come in their order."""
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        areas = self.drawing.laid[:drawn]
        for at, area in (*enumerate(areas[self.met :], self.met), *enumerate(areas[: self.met])):
            if area.x0 - 1 <= x <= area.x1 + 1 and area.y0 - 1 <= y <= area.y1 + 1:
                self.met = at + 1
                return at
        return drawn - 1 if self.met == drawn else self.met

    def objects(self, form: Any, placed: _Matrix | None, depth: int, layered: bool) -> None:
        places = range(pdfium_c.FPDFFormObj_CountObjects(form))
        self.some(form, pdfium_c.FPDFFormObj_GetObject, places, placed, depth, layered)

    def some(
        self,
        holder: Any,
        get: Any,
        places: range,
        placed: _Matrix | None,
        depth: int,
        layered: bool,
    ) -> None:
        kind_of = pdfium_c.FPDFPageObj_GetType
        for at in places:
            found = get(holder, at)
            kind = kind_of(found)
            self.order += 1
            if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
                inside = self.layers and (layered or depth > 0 or _in_layer(found))
                text = TextObject(self.order, found, inside, self.laid)
                self.drawing.texts[ctypes.addressof(found.contents)] = text
                continue
            if time.monotonic() > self.deadline:
                return
            # A drawing of such a size is a map or a plan, not a table.
            if len(self.drawing.rules) > _MOST_RULES:
                continue
            if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
                self._path(found, placed)
            elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
                self._area(found, placed, None, True)
            elif kind == pdfium_c.FPDF_PAGEOBJ_SHADING:
                self._area(found, placed, None, False)
            elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _MOST_DEPTH:
                within = _joined(_matrix(found), placed)
                hides = layered or (self.layers and _in_layer(found))
                self.objects(found, within, depth + 1, hides)

    def _path(self, path: Any, placed: _Matrix | None) -> None:
        matrix = _joined(_matrix(path), placed)
        points, sides = _outline(path, matrix, self.frame)
        if not points:
            return
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        box = Box(min(xs), min(ys), max(xs), max(ys))
        self.drawing.rules.extend(_rules(box, sides))
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDFPath_GetDrawMode(path, mode, stroke)
        if mode.value and min(box.width, box.height) >= THIN:
            corners = {(round(x, 1), round(y, 1)) for x, y in points}
            self._area(path, placed, box, False, len(corners) == 4)
        elif stroke.value and not mode.value:
            self._stroke(path, matrix, box)

    def _stroke(self, path: Any, matrix: _Matrix, box: Box) -> None:
        width = ctypes.c_float()
        pdfium_c.FPDFPageObj_GetStrokeWidth(path, width)
        half = width.value * max(abs(matrix[0]), abs(matrix[1])) / 2
        if 2 * half < THIN:
            return
        drawn = Box(box.x0 - half, box.y0 - half, box.x1 + half, box.y1 + half)
        colour = _colour(path, pdfium_c.FPDFPageObj_GetStrokeColor)
        thin = min(box.width, box.height) < 0.5
        self.drawing.fills.append(
            Fill(self.order, drawn, colour, False, thin and _opaque(path, colour), path)
        )

    def _area(
        self,
        found: Any,
        placed: _Matrix | None,
        box: Box | None,
        picture: bool,
        rectangle: bool = False,
    ) -> None:
        box = _bounds(found, placed, self.frame) if box is None else box
        clip = None if picture else _clip(found, placed, self.frame)
        if clip is not None:
            box = Box(
                max(box.x0, clip.x0),
                max(box.y0, clip.y0),
                min(box.x1, clip.x1),
                min(box.y1, clip.y1),
            )
            if box.x1 <= box.x0 or box.y1 <= box.y0:
                return
        colour = None if picture else _colour(found, pdfium_c.FPDFPageObj_GetFillColor)
        solid = rectangle and _opaque(found, colour)
        self.drawing.fills.append(Fill(self.order, box, colour, picture, solid, found))


def _colour(found: Any, ask: Any) -> Colour | None:
    """Return the colour that pdfium's ``ask`` tells of an object; None if it is no plain one."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not ask(found, *parts):
        return None
    return parts[0].value, parts[1].value, parts[2].value, parts[3].value


def _opaque(found: Any, colour: Colour | None) -> bool:
    opaque = colour is not None and colour[3] == 255
    return opaque and not pdfium_c.FPDFPageObj_HasTransparency(found)


def _in_layer(found: Any) -> bool:
    """Whether an object stands in marked content of optional content (ISO 32000-1, 8.11.3.2)."""
    marks = range(pdfium_c.FPDFPageObj_CountMarks(found))
    return any(is_layer(pdfium_c.FPDFPageObj_GetMark(found, at)) for at in marks)


def is_layer(mark: Any) -> bool:
    """Whether a mark of pdfium's is that of optional content."""
    name, size = ctypes.create_string_buffer(16), ctypes.c_ulong()
    buffer = ctypes.cast(name, ctypes.POINTER(pdfium_c.FPDF_WCHAR))
    if not pdfium_c.FPDFPageObjMark_GetName(mark, buffer, 16, size):
        return False
    return name.raw[: size.value].decode("utf-16-le", errors="replace").rstrip("\0") == "OC"


def _matrix(found: Any) -> _Matrix:
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(found, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _joined(inner: _Matrix, outer: _Matrix | None) -> _Matrix:
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    first = (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s)
    return (*first, e * p + f * r + t, e * q + f * s + u)


def _on(matrix: _Matrix | None, x: float, y: float) -> tuple[float, float]:
    if matrix is None:
        return x, y
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _on_page(frame: Frame, quad: Sides) -> Box:
    left, bottom, right, top = quad
    return _turned(frame, left, right, bottom, top)


def _turned(frame: Frame, left: float, right: float, bottom: float, top: float) -> Box:
    raw = np.asarray([[left, right, bottom, top]], dtype=np.float32)
    return Box(*(float(value) for value in frame.boxes(raw)[0]))


def bounds_of(found: Any) -> tuple[float, ...]:
    """Return left, bottom, right, top of an object in points of its own space, to a tenth."""
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium_c.FPDFPageObj_GetBounds(found, *edges)
    return tuple(round(edge.value, 1) for edge in edges)


def _bounds(found: Any, placed: _Matrix | None, frame: Frame) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium_c.FPDFPageObj_GetBounds(found, left, bottom, right, top)
    return _placed_box(placed, frame, left.value, bottom.value, right.value, top.value)


def _placed_box(
    placed: _Matrix | None, frame: Frame, left: float, bottom: float, right: float, top: float
) -> Box:
    if placed is not None:
        corners = [_on(placed, x, y) for x in (left, right) for y in (bottom, top)]
        left, right = min(x for x, _ in corners), max(x for x, _ in corners)
        bottom, top = min(y for _, y in corners), max(y for _, y in corners)
    return _turned(frame, left, right, bottom, top)


def _clip(found: Any, placed: _Matrix | None, frame: Frame) -> Box | None:
    """Return the box round the innermost clip path of an object."""
    clip = pdfium_c.FPDFPageObj_GetClipPath(found)
    count = pdfium_c.FPDFClipPath_CountPaths(clip) if clip else 0
    if count <= 0:
        return None
    xs: list[float] = []
    ys: list[float] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(pdfium_c.FPDFClipPath_CountPathSegments(clip, count - 1)):
        segment = pdfium_c.FPDFClipPath_GetPathSegment(clip, count - 1, at)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        xs.append(x.value)
        ys.append(y.value)
    return _placed_box(placed, frame, min(xs), min(ys), max(xs), max(ys)) if xs else None


_Point = tuple[float, float]


def _outline(
    path: Any, matrix: _Matrix, frame: Frame
) -> tuple[list[_Point], list[tuple[_Point, _Point]]]:
    """Return the points of a path and its straight sides, as displayed."""
    points: list[_Point] = []
    sides: list[tuple[_Point, _Point]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    begin: _Point | None = None
    for at in range(pdfium_c.FPDFPath_CountSegments(path)):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, at)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        here = frame.point(*_on(matrix, x.value, y.value))
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            begin = here
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO and points:
            sides.append((points[-1], here))
        points.append(here)
        if pdfium_c.FPDFPathSegment_GetClose(segment) and begin is not None:
            sides.append((here, begin))
    return points, sides


def _rules(box: Box, sides: list[tuple[_Point, _Point]]) -> Iterator[Rule]:
    """Yield the level and upright sides of a path; a thin filled box is one rule."""
    if len(sides) >= 3 and min(box.width, box.height) < THIN:
        yield _thin_box(box)
        return
    for (ax, ay), (bx, by) in sides:
        if abs(ay - by) < 0.5 and abs(ax - bx) > THIN:
            yield Rule(min(ax, bx), ay, max(ax, bx), ay)
        elif abs(ax - bx) < 0.5 and abs(ay - by) > THIN:
            yield Rule(ax, min(ay, by), ax, max(ay, by))


def _thin_box(box: Box) -> Rule:
    if box.width >= box.height:
        middle = (box.y0 + box.y1) / 2
        return Rule(box.x0, middle, box.x1, middle)
    middle = (box.x0 + box.x1) / 2
    return Rule(middle, box.y0, middle, box.y1)

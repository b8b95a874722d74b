"""Opens PDFs and reads their pages as drawn: the one user of pypdfium2.

pdfium is not safe to call from two threads, and Streamlit runs each session in
its own, so every call holds one lock. All coordinates that leave this file are
points from the top left of the page as displayed (after /Rotate, inside the
crop box), so they can be drawn straight onto the page picture.
"""

from __future__ import annotations

import ctypes
import io
import math
import re
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.language import with_printed_hyphens
from corpus.model import (
    Box,
    DamagedPaperError,
    EmptyPaperError,
    EncryptedPaperError,
    NotAPdfError,
    UnreadablePaperError,
)
from corpus.page import Floats, PageLayout, Rule
from corpus.pdf.copying import drawn_alone
from corpus.pdf.covering import Covered, as_page, cover, put_together

if TYPE_CHECKING:
    from PIL.Image import Image

_LOCK = threading.RLock()
# A rule thinner than this many points is a line, not a box.
_THIN = 3.0
# No page may hold up the others for longer than this.
_PAGE_SECONDS = 20.0
_MOST_RULES = 20_000
# Pixels a point of a page that is given as a picture: 144 an inch.
_DRAWN = 2.0
_NO_PAGES = re.compile(rb"/Type\s*/Pages\b[^<>]*/Count\s+0\b|/Count\s+0\b[^<>]*/Type\s*/Pages\b")


class PdfFile:
    """An open PDF, whose pages are physical and count from 1; use through :func:`open_pdf`."""

    def __init__(self, document: pdfium.PdfDocument, name: str, content: bytes) -> None:
        self._document = document
        self._content = content
        self.name = name

    @property
    def page_count(self) -> int:
        """How many pages the file has."""
        with _LOCK:
            return len(self._document)

    def layout(self, number: int) -> PageLayout:
        """Read physical page ``number`` (from 1).

        Raises:
            DamagedPaperError: pdfium cannot load this page, or reading it takes too long.
        """
        with _LOCK:
            page = self._page(number)
            try:
                return _read_layout(page, number)
            except pdfium.PdfiumError as error:
                message = f"{self.name}, page {number}: its text cannot be read ({error})"
                raise DamagedPaperError(message) from error
            except TimeoutError as error:
                message = f"{self.name}, page {number}: took longer than {_PAGE_SECONDS:.0f} s"
                raise DamagedPaperError(message) from error
            finally:
                page.close()

    def size(self, number: int) -> tuple[float, float]:
        """Return width and height of page ``number`` in points, as displayed.

        Raises:
            DamagedPaperError: pdfium cannot load this page.
        """
        with _LOCK:
            page = self._page(number)
            try:
                width, height = page.get_size()
            finally:
                page.close()
        return width, height

    def picture(self, number: int, scale: float = 1.5, covered: Sequence[Box] = ()) -> bytes:
        """Return page ``number`` as PNG, ``scale`` pixels a point, with grey over ``covered``.

        Raises:
            DamagedPaperError: pdfium cannot load this page.
        """
        with _LOCK:
            page = self._page(number)
            try:
                image = page.render(scale=scale).to_pil()
            except pdfium.PdfiumError as error:
                raise DamagedPaperError(f"{self.name}, page {number}: cannot be drawn") from error
            finally:
                page.close()
        cover(image, covered, scale)
        out = io.BytesIO()
        _lean(image).save(out, format="PNG", compress_level=1)
        return out.getvalue()

    def copy(self, numbers: Sequence[int], covered: Covered | None = None) -> bytes:
        """Return the pages ``numbers`` as a PDF of their own, which holds nothing of the others.

        What is drawn is the same; bookmarks, properties and links within the file are left out.
        With ``covered``, boxes by page, the pages in it are pictures with grey over these, and
        links that lead out of the file are left out too: they may hold what is covered.

        Raises:
            DamagedPaperError: these pages cannot be copied.
        """
        out = io.BytesIO()
        drawn = {
            number: as_page(self.picture(number, _DRAWN, boxes), self.size(number)[0])
            for number, boxes in (covered or {}).items()
        }
        plain = [number for number in numbers if number not in drawn]
        if not plain:
            return put_together(None, [drawn[number] for number in numbers])
        try:
            with _LOCK:
                copy = pdfium.PdfDocument.new()
                try:
                    copy.import_pages(self._document, [number - 1 for number in plain])
                    copy.save(out)
                finally:
                    copy.close()
            alone = drawn_alone(out.getvalue(), self._content, links=covered is None)
            if not drawn:
                return alone
            return put_together(alone, [drawn.get(number) for number in numbers])
        except (pdfium.PdfiumError, ValueError) as error:
            which = ", ".join(map(str, numbers[:3])) + (", …" if len(numbers) > 3 else "")
            raise DamagedPaperError(f"{self.name}, page {which}: cannot be copied") from error

    def _page(self, number: int) -> pdfium.PdfPage:
        try:
            return self._document[number - 1]
        except (pdfium.PdfiumError, IndexError) as error:
            raise DamagedPaperError(f"{self.name}, page {number}: cannot be loaded") from error


def _lean(image: Image) -> Image:
    """Return a picture without colours in one byte a pixel: the same to see, half as large."""
    colours = image.getcolors(256) or [(0, 0)]
    grey = all(isinstance(colour, tuple) and len(set(colour)) == 1 for _, colour in colours)
    return image.convert("L") if grey else image


@contextmanager
def open_pdf(source: Path | bytes, name: str | None = None) -> Iterator[PdfFile]:
    """Open a PDF from a path or its bytes; ``name`` is what errors call it.

    Raises:
        UnreadablePaperError: the path cannot be read.
        NotAPdfError: it is none.
        EncryptedPaperError: it asks for a password.
        DamagedPaperError: it cannot be loaded.
        EmptyPaperError: the file is empty or has no pages.
    """
    label = name or (source.name if isinstance(source, Path) else "PDF")
    data = file_bytes(source, label) if isinstance(source, Path) else source
    if not data:
        raise EmptyPaperError(f"{label}: the file is empty (0 bytes); download it again")
    with _LOCK:
        document = _load(data, label)
    try:
        if not len(document):
            raise EmptyPaperError(f"{label}: the PDF has no pages; download it again")
        yield PdfFile(document, label, data)
    finally:
        with _LOCK:
            document.close()


def file_bytes(path: Path, name: str) -> bytes:
    """Return the bytes of a paper's file; ``name`` is what errors call it.

    Raises:
        UnreadablePaperError: the path cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadablePaperError(f"{name}: cannot be read: {error.strerror}") from error


def _load(data: bytes, label: str) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if b"%PDF-" not in data[:1024]:
            raise NotAPdfError(f"{label}: not a PDF; convert it to PDF first") from error
        # pdfium refuses these without saying why, and its last reason still stands.
        if _NO_PAGES.search(data):
            raise EmptyPaperError(f"{label}: the PDF has no pages; download it again") from error
        if pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD:
            message = f"{label}: encrypted; save it without a password and add it again"
            raise EncryptedPaperError(message) from error
        message = f"{label}: damaged or cut short; download it again"
        raise DamagedPaperError(message) from error


def _read_layout(page: pdfium.PdfPage, number: int) -> PageLayout:
    rotation = page.get_rotation()
    left, bottom, right, top = page.get_bbox()
    frame = _Frame(rotation, left, bottom, right, top)
    textpage = page.get_textpage()
    try:
        text, boxes, angles, sizes, bold = _read_chars(textpage, frame)
    finally:
        textpage.close()
    rules, pictures = _read_drawing(page, frame)
    width, height = page.get_size()
    return PageLayout(
        number, width, height, rotation, text, boxes, angles, sizes, bold, rules, pictures
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """Turns PDF user space (origin bottom left) into the page as displayed."""

    rotation: int
    left: float
    bottom: float
    right: float
    top: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def boxes(self, raw: Floats) -> Floats:
        """Turn rows of left, right, bottom, top into x0, y0, x1, y1."""
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


_Chars = tuple[str, Floats, Floats, Floats, npt.NDArray[np.bool_]]


def _read_chars(page: pdfium.PdfTextPage, frame: _Frame) -> _Chars:
    """Read character by character, so that text and boxes never run apart."""
    count = page.count_chars()
    textpage = page.raw
    raw = np.zeros((count, 4), dtype=np.float64)
    chars: list[str] = []
    keep: list[int] = []
    angles: list[float] = []
    sizes: list[float] = []
    bold: list[bool] = []
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    style = (0.0, 0.0, False)
    fresh = True
    deadline = time.monotonic() + _PAGE_SECONDS
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
        # Angle, size and weight change rarely: asking once a word is three times faster.
        if not generated and (fresh or char == " "):
            style = _style(textpage, at)
        fresh = generated or char == " "
        chars.append(char)
        keep.append(at)
        angles.append(style[0])
        sizes.append(style[1])
        bold.append(style[2])
    boxes = frame.boxes(raw[keep].astype(np.float32))
    boxes[~raw[keep].any(axis=1)] = 0
    turned = (np.asarray(angles) + math.radians(frame.rotation)) % (2 * math.pi)
    return (
        with_printed_hyphens("".join(chars)),
        boxes,
        turned.astype(np.float32),
        np.asarray(sizes, dtype=np.float32),
        np.asarray(bold, dtype=np.bool_),
    )


def _style(textpage: pdfium.PdfTextPage, at: int) -> tuple[float, float, bool]:
    angle = float(pdfium_c.FPDFText_GetCharAngle(textpage, at))
    size = float(pdfium_c.FPDFText_GetFontSize(textpage, at))
    buffer = ctypes.create_string_buffer(64)
    flags = ctypes.c_int()
    pdfium_c.FPDFText_GetFontInfo(textpage, at, buffer, 64, flags)
    return max(angle, 0.0), size, b"bold" in buffer.value.lower()


def _read_drawing(page: pdfium.PdfPage, frame: _Frame) -> tuple[tuple[Rule, ...], tuple[Box, ...]]:
    rules: list[Rule] = []
    pictures: list[Box] = []
    kinds = [pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE]
    deadline = time.monotonic() + _PAGE_SECONDS
    for drawn in page.get_objects(filter=kinds, max_depth=3):
        if time.monotonic() > deadline or len(rules) > _MOST_RULES:
            break  # a drawing of this size is a map or a plan, not a table
        if drawn.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            low_x, low_y, high_x, high_y = drawn.get_bounds()
            raw = np.asarray([[low_x, high_x, low_y, high_y]], dtype=np.float32)
            pictures.append(Box(*(float(v) for v in frame.boxes(raw)[0])))
        else:
            rules.extend(_path_rules(drawn, frame))
    return tuple(rules), tuple(pictures)


def _path_rules(path: pdfium.PdfObject, frame: _Frame) -> Iterator[Rule]:
    """Yield the level and upright sides of a path; a thin filled box is one rule."""
    matrix = path.get_matrix()
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    sides: list[tuple[tuple[float, float], tuple[float, float]]] = []
    begin: tuple[float, float] | None = None
    for at in range(pdfium_c.FPDFPath_CountSegments(path)):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, at)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        here = frame.point(*matrix.on_point(x.value, y.value))
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            begin = here
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO and points:
            sides.append((points[-1], here))
        points.append(here)
        if pdfium_c.FPDFPathSegment_GetClose(segment) and begin is not None:
            sides.append((here, begin))
    if not points:
        return
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    if len(sides) >= 3 and min(width, height) < _THIN:
        yield _thin_box(min(xs), min(ys), max(xs), max(ys))
        return
    for (ax, ay), (bx, by) in sides:
        if abs(ay - by) < 0.5 and abs(ax - bx) > _THIN:
            yield Rule(min(ax, bx), ay, max(ax, bx), ay)
        elif abs(ax - bx) < 0.5 and abs(ay - by) > _THIN:
            yield Rule(ax, min(ay, by), ax, max(ay, by))


def _thin_box(x0: float, y0: float, x1: float, y1: float) -> Rule:
    if x1 - x0 >= y1 - y0:
        middle = (y0 + y1) / 2
        return Rule(x0, middle, x1, middle)
    middle = (x0 + x1) / 2
    return Rule(middle, y0, middle, y1)

"""Free texts (ISO 32000-1, 12.5.6.6) that the file gives no appearance, written onto the page."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium_c

_SIZE = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)\s{0,3}(?:Tf|pt)\b")
_USUAL_SIZE, _LARGEST = 12.0, 72.0
_LEADING = 1.2
# Between the frame and the words, in points.
_MARGIN = 2.0
MOST_CHARACTERS, _MOST_LINES = 20_000, 400


@dataclass(frozen=True, slots=True)
class FreeText:
    """The words of a free text, their size in points, and where they stand.

    ``quad`` is left, bottom, right, top in the page's own space. ``ground`` is the red, green and
    blue, of 255 each, that is painted beneath them.
    """

    words: str
    size: float
    quad: tuple[float, float, float, float]
    ground: tuple[int, int, int] | None


def free_text(found: Any, quad: tuple[float, float, float, float]) -> FreeText | None:
    """Return the words of pdfium's annotation ``found``; None where it has none.

    ``quad`` is its place, in points of the page's own space.
    """
    words = string_of(found, b"Contents")[:MOST_CHARACTERS]
    if not words.strip():
        return None
    told = _SIZE.search(f"{string_of(found, b'DS')} {string_of(found, b'DA')}")
    size = float(told[1]) if told else 0.0
    return FreeText(words, size if 0 < size <= _LARGEST else _USUAL_SIZE, quad, _ground(found))


def _ground(found: Any) -> tuple[int, int, int] | None:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium_c.FPDFAnnot_HasKey(found, b"C"):
        return None
    if not pdfium_c.FPDFAnnot_GetColor(found, pdfium_c.FPDFANNOT_COLORTYPE_Color, *parts):
        return None
    return parts[0].value, parts[1].value, parts[2].value


def string_of(found: Any, key: bytes) -> str:
    """Return a string or name of an annotation; "" where it has none of this ``key``."""
    size = pdfium_c.FPDFAnnot_GetStringValue(found, key, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    into = ctypes.cast(buffer, ctypes.POINTER(pdfium_c.FPDF_WCHAR))
    pdfium_c.FPDFAnnot_GetStringValue(found, key, into, size)
    return buffer.raw[: size - 2].decode("utf-16-le", errors="replace")


def has_looks(found: Any) -> bool:
    """Whether an annotation has an appearance that draws something; of none the length is 2."""
    mode = pdfium_c.FPDF_ANNOT_APPEARANCEMODE_NORMAL
    return int(pdfium_c.FPDFAnnot_GetAP(found, mode, None, 0)) > 2


def write(document: Any, page: Any, text: FreeText) -> int:
    """Write a free text onto pdfium's ``page``; return how many objects that took."""
    left, bottom, right, top = text.quad
    if text.ground:
        area = pdfium_c.FPDFPageObj_CreateNewRect(left, bottom, right - left, top - bottom)
        pdfium_c.FPDFPageObj_SetFillColor(area, *text.ground, 255)
        pdfium_c.FPDFPath_SetDrawMode(area, pdfium_c.FPDF_FILLMODE_WINDING, 0)
        pdfium_c.FPDFPage_InsertObject(page, area)
    font = pdfium_c.FPDFText_LoadStandardFont(document, b"Helvetica")
    count = 0
    try:
        for line in _lines(document, font, text, right - left - 2 * _MARGIN):
            found = _line(document, font, line, text.size)
            foot = top - _MARGIN - text.size - count * _LEADING * text.size
            pdfium_c.FPDFPageObj_Transform(found, 1, 0, 0, 1, left + _MARGIN, foot)
            pdfium_c.FPDFPage_InsertObject(page, found)
            count += 1
    finally:
        pdfium_c.FPDFFont_Close(font)
    return count + bool(text.ground)


def _lines(document: Any, font: Any, text: FreeText, width: float) -> Iterator[str]:
    count = 0
    for paragraph in text.words.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if line and _width(document, font, longer, text.size) > width:
                yield line
                count, longer = count + 1, word
            line = longer
            if count >= _MOST_LINES:
                return
        if line:
            yield line
            count += 1


def _width(document: Any, font: Any, line: str, size: float) -> float:
    found = _line(document, font, line, size)
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium_c.FPDFPageObj_GetBounds(found, left, bottom, right, top)
    pdfium_c.FPDFPageObj_Destroy(found)
    return right.value - left.value


def _line(document: Any, font: Any, line: str, size: float) -> Any:
    found = pdfium_c.FPDFPageObj_CreateTextObj(document, font, size)
    said = ctypes.create_string_buffer(line.encode("utf-16-le") + b"\0\0")
    into = ctypes.cast(said, ctypes.POINTER(pdfium_c.FPDF_WCHAR))
    pdfium_c.FPDFText_SetText(found, into)
    return found

"""Reads pictures of pages: with Tesseract where it is installed, else with what comes along.

Tesseract takes a third of the time; where it is not sure, or fails, the other reads the page, which
errs less. Both turn a page that lies on its side or its head.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from corpus.model import Box, DamagedPaperError, OcrError, ReadWord, tesseract
from corpus.ocr.recognised import Recognised
from corpus.ocr.recognition import recognised
from corpus.ocr.tesseract import recognised_by_tesseract
from corpus.page import Line, PageLayout, column_by_column, upright
from corpus.pdf import PdfFile

# Pixels a point at which pages are drawn for OCR: 216 dots an inch.
SCALE = 3.0
# Small enough for Tesseract, however large the page.
_MOST_PIXELS = 5000.0
# How sure a page's words are where they may be trusted, and where they can be made out at all. Of a
# typed page made worse step by step .97 of the words were right at .986, .91 at .977, .78 at .960
# and .57 at .902; what is scanned well comes to .993.
_SURE = 0.97
_LEAST = 0.75
# The same for Tesseract alone: at .95 it has .97 of the words right, at .93 less than .94.
_SURE_OF_TESSERACT = 0.95
# A font's size in heights of words as they are found: few of them have letters that reach down.
_OF_PRINT = 1.2


@dataclass(frozen=True, slots=True)
class ReadText:
    """What stands on a picture: lines of ``text``, with words and lines at their offsets.

    Offsets count characters of ``text`` from 0; boxes are points from the top left, of words on
    the page as displayed, of lines on the sheet turned as it is read: all are upright.
    ``sure`` says that most of it will be right.
    """

    text: str
    words: tuple[ReadWord, ...]
    lines: tuple[Line, ...]
    sure: bool = True

    def moved(self, by: int) -> ReadText:
        """Return the same with every offset ``by`` characters further on."""
        words = (replace(word, start=word.start + by, end=word.end + by) for word in self.words)
        lines = (replace(line, start=line.start + by, end=line.end + by) for line in self.lines)
        return replace(self, words=tuple(words), lines=tuple(lines))


@dataclass(frozen=True, slots=True)
class Scan:
    """What OCR made of one page: what it read, or the ``reason`` why it could not."""

    read: ReadText | None
    reason: str | None = None


def read_scan(pdf: PdfFile, number: int) -> Scan:
    """Read physical page ``number`` of ``pdf`` from its picture; nothing is raised."""
    try:
        width, height = pdf.size(number)
        scale = min(SCALE, _MOST_PIXELS / max(width, height, 1.0))
        return Scan(ocr_page(pdf.picture(number, scale), scale))
    except (OcrError, DamagedPaperError, ValueError, MemoryError) as error:
        return Scan(None, str(error) or type(error).__name__)


def ocr_page(png: bytes, scale: float = SCALE) -> ReadText:
    """Read a page's picture of ``scale`` pixels a point.

    Boxes are points from the top left of the page.

    Raises:
        OcrError: it is no picture, reading it fails, or what stands on it cannot be made out.
    """
    if program := tesseract():
        with suppress(OcrError):
            found = recognised_by_tesseract(program, png, scale)
            if found.confidence >= _SURE_OF_TESSERACT:
                return _placed(found, scale, sure=True)
    found = recognised(png)
    if found.lines and found.confidence < _LEAST:
        raise OcrError("what stands on the picture cannot be made out")
    return _placed(found, scale, sure=found.confidence >= _SURE or not found.lines)


def _placed(found: Recognised, scale: float, *, sure: bool) -> ReadText:
    """Return what was recognised, in points, each column of running text after the other."""
    width, height = found.width / scale, found.height / scale
    text = ""
    words: list[ReadWord] = []
    straight: list[Box] = []
    for printed in found.lines:
        text += "\n" if text else ""
        for at, word in enumerate(printed):
            text += " " if at else ""
            place = _points(word.box, scale)
            words.append(ReadWord(len(text), len(text) + len(word.text), place))
            straight.append(upright(place, found.direction, width, height))
            text += word.text
    layout = _layout(text, words, straight, (width, height))
    ordered = [line for part in column_by_column(layout, layout.lines) for line in part]
    return _told(text, words, ordered, sure=sure)


def _layout(
    text: str, words: Sequence[ReadWord], boxes: Sequence[Box], size: tuple[float, float]
) -> PageLayout:
    """Return words as a page drawn upright, the letters of each as wide as each other."""
    count = len(text)
    chars = np.zeros((count, 4), dtype=np.float32)
    # A line without letters that reach up or down is lower; white space is as wide as in others.
    usual = float(np.median([box.height for box in boxes])) * _OF_PRINT if boxes else 0.0
    for word, box in zip(words, boxes, strict=True):
        edges = np.linspace(box.x0, box.x1, word.end - word.start + 1)
        own = slice(word.start, word.end)
        chars[own, 0], chars[own, 2] = edges[:-1], edges[1:]
        chars[own, 1], chars[own, 3] = box.y0, box.y1
    none, angles = np.zeros(count, dtype=np.bool_), np.zeros(count, dtype=np.float32)
    sizes = np.full(count, usual, dtype=np.float32)
    return PageLayout(1, *size, 0, text, chars, angles, sizes, none, none, (), ())


def _told(text: str, words: Sequence[ReadWord], lines: Sequence[Line], *, sure: bool) -> ReadText:
    """Return the words and lines of a text with the lines in their order."""
    told = ""
    placed: list[ReadWord] = []
    moved: list[Line] = []
    starts = [word.start for word in words]
    for line in lines:
        told += "\n" if told else ""
        by = len(told) - line.start
        own = words[bisect_left(starts, line.start) : bisect_left(starts, line.end)]
        placed += [replace(word, start=word.start + by, end=word.end + by) for word in own]
        size = round(line.box.height, 1)
        moved.append(replace(line, start=line.start + by, end=line.end + by, size=size))
        told += text[line.start : line.end]
    return ReadText(told, tuple(placed), tuple(moved), sure)


def _points(box: Box, scale: float) -> Box:
    return Box(box.x0 / scale, box.y0 / scale, box.x1 / scale, box.y1 / scale)

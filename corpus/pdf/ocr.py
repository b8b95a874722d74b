"""Reads pictures of pages with Tesseract, through its command line, if it is installed.

``apt-get install tesseract-ocr`` installs it; nothing else of ours needs it.
"""

from __future__ import annotations

import csv
import io
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.model import Box, DamagedPaperError, OcrError, ReadWord, tesseract
from corpus.page import Line
from corpus.pdf.pdfium import PdfFile

# Pixels a point at which pages are drawn for OCR: 216 dots an inch.
SCALE = 3.0
_SECONDS = 20.0
# Small enough for Tesseract, however large the page.
_MOST_PIXELS = 5000.0
# Tesseract's confidence, of 100, below which a word is taken for dirt.
_LEAST = 25.0


@dataclass(frozen=True, slots=True)
class ReadText:
    """What stands on a picture: lines of ``text``, with words and lines at their offsets.

    Offsets count characters of ``text`` from 0; boxes are points from the top left.
    """

    text: str
    words: tuple[ReadWord, ...]
    lines: tuple[Line, ...]

    def moved(self, by: int) -> ReadText:
        """Return the same with every offset ``by`` characters further on."""
        words = (replace(word, start=word.start + by, end=word.end + by) for word in self.words)
        lines = (replace(line, start=line.start + by, end=line.end + by) for line in self.lines)
        return ReadText(self.text, tuple(words), tuple(lines))


@dataclass(frozen=True, slots=True)
class Scan:
    """What OCR made of one page: what it read, or the ``reason`` why it could not."""

    read: ReadText | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _Token:
    line: tuple[str, str, str]
    word: str
    box: Box


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
        OcrError: Tesseract is not installed, fails, or takes too long.
    """
    program = tesseract()
    if program is None:
        raise OcrError("Tesseract is not installed; apt-get install tesseract-ocr")
    command = [program, "stdin", "stdout", "--dpi", str(round(72 * scale)), "--psm", "3", "tsv"]
    try:
        done = subprocess.run(
            command,
            input=png,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            # One page, one core: the others are busy answering.
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise OcrError(f"Tesseract took longer than {_SECONDS:.0f} seconds") from error
    except (subprocess.CalledProcessError, OSError) as error:
        said = getattr(error, "stderr", b"") or str(error).encode()
        raise OcrError(
            f"Tesseract failed: {said.decode(errors='replace').strip()[-200:]}"
        ) from error
    return _placed(_tokens(done.stdout.decode("utf-8", errors="replace"), scale))


def _tokens(table: str, scale: float) -> Iterator[_Token]:
    """Yield the words of Tesseract's table (its TSV format)."""
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        word = "".join((row.get("text") or "").split())
        if row.get("level") != "5" or not word or float(row["conf"]) < _LEAST:
            continue
        x, y = float(row["left"]) / scale, float(row["top"]) / scale
        box = Box(x, y, x + float(row["width"]) / scale, y + float(row["height"]) / scale)
        yield _Token((row["block_num"], row["par_num"], row["line_num"]), word, box)


def _placed(tokens: Iterator[_Token]) -> ReadText:
    text = ""
    words: list[ReadWord] = []
    lines: list[Line] = []
    for _, group in groupby(tokens, lambda token: token.line):
        text += "\n" if text else ""
        start, box = len(text), None
        for at, token in enumerate(group):
            text += " " if at else ""
            first = len(text)
            text += token.word
            words.append(ReadWord(first, len(text), token.box))
            box = token.box if box is None else box.union(token.box)
        if box is not None:
            lines.append(Line(start, len(text), box, 0, round(box.height, 1), False))
    return ReadText(text, tuple(words), tuple(lines))

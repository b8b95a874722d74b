"""The process in which pages are drawn: ``python -m corpus.sandbox.drawing_worker``."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.model import Box, DamagedPaperError, ReadWord, records
from corpus.page import with_popups
from corpus.pdf import PdfFile, open_pdf
from corpus.sandbox.worker import work

_MEMORY_BYTES = 1_000_000_000
# A page as large as a site plan at full zoom; drawing more takes seconds and 4 bytes each.
_MOST_PIXELS = 40_000_000


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Give a page's ``picture`` (PNG) or ``boxes`` of words, or a ``copy`` of pages as a PDF.

    Pictures and copies are base64; a box is [x0, y0, x1, y1] in points.

    Raises:
        UnreadablePaperError: the file cannot be opened, or the page not drawn.
        DamagedPaperError: the page has no size, or words on it cannot be covered.
    """
    number = request["page"]
    with open_pdf(Path(request["path"]), request["name"]) as pdf:
        if request["what"] == "picture":
            covered = _covered(pdf, number, request["hidden"])
            return {"bytes": _text(_picture(pdf, number, request["scale"], covered))}
        if request["what"] == "copy":
            return {"bytes": _text(_copy(pdf, request))}
        return {"boxes": _boxes(pdf, number, request["ranges"])}


def _copy(pdf: PdfFile, request: dict[str, Any]) -> bytes:
    if "hidden" not in request:
        return pdf.copy(request["pages"])
    covered = {number: _covered(pdf, number, hidden) for number, hidden in request["hidden"]}
    return pdf.copy(request["pages"], covered)


def _covered(pdf: PdfFile, number: int, hidden: dict[str, Any]) -> list[Box]:
    """Return the boxes of all words that are hidden; none may be left without one."""
    words: Sequence[Any] = ()
    if hidden["ranges"]:
        words = records.load(tuple[ReadWord, ...], records.dump(hidden["words"]))
        words = words or with_popups(pdf.layout(number)).words
    boxes: list[Box] = []
    for start, end in hidden["ranges"]:
        found = [word.box for word in words if word.start < end and word.end > start]
        if not found:
            raise DamagedPaperError(
                f"{pdf.name}, page {number}: cannot be drawn, because words to be masked on it"
                " cannot be found"
            )
        boxes += found
    return boxes


def _picture(pdf: PdfFile, number: int, scale: float, covered: Sequence[Box]) -> bytes:
    width, height = pdf.size(number)
    if not 0 < width * height < float("inf"):
        raise DamagedPaperError(f"{pdf.name}, page {number}: has no size; it cannot be drawn")
    return pdf.picture(number, min(scale, (_MOST_PIXELS / (width * height)) ** 0.5), covered)


def _boxes(pdf: PdfFile, number: int, ranges: list[tuple[int, int]]) -> list[list[float]]:
    """Return a box a word that is touched by any of ``ranges`` of characters, range by range."""
    words = with_popups(pdf.layout(number)).words
    return [
        [word.box.x0, word.box.y0, word.box.x1, word.box.y1]
        for start, end in ranges
        for word in words
        if word.start < end and word.end > start
    ]


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


if __name__ == "__main__":
    work(answer, _MEMORY_BYTES)

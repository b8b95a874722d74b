"""The process in which pages are drawn: ``python -m corpus.sandbox.drawing_worker``."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from corpus.model import DamagedPaperError
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
        DamagedPaperError: the page has no size.
    """
    number = request["page"]
    with open_pdf(Path(request["path"]), request["name"]) as pdf:
        if request["what"] == "picture":
            return {"bytes": _text(_picture(pdf, number, request["scale"]))}
        if request["what"] == "copy":
            return {"bytes": _text(pdf.copy(request["pages"]))}
        return {"boxes": _boxes(pdf, number, request["ranges"])}


def _picture(pdf: PdfFile, number: int, scale: float) -> bytes:
    width, height = pdf.size(number)
    if not 0 < width * height < float("inf"):
        raise DamagedPaperError(f"{pdf.name}, page {number}: has no size; it cannot be drawn")
    return pdf.picture(number, min(scale, (_MOST_PIXELS / (width * height)) ** 0.5))


def _boxes(pdf: PdfFile, number: int, ranges: list[tuple[int, int]]) -> list[list[float]]:
    """Return a box a word that is touched by any of ``ranges`` of characters, range by range."""
    words = pdf.layout(number).words
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

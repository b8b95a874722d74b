"""Papers that are pictures, drawn for the tests: straight, turned, askew and dirty."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.pdf.pdfium import open_pdf
from tests.corpus.packs import WORDS, Sheet, pdf

# What most of the scans show.
SCANNED = Sheet().put(72, 120, "Moorings Policy", bold=True, size=18).prose(4)
_TURNS = {
    0: None,
    90: Image.Transpose.ROTATE_90,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_270,
}


def scan(stamp: str = "", *, turned: int = 0, heading: str = "") -> bytes:
    """Return a one-page paper whose words are a picture, but for ``stamp`` and ``heading``.

    The picture is ``turned`` so many degrees anticlockwise.
    """
    return on_a_sheet(picture_of(SCANNED), stamp, turned=turned, heading=heading)


def picture_of(sheet: Sheet, scale: float = 3.0) -> bytes:
    """Return a page as PNG, ``scale`` pixels a point."""
    with open_pdf(pdf([sheet])) as file:
        return file.picture(1, scale)


def on_a_sheet(png: bytes, stamp: str = "", *, turned: int = 0, heading: str = "") -> bytes:
    """Return a paper of one page that a picture fills, as :func:`scan` does."""
    picture: Image.Image = Image.open(io.BytesIO(png))
    turn = _TURNS[turned]
    picture = picture.transpose(turn) if turn is not None else picture
    size = (595, 842) if turned in (0, 180) else (842, 595)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    canvas.drawImage(ImageReader(picture), 0, 0, *size)
    if stamp:
        canvas.drawString(280, 20, stamp)
    if heading:
        canvas.drawString(72, 780, heading)
    canvas.save()
    return out.getvalue()


def dirtied(png: bytes, *, askew: float, noise: float, dots_an_inch: int = 150) -> bytes:
    """Return a page's picture as a poor scanner gives it, as large as it was.

    It is turned by ``askew`` degrees, and ``noise`` of 255 is on every dot.
    """
    picture = Image.open(io.BytesIO(png)).convert("L")
    size = picture.size
    small = (round(595 * dots_an_inch / 72), round(842 * dots_an_inch / 72))
    picture = picture.resize(small, Image.Resampling.BILINEAR)
    picture = picture.rotate(askew, Image.Resampling.BICUBIC, fillcolor=255)
    dots = np.asarray(picture).astype(np.float64) * 0.8 + 30
    dots += np.random.default_rng(7).normal(0, noise, dots.shape)
    dirty = Image.fromarray(np.clip(dots, 0, 255).astype(np.uint8)).resize(size)
    out = io.BytesIO()
    dirty.save(out, format="PNG")
    return out.getvalue()


def share_read(text: str) -> float:
    """Return the share of the words of :data:`SCANNED` that a text holds."""
    wanted = " ".join(("Moorings Policy", *WORDS)).split()
    return sum(word in text.split() for word in wanted) / len(wanted)

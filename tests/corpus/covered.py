"""Pages on which words are drawn over: redactions that leave the words in the file."""

from __future__ import annotations

import io
from collections.abc import Callable

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.corpus.packs import PORTRAIT, _picture

TOLD = "The kiosk on the pier was let to the widow of Jonas Thorne for the season."
KEPT = "The Harbour Panel thanked its volunteers for their work."
WIDE, HIGH = PORTRAIT


def drawn(*draws: Callable[[Canvas], object]) -> bytes:
    """Return a paper with a page for each of ``draws``."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=PORTRAIT, pageCompression=0, invariant=1)
    for draw in draws:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 700, KEPT)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def name_box(canvas: Canvas, colour: str = "black", **style: float) -> None:
    """Print the sentence, and a box over the words from "the widow" to "Thorne"."""
    canvas.drawString(72, 600, TOLD)
    left = 72 + canvas.stringWidth(TOLD[: TOLD.index("the widow")], "Helvetica", 11)
    wide = canvas.stringWidth("the widow of Jonas Thorne", "Helvetica", 11)
    canvas.setFillColor(colour, **style)
    canvas.rect(left - 1, 597, wide + 2, 13, stroke=0, fill=1)
    canvas.setFillColor("black")


def picture_over(canvas: Canvas) -> None:
    canvas.drawString(72, 600, TOLD)
    canvas.drawImage(ImageReader(_picture()), 70, 590, 460, 25)


def labelled_box(canvas: Canvas) -> None:
    name_box(canvas)
    canvas.setFillColor("white")
    canvas.setFont("Helvetica", 7)
    canvas.drawString(250, 600, "WITHHELD")


def dark_on_dark(canvas: Canvas) -> None:
    canvas.rect(70, 595, 460, 16, stroke=0, fill=1)
    canvas.drawString(72, 600, TOLD)


def pen_stroke(canvas: Canvas) -> None:
    canvas.drawString(72, 600, "Offer: 43,900 pounds")
    canvas.setLineWidth(12)
    canvas.line(104, 604, 141, 604)


def scan(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(_picture()), 0, 0, WIDE, HIGH)
    canvas.drawString(72, 600, TOLD, mode=3)


def boxed_scan(canvas: Canvas) -> None:
    scan(canvas)
    canvas.rect(70, 595, 460, 16, stroke=0, fill=1)


COVERS = (name_box, picture_over, labelled_box, dark_on_dark, pen_stroke, boxed_scan)

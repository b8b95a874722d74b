"""Boxes over a scanned page: counted where print of the picture is beneath them."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.pdf import open_pdf
from tests.corpus.scanned import SCANNED, picture_of

# Left, foot, width and height in points: over the first line of prose, and below the last.
PRINT, BLANK = (70, 680, 460, 20), (70, 300, 460, 20)


def boxed(place: tuple[float, ...], colour: str, opacity: float = 1.0, wide: float = 595) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.drawImage(ImageReader(io.BytesIO(picture_of(SCANNED))), 0, 0, wide, 842 * wide / 595)
    canvas.setFillColor(colour, alpha=opacity)
    canvas.rect(*place, stroke=0, fill=1)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(
    ("paper", "covered"),
    [
        (boxed(PRINT, "black"), 1),
        (boxed(PRINT, "white"), 1),
        # Under these nothing is hidden, or it is seen.
        (boxed(BLANK, "black"), 0),
        (boxed(BLANK, "white"), 0),
        (boxed(PRINT, "yellow", 0.4), 0),
        # A picture beside text is no scan.
        (boxed((20, 240, 200, 20), "black", wide=280), 0),
    ],
    ids=["redacted", "whitened", "no print", "behind a number", "marked", "small picture"],
)
def test_print_of_a_scan_that_a_box_hides_is_counted(paper: bytes, covered: int) -> None:
    with open_pdf(paper) as opened:
        assert opened.layout(1).covered == covered
        # What is drawn stays as it was.
        assert opened.picture(1) == opened.picture(1)

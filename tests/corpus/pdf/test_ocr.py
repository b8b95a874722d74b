"""Scanned pages: recognised, counted, and read by Tesseract where it is installed."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.model import TextSource
from corpus.model.errors import OcrError
from corpus.model.programs import tesseract
from corpus.pdf import ocr
from corpus.pdf.pdfium import open_pdf
from corpus.reading.reader import read_paper, read_with_lines
from tests.corpus.packs import Sheet, pdf

needs_tesseract = pytest.mark.skipif(
    tesseract() is None, reason="tesseract is not installed: apt-get install tesseract-ocr"
)


def scan(stamp: str = "") -> bytes:
    """Return a one-page paper whose words are only a picture, but for ``stamp``."""
    printed = pdf([Sheet().put(72, 120, "Moorings Policy", bold=True, size=18).prose(4)])
    with open_pdf(printed) as file:
        picture = Image.open(io.BytesIO(file.picture(1, 3.0)))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    if stamp:
        canvas.drawString(280, 20, stamp)
    canvas.save()
    return out.getvalue()


def test_a_scan_without_ocr_is_counted_and_not_read() -> None:
    (page,) = read_paper(scan()).pages
    assert (page.source, page.text) == (TextSource.NONE, "")


def test_a_scan_that_carries_only_the_packs_stamp_has_no_text() -> None:
    (page,) = read_paper(scan("Page 12")).pages
    assert (page.source, page.label) == (TextSource.NONE, "12")


def test_a_blank_page_with_a_stamp_is_no_scan() -> None:
    (page,) = read_paper(pdf([Sheet().put(280, 822, "Page 12")])).pages
    assert page.source is TextSource.TEXT_LAYER


@needs_tesseract
def test_a_scan_is_read_with_words_where_they_stand() -> None:
    reading, lines = read_with_lines(scan("Page 12"), ocr=True)
    (page,) = reading.pages
    assert page.source is TextSource.OCR
    assert page.label == "12"
    assert page.text.startswith("Page 12\nMoorings Policy")
    assert "ferry timetable" in page.text
    for word in page.words:
        assert page.text[word.start : word.end].strip() == page.text[word.start : word.end]
        assert 0 <= word.box.x0 < word.box.x1 <= page.width
    first = page.words[0]
    assert page.text[first.start : first.end] == "Moorings"
    assert (first.box.x0, first.box.y1) == pytest.approx((72, 124), abs=4)
    assert page.text[lines[1][0].start : lines[1][0].end] == "Moorings Policy"


@needs_tesseract
def test_a_picture_that_is_none_says_so() -> None:
    with pytest.raises(OcrError, match="failed"):
        ocr.ocr_page(b"no picture")


def test_without_tesseract_the_page_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    reading = read_paper(scan(), ocr=True)
    assert reading.pages[0].source is TextSource.NONE
    assert "apt-get install tesseract-ocr" in reading.problems[0].reason

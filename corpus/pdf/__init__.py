"""The file itself, as pypdfium2, pypdf and OCR give it."""

from __future__ import annotations

from corpus.pdf.attached import MOST_ATTACHED, attached_content
from corpus.pdf.layouts import Layouts
from corpus.pdf.ocr import ReadText, Scan, read_scan
from corpus.pdf.outline import Bookmark, Structure, read_structure
from corpus.pdf.pdfium import PdfFile, file_bytes, open_pdf

__all__ = [
    "MOST_ATTACHED",
    "Bookmark",
    "Layouts",
    "PdfFile",
    "ReadText",
    "Scan",
    "Structure",
    "attached_content",
    "file_bytes",
    "open_pdf",
    "read_scan",
    "read_structure",
]

"""The file itself, as pypdfium2 and pypdf give it."""

from __future__ import annotations

from corpus.pdf.attached import MOST_ATTACHED, attached_content
from corpus.pdf.layouts import Layouts
from corpus.pdf.outline import Bookmark, Structure, read_structure
from corpus.pdf.pdfium import PdfFile, file_bytes, open_pdf

__all__ = [
    "MOST_ATTACHED",
    "Bookmark",
    "Layouts",
    "PdfFile",
    "Structure",
    "attached_content",
    "file_bytes",
    "open_pdf",
    "read_structure",
]

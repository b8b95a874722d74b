"""Documents of our own: Word and PDF."""

from __future__ import annotations

from ui.files.blocks import Block, Style
from ui.files.pdf import pdf_document, sides
from ui.files.word import word_document

__all__ = ["Block", "Style", "pdf_document", "sides", "word_document"]

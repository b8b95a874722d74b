"""Papers that are no PDF: Word, OpenDocument, web pages and text, read and laid out as a PDF."""

from __future__ import annotations

from corpus.document.blocks import Document
from corpus.document.layout import is_laid_out, laid_out
from corpus.document.places import paragraphs_on
from corpus.document.reading import cleaned, read_document

__all__ = ["Document", "cleaned", "is_laid_out", "laid_out", "paragraphs_on", "read_document"]

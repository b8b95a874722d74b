"""One file that is no PDF to one :class:`Document`, by its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from corpus.document.blocks import Document
from corpus.document.open_text import OpenText
from corpus.document.plain import read_text
from corpus.document.web import read_markdown, read_web
from corpus.document.word import read_word
from corpus.document.word_cleaned import cleaned_word, open_word
from corpus.model import (
    MARKDOWN,
    OPEN_TEXT,
    TEXT,
    WEB,
    WORD,
    EmptyPaperError,
    UnreadablePaperError,
    kind_of,
    without_office,
)


def _read_open_text(data: bytes, name: str) -> Document:
    return OpenText(data, name).document()


_READERS: Mapping[str, Callable[[bytes, str], Document]] = MappingProxyType(
    {
        WORD: read_word,
        OPEN_TEXT: _read_open_text,
        WEB: lambda data, _: read_web(data),
        MARKDOWN: lambda data, _: read_markdown(data),
        TEXT: lambda data, _: read_text(data),
    }
)


def read_document(data: bytes, name: str) -> Document:
    """Return what a file says, read by the kind that its ``name`` tells.

    Raises:
        EmptyPaperError: it says nothing.
        UnreadablePaperError: it cannot be read, or is of a kind that only LibreOffice reads.
    """
    kind = kind_of(name)
    if kind is None:
        raise UnreadablePaperError(without_office(name))
    document = _READERS[kind](data, name)
    if not any(block.text.strip() for block in document.blocks):
        raise EmptyPaperError(f"{name}: nothing is written in it; check the file")
    return document


def cleaned(data: bytes, name: str) -> bytes | None:
    """Return a file as LibreOffice is to lay it out: without what is hidden, deleted or elsewhere.

    None of a kind that has no pages of its author's.

    Raises:
        UnreadablePaperError: it cannot be read.
    """
    kind = kind_of(name)
    if kind == WORD:
        return cleaned_word(open_word(data, name))
    return OpenText(data, name).cleaned() if kind == OPEN_TEXT else None

"""Files attached to a PDF (ISO 32000-1, 7.11.4 and 12.5.6.15), as a whole or at a place of a page.

Nothing of them is trusted: names are cut down to plain ones, and there is a limit to how many
there are and how large each is. Files within attached files are found when those are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

from corpus.model import UnreadablePaperError, one_line
from corpus.pdf.objects import TROUBLE, dictionary, items, opened, page_nodes, pairs, resolved

MOST_ATTACHED = 100
MOST_BYTES = 100_000_000
_MOST_NAME = 200


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file attached to physical ``page`` (from 1), or with page 0 to the whole."""

    name: str
    page: int

    @property
    def pdf(self) -> bool:
        """Whether its name is one of a PDF."""
        return self.name.lower().endswith(".pdf")


def attached_files(reader: PdfReader) -> tuple[AttachedFile, ...]:
    """Return what is attached to a PDF, each once, no more than ``MOST_ATTACHED``.

    Raises one of ``TROUBLE`` where pypdf cannot tell.
    """
    return tuple(file for file, _ in _found(reader))


def attached_content(data: bytes, at: int) -> tuple[AttachedFile, bytes] | None:
    """Return the ``at``-th attached file of a PDF (from 0) with its bytes; None after the last.

    Raises:
        UnreadablePaperError: it is too large, or it cannot be taken out.
    """
    try:
        found = _found(opened(data))
        if at >= len(found):
            return None
        file, stream = found[at]
        content = stream.get_data()
    except TROUBLE as error:
        raise UnreadablePaperError(f"cannot be taken out ({type(error).__name__})") from error
    if len(content) > MOST_BYTES:
        raise UnreadablePaperError(f"larger than {MOST_BYTES // 1_000_000} MB; add it by itself")
    return file, content


def _found(reader: PdfReader) -> list[tuple[AttachedFile, StreamObject]]:
    found: dict[int, tuple[AttachedFile, StreamObject]] = {}
    # What stands at a place of a page is of that page, though the whole may list it too.
    for page, specification in (*_of_pages(reader), *_of_whole(reader)):
        stream = _stream(specification)
        if stream is not None and len(found) < MOST_ATTACHED:
            found.setdefault(id(stream), (AttachedFile(_name(specification), page), stream))
    return list(found.values())


def _of_whole(reader: PdfReader) -> Iterator[tuple[int, DictionaryObject]]:
    root = dictionary(reader.trailer.get("/Root"))
    names = dictionary(root.get("/Names"))
    for _, value in pairs(names.get("/EmbeddedFiles"), "/Names"):
        yield 0, dictionary(value)
    for value in items(root.get("/AF")):
        yield 0, dictionary(value)


def _of_pages(reader: PdfReader) -> Iterator[tuple[int, DictionaryObject]]:
    root = dictionary(reader.trailer.get("/Root"))
    for number, page in enumerate(map(dictionary, page_nodes(root)), 1):
        for annotation in map(dictionary, items(page.get("/Annots"))):
            if resolved(annotation.get("/Subtype")) == "/FileAttachment":
                yield number, dictionary(annotation.get("/FS"))
        for value in items(page.get("/AF")):
            yield number, dictionary(value)


def _stream(specification: DictionaryObject) -> StreamObject | None:
    embedded = dictionary(specification.get("/EF"))
    for key in ("/UF", "/F"):
        stream: Any = resolved(embedded.get(key))
        if isinstance(stream, StreamObject):
            return stream
    return None


def _name(specification: DictionaryObject) -> str:
    said = next((str(specification[key]) for key in ("/UF", "/F") if key in specification), "")
    last = one_line(said.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1])
    return last[-_MOST_NAME:].strip(". ") or "unnamed.pdf"

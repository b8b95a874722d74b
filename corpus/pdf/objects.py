"""A file's own objects, as pypdf gives them: references followed, trees walked, nothing trusted."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

MOST_PAGES = 20_000
_MOST_ENTRIES = 10_000
_MOST_DEPTH = 12
# What pypdf raises on malformed files beside its own errors.
TROUBLE = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)


def opened(content: bytes) -> PdfReader:
    """Return a reader of a PDF that asks for no password; raises one of ``TROUBLE``."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        reader.decrypt("")
    return reader


def resolved(value: Any) -> Any:
    """Follow a reference; anything else is itself."""
    return value.get_object() if isinstance(value, IndirectObject) else value


def dictionary(value: Any) -> DictionaryObject:
    """Follow a reference to a dictionary; an empty one stands for anything else."""
    found = resolved(value)
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def items(value: Any) -> list[Any]:
    """Follow a reference to an array, and return what stands in it; nothing for anything else."""
    found = resolved(value)
    return list(found) if isinstance(found, ArrayObject) else []


def pairs(tree: Any, kind: str) -> Iterator[tuple[Any, Any]]:
    """Yield keys and values of a tree of ``kind``, /Nums or /Names (ISO 32000-1, 7.9.6)."""
    stack: list[tuple[Any, int]] = [(tree, 0)]
    seen = 0
    while stack and seen < _MOST_ENTRIES:
        raw, depth = stack.pop()
        node = dictionary(raw)
        seen += 1
        listed = items(node.get(kind))
        yield from zip(listed[::2], listed[1::2], strict=False)
        if depth < _MOST_DEPTH:
            stack.extend((kid, depth + 1) for kid in reversed(items(node.get("/Kids"))))


def page_nodes(root: DictionaryObject) -> Iterator[Any]:
    """Yield the pages below the catalog ``root`` in their order, most as references."""
    stack: list[Any] = [root.raw_get("/Pages")] if "/Pages" in root else []
    seen: set[int] = set()
    count = 0
    while stack and count < MOST_PAGES:
        reference = stack.pop()
        if isinstance(reference, IndirectObject):
            if reference.idnum in seen:
                continue
            seen.add(reference.idnum)
        node = dictionary(reference)
        kids = node.get("/Kids")
        if isinstance(kids, ArrayObject):
            stack.extend(reversed(list(kids)))
        else:
            count += 1
            yield reference

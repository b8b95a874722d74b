"""A file's own objects, as pypdf gives them: references followed, trees walked, nothing trusted.

And which of its named resources a content stream uses: the rest of a shared list is other pages'.
"""

from __future__ import annotations

import io
import logging
import re
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

Used = tuple[str, bytes]

# The operators that name a resource as their last operand, and the list that it stands in
# (ISO 32000-1, 7.8.3).
_LISTS = {
    b"Do": "/XObject",
    b"Tf": "/Font",
    b"gs": "/ExtGState",
    b"cs": "/ColorSpace",
    b"CS": "/ColorSpace",
    b"scn": "/Pattern",
    b"SCN": "/Pattern",
    b"sh": "/Shading",
    b"BDC": "/Properties",
    b"DP": "/Properties",
}
# No operator names these: they stand for the device's colour spaces wherever they are listed.
_DEFAULTS = (b"DefaultGray", b"DefaultRGB", b"DefaultCMYK")
_SPACE, _REGULAR = rb"[\x00\t\n\x0c\r ]", rb"[^\x00\t\n\x0c\r ()<>\[\]{}/%]"


def _string(depth: int) -> bytes:
    """Return a pattern of strings with parentheses in them, up to ``depth`` within each other."""
    inner = b"|" + _string(depth - 1) if depth else b""
    return rb"\((?:[^()\\]++|\\." + inner + rb")*+\)"


# What may have the look of names and operators in it: strings, comments, and the bytes of pictures
# within the content. Those end at a word that can be among them too, so what follows is in print.
_OPAQUE = re.compile(
    _string(6) + rb"|<[0-9A-Fa-f\s]*+>|%[^\r\n]*+"
    rb"|(?<![^\x00\t\n\x0c\r ()<>\[\]{}])BI(?!" + _REGULAR + rb")"
    rb".{0,2000}?(?<!" + _REGULAR + rb")ID" + _SPACE + rb".*?"
    + _SPACE + rb"EI(?!" + _REGULAR + rb")(?=[\t\n\x0c\r -~]{16}|[\t\n\x0c\r -~]*+\Z)",
    re.DOTALL,
)  # fmt: skip
_NAMED = re.compile(
    rb"/(" + _REGULAR + rb"*+)[\x00\s\d.+-]*+(?<!" + _REGULAR + rb")("
    + b"|".join(sorted(_LISTS, reverse=True)) + rb")(?!" + _REGULAR + rb")"
)  # fmt: skip
_SPACE_OF_IMAGE = re.compile(rb"/(?:CS|ColorSpace)" + _SPACE + rb"*+/(" + _REGULAR + rb"++)")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")


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


def used_names(content: bytes) -> set[Used]:
    """Return the list and the name (without slash, escapes resolved) of what ``content`` uses.

    ``content`` is decoded; words of strings, comments and inline images count for nothing.
    """
    named = set(_NAMED.findall(_OPAQUE.sub(b" ", content)))
    found = {(_LISTS[operator], name) for name, operator in named}
    found |= {("/ColorSpace", name) for name in (*_DEFAULTS, *_SPACE_OF_IMAGE.findall(content))}
    return {(kind, _unescaped(name)) for kind, name in found}


def _unescaped(name: bytes) -> bytes:
    return _ESCAPE.sub(lambda code: bytes([int(code[1], 16)]), name)

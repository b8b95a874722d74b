"""Which of its named resources a content stream uses; the rest of a shared list is other pages'."""

from __future__ import annotations

import re

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

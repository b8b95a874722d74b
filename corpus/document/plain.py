"""Text files as blocks: their lines as they are, parted where a line is empty."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from corpus.document.blocks import Block, BlockKind, Document, Run

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# What else a page of today may be written in; others that Python knows are no writing of pages.
_KNOWN = re.compile(r"utf-?8|(?:iso-8859-|windows-125|cp125)\d{1,2}|latin-?1|us-ascii|macintosh")
# So far a page's declaration of its letters may stand.
_HEAD = 2048
_RULES = tuple("=-_*~")
_LEAST_RULE = 4
# Words of a line in capitals, or above a rule, that can be a heading.
_HEADING_WORDS = 12


def decoded(data: bytes) -> str:
    """Return the text of a file: by its mark or declaration, else as UTF-8 or Windows-1252."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _lines(data.decode(name, errors="replace"))
    told = _DECLARED.search(data[:_HEAD])
    named = told[1].decode("ascii", errors="replace").lower() if told else ""
    for name in (named, "utf-8") if _KNOWN.fullmatch(named) else ("utf-8",):
        try:
            return _lines(data.decode(name))
        except (UnicodeDecodeError, LookupError):
            continue
    return _lines(data.decode("cp1252", errors="replace"))


def read_text(data: bytes) -> Document:
    """Return what a text file says."""
    text = decoded(data)
    blocks: list[Block] = []
    for at, sheet in enumerate(text.split("\f")):
        if at:
            blocks.append(Block(BlockKind.SHEET))
        for part in re.split(r"\n[ \t]*\n", sheet):
            blocks += _blocks([line.rstrip() for line in part.expandtabs(8).split("\n")])
    return Document(tuple(blocks))


def _blocks(lines: list[str]) -> Iterator[Block]:
    """Yield the blocks of lines without an empty one between: a rule under a line heads."""
    lines = [line for line in lines if line]
    held: list[str] = []
    for at, line in enumerate(lines):
        ruled = at + 1 < len(lines) and _rules(lines[at + 1])
        if _rules(line):
            continue
        alone = len(lines) == 1 and line.upper() == line
        if (ruled or alone) and _short(line):
            yield from _together(held)
            held = []
            yield Block(BlockKind.HEADING, (Run(line.strip()),), level=2)
        else:
            held.append(line)
    yield from _together(held)


def _together(lines: list[str]) -> Iterator[Block]:
    if lines:
        yield Block(BlockKind.LINES, (Run("\n".join(lines)),))


def _rules(line: str) -> bool:
    """Whether a line is a rule drawn of signs."""
    signs = "".join(line.split())
    return len(signs) >= _LEAST_RULE and signs == signs[0] * len(signs) and signs[0] in _RULES


def _short(line: str) -> bool:
    return len(line.split()) <= _HEADING_WORDS and any(map(str.isalpha, line))


def _lines(text: str) -> str:
    """Return text with one kind of line end and without what prints nothing."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return re.sub(r"[\x01-\x08\x0b\x0e-\x1f\x7f\u200b\u2060\ufeff]", "", text)

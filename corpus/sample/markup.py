"""Content files to blocks: a small Markdown with council paragraphs.

``#`` to ``###`` head, ``1.2 `` and ``(i) `` begin numbered paragraphs and
clauses (two spaces of indent a level), ``- `` a bullet, ``|`` a table row.
Lines that begin with ``!`` are directives: ``!form`` (then ``Label: value``
lines), ``!table 2,1,1 Caption``, ``!page``, ``!space``, ``!plan name``,
``!right text``, ``!centre text``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_NUMBERED = re.compile(r"\A(\d+(?:\.\d+)+|\d+\.)\s+(.*)", re.S)
_CLAUSE = re.compile(r"(\((?:[ivx]+|[a-z]|\d+)\))\s+(.*)", re.S)
_STARTS = re.compile(r"\s*(?:#|!|\||- |\((?:[ivx]+|[a-z]|\d+)\)\s|\d+(?:\.\d+)+\s|\d+\.\s)")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or directive.

    ``kind`` is "heading", "para", "numbered", "clause", "bullet", "form",
    "table", "page", "space", "plan", "right" or "centre". ``label`` holds the
    number or bullet, or a directive's argument; ``rows`` what a table or form
    holds; ``level`` the heading's or the indent's depth.
    """

    kind: str
    text: str = ""
    label: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def read_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a content file, in order."""
    lines = text.split("\n")
    return tuple(_blocks(lines))


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            at += 1
        elif line.startswith("!"):
            block, at = _directive(lines, at)
            yield block
        elif line.startswith("|"):
            rows, at = _rows(lines, at)
            yield Block("table", rows=rows)
        elif line.startswith("#"):
            marks = len(line) - len(line.lstrip("#"))
            yield Block("heading", line[marks:].strip(), level=marks)
            at += 1
        else:
            chunk, at = _chunk(lines, at)
            yield _paragraph(chunk)


def _directive(lines: Sequence[str], at: int) -> tuple[Block, int]:
    name, _, rest = lines[at][1:].partition(" ")
    if name == "form":
        end = at + 1
        while end < len(lines) and lines[end].strip():
            end += 1
        return Block("form", rows=tuple(_form_rows(lines[at + 1 : end]))), end
    if name == "table":
        widths, _, caption = rest.partition(" ")
        rows, end = _rows(lines, at + 1)
        return Block("table", caption, label=widths, rows=rows), end
    return Block(name, rest.strip()), at + 1


def _form_rows(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    label, value = "", ""
    for line in lines:
        if line.startswith(" "):
            value = f"{value} {line.strip()}"
            continue
        if label:
            yield label, value
        label, _, value = (piece.strip() for piece in line.partition(": "))
    yield label, value


def _rows(lines: Sequence[str], at: int) -> tuple[tuple[tuple[str, ...], ...], int]:
    rows: list[tuple[str, ...]] = []
    while at < len(lines) and lines[at].startswith("|"):
        row = lines[at].strip()
        at += 1
        while not row.endswith("|"):
            row = f"{row} {lines[at].strip()}"
            at += 1
        rows.append(tuple(cell.strip() for cell in row.strip("|").split("|")))
    return tuple(rows), at


def _chunk(lines: Sequence[str], at: int) -> tuple[list[str], int]:
    end = at + 1
    while end < len(lines) and lines[end].strip() and not _STARTS.match(lines[end]):
        end += 1
    return list(lines[at:end]), end


def _paragraph(chunk: Sequence[str]) -> Block:
    level = (len(chunk[0]) - len(chunk[0].lstrip())) // 2
    text = " ".join(line.strip() for line in chunk)
    if text.startswith("- "):
        return Block("bullet", text[2:], "•", level)
    for kind, pattern in (("numbered", _NUMBERED), ("clause", _CLAUSE)):
        if found := pattern.fullmatch(text):
            return Block(kind, found.group(2), found.group(1), level)
    return Block("para", text, level=level)

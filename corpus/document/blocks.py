"""What a paper that is no PDF says: headings, paragraphs with their numbers, tables, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

# A number or letter that a paragraph begins with, typed by hand: "12.", "4.1", "(a)", "23/104".
_TYPED = re.compile(
    r"(?:\(?(?:\d{1,4}|[a-zA-Z]|[ivxlc]{1,6})[.)]|\d{1,4}(?:[./]\d{1,4}){1,7}[.)]?)(?=\s)"
)
# Words of a bold paragraph that can be a heading, though no style of headings says so.
_HEADING_WORDS = 14


class BlockKind(StrEnum):
    """What a block is; a sheet is the place where a new page begins."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LINES = "lines"
    TABLE = "table"
    NOTE = "note"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class Run:
    """Words set alike; lines of them end in ``\\n``. ``raised`` is the mark of a note."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, over so many columns (``across``) and rows (``down``), at least 1."""

    runs: tuple[Run, ...]
    across: int = 1
    down: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One block in reading order.

    ``label`` is the number or bullet that the program which made the file prints before it, as
    its list says. ``level`` is the rank of a heading, 1 the highest, or the depth of a list from
    0. ``rows`` are those of a table; ``running`` the running lines of the sheets that begin with
    a sheet, None where they stay as they are.
    """

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    label: str = ""
    level: int = 0
    rows: tuple[tuple[Cell, ...], ...] = ()
    running: tuple[str, ...] | None = None

    @property
    def text(self) -> str:
        """Its words without the label; of a table those of its rows, a line each."""
        if self.kind is BlockKind.TABLE:
            return "\n".join(row_text(row) for row in self.rows)
        return words(self.runs)

    @property
    def number(self) -> str:
        """The number or letter before it, by its list or typed ("4.1", "(a)"); "" without one."""
        typed = _TYPED.match(self.text.lstrip())
        told = self.label if any(map(str.isalnum, self.label)) else ""
        told = told or (typed.group() if typed and not self.label else "")
        return told.strip().rstrip(".:")

    @property
    def heads(self) -> bool:
        """Whether what follows stands under it: a heading, or a short bold paragraph alone."""
        if self.kind is BlockKind.HEADING:
            return True
        said = self.text.strip()
        bold = all(run.bold for run in self.runs if run.text.strip())
        short = len(said.split()) <= _HEADING_WORDS and not said.endswith((".", ";", ","))
        return self.kind is BlockKind.PARAGRAPH and bold and short and bool(said)


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says; ``left_out`` is how many pieces of it are hidden, deleted or remarks."""

    blocks: tuple[Block, ...]
    title: str | None = None
    left_out: int = 0


def words(runs: Sequence[Run]) -> str:
    """Return the words of runs, as they follow one another."""
    return "".join(run.text for run in runs)


def row_text(row: Sequence[Cell]) -> str:
    """Return the words of a row's cells, a space between them."""
    return " ".join(words(cell.runs) for cell in row)


def joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return runs with those together that are set alike, without white space at either end."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if last and (last.bold, last.italic, last.raised) == (run.bold, run.italic, run.raised):
            found[-1] = Run(last.text + run.text, run.bold, run.italic, run.raised)
        elif run.text:
            found.append(run)
    if found:
        found[0] = _with(found[0], found[0].text.lstrip())
        found[-1] = _with(found[-1], found[-1].text.rstrip())
    return tuple(run for run in found if run.text)


def _with(run: Run, text: str) -> Run:
    return Run(text, run.bold, run.italic, run.raised)

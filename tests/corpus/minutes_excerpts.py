"""Minutes in many councils' styles, drawn as real PDFs, and what a reader finds in them.

Each file of ``excerpts/`` holds the words and, under ``=== gold``, what they
record. In the words a line is a paragraph, ``**`` sets it bold, leading spaces
indent it, ``---page---`` starts a page and lines of ``| … |`` are a ruled table.
A gold line is "meeting | committee | date" or "number | class | mover | seconder |
vote | first words ... last words"; a dash is what is not printed. Before it may stand
"taken | ", where the reader takes for a decision what is none, and "missed | ", where it
does not find one: what it has yet to learn.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

EXCERPTS = Path(__file__).parent / "excerpts"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome of the gold; ``vote`` is a part of what is printed of the vote."""

    number: str | None
    outcome_class: str
    mover: str | None
    seconder: str | None
    vote: str | None
    begins: str
    ends: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """An excerpt: its words, the meetings (committee, ISO date) and the outcomes."""

    words: str
    meetings: tuple[tuple[str, str], ...]
    outcomes: tuple[Outcome, ...]


def names() -> list[str]:
    """Return the names of all excerpts."""
    return sorted(path.stem for path in EXCERPTS.glob("*.txt"))


def load(name: str) -> Excerpt:
    """Return the excerpt of this name."""
    words, _, gold = (EXCERPTS / f"{name}.txt").read_text(encoding="utf-8").partition("=== gold\n")
    rows = [[cell.strip() for cell in line.split(" | ")] for line in gold.splitlines()]
    meetings = tuple((row[1], row[2]) for row in rows if row[0] == "meeting")
    found = [row[1:] if row[0] == "taken" else row for row in rows]
    outcomes = [_outcome(row) for row in found if row[0] not in ("meeting", "missed")]
    return Excerpt(words, meetings, tuple(outcomes))


def _outcome(row: list[str]) -> Outcome:
    number, mover, seconder, vote = (None if row[at] == "-" else row[at] for at in (0, 2, 3, 4))
    begins, ends = row[5].split(" ... ")
    return Outcome(number, row[1], mover, seconder, vote, begins, ends)


def draw_pdf(words: str) -> bytes:
    """Return the PDF of an excerpt's words, A4 with Helvetica 11."""
    out = io.BytesIO()
    document = SimpleDocTemplate(out, pagesize=A4, leftMargin=70, rightMargin=70)
    document.build(list(_flowables(words)))
    return out.getvalue()


def _flowables(words: str) -> Iterator[Flowable]:
    cells: list[list[Paragraph]] = []
    for line in words.splitlines():
        if line.startswith("|"):
            cells.append([_paragraph(cell.strip()) for cell in line.strip("|\n").split("|")])
            continue
        if cells:
            yield _table(cells)
            cells = []
        if line == "---page---":
            yield PageBreak()
        else:
            yield _paragraph(line)
    if cells:
        yield _table(cells)


def _table(cells: list[list[Paragraph]]) -> Table:
    ruled = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    return Table(cells, colWidths=[80, 290, 85], style=ruled)


def _paragraph(line: str) -> Paragraph:
    bare = line.strip()
    face = "Helvetica-Bold" if bare.startswith("**") else "Helvetica"
    style = ParagraphStyle(
        "p", fontName=face, fontSize=11, leading=13.5, spaceAfter=7,
        leftIndent=6 * (len(line) - len(line.lstrip())),
    )  # fmt: skip
    text = bare.removeprefix("**").replace("&", "&amp;").replace("<", "&lt;")
    return Paragraph(text, style)

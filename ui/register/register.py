"""The register of resolutions as a file: CSV and Word."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from corpus.model import Paper, Resolution
from ui.files import Block, Style, word_document
from ui.words import corrected_on, day, verbatim

COLUMNS = (
    "Date",
    "Committee",
    "Minute",
    "Title",
    "Outcome",
    "Class",
    "Text",
    "Mover",
    "Seconder",
    "Vote",
    "Paper",
    "PDF page",
    "Kind",
    "Corrected",
)
# A cell that begins with one of these is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def register_csv(found: Sequence[Resolution], papers: Mapping[str, Paper]) -> bytes:
    """Return the resolutions as CSV in UTF-8 with a mark that Excel knows it by.

    Words are verbatim but for an apostrophe before a cell that a spreadsheet
    would run as a formula.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for decided in found:
        writer.writerow([_cell(value) for value in _row(decided, papers)])
    return out.getvalue().encode("utf-8-sig")


def register_word(found: Sequence[Resolution], papers: Mapping[str, Paper]) -> bytes:
    """Return the resolutions as a Word file, each with its source as a footnote."""
    blocks = [Block("Register of resolutions", Style.TITLE)]
    for decided in found:
        blocks.append(Block(heading(decided), Style.HEADING))
        about = ", ".join(p for p in (decided.committee, day(decided.date)) if p)
        blocks.append(Block(about, Style.NOTE))
        text = verbatim(as_printed(decided, " "))
        blocks.append(Block(text, Style.QUOTE, (_source(decided, papers),)))
        if decided_by(decided):
            blocks.append(Block(decided_by(decided), Style.NOTE))
        if decided.corrected:
            blocks.append(Block(corrected_on(decided.corrected), Style.NOTE))
    return word_document(blocks)


def heading(decided: Resolution) -> str:
    """Return "Minute 12, Lido repairs", or what there is of it."""
    number = f"Minute {decided.number}" if decided.number else ""
    return ", ".join(p for p in (number, decided.title or "") if p) or "Untitled"


def as_printed(decided: Resolution, between: str) -> str:
    """Return outcome and wording in the order in which they are printed, ``between`` them."""
    after = decided.outcome_spans[:1] > decided.spans[-1:]
    parts = (decided.text, decided.outcome) if after else (decided.outcome, decided.text)
    return between.join(part for part in parts if part)


def decided_by(decided: Resolution) -> str:
    """Return mover, seconder and vote as far as they are recorded."""
    moved = ("Moved by", decided.mover)
    named = (moved, ("seconded by", decided.seconder), ("vote:", decided.vote))
    return ", ".join(f"{label} {value}" for label, value in named if value)


def _row(decided: Resolution, papers: Mapping[str, Paper]) -> tuple[str, ...]:
    paper = papers.get(decided.paper_id)
    return (
        decided.date.isoformat() if decided.date else "",
        decided.committee or "",
        decided.number or "",
        decided.title or "",
        decided.outcome,
        decided.outcome_class.value,
        verbatim(decided.text),
        decided.mover or "",
        decided.seconder or "",
        decided.vote or "",
        paper.file_name if paper else "",
        str(decided.spans[0].page) if decided.spans else "",
        decided.kind.value,
        decided.corrected.isoformat() if decided.corrected else "",
    )


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value


def _source(decided: Resolution, papers: Mapping[str, Paper]) -> str:
    paper = papers.get(decided.paper_id)
    page = f", PDF page {decided.spans[0].page}" if decided.spans else ""
    return f"{paper.file_name if paper else 'paper removed'}{page}"

"""Rows of the catalogue to the words of ``corpus.model``."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from functools import lru_cache
from typing import Any

from corpus.access import open_paper
from corpus.model import (
    Access,
    AgendaItem,
    Cell,
    DecisionKind,
    FormField,
    ItemSource,
    LabelSource,
    MinuteMeeting,
    OutcomeClass,
    Page,
    Paper,
    PaperKind,
    Paragraph,
    Particulars,
    Passage,
    PassageKind,
    ReadWord,
    Resolution,
    Span,
    TableRow,
    TextSource,
    records,
)

Spans = tuple[Span, ...]
# Spans are the bulk of what is kept, so they are written as bare triples.
_Triples = list[list[int]]
_REMEMBERED = 4096


def paper_of(row: sqlite3.Row, clearance: Access = Access.PUBLIC) -> Paper:
    """Return a paper from its row of ``papers``, as a reader of ``clearance`` sees it.

    That is with its open pages only, or all.
    """
    paper = Paper(
        row["id"],
        row["file_name"],
        row["title"],
        PaperKind(row["kind"]),
        row["committee"],
        day_of(row["meeting_date"]),
        Access(row["access"]),
        row["source_url"],
        row["page_count"],
        row["exempt_pages"],
        row["letterhead"],
        _titled(row["given"]),
    )
    return paper if clearance is Access.EXEMPT else open_paper(paper, paper.exempt_pages)


@lru_cache(maxsize=_REMEMBERED)
def _titled(given: str | None) -> bool:
    return given is not None and records.load(Particulars, given).titled


def page_of(row: sqlite3.Row, paper_id: str) -> Page:
    """Return a page from its row of ``pages``."""
    return Page(
        paper_id,
        row["number"],
        row["label"],
        LabelSource(row["label_source"]),
        row["width"],
        row["height"],
        row["rotation"],
        row["text"],
        TextSource(row["source"]),
        spans_of(row["furniture"]),
        row["problem"],
        records.load(tuple[ReadWord, ...], row["words"]),
        Access(row["access"]),
        paragraphs=records.load(tuple[Paragraph, ...], row["paragraphs"]),
        annotations=spans_of(row["annotations"]),
    )


def item_of(row: sqlite3.Row, paper_id: str) -> AgendaItem:
    """Return an agenda item from its row of ``items``."""
    return AgendaItem(
        paper_id,
        row["number"],
        row["title"],
        row["first_page"],
        row["last_page"],
        ItemSource(row["source"]),
        records.load(tuple[FormField, ...], row["form"]),
    )


def meeting_of(row: sqlite3.Row, paper_id: str) -> MinuteMeeting:
    """Return a meeting in minutes from its row of ``meetings``."""
    return MinuteMeeting(
        paper_id,
        row["committee"],
        day_of(row["date"]),
        row["venue"],
        row["first_page"],
        row["last_page"],
        row["present"],
        row["in_attendance"],
        row["apologies"],
        row["interests"],
    )


def resolution_of(row: sqlite3.Row, paper_id: str) -> Resolution:
    """Return a resolution from its row of ``resolutions``."""
    return Resolution(
        paper_id,
        row["item"],
        row["number"],
        row["title"],
        row["text"],
        row["outcome"],
        OutcomeClass(row["outcome_class"]),
        row["committee"],
        day_of(row["date"]),
        spans_of(row["spans"]),
        row["mover"],
        row["seconder"],
        row["vote"],
        spans_of(row["outcome_spans"]),
        spans_of(row["moved_spans"]),
        spans_of(row["vote_spans"]),
        DecisionKind(row["kind"]),
        day_of(row["corrected"]),
    )


def passage_of(row: sqlite3.Row, paper_id: str) -> Passage:
    """Return a passage from its row of ``passages``."""
    return Passage(
        row["id"],
        paper_id,
        _listed(row["pages"]),
        spans_of(row["spans"]),
        row["item"],
        _listed(row["headings"]),
        row["text"],
        row["context"],
        PassageKind(row["kind"]),
        row["labelled"],
        _cells(row["cells"]),
        Access(row["access"]),
    )


def form_of(row: sqlite3.Row) -> tuple[FormField, ...]:
    """Return the fields of a paper's report form from its row of ``papers``."""
    return records.load(tuple[FormField, ...], row["form"])


def row_of(row: sqlite3.Row) -> TableRow:
    """Return a table row from its row of ``table_rows``."""
    return records.load(TableRow, row["record"])


# Every search reads a hundred passages or more, mostly the same ones again and again.
@lru_cache(maxsize=_REMEMBERED)
def _cells(text: str) -> tuple[Cell, ...]:
    # Record by record, as for all else, takes twice as long, and a table's paper has thousands.
    return tuple(
        Cell(
            cell["header"],
            cell["text"],
            tuple([Span(one["page"], one["start"], one["end"]) for one in cell["spans"]]),
        )
        for cell in json.loads(text)
    )


@lru_cache(maxsize=_REMEMBERED)
def _listed(text: str) -> tuple[Any, ...]:
    return tuple(json.loads(text))


@lru_cache(maxsize=_REMEMBERED)
def spans_of(text: str) -> Spans:
    """Return the spans that a column holds."""
    if text == "[]":
        return ()
    triples: _Triples = json.loads(text)
    return tuple(Span(page, start, end) for page, start, end in triples)


def triples_of(spans: Spans) -> str:
    """Return what a column holds of spans."""
    triples: _Triples = [[span.page, span.start, span.end] for span in spans]
    return records.dump(triples)


def day_of(text: str | None) -> date | None:
    """Return the day of an ISO date; None of none."""
    return date.fromisoformat(text) if text else None


def iso_of(day: date | None) -> str | None:
    """Return a day as an ISO date; None of none."""
    return day.isoformat() if day else None

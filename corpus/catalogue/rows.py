"""Rows of the catalogue to the words of ``corpus.model`` and back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from corpus.access import (
    closed_pages,
    item_access,
    meeting_access,
    open_paper,
    resolution_access,
    row_access,
)
from corpus.language import indexed, indexed_body
from corpus.model import (
    Access,
    AgendaItem,
    Cell,
    Closing,
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
    Reading,
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


def write_paper(db: sqlite3.Connection, seq: int, paper: Paper) -> None:
    """Write what is said about the paper numbered ``seq``.

    How many pages it has is not for anyone to say.
    """
    db.execute(
        "UPDATE papers SET title = ?, kind = ?, committee = ?, meeting_date = ?, access = ?,"
        " source_url = ?, letterhead = ? WHERE seq = ?",
        (
            paper.title,
            paper.kind.value,
            paper.committee,
            _iso(paper.meeting_date),
            paper.access.value,
            paper.source_url,
            paper.letterhead,
            seq,
        ),
    )


def write_reading(db: sqlite3.Connection, seq: int, reading: Reading) -> None:
    """Write everything of ``reading``, and the words of its pages for search.

    ``seq`` is the number of its paper in the catalogue.
    """
    write_paper(db, seq, reading.paper)
    closed = closed_pages(reading.pages)
    db.execute(
        "UPDATE papers SET form = ?, page_count = ?, exempt_pages = ? WHERE seq = ?",
        (records.dump(reading.form), reading.paper.page_count, len(closed), seq),
    )
    for page in reading.pages:
        _write_page(db, seq, page)
    problems = ((p.page, p.reason, _closed(p.page in closed)) for p in reading.problems)
    rows = ((records.dump(row), row_access(row, closed).value) for row in reading.rows)
    said = (
        (*_resolution(r), resolution_access(r, closed).value, *_recorded(r))
        for r in reading.resolutions
    )
    meetings = ((*_meeting(m), meeting_access(m, closed).value) for m in reading.meetings)
    _insert(db, "items", seq, ((*_item(i), item_access(i, closed).value) for i in reading.items))
    _insert(db, "meetings", seq, meetings)
    _insert(db, "resolutions", seq, said)
    _insert(db, "table_rows", seq, rows)
    _insert(db, "problems", seq, problems)
    _insert(db, "closings", seq, (_closing(one) for one in reading.closings))
    acronyms = [(*pair, Access.PUBLIC.value) for pair in reading.acronyms]
    acronyms += [(*pair, Access.EXEMPT.value) for pair in reading.exempt_acronyms]
    _insert(db, "acronyms", seq, acronyms)


def write_passages(db: sqlite3.Connection, seq: int, passages: Sequence[Passage]) -> None:
    """Write passages in their order, and what is searched of them.

    ``seq`` is the number of their paper in the catalogue.
    """
    for position, passage in enumerate(passages):
        added = db.execute(
            f"INSERT INTO passages VALUES (NULL, {_marks(13)})",
            (
                seq,
                position,
                passage.id,
                passage.item,
                records.dump(passage.pages),
                _triples(passage.spans),
                records.dump(passage.headings),
                passage.text,
                passage.context,
                passage.kind.value,
                passage.labelled,
                records.dump(passage.cells),
                passage.access.value,
            ),
        )
        db.execute(
            "INSERT INTO passage_words (rowid, context, body) VALUES (?, ?, ?)",
            (added.lastrowid, passage.context, indexed_body(passage)),
        )


def without_furniture(page: Page) -> str:
    """Return the text of a page with its furniture cut out."""
    text, at = "", 0
    for span in sorted(page.furniture):
        text += page.text[at : span.start] + " "
        at = max(at, span.end)
    return text + page.text[at:]


def _write_page(db: sqlite3.Connection, seq: int, page: Page) -> None:
    added = db.execute(
        f"INSERT INTO pages VALUES (NULL, {_marks(15)})",
        (
            seq,
            page.number,
            page.label,
            page.label_source.value,
            page.width,
            page.height,
            page.rotation,
            page.text,
            page.source.value,
            _triples(page.furniture),
            page.problem,
            records.dump(page.words),
            page.access.value,
            records.dump(page.paragraphs),
            _triples(page.annotations),
        ),
    )
    db.execute(
        "INSERT INTO page_words (rowid, body) VALUES (?, ?)",
        (added.lastrowid, indexed(without_furniture(page))),
    )


def _item(item: AgendaItem) -> tuple[Any, ...]:
    return (
        item.number,
        item.title,
        item.first_page,
        item.last_page,
        item.source.value,
        records.dump(item.form),
    )


def _closing(closing: Closing) -> tuple[Any, ...]:
    pages = (closing.first_page, closing.last_page, closing.page)
    return (closing.level.value, *pages, closing.words)


def _meeting(meeting: MinuteMeeting) -> tuple[Any, ...]:
    return (
        meeting.committee,
        _iso(meeting.date),
        meeting.venue,
        meeting.first_page,
        meeting.last_page,
        meeting.present,
        meeting.in_attendance,
        meeting.apologies,
        meeting.interests,
    )


def _resolution(said: Resolution) -> tuple[Any, ...]:
    return (
        said.item,
        said.number,
        said.title,
        said.text,
        said.outcome,
        said.outcome_class.value,
        said.committee,
        _iso(said.date),
        _triples(said.spans),
        said.mover,
        said.seconder,
        said.vote,
    )


def _recorded(said: Resolution) -> tuple[str | None, ...]:
    spans = (said.outcome_spans, said.moved_spans, said.vote_spans)
    return *map(_triples, spans), said.kind.value, _iso(said.corrected)


def _insert(
    db: sqlite3.Connection, table: str, seq: int, values: Iterable[tuple[Any, ...]]
) -> None:
    for position, row in enumerate(values):
        marks = _marks(len(row) + 2)
        db.execute(f"INSERT INTO {table} VALUES ({marks})", (seq, position, *row))


def _closed(closed: bool) -> str:
    return (Access.EXEMPT if closed else Access.PUBLIC).value


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _triples(spans: Spans) -> str:
    triples: _Triples = [[span.page, span.start, span.end] for span in spans]
    return records.dump(triples)


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


def day_of(text: str | None) -> date | None:
    """Return the day of an ISO date; None of none."""
    return date.fromisoformat(text) if text else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

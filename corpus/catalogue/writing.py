"""The words of ``corpus.model`` into rows of the catalogue, and what is searched of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from corpus.access import (
    closed_pages,
    item_access,
    meeting_access,
    resolution_access,
    row_access,
)
from corpus.catalogue.rows import iso_of, triples_of
from corpus.language import indexed, indexed_body
from corpus.model import (
    Access,
    AgendaItem,
    Closing,
    MinuteMeeting,
    Page,
    Paper,
    Passage,
    Reading,
    Resolution,
    records,
)


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
            iso_of(paper.meeting_date),
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
                triples_of(passage.spans),
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
            triples_of(page.furniture),
            page.problem,
            records.dump(page.words),
            page.access.value,
            records.dump(page.paragraphs),
            triples_of(page.annotations),
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
        iso_of(meeting.date),
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
        iso_of(said.date),
        triples_of(said.spans),
        said.mover,
        said.seconder,
        said.vote,
    )


def _recorded(said: Resolution) -> tuple[str | None, ...]:
    spans = (said.outcome_spans, said.moved_spans, said.vote_spans)
    return *map(triples_of, spans), said.kind.value, iso_of(said.corrected)


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

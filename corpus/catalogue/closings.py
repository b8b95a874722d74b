"""Why pages are closed, as the catalogue keeps it or agendas say, and what waits for an officer."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from corpus.access import MarkedItem, agenda_closes, suspicions, unspoken
from corpus.catalogue.rows import page_of
from corpus.catalogue.scope import seen
from corpus.masks import Hidden
from corpus.model import Access, AgendaItem, Closing, ClosingLevel, Particulars, records

# So many pages are the front sheets of an agenda at most.
_FRONT = 5

# A closing holds where a page of it is closed still.
_CLOSINGS = (
    "SELECT c.*, p.id AS id, p.given AS given, p.page_count AS page_count"
    " FROM papers p JOIN closings c ON c.paper = p.seq"
    " WHERE p.state = 'complete' AND (p.access = 'exempt' OR EXISTS"
    " (SELECT 1 FROM pages g WHERE g.paper = p.seq AND g.access = 'exempt'"
    " AND g.number BETWEEN c.first_page AND c.last_page))"
    " ORDER BY p.seq, c.position"
)


def closing_of(row: sqlite3.Row) -> Closing:
    """Return why pages are closed from its row of ``closings``."""
    level = ClosingLevel(row["level"])
    return Closing(level, row["first_page"], row["last_page"], row["page"], row["words"])


def closed_by(
    db: sqlite3.Connection, paper_id: str, items: Sequence[AgendaItem], hidden: Hidden
) -> tuple[MarkedItem, ...]:
    """Return what a paper says is closed, on front sheets before all ``items`` anyone may see."""
    if not items:
        return ()
    begin = min((item.first_page for item in items if item.first_page), default=_FRONT + 1)
    where = seen(Access.PUBLIC, "g")
    front = db.execute(
        "SELECT g.*, p.id AS paper_id FROM papers p JOIN pages g ON g.paper = p.seq"
        f" WHERE p.id = ? AND g.number < ? AND {where.sql} ORDER BY g.number",
        (paper_id, min(begin, _FRONT + 1), *where.values),
    )
    return agenda_closes([hidden.page(page_of(row, row["paper_id"])) for row in front])


def suspected_in(db: sqlite3.Connection) -> dict[str, tuple[Closing, ...]]:
    """Return by paper id the suspicions on pages that nothing surer closes and nobody spoke of."""
    found: dict[str, list[sqlite3.Row]] = {}
    for row in db.execute(_CLOSINGS):
        found.setdefault(row["id"], []).append(row)
    told = {paper: _undecided(rows) for paper, rows in found.items()}
    return {paper: some for paper, some in told.items() if some}


def _undecided(rows: list[sqlite3.Row]) -> tuple[Closing, ...]:
    given = rows[0]["given"]
    said = records.load(Particulars, given) if given else None
    return suspicions(unspoken(map(closing_of, rows), said, rows[0]["page_count"]))

"""The register of decisions over the catalogue: kept in memory, one for each clearance.

To read ten thousand decisions takes longer than to search them, so a register is kept until
what can be seen changes. What is in a scope is asked of SQLite at every search.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from corpus.catalogue.masking import MaskShelf
from corpus.catalogue.remembered import Remembered
from corpus.catalogue.rows import day_of, resolution_of
from corpus.catalogue.scope import resolutions_in
from corpus.catalogue.store import Store
from corpus.masks import Hidden
from corpus.model import Access, Scope
from corpus.register import Entry, Register, RegisterFound, RegisterSearch

EVERYTHING = RegisterSearch()


class RegisterShelf:
    """The registers of the complete papers in ``store``; any number of threads may search.

    Searching raises ``CatalogueError`` where the file cannot be read or is closed.
    """

    def __init__(self, store: Store, masks: MaskShelf) -> None:
        self._store = store
        self._masks = masks
        self._kept = Remembered(len(Access))

    def search(self, asked: RegisterSearch) -> RegisterFound:
        """Return what was decided in the scope asked for and has what was asked."""
        with self._store.reading() as db:
            rows = decided(db, "p.seq, r.position", asked.scope, oldest_first=asked.oldest_first)
            register = self._register(db, asked.scope.clearance)
        return register.search(asked, [(row[0], row[1]) for row in rows])

    def _register(self, db: sqlite3.Connection, clearance: Access) -> Register:
        """Return the register of the state of the catalogue that ``db`` reads."""

        def read() -> Register:
            return Register(_entries(db, clearance, self._masks.hidden(db, clearance)))

        return self._kept.answer(db, clearance, read)


def decided(
    db: sqlite3.Connection, columns: str, scope: Scope, *, oldest_first: bool = False
) -> list[sqlite3.Row]:
    """Return ``columns`` of the decisions in ``scope``, by day, undated ones last.

    Those of one day are in the order of the pages, whichever day comes first.
    """
    where, day = resolutions_in(scope), "coalesce(r.date, p.meeting_date)"
    rows: list[sqlite3.Row] = db.execute(
        f"SELECT {columns} FROM papers p JOIN resolutions r ON r.paper = p.seq WHERE {where.sql}"
        f" ORDER BY {day} IS NULL, {day} {'ASC' if oldest_first else 'DESC'},"
        " p.file_name, r.position",
        where.values,
    ).fetchall()
    return rows


def _entries(db: sqlite3.Connection, clearance: Access, hidden: Hidden) -> list[Entry]:
    named = "r.*, p.seq, p.id AS paper_id, p.committee AS body, p.meeting_date AS day"
    return [_entry(row, hidden) for row in decided(db, named, Scope(clearance=clearance))]


def _entry(row: sqlite3.Row, hidden: Hidden) -> Entry:
    said = hidden.record(resolution_of(row, row["paper_id"]), row["paper_id"])
    body = hidden.text(row["body"]) if row["body"] else row["body"]
    committee, day = said.committee or body, said.date or day_of(row["day"])
    return Entry((row["seq"], row["position"]), replace(said, committee=committee, date=day))

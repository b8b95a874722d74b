"""The register of decisions over the catalogue: kept in memory, one for each clearance.

To read ten thousand decisions takes longer than to search them, so a register is kept until
what can be seen changes. What is in a scope is asked of SQLite at every search, and where no words
are looked for SQLite gives the sheet that is looked at, and the rest is not read.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from corpus.catalogue.masking import MaskShelf
from corpus.catalogue.remembered import Remembered
from corpus.catalogue.rows import day_of, resolution_of
from corpus.catalogue.scope import Condition, resolutions_in
from corpus.masks import Hidden
from corpus.model import Access, Scope
from corpus.register import (
    Entry,
    Register,
    RegisterFound,
    RegisterLimits,
    RegisterSearch,
    RegisterSheet,
    sheet_at,
)
from corpus.storage import Store

EVERYTHING = RegisterSearch()
_FROM = "FROM papers p JOIN resolutions r ON r.paper = p.seq"
_NAMED = "r.*, p.seq, p.id AS paper_id, p.committee AS body, p.meeting_date AS day"


class RegisterShelf:
    """The registers of the complete papers in ``store``; any number of threads may search.

    Searching raises ``CatalogueError`` where the file cannot be read or is closed.
    """

    def __init__(self, store: Store, masks: MaskShelf) -> None:
        self._store = store
        self._masks = masks
        self._kept = Remembered(len(Access))
        self._limits = Remembered(len(Access))

    def search(self, asked: RegisterSearch) -> RegisterFound:
        """Return what was decided in the scope asked for and has what was asked."""
        with self._store.reading() as db:
            rows = decided(db, "p.seq, r.position", asked.scope, oldest_first=asked.oldest_first)
            register = self._register(db, asked.scope.clearance)
        return register.search(asked, [(row[0], row[1]) for row in rows])

    def sheet(self, asked: RegisterSearch, number: int, size: int) -> RegisterSheet:
        """Return sheet ``number`` (from 1) of what :meth:`search` finds that stands on a page."""
        if asked.words.strip():
            return RegisterSheet.of(self.search(asked), number, size)
        where = resolutions_in(asked.scope) & Condition("r.spans <> '[]'")
        for column, wanted in (("outcome_class", asked.outcomes), ("kind", asked.kinds)):
            if wanted:
                marks = ", ".join("?" * len(wanted))
                where &= Condition(f"r.{column} IN ({marks})", tuple(map(str, wanted)))
        with self._store.reading() as db:
            (total,) = db.execute(
                f"SELECT count(*) {_FROM} WHERE {where.sql}", where.values
            ).fetchone()
            number, begin = sheet_at(total, number, size)
            order = _order(oldest_first=asked.oldest_first)
            select = f"SELECT {_NAMED} {_FROM} WHERE {where.sql} {order} LIMIT ? OFFSET ?"
            rows = db.execute(select, (*where.values, size, begin)).fetchall()
            hidden = self._masks.hidden(db, asked.scope.clearance)
            held = tuple(entry_of(row, hidden).resolution for row in rows)
        return RegisterSheet(RegisterFound(held), number, total)

    def limits(self, clearance: Access) -> RegisterLimits:
        """Return the committees that decided, and the first and last day on which one did."""
        where = resolutions_in(Scope(clearance=clearance))
        body, day = "coalesce(r.committee, p.committee)", "coalesce(r.date, p.meeting_date)"
        with self._store.reading() as db:

            def read() -> RegisterLimits:
                hidden = self._masks.hidden(db, clearance)
                tail = f"{_FROM} WHERE {where.sql}"
                bodies = db.execute(f"SELECT DISTINCT {body} {tail}", where.values).fetchall()
                days = db.execute(f"SELECT min({day}), max({day}) {tail}", where.values).fetchone()
                return RegisterLimits(
                    frozenset(hidden.text(row[0]) for row in bodies if row[0]),
                    tuple(found for one in days if (found := day_of(one))),
                )

            return self._limits.answer(db, clearance, read)

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
    where = resolutions_in(scope)
    select = f"SELECT {columns} {_FROM} WHERE {where.sql} {_order(oldest_first=oldest_first)}"
    rows: list[sqlite3.Row] = db.execute(select, where.values).fetchall()
    return rows


def _order(*, oldest_first: bool) -> str:
    day = "coalesce(r.date, p.meeting_date)"
    way = "ASC" if oldest_first else "DESC"
    return f"ORDER BY {day} IS NULL, {day} {way}, p.file_name, r.position"


def _entries(db: sqlite3.Connection, clearance: Access, hidden: Hidden) -> list[Entry]:
    return [entry_of(row, hidden) for row in decided(db, _NAMED, Scope(clearance=clearance))]


def entry_of(row: sqlite3.Row, hidden: Hidden) -> Entry:
    """Return a decision from its row of ``resolutions``, beside its paper's seq, id, body, day."""
    said = hidden.record(resolution_of(row, row["paper_id"]), row["paper_id"])
    body = hidden.text(row["body"]) if row["body"] else row["body"]
    committee, day = said.committee or body, said.date or day_of(row["day"])
    if (committee, day) != (said.committee, said.date):
        said = replace(said, committee=committee, date=day)
    return Entry((row["seq"], row["position"]), said)

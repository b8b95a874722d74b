"""The register of decisions over the catalogue: kept in memory, one for each clearance.

To read ten thousand decisions takes longer than to search them, so a register is kept until
what can be seen changes. What is in a scope is asked of SQLite at every search, and where no words
are looked for SQLite gives the sheet that is looked at, and the rest is not read.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import replace

from corpus.catalogue.passages import PUBLIC, PassageShelf
from corpus.catalogue.rows import day_of, resolution_of
from corpus.catalogue.scope import resolutions_in
from corpus.masks import Hidden
from corpus.model import Access, DecisionKind, Resolution, Scope
from corpus.register import (
    Entry,
    Key,
    Person,
    Register,
    RegisterFound,
    RegisterLimits,
    RegisterSearch,
    RegisterSheet,
    sheet_at,
)
from corpus.storage import Condition, Remembered, Store

_EVERYTHING = RegisterSearch()
# So many decisions are remembered of those that questions read again and again, by scope.
_DECISIONS = 32_768
_FROM = "FROM papers p JOIN resolutions r ON r.paper = p.seq"
# The decisions of given keys: each is looked up, however many there are beside them.
_AMONG = (
    "FROM json_each(?) k CROSS JOIN papers p ON p.seq = k.value ->> 0"
    " CROSS JOIN resolutions r ON r.paper = p.seq AND r.position = k.value ->> 1"
)
_NAMED = "r.*, p.seq, p.id AS paper_id, p.committee AS body, p.meeting_date AS day"


class RegisterShelf(PassageShelf):
    """What was decided in the complete papers in ``store``.

    Whatever is asked raises ``CatalogueError`` where the file cannot be read or is closed.
    """

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._decided = Remembered(_DECISIONS)
        self._registers = Remembered(len(Access))
        self._limits = Remembered(len(Access))

    def resolutions(self, scope: Scope = PUBLIC) -> tuple[Resolution, ...]:
        """Return what was decided, newest first, undated last."""
        with self._store.reading() as db:
            return self._decided.answer(db, scope, lambda: self._resolutions(db, scope))

    def _resolutions(self, db: sqlite3.Connection, scope: Scope) -> tuple[Resolution, ...]:
        rows = _rows_of(db, "r.*, p.id AS paper_id", scope)
        hidden = self._masks.hidden(db, scope.clearance)
        said = (resolution_of(row, row["paper_id"]) for row in rows)
        return tuple(hidden.record(one, one.paper_id) for one in said)

    def newest_decisions(self, papers: int, scope: Scope = PUBLIC) -> tuple[Resolution, ...]:
        """Return the decisions in the newest ``papers`` dated papers that hold any in ``scope``.

        The newest come first; routine business and tasks are left out. Each names committee and
        day of its paper where it has none of its own.
        """
        where = resolutions_in(scope)
        decided = f"{where.sql} AND r.kind = ?"
        values = (*where.values, DecisionKind.DECISION.value)
        rows, hidden = self._seen(
            scope.clearance,
            "WITH newest AS (SELECT p.* FROM papers p WHERE p.state = 'complete'"
            " AND p.meeting_date IS NOT NULL AND EXISTS"
            f" (SELECT 1 FROM resolutions r WHERE r.paper = p.seq AND {decided})"
            " ORDER BY p.meeting_date DESC, p.file_name LIMIT ?)"
            " SELECT r.*, p.seq, p.id AS paper_id, p.committee AS body, p.meeting_date AS day"
            f" FROM newest p JOIN resolutions r ON r.paper = p.seq WHERE {decided}"
            " ORDER BY coalesce(r.date, p.meeting_date) DESC, p.file_name, r.position",
            *values,
            papers,
            *values,
        )
        return tuple(_entry_of(row, hidden).resolution for row in rows)

    def search_resolutions(self, asked: RegisterSearch = _EVERYTHING) -> RegisterFound:
        """Return what was decided that has the words and is of the outcomes and kinds asked for.

        The one search of the register; what is typed is read by :mod:`corpus.register`.
        """
        with self._store.reading() as db:
            register = self._register(db, asked.scope.clearance)
            return register.search(asked, lambda keys: _keys_in(db, asked, keys))

    def people(self, clearance: Access = Access.PUBLIC, *, seconded: bool) -> dict[str, int]:
        """Return the folded words of the names of who moved, or seconded, with their decisions."""
        with self._store.reading() as db:
            return self._register(db, clearance).people(seconded=seconded)

    def decided_by(self, person: Person, scope: Scope = PUBLIC) -> tuple[Resolution, ...]:
        """Return what somebody of that name moved, or seconded, newest first."""
        asked = RegisterSearch(scope=scope)
        with self._store.reading() as db:
            register = self._register(db, scope.clearance)
            return register.of_person(person, lambda keys: _keys_in(db, asked, keys))

    def register_sheet(self, asked: RegisterSearch, number: int, size: int) -> RegisterSheet:
        """Return sheet ``number`` (from 1) of ``size`` decisions that a search finds on pages."""
        if asked.words.strip():
            return RegisterSheet.of(self.search_resolutions(asked), number, size)
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
            held = tuple(_entry_of(row, hidden).resolution for row in rows)
        return RegisterSheet(RegisterFound(held), number, total)

    def register_limits(self, clearance: Access = Access.PUBLIC) -> RegisterLimits:
        """Return between which committees and days a search of the register can choose."""
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
            return Register(_entries(db, scope, self._masks.hidden(db, clearance)))

        def renew(held: Register, changed: frozenset[str]) -> Register:
            of_these = replace(scope, papers=tuple(sorted(changed)))
            new = _entries(db, of_these, self._masks.hidden(db, clearance))
            return Register([*held.entries_without(changed), *new])

        scope = Scope(clearance=clearance)
        return self._registers.answer(db, clearance, read, renew=renew)


def _rows_of(db: sqlite3.Connection, columns: str, scope: Scope) -> list[sqlite3.Row]:
    """Return ``columns`` of the decisions in ``scope``, newest first, undated ones last."""
    where = resolutions_in(scope)
    select = f"SELECT {columns} {_FROM} WHERE {where.sql} {_order(oldest_first=False)}"
    rows: list[sqlite3.Row] = db.execute(select, where.values).fetchall()
    return rows


def _keys_in(
    db: sqlite3.Connection, asked: RegisterSearch, keys: Collection[Key] | None
) -> list[Key]:
    """Return which of ``keys``, or of all decisions, are in scope, in the order asked for."""
    among = _FROM if keys is None else _AMONG
    where, order = resolutions_in(asked.scope), _order(oldest_first=asked.oldest_first)
    given = () if keys is None else (json.dumps(list(keys)),)
    select = f"SELECT p.seq, r.position {among} WHERE {where.sql} {order}"
    return [(row[0], row[1]) for row in db.execute(select, (*given, *where.values))]


def _order(*, oldest_first: bool) -> str:
    """Order decisions by day, undated ones last; those of one day by paper and page either way."""
    day = "coalesce(r.date, p.meeting_date)"
    way = "ASC" if oldest_first else "DESC"
    return f"ORDER BY {day} IS NULL, {day} {way}, p.file_name, r.position"


def _entries(db: sqlite3.Connection, scope: Scope, hidden: Hidden) -> list[Entry]:
    return [_entry_of(row, hidden) for row in _rows_of(db, _NAMED, scope)]


def _entry_of(row: sqlite3.Row, hidden: Hidden) -> Entry:
    """Return a decision from its row of ``resolutions``, beside its paper's seq, id, body, day."""
    said = hidden.record(resolution_of(row, row["paper_id"]), row["paper_id"])
    body = hidden.text(row["body"]) if row["body"] else row["body"]
    committee, day = said.committee or body, said.date or day_of(row["day"])
    if (committee, day) != (said.committee, said.date):
        said = replace(said, committee=committee, date=day)
    return Entry((row["seq"], row["position"]), said)

"""Earlier versions of papers, whose files are put aside: never searched, and quoted nowhere.

The words of their pages stay, so that what another version changed can be told
(:mod:`corpus.catalogue.arrivals`). All leave with the paper that replaced them.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from corpus.model import Particulars, records
from corpus.storage import Store


@dataclass(frozen=True, slots=True)
class Superseded:
    """A version of a paper that another took the place of on the day ``since``."""

    id: str
    newer: str
    file_name: str
    since: date


class SupersededShelf:
    """The earlier versions in ``store``; raises ``CatalogueError`` where it cannot be used."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> tuple[Superseded, ...]:
        """Return every earlier version that is kept, newest first."""
        with self._store.reading() as db:
            rows = db.execute("SELECT * FROM superseded ORDER BY since DESC, id").fetchall()
        return tuple(
            Superseded(r["id"], r["newer"], r["file_name"], date.fromisoformat(r["since"][:10]))
            for r in rows
        )

    def of(self, paper_id: str) -> tuple[Superseded, ...]:
        """Return the earlier versions of a paper, newest first."""
        return tuple(one for one in self.all() if one.newer == paper_id)

    def holds(self, paper_id: str) -> bool:
        """Whether the paper of this id is kept as an earlier version."""
        return any(one.id == paper_id for one in self.all())


def keep_superseded(db: sqlite3.Connection, seq: int, replaced: list[str], now: str) -> None:
    """Note that the paper numbered ``seq`` takes the place of those ``replaced``, by id.

    Nothing is where it was not said that earlier versions are kept. Those of what it replaces
    are its own from now on, and it is none itself.
    """
    row = db.execute("SELECT id, given FROM papers WHERE seq = ?", (seq,)).fetchone()
    newer, given = row[0], row[1]
    for table in ("superseded", "superseded_pages"):
        db.execute(f"DELETE FROM {table} WHERE id = ?", (newer,))
    others = [one for one in replaced if one != newer]
    if not (given and records.load(Particulars, given).keeps_earlier):
        return
    for old in others:
        db.execute("UPDATE superseded SET newer = ? WHERE newer = ?", (newer, old))
        db.execute(
            "INSERT OR REPLACE INTO superseded SELECT id, ?, file_name, ? FROM papers"
            " WHERE id = ? AND state = 'complete'",
            (newer, now, old),
        )
        db.execute(
            "INSERT OR REPLACE INTO superseded_pages SELECT p.id, g.number, g.text, g.furniture,"
            " iif(p.access = 'public', g.access, p.access) FROM papers p"
            " JOIN pages g ON g.paper = p.seq WHERE p.id = ? AND p.state = 'complete'",
            (old,),
        )

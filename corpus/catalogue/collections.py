"""Collections: named sets of papers (a subject, a ward, an inquiry), kept beside the papers.

A paper is in a collection by its id, through every reading of it; its next version takes its
place, and a paper that is removed leaves. The public is not told of a collection while a paper in
it is exempt, because a name may say what its papers must not. It is not told either once such a
paper was removed, until an officer names it anew, nor of one in which it may see nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from corpus.catalogue.scope import CLOSED_COLLECTIONS, GONE, visible
from corpus.catalogue.states import next_generation
from corpus.masks import Hidden
from corpus.model import Access, Collection, CollectionError, typed
from corpus.storage import Store

LONGEST_NAME = 80


class CollectionShelf:
    """The collections in ``store``, changed at once and one change a transaction.

    Names are found whatever their case. Every method raises ``CatalogueError`` where the file
    cannot be used.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def put_in(self, name: str, papers: Sequence[str]) -> int:
        """Put papers into a collection, which is made where there is none; return how many are new.

        ``papers`` are ids.

        Raises:
            CollectionError: the name cannot be used.
        """
        name = _usable(name)
        with self._store.writing() as db:
            db.execute("INSERT OR IGNORE INTO collections (name) VALUES (?)", (name,))
            key, before = _key(db, name), _size(db, name)
            db.executemany(
                "INSERT OR IGNORE INTO collected SELECT ?, p.id FROM papers p"
                " WHERE p.id = ? AND p.state = 'complete'",
                [(key, paper) for paper in papers],
            )
            next_generation(db)
            return _size(db, name) - before

    def take_out(self, name: str, papers: Sequence[str]) -> int:
        """Take papers, by their ids, out of a collection; return how many were in it.

        Raises:
            CollectionError: there is no such collection.
        """
        with self._store.writing() as db:
            key, before = _key(db, name), _size(db, name)
            db.executemany(
                "DELETE FROM collected WHERE collection = ? AND id = ?",
                [(key, paper) for paper in papers],
            )
            next_generation(db)
            return before - _size(db, name)

    def rename(self, name: str, new: str) -> None:
        """Call a collection otherwise, or the same again: the name is one for its papers now.

        Raises:
            CollectionError: there is no such collection, or the new name cannot be used.
        """
        new = _usable(new)
        with self._store.writing() as db:
            key = _key(db, name)
            held = db.execute("SELECT collection FROM collections WHERE name = ?", (new,))
            if any(row[0] != key for row in held):
                raise CollectionError(f"{new}: there is a collection of that name; choose another")
            db.execute("UPDATE collections SET name = ? WHERE collection = ?", (new, key))
            db.execute("DELETE FROM collected WHERE collection = ? AND id = ?", (key, GONE))
            next_generation(db)

    def delete(self, name: str) -> None:
        """Forget a collection; its papers stay.

        Raises:
            CollectionError: there is no such collection.
        """
        with self._store.writing() as db:
            db.execute("DELETE FROM collections WHERE collection = ?", (_key(db, name),))
            next_generation(db)

    @staticmethod
    def hand_on(db: sqlite3.Connection, old: str, new: str) -> None:
        """Put the next version of a paper into its collections."""
        db.execute(
            "INSERT OR IGNORE INTO collected SELECT collection, ? FROM collected WHERE id = ?",
            (new, old),
        )

    @staticmethod
    def keep_closed(db: sqlite3.Connection, seq: int) -> None:
        """Note that the paper numbered ``seq`` goes, where it is exempt and has no successor."""
        db.execute(
            "INSERT OR IGNORE INTO collected SELECT d.collection, ? FROM papers p"
            " JOIN collected d ON d.id = p.id WHERE p.seq = ? AND p.access <> 'public'"
            " AND NOT EXISTS (SELECT 1 FROM papers o WHERE o.seq <> p.seq"
            " AND o.state = 'complete' AND (o.id = p.id OR o.file_name = p.file_name))",
            (GONE, seq),
        )


def collections_for(
    db: sqlite3.Connection, clearance: Access, hidden: Hidden
) -> tuple[Collection, ...]:
    """Return the collections that a reader may know of, by name, with the papers they may see."""
    where = visible(clearance)
    papers: dict[int, list[str]] = {}
    for row in db.execute(
        "SELECT d.collection, d.id FROM collected d JOIN papers p ON p.id = d.id"
        f" WHERE {where.sql} ORDER BY p.meeting_date DESC, p.file_name",
        where.values,
    ):
        papers.setdefault(row["collection"], []).append(row["id"])
    closed = {row[0] for row in db.execute(CLOSED_COLLECTIONS)}
    rows = db.execute("SELECT collection, name FROM collections ORDER BY name COLLATE NOCASE")
    held = (
        Collection(row["name"], tuple(papers.get(row[0], ())), row[0] in closed)
        for row in rows.fetchall()
    )
    if clearance is Access.EXEMPT:
        return tuple(held)
    return tuple(
        one for one in held if one.papers and not one.closed and hidden.text(one.name) == one.name
    )


def _usable(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise CollectionError(
            f"a collection needs a name of 1 to {LONGEST_NAME} characters that can be printed"
        )
    return name


def _key(db: sqlite3.Connection, name: str) -> int:
    row = db.execute("SELECT collection FROM collections WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise CollectionError(
            f"{name}: no such collection; {typed('corpus collections')} lists them"
        )
    return int(row[0])


def _size(db: sqlite3.Connection, name: str) -> int:
    row = db.execute("SELECT count(*) FROM collected WHERE collection = ?", (_key(db, name),))
    return int(row.fetchone()[0])

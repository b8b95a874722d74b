"""What officers said of who may see a paper, kept by the id of its file when the paper goes.

A file that is added again, under whatever name, is closed as it was until somebody says
otherwise. Nothing of the paper is kept but the hash that it is called by.
"""

from __future__ import annotations

import sqlite3

from corpus.model import Access, Particulars, records
from corpus.storage import Store


class MarkShelf:
    """The marks in ``store``; raises ``CatalogueError`` where the file cannot be used."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, paper_id: str) -> str | None:
        """Return access and exempt pages of a paper that has gone, as JSON; None where none."""
        with self._store.reading() as db:
            row = db.execute("SELECT given FROM marks WHERE id = ?", (paper_id,)).fetchone()
        return str(row[0]) if row else None


def keep_marks(db: sqlite3.Connection, seq: int) -> None:
    """Keep who may see the paper numbered ``seq``, which is about to be deleted.

    Another reading of the same file in the catalogue has the later word, and nothing is kept.
    """
    row = db.execute(
        "SELECT id, access, given, EXISTS (SELECT 1 FROM papers o WHERE o.id = p.id"
        " AND o.seq <> p.seq) FROM papers p WHERE seq = ?",
        (seq,),
    ).fetchone()
    if row is None or row[3]:
        return
    said = records.load(Particulars, row[2]) if row[2] else Particulars()
    closed = Access.EXEMPT if row[1] == Access.EXEMPT else None
    marks = Particulars(access=said.access or closed, exempt_pages=said.exempt_pages)
    db.execute("DELETE FROM marks WHERE id = ?", (row[0],))
    if marks != Particulars():
        db.execute("INSERT INTO marks VALUES (?, ?)", (row[0], records.dump(marks)))

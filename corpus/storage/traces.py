"""What deleted rows leave behind in the catalogue's file, and how it is got rid of.

SQLite overwrites what is deleted, but a page that was split keeps copies of its rows in
its gaps, a word index keeps the words of what is gone until its parts are merged, and
the log keeps pages as they were. So the file is written anew after papers have gone.
"""

from __future__ import annotations

import shutil
import sqlite3

from corpus.model import CatalogueError
from corpus.storage.frequencies import OPEN_INDEXES, index_open_anew
from corpus.storage.schema import CLEAN
from corpus.storage.store import Store

# Each "optimize" of SQLite 3.40 adds levels to an index of more than a page, and past 2,000 the
# index counts as damaged; built anew it has one again.
_MOST_LEVELS = 1000
_WORD_INDEXES = ("passage_words", "page_words")
# The new file, and the log that it goes in by.
_COPIES = 2
_SIZES = ("page_count", "page_size")


class Traces:
    """What papers that are gone have left in the file of ``store``.

    Every method raises ``CatalogueError`` where the file cannot be used.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def left(self) -> bool:
        """Whether words of papers that are gone may still stand in the file or its log."""
        with self._store.reading() as db:
            return not db.execute("SELECT 1 FROM facts WHERE name = ?", (CLEAN,)).fetchone()

    @property
    def size(self) -> int:
        """How many bytes are written anew by :meth:`erase`."""
        with self._store.reading() as db:
            pages, size = (db.execute(f"PRAGMA {of}").fetchone()[0] for of in _SIZES)
        return int(pages) * int(size)

    def come(self) -> None:
        """Note that a paper is about to leave some; it must be noted before its rows go."""
        with self._store.writing() as db:
            db.execute("DELETE FROM facts WHERE name = ?", (CLEAN,))

    def erase(self) -> None:
        """Write the file anew without what was deleted, and empty its log; others may read.

        It takes time and room on the disk in proportion to the file. Where it fails, some
        is still :attr:`left`.
        """
        with self._store.writing() as db:
            for words in _WORD_INDEXES:
                told = "rebuild" if _levels(db, words) > _MOST_LEVELS else "optimize"
                db.execute(f"INSERT INTO {words} ({words}) VALUES ('{told}')")
            if any(_levels(db, words) > _MOST_LEVELS for words in OPEN_INDEXES):
                index_open_anew(db)
            for words in OPEN_INDEXES:
                db.execute(f"INSERT INTO {words} ({words}) VALUES ('optimize')")
        size = self.size
        # First tried and then failing, it would fill the disk for everybody meanwhile.
        if shutil.disk_usage(self._store.path.parent).free < _COPIES * size:
            room = f"needs {_COPIES * size / 1e6:,.0f} MB to write itself anew; make room"
            raise CatalogueError(f"{self._store.path}: {room}")
        self._store.write_anew()
        with self._store.writing() as db:
            db.execute("INSERT OR REPLACE INTO facts VALUES (?, '1')", (CLEAN,))


def _levels(db: sqlite3.Connection, words: str) -> int:
    """Return how many levels an index of words has.

    It stands, after a cookie of four bytes, as a varint in the record of structure
    (``fts5_index.c``, FTS5_STRUCTURE_ROWID).
    """
    row = db.execute(f"SELECT block FROM {words}_data WHERE id = 10").fetchone()
    levels = 0
    for byte in row[0][4:13] if row else ():
        levels = levels << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return levels

"""What deleted rows leave behind in the catalogue's file, and how it is got rid of.

SQLite overwrites what is deleted, but a page that was split keeps copies of its rows in
its gaps, a word index keeps the words of what is gone until its parts are merged, and
the log keeps pages as they were. So the file is written anew after papers have gone.
"""

from __future__ import annotations

import shutil

from corpus.catalogue.schema import CLEAN
from corpus.catalogue.store import Store
from corpus.model import CatalogueError

_WORD_INDEXES = ("passage_words", "page_words", "open_passage_words", "open_page_words")
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
                db.execute(f"INSERT INTO {words} ({words}) VALUES ('optimize')")
        size = self.size
        # First tried and then failing, it would fill the disk for everybody meanwhile.
        if shutil.disk_usage(self._store.path.parent).free < _COPIES * size:
            room = f"needs {_COPIES * size / 1e6:,.0f} MB to write itself anew; make room"
            raise CatalogueError(f"{self._store.path}: {room}")
        self._store.write_anew()
        with self._store.writing() as db:
            db.execute("INSERT OR REPLACE INTO facts VALUES (?, '1')", (CLEAN,))

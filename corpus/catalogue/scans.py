"""What OCR made of pages without text, kept so that no page is read twice.

A page's record is kept under the id of its paper the moment it is made. When
all pages of a paper have one, the paper is read again with them, through the
same states as any other.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.catalogue.scope import seen
from corpus.model import Access
from corpus.storage import Store

# A page that could not even be loaded has no size, and no picture to read.
_WAITING = (
    "p.state = 'complete' AND g.source = 'none' AND g.width > 0"
    " AND NOT EXISTS (SELECT 1 FROM scans c WHERE c.id = p.id AND c.number = g.number)"
)
_UNUSED = (
    "p.state = 'complete' AND p.scans < (SELECT count(*) FROM scans c WHERE c.id = p.id)"
    " AND NOT EXISTS (SELECT 1 FROM papers o WHERE o.id = p.id AND o.seq > p.seq)"
)


@dataclass(frozen=True, slots=True)
class Unseen:
    """A complete paper with pages that OCR has not seen, or not yet given to its reading.

    ``pages`` are the physical ones not seen, in order; none where all were.
    """

    id: str
    file_name: str
    pages: tuple[int, ...]


class ScanShelf:
    """The records of OCR in ``store``; they are JSON, and understood by the reading process.

    Pages are physical. Every method raises ``CatalogueError`` where the file cannot be used.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def unseen(self) -> list[Unseen]:
        """Return the papers that OCR has work on, oldest first."""
        with self._store.reading() as db:
            waiting = db.execute(
                "SELECT p.seq, p.id, p.file_name, g.number FROM papers p JOIN pages g"
                f" ON g.paper = p.seq WHERE {_WAITING} ORDER BY p.seq, g.number"
            ).fetchall()
            unused = db.execute(
                f"SELECT p.seq, p.id, p.file_name FROM papers p WHERE {_UNUSED} ORDER BY p.seq"
            ).fetchall()
        names = {row[0]: (row[1], row[2]) for row in (*unused, *waiting)}
        pages: dict[int, list[int]] = {seq: [] for seq in sorted(names)}
        for row in waiting:
            pages[row[0]].append(row[3])
        return [Unseen(*names[seq], tuple(numbers)) for seq, numbers in pages.items()]

    def keep(self, paper_id: str, number: int, record: str, *, failed: bool) -> None:
        """Keep what OCR made of a page; a paper that has gone meanwhile keeps nothing."""
        with self._store.writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO scans SELECT ?, ?, ?, ?"
                " WHERE EXISTS (SELECT 1 FROM papers WHERE id = ?)",
                (paper_id, number, record, failed, paper_id),
            )

    def of(self, paper_id: str) -> dict[int, str]:
        """Return the records of a paper by page."""
        with self._store.reading() as db:
            rows = db.execute("SELECT number, record FROM scans WHERE id = ?", (paper_id,))
            return {row[0]: row[1] for row in rows}

    def forget_failures(self) -> None:
        """Let the pages that OCR failed on be tried again."""
        with self._store.writing() as db:
            db.execute(
                "UPDATE papers SET scans = 0 WHERE id IN (SELECT id FROM scans WHERE failed)"
            )
            db.execute("DELETE FROM scans WHERE failed")

    def read(self, clearance: Access = Access.EXEMPT) -> dict[str, int]:
        """Return how many pages of each paper were read by OCR, by paper id."""
        return self._count("g.source IN ('ocr', 'unsure ocr')", clearance)

    def waiting(self, clearance: Access = Access.EXEMPT) -> dict[str, int]:
        """Return how many pages of each paper OCR has yet to see, by paper id."""
        return self._count(_WAITING, clearance)

    def _count(self, condition: str, clearance: Access) -> dict[str, int]:
        where = seen(clearance, "g")
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT p.id, count(*) FROM papers p JOIN pages g ON g.paper = p.seq"
                f" WHERE {condition} AND {where.sql} GROUP BY p.id",
                where.values,
            )
            return {row[0]: row[1] for row in rows}

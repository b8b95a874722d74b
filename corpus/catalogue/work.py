"""How a paper gets into the catalogue and out again: the state machine of ingest.

``reading`` → ``stored`` → ``vectors`` → ``complete`` → ``leaving`` → gone. Every
step is one transaction, and each can be taken up again by another process after
a crash. Only the holder of the writer lock takes steps.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from corpus.catalogue.arrivals import keep_arrival, publish
from corpus.catalogue.collections import CollectionShelf
from corpus.catalogue.corrections import CorrectionShelf
from corpus.catalogue.links import LinkShelf
from corpus.catalogue.marks import MarkShelf, keep_marks
from corpus.catalogue.masking import masks_of, searched_without, set_masks, write_masks
from corpus.catalogue.scans import ScanShelf
from corpus.catalogue.scope import GONE
from corpus.catalogue.states import StateShelf, Unfinished, next_generation
from corpus.catalogue.superseded import SupersededShelf, keep_superseded
from corpus.catalogue.vectors import VectorShelf
from corpus.catalogue.writing import write_paper, write_passages, write_reading
from corpus.masks import Masks
from corpus.model import (
    READING_VERSION,
    Access,
    CatalogueError,
    Paper,
    Passage,
    Reading,
    TextSource,
    UnreadablePaperError,
    body_key,
)
from corpus.storage import Store, Traces, count

# Deleting a thousand passages with their vectors frees about 25 MB in one transaction.
_ERASE_STEP = 1000
# Papers whose decisions are read, whose they are (as ``body_of`` has it) and
# by what they were taught. A paper of no kind is perhaps minutes.
_TAUGHT = (
    "SELECT p.id AS id, p.taught AS taught, coalesce(nullif(p.committee, ''), (SELECT m.committee"
    " FROM meetings m WHERE m.paper = p.seq AND m.committee <> '' ORDER BY m.position LIMIT 1))"
    " AS body FROM papers p WHERE p.state = 'complete'"
    " AND (p.kind = 'other' OR EXISTS (SELECT 1 FROM meetings m WHERE m.paper = p.seq))"
    " AND NOT EXISTS (SELECT 1 FROM complete_registers c WHERE c.id = p.id)"
)


class Work(StateShelf):
    """The steps of ingest on the catalogue kept in ``store``.

    ``seq`` numbers papers in the order in which they came. Every method raises
    ``CatalogueError`` where the file cannot be used; then nothing of it was done.
    """

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.scans = ScanShelf(store)
        self.collections = CollectionShelf(store)
        self.corrections = CorrectionShelf(store)
        self.links = LinkShelf(store)
        self.marks = MarkShelf(store)
        self.superseded = SupersededShelf(store)
        self.traces = Traces(store)
        self.vectors = VectorShelf(store)

    def begin(
        self,
        paper_id: str,
        file_name: str,
        access: Access,
        given: str | None,
        came_as: str = "",
        batch: int = 0,
    ) -> int:
        """Record that a file was kept and is to be read; return its sequence number.

        It ``came_as`` what it is called where nothing else is said, with all of its ``batch``.
        """
        came_as = came_as or file_name
        with self._store.writing() as db:
            added = db.execute(
                "INSERT INTO papers (id, file_name, title, kind, access, page_count, state, given,"
                " added, came_as, batch) VALUES (?, ?, ?, 'other', ?, 0, 'reading', ?, ?, ?, ?)",
                (paper_id, file_name, file_name, access.value, given, _now(), came_as, batch),
            )
            return int(added.lastrowid or 0)

    def place(self, entry: Unfinished, succeeds: str | None = None) -> None:
        """Keep name, access and what is said of a paper that is being read.

        It takes the place of the paper that it ``succeeds`` in collections, and takes over what
        officers said of its register.
        """
        with self._store.writing() as db:
            db.execute(
                "UPDATE papers SET file_name = ?, access = ?, given = ? WHERE seq = ?",
                (entry.file_name, entry.access.value, entry.given, entry.seq),
            )
            if succeeds is not None:
                self.collections.hand_on(db, succeeds, entry.id)
                self.corrections.hand_on(db, succeeds, entry.id)
                self.links.hand_on(db, succeeds, entry.id)

    def store_reading(
        self,
        seq: int,
        reading: Reading,
        passages: Sequence[Passage],
        scans: int = 0,
        corrections: str = "",
        taught: str = "",
        given: str | None = None,
    ) -> None:
        """Write what was read, with ``scans`` pages given by OCR: ``reading`` → ``stored``.

        ``corrections`` is the digest of those that were taken in, ``taught`` that of the lessons
        of its body, ``given`` what is said of it from now on, where that is other than before.

        Raises:
            UnreadablePaperError: it contradicts itself, or holds what is no text;
                nothing of it was written.
        """
        unread = sum(page.source is TextSource.NONE for page in reading.pages)
        exempt = sum(passage.access is Access.EXEMPT for passage in passages)
        with self._store.writing() as db:
            try:
                write_reading(db, seq, reading)
                write_passages(db, seq, passages)
                write_masks(db, seq)
            except (UnicodeEncodeError, sqlite3.IntegrityError) as error:
                name = reading.paper.file_name
                message = f"{name}: what was read of it cannot be kept ({error}); please report it"
                raise UnreadablePaperError(message) from error
            said = (
                len(passages),
                exempt,
                unread,
                scans,
                READING_VERSION,
                corrections,
                taught,
                given,
            )
            db.execute(
                "UPDATE papers SET state = 'stored', passage_count = ?, exempt_passages = ?,"
                " unread_pages = ?, scans = ?, reading = ?, corrections = ?, taught = ?,"
                " given = coalesce(?, given) WHERE seq = ? AND state = 'reading'",
                (*said, seq),
            )

    def waiting(self) -> list[int]:
        """Return the numbers of the papers that wait for vectors, oldest first."""
        return [one.seq for one in self._select("state = 'stored'")]

    def advance(self, seq: int, embedder: str) -> None:
        """Note who made the vectors of a paper that has all: ``stored`` → ``vectors``.

        Raises:
            CatalogueError: it has not; then no run could ever end it.
        """
        with self._store.writing() as db:
            moved = db.execute(
                "UPDATE papers SET state = 'vectors', embedder = iif(passage_count, ?, embedder)"
                " WHERE seq = ? AND state = 'stored' AND passage_count ="
                " (SELECT count(*) FROM passages s JOIN vectors v USING (passage)"
                " WHERE s.paper = papers.seq)",
                (embedder, seq),
            ).rowcount
            if not moved:
                raise CatalogueError(
                    f"{self._store.path}: passages lack their words; restore a backup, or remove"
                    " the paper and add it again"
                )

    def complete(self, seq: int) -> tuple[str, ...]:
        """Make a paper visible, ``vectors`` → ``complete``.

        Those that it replaces (same bytes or same name) go to ``leaving`` in the
        same transaction, so a reader sees the one or the other, never both.
        Return their ids.
        """
        with self._store.writing() as db:
            replaced = db.execute(
                "SELECT o.seq, o.id FROM papers o JOIN papers n ON n.seq = ?"
                " WHERE o.seq <> n.seq AND o.state = 'complete'"
                " AND (o.id = n.id OR o.file_name = n.file_name)",
                (seq,),
            ).fetchall()
            ids = [row[1] for row in replaced]
            # To the microsecond: several versions may come in one second.
            now = datetime.now(UTC).isoformat(timespec="microseconds")
            keep_superseded(db, seq, ids, now)
            keep_arrival(db, seq, ids, now)
            for row in replaced:
                # Some may have been made since its next version began to be read.
                self.corrections.hand_on(db, row[1], _id_of(db, seq))
                self.links.hand_on(db, row[1], _id_of(db, seq))
                self._leave(db, row[0])
            db.execute("UPDATE papers SET state = 'complete' WHERE seq = ?", (seq,))
            count(db, seq, +1)
            next_generation(db, seq, *(row[0] for row in replaced))
        return tuple(row[1] for row in replaced)

    def leave(self, seq: int) -> None:
        """Make a paper invisible, ``complete`` → ``leaving``."""
        with self._store.writing() as db:
            self._leave(db, seq)
            next_generation(db, seq)

    def _leave(self, db: sqlite3.Connection, seq: int) -> None:
        count(db, seq, -1)
        db.execute("UPDATE papers SET state = 'leaving' WHERE seq = ?", (seq,))

    def drop(self, seq: int) -> None:
        """Give up a paper that is on its way in: it is ``leaving``, and was never visible."""
        with self._store.writing() as db:
            db.execute(
                "UPDATE papers SET state = 'leaving' WHERE seq = ? AND state <> 'complete'", (seq,)
            )

    def erase(self, seq: int) -> None:
        """Delete every row of a paper that is not visible."""
        self.drop(seq)
        more = True
        while more:
            with self._store.writing() as db:
                more = _erase_some(db, seq)

    def describe(self, seq: int, paper: Paper, given: str | None) -> None:
        """Change what is said about a complete paper, not what stands in it."""
        with self._store.writing() as db:
            count(db, seq, -1)
            write_paper(db, seq, paper)
            db.execute("UPDATE papers SET given = ? WHERE seq = ?", (given, seq))
            count(db, seq, +1)
            next_generation(db, seq)

    def publish(self, paper_id: str, day: date) -> None:
        """Keep on which day its site says that a complete paper was published."""
        with self._store.writing() as db:
            if publish(db, paper_id, day):
                next_generation(db)

    def outdated(self) -> list[Unfinished]:
        """Return the complete papers that an earlier reading program read, oldest first."""
        return self._select(f"state = 'complete' AND reading < {READING_VERSION}")

    def untaught(self, lessons: Mapping[str, str]) -> list[Unfinished]:
        """Return the complete papers that others would teach to read otherwise, oldest first.

        ``lessons`` gives the digest of what is taught now, by ``body_key``. Papers
        whose register is complete keep it, and where nobody met nothing can be decided.
        """
        with self._store.reading() as db:
            rows = db.execute(_TAUGHT).fetchall()
        behind = {
            row["id"] for row in rows if lessons.get(body_key(row["body"]), "") != row["taught"]
        }
        return [one for one in self._select("state = 'complete'") if one.id in behind]

    def move_on(self) -> None:
        """Tell every process to look at catalogue and vectors afresh."""
        with self._store.writing() as db:
            next_generation(db)

    def forget_vectors(self, seq: int) -> None:
        """Drop the vectors of a paper and send it back: ``complete`` → ``stored``."""
        with self._store.writing() as db:
            count(db, seq, -1)
            db.execute(
                "DELETE FROM vectors WHERE passage IN"
                " (SELECT passage FROM passages WHERE paper = ?)",
                (seq,),
            )
            db.execute("UPDATE papers SET state = 'stored' WHERE seq = ?", (seq,))
            next_generation(db, seq)

    def masks(self) -> Masks:
        """Return what is masked for the public."""
        with self._store.reading() as db:
            return masks_of(db)

    def mask(self, masks: Masks) -> None:
        """Mask other words for the public from now on, in papers of every state.

        Complete papers whose passages are searched otherwise then go back for the vectors of
        these: ``complete`` → ``stored``.
        """
        with self._store.writing() as db:
            set_masks(db, masks)
            papers = "SELECT seq, state FROM papers WHERE state <> 'leaving' ORDER BY seq"
            for row in db.execute(papers).fetchall():
                complete = row["state"] == "complete"
                before = searched_without(db, row["seq"])
                if complete:
                    count(db, row["seq"], -1)
                write_masks(db, row["seq"])
                after = searched_without(db, row["seq"])
                changed = [key for key in before | after if before.get(key) != after.get(key)]
                db.executemany("DELETE FROM vectors WHERE passage = ?", [(key,) for key in changed])
                if changed and row["state"] != "reading":
                    db.execute("UPDATE papers SET state = 'stored' WHERE seq = ?", (row["seq"],))
                elif complete:
                    count(db, row["seq"], +1)
            next_generation(db)

    def note(self, name: str, value: str | None) -> None:
        """Keep a fact about the catalogue; None forgets it."""
        with self._store.writing() as db:
            if value is None:
                db.execute("DELETE FROM facts WHERE name = ?", (name,))
            else:
                db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))


def _id_of(db: sqlite3.Connection, seq: int) -> str:
    return str(db.execute("SELECT id FROM papers WHERE seq = ?", (seq,)).fetchone()[0])


def _erase_some(db: sqlite3.Connection, seq: int) -> bool:
    """Delete a step's worth of an invisible paper; False when all of it is gone."""
    some = "SELECT passage FROM passages WHERE paper = ? LIMIT ?"
    numbers = db.execute(some, (seq, _ERASE_STEP)).fetchall()
    db.executemany("DELETE FROM passage_words WHERE rowid = ?", numbers)
    db.executemany("DELETE FROM passages WHERE passage = ?", numbers)
    if len(numbers) == _ERASE_STEP:
        return True
    db.execute(
        "DELETE FROM page_words WHERE rowid IN (SELECT page FROM pages WHERE paper = ?)", (seq,)
    )
    keep_marks(db, seq)
    CollectionShelf.keep_closed(db, seq)
    db.execute("DELETE FROM papers WHERE seq = ? AND state = 'leaving'", (seq,))
    db.execute("DELETE FROM collected WHERE id <> ? AND id NOT IN (SELECT id FROM papers)", (GONE,))
    for kept in ("scans", "corrections", "complete_registers"):
        db.execute(f"DELETE FROM {kept} WHERE id NOT IN (SELECT id FROM papers)")
    here = "(SELECT id FROM papers)"
    db.execute(f"DELETE FROM links WHERE earlier NOT IN {here} OR later NOT IN {here}")
    db.execute("DELETE FROM superseded WHERE newer NOT IN (SELECT id FROM papers)")
    aside = "(SELECT id FROM superseded)"
    db.execute(f"DELETE FROM superseded_pages WHERE id NOT IN {aside}")
    db.execute(f"DELETE FROM arrivals WHERE id NOT IN {here} AND id NOT IN {aside}")
    return False


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

"""How far each paper is on its way in or out, and what is kept for it, as ingest asks.

Nothing here asks who may see it: this is for whoever does the work, and shows nobody anything.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

import numpy as np

from corpus.catalogue.rows import day_of, paper_of, passage_of
from corpus.model import (
    Access,
    EmbeddedPassage,
    PageProblem,
    Paper,
    Passage,
    TokenVectors,
)
from corpus.storage import Store, unpacked_dense

# Of so many generations it is known what changed: a reader that has seen none of them reads anew.
_GENERATIONS = 100


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A paper between states; ``given`` is what was said about it, as JSON.

    ``seq`` is its number in the catalogue. ``scans`` is how many pages its reading was given
    by OCR, ``reading`` the version of the reading program that read it (0 before versions
    were kept), ``corrections`` the digest of those that its reading has taken in. It
    ``came_as`` the name of its file, with all that have its ``batch``.
    """

    seq: int
    id: str
    file_name: str
    access: Access
    state: str
    given: str | None
    scans: int = 0
    reading: int = 0
    corrections: str = ""
    came_as: str = ""
    batch: int = 0


@dataclass(frozen=True, slots=True)
class Namesake:
    """A complete paper whose file came under some name, and the meeting that it is of."""

    entry: Unfinished
    body: str | None
    day: date | None


class StateShelf:
    """The papers in ``store`` in whatever state, and the facts that are kept beside them.

    Every method raises ``CatalogueError`` where the file cannot be used.
    """

    def read_apart(self, paper_id: str, attached: PageProblem) -> None:
        """Say of a paper in every state that a file ``attached`` to it is one of its own."""
        with self._store.writing() as db:
            db.execute(
                "UPDATE problems SET reason = ? WHERE reason = ?"
                " AND paper IN (SELECT seq FROM papers WHERE id = ?)",
                (attached.read_apart.reason, attached.reason, paper_id),
            )

    def __init__(self, store: Store) -> None:
        self._store = store

    def unfinished(self) -> list[Unfinished]:
        """Return the papers that are neither complete nor gone, oldest first."""
        return self._select("state <> 'complete'")

    def complete_papers(self) -> list[int]:
        """Return the sequence numbers of the complete papers, oldest first."""
        return [one.seq for one in self.completed()]

    def completed(self) -> list[Unfinished]:
        """Return the complete papers, oldest first."""
        return self._select("state = 'complete'")

    def find(self, paper_id: str) -> Unfinished | None:
        """Return the complete paper with this id, whoever may see it; None without one."""
        return next(iter(self._select("state = 'complete' AND id = ?", paper_id)), None)

    def namesakes(self, came_as: str) -> list[Namesake]:
        """Return the complete papers whose files came under this name, oldest first."""
        named = "state = 'complete' AND came_as = ?"
        entries = self._select(named, came_as)
        with self._store.reading() as db:
            told = {
                row[0]: (row[1], day_of(row[2]))
                for row in db.execute(
                    "SELECT p.seq, coalesce(nullif(p.committee, ''), (SELECT m.committee FROM"
                    " meetings m WHERE m.paper = p.seq AND m.committee <> '' ORDER BY m.position"
                    f" LIMIT 1)), p.meeting_date FROM papers p WHERE {named}",
                    (came_as,),
                )
            }
        return [Namesake(one, *told.get(one.seq, (None, None))) for one in entries]

    def names(self) -> set[str]:
        """Return the file names of the complete papers."""
        with self._store.reading() as db:
            rows = db.execute("SELECT file_name FROM papers WHERE state = 'complete'")
            return {row[0] for row in rows}

    def names_going_in(self, seq: int) -> set[str]:
        """Return the names that papers on their way in will have, but for that numbered ``seq``.

        A complete paper that is read again has its name already.
        """
        going_in = self._select(
            "state NOT IN ('complete', 'leaving')"
            " AND id NOT IN (SELECT id FROM papers WHERE state = 'complete')"
        )
        return {one.file_name for one in going_in if one.seq != seq}

    def next_seq(self) -> int:
        """Return the number that the next paper will have."""
        with self._store.reading() as db:
            row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'papers'").fetchone()
        return int(row[0]) + 1 if row else 1

    def amounts(self, seq: int) -> tuple[int, int, int]:
        """Return how many pages and passages a paper has, and how many of these have vectors."""
        with self._store.reading() as db:
            row = db.execute(
                "SELECT page_count, passage_count, (SELECT count(*) FROM passages s"
                " JOIN vectors v USING (passage) WHERE s.paper = seq) FROM papers WHERE seq = ?",
                (seq,),
            ).fetchone()
        return row[0], row[1], row[2]

    def ids_kept(self) -> set[str]:
        """Return the ids of papers in any state: the files that belong in papers/."""
        with self._store.reading() as db:
            return {row[0] for row in db.execute("SELECT id FROM papers")}

    def times(self, paper_id: str) -> int:
        """Return how often this id stands in the catalogue, in whatever state."""
        with self._store.reading() as db:
            row = db.execute("SELECT count(*) FROM papers WHERE id = ?", (paper_id,)).fetchone()
        return int(row[0])

    def unfinished_passages(self) -> set[str]:
        """Return the ids of passages whose paper is not complete or not gone yet."""
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT s.id FROM papers p JOIN passages s ON s.paper = p.seq"
                " WHERE p.state <> 'complete'"
            )
            return {row[0] for row in rows}

    def vectors_of(self, seq: int) -> tuple[Paper, list[Passage], list[EmbeddedPassage]]:
        """Return one paper with its passages and their dense vectors, in order.

        Token vectors are left out: those given are empty.
        """
        with self._store.reading() as db:
            found = db.execute("SELECT * FROM papers WHERE seq = ?", (seq,)).fetchone()
            paper = paper_of(found, Access.EXEMPT)
            # Token vectors stay on disk: the index keeps only the dense ones.
            rows = db.execute(
                "SELECT s.*, w.dense, w.ends, v.place FROM passages s"
                " JOIN vectors v USING (passage)"
                " JOIN windows w USING (window) WHERE s.paper = ? ORDER BY s.position",
                (seq,),
            ).fetchall()
        passages = [passage_of(row, paper.id) for row in rows]
        return paper, passages, [_dense_only(row) for row in rows]

    def embedders(self) -> set[str]:
        """Return the names of the embedders whose vectors are kept."""
        with self._store.reading() as db:
            rows = db.execute("SELECT DISTINCT embedder FROM papers WHERE embedder IS NOT NULL")
            return {row[0] for row in rows}

    def noted(self, name: str) -> str | None:
        """Return a fact that is kept about the catalogue; None where there is none."""
        with self._store.reading() as db:
            row = db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def sound(self) -> list[str]:
        """Return what SQLite and its word indexes find wrong with the file; [] when sound."""
        found: list[str] = []
        with self._store.reading() as db:
            rows = db.execute("PRAGMA quick_check(5)").fetchall()
            found += [str(row[0]) for row in rows if row[0] != "ok"]
            for table, words in (("passages", "passage_words"), ("pages", "page_words")):
                first = db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                second = db.execute(f"SELECT count(*) FROM {words}").fetchone()[0]
                if first != second:
                    found.append(f"{table}: {first} kept, {second} indexed")
                third = db.execute(
                    f"SELECT count(*) FROM {table} t JOIN papers p ON p.seq = t.paper"
                    " WHERE p.state = 'complete' AND p.access = 'public' AND t.access = 'public'"
                ).fetchone()[0]
                fourth = db.execute(f"SELECT count(*) FROM open_{words}_docsize").fetchone()[0]
                if third != fourth:
                    found.append(f"{table}: {third} open to all, {fourth} indexed as such")
        return found

    def _select(self, condition: str, *values: str) -> list[Unfinished]:
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT seq, id, file_name, access, state, given, scans, reading, corrections,"
                " came_as, batch"
                f" FROM papers WHERE {condition} ORDER BY seq",
                values,
            ).fetchall()
        return [Unfinished(r[0], r[1], r[2], Access(r[3]), *r[4:]) for r in rows]


def _dense_only(row: sqlite3.Row) -> EmbeddedPassage:
    nothing = TokenVectors(
        np.empty(0, np.int32), np.empty((0, 0), np.int8), np.empty(0, np.float32)
    )
    dense = unpacked_dense(row["dense"], len(row["ends"]) // 4 - 1)
    return EmbeddedPassage(dense[row["place"]], nothing)


def next_generation(db: sqlite3.Connection, *papers: int) -> None:
    """Tell every process that what can be seen has changed: ``papers`` by number, or all."""
    db.execute("UPDATE facts SET value = value + 1 WHERE name = 'generation'")
    now = "(SELECT CAST(value AS INTEGER) FROM facts WHERE name = 'generation')"
    numbers = [(seq,) for seq in papers or (0,)]
    db.executemany(f"INSERT INTO changes VALUES ({now}, ?)", numbers)
    db.execute(f"DELETE FROM changes WHERE generation <= {now} - ?", (_GENERATIONS,))

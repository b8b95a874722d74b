"""Vectors of passages on their way in: which are kept of the same words already, which lack.

They are called by what they were made of (``Window.digest``), so windows that read alike share
them, in one paper, its next version or another.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.model import EmbeddedWindow, Window
from corpus.storage import Store, packed

# What is masked is embedded for nobody: a vector cannot be given without the sense of a word.
# Open passages come first, as if there were no others between them.
_SEARCHED = (
    "SELECT s.passage AS passage, coalesce(m.context, w.context) AS context,"
    " coalesce(m.body, w.body) AS body, p.access = 'public' AND s.access = 'public' AS open"
    " FROM papers p JOIN passages s ON s.paper = p.seq"
    " JOIN passage_words w ON w.rowid = s.passage"
    " LEFT JOIN masked_passages m ON m.passage = s.passage"
    " WHERE p.seq = ? ORDER BY open DESC, s.position"
)


@dataclass(frozen=True, slots=True)
class PassageRun:
    """Consecutive passages under one context line, by their numbers in the catalogue.

    All are open, or all are exempt: of exempt words nothing may show in vectors of open ones.
    """

    passages: tuple[int, ...]
    context: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A window and the numbers of its passages in the catalogue."""

    passages: tuple[int, ...]
    window: Window


class VectorShelf:
    """The vectors in ``store``, as ingest asks and gives.

    Every method raises ``CatalogueError`` where the file cannot be used.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def runs(self, seq: int) -> list[PassageRun]:
        """Return all passages of the paper numbered ``seq`` in runs under one context line."""
        with self._store.reading() as db:
            rows = db.execute(_SEARCHED, (seq,)).fetchall()
        return [
            PassageRun(tuple(r["passage"] for r in run), context, tuple(r["body"] for r in run))
            for (_, context), group in groupby(rows, key=lambda r: (r["open"], r["context"]))
            for run in [list(group)]
        ]

    def lacking(self, placed: Sequence[Placed], embedder: str) -> list[Placed]:
        """Give passages the vectors that are kept of the same; return the windows without."""
        with self._store.writing() as db:
            return [one for one in placed if not _linked(db, one, embedder)]

    def keep(
        self, placed: Sequence[Placed], embedded: Sequence[EmbeddedWindow], embedder: str
    ) -> None:
        """Write the vectors of windows, one each in the same order."""
        with self._store.writing() as db:
            for one, made in zip(placed, embedded, strict=True):
                db.execute(
                    "INSERT OR IGNORE INTO windows VALUES (NULL, ?, ?, ?, ?, ?, ?)",
                    (one.window.digest(embedder), *packed(made)),
                )
                _linked(db, one, embedder)


def _linked(db: sqlite3.Connection, placed: Placed, embedder: str) -> bool:
    """Give the passages of a window what is kept of the same words; whether there is any."""
    digest = (placed.window.digest(embedder),)
    kept = db.execute("SELECT window FROM windows WHERE digest = ?", digest).fetchone()
    if kept is not None:
        _link(db, placed.passages, kept[0])
    return kept is not None


def _link(db: sqlite3.Connection, passages: Sequence[int], window: int) -> None:
    """Give passages their places in a window; windows that none has a place in then go."""
    left: set[int] = set()
    for place, passage in enumerate(passages):
        had = db.execute("SELECT window FROM vectors WHERE passage = ?", (passage,)).fetchone()
        left |= {had[0]} - {window} if had else set()
        db.execute(
            "INSERT INTO vectors VALUES (?, ?, ?) ON CONFLICT (passage) DO UPDATE"
            " SET window = excluded.window, place = excluded.place",
            (passage, window, place),
        )
    db.executemany(
        "DELETE FROM windows WHERE window = ?1"
        " AND NOT EXISTS (SELECT 1 FROM vectors v WHERE v.window = ?1)",
        [(number,) for number in left],
    )

"""What makes the tables of the catalogue, and brings those of an older data folder up to date."""

from __future__ import annotations

import sqlite3

import numpy as np

from corpus.model import CATALOGUE_VERSION, CatalogueError, EmbeddedWindow, TokenVectors
from corpus.storage.packed import packed, smaller
from corpus.storage.schema import CLEAN, TABLES

# What brings a file of each version to the next one: columns, added where they are
# missing (some files of version 1 have ``words`` already), tables, and what fills them.
_IN_PAPERS = (
    "pages",
    "items",
    "meetings",
    "resolutions",
    "table_rows",
    "problems",
    "acronyms",
    "passages",
)
COLUMNS: dict[int, tuple[tuple[str, str, str], ...]] = {
    1: (("papers", "form", "TEXT NOT NULL DEFAULT '[]'"),),
    2: (
        ("pages", "words", "TEXT NOT NULL DEFAULT '[]'"),
        ("papers", "scans", "INTEGER NOT NULL DEFAULT 0"),
    ),
    # Papers that were exempt stay so as a whole: what they hold is not opened unread.
    3: (
        ("papers", "exempt_pages", "INTEGER NOT NULL DEFAULT 0"),
        ("papers", "exempt_passages", "INTEGER NOT NULL DEFAULT 0"),
        ("papers", "reading", "INTEGER NOT NULL DEFAULT 0"),
        *((table, "access", "TEXT NOT NULL DEFAULT 'public'") for table in _IN_PAPERS),
    ),
    5: tuple(
        ("resolutions", name, "TEXT NOT NULL DEFAULT '[]'")
        for name in ("outcome_spans", "moved_spans", "vote_spans")
    ),
    6: (("resolutions", "kind", "TEXT NOT NULL DEFAULT 'decision'"),),
    7: (
        ("resolutions", "corrected", "TEXT"),
        ("papers", "corrections", "TEXT NOT NULL DEFAULT ''"),
    ),
    8: (("papers", "taught", "TEXT NOT NULL DEFAULT ''"),),
    9: (
        ("papers", "came_as", "TEXT NOT NULL DEFAULT ''"),
        ("papers", "batch", "INTEGER NOT NULL DEFAULT 0"),
    ),
    11: (
        ("pages", "paragraphs", "TEXT NOT NULL DEFAULT '[]'"),
        ("pages", "annotations", "TEXT NOT NULL DEFAULT '[]'"),
    ),
    13: (("papers", "letterhead", "TEXT NOT NULL DEFAULT ''"),),
    16: (("arrivals", "begun", "TEXT"),),
}
ADDED = {
    2: ("TABLE scans", "INDEX page_sources"),
    4: ("VIRTUAL TABLE open_passage_words", "VIRTUAL TABLE open_page_words"),
    7: ("TABLE corrections", "TABLE complete_registers"),
    9: ("TABLE closings", "TABLE marks"),
    10: ("TABLE masked_pages", "TABLE masked_passages"),
    12: (
        "TABLE superseded",
        "TABLE windows",
        "TABLE vectors",
        "INDEX window_places",
        "TRIGGER window_left",
    ),
    14: (
        "TABLE collections",
        "TABLE collected",
        "TABLE links",
        "TABLE superseded_pages",
        "TABLE arrivals",
    ),
    17: ("TABLE changes",),
    18: ("INDEX page_places", "INDEX passage_places"),
    19: ("INDEX paper_places",),
}
FILLED = {
    4: (
        "INSERT INTO open_passage_words (rowid, context, body)"
        " SELECT w.rowid, w.context, w.body FROM papers p JOIN passages s ON s.paper = p.seq"
        " JOIN passage_words w ON w.rowid = s.passage"
        " WHERE p.state = 'complete' AND p.access = 'public' AND s.access = 'public'",
        "INSERT INTO open_page_words (rowid, body)"
        " SELECT w.rowid, w.body FROM papers p JOIN pages g ON g.paper = p.seq"
        " JOIN page_words w ON w.rowid = g.page"
        " WHERE p.state = 'complete' AND p.access = 'public' AND g.access = 'public'",
    ),
    9: ("UPDATE papers SET came_as = file_name",),
    14: (
        "INSERT OR IGNORE INTO arrivals (id, first, seen)"
        " SELECT id, added, added FROM papers WHERE state = 'complete'",
    ),
    # Of a later version it is not known which one its site told of.
    16: ("UPDATE arrivals SET begun = published WHERE first = seen",),
}


def prepare(db: sqlite3.Connection) -> None:
    """Make the tables in a new file, bring an older one up to date, refuse a later one.

    Raises:
        CatalogueError: the file is of a later version.
    """
    if _version(db) == CATALOGUE_VERSION:
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        # Asked again under the lock: another process may have been quicker.
        found = _version(db)
        if found > CATALOGUE_VERSION:
            raise CatalogueError(
                f"the catalogue is of version {found}, this Minutebook knows {CATALOGUE_VERSION}; "
                "update it"
            )
        if found == 0:
            for statement in _statements(TABLES):
                db.execute(statement)
            db.execute("INSERT INTO facts VALUES ('generation', '0'), (?, '1')", (CLEAN,))
        for version in range(found or CATALOGUE_VERSION, CATALOGUE_VERSION):
            _upgrade(db, version)
        if 12 < found < 16:
            _make_smaller(db)
        db.execute(f"PRAGMA user_version = {CATALOGUE_VERSION}")
        db.execute("COMMIT")
    except BaseException:
        # Of a full disk SQLite has rolled back itself.
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _upgrade(db: sqlite3.Connection, version: int) -> None:
    if version == 12:
        db.execute("ALTER TABLE vectors RENAME TO vectors_before")
    for table, column, kind in COLUMNS.get(version, ()):
        if column not in {row[1] for row in db.execute(f"PRAGMA table_info({table})")}:
            db.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
    held = db.execute("SELECT type, name FROM sqlite_master").fetchall()
    there = {f"{row[0].upper()} {row[1]}" for row in held}
    for what in ADDED.get(version, ()):
        # Some files of version 14 have the tables of collections already.
        if what not in there:
            db.execute(next(one for one in _statements(TABLES) if f"CREATE {what} " in one))
    for statement in FILLED.get(version, ()):
        db.execute(statement)
    if version == 12:
        _pack_vectors(db)


def _pack_vectors(db: sqlite3.Connection) -> None:
    """Pack the vectors of version 12, which each passage had of its own: int8 with scales.

    They serve until they are made again. Their digests are of nothing that is embedded now.
    """
    for row in db.execute("SELECT passage, dense, ids, scales, vectors FROM vectors_before"):
        dense, ids, scales, small = (
            np.frombuffer(blob, kind)
            for blob, kind in zip(row[1:], (np.float32, np.int32, np.float32, np.int8), strict=True)
        )
        tokens = TokenVectors(ids, small.reshape(len(ids), -1), scales)
        ends = np.array([0, len(ids)], dtype=np.int32)
        kept = packed(EmbeddedWindow(dense[None], tokens, ends))
        digest = f"passage {row[0]}".encode()
        made = db.execute("INSERT INTO windows VALUES (NULL, ?, ?, ?, ?, ?, ?)", (digest, *kept))
        db.execute("INSERT INTO vectors VALUES (?, ?, 0)", (row[0], made.lastrowid))
    db.execute("DROP TABLE vectors_before")


def _make_smaller(db: sqlite3.Connection) -> None:
    """Keep the windows of versions 13 to 15 in today's form, without loss."""
    for (window,) in db.execute("SELECT window FROM windows").fetchall():
        kept = "SELECT ids, tokens FROM windows WHERE window = ?"
        ids, tokens = db.execute(kept, (window,)).fetchone()
        changed = "UPDATE windows SET ids = ?, tokens = ? WHERE window = ?"
        db.execute(changed, (*smaller(np.frombuffer(ids, np.int32), tokens), window))


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> list[str]:
    # executescript would commit the transaction that makes this all or nothing.
    return [part for part in script.split(";\n") if part.strip()]

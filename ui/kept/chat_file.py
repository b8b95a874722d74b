"""The SQLite file of kept chats: whose they are, their exchanges in order, and nothing left over.

What is deleted is overwritten and the file written anew, as the catalogue is: a page of it
that was split keeps copies in its gaps.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Any

from corpus.model import CatalogueError
from corpus.storage import private_store

FILE_NAME = "chats.sqlite3"
# Chats that one owner has at most, by judgement: some years of asking daily, in one list.
MOST_CHATS = 1000
_DAY = 86_400.0
# Seconds that a change waits for another process: whoever reads an answer waits with it.
_PATIENCE = 5.0
# One of these is there for whatever was deleted and may still stand in the file.
_TABLES = (
    "CREATE TABLE IF NOT EXISTS remains (what TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS chats (id TEXT PRIMARY KEY, owner TEXT NOT NULL,"
    " name TEXT NOT NULL, used REAL NOT NULL) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS owners ON chats (owner, used)",
    "CREATE TABLE IF NOT EXISTS exchanges (position INTEGER PRIMARY KEY,"
    " chat TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE,"
    " id TEXT NOT NULL UNIQUE, question TEXT NOT NULL,"
    " scope TEXT NOT NULL, follows INTEGER NOT NULL, ended TEXT NOT NULL, asked REAL NOT NULL,"
    " rests_on TEXT NOT NULL, sealed BLOB NOT NULL)",
    "CREATE INDEX IF NOT EXISTS chats_of_exchanges ON exchanges (chat, position)",
)
_ROW = "id, question, scope, follows, ended, asked, rests_on, sealed"


@dataclass(frozen=True, slots=True)
class Row:
    """One exchange as it is kept.

    ``question`` is "" where it is sealed with the answer. ``scope`` and ``rests_on`` are JSON,
    ``asked`` is Unix time in seconds; ``ended`` says what came of it.
    """

    id: str
    question: str
    scope: str
    follows: bool
    ended: str
    asked: float
    rests_on: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class KeptChat:
    """A chat as it is listed; ``name`` is "" until somebody gives it one, ``used`` Unix time."""

    id: str
    name: str
    used: float
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where exchanges are kept now: in which chat, and each id by the one it had before."""

    chat: str
    ids: dict[str, str]


class ChatFile:
    """The kept chats of the folder ``data``; the file is made where it is missing.

    Whatever is asked raises ``CatalogueError`` where the file cannot be used. A chat is found
    by its owner alone: that of another is as one that is not there.
    """

    def __init__(self, data: Path) -> None:
        self._store = private_store(data / FILE_NAME, _prepare, _PATIENCE)

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def chats(self, owner: str) -> tuple[KeptChat, ...]:
        """Return the chats of an owner, each with its first exchange, the last used first."""
        with self._store.reading() as db:
            found = db.execute(
                f"SELECT c.id AS of, c.name, c.used, {_ROW.replace('id', 'e.id', 1)} FROM chats c"
                " JOIN exchanges e ON e.position ="
                " (SELECT min(position) FROM exchanges WHERE chat = c.id)"
                " WHERE c.owner = ? ORDER BY c.used DESC, c.id",
                (owner,),
            )
            return tuple(_chat(row, (_row(row[3:]),)) for row in found)

    def chat(self, owner: str, chat: str) -> KeptChat | None:
        """Return one chat with its exchanges, None where this owner has none of that id."""
        with self._store.reading() as db:
            found = _owned(db, owner, chat)
            return _chat(found, _rows(db, chat)) if found else None

    def keep(self, owner: str, chat: str, shown: Sequence[str], row: Row) -> Place:
        """Keep an exchange at the end of a chat, or anew where its id is in it already.

        ``shown`` are the ids of the exchanges that whoever asked has before them. Where the
        chat has gone on otherwise since (in another tab), they go on in a copy of their own;
        where it is gone, or ``chat`` is "", a new one begins, and of more than ``MOST_CHATS``
        those that were used longest ago go: until :meth:`clean` their words may still stand
        in the file.
        """
        with self._store.writing() as db:
            owned = bool(chat) and _owned(db, owner, chat) is not None
            held = _ids(db, chat) if owned else []
            if row.id in held:
                _insert(db, chat, row, replaces=row.id)
                _used(db, chat, row.asked)
                return Place(chat, {})
            ids: dict[str, str] = {}
            if not owned or held != list(shown):
                copied = [one for one in _rows(db, chat) if one.id in shown] if owned else []
                chat = _begin(db, owner, row.asked)
                for one in copied:
                    ids[one.id] = new_id()
                    _insert(db, chat, replace(one, id=ids[one.id]))
            _insert(db, chat, row)
            _used(db, chat, row.asked)
            return Place(chat, ids)

    def rename(self, owner: str, chat: str, name: str) -> None:
        """Call a chat by ``name``; nothing happens where this owner has none of that id."""
        with self._store.writing() as db:
            db.execute("UPDATE chats SET name = ? WHERE id = ? AND owner = ?", (name, chat, owner))

    def delete(self, owner: str, chat: str) -> KeptChat | None:
        """Delete a chat and return what :meth:`put_back` takes; None where there is none.

        Until :meth:`clean` its words may still stand in the file.
        """
        with self._store.writing() as db:
            found = _owned(db, owner, chat)
            if found is None:
                return None
            gone = _chat(found, _rows(db, chat))
            _remove(db, [chat])
        return gone

    def put_back(self, owner: str, gone: KeptChat) -> None:
        """Keep a deleted chat again as it was; nothing happens where it is there."""
        with self._store.writing() as db:
            if db.execute("SELECT 1 FROM chats WHERE id = ?", (gone.id,)).fetchone():
                return
            db.execute(
                "INSERT INTO chats VALUES (?, ?, ?, ?)", (gone.id, owner, gone.name, gone.used)
            )
            for row in gone.rows:
                _insert(db, gone.id, row)

    def delete_all(self, owner: str) -> int:
        """Delete all chats of an owner, and return how many there were.

        Until :meth:`clean` their words may still stand in the file.
        """
        with self._store.writing() as db:
            found = db.execute("SELECT id FROM chats WHERE owner = ?", (owner,)).fetchall()
            _remove(db, [row["id"] for row in found])
        return len(found)

    def forget_older(self, days: int, now: float) -> None:
        """Delete the chats in which nothing was asked for ``days`` before Unix time ``now``."""
        with self._store.writing() as db:
            found = db.execute("SELECT id FROM chats WHERE used < ?", (now - days * _DAY,))
            _remove(db, [row["id"] for row in found.fetchall()])
        self.clean()

    def clean(self) -> None:
        """Write the file anew where something was deleted, so that nothing of it is left."""
        with self._store.reading() as db:
            left = [tuple(row) for row in db.execute("SELECT what FROM remains")]
        if left:
            self._store.write_anew()
            # Those alone: what another process deleted meanwhile may still stand there.
            with self._store.writing() as db:
                db.executemany("DELETE FROM remains WHERE what = ?", left)


def forget_all(data: Path) -> None:
    """Delete the file of kept chats in ``data``, if there is one.

    Raises:
        CatalogueError: it cannot be deleted.
    """
    try:
        for end in ("", "-wal", "-shm", "-journal"):
            (data / f"{FILE_NAME}{end}").unlink(missing_ok=True)
    except OSError as error:
        message = f"{data / FILE_NAME}: cannot be deleted: {error.strerror}"
        raise CatalogueError(message) from error


def new_id() -> str:
    """Return an id that nobody guesses, of letters and digits for an address."""
    return secrets.token_hex(12)


def _prepare(db: sqlite3.Connection) -> None:
    for statement in _TABLES:
        db.execute(statement)


def _owned(db: sqlite3.Connection, owner: str, chat: str) -> sqlite3.Row | None:
    asked = "SELECT id, name, used FROM chats WHERE id = ? AND owner = ?"
    found: sqlite3.Row | None = db.execute(asked, (chat, owner)).fetchone()
    return found


def _rows(db: sqlite3.Connection, chat: str) -> tuple[Row, ...]:
    found = db.execute(f"SELECT {_ROW} FROM exchanges WHERE chat = ? ORDER BY position", (chat,))
    return tuple(map(_row, found))


def _row(held: Sequence[Any]) -> Row:
    key, question, scope, follows, *rest = held
    return Row(key, question, scope, bool(follows), *rest)


def _chat(held: Sequence[Any], rows: tuple[Row, ...]) -> KeptChat:
    chat, name, used = held[:3]
    return KeptChat(chat, name, used, rows)


def _ids(db: sqlite3.Connection, chat: str) -> list[str]:
    found = db.execute("SELECT id FROM exchanges WHERE chat = ? ORDER BY position", (chat,))
    return [row["id"] for row in found]


def _begin(db: sqlite3.Connection, owner: str, now: float) -> str:
    chat = new_id()
    asked = "SELECT id FROM chats WHERE owner = ? ORDER BY used DESC, id LIMIT -1 OFFSET ?"
    found = db.execute(asked, (owner, MOST_CHATS - 1)).fetchall()
    _remove(db, [row["id"] for row in found])
    db.execute("INSERT INTO chats VALUES (?, ?, '', ?)", (chat, owner, now))
    return chat


def _insert(db: sqlite3.Connection, chat: str, row: Row, replaces: str = "") -> None:
    at = None
    if replaces:
        asked = "SELECT position FROM exchanges WHERE id = ?"
        at = db.execute(asked, (replaces,)).fetchone()[0]
        _leave_remains(db)
    db.execute(
        "INSERT OR REPLACE INTO exchanges VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (at, chat, *astuple(row)),
    )


def _used(db: sqlite3.Connection, chat: str, now: float) -> None:
    db.execute("UPDATE chats SET used = ? WHERE id = ?", (now, chat))


def _remove(db: sqlite3.Connection, chats: Iterable[str]) -> None:
    for chat in chats:
        _leave_remains(db)
        db.execute("DELETE FROM chats WHERE id = ?", (chat,))


def _leave_remains(db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO remains VALUES (?)", (new_id(),))

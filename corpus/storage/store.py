"""Connections to a SQLite file, the catalogue's or another: many readers, one writer.

Readers take a connection from a pool, so any number of threads may ask at once;
writers of one process take turns, and those of several processes wait for each
other inside SQLite. Every SQLite error leaves here as a ``CatalogueError``.
"""

from __future__ import annotations

import contextlib
import os
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.model import CatalogueError
from corpus.storage.upgrading import prepare

# How long a writer waits for another process's transaction, in seconds.
_PATIENCE = 60.0
_PRAGMAS = (
    "page_size = 8192",
    "foreign_keys = ON",
    "secure_delete = ON",
    "synchronous = FULL",
    "cache_size = -16384",
    # Mapped pages count as memory of the process: of a large file no more than these.
    "mmap_size = 268435456",
)
_IN_USE = "is in use by another process; try again when it is done"


class Store:
    """The open SQLite file at ``path``; close it when done.

    ``prepare`` makes its tables where they are missing: those of the catalogue, unless it is
    another file. ``patience`` is how many seconds are waited for what another process does, a
    minute unless it is given. ``connected`` is called with each new connection, to give it
    functions of SQL.

    Raises:
        CatalogueError: the file cannot be opened, or is of a later version.
    """

    def __init__(
        self,
        path: Path,
        prepare: Callable[[sqlite3.Connection], None] = prepare,
        patience: float | None = None,
        connected: Callable[[sqlite3.Connection], None] = lambda _: None,
    ) -> None:
        self.path = path
        self._connected = connected
        self._patience = _PATIENCE if patience is None else patience
        self._idle: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue()
        self._turn = threading.RLock()
        self._closed = False
        with self._plainly():
            db = self._connect()
            try:
                _log_ahead(db, self._patience)
                prepare(db)
            except BaseException:
                db.close()
                raise
        self._idle.put(db)

    def close(self) -> None:
        """Close every connection that is not in use, and refuse new ones."""
        self._closed = True
        with contextlib.suppress(queue.Empty):
            while True:
                self._idle.get_nowait().close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection; what it reads inside is one state of the catalogue.

        Raises:
            CatalogueError: SQLite raised anything inside, or the store is closed.
        """
        with self._plainly(), self._lent() as db:
            db.execute("BEGIN")
            try:
                yield db
            finally:
                # SQLite has already rolled back after an I/O error.
                if db.in_transaction:
                    db.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection inside a transaction: all of it is kept, or nothing.

        Raises:
            CatalogueError: SQLite raised anything inside, or the store is closed.
        """
        with self._turn, self._plainly(), self._lent() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                # A full disk may have rolled back already.
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

    def write_anew(self) -> None:
        """Write the file anew without its free space, and empty its log, while others read.

        Raises:
            CatalogueError: there is no room for a second copy, or somebody reads an earlier state
                for too long.
        """
        with self._turn, self._plainly(), self._lent() as db:
            db.execute("VACUUM")
            until = time.monotonic() + self._patience
            # SQLite does not wait for another process that is emptying the log itself.
            while db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                if time.monotonic() > until:
                    raise CatalogueError(f"{self.path}: {_IN_USE}")
                time.sleep(0.01)

    def copy_to(self, target: Path) -> None:
        """Write a consistent copy of the catalogue to ``target`` while others work.

        Raises:
            CatalogueError: the catalogue cannot be read, or ``target`` not be written.
        """
        with self._plainly(), self._lent() as db:
            copy = sqlite3.connect(target)
            try:
                # In one step: in several, each change by another process begins it anew.
                db.backup(copy)
            finally:
                copy.close()

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        if self._closed:
            raise CatalogueError(f"{self.path}: the catalogue is closed")
        try:
            db = self._idle.get_nowait()
        except queue.Empty:
            db = self._connect()
        try:
            yield db
        finally:
            if self._closed:
                db.close()
            else:
                self._idle.put(db)

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(
            self.path, timeout=self._patience, isolation_level=None, check_same_thread=False
        )
        db.row_factory = sqlite3.Row
        try:
            for pragma in _PRAGMAS:
                db.execute(f"PRAGMA {pragma}")
            self._connected(db)
        except BaseException:
            db.close()
            raise
        return db

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        """Turn SQLite's errors into sentences."""
        try:
            yield
        except sqlite3.Error as error:
            raise CatalogueError(f"{self.path}: {_sentence(error)}") from error
        except UnicodeEncodeError as error:
            raise CatalogueError(f"{self.path}: text with broken characters: {error}") from error


def private_store(path: Path, prepare: Callable[[sqlite3.Connection], None], wait: float) -> Store:
    """Return a file beside the catalogue, its owner's alone from the first byte on.

    ``prepare`` makes its tables, all or none; ``wait`` is for how many seconds other processes are
    waited for.

    Raises:
        CatalogueError: the file cannot be written.
    """

    def prepared(db: sqlite3.Connection) -> None:
        db.execute("BEGIN IMMEDIATE")
        try:
            prepare(db)
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise

    try:
        # What SQLite lays beside it is as private as the file is.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    except OSError as error:
        raise CatalogueError(f"{path}: cannot be written: {error.strerror}") from error
    return Store(path, prepared, wait)


def schema_version(path: Path) -> int:
    """Return which version of the tables the file at ``path`` has, changing nothing; 0 for none.

    Raises:
        CatalogueError: it cannot be read as a catalogue.
    """
    try:
        with contextlib.closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        ) as db:
            return int(db.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error as error:
        raise CatalogueError(f"{path}: {_sentence(error)}") from error


def _log_ahead(db: sqlite3.Connection, patience: float) -> None:
    """Switch a new file to a write-ahead log, in which readers never wait.

    SQLite does not wait for others while it switches: who is second must ask again.
    """
    until = time.monotonic() + patience
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _sentence(error: sqlite3.Error) -> str:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL"):
        return "the disk is full; nothing was changed; make room and run the command again"
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return "cannot be opened for writing; check the folder and its permissions"
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return "is damaged; restore a backup, or move the data folder away and add the papers again"
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return _IN_USE
    return f"the catalogue did not answer: {error}"

"""What was fetched and what is still to be, in ``sync.sqlite3`` of the data folder.

Each step is one transaction, so that a kill at any time loses nothing and doubles nothing: a paper
is ``wanted``, then ``fetched`` (its file lies whole in ``incoming/``), then ``taken`` into the
catalogue. What is restricted is ``refused``, and ``withdrawn`` first where one is here, until that
is closed; what reading gives up on is ``unreadable``, what the site did not give ``failed``.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from corpus.model import Particulars, SyncError, records
from corpus.sync.site import Committee, Meeting

FILE_NAME = "sync.sqlite3"
_VERSION = 2
_TABLES = (
    "CREATE TABLE committees (site TEXT, id TEXT, title TEXT NOT NULL, former TEXT NOT NULL,"
    " PRIMARY KEY (site, id)) WITHOUT ROWID",
    # The name of the committee is that under which the meeting was first listed.
    "CREATE TABLE meetings (site TEXT, id TEXT, committee TEXT NOT NULL, name TEXT NOT NULL,"
    " record TEXT NOT NULL, seen TEXT NOT NULL, PRIMARY KEY (site, id)) WITHOUT ROWID",
    "CREATE TABLE papers (seq INTEGER PRIMARY KEY AUTOINCREMENT, site TEXT NOT NULL,"
    " key TEXT NOT NULL, meeting TEXT NOT NULL, url TEXT NOT NULL, name TEXT NOT NULL,"
    " said TEXT NOT NULL, published TEXT NOT NULL, state TEXT NOT NULL, etag TEXT NOT NULL,"
    " modified TEXT NOT NULL, length INTEGER, paper TEXT, incoming TEXT, told TEXT,"
    " tries INTEGER NOT NULL, reason TEXT NOT NULL, closed TEXT, UNIQUE (site, key))",
    "CREATE INDEX paper_files ON papers (coalesce(incoming, paper))",
    "CREATE INDEX paper_meetings ON papers (site, meeting)",
    "CREATE INDEX paper_states ON papers (state, site)",
)
# Of what was closed before, it is not known any more who did.
_TO_2 = (
    "ALTER TABLE papers ADD COLUMN closed TEXT",
    "UPDATE papers SET closed = '' WHERE state = 'refused' AND paper IS NOT NULL",
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A paper of a site as it is known; ``key`` is its own on the ``site``.

    ``said`` is what the site says of it, ``told`` what of that the catalogue was told, as JSON.
    ``paper`` is the id of what was taken, ``incoming`` of what was fetched and is not yet.
    ``etag``, ``modified`` and ``length`` (bytes) are those of the version fetched last. ``closed``
    is all that was said of the paper here when its site's word closed it, as JSON: while that is
    said, nobody else has spoken.
    """

    seq: int
    site: str
    key: str
    meeting: str
    url: str
    name: str
    said: Particulars
    published: str
    state: str
    etag: str
    modified: str
    length: int | None
    paper: str | None
    incoming: str | None
    told: str | None
    tries: int
    reason: str
    closed: str | None = None


class State:
    """The open file; threads take turns at it. Close it when done.

    Whatever is asked raises ``SyncError`` where the file cannot be used.
    """

    def __init__(self, path: Path | None) -> None:
        """``path`` is that of the file, made where it is missing; None keeps all in memory."""
        self._turn = threading.RLock()
        with self._plainly():
            if path is not None:
                # Its owner's alone from the first byte on.
                os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            self._db = sqlite3.connect(
                path or ":memory:", timeout=60.0, isolation_level=None, check_same_thread=False
            )
            self._db.row_factory = sqlite3.Row
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._prepare(path)

    def _prepare(self, path: Path | None) -> None:
        found = int(self._db.execute("PRAGMA user_version").fetchone()[0])
        if found > _VERSION:
            raise SyncError(f"{path}: is of version {found}, a later one; update Minutebook")
        if found < _VERSION:
            with self._writing() as db:
                for statement in _TABLES if found == 0 else _TO_2:
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {_VERSION}")

    def close(self) -> None:
        """Close the file."""
        with self._turn:
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def committee(self, site: str, one: Committee) -> tuple[str, ...]:
        """Keep the name of a committee; return the names that it had before, newest last."""
        with self._writing() as db:
            row = db.execute(
                "SELECT title, former FROM committees WHERE site = ? AND id = ?", (site, one.id)
            ).fetchone()
            former = records.load(tuple[str, ...], row["former"]) if row else ()
            if row and row["title"] != one.title:
                former = (*(name for name in former if name != one.title), row["title"])
            db.execute(
                "INSERT OR REPLACE INTO committees VALUES (?, ?, ?, ?)",
                (site, one.id, one.title, records.dump(former)),
            )
        return former

    def former(self, site: str, committee: str) -> tuple[str, ...]:
        """Return the names that a committee had before, newest last."""
        with self._reading() as db:
            row = db.execute(
                "SELECT former FROM committees WHERE site = ? AND id = ?", (site, committee)
            ).fetchone()
        return records.load(tuple[str, ...], row["former"]) if row else ()

    def meeting(self, site: str, meeting: str) -> tuple[str, str] | None:
        """Return the committee's name at a meeting, and the day it was last asked for (ISO).

        None for one that was never listed.
        """
        with self._reading() as db:
            row = db.execute(
                "SELECT name, seen FROM meetings WHERE site = ? AND id = ?", (site, meeting)
            ).fetchone()
        return (row["name"], row["seen"]) if row else None

    def meetings(self, site: str, committee: str) -> tuple[Meeting, ...]:
        """Return the meetings of a committee that are known, oldest first."""
        with self._reading() as db:
            rows = db.execute(
                "SELECT record FROM meetings WHERE site = ? AND committee = ?", (site, committee)
            ).fetchall()
        found = (records.load(Meeting, row["record"]) for row in rows)
        return tuple(sorted(found, key=lambda one: (one.day, one.id)))

    def every_meeting(self) -> tuple[tuple[str, str, Meeting], ...]:
        """Return the meetings of all sites that are known: site, committee's name then, meeting."""
        with self._reading() as db:
            rows = db.execute(
                "SELECT site, name, record FROM meetings ORDER BY site, id"
            ).fetchall()
        found = ((row["site"], row["name"], records.load(Meeting, row["record"])) for row in rows)
        return tuple(found)

    def keep(self, site: str, committee: Committee, name: str, meeting: Meeting, seen: str) -> None:
        """Keep what a site tells of a meeting, as asked for on the day ``seen`` (ISO)."""
        with self._writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO meetings VALUES (?, ?, ?, ?, ?, ?)",
                (site, meeting.id, committee.id, name, records.dump(meeting), seen),
            )

    def find(self, site: str, key: str) -> Kept | None:
        """Return a paper of a site by its key; None for one that is not known."""
        return next(iter(self._select("site = ? AND key = ?", site, key)), None)

    def of_file(self, paper_id: str) -> tuple[Kept, ...]:
        """Return the papers of all sites that are, or are about to be, this file."""
        return self._select("coalesce(incoming, paper) = ?", paper_id)

    def of_meeting(self, site: str, meeting: str) -> tuple[Kept, ...]:
        """Return the papers of a meeting that are known."""
        return self._select("site = ? AND meeting = ?", site, meeting)

    def in_state(self, state: str, site: str | None = None) -> tuple[Kept, ...]:
        """Return the papers in a state, of one site or of all, in the order they were found in."""
        if site is None:
            return self._select("state = ?", state)
        return self._select("state = ? AND site = ?", state, site)

    def want(self, one: Kept) -> Kept:
        """Keep what is to be fetched, by its site and key; return it with its number."""
        row = (one.meeting, one.url, one.name, records.dump(one.said), one.published)
        with self._writing() as db:
            db.execute(
                "INSERT INTO papers (site, key, meeting, url, name, said, published, state, etag,"
                " modified, tries, reason) VALUES (?, ?, ?, ?, ?, ?, ?, 'wanted', '', '', 0, '')"
                " ON CONFLICT (site, key) DO UPDATE SET meeting = excluded.meeting,"
                " url = excluded.url, said = excluded.said, published = excluded.published,"
                " tries = CASE WHEN published = excluded.published THEN tries ELSE 0 END,"
                " length = CASE WHEN published = excluded.published THEN length END,"
                " published = excluded.published,"
                " state = 'wanted'",
                (one.site, one.key, *row),
            )
        found = self.find(one.site, one.key)
        assert found is not None
        return found

    def say(self, one: Kept, said: Particulars) -> None:
        """Keep what a site says of a paper now."""
        if one.said != said:
            self._change(one.seq, said=records.dump(said))

    def fetched(
        self, one: Kept, paper_id: str, etag: str, modified: str, length: int | None
    ) -> None:
        """Note that a file of this id lies in ``incoming/``."""
        self._change(
            one.seq,
            state="fetched",
            incoming=paper_id,
            etag=etag,
            modified=modified,
            length=length,
            reason="",
        )

    def unchanged(self, one: Kept) -> None:
        """Note that the version taken is the site's still."""
        if one.state != "taken" or one.reason:
            self._change(one.seq, state="taken", reason="")

    def same(self, one: Kept, etag: str, modified: str, length: int) -> None:
        """Note that the version taken came again, with what its site says of it now."""
        self._change(one.seq, state="taken", reason="", etag=etag, modified=modified, length=length)

    def taken(self, one: Kept, paper_id: str, told: str | None) -> None:
        """Note that a file is in the catalogue, of which this was told."""
        self._change(
            one.seq, state="taken", paper=paper_id, incoming=None, told=told, tries=0, reason=""
        )

    def seen(self, one: Kept, reason: str | None) -> None:
        """Note that a file of a folder was taken in as it is now, or why it gives no paper."""
        state = "taken" if reason is None else "unreadable"
        self._change(one.seq, state=state, etag=one.published, reason=reason or "")

    def fail(self, one: Kept, state: str, reason: str, tries: int = 0) -> None:
        """Note why a paper is not to be had: ``refused``, ``unreadable`` or ``failed``.

        After so many ``tries``; the next asks for all of it, whatever version was fetched last.
        """
        about: dict[str, object] = {"etag": "", "modified": "", "length": None}
        self._change(one.seq, state=state, incoming=None, tries=tries, reason=reason, **about)

    def withdraw(self, one: Kept, reason: str) -> None:
        """Note that a paper that was taken is not for the public any more, on its site."""
        self._change(one.seq, state="withdrawn", incoming=None, reason=reason)

    def closed(self, one: Kept, said: str | None) -> None:
        """Note what is said of a paper here that its site's word closed; None where it is over."""
        self._change(one.seq, closed=said)

    def again(self, kept: Sequence[Kept]) -> None:
        """Have papers fetched again, whatever is known of them."""
        for one in kept:
            self._change(one.seq, state="wanted", paper=None, etag="", modified="", length=None)

    def _change(self, seq: int, **values: object) -> None:
        names = ", ".join(f"{name} = ?" for name in values)
        with self._writing() as db:
            db.execute(f"UPDATE papers SET {names} WHERE seq = ?", (*values.values(), seq))

    def _select(self, condition: str, *values: str) -> tuple[Kept, ...]:
        with self._reading() as db:
            rows = db.execute(
                f"SELECT * FROM papers WHERE {condition} ORDER BY seq", values
            ).fetchall()
        return tuple(Kept(**dict(row) | {"said": _said(row["said"])}) for row in rows)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._turn, self._plainly():
            yield self._db

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._turn, self._plainly():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._db.execute("ROLLBACK")
                raise

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise SyncError(f"{FILE_NAME}: cannot be used: {error}") from error


def _said(text: str) -> Particulars:
    return records.load(Particulars, text)

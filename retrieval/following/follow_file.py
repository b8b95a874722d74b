"""The SQLite file of follows: what is followed, what was found for it as places, and what was sent.

It holds no word of a paper. A finding is a place and a digest of the words there; whoever is told
of it is told what the paper says then, if it still says that and may still be seen.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hmac import compare_digest
from pathlib import Path
from typing import Self

from corpus.model import Span
from corpus.storage import private_store
from retrieval.following.follows import (
    MOST_FOLLOWS,
    MOST_WORDS,
    Finding,
    Follow,
    FollowKind,
    is_address,
)
from retrieval.model import FollowError

FILE_NAME = "follows.sqlite3"
_PATIENCE = 10.0
_DAY = 86_400.0
# A finding is forgotten after so many days, in seconds, and words that were met once they stood in
# no new paper for so long: what is printed every year is known again.
KEPT, _KNOWN = 120 * _DAY, 800 * _DAY
# Of all owners of a sort together: a browser is quickly another one, and must not keep people out.
_MOST_OF_SORT = 20_000
_TABLES = (
    "CREATE TABLE IF NOT EXISTS follows (id TEXT PRIMARY KEY, owner TEXT NOT NULL,"
    " kind TEXT NOT NULL, words TEXT NOT NULL, committee TEXT NOT NULL, mail TEXT NOT NULL,"
    " since REAL NOT NULL, UNIQUE (owner, kind, words, committee)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS findings (follow TEXT NOT NULL REFERENCES follows (id)"
    " ON DELETE CASCADE, key TEXT NOT NULL, paper TEXT NOT NULL, page INTEGER NOT NULL,"
    " spans TEXT NOT NULL, item TEXT, more INTEGER NOT NULL, replaced INTEGER NOT NULL,"
    " found REAL NOT NULL, mailed INTEGER NOT NULL, PRIMARY KEY (follow, key)) WITHOUT ROWID",
    # Digests of words that were met: nothing is told twice.
    "CREATE TABLE IF NOT EXISTS met (follow TEXT NOT NULL REFERENCES follows (id)"
    " ON DELETE CASCADE, key TEXT NOT NULL, PRIMARY KEY (follow, key)) WITHOUT ROWID",
    # Papers that were looked through, and how many of their pages had no words then.
    "CREATE TABLE IF NOT EXISTS looked (paper TEXT PRIMARY KEY, seen REAL NOT NULL,"
    " unread INTEGER NOT NULL) WITHOUT ROWID",
    # The private address of an owner's feeds, as the SHA-256 of its token.
    "CREATE TABLE IF NOT EXISTS feeds (owner TEXT PRIMARY KEY, token TEXT NOT NULL UNIQUE)"
    " WITHOUT ROWID",
    # What the links that stop mail are made with.
    "CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)
# Columns that files of earlier versions lack, and what is in them there: when words were met last,
# when a follow's owner last looked after it, how many other items of a paper had the words, and
# whether those of a follow are a paper's.
_KEEP_FOLLOW = (
    "INSERT INTO follows (id, owner, kind, words, committee, mail, since, renewed, offered)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ADDED = (
    ("met", "at", "REAL NOT NULL DEFAULT 0", "unixepoch()"),
    ("follows", "renewed", "REAL NOT NULL DEFAULT 0", "unixepoch()"),
    ("findings", "beyond", "INTEGER NOT NULL DEFAULT 0", "0"),
    ("follows", "offered", "INTEGER NOT NULL DEFAULT 0", "kind = 'matter' AND committee <> ''"),
)


class FollowFile:
    """The follows of the folder ``data``; the file is made where it is missing.

    Whatever is asked raises ``CatalogueError`` where the file cannot be used. A follow is found
    by its owner alone.
    """

    def __init__(self, data: Path) -> None:
        self._store = private_store(data / FILE_NAME, _prepare, _PATIENCE)

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def follow(
        self,
        owner: str,
        kind: FollowKind,
        words: str,
        *,
        committee: str = "",
        mail: str = "",
        offered: bool = False,
    ) -> Follow:
        """Follow something from now on; what is followed already stays, with this address.

        ``offered`` says that the words are a paper's, and were not typed.

        Raises:
            FollowError: it is no search, its address is none, or too many are followed.
        """
        words = " ".join(words.split())
        mail = mail.strip()
        if mail and not is_address(mail):
            raise FollowError("that is no e-mail address that mail can be sent to")
        if not words or len(words) > MOST_WORDS:
            raise FollowError(f"what is followed has 1 to {MOST_WORDS} characters")
        same = (owner, kind.value, words, committee)
        with self._store.writing() as db:
            row = db.execute(
                "SELECT * FROM follows WHERE owner = ? AND kind = ? AND words = ?"
                " AND committee = ?",
                same,
            ).fetchone()
            if row is not None:
                renewed = "UPDATE follows SET mail = ?, renewed = ? WHERE id = ?"
                db.execute(renewed, (mail, time.time(), row["id"]))
                return replace(_follow(row), mail=mail)
            held = db.execute("SELECT count(*) FROM follows WHERE owner = ?", (owner,)).fetchone()
            if held[0] >= MOST_FOLLOWS:
                raise FollowError(f"{MOST_FOLLOWS} things are followed already; stop some")
            sort = owner.partition(" ")[0]
            others = "SELECT count(*) FROM follows WHERE owner = ? OR owner GLOB ?"
            if db.execute(others, (sort, f"{sort} *")).fetchone()[0] >= _MOST_OF_SORT:
                raise FollowError("too much is followed here already")
            now, own = time.time(), secrets.token_hex(6)
            one = Follow(own, owner, kind, words, committee, mail, now, offered)
            db.execute(_KEEP_FOLLOW, _row(one))
        return one

    def follow_all(self, follows: Iterable[Follow]) -> None:
        """Keep follows as they are given, all or none: those of another system, or of a test."""
        with self._store.writing() as db:
            rows = [_row(one) for one in follows]
            db.executemany(_KEEP_FOLLOW, rows)

    def stop(self, owner: str, follow: str) -> bool:
        """Follow something no more; False where this owner follows nothing of that id."""
        with self._store.writing() as db:
            gone = db.execute("DELETE FROM follows WHERE id = ? AND owner = ?", (follow, owner))
            return gone.rowcount > 0

    def renew(self, owner: str) -> None:
        """Note that an owner looked after what they follow."""
        with self._store.writing() as db:
            db.execute("UPDATE follows SET renewed = ? WHERE owner = ?", (time.time(), owner))

    def expire(self, days: int) -> int:
        """Stop what no owner looked after for ``days``; return how much. 0 stops nothing."""
        if not days:
            return 0
        with self._store.writing() as db:
            before = time.time() - days * _DAY
            return db.execute("DELETE FROM follows WHERE renewed < ?", (before,)).rowcount

    def stop_token(self, mail: str) -> str:
        """Return what a link has by which whoever gets mail at an address stops it."""
        with self._store.writing() as db:
            made = ("mail", secrets.token_hex(32))
            db.execute("INSERT OR IGNORE INTO secrets VALUES (?, ?)", made)
            return _stop_token(_secret(db), mail)

    def mail_of(self, token: str) -> str | None:
        """Return to which address mail goes that a token of :meth:`stop_token` stops.

        None where none goes there.
        """
        with self._store.reading() as db:
            secret = _secret(db)
            if not secret:
                return None  # no link was ever made
            mails = db.execute("SELECT DISTINCT mail FROM follows WHERE mail <> ''").fetchall()
        told, given = (row[0] for row in mails), token.encode()
        return next(
            (m for m in told if compare_digest(_stop_token(secret, m).encode(), given)), None
        )

    def stop_mail(self, mail: str) -> None:
        """Send no more mail to an address; what it was for is still followed."""
        with self._store.writing() as db:
            db.execute("UPDATE follows SET mail = '' WHERE mail = ?", (mail,))

    def follows(self, owner: str | None = None) -> tuple[Follow, ...]:
        """Return what an owner follows, or everybody, the newest first."""
        with self._store.reading() as db:
            where, values = ("", ()) if owner is None else (" WHERE owner = ?", (owner,))
            rows = db.execute(f"SELECT * FROM follows{where} ORDER BY since DESC, id", values)
            return tuple(map(_follow, rows.fetchall()))

    def looked(self) -> Mapping[str, tuple[float, int]]:
        """Return of each paper that was looked through when it came, and its unread pages then.

        When is Unix time in seconds.
        """
        with self._store.reading() as db:
            rows = db.execute("SELECT paper, seen, unread FROM looked").fetchall()
        return {row[0]: (row[1], row[2]) for row in rows}

    def met(self, pairs: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        """Return which of these (follow, key) were met before."""
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT m.follow, m.key FROM json_each(?) p CROSS JOIN met m"
                " ON m.follow = p.value ->> 0 AND m.key = p.value ->> 1",
                (json.dumps(list(pairs)),),
            ).fetchall()
        return frozenset((row[0], row[1]) for row in rows)

    def keep(
        self,
        paper: str,
        seen: float,
        unread: int,
        found: Sequence[Finding],
        met: Iterable[tuple[str, str]],
        moved: Sequence[Finding] = (),
    ) -> None:
        """Keep what was found in a paper, and that it was looked through, all or nothing.

        It came when ``seen`` says (Unix time in seconds) and has ``unread`` pages. ``met`` are
        (follow, key) of all that is told; ``moved`` were found before, elsewhere. Follows that were
        stopped meanwhile are left out.
        """
        now = time.time()
        with self._store.writing() as db:
            kept = {row[0] for row in db.execute("SELECT id FROM follows")}
            db.executemany(
                "INSERT OR IGNORE INTO findings (follow, key, paper, page, spans, item, more,"
                " replaced, found, beyond, mailed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                [_finding_row(one) for one in found if one.follow in kept],
            )
            db.executemany(
                "UPDATE findings SET paper = ?, page = ?, spans = ?, item = ?"
                " WHERE follow = ? AND key = ?",
                [
                    (one.paper, one.page, _spans(one), one.item, one.follow, one.key)
                    for one in moved
                ],
            )
            again = [(one.follow, one.key) for one in moved]
            db.executemany(
                "INSERT OR REPLACE INTO met (follow, key, at) VALUES (?, ?, ?)",
                [(*one, now) for one in (*met, *again) if one[0] in kept],
            )
            db.execute("INSERT OR REPLACE INTO looked VALUES (?, ?, ?)", (paper, seen, unread))
            db.execute("DELETE FROM findings WHERE found < ?", (now - KEPT,))
            db.execute("DELETE FROM met WHERE at < ?", (now - _KNOWN,))

    def findings(self, owner: str, most: int = 100) -> tuple[tuple[Follow, Finding], ...]:
        """Return what was found for an owner, with what it was found for, the newest first."""
        return self._found("o.owner = ?", (owner,), most)

    def state(self, owner: str) -> tuple[object, ...]:
        """Return what is the same while an owner follows the same, and the same was found."""
        found = (
            "SELECT count(*), max(f.found), sum(f.found) FROM findings f"
            " JOIN follows o ON o.id = f.follow WHERE o.owner = ?"
        )
        with self._store.reading() as db:
            held = db.execute("SELECT id FROM follows WHERE owner = ? ORDER BY id", (owner,))
            ids = tuple(row[0] for row in held)
            return ids, tuple(db.execute(found, (owner,)).fetchone())

    def unmailed(self) -> tuple[tuple[Follow, Finding], ...]:
        """Return what was found for follows with an address and not mailed yet, oldest first."""
        return self._found("o.mail <> '' AND NOT f.mailed", (), None)[::-1]

    def mailed(self, found: Iterable[Finding]) -> None:
        """Note that these went out by mail, or are not to."""
        with self._store.writing() as db:
            db.executemany(
                "UPDATE findings SET mailed = 1 WHERE follow = ? AND key = ?",
                [(one.follow, one.key) for one in found],
            )

    def new_token(self, owner: str) -> str:
        """Return a new private address of an owner's feeds; an earlier one leads nowhere then."""
        token = secrets.token_urlsafe(24)
        with self._store.writing() as db:
            db.execute("INSERT OR REPLACE INTO feeds VALUES (?, ?)", (owner, _digest(token)))
        return token

    def has_token(self, owner: str) -> bool:
        """Tell whether an owner has a private address."""
        with self._store.reading() as db:
            found = db.execute("SELECT 1 FROM feeds WHERE owner = ?", (owner,)).fetchone()
        return found is not None

    def owner_of(self, token: str) -> str | None:
        """Return whose feeds a token opens; None for no one's."""
        with self._store.reading() as db:
            row = db.execute(
                "SELECT owner FROM feeds WHERE token = ?", (_digest(token),)
            ).fetchone()
        return str(row[0]) if row else None

    def _found(
        self, where: str, values: tuple[str, ...], most: int | None
    ) -> tuple[tuple[Follow, Finding], ...]:
        limit = "" if most is None else f" LIMIT {most}"
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT o.*, f.follow, f.key, f.paper, f.page, f.spans, f.item, f.more, f.replaced,"
                " f.found, f.beyond FROM findings f JOIN follows o ON o.id = f.follow"
                f" WHERE {where} ORDER BY f.found DESC, f.paper, f.page, f.key{limit}",
                values,
            ).fetchall()
        return tuple((_follow(row), _finding(row)) for row in rows)


def _prepare(db: sqlite3.Connection) -> None:
    for statement in _TABLES:
        db.execute(statement)
    for table, column, kind, before in _ADDED:
        if column not in {row["name"] for row in db.execute(f"PRAGMA table_info({table})")}:
            db.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
            db.execute(f"UPDATE {table} SET {column} = {before}")


def _secret(db: sqlite3.Connection) -> str:
    row = db.execute("SELECT value FROM secrets WHERE name = 'mail'").fetchone()
    return str(row[0]) if row else ""


def _stop_token(secret: str, mail: str) -> str:
    return hmac.new(secret.encode(), mail.encode(), hashlib.sha256).hexdigest()[:40]


def _row(one: Follow) -> tuple[object, ...]:
    about = (one.kind.value, one.words, one.committee, one.mail)
    return one.id, one.owner, *about, one.since, one.since, int(one.offered)


def _follow(row: sqlite3.Row) -> Follow:
    about = (row["words"], row["committee"], row["mail"], row["since"], bool(row["offered"]))
    return Follow(row["id"], row["owner"], FollowKind(row["kind"]), *about)


def _finding_row(one: Finding) -> tuple[object, ...]:
    place = (one.paper, one.page, _spans(one), one.item)
    return one.follow, one.key, *place, one.more, int(one.replaced), one.found, one.beyond


def _spans(one: Finding) -> str:
    return json.dumps([(span.page, span.start, span.end) for span in one.spans])


def _finding(row: sqlite3.Row) -> Finding:
    spans = tuple(Span(*triple) for triple in json.loads(row["spans"]))
    about = (row["item"], row["more"], bool(row["replaced"]), row["found"], row["beyond"])
    return Finding(row["follow"], row["key"], row["paper"], row["page"], spans, *about)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

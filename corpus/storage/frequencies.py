"""How many passages hold a token or a word, and the words of open ones: kept as papers come and go.

Both are counted twice, over all passages and over the public ones, so that what is
suggested to the public, or weighs its questions, never comes out of exempt pages.
For the same reason there is a word index of open passages and pages alone, without what is
masked there.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from corpus.storage.packed import own_tokens, token_ids

# They keep no texts of their own to be built anew from.
OPEN_INDEXES = ("open_passage_words", "open_page_words")
_WORD = re.compile(r"[^\W\d_]{3,}")


def count(db: sqlite3.Connection, seq: int, step: int) -> None:
    """Add (``step`` +1) or take away (-1) a paper that becomes visible, or is no longer.

    ``seq`` is its number in the catalogue. What anyone may see of it is told by its access
    then, so that a change of access is taking away before it and adding after it.
    """
    every, public = _Counts(), _Counts()
    for ids, ends, place, words, shown, is_public in db.execute(
        "SELECT n.ids, n.ends, v.place, w.context || ' ' || w.body, m.context || ' ' || m.body,"
        " p.access = 'public' AND s.access = 'public'"
        " FROM passages s JOIN papers p ON p.seq = s.paper LEFT JOIN vectors v USING (passage)"
        " LEFT JOIN windows n USING (window)"
        " JOIN passage_words w ON w.rowid = s.passage"
        " LEFT JOIN masked_passages m ON m.passage = s.passage WHERE s.paper = ?",
        (seq,),
    ):
        held = _tokens(ids, ends, place)
        every.take(held, words)
        if is_public:
            public.take(held, words if shown is None else shown)
    _add(db, "token_frequencies", "token", (every.tokens, public.tokens), step)
    _add(db, "word_frequencies", "word", (every.words, public.words), step)
    _index_open(db, seq, step)


def index_open_anew(db: sqlite3.Connection) -> None:
    """Build the indexes of open words anew, as complete papers stand."""
    for words in OPEN_INDEXES:
        db.execute(f"INSERT INTO {words} ({words}) VALUES ('delete-all')")
    for (seq,) in db.execute("SELECT seq FROM papers WHERE state = 'complete'").fetchall():
        _index_open(db, seq, 1)


def _index_open(db: sqlite3.Connection, seq: int, step: int) -> None:
    """Put the words of open passages and pages into their index, or take them out.

    The index keeps no text: what is taken out is told once more as it was put in.
    """
    for words, table, key, columns in (
        ("passage_words", "passages", "passage", ("context", "body")),
        ("page_words", "pages", "page", ("body",)),
    ):
        what, first = ("", "") if step > 0 else (f"open_{words}, ", "'delete', ")
        told = ", ".join(f"coalesce(m.{column}, w.{column})" for column in columns)
        db.execute(
            f"INSERT INTO open_{words} ({what}rowid, {', '.join(columns)})"
            f" SELECT {first}w.rowid, {told} FROM papers p JOIN {table} s ON s.paper = p.seq"
            f" JOIN {words} w ON w.rowid = s.{key}"
            f" LEFT JOIN masked_{table} m ON m.{key} = s.{key}"
            " WHERE p.seq = ? AND p.access = 'public' AND s.access = 'public'",
            (seq,),
        )


def _tokens(ids: bytes | None, ends: bytes, place: int) -> set[int]:
    """Return the tokens of a passage in a window; of one without vectors none."""
    if ids is None:
        return set()
    at = np.frombuffer(ends, np.int32)
    return set(token_ids(ids, int(at[-1]))[own_tokens(at, place)].tolist())


@dataclass
class _Counts:
    """How many passages hold each token and each word."""

    tokens: Counter[int] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)

    def take(self, tokens: set[int], text: str) -> None:
        self.tokens.update(tokens)
        self.words.update(set(_WORD.findall(text.lower())))


def _add(
    db: sqlite3.Connection,
    table: str,
    key: str,
    counts: tuple[Counter[int], Counter[int]] | tuple[Counter[str], Counter[str]],
    step: int,
) -> None:
    every, public = counts
    db.executemany(
        f"INSERT INTO {table} VALUES (?, ?, ?) ON CONFLICT ({key}) DO UPDATE SET"
        " every = every + excluded.every, public = public + excluded.public",
        [(name, step * every[name], step * public[name]) for name in every],  # type: ignore[index]
    )
    if step < 0:
        db.execute(f"DELETE FROM {table} WHERE every <= 0")

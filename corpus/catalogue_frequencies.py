"""How many passages hold a token of the model, or a word: kept as papers come and go.

Both are counted twice, over all papers and over the public ones, so that what is
suggested to the public never comes out of an exempt paper.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter

import numpy as np

from corpus.types import Access

_WORD = re.compile(r"[^\W\d_]{3,}")


def count(db: sqlite3.Connection, seq: int, step: int) -> None:
    """Add (+1) or take away (-1) a paper's passages from the token and word frequencies."""
    tokens: Counter[int] = Counter()
    words: Counter[str] = Counter()
    for ids, context, body in db.execute(
        "SELECT v.ids, w.context, w.body FROM passages s LEFT JOIN vectors v USING (passage)"
        " JOIN passage_words w ON w.rowid = s.passage WHERE s.paper = ?",
        (seq,),
    ):
        if ids is not None:
            tokens.update(np.unique(np.frombuffer(ids, dtype=np.int32)).tolist())
        words.update(set(_WORD.findall(f"{context} {body}".lower())))
    access = db.execute("SELECT access FROM papers WHERE seq = ?", (seq,)).fetchone()[0]
    public = step if access == Access.PUBLIC else 0
    _add(db, "token_frequencies", "token", tokens, step, public)
    _add(db, "word_frequencies", "word", words, step, public)


def _add(
    db: sqlite3.Connection,
    table: str,
    key: str,
    counts: Counter[int] | Counter[str],
    step: int,
    public: int,
) -> None:
    db.executemany(
        f"INSERT INTO {table} VALUES (?, ?, ?) ON CONFLICT ({key}) DO UPDATE SET"
        " every = every + excluded.every, public = public + excluded.public",
        [(name, step * number, public * number) for name, number in counts.items()],
    )
    if step < 0:
        db.execute(f"DELETE FROM {table} WHERE every <= 0")

"""Passages and pages as search asks for them: by words, by id, with their vectors."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType

from corpus.catalogue.masking import MaskShelf
from corpus.catalogue.remembered import Remembered
from corpus.catalogue.rows import passage_of
from corpus.catalogue.scope import Value, pages_in, papers_in, passages_in, seen
from corpus.catalogue.scope import visible as visible_to
from corpus.language import index_phrases
from corpus.masks import Hidden
from corpus.model import (
    Access,
    EmbeddedPassage,
    Passage,
    PassageKind,
    Scope,
    index_key,
)
from corpus.storage import PackedWindow, Row, Store, Worded

# What anyone may see; also the scope of a question that sets no filter.
PUBLIC = Scope()
# Passages that are remembered with their papers: a question reads those of a few papers, again
# and again. Each takes some kilobytes.
_PASSAGES = 4096
# Papers and index keys that are remembered of whole scopes, some hundred bytes each: a question
# needs those of one scope, and readers choose among few.
_IN_SCOPES = 65_536


class PassageShelf:
    """The passages of the complete papers in ``store``.

    Whatever is asked raises ``CatalogueError`` where the file cannot be read or is closed.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._masks = MaskShelf()
        self._papers = Remembered(_PASSAGES)
        self._scopes = Remembered(_IN_SCOPES)

    def passages(self, ids: Sequence[str], clearance: Access = Access.PUBLIC) -> dict[str, Passage]:
        """Return the passages of these ids that may be seen, by id, in the order of ``ids``."""
        where = seen(clearance, "s")
        rows, hidden = self._seen(
            clearance,
            "SELECT s.*, p.id AS paper_id FROM passages s JOIN papers p ON p.seq = s.paper"
            f" WHERE s.id IN (SELECT value FROM json_each(?)) AND {where.sql}",
            json.dumps(list(ids)),
            *where.values,
        )
        found = {row["id"]: hidden.passage(passage_of(row, row["paper_id"])) for row in rows}
        return {key: found[key] for key in dict.fromkeys(ids) if key in found}

    def passages_of(self, paper_id: str, clearance: Access = Access.PUBLIC) -> tuple[Passage, ...]:
        """Return the passages of a paper in order; none if it may not be seen."""
        with self._store.reading() as db:

            def read() -> tuple[Passage, ...]:
                rows = self._part(db, "passages", paper_id, clearance)
                hidden = self._masks.hidden(db, clearance)
                return tuple(hidden.passage(passage_of(row, row["paper_id"])) for row in rows)

            return self._papers.answer(db, (paper_id, clearance), read, of=paper_id)

    def passage_ids(self, scope: Scope = PUBLIC) -> set[str]:
        """Return the ids of the passages in ``scope``."""
        where = passages_in(scope)
        rows = self._all(
            f"SELECT s.id FROM papers p JOIN passages s ON s.paper = p.seq WHERE {where.sql}",
            *where.values,
        )
        return {row[0] for row in rows}

    def index_keys(self, scope: Scope = PUBLIC) -> tuple[str, ...] | None:
        """Return what the vector index may be asked for in ``scope``; None where that is all."""
        with self._store.reading() as db:
            return self._scopes.answer(db, ("keys", scope), lambda: _index_keys(db, scope))

    def ids_of_kind(
        self,
        kind: PassageKind,
        places: Sequence[tuple[str, str | None]],
        clearance: Access = Access.PUBLIC,
    ) -> list[str]:
        """Return the ids of passages of one kind in these (paper id, item number) places."""
        where = seen(clearance, "s")
        sql = (
            "SELECT s.id FROM papers p JOIN passages s ON s.paper = p.seq"
            f" WHERE p.id = ? AND s.item IS ? AND s.kind = ? AND {where.sql} ORDER BY s.position"
        )
        return [
            row[0]
            for paper_id, item in places
            for row in self._all(sql, paper_id, item, kind.value, *where.values)
        ]

    def lexical_passages(
        self, match: str, limit: int, scope: Scope = PUBLIC
    ) -> list[tuple[str, float]]:
        """Return up to ``limit`` (passage id, BM25 score), best first: a higher score is better.

        ``match`` is an FTS5 expression over the columns ``context`` and ``body``.

        Raises:
            CatalogueError: the expression is not one.
        """
        held = _words_of_passages(scope)
        return [(row[0], row[1]) for row in self._best(held, match, limit)]

    def lexical_pages(
        self, match: str, limit: int, scope: Scope = PUBLIC
    ) -> list[tuple[tuple[str, int], float]]:
        """Return up to ``limit`` ((paper id, physical page), BM25 score), best first.

        Raises:
            CatalogueError: ``match`` is not an FTS5 expression.
        """
        held = _words_of_pages(scope)
        return [((row[0], row[1]), row[2]) for row in self._best(held, match, limit)]

    def pages_holding(self, match: str, most: int, scope: Scope = PUBLIC) -> int:
        """Return how many pages in ``scope`` an FTS5 expression matches, counting to ``most``.

        Raises:
            CatalogueError: ``match`` is not an FTS5 expression.
        """
        held = _words_of_pages(scope)
        (row,) = self._all(
            f"SELECT count(*) FROM (SELECT 1 FROM {held.words} {held.joins}"
            f" WHERE {held.words} MATCH ? AND {held.where} LIMIT ?)",
            match,
            *held.values,
            most,
        )
        return int(row[0])

    def _best(self, held: Worded, match: str, limit: int) -> list[Row]:
        with self._store.reading() as db:

            def count(phrase: str) -> int:
                key = ("held", held.words, phrase)
                return self._scopes.answer(db, key, lambda: held.counted(db, phrase))

            return held.best(db, match, limit, count)

    def pages_with(self, typed: str, scope: Scope = PUBLIC) -> Mapping[str, tuple[int, ...]]:
        """Return the physical pages in ``scope`` that hold ``typed``, in order, by paper id.

        It is a word in any of its forms, or several as they stand; signs alone are nowhere. What
        is masked for this reader is not found.
        """
        match = " OR ".join(index_phrases(typed))
        if not match:
            return {}
        with self._store.reading() as db:
            key = ("pages", match, scope)
            return self._scopes.answer(db, key, lambda: _pages_with(db, match, scope))

    def labels_of(
        self, pages: Sequence[tuple[str, int]], clearance: Access = Access.PUBLIC
    ) -> dict[tuple[str, int], str]:
        """Return the printed numbers of (paper id, physical page) ``pages``, of those with one."""
        where = seen(clearance, "g")
        rows = self._all(
            "SELECT p.id, g.number, g.label FROM json_each(?) j"
            " JOIN papers p ON p.id = j.value ->> 0"
            " JOIN pages g ON g.paper = p.seq AND g.number = j.value ->> 1"
            f" WHERE {where.sql} AND g.label IS NOT NULL",
            json.dumps([list(page) for page in pages]),
            *where.values,
        )
        return {(row[0], row[1]): row[2] for row in rows}

    def embedded(
        self, ids: Sequence[str], clearance: Access = Access.PUBLIC
    ) -> dict[str, EmbeddedPassage]:
        """Return dense and token vectors, by id, of those of these passages that may be seen."""
        where = seen(clearance, "s")
        with self._store.reading() as db:
            places = db.execute(
                "SELECT s.id, v.window, v.place FROM passages s JOIN vectors v USING (passage)"
                " JOIN papers p ON p.seq = s.paper"
                f" WHERE s.id IN (SELECT value FROM json_each(?)) AND {where.sql}",
                (json.dumps(list(ids)), *where.values),
            ).fetchall()
            windows = {
                row[0]: PackedWindow(*row[1:])
                for row in db.execute(
                    "SELECT window, ends, dense, ids, scales, tokens FROM windows"
                    " WHERE window IN (SELECT value FROM json_each(?))",
                    (json.dumps(sorted({row[1] for row in places})),),
                )
            }
        return {key: windows[window].passage(place) for key, window, place in places}

    def token_frequencies(
        self, token_ids: Sequence[int], clearance: Access = Access.PUBLIC
    ) -> dict[int, int]:
        """Return how many passages hold each of these tokens, by the embedder's token id.

        Tokens of no passage are left out.
        """
        column = counted(clearance)
        rows = self._all(
            f"SELECT token, {column} FROM token_frequencies"
            f" WHERE token IN (SELECT value FROM json_each(?)) AND {column} > 0",
            json.dumps([int(token) for token in token_ids]),
        )
        return {row[0]: row[1] for row in rows}

    def word_counts(
        self, words: Sequence[str], clearance: Access = Access.PUBLIC
    ) -> dict[str, int]:
        """Return how many passages hold each of these words, lower case, as printed.

        Words of no passage are left out, and so is what is not letters alone.
        """
        column = counted(clearance)
        rows = self._all(
            f"SELECT word, {column} FROM word_frequencies"
            f" WHERE word IN (SELECT value FROM json_each(?)) AND {column} > 0",
            json.dumps(list(words)),
        )
        return {row[0]: row[1] for row in rows}

    def vocabulary(self, clearance: Access = Access.PUBLIC) -> dict[str, int]:
        """Return each word of the papers in lower case, and how many passages hold it."""
        column = counted(clearance)
        rows = self._all(f"SELECT word, {column} FROM word_frequencies WHERE {column} > 0")
        return {row[0]: row[1] for row in rows}

    @property
    def paper_count(self) -> int:
        """How many papers are complete, exempt ones included."""
        return self._one("SELECT count(*) FROM papers WHERE state = 'complete'")

    def passages_seen(self, clearance: Access = Access.PUBLIC) -> int:
        """Return how many passages the papers have that a reader may see."""
        where = visible_to(clearance)
        less = "" if clearance is Access.EXEMPT else " - exempt_passages"
        total = f"SELECT coalesce(sum(passage_count{less}), 0) FROM papers p WHERE {where.sql}"
        with self._store.reading() as db:

            def read() -> int:
                return int(db.execute(total, where.values).fetchone()[0])

            return self._scopes.answer(db, ("passages", clearance), read)

    def _part(
        self,
        db: sqlite3.Connection,
        table: str,
        paper_id: str,
        clearance: Access,
        columns: str = "t.*",
    ) -> list[sqlite3.Row]:
        where = seen(clearance, "t")
        order = "number" if table == "pages" else "position"
        rows: list[sqlite3.Row] = db.execute(
            f"SELECT {columns}, p.id AS paper_id FROM papers p JOIN {table} t ON t.paper = p.seq"
            f" WHERE p.id = ? AND {where.sql} ORDER BY t.{order}",
            (paper_id, *where.values),
        ).fetchall()
        return rows

    def _all(self, sql: str, *values: Value) -> list[sqlite3.Row]:
        with self._store.reading() as db:
            rows: list[sqlite3.Row] = db.execute(sql, values).fetchall()
        return rows

    def _seen(
        self, clearance: Access, sql: str, *values: Value
    ) -> tuple[list[sqlite3.Row], Hidden]:
        """Return rows, and what of them is hidden from a reader."""
        with self._store.reading() as db:
            rows: list[sqlite3.Row] = db.execute(sql, values).fetchall()
            return rows, self._masks.hidden(db, clearance)

    def _one(self, sql: str) -> int:
        return int(self._all(sql)[0][0])


def _index_keys(db: sqlite3.Connection, scope: Scope) -> tuple[str, ...] | None:
    where, cleared = papers_in(scope), scope.clearance is Access.EXEMPT
    rows = db.execute(
        f"SELECT p.id, p.exempt_pages > 0 FROM papers p WHERE {where.sql}", where.values
    ).fetchall()
    every, closed = db.execute(
        "SELECT count(*), total(exempt_pages > 0) FROM papers WHERE state = 'complete'"
    ).fetchone()
    if len(rows) == every and (cleared or not closed):
        return None
    keys = [index_key(row[0], Access.PUBLIC) for row in rows]
    return (*keys, *(index_key(row[0], Access.EXEMPT) for row in rows if cleared and row[1]))


def _pages_with(db: sqlite3.Connection, match: str, scope: Scope) -> Mapping[str, tuple[int, ...]]:
    held = _words_of_pages(scope)
    rows = db.execute(
        f"SELECT {held.key} FROM {held.words} {held.joins}"
        f" WHERE {held.words} MATCH ? AND {held.where} ORDER BY p.seq, g.number",
        (match, *held.values),
    )
    grouped = groupby(rows, key=itemgetter(0))
    return MappingProxyType({key: tuple(row[1] for row in own) for key, own in grouped})


def _words_of_passages(scope: Scope) -> Worded:
    words = _index("passage_words", scope)
    joins = (
        f"JOIN passages s INDEXED BY passage_places ON s.passage = {words}.rowid"
        " JOIN papers p INDEXED BY paper_places ON p.seq = s.paper"
    )
    where = passages_in(scope)
    return Worded(words, "s.id", joins, where.sql, where.values, _is_narrow(scope))


def _words_of_pages(scope: Scope) -> Worded:
    words = _index("page_words", scope)
    joins = (
        f"JOIN pages g INDEXED BY page_places ON g.page = {words}.rowid"
        " JOIN papers p INDEXED BY paper_places ON p.seq = g.paper"
    )
    where = pages_in(scope)
    return Worded(words, "p.id, g.number", joins, where.sql, where.values, _is_narrow(scope))


def counted(clearance: Access) -> str:
    """Return the column of the frequencies that a reader's questions are weighed by."""
    return "every" if clearance is Access.EXEMPT else "public"


def _index(words: str, scope: Scope) -> str:
    """Return the word index in which a reader's words are weighed."""
    return words if scope.clearance is Access.EXEMPT else f"open_{words}"


def _is_narrow(scope: Scope) -> bool:
    """Whether a reader asks for less than may be seen."""
    return scope != Scope(clearance=scope.clearance)

"""Papers and their files, as a reader of some clearance is given them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from corpus.catalogue.passages import PUBLIC
from corpus.catalogue.registers import RegisterShelf
from corpus.catalogue.rows import paper_of
from corpus.catalogue.scope import papers_with_item, seen
from corpus.catalogue.scope import visible as visible_to
from corpus.model import (
    ATTACHED,
    COVERED,
    Access,
    ClosedPagesError,
    Paper,
    Scope,
    UnknownPaperError,
    original_of,
    typed,
)
from corpus.storage import Store


class PaperShelf(RegisterShelf):
    """The complete papers of the data folder ``data``.

    Whatever is asked raises ``CatalogueError`` where the file cannot be read or is closed.
    """

    def __init__(self, data: Path, store: Store) -> None:
        super().__init__(store)
        self.data = data

    def papers(self, scope: Scope = PUBLIC) -> tuple[Paper, ...]:
        """Return the papers in ``scope``, newest meeting first, undated ones last."""
        return tuple(self.papers_by_id(scope).values())

    def papers_by_id(self, scope: Scope = PUBLIC) -> Mapping[str, Paper]:
        """Return the papers in ``scope`` by their ids, in the order of :meth:`papers`."""
        with self._store.reading() as db:

            def read() -> Mapping[str, Paper]:
                return MappingProxyType({one.id: one for one in self._papers_in(db, scope)})

            return self._scopes.answer(db, ("papers", scope), read)

    def _papers_in(self, db: sqlite3.Connection, scope: Scope) -> tuple[Paper, ...]:
        where = papers_with_item(scope)
        rows = db.execute(
            f"SELECT p.* FROM papers p WHERE {where.sql}"
            " ORDER BY p.meeting_date IS NULL, p.meeting_date DESC, p.file_name",
            where.values,
        ).fetchall()
        hidden = self._masks.hidden(db, scope.clearance)
        return tuple(hidden.record(paper_of(row, scope.clearance), row["id"]) for row in rows)

    def newest_papers(self, most: int, scope: Scope = PUBLIC) -> tuple[Paper, ...]:
        """Return up to ``most`` dated papers in ``scope``, newest meeting first."""
        where = papers_with_item(scope)
        rows, hidden = self._seen(
            scope.clearance,
            f"SELECT p.* FROM papers p WHERE {where.sql} AND p.meeting_date IS NOT NULL"
            " ORDER BY p.meeting_date DESC, p.file_name LIMIT ?",
            *where.values,
            most,
        )
        return tuple(hidden.record(paper_of(row, scope.clearance), row["id"]) for row in rows)

    def paper(self, name_or_id: str, clearance: Access = Access.PUBLIC) -> Paper:
        """Return the paper with this file name, id, or beginning of an id (8 digits or more).

        Raises:
            UnknownPaperError: there is none, or it may not be seen.
        """
        with self._store.reading() as db:
            paper = paper_of(paper_row(db, name_or_id, clearance), clearance)
            return self._masks.hidden(db, clearance).record(paper, paper.id)

    def committees(self, clearance: Access = Access.PUBLIC) -> tuple[str, ...]:
        """Return the committees of papers and of the minutes in them, in alphabetical order."""
        where, held = visible_to(clearance), seen(clearance, "m")
        names = "p.committee AS name FROM papers p"
        minuted = "m.committee AS name FROM papers p JOIN meetings m ON m.paper = p.seq"
        rows, hidden = self._seen(
            clearance,
            f"SELECT {names} WHERE {where.sql} AND name IS NOT NULL"
            f" UNION SELECT {minuted} WHERE {held.sql} AND name IS NOT NULL"
            " ORDER BY name COLLATE NOCASE",
            *where.values,
            *held.values,
        )
        return tuple(dict.fromkeys(hidden.text(row[0]) for row in rows))

    def pdf_path(self, paper_id: str, clearance: Access = Access.PUBLIC) -> Path:
        """Return where the file of a paper is kept, for a reader who may see all of it.

        Others are given a copy of their pages: :meth:`corpus.sandbox.DrawingProcesses.copy`.

        Raises:
            UnknownPaperError: there is no such paper, or it may not be seen.
            ClosedPagesError: it holds pages or words that may not be seen, or nobody sees.
        """
        with self._store.reading() as db:
            row = paper_row(db, paper_id, clearance)
            hidden = self._masks.hidden(db, clearance)
            told = rows_of(db, "problems", row["seq"])
        holds_more = any(ATTACHED in one["reason"] or COVERED in one["reason"] for one in told)
        # What is masked may also stand in a bookmark or a property of the file, an attached file
        # is a paper of its own, which may be closed, and what is drawn over is in the file still.
        closed = clearance is not Access.EXEMPT and (row["exempt_pages"] or holds_more)
        if hidden or closed:
            raise ClosedPagesError(f"{row['file_name']}: the file as a whole is not for you")
        return self.kept(row["id"])

    def original_path(self, paper_id: str, clearance: Access = Access.PUBLIC) -> Path | None:
        """Return where the file lies that a paper's PDF was made of.

        None where it is the PDF itself, and for the public, as it may hold what no page shows:
        remarks, deleted words, properties, other wordings.

        Raises:
            UnknownPaperError: there is no such paper, or it may not be seen.
        """
        paper = self.paper(paper_id, clearance)
        return original_of(self.kept(paper.id)) if clearance is Access.EXEMPT else None

    def kept(self, paper_id: str) -> Path:
        """Return the place of a paper's file, whether or not it is there."""
        return self.data / "papers" / f"{paper_id}.pdf"


def rows_of(db: sqlite3.Connection, table: str, seq: int) -> list[sqlite3.Row]:
    """Return the rows of a table that belong to a paper, in order."""
    order = "number" if table == "pages" else "position"
    rows: list[sqlite3.Row] = db.execute(
        f"SELECT * FROM {table} WHERE paper = ? ORDER BY {order}", (seq,)
    ).fetchall()
    return rows


def paper_row(db: sqlite3.Connection, name_or_id: str, clearance: Access) -> sqlite3.Row:
    """Return the row of a paper that may be seen.

    Raises:
        UnknownPaperError: there is none, or it may not be seen.
    """
    where = visible_to(clearance)
    select = f"SELECT p.* FROM papers p WHERE {where.sql} AND "
    row: sqlite3.Row | None = None
    # One after the other, each by its index: "or" walks through all papers.
    for name in ("id", "file_name"):
        row = row or db.execute(select + f"p.{name} = ?", (*where.values, name_or_id)).fetchone()
    if row is None and len(name_or_id) >= 8 and set(name_or_id) <= set("0123456789abcdef"):
        rows = db.execute(select + "p.id GLOB ?", (*where.values, f"{name_or_id}*")).fetchall()
        row = rows[0] if len(rows) == 1 else None
    if row is None:
        raise UnknownPaperError(f"no paper called {name_or_id}; see {typed('corpus list')}")
    return row

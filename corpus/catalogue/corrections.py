"""What officers say of the register, kept beside the papers and shown under a clearance.

It is kept the moment it is said, under the id of its paper, and outlives every reading of it.
The paper is then read anew with it, through the same states as any other.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from corpus.catalogue.scope import papers_in
from corpus.corrections import fits, touches
from corpus.masks import Hidden
from corpus.model import (
    Access,
    Complete,
    CorrectedPaper,
    Correction,
    CorrectionError,
    Corrections,
    KeptCorrection,
    Scope,
    records,
)
from corpus.storage import Store

_SAID = (
    "p.id IN (SELECT c.id FROM corrections c) OR p.id IN (SELECT c.id FROM complete_registers c)"
)
# A paper that is being read already, or whose next version is, is left to that.
_ALONE = (
    "NOT EXISTS (SELECT 1 FROM papers o WHERE o.seq > p.seq"
    " AND (o.id = p.id OR o.file_name = p.file_name))"
)
_SHORTEST = 4


class CorrectionShelf:
    """The corrections in ``store``; those of papers that have gone are gone.

    Every method raises ``CatalogueError`` where the file cannot be used.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, made: Correction) -> None:
        """Keep a correction; the register of its paper is no longer said to be complete.

        Raises:
            CorrectionError: it was said before, or its paper has gone.
        """
        about = made.words
        first = about.spans[0]
        with self._store.writing() as db:
            _must_be_there(db, made.paper_id)
            kept = db.execute(
                "INSERT OR IGNORE INTO corrections VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    made.paper_id,
                    made.id,
                    made.kind.value,
                    first.page,
                    first.start,
                    about.spans[-1].end,
                    about.words,
                    records.dump(made),
                    made.by,
                    made.at,
                ),
            )
            if not kept.rowcount:
                raise CorrectionError("this was said before; see the list of corrections")
            _withdraw(db, made.paper_id)

    def take_back(self, correction_id: str) -> Correction:
        """Forget a correction, named by its id or the beginning of it; return what it said.

        Raises:
            CorrectionError: there is none, or more than one.
        """
        with self._store.writing() as db:
            found = db.execute(
                "SELECT position, id, record FROM corrections WHERE substr(correction, 1, ?) = ?",
                (len(correction_id), correction_id),
            ).fetchall()
            if len(found) != 1 or len(correction_id) < _SHORTEST:
                raise CorrectionError(
                    f"no one correction is called {correction_id}; see the list of corrections"
                )
            db.execute("DELETE FROM corrections WHERE position = ?", (found[0]["position"],))
            _withdraw(db, found[0]["id"])
        return records.load(Correction, found[0]["record"])

    def declare(self, complete: Complete) -> None:
        """Keep that the register of a paper is right and lacks nothing.

        Raises:
            CorrectionError: the paper has gone.
        """
        with self._store.writing() as db:
            _must_be_there(db, complete.paper_id)
            db.execute(
                "INSERT OR REPLACE INTO complete_registers VALUES (?, ?, ?, ?)",
                (complete.paper_id, records.dump(complete), complete.by, complete.at),
            )

    def withdraw(self, paper_id: str) -> bool:
        """Forget that the register of a paper is complete; False where nobody said so."""
        with self._store.writing() as db:
            return _withdraw(db, paper_id)

    def of(self, paper_id: str) -> Corrections:
        """Return all that is said of the register of a paper, in the order in which it was."""
        with self._store.reading() as db:
            return _said(db, paper_id)

    def unused(self) -> list[tuple[str, str]]:
        """Return (paper id, digest) of what the readings of complete papers have not taken in.

        Papers that are being read, or replaced, are left out.
        """
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT p.id, p.corrections FROM papers p WHERE p.state = 'complete'"
                f" AND (p.corrections <> '' OR {_SAID}) AND {_ALONE} ORDER BY p.seq"
            ).fetchall()
            said = [(row["id"], row["corrections"], _said(db, row["id"]).digest) for row in rows]
        return [(paper_id, digest) for paper_id, taken, digest in said if taken != digest]

    @staticmethod
    def hand_on(db: sqlite3.Connection, old: str, new: str) -> None:
        """Give the corrections of a paper to its next version, whose pages may not have the words.

        That its register is complete is not said of another file.
        """
        for made in _said(db, old).made:
            other = replace(made, paper_id=new)
            db.execute(
                "INSERT OR IGNORE INTO corrections SELECT NULL, ?, ?, kind, page, start, upto,"
                " words, ?, made_by, made_at FROM corrections WHERE id = ? AND correction = ?",
                (new, other.id, records.dump(other), old, made.id),
            )


def corrected_papers(
    db: sqlite3.Connection, scope: Scope, hidden: Hidden
) -> tuple[CorrectedPaper, ...]:
    """Return what is said of the registers of the papers in ``scope``, as its reader may see it."""
    where = papers_in(scope)
    rows = db.execute(
        "SELECT p.seq, p.id, p.file_name, p.corrections, p.exempt_pages FROM papers p"
        f" WHERE ({where.sql}) AND ({_SAID}) ORDER BY p.file_name",
        where.values,
    ).fetchall()
    found = (_corrected(db, row, scope.clearance) for row in rows)
    return tuple(hidden.record(one, one.paper_id) for one in found)


def _corrected(db: sqlite3.Connection, row: sqlite3.Row, clearance: Access) -> CorrectedPaper:
    said = _said(db, row["id"])
    pages = _pages(db, row["seq"], said)
    texts = {page["number"]: page["text"] for page in pages}
    kept = [KeptCorrection(one, fits(one.quotes, texts)) for one in said.made]
    complete, whole = said.complete, True
    if complete:
        whole = all(fits(claim.quotes, texts) for claim in complete.claims)
    if clearance is not Access.EXEMPT:
        closed = {page["number"] for page in pages if page["access"] == Access.EXEMPT}
        # Words that are gone from where they stood may stand on an exempt page now.
        sure = not row["exempt_pages"]
        kept = [one for one in kept if (one.fits or sure) and _open(one.correction, closed)]
        if complete:
            seen = (one for one in complete.claims if not touches(one.quotes, closed))
            complete = replace(complete, claims=tuple(seen) if whole or sure else ())
    waiting = row["corrections"] != said.digest
    return CorrectedPaper(row["id"], row["file_name"], tuple(kept), complete, whole, waiting)


def _open(one: Correction, closed: set[int]) -> bool:
    return one.access is Access.PUBLIC and not touches(one.quotes, closed)


def _pages(db: sqlite3.Connection, seq: int, said: Corrections) -> list[sqlite3.Row]:
    """Return number, access and text of the pages that corrections speak of."""
    quotes = [quote for one in said.made for quote in one.quotes]
    if said.complete:
        quotes += [quote for claim in said.complete.claims for quote in claim.quotes]
    numbers = {span.page for quote in quotes for span in quote.spans}
    marks = ", ".join("?" * len(numbers))
    found: list[sqlite3.Row] = db.execute(
        f"SELECT number, access, text FROM pages WHERE paper = ? AND number IN ({marks})",
        (seq, *sorted(numbers)),
    ).fetchall()
    return found


def _said(db: sqlite3.Connection, paper_id: str) -> Corrections:
    made = db.execute(
        "SELECT record FROM corrections WHERE id = ? ORDER BY position", (paper_id,)
    ).fetchall()
    whole = db.execute("SELECT record FROM complete_registers WHERE id = ?", (paper_id,)).fetchone()
    return Corrections(
        tuple(records.load(Correction, row["record"]) for row in made),
        records.load(Complete, whole["record"]) if whole else None,
    )


def _withdraw(db: sqlite3.Connection, paper_id: str) -> bool:
    gone = db.execute("DELETE FROM complete_registers WHERE id = ?", (paper_id,))
    return bool(gone.rowcount)


def _must_be_there(db: sqlite3.Connection, paper_id: str) -> None:
    held = db.execute("SELECT 1 FROM papers WHERE id = ? AND state = 'complete'", (paper_id,))
    if held.fetchone() is None:
        raise CorrectionError("the paper is not in the catalogue any more; nothing was corrected")

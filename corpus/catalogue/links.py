"""What officers say of links between decisions and what came of them, kept beside the papers.

It is kept the moment it is said, under the ids of both papers, and outlives every reading of
them. A judgement that a reader may not see wholly is not shown in part.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace

from corpus.catalogue.scope import papers_in
from corpus.corrections import fits
from corpus.masks import Hidden
from corpus.model import (
    Access,
    CorrectionError,
    JudgedLink,
    KeptLink,
    LinkEnd,
    Scope,
    records,
)
from corpus.storage import Store

_SHORTEST = 4


class LinkShelf:
    """The judged links in ``store``; those of papers that have gone are gone.

    Every method raises ``CatalogueError`` where the file cannot be used.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, judged: JudgedLink) -> None:
        """Keep what is said of a link, in place of what was said of it before.

        Raises:
            CorrectionError: one of its papers has gone.
        """
        with self._store.writing() as db:
            for end in judged.ends:
                held = "SELECT 1 FROM papers WHERE id = ? AND state = 'complete'"
                if db.execute(held, (end.paper_id,)).fetchone() is None:
                    raise CorrectionError("the paper is not in the catalogue any more")
            _write(db, judged)

    def take_back(self, link_id: str) -> JudgedLink:
        """Forget what is said of a link, named by its id or the beginning; return what it was.

        Raises:
            CorrectionError: nothing is said of such a link, or of more than one.
        """
        with self._store.writing() as db:
            found = db.execute(
                "SELECT link, record FROM links WHERE substr(link, 1, ?) = ?",
                (len(link_id), link_id),
            ).fetchall()
            if len(found) != 1 or len(link_id) < _SHORTEST:
                raise CorrectionError(f"nothing, or more than one thing, is said of link {link_id}")
            db.execute("DELETE FROM links WHERE link = ?", (found[0]["link"],))
        return records.load(JudgedLink, found[0]["record"])

    @staticmethod
    def hand_on(db: sqlite3.Connection, old: str, new: str) -> None:
        """Say of the next version of a paper what was said of links to or from it."""
        if old == new:
            return
        for row in db.execute(
            "SELECT record FROM links WHERE earlier = ? OR later = ?", (old, old)
        ).fetchall():
            judged = records.load(JudgedLink, row["record"])
            earlier, later = (
                replace(end, paper_id=new) if end.paper_id == old else end for end in judged.ends
            )
            _write(db, replace(judged, earlier=earlier, later=later))


def judged_links(db: sqlite3.Connection, clearance: Access, hidden: Hidden) -> tuple[KeptLink, ...]:
    """Return what is said of links, in the order in which it was, as its reader may see it."""
    where = papers_in(Scope(clearance=clearance))
    seqs = {
        row["id"]: (row["seq"], row["exempt_pages"])
        for row in db.execute(
            f"SELECT p.id, p.seq, p.exempt_pages FROM papers p WHERE {where.sql}", where.values
        )
    }
    found = []
    for row in db.execute("SELECT record FROM links ORDER BY position").fetchall():
        judged = records.load(JudgedLink, row["record"])
        if all(end.paper_id in seqs for end in judged.ends):
            kept = _kept(db, judged, seqs, clearance)
            if kept:
                found.append(_shown(kept, hidden))
    return tuple(found)


def _kept(
    db: sqlite3.Connection,
    judged: JudgedLink,
    seqs: Mapping[str, tuple[int, int]],
    clearance: Access,
) -> KeptLink | None:
    """Return a judgement with whether it fits; None where a part of it may not be seen."""
    whole, sure = True, True
    for end in judged.ends:
        seq, closed = seqs[end.paper_id]
        texts, exempt = _texts(db, seq, end)
        if clearance is not Access.EXEMPT and exempt:
            return None
        here = fits([end.words], texts)
        whole = whole and here
        # Words that are gone from where they stood may stand on an exempt page now.
        sure = sure and (here or not closed)
    if clearance is not Access.EXEMPT and (judged.access is not Access.PUBLIC or not sure):
        return None
    return KeptLink(judged, whole)


def _texts(db: sqlite3.Connection, seq: int, end: LinkEnd) -> tuple[dict[int, str], bool]:
    """Return the texts of the pages of an end, and whether any of these is exempt."""
    numbers = sorted({end.page, *(span.page for span in end.words.spans)})
    marks = ", ".join("?" * len(numbers))
    rows = db.execute(
        f"SELECT number, access, text FROM pages WHERE paper = ? AND number IN ({marks})",
        (seq, *numbers),
    ).fetchall()
    texts = {row["number"]: row["text"] for row in rows}
    return texts, any(row["access"] == Access.EXEMPT for row in rows)


def _shown(kept: KeptLink, hidden: Hidden) -> KeptLink:
    earlier, later = (hidden.record(end, end.paper_id) for end in kept.link.ends)
    return replace(kept, link=replace(kept.link, earlier=earlier, later=later))


def _write(db: sqlite3.Connection, judged: JudgedLink) -> None:
    db.execute("DELETE FROM links WHERE link = ?", (judged.id,))
    db.execute(
        "INSERT INTO links VALUES (NULL, ?, ?, ?, ?, ?, ?)",
        (
            judged.id,
            judged.earlier.paper_id,
            judged.later.paper_id,
            records.dump(judged),
            judged.by,
            judged.at,
        ),
    )

"""What is masked of papers for the public: kept beside their pages, and told to whoever shows them.

The rules are a fact of the catalogue, so that every process on it goes by the same.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from functools import lru_cache

from corpus.catalogue.rows import page_of, passage_of
from corpus.catalogue.writing import without_furniture
from corpus.language import clean, search_text
from corpus.masks import NOTHING, Hidden, Masked, Masks, masked_text
from corpus.model import Access, records
from corpus.storage import Remembered

_FACT = "masks"
_ALL_SEEN = Hidden()


def masks_of(db: sqlite3.Connection) -> Masks:
    """Return what is masked for the public."""
    row = db.execute("SELECT value FROM facts WHERE name = ?", (_FACT,)).fetchone()
    return _loaded(row[0]) if row else NOTHING


def know_masks(db: sqlite3.Connection) -> None:
    """Give a connection the function ``is_masked(text)``, by what is masked when it is asked."""

    def is_masked(text: str) -> bool:
        return masks_of(db).hide(text) != text

    db.create_function("is_masked", 1, is_masked)


def set_masks(db: sqlite3.Connection, masks: Masks) -> None:
    """Keep what is to be masked; what papers hold of it is still to be found."""
    if masks:
        db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (_FACT, records.dump(masks)))
    else:
        db.execute("DELETE FROM facts WHERE name = ?", (_FACT,))


def write_masks(db: sqlite3.Connection, seq: int) -> None:
    """Find what is masked of the pages and passages of the paper numbered ``seq``, in any state.

    Also of what is exempt: it may be opened later.
    """
    for table, key in (("pages", "page"), ("passages", "passage")):
        own = f"SELECT {key} FROM {table} WHERE paper = ?"
        db.execute(f"DELETE FROM masked_{table} WHERE {key} IN ({own})", (seq,))
    masks = masks_of(db)
    if not masks:
        return
    paper_id = str(db.execute("SELECT id FROM papers WHERE seq = ?", (seq,)).fetchone()[0])
    pages: dict[int, tuple[Masked, ...]] = {}
    for row in db.execute("SELECT * FROM pages WHERE paper = ?", (seq,)).fetchall():
        page = page_of(row, paper_id)
        spans = masks.spans(page.text)
        found = tuple(Masked(start, end, page.text[start:end]) for start, end in spans)
        if found:
            pages[page.number] = found
            shown = without_furniture(replace(page, text=masked_text(page.text, found)))
            db.execute(
                "INSERT INTO masked_pages VALUES (?, ?, ?)",
                (row["page"], records.dump(found), clean(shown)),
            )
    hidden = Hidden(masks, {paper_id: pages})
    for row in db.execute("SELECT * FROM passages WHERE paper = ?", (seq,)).fetchall():
        passage = passage_of(row, paper_id)
        seen = hidden.passage(passage)
        if search_text(seen) != search_text(passage):
            body = search_text(seen).removeprefix(f"{seen.context}\n")
            db.execute(
                "INSERT INTO masked_passages VALUES (?, ?, ?)",
                (row["passage"], seen.context, body),
            )


def searched_without(db: sqlite3.Connection, seq: int) -> dict[int, tuple[str, str]]:
    """Return context and body, by number, of the passages of a paper that hold anything masked."""
    rows = db.execute(
        "SELECT m.passage, m.context, m.body FROM masked_passages m JOIN passages s USING (passage)"
        " WHERE s.paper = ?",
        (seq,),
    )
    return {row[0]: (row[1], row[2]) for row in rows}


class MaskShelf:
    """What is masked of the complete papers, kept in memory until what can be seen changes."""

    def __init__(self) -> None:
        self._kept = Remembered(1)

    def hidden(self, db: sqlite3.Connection, clearance: Access) -> Hidden:
        """Return what is hidden from a reader, in the state of the catalogue that ``db`` reads."""
        if clearance is Access.EXEMPT:
            return _ALL_SEEN
        return self._kept.answer(db, clearance, lambda: _hidden(db))


def _hidden(db: sqlite3.Connection) -> Hidden:
    masks = masks_of(db)
    if not masks:
        return _ALL_SEEN
    pages: dict[str, dict[int, tuple[Masked, ...]]] = {}
    for row in db.execute(
        "SELECT p.id, g.number, m.masks FROM papers p JOIN pages g ON g.paper = p.seq"
        " JOIN masked_pages m ON m.page = g.page WHERE p.state = 'complete'"
    ):
        found = records.load(tuple[Masked, ...], row["masks"])
        pages.setdefault(row["id"], {})[row["number"]] = found
    return Hidden(masks, pages)


@lru_cache(maxsize=4)
def _loaded(text: str) -> Masks:
    return records.load(Masks, text)

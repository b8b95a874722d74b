"""The catalogue: what was read of every paper, kept in SQLite, and how it is asked.

Every question goes through :mod:`corpus.catalogue.scope`, which decides who may
see what; papers that are still going in or out are never seen.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Self

from corpus.access import MarkedItem, open_item, open_meeting, open_part
from corpus.catalogue.closings import closed_by, closing_of, suspected_in
from corpus.catalogue.collections import collections_for
from corpus.catalogue.corrections import corrected_papers
from corpus.catalogue.links import judged_links
from corpus.catalogue.masking import know_masks
from corpus.catalogue.pages import PageShelf
from corpus.catalogue.papers import paper_row, rows_of
from corpus.catalogue.passages import PUBLIC
from corpus.catalogue.rows import (
    form_of,
    item_of,
    meeting_of,
    page_of,
    paper_of,
    resolution_of,
    row_of,
)
from corpus.catalogue.scope import closed_to, papers_in, seen
from corpus.catalogue.work import Work
from corpus.model import (
    Access,
    AgendaItem,
    CatalogueError,
    Closing,
    Collection,
    CollectionError,
    CorrectedPaper,
    KeptLink,
    Minuted,
    MinuteMeeting,
    NoDataFolderError,
    PageProblem,
    Reading,
    Scope,
    typed,
)
from corpus.storage import Remembered, Store, keep_private

FILE_NAME = "catalogue.sqlite3"
# So many papers have their items remembered.
_ITEMS = 4096


def must_be_there(data: Path) -> None:
    """Make sure that ``data`` is a data folder, for whoever must not make one by mistake.

    Raises:
        NoDataFolderError: it is none.
    """
    if not (data / FILE_NAME).is_file():
        there = "holds no catalogue" if data.is_dir() else "there is no such data folder"
        raise NoDataFolderError(f"{data}: {there}; {typed('corpus add')} makes one")


class Catalogue(PageShelf):
    """The catalogue of one data folder; any number of threads may ask at once.

    Whatever is asked raises ``CatalogueError`` where the file cannot be read or is closed.
    """

    def __init__(self, data: Path, store: Store) -> None:
        super().__init__(data, store)
        self.work = Work(store)
        self._items = Remembered(_ITEMS)
        self._closed = Remembered(_ITEMS)

    @classmethod
    def open(cls, data: Path) -> Self:
        """Open the catalogue of the folder ``data``, making both where they are missing.

        From then on the folder and all in it are their owner's alone.

        Raises:
            CatalogueError: the folder or the catalogue cannot be read or written.
        """
        try:
            (data / "papers").mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"{data}: the data folder cannot be made or written: {error.strerror}"
            raise CatalogueError(message) from error
        opened = cls(data, Store(data / FILE_NAME, connected=know_masks))
        keep_private(data)
        return opened

    def close(self) -> None:
        """Close the catalogue; asking it afterwards raises ``CatalogueError``."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def generation(self) -> int:
        """A number that grows whenever what can be seen changes, in any process."""
        return int(self.work.noted("generation") or 0)

    @property
    def passage_count(self) -> int:
        """How many passages complete papers have, exempt ones included."""
        return self.passages_seen(Access.EXEMPT)

    def masked(self, clearance: Access = Access.PUBLIC) -> bool:
        """Return whether anything of papers is masked for a reader."""
        with self._store.reading() as db:
            return bool(self._masks.hidden(db, clearance))

    def reading(self, paper_id: str, clearance: Access = Access.PUBLIC) -> Reading:
        """Return what was read of a paper, to a reader cleared for all of it as reading gave it.

        Raises:
            UnknownPaperError: there is no such paper, or it may not be seen.
        """
        with self._store.reading() as db:
            found = paper_row(db, paper_id, clearance)
            seq, paper = found["seq"], paper_of(found, Access.EXEMPT)
            parts = {name: rows_of(db, name, seq) for name in _PARTS}
            hidden = self._masks.hidden(db, clearance)
        pairs = [((row["short"], row["long"]), row["access"]) for row in parts["acronyms"]]
        whole = Reading(
            paper,
            tuple(page_of(row, paper.id) for row in parts["pages"]),
            tuple(item_of(row, paper.id) for row in parts["items"]),
            tuple(meeting_of(row, paper.id) for row in parts["meetings"]),
            tuple(resolution_of(row, paper.id) for row in parts["resolutions"]),
            tuple(row_of(row) for row in parts["table_rows"]),
            tuple(PageProblem(row["page"], row["reason"]) for row in parts["problems"]),
            tuple(pair for pair, access in pairs if access == Access.PUBLIC),
            form_of(found),
            tuple(pair for pair, access in pairs if access == Access.EXEMPT),
            tuple(closing_of(row) for row in parts["closings"]),
        )
        if clearance is Access.EXEMPT:
            return whole
        opened = open_part(whole)
        pages = tuple(hidden.page(page) for page in opened.pages)
        return replace(hidden.record(replace(opened, pages=()), paper.id), pages=pages)

    def items(self, paper_id: str, clearance: Access = Access.PUBLIC) -> tuple[AgendaItem, ...]:
        """Return the agenda items of a paper, with the pages and fields that may be seen."""
        with self._store.reading() as db:
            key = (paper_id, clearance)
            return self._items.answer(db, key, lambda: self._items_of(db, *key), of=paper_id)

    def closed_items(
        self, paper_id: str, clearance: Access = Access.PUBLIC
    ) -> tuple[MarkedItem, ...]:
        """Return the items that a paper's own agenda says are closed to the public.

        Only front sheets that everybody may see are read, so whoever may see them is told; the
        items have no pages.
        """
        return self.closed_in([paper_id], clearance).get(paper_id, ())

    def closed_in(
        self, papers: Iterable[str], clearance: Access = Access.PUBLIC
    ) -> dict[str, tuple[MarkedItem, ...]]:
        """Return :meth:`closed_items` of those of these papers that close any, by paper id."""
        with self._store.reading() as db:
            found = self._closed.answers(
                db, papers, clearance, lambda one: self._closed_of(db, one, clearance)
            )
        return {one: closed for one, closed in found.items() if closed}

    def _closed_of(
        self, db: sqlite3.Connection, paper_id: str, clearance: Access
    ) -> tuple[MarkedItem, ...]:
        items = self._items_of(db, paper_id, Access.PUBLIC)
        return closed_by(db, paper_id, items, self._masks.hidden(db, clearance))

    def _items_of(
        self, db: sqlite3.Connection, paper_id: str, clearance: Access
    ) -> tuple[AgendaItem, ...]:
        rows = self._part(db, "items", paper_id, clearance)
        closed = closed_to(db, clearance, paper_id).get(paper_id, frozenset())
        hidden = self._masks.hidden(db, clearance)
        items = (open_item(item_of(row, row["paper_id"]), closed) for row in rows)
        return tuple(hidden.record(item, paper_id) for item in items)

    def meetings(self, scope: Scope = PUBLIC) -> tuple[MinuteMeeting, ...]:
        """Return the meetings whose minutes stand in the papers of ``scope``, newest first."""
        with self._store.reading() as db:
            return self._scopes.answer(db, ("meetings", scope), lambda: self._meetings(db, scope))

    def _meetings(self, db: sqlite3.Connection, scope: Scope) -> tuple[MinuteMeeting, ...]:
        where = papers_in(scope) & seen(scope.clearance, "m")
        rows = db.execute(
            "SELECT m.*, p.id AS paper_id FROM papers p JOIN meetings m ON m.paper = p.seq"
            f" WHERE {where.sql} ORDER BY m.date IS NULL, m.date DESC, p.file_name, m.position",
            where.values,
        ).fetchall()
        closed = closed_to(db, scope.clearance)
        hidden = self._masks.hidden(db, scope.clearance)
        meetings = (meeting_of(row, row["paper_id"]) for row in rows)
        shown = (open_meeting(one, closed.get(one.paper_id, frozenset())) for one in meetings)
        return tuple(hidden.record(one, one.paper_id) for one in shown)

    def minuted(self, clearance: Access = Access.PUBLIC) -> Minuted:
        """Return whose minutes stand on which page of all papers."""
        return Minuted.of(self.meetings(Scope(clearance=clearance)))

    def suspected(self, clearance: Access = Access.PUBLIC) -> dict[str, tuple[Closing, ...]]:
        """Return by paper id why pages are closed until an officer decides; {} without clearance.

        What somebody has spoken of since is not among them.
        """
        if clearance is not Access.EXEMPT:
            return {}
        with self._store.reading() as db:
            return suspected_in(db)

    def changed(self, scope: Scope = PUBLIC) -> dict[str, str]:
        """Return when each paper in ``scope`` was last read and taken in, by paper id.

        Times are of the computer's clock, in ISO 8601.
        """
        where = papers_in(scope)
        select = f"SELECT p.id, p.added FROM papers p WHERE {where.sql}"
        return {row[0]: row[1] for row in self._all(select, *where.values)}

    def corrections(self, scope: Scope = PUBLIC) -> tuple[CorrectedPaper, ...]:
        """Return what officers say of the registers of the papers in ``scope``, by file name."""
        with self._store.reading() as db:
            return corrected_papers(db, scope, self._masks.hidden(db, scope.clearance))

    def links(self, clearance: Access = Access.PUBLIC) -> tuple[KeptLink, ...]:
        """Return what officers say of links between decisions and what came of them."""
        with self._store.reading() as db:
            return judged_links(db, clearance, self._masks.hidden(db, clearance))

    def collections(self, clearance: Access = Access.PUBLIC) -> tuple[Collection, ...]:
        """Return the named sets of papers that a reader may know of, by name."""
        with self._store.reading() as db:

            def read() -> tuple[Collection, ...]:
                return collections_for(db, clearance, self._masks.hidden(db, clearance))

            return self._scopes.answer(db, ("collections", clearance), read)

    def collection(self, name: str, clearance: Access = Access.PUBLIC) -> Collection:
        """Return the collection of that name, whatever its case.

        Raises:
            CollectionError: there is none that this reader may know of.
        """
        for one in self.collections(clearance):
            if one.name.casefold() == name.casefold():
                return one
        raise CollectionError(
            f"{name}: no such collection; {typed('corpus collections')} lists them"
        )

    def acronyms(self, clearance: Access = Access.PUBLIC) -> tuple[tuple[str, str], ...]:
        """Return (short, long) pairs that the papers explain, each once, in order."""
        with self._store.reading() as db:

            def read() -> tuple[tuple[str, str], ...]:
                where, hidden = seen(clearance, "a"), self._masks.hidden(db, clearance)
                rows = db.execute(
                    "SELECT DISTINCT a.short, a.long FROM papers p"
                    f" JOIN acronyms a ON a.paper = p.seq WHERE {where.sql}"
                    " ORDER BY a.short, a.long",
                    where.values,
                )
                pairs = [(row[0], row[1]) for row in rows]
                return tuple(p for p in pairs if hidden.text(" ".join(p)) == " ".join(p))

            return self._scopes.answer(db, ("acronyms", clearance), read)

    def backup(self, target: Path) -> None:
        """Write a consistent copy of the catalogue's file while others work.

        Raises:
            CatalogueError: it cannot be read, or ``target`` not be written.
        """
        self._store.copy_to(target)


_PARTS = (
    "pages",
    "items",
    "meetings",
    "resolutions",
    "table_rows",
    "problems",
    "acronyms",
    "closings",
)

"""The pages of papers: their words, printed numbers and files, and what could not be read."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from corpus.catalogue.arrivals import ArrivalShelf
from corpus.catalogue.papers import paper_row
from corpus.catalogue.passages import PUBLIC
from corpus.catalogue.rows import page_of
from corpus.catalogue.scope import papers_in, seen
from corpus.language import printed_places
from corpus.model import Access, Page, PageProblem, Scope, Span, UnknownPaperError
from corpus.storage import Remembered, Store

# What is remembered of what questions read again and again: pages; printed numbers, by paper.
_PAGES = 256
_LABELS = 4096


class PageShelf(ArrivalShelf):
    """The pages of the complete papers of a data folder.

    Whatever is asked raises ``CatalogueError`` where the file cannot be read or is closed.
    """

    def __init__(self, data: Path, store: Store) -> None:
        super().__init__(data, store)
        self._pages = Remembered(_PAGES)
        self._labels = Remembered(_LABELS)

    def page(self, paper_id: str, number: int, clearance: Access = Access.PUBLIC) -> Page:
        """Return physical page ``number`` (from 1).

        Raises:
            UnknownPaperError: there is no such paper or page, or it may not be seen.
        """
        with self._store.reading() as db:
            key = (paper_id, number, clearance)
            return self._pages.answer(db, key, lambda: self._page(db, *key))

    def _page(self, db: sqlite3.Connection, paper_id: str, number: int, clearance: Access) -> Page:
        paper = paper_row(db, paper_id, clearance)
        where = seen(clearance, "g")
        row = db.execute(
            "SELECT g.* FROM papers p JOIN pages g ON g.paper = p.seq"
            f" WHERE p.seq = ? AND g.number = ? AND {where.sql}",
            (paper["seq"], number, *where.values),
        ).fetchone()
        if row is None:
            raise UnknownPaperError(f"{paper['file_name']} has no page {number}")
        return self._masks.hidden(db, clearance).page(page_of(row, paper["id"]))

    def page_file(self, paper_id: str, number: int, clearance: Access = Access.PUBLIC) -> Path:
        """Return where the file is kept that physical page ``number`` may be taken from.

        Raises:
            UnknownPaperError: there is no such paper or page, or it may not be seen.
        """
        return self.kept(self.page(paper_id, number, clearance).paper_id)

    def labels(self, paper_id: str, clearance: Access = Access.PUBLIC) -> dict[int, str | None]:
        """Return the printed number of every page of a paper, or None, by physical page.

        {} if the paper may not be seen.
        """
        with self._store.reading() as db:

            def read() -> dict[int, str | None]:
                rows = self._part(db, "pages", paper_id, clearance, "number, label")
                return {row["number"]: row["label"] for row in rows}

            return self._labels.answer(db, (paper_id, clearance), read, of=paper_id)

    def places(
        self, paper_id: str, words: str, clearance: Access = Access.PUBLIC
    ) -> tuple[Span, ...]:
        """Return where ``words`` are printed in a paper, page by page; none if it may not be seen.

        How they may be printed :func:`corpus.language.printed_places` tells. What is masked for
        this reader is not found.
        """
        with self._store.reading() as db:
            rows = self._part(db, "pages", paper_id, clearance)
            hidden = self._masks.hidden(db, clearance)
            pages = [hidden.page(page_of(row, row["paper_id"])) for row in rows]
        return tuple(
            Span(page.number, start, end)
            for page in pages
            for start, end in printed_places(words, page.text)
        )

    def masked_page_count(self, clearance: Access = Access.PUBLIC) -> int:
        """Return on how many of the pages that a reader may see anything is masked for others."""
        where = seen(clearance, "g")
        count = "SELECT count(*) FROM masked_pages m JOIN pages g USING (page)"
        rows = self._all(
            f"{count} JOIN papers p ON p.seq = g.paper WHERE {where.sql}", *where.values
        )
        return int(rows[0][0])

    def unread_pages(self, scope: Scope = PUBLIC) -> dict[str, int]:
        """Return how many pages of each paper in ``scope`` have no text, by paper id."""
        where, page = papers_in(scope), seen(scope.clearance, "g")
        blank = "SELECT count(*) FROM pages g WHERE g.paper = p.seq AND g.source = 'none'"
        select = f"SELECT p.id, ({blank} AND {page.sql}) FROM papers p WHERE {where.sql}"
        return {row[0]: row[1] for row in self._all(select, *page.values, *where.values)}

    def problems(self, paper_id: str, clearance: Access = Access.PUBLIC) -> tuple[PageProblem, ...]:
        """Return what could not be read of a paper; none if it may not be seen."""
        with self._store.reading() as db:
            rows = self._part(db, "problems", paper_id, clearance)
        return tuple(PageProblem(row["page"], row["reason"]) for row in rows)

    def problem_counts(self, words: str, scope: Scope = PUBLIC) -> dict[str, int]:
        """Return how many problems of each paper in ``scope`` are told in ``words``, by paper id.

        ``words`` are those by which a :class:`PageProblem` is found again, as of covered passages,
        of which each page has one problem.
        """
        where, page = papers_in(scope), seen(scope.clearance, "r")
        told = "SELECT count(*) FROM problems r WHERE r.paper = p.seq AND instr(r.reason, ?)"
        select = f"SELECT p.id, ({told} AND {page.sql}) FROM papers p WHERE {where.sql}"
        rows = self._all(select, words, *page.values, *where.values)
        return {row[0]: row[1] for row in rows}

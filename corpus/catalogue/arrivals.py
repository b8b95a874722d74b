"""When papers came, and what stood on the pages of the versions that they replaced."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from corpus.catalogue.papers import PaperShelf, paper_row
from corpus.catalogue.passages import PUBLIC
from corpus.catalogue.rows import day_of, paper_of, spans_of
from corpus.catalogue.scope import papers_in
from corpus.masks import Masked, masked_text
from corpus.model import Access, LabelSource, Page, Paper, Scope, TextSource


@dataclass(frozen=True, slots=True)
class Arrival:
    """When a paper came: ``first`` any version of it, ``seen`` the one that is here now, in UTC.

    ``published`` is the day on which its site says that this version appeared, None where none
    says. ``replaced`` are the days on which versions that are kept gave way to later ones, the
    oldest first.
    """

    paper: Paper
    first: datetime
    seen: datetime
    published: date | None = None
    replaced: tuple[date, ...] = ()

    @property
    def is_later_version(self) -> bool:
        """Whether it took the place of an earlier version."""
        return self.seen > self.first


class ArrivalShelf(PaperShelf):
    """When the complete papers of a data folder came.

    Whatever is asked raises ``CatalogueError`` where the file cannot be read or is closed.
    """

    def arrivals(self, scope: Scope = PUBLIC) -> tuple[Arrival, ...]:
        """Return when each paper in ``scope`` came, the newest first."""
        with self._store.reading() as db:
            key = ("arrivals", scope)
            return self._scopes.answer(db, key, lambda: self._arrivals(db, scope))

    def _arrivals(self, db: sqlite3.Connection, scope: Scope) -> tuple[Arrival, ...]:
        where = papers_in(scope)
        rows = db.execute(
            "SELECT p.*, a.first, a.seen, a.published FROM papers p JOIN arrivals a"
            f" ON a.id = p.id WHERE {where.sql} ORDER BY a.seen DESC, p.file_name",
            where.values,
        ).fetchall()
        gave_way: dict[str, list[date]] = {}
        for one in db.execute(
            f"SELECT s.newer, s.since FROM superseded s WHERE {_told(scope.clearance)}"
            " ORDER BY s.since, s.id"
        ):
            gave_way.setdefault(one["newer"], []).append(_moment(one["since"]).astimezone().date())
        hidden = self._masks.hidden(db, scope.clearance)
        return tuple(
            Arrival(
                hidden.record(paper_of(row, scope.clearance), row["id"]),
                _moment(row["first"]),
                _moment(row["seen"]),
                day_of(row["published"]),
                tuple(gave_way.get(row["id"], ())),
            )
            for row in rows
        )

    def earlier_pages(
        self, paper_id: str, clearance: Access = Access.PUBLIC
    ) -> tuple[Page, ...] | None:
        """Return the pages of the version that a paper replaced last, as far as they may be seen.

        They have text and furniture and nothing else. None where no earlier version is kept,
        none of its pages may be seen, or it was replaced before their words were kept.

        Raises:
            UnknownPaperError: there is no such paper, or it may not be seen.
        """
        with self._store.reading() as db:
            newer = paper_row(db, paper_id, clearance)["id"]
            row = db.execute(
                "SELECT id FROM superseded s WHERE newer = ? AND EXISTS"
                " (SELECT 1 FROM superseded_pages g WHERE g.id = s.id)"
                " ORDER BY since DESC, id LIMIT 1",
                (newer,),
            ).fetchone()
            if row is None:
                return None
            pages = db.execute(
                "SELECT * FROM superseded_pages WHERE id = ? ORDER BY number", (row["id"],)
            ).fetchall()
            masks = self._masks.hidden(db, clearance).masks
        shown = [one for one in pages if clearance is Access.EXEMPT or one["access"] == "public"]
        found = []
        for one in shown:
            text = one["text"]
            masked = [Masked(start, end, text[start:end]) for start, end in masks.spans(text)]
            text = masked_text(text, masked) if masked else text
            found.append(_earlier_page(row["id"], one, text))
        return tuple(found) or None


def keep_arrival(db: sqlite3.Connection, seq: int, replaced: Sequence[str], now: str) -> None:
    """Note that the paper numbered ``seq`` is here, in the place of those ``replaced``, by id.

    One that is only read again came when it did; ``now`` is in ISO 8601, UTC. When an exempt one
    came, one that is open does not tell.
    """
    newer = str(db.execute("SELECT id FROM papers WHERE seq = ?", (seq,)).fetchone()[0])
    others = [one for one in replaced if one != newer]
    if not others:
        db.execute("INSERT OR IGNORE INTO arrivals VALUES (?, ?, ?, NULL)", (newer, now, now))
        return
    marks = ", ".join("?" * len(others))
    first = db.execute(
        "SELECT min(a.first) FROM arrivals a JOIN papers o ON o.id = a.id JOIN papers n"
        f" ON n.seq = ? WHERE a.id IN ({marks}) AND (o.access = 'public' OR n.access <> 'public')",
        (seq, *others),
    ).fetchone()
    db.execute(
        "INSERT OR REPLACE INTO arrivals VALUES (?, ?, ?, NULL)", (newer, first[0] or now, now)
    )


def publish(db: sqlite3.Connection, paper_id: str, day: date) -> bool:
    """Note when a site says that a paper was published; return whether that is another day."""
    told = db.execute(
        "UPDATE arrivals SET published = ? WHERE id = ? AND published IS NOT ?",
        (day.isoformat(), paper_id, day.isoformat()),
    )
    return told.rowcount > 0


def _told(clearance: Access) -> str:
    """Return the condition on ``superseded s`` that a reader may know of this version."""
    if clearance is Access.EXEMPT:
        return "true"
    pages = "SELECT 1 FROM superseded_pages g WHERE g.id = s.id AND g.access = 'public'"
    return f"EXISTS ({pages})"


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _earlier_page(paper_id: str, row: sqlite3.Row, text: str) -> Page:
    return Page(
        paper_id,
        row["number"],
        None,
        LabelSource.NONE,
        0.0,
        0.0,
        0,
        text,
        TextSource.TEXT_LAYER,
        spans_of(row["furniture"]),
        access=Access(row["access"]),
    )

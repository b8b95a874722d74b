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
    says: of a later version, a day that the site told of the first one is not its own. ``begun``
    is such a day of the first version where this is a later one. ``replaced`` are the days on
    which versions that are kept gave way to later ones, the oldest first: as the site says, else
    as they were seen.
    """

    paper: Paper
    first: datetime
    seen: datetime
    published: date | None = None
    replaced: tuple[date, ...] = ()
    begun: date | None = None

    @property
    def is_later_version(self) -> bool:
        """Whether it took the place of an earlier version."""
        return self.seen > self.first

    @property
    def publication(self) -> date | None:
        """The day on which its site says that its first version appeared, None where none says."""
        return self.begun if self.is_later_version else self.published

    @property
    def appeared(self) -> date:
        """The day of its first version: of its publication, else on which it was first seen."""
        return self.publication or day_of_moment(self.first)


def day_of_moment(moment: datetime) -> date:
    """Return the day of a moment, by this computer's clock."""
    return moment.astimezone().date()


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
            "SELECT p.*, a.first, a.seen, a.published, a.begun FROM papers p JOIN arrivals a"
            f" ON a.id = p.id WHERE {where.sql} ORDER BY a.seen DESC, p.file_name",
            where.values,
        ).fetchall()
        gave_way: dict[str, list[sqlite3.Row]] = {}
        for one in db.execute(
            "SELECT s.newer, s.since, a.seen, a.published FROM superseded s"
            f" LEFT JOIN arrivals a ON a.id = s.id WHERE {_told(scope.clearance)}"
            " ORDER BY s.since, s.id"
        ):
            gave_way.setdefault(one["newer"], []).append(one)
        hidden = self._masks.hidden(db, scope.clearance)
        return tuple(
            _arrival(
                hidden.record(paper_of(row, scope.clearance), row["id"]),
                row,
                gave_way.get(row["id"], ()),
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
        new = (newer, now, now)
        db.execute("INSERT OR IGNORE INTO arrivals VALUES (?, ?, ?, NULL, NULL)", new)
        return
    marks = ", ".join("?" * len(others))
    first = db.execute(
        "SELECT a.first, a.begun FROM arrivals a JOIN papers o ON o.id = a.id JOIN papers n"
        f" ON n.seq = ? WHERE a.id IN ({marks}) AND (o.access = 'public' OR n.access <> 'public')"
        " ORDER BY a.first LIMIT 1",
        (seq, *others),
    ).fetchone()
    came, begun = first or (now, None)
    db.execute(
        "INSERT OR REPLACE INTO arrivals VALUES (?, ?, ?, NULL, ?)", (newer, came, now, begun)
    )


def publish(db: sqlite3.Connection, paper_id: str, day: date) -> bool:
    """Note when a site says that a paper was published; return whether that is another day.

    It is said of the version that is here; of the paper where no other was here before.
    """
    told = db.execute(
        "UPDATE arrivals SET published = ?1, begun = iif(first = seen, ?1, begun)"
        " WHERE id = ?2 AND published IS NOT ?1",
        (day.isoformat(), paper_id),
    )
    return told.rowcount > 0


def _told(clearance: Access) -> str:
    """Return the condition on ``superseded s`` that a reader may know of this version."""
    if clearance is Access.EXEMPT:
        return "true"
    pages = "SELECT 1 FROM superseded_pages g WHERE g.id = s.id AND g.access = 'public'"
    return f"EXISTS ({pages})"


def _arrival(paper: Paper, row: sqlite3.Row, older: Sequence[sqlite3.Row]) -> Arrival:
    """Return when a paper came, of what is kept of it and of its ``older`` versions, in order."""
    first, seen = row["first"], row["seen"]
    published, begun = day_of(row["published"]), day_of(row["begun"])
    known = begun or _day(first)
    # By when they were seen. A day that is no later is said of the first version.
    own = {
        one["seen"]: day
        for one in (*older, row)
        if one["seen"] and one["seen"] > first and (day := day_of(one["published"])) and day > known
    }
    if seen > first:
        begun = begun or (None if seen in own else published)
        published = own.get(seen)
    else:
        begun = None
    replaced = tuple(own.get(one["since"]) or _day(one["since"]) for one in older)
    return Arrival(paper, _moment(first), _moment(seen), published, replaced, begun)


def _day(text: str) -> date:
    return day_of_moment(_moment(text))


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

"""The newest papers and decisions: a few, found without looking at the others."""

from __future__ import annotations

from corpus.catalogue.passages import PUBLIC, PassageShelf
from corpus.catalogue.registers import entry_of
from corpus.catalogue.rows import paper_of
from corpus.catalogue.scope import papers_with_item, resolutions_in
from corpus.model import DecisionKind, Paper, Resolution, Scope


class NewestShelf(PassageShelf):
    """What was added to the complete papers by the last meetings.

    Whatever is asked raises ``CatalogueError`` where the file cannot be read or is closed.
    """

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

    def newest_decisions(self, papers: int, scope: Scope = PUBLIC) -> tuple[Resolution, ...]:
        """Return the decisions in the newest ``papers`` dated papers that hold any in ``scope``.

        The newest come first; routine business and tasks are left out. Each names committee and
        day of its paper where it has none of its own.
        """
        where = resolutions_in(scope)
        decided = f"{where.sql} AND r.kind = ?"
        values = (*where.values, DecisionKind.DECISION.value)
        rows, hidden = self._seen(
            scope.clearance,
            "WITH newest AS (SELECT p.* FROM papers p WHERE p.state = 'complete'"
            " AND p.meeting_date IS NOT NULL AND EXISTS"
            f" (SELECT 1 FROM resolutions r WHERE r.paper = p.seq AND {decided})"
            " ORDER BY p.meeting_date DESC, p.file_name LIMIT ?)"
            " SELECT r.*, p.seq, p.id AS paper_id, p.committee AS body, p.meeting_date AS day"
            f" FROM newest p JOIN resolutions r ON r.paper = p.seq WHERE {decided}"
            " ORDER BY coalesce(r.date, p.meeting_date) DESC, p.file_name, r.position",
            *values,
            papers,
            *values,
        )
        return tuple(entry_of(row, hidden).resolution for row in rows)

"""Who may see what: the one place that turns a scope into a condition of SQL.

Every query of the catalogue that shows anything goes through here, so that an
exempt paper, or an exempt page of an open one, cannot slip out by a route that
forgot to ask.
"""

from __future__ import annotations

import sqlite3

from corpus.access import Closed
from corpus.model import Access, Scope
from corpus.storage import Condition

# Those with an exempt paper, or in place of one that was removed with an id that none has.
GONE = ""
CLOSED_COLLECTIONS = (
    "SELECT x.collection FROM collected x LEFT JOIN papers q ON q.id = x.id"
    f" WHERE x.id = '{GONE}' OR q.access <> 'public'"
)


def visible(clearance: Access) -> Condition:
    """Return the condition on ``papers p`` that a reader of ``clearance`` may see it."""
    if clearance is Access.EXEMPT:
        return Condition("p.state = 'complete'")
    return Condition("p.state = 'complete' AND p.access = 'public'")


def seen(clearance: Access, what: str) -> Condition:
    """Return the condition that a reader may see ``what`` stands in a paper.

    ``what`` is the alias of a table with an ``access`` of its own, beside
    ``papers p``: pages, items, meetings, resolutions, passages and the like.
    """
    if clearance is Access.EXEMPT:
        return visible(clearance)
    return visible(clearance) & Condition(f"{what}.access = 'public'")


def papers_in(scope: Scope) -> Condition:
    """Return the condition on ``papers p`` that a paper is in ``scope``.

    A paper belongs to its own committee and to those whose minutes stand in it.
    """
    found = visible(scope.clearance) & _named(scope)
    if scope.committee is not None:
        minuted = seen(scope.clearance, "m")
        found &= Condition(
            "p.committee = ? COLLATE NOCASE OR EXISTS (SELECT 1 FROM meetings m"
            f" WHERE m.paper = p.seq AND m.committee = ? COLLATE NOCASE AND {minuted.sql})",
            (scope.committee, scope.committee, *minuted.values),
        ) & _unmasked(scope, scope.committee)
    return found & _within(scope, "p.meeting_date")


def passages_in(scope: Scope) -> Condition:
    """Return the condition on ``papers p, passages s`` that a passage is in ``scope``."""
    found = papers_in(scope) & seen(scope.clearance, "s")
    if scope.item is not None:
        found &= Condition("s.item = ?", (scope.item,))
    return found


def papers_with_item(scope: Scope) -> Condition:
    """Return :func:`papers_in`, narrowed to papers that hold the scope's agenda item."""
    return papers_in(scope) if scope.item is None else papers_in(scope) & _item_held(scope)


def pages_in(scope: Scope) -> Condition:
    """Return the condition on ``papers p, pages g`` that a page is in ``scope``."""
    found = papers_in(scope) & seen(scope.clearance, "g")
    if scope.item is not None:
        found &= _item_held(scope, " AND g.number BETWEEN i.first_page AND i.last_page")
    return found


def resolutions_in(scope: Scope) -> Condition:
    """Return the condition on ``papers p, resolutions r``.

    The committee and date of the meeting that resolved count, not those of the
    pack in which its minutes are printed.
    """
    found = seen(scope.clearance, "r") & _named(scope)
    if scope.committee is not None:
        condition = "coalesce(r.committee, p.committee) = ? COLLATE NOCASE"
        found &= Condition(condition, (scope.committee,)) & _unmasked(scope, scope.committee)
    found &= _within(scope, "coalesce(r.date, p.meeting_date)")
    if scope.item is not None:
        found &= Condition("r.item = ?", (scope.item,))
    return found


def _item_held(scope: Scope, place: str = "") -> Condition:
    held = seen(scope.clearance, "i")
    return Condition(
        "EXISTS (SELECT 1 FROM items i WHERE i.paper = p.seq AND i.number = ?"
        f"{place} AND {held.sql})",
        (scope.item, *held.values),
    )


def _named(scope: Scope) -> Condition:
    found = Condition("1")
    if scope.papers:
        # Each by its own index: of "this or that" SQLite makes a walk through all papers.
        marks = ", ".join("?" * len(scope.papers))
        ways = (
            f"SELECT n.seq FROM papers n WHERE n.state = 'complete' AND n.{name} IN ({marks})"
            for name in ("id", "file_name")
        )
        found &= Condition(f"p.seq IN ({' UNION ALL '.join(ways)})", scope.papers * 2)
    if scope.collection is not None:
        found &= _collected(scope)
    if scope.kinds:
        marks = ", ".join("?" * len(scope.kinds))
        found &= Condition(f"p.kind IN ({marks})", tuple(kind.value for kind in scope.kinds))
    return found


def _collected(scope: Scope) -> Condition:
    """Nothing is in a collection for a reader who may not know of it."""
    known = ""
    if scope.clearance is not Access.EXEMPT:
        known = f" AND c.collection NOT IN ({CLOSED_COLLECTIONS}) AND NOT is_masked(c.name)"
    return Condition(
        "p.id IN (SELECT d.id FROM collections c JOIN collected d USING (collection)"
        f" WHERE c.name = ?{known})",
        (scope.collection,),
    )


def _unmasked(scope: Scope, name: str) -> Condition:
    """Nothing is found by a name that is masked for a reader: an answer would tell that it is."""
    if scope.clearance is Access.EXEMPT:
        return Condition("1")
    # Asked once, not of every row.
    return Condition("(SELECT NOT is_masked(?))", (name,))


def _within(scope: Scope, column: str) -> Condition:
    """A missing date compares as NULL, so it is outside any period."""
    found = Condition("1")
    if scope.since is not None:
        found &= Condition(f"{column} >= ?", (scope.since.isoformat(),))
    if scope.until is not None:
        found &= Condition(f"{column} <= ?", (scope.until.isoformat(),))
    return found


def closed_to(
    db: sqlite3.Connection, clearance: Access, paper_id: str | None = None
) -> dict[str, Closed]:
    """Return the exempt pages of open papers by paper id, of one paper or all; {} if cleared."""
    if clearance is Access.EXEMPT:
        return {}
    # Pages are looked at only where a paper has closed ones.
    own, values = ("", ()) if paper_id is None else (" AND p.id = ?", (paper_id,))
    rows = db.execute(
        "SELECT p.id, g.number FROM papers p CROSS JOIN pages g ON g.paper = p.seq"
        f" WHERE p.exempt_pages AND p.state = 'complete' AND g.access = 'exempt'{own}",
        values,
    )
    found: dict[str, set[int]] = {}
    for row in rows:
        found.setdefault(row[0], set()).add(row[1])
    return {key: frozenset(numbers) for key, numbers in found.items()}

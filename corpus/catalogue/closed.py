"""Which pages a reader may not see, for what is trimmed to the others."""

from __future__ import annotations

import sqlite3

from corpus.access import Closed
from corpus.model import Access


def closed_to(
    db: sqlite3.Connection, clearance: Access, paper_id: str | None = None
) -> dict[str, Closed]:
    """Return the exempt pages of open papers by paper id, of one paper or all; {} if cleared."""
    if clearance is Access.EXEMPT:
        return {}
    rows = db.execute(
        "SELECT p.id, g.number FROM papers p JOIN pages g ON g.paper = p.seq"
        " WHERE p.exempt_pages AND p.state = 'complete' AND g.access = 'exempt'"
        " AND (? IS NULL OR p.id = ?)",
        (paper_id, paper_id),
    )
    found: dict[str, set[int]] = {}
    for row in rows:
        found.setdefault(row[0], set()).add(row[1])
    return {key: frozenset(numbers) for key, numbers in found.items()}

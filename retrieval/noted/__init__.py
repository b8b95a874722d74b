"""What minutes and pages note by themselves: who came and left, a page by its number, notes."""

from __future__ import annotations

from retrieval.noted.movements_asked import moved
from retrieval.noted.notes_beside import with_notes
from retrieval.noted.pages_asked import page_told

__all__ = ["moved", "page_told", "with_notes"]

"""One meeting's briefing, what became of a subject, and two versions of a page side by side."""

from __future__ import annotations

from ui.meetings.briefing import Briefing, brief, last_words
from ui.meetings.briefing_file import briefing_pdf, briefing_word
from ui.meetings.versions import changes_wanted, keeps_earlier, side_by_side, way_to_changes
from ui.meetings.what_became import came_besides, history, last_considered

__all__ = [
    "Briefing",
    "brief",
    "briefing_pdf",
    "briefing_word",
    "came_besides",
    "changes_wanted",
    "history",
    "keeps_earlier",
    "last_considered",
    "last_words",
    "side_by_side",
    "way_to_changes",
]

"""One meeting's papers and items, its briefing, and what became of a subject."""

from __future__ import annotations

from ui.meetings.briefing import Briefing, brief, last_before, last_words
from ui.meetings.briefing_file import briefing_pdf, briefing_word
from ui.meetings.gathering import Gathering, gatherings, pages_words
from ui.meetings.subject import Mention, decided_on, on_subject
from ui.meetings.what_became import became_of, history, mentions

__all__ = [
    "Briefing",
    "Gathering",
    "Mention",
    "became_of",
    "brief",
    "briefing_pdf",
    "briefing_word",
    "decided_on",
    "gatherings",
    "history",
    "last_before",
    "last_words",
    "mentions",
    "on_subject",
    "pages_words",
]

"""What minutes, rows and pages note by themselves: comings and goings, chair, counts, fields."""

from __future__ import annotations

from retrieval.noted.cited_fields import labels_of
from retrieval.noted.fields_asked import FieldTold, field_told
from retrieval.noted.meeting_notes import next_printed, of_the_meeting
from retrieval.noted.meetings_counted import meetings_counted
from retrieval.noted.movements_asked import moved
from retrieval.noted.notes_beside import with_notes
from retrieval.noted.pages_asked import page_told
from retrieval.noted.row_line import row_line

__all__ = [
    "FieldTold",
    "field_told",
    "labels_of",
    "meetings_counted",
    "moved",
    "next_printed",
    "of_the_meeting",
    "page_told",
    "row_line",
    "with_notes",
]

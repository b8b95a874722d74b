"""What is answered and held, as records with a schema: for the command line, MCP and REST."""

from __future__ import annotations

from retrieval.records.answers import AnswerRecord
from retrieval.records.base import Record
from retrieval.records.ids import Named, place_of, read_id
from retrieval.records.lists import MeetingList, PageList, ResolutionList
from retrieval.records.meetings import MeetingRecord
from retrieval.records.papers import DocumentRecord
from retrieval.records.register import HistoryRecord
from retrieval.records.telling import Teller, meeting_id

__all__ = [
    "AnswerRecord",
    "DocumentRecord",
    "HistoryRecord",
    "MeetingList",
    "MeetingRecord",
    "Named",
    "PageList",
    "Record",
    "ResolutionList",
    "Teller",
    "meeting_id",
    "place_of",
    "read_id",
]

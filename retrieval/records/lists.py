"""Parts of a list, as records."""

from __future__ import annotations

from retrieval.records.answers import PageRecord
from retrieval.records.base import Record
from retrieval.records.meetings import MeetingSummary
from retrieval.records.register import ResolutionRecord


class ListRecord(Record):
    """Where a part of a list stands in the whole."""

    total: int
    """How many there are in all."""
    offset: int
    """How many come before these, from 0."""
    next_offset: int | None
    """The offset that gives those after these; null where these are the last."""


class PageList(ListRecord):
    """Pages found, best first."""

    results: tuple[PageRecord, ...]
    """Pages worth reading, without a claim."""
    note: str
    """What the search went without, in words; empty where nothing was missing."""


class MeetingList(ListRecord):
    """Meetings, newest first, those of no known day last."""

    results: tuple[MeetingSummary, ...]
    """Each meeting in one line."""


class ResolutionList(ListRecord):
    """Decisions of the register, in order."""

    results: tuple[ResolutionRecord, ...]
    """Each with its whole wording."""
    taken: tuple[tuple[str, str], ...]
    """Words that stand nowhere as typed, and what each was taken for."""

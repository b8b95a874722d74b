"""Meetings as records."""

from __future__ import annotations

from datetime import date

from retrieval.records.base import Record
from retrieval.records.papers import ItemRecord, PaperRecord
from retrieval.records.register import ResolutionRecord


class MeetingSummary(Record):
    """A meeting in one line."""

    id: str
    """What gets the meeting."""
    committee: str | None
    """The body that met."""
    date: date | None
    """Its day; null where the papers name none."""
    papers: tuple[str, ...]
    """Names of its files, agenda before supplements."""
    minuted: bool
    """Whether its minutes are there."""
    decided: int
    """How many decisions, actions and routine entries its minutes record."""


class MinutesRecord(Record):
    """Where minutes of a meeting stand, and who was there, as printed."""

    paper_id: str
    """Id of the paper."""
    paper: str
    """Name of the file."""
    first_page: int
    """First physical page, from 1."""
    last_page: int
    """Last physical page, inclusive."""
    printed: str | None
    """Number printed on the first page; null where none is."""
    venue: str | None
    """Where it met."""
    present: str | None
    """Who was present."""
    in_attendance: str | None
    """Who attended besides."""
    apologies: str | None
    """Who sent apologies."""
    interests: str | None
    """Which interests were declared."""
    url: str
    """Opens the first page in the app."""


class MeetingRecord(Record):
    """A meeting with its papers, the items of its agendas, its minutes and what it decided."""

    id: str
    """What gets the meeting."""
    committee: str | None
    """The body that met."""
    date: date | None
    """Its day; null where the papers name none."""
    papers: tuple[PaperRecord, ...]
    """Its papers, agenda before supplements."""
    items: tuple[ItemRecord, ...]
    """The items of its agendas, in their order."""
    minutes: tuple[MinutesRecord, ...]
    """Minutes of it, as far as they are there."""
    decided: tuple[ResolutionRecord, ...]
    """What it decided, in the order of the pages."""

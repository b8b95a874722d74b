"""Decisions, and when a matter came up, as records. Pages are physical, from 1."""

from __future__ import annotations

from datetime import date

from corpus.model import DecisionKind, OutcomeClass
from retrieval.matters import MentionKind
from retrieval.records.base import Record

# Where a field is called by the type's own name.
Day = date


class ResolutionRecord(Record):
    """What a meeting decided, verbatim."""

    id: str
    """What fetches its page and asks for its history."""
    paper_id: str
    """Id of the paper whose minutes record it."""
    paper: str
    """Name of the file."""
    committee: str | None
    """The body that decided."""
    date: date | None
    """Day of its meeting."""
    item: str | None
    """Number of the agenda item whose papers the page is of, as printed."""
    number: str | None
    """Number of the minute."""
    title: str | None
    """Title of the minute."""
    text: str
    """The whole wording with its clauses, as printed."""
    outcome: str
    """The words that introduce or tell it, as printed; empty where none are."""
    outcome_class: OutcomeClass
    """The kind of outcome."""
    kind: DecisionKind
    """Decision, business of every meeting, or a task that was given."""
    mover: str | None
    """Who moved it, as printed."""
    seconder: str | None
    """Who seconded it, as printed."""
    vote: str | None
    """The vote, as printed."""
    corrected: Day | None
    """Day on which an officer corrected or added the entry."""
    page: int
    """Physical page of the PDF on which it begins, from 1."""
    printed: str | None
    """Number printed on that page; null where none is."""
    official_record: bool
    """Official record: the words are the resolution's own, as the minutes print them."""
    where: str
    """Item, printed page, PDF page and paper in one line, to cite by."""
    url: str
    """Opens the page in the app with the words marked."""


class MentionRecord(Record):
    """One time that a matter came up."""

    date: date | None
    """Day of the meeting."""
    committee: str | None
    """The body that met."""
    title: str
    """Title of the item or minute; the wording where it has none."""
    about: str
    """Which item it was, or what became of it."""
    wording: str
    """What was decided, recommended or is said there, as printed; empty where that is not known."""
    number: str | None
    """Number of the minute."""
    paper_id: str
    """Id of the paper."""
    paper: str
    """Name of the file."""
    item: str | None
    """Number of the agenda item, as printed."""
    kind: MentionKind
    """An item, a decision, a row of a tracker or another stretch of a paper."""
    page: int
    """Physical page of the PDF, from 1."""
    printed: str | None
    """Number printed on that page; null where none is."""
    official_record: bool
    """Official record: the wording is a resolution's own."""
    where: str
    """Item, printed page, PDF page and paper in one line, to cite by."""
    url: str
    """Opens the page in the app with the words marked."""


class HistoryRecord(Record):
    """What else the papers hold on the matter of one item or decision.

    Matters are known by titles, wording and minutes that are named: some are missed, and some
    that are brought are of another matter.
    """

    of: MentionRecord
    """The item or decision that was asked about."""
    after: tuple[MentionRecord, ...]
    """What came later, in date order."""
    beside: tuple[MentionRecord, ...]
    """What else there was on the same day."""
    before: tuple[MentionRecord, ...]
    """What came earlier, the last first."""
    undated: tuple[MentionRecord, ...]
    """What came up on days that are not known."""
    total: int
    """How many there are, of which each list has as many as were asked for."""

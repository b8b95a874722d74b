"""What minutes record: meetings and what they decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.model.papers import Span


class OutcomeClass(StrEnum):
    """The kind of outcome that a minute records."""

    RESOLVED = "resolved"
    RECOMMENDED = "recommended"
    AGREED = "agreed"
    NOTED = "noted"
    CARRIED = "carried"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class MinuteMeeting:
    """One meeting whose minutes stand in a paper; a paper can hold several."""

    paper_id: str
    committee: str | None
    date: date | None
    venue: str | None
    first_page: int
    last_page: int
    present: str | None = None
    in_attendance: str | None = None
    apologies: str | None = None
    interests: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a meeting decided, verbatim.

    ``text`` is the whole wording with its clauses, cut out of the pages by
    ``spans`` (white space folded between spans). ``outcome`` is the wording that
    introduces it ("RESOLVED (unanimously)"). ``item`` is the agenda item of the
    pack that the page belongs to, ``number`` and ``title`` the minute's own.
    ``outcome_spans``, ``moved_spans`` and ``vote_spans`` are where outcome, mover
    with seconder, and vote are printed; empty where they are not, or were read
    by an earlier version.
    """

    paper_id: str
    item: str | None
    number: str | None
    title: str | None
    text: str
    outcome: str
    outcome_class: OutcomeClass
    committee: str | None
    date: date | None
    spans: tuple[Span, ...]
    mover: str | None = None
    seconder: str | None = None
    vote: str | None = None
    outcome_spans: tuple[Span, ...] = ()
    moved_spans: tuple[Span, ...] = ()
    vote_spans: tuple[Span, ...] = ()

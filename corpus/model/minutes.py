"""What minutes record: meetings and what they decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from corpus.model.papers import Paper, PaperKind, Span

# Where a field is called by the type's own name.
Day = date


class OutcomeClass(StrEnum):
    """The kind of outcome that a minute records."""

    RESOLVED = "resolved"
    RECOMMENDED = "recommended"
    AGREED = "agreed"
    NOTED = "noted"
    CARRIED = "carried"
    LOST = "lost"
    DEFERRED = "deferred"


class DecisionKind(StrEnum):
    """What a decision is to the register: business, business of every meeting, or a task.

    Routine are minutes confirmed, agendas and payments approved, meetings adjourned; an action
    is what the meeting gave somebody to do.
    """

    DECISION = "decision"
    ROUTINE = "routine"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class MinuteMeeting:
    """One meeting whose minutes stand in a paper; a paper can hold several.

    ``first_page`` and ``last_page`` are physical and inclusive. ``present`` and what
    follows it are the words printed there, white space folded; None where there are none.
    """

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
class Minuted:
    """Whose minutes stand on which page, by (paper id, physical page)."""

    on: Mapping[tuple[str, int], MinuteMeeting] = field(default_factory=dict)

    @classmethod
    def of(cls, meetings: Iterable[MinuteMeeting]) -> Minuted:
        """Place meetings on their physical pages.

        A page that two share goes to the last to begin there.
        """
        on: dict[tuple[str, int], MinuteMeeting] = {}
        for meeting in sorted(meetings, key=lambda one: one.first_page, reverse=True):
            for page in range(meeting.first_page, meeting.last_page + 1):
                on.setdefault((meeting.paper_id, page), meeting)
        return cls(on)

    def day(self, paper: Paper, pages: Iterable[int]) -> date | None:
        """Return the day of the first dated minutes on ``pages`` of a paper, else the paper's.

        ``pages`` are physical and looked at in their order. None where nothing is dated.
        """
        held = (self.on.get((paper.id, page)) for page in pages)
        return next((one.date for one in held if one and one.date), paper.meeting_date)

    def cited(self, paper: Paper, page: int) -> Paper:
        """Return a paper as physical ``page`` is cited: minutes by the meeting on that page.

        Minutes inside a pack are cited as the pack that they are printed in.
        """
        held = self.on.get((paper.id, page))
        return cited_for(paper, held) if held else paper


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a meeting decided, verbatim.

    ``committee`` and ``date`` are the meeting's.
    ``text`` is the whole wording with its clauses, cut out of the pages by
    ``spans`` (white space folded between spans). ``outcome`` is the wording that
    introduces it ("RESOLVED (unanimously)") or tells it, empty where none is printed.
    ``item`` is the agenda item of the pack that the page belongs to, ``number`` and
    ``title`` the minute’s own.
    ``outcome_spans``, ``moved_spans`` and ``vote_spans`` are where outcome, mover
    with seconder, and vote are printed; empty where they are not, or were read
    by an earlier version. ``corrected`` is the day on which an officer corrected or added
    the entry, None where it is as it was read.
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
    kind: DecisionKind = DecisionKind.DECISION
    corrected: Day | None = None


def cited_for(paper: Paper, held: MinuteMeeting | Resolution) -> Paper:
    """Return a file of minutes with the body and day of one meeting in it, as far as known."""
    if paper.kind is not PaperKind.MINUTES:
        return paper
    committee, day = held.committee or paper.committee, held.date or paper.meeting_date
    return replace(paper, committee=committee, meeting_date=day)

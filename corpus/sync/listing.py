"""What a person wishes of a site, and which papers of it that comes to, meeting by meeting."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from corpus.model import FetchError, PaperKind, SyncError
from corpus.sync.choosing import Choice, Occasion, Sort, choose
from corpus.sync.moderngov import named
from corpus.sync.site import Committee, Linked, Listed, Meeting, Pack
from corpus.sync.state import State
from corpus.sync.telling import Report

# So many days after a meeting it is left alone.
RECHECK = 90
_YEAR, _AHEAD = timedelta(days=365), timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is wanted of a site; no ``committees`` are all, by name or a part of it.

    ``since`` and ``until`` are inclusive. Meetings that were ``recheck`` days ago or more are not
    asked for again once they have been after that, nor their papers.
    """

    committees: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    sorts: Collection[Sort] = tuple(Sort)
    recheck: int = RECHECK

    def period(self, today: date) -> tuple[date, date]:
        """Return the first and the last day of meetings: from a year ago where none is named."""
        return self.since or today - _YEAR, self.until or today + _AHEAD


@dataclass(frozen=True, slots=True)
class Found:
    """A meeting of a committee, called ``name`` then, and what is wanted of it.

    All papers of one that its site hides are restricted.
    """

    committee: Committee
    name: str
    meeting: Meeting
    choice: Choice


class Service(Protocol):
    """What is asked of a site, as of :class:`corpus.sync.moderngov.ModernGov`."""

    @property
    def base(self) -> str: ...
    def committees(self) -> tuple[Committee, ...]: ...
    def meetings(self, committee: Committee, since: date, until: date) -> tuple[Listed, ...]: ...
    def meeting(self, meeting_id: str) -> Meeting: ...
    def packs(self, committee: Committee, meeting_id: str) -> tuple[Pack, ...]: ...
    def address_of(self, linked: Linked) -> str: ...


class Listing:
    """The meetings of a site that a person wishes papers of; ``host`` is what people call it.

    What cannot be listed is told, and the rest goes on.
    """

    def __init__(
        self, site: Service, host: str, state: State, wishes: Wishes, report: Report, today: date
    ) -> None:
        self._site = site
        self._host = host
        self._state = state
        self._wishes = wishes
        self._report = report
        self._today = today
        self._bodies: tuple[str, ...] = ()

    def found(self) -> Iterator[Found]:
        """Yield each meeting that is to be looked at, a committee's in the order of their days.

        Raises:
            SyncError: the site tells of no committees, or of none that a person named; or
                nothing of it works any more.
        """
        committees = self._site.committees()
        self._bodies = tuple(one.title for one in committees)
        for committee in self._wished(committees):
            former = self._state.committee(self._site.base, committee)
            if former and former[-1] != committee.title:
                self._report.say(f"{former[-1]} is called {committee.title} now")
            self._report.committees += 1
            try:
                since, until = self._wishes.period(self._today)
                listed = self._site.meetings(committee, since, until)
            except FetchError as error:
                self._report.fault(str(error))
                continue
            yield from self._of(committee, listed)

    def _wished(self, committees: tuple[Committee, ...]) -> tuple[Committee, ...]:
        if not self._wishes.committees:
            return committees
        found: dict[str, Committee] = {}
        for wanted in self._wishes.committees:
            some = {one.id: one for one in self._named(committees, wanted)}
            if not some:
                names = ", ".join(sorted(one.title for one in committees))
                raise SyncError(f"{self._host}: no committee called {wanted}; there are {names}")
            found |= some
        return tuple(found.values())

    def _named(self, committees: tuple[Committee, ...], wanted: str) -> tuple[Committee, ...]:
        """Return the committees of a name, or else those that had it once."""
        if found := tuple(named(committees, wanted)):
            return found
        before = (
            Committee(one.id, name)
            for one in committees
            for name in self._state.former(self._site.base, one.id)
        )
        ids = {one.id for one in named(tuple(before), wanted)}
        return tuple(one for one in committees if one.id in ids)

    def _of(self, committee: Committee, listed: tuple[Listed, ...]) -> Iterator[Found]:
        printed = self._printed(committee)
        before = None
        for one in listed:
            known = self._state.meeting(self._site.base, one.id)
            if known is None or not self._is_settled(one.day, known[1]):
                try:
                    found = self._look(committee, one, known[0] if known else None, printed, before)
                except FetchError as error:
                    self._report.fault(str(error))
                else:
                    self._report.meetings += 1
                    yield found
            before = one.day

    def _look(
        self,
        committee: Committee,
        one: Listed,
        name: str | None,
        printed: set[date],
        before: date | None,
    ) -> Found:
        meeting = self._site.meeting(one.id)
        name = name or committee.title
        if not meeting.shown:
            kept = self._state.of_meeting(self._site.base, one.id)
            choice = Choice((), tuple(paper.key for paper in kept))
            return Found(committee, name, meeting, choice)
        packs = self._packs(committee, meeting)
        if any(pack.sort == "minutes" for pack in packs):
            printed.add(meeting.day)
        about = (name, self._host, meeting, printed, before, self._bodies)
        choice = choose(Occasion(*about), self._site.address_of, packs, self._wishes.sorts)
        return Found(committee, name, meeting, choice)

    def _packs(self, committee: Committee, meeting: Meeting) -> tuple[Pack, ...]:
        """Return what the meeting's page offers, if any of that may be wanted."""
        if not set(self._wishes.sorts) - {Sort.REPORTS}:
            return ()
        try:
            return self._site.packs(committee, meeting.id)
        except FetchError as error:
            self._report.fault(str(error))
            return ()

    def _printed(self, committee: Committee) -> set[date]:
        """Return the days of which printed minutes were found before, and not put to a meeting."""
        return {
            meeting.day
            for meeting in self._state.meetings(self._site.base, committee.id)
            if meeting.shown
            for kept in self._state.of_meeting(self._site.base, meeting.id)
            if kept.said.kind is PaperKind.MINUTES
            and kept.said.meeting_date == meeting.day
            and not kept.key.startswith("a")
        }

    def _is_settled(self, day: date, seen: str) -> bool:
        """Whether a meeting was looked at when it was long ago already."""
        return date.fromisoformat(seen) >= day + timedelta(days=self._wishes.recheck)

"""What came and when, meeting by meeting: first seen, published, replaced, after the agenda.

A day is one of this computer's calendar. Nothing here says that a paper came too late: it counts
(:mod:`corpus.news.clear_days`), and says what came after the first papers of its meeting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from corpus.catalogue import Arrival, day_of_moment
from corpus.model import Paper, PaperKind
from corpus.news.clear_days import Nation, Notice, notice

# What is written after a meeting comes after its agenda, and says nothing about notice.
_UNCOUNTED = "clear days not counted: {}"
_AFTERWARDS = frozenset((PaperKind.MINUTES, PaperKind.DECISION_NOTICE))
# Papers of one meeting that were seen within this time may have come in one run, which says nothing
# of how they followed one another. By judgement: runs come a night apart.
_ONE_RUN = timedelta(hours=12)


class Happening(StrEnum):
    """What happened to a paper on a day."""

    PUBLISHED = "published"
    SEEN = "first seen"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a paper on a day."""

    on: date
    what: Happening
    paper: Paper


@dataclass(frozen=True, slots=True)
class Came:
    """A paper and what is known of its coming.

    ``after_agenda`` is how many days after the first papers of its meeting it came, 0 with them;
    None where it is not known: both were first seen in one run, and no site tells its day.
    ``notice`` counts from the day that its site tells, else from the day that it was first seen
    here, which is that day or a later one; None where no nation's law is asked for, and where
    ``uncounted`` says why there is nothing to count. Both are of its first version.
    """

    arrival: Arrival
    after_agenda: int | None = 0
    notice: Notice | None = None
    uncounted: str = ""

    @property
    def paper(self) -> Paper:
        """The paper as it is now."""
        return self.arrival.paper

    @property
    def newest(self) -> date:
        """The day on which the version came that is here now."""
        return day_of_moment(self.arrival.seen)

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened to it, in order; what happened on one day as it must have.

        A later version appeared on the day that its site tells, else on that on which it was seen.
        """
        one = self.arrival
        told = one.publication
        found = [Event(told, Happening.PUBLISHED, one.paper)] if told else []
        found.append(Event(day_of_moment(one.first), Happening.SEEN, one.paper))
        if one.is_later_version:
            days = {*one.replaced, one.published or day_of_moment(one.seen)}
            found += [Event(day, Happening.REPLACED, one.paper) for day in sorted(days)]
        return tuple(sorted(found, key=lambda event: event.on))


@dataclass(frozen=True, slots=True)
class MeetingNews:
    """A meeting whose papers came; those that are of none have neither body nor day."""

    committee: str | None
    day: date | None
    came: tuple[Came, ...]

    @property
    def newest(self) -> date:
        """The day on which the last of them came."""
        return max(one.newest for one in self.came)

    @property
    def events(self) -> tuple[Event, ...]:
        """The timeline of the meeting, the newest first."""
        every = (event for one in self.came for event in one.events)
        return tuple(sorted(every, key=lambda event: event.on, reverse=True))


def news(
    arrivals: Iterable[Arrival], since: date | None = None, nation: Nation | None = None
) -> tuple[MeetingNews, ...]:
    """Return the meetings of which any paper came on the day ``since`` or later, newest first.

    Each has those papers alone, newest first; None is since ever. All arrivals are to be given, as
    others tell what came after the agenda.
    """
    meetings: dict[tuple[str | None, date | None], list[Arrival]] = {}
    for one in arrivals:
        key = (one.paper.committee, one.paper.meeting_date)
        meetings.setdefault(key if all(key) else (None, None), []).append(one)
    found = []
    for (committee, day), held in meetings.items():
        came = [one for one in _came(held, day, nation) if since is None or one.newest >= since]
        if came:
            came.sort(key=lambda one: one.arrival.seen, reverse=True)
            found.append(MeetingNews(committee, day, tuple(came)))
    found.sort(key=lambda one: (one.newest, one.day or date.min), reverse=True)
    return tuple(found)


def _came(held: list[Arrival], meeting: date | None, nation: Nation | None) -> Iterator[Came]:
    begun = min(one.appeared for one in held)
    seen = min(one.first for one in held if one.appeared == begun)
    for one in held:
        if meeting is None or one.paper.kind in _AFTERWARDS:
            why = "no meeting of it is known" if meeting is None else "written after the meeting"
            yield Came(one, uncounted=_UNCOUNTED.format(why) if nation else "")
            continue
        after = (one.appeared - begun).days
        known = not after or one.publication or one.first - seen >= _ONE_RUN
        counted = notice(one.appeared, meeting, nation) if nation else None
        why = ""
        if counted is not None and counted.after and one.publication is None:
            # A paper that was first seen long after its meeting may have been there all the time.
            counted, why = None, _UNCOUNTED.format("first seen here after its meeting")
        yield Came(one, after if known else None, counted, why)

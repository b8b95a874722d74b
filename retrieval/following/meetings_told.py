"""The meetings of a calendar: those of open papers, and those that only sites tell of yet."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, time, timedelta
from urllib.parse import urlsplit

from corpus.catalogue import Catalogue
from corpus.model import PaperKind, body_key
from corpus.sync import Meeting, known_meetings
from retrieval.following.calendar_file import Held
from retrieval.meetings import Gathering, clock_time, gatherings, printed_start
from retrieval.model import link
from retrieval.records import meeting_id

# Meetings of a calendar begin so long ago.
_BEFORE = timedelta(days=90)
# Who lists a meeting's business says when it begins, on one of so many pages.
_AGENDAS = (PaperKind.AGENDA_PACK, PaperKind.SUPPLEMENT)
_FRONT = 3


def meetings_held(
    catalogue: Catalogue, app_url: str, committees: Collection[str] = (), today: date | None = None
) -> tuple[Held, ...]:
    """Return meetings in order of their days, of these committees or all.

    Told ``today``, only those from 90 days before it on, or from 90 days before the last meeting
    where that is past: of each committee by itself, if any are named.

    They are told as the public sees them: those of open papers, with the time, place and status
    that their site tells, the time of their agenda where it tells none, and those that a site
    tells of and has no papers of yet.

    Raises:
        CatalogueError: the catalogue cannot be read.
        SyncError: what sites told cannot be read.
    """
    wanted = {body_key(name) for name in committees}
    told: dict[tuple[str, date], tuple[str, Meeting]] = {}
    for name, meeting in known_meetings(catalogue.data):
        if meeting.shown:
            told[body_key(name), meeting.day] = (name, meeting)
    found: dict[tuple[str, date], Gathering] = {
        (body_key(one.committee), one.when): one
        for one in gatherings(catalogue.papers(), catalogue.meetings())
        if one.committee and one.when
    }
    for key, (name, meeting) in told.items():
        found.setdefault(key, Gathering(name, meeting.day, ()))
    kept = [key for key in found if not wanted or key[0] in wanted]
    if today is not None:
        bodies = [[key for key in kept if key[0] == body] for body in wanted] if wanted else [kept]
        kept = [key for body in bodies for key in _lately(body, today)]
    made = (_held(catalogue, app_url, found[key], told.get(key)) for key in kept)
    return tuple(sorted(made, key=lambda one: (one.day, one.committee)))


def _lately(meetings: Sequence[tuple[str, date]], today: date) -> Iterator[tuple[str, date]]:
    newest = max((day for _, day in meetings), default=today)
    since = min(newest, today) - _BEFORE
    return (one for one in meetings if one[1] >= since)


def _held(
    catalogue: Catalogue, app_url: str, one: Gathering, told: tuple[str, Meeting] | None
) -> Held:
    assert one.committee is not None
    assert one.when is not None
    name = meeting_id(one)
    address = ""
    if one.met:
        address = link(app_url, {"meeting": name}, urlsplit(app_url).path, "meetings")
    meeting = told[1] if told else None
    begins = meeting.time if meeting else ""
    if clock_time(begins) is None and (printed := _printed(catalogue, one, one.when)):
        begins = f"{printed:%H.%M}"
    place, status = (meeting.place, meeting.status) if meeting else ("", "")
    return Held(name, one.committee, one.when, begins, place, status, address)


def _printed(catalogue: Catalogue, one: Gathering, day: date) -> time | None:
    """Return the time that the first pages of a meeting's agendas print, as the public sees them.

    The agenda goes before its supplements.
    """
    for paper in one.papers:
        if paper.kind in _AGENDAS:
            front = [number for number in catalogue.labels(paper.id) if number <= _FRONT]
            for number in sorted(front):
                if found := printed_start(catalogue.page(paper.id, number).text, day):
                    return found
    return None

"""The meetings of a calendar: those of open papers, and those that only sites tell of yet."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from urllib.parse import urlsplit

from corpus.catalogue import Catalogue
from corpus.model import body_key
from corpus.sync import Meeting, known_meetings
from retrieval.following.calendar_file import Held
from retrieval.meetings import Gathering, gatherings
from retrieval.model import link
from retrieval.records import meeting_id


def meetings_held(
    catalogue: Catalogue, app_url: str, committees: Collection[str] = (), since: date | None = None
) -> tuple[Held, ...]:
    """Return meetings in order of their days, of these committees or all; since a day or ever.

    They are told as the public sees them: those of open papers, with the time, place and status
    that their site tells, and those that a site tells of and has no papers of yet.

    Raises:
        CatalogueError: the catalogue cannot be read.
        SyncError: what sites told cannot be read.
    """
    wanted = {body_key(name) for name in committees}
    told: dict[tuple[str, date], tuple[str, Meeting]] = {}
    for name, meeting in known_meetings(catalogue.data):
        if meeting.shown:
            told[body_key(name), meeting.day] = (name, meeting)
    found: dict[tuple[str, date], Held] = {}
    for one in gatherings(catalogue.papers(), catalogue.meetings()):
        if one.committee and one.when:
            key = (body_key(one.committee), one.when)
            address = link(
                app_url, {"meeting": meeting_id(one)}, urlsplit(app_url).path, "meetings"
            )
            found[key] = _held(one.committee, one.when, told.get(key), address)
    for key, (name, meeting) in told.items():
        found.setdefault(key, _held(name, meeting.day, (name, meeting), ""))
    kept = [
        one
        for (body, day), one in found.items()
        if (not wanted or body in wanted) and (since is None or day >= since)
    ]
    return tuple(sorted(kept, key=lambda one: (one.day, one.committee)))


def _held(name: str, day: date, told: tuple[str, Meeting] | None, address: str) -> Held:
    meeting = told[1] if told else None
    named = meeting_id(Gathering(name, day, ()))
    if meeting is None:
        return Held(named, name, day, link=address)
    return Held(named, name, day, meeting.time, meeting.place, meeting.status, address)

"""Meetings as a calendar file (iCalendar, RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from retrieval.meetings import clock_time

MEDIA_TYPE = "text/calendar; charset=utf-8"
# Octets of a line before it is folded.
_WIDTH = 74
_OFF = re.compile(r"cancel|abandon|withdrawn", re.IGNORECASE)
_ESCAPED = re.compile(r"([\\;,])")


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting for a calendar: ``id`` names it for ever, ``time`` is as a site writes it."""

    id: str
    committee: str
    day: date
    time: str = ""
    place: str = ""
    status: str = ""
    link: str = ""


def calendar_file(meetings: Iterable[Held], title: str, stamp: datetime) -> bytes:
    """Return meetings as a calendar; ``stamp`` is when it was made.

    A meeting of a known time takes two hours of the place's own clock, any other the day.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Minutebook//Meetings//EN",
        f"X-WR-CALNAME:{_text(title)}",
    ]
    for one in meetings:
        lines += _event(one, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(one: Held, stamp: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{one.id}@minutebook"
    yield f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    begins = clock_time(one.time)
    if begins is None:
        yield f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}"
    else:
        first = datetime.combine(one.day, begins)
        yield f"DTSTART:{first:%Y%m%dT%H%M%S}"
        yield f"DTEND:{first + timedelta(hours=2):%Y%m%dT%H%M%S}"
    yield f"SUMMARY:{_text(one.committee)}"
    if one.place:
        yield f"LOCATION:{_text(one.place)}"
    if one.status:
        yield f"DESCRIPTION:{_text(one.status)}"
    if _OFF.search(one.status):
        yield "STATUS:CANCELLED"
    if one.link:
        yield f"URL:{one.link}"
    yield "END:VEVENT"


def _text(text: str) -> str:
    return _ESCAPED.sub(r"\\\1", " ".join(text.split()))


def _folded(line: str) -> Iterator[str]:
    """Yield the pieces of a line, those after the first begun with a space, by octets."""
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _WIDTH:
            yield piece
            piece, size = " ", 1
        piece += character
        size += octets
    yield piece

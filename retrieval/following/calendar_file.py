"""Meetings as a calendar file (iCalendar, RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

MEDIA_TYPE = "text/calendar; charset=utf-8"
# Octets of a line before it is folded.
_WIDTH = 74
# "18.30", "6:30 pm", "6 pm", "10am".
_TIME = re.compile(r"^\s*(\d{1,2})(?:[.:](\d{2}))?\s*([ap])?\.?\s*m?\.?\b", re.IGNORECASE)
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


def clock_time(told: str) -> time | None:
    """Return the time of day that a site writes; None of what is none, as "To be confirmed"."""
    match = _TIME.match(told)
    if match is None or not (match[2] or match[3]):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        hour = hour % 12 + (12 if match[3].lower() == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


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

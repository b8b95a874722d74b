"""When a meeting starts: times of day as they are written, and the one that an agenda prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, time

from corpus.language import DateKind, find_dates

# "18.30", "6:30 pm", "10am", "12 noon", "10.00 yb".
_MORNING = r"a\.?\s?m\b\.?|y\.?b\b\.?|(?:o['’]r gloch )?y bore\b"
_LATER = r"p\.?\s?m\b\.?|y\.?[ph]\b\.?|(?:o['’]r gloch )?(?:y prynhawn|yr hwyr)\b"
_NOON = r"(?:12(?:[.:]00)?\s?)?(?:noon|mid-?day|canol dydd)\b"
_CLOCK = (
    rf"(?:(?P<noon>{_NOON})|(?<![\d.:£])(?P<hour>\d{{1,2}})(?:[.:](?P<minute>\d\d))?"
    rf"(?![\d/%]|[.:]\d)(?:\s?(?:(?P<am>{_MORNING})|(?P<pm>{_LATER})))?)"
)
_TIME = re.compile(rf"\s{{0,20}}{_CLOCK}", re.IGNORECASE)
_LEAD = r"(?:at|from|starting|commencing|beginning|to start|to commence|am|@)"
# Right behind the day, or later in its sentence after "at".
_BEHIND = re.compile(
    rf"[\s,;:()|@–—-]{{0,20}}(?:{_LEAD}[\s,:]{{1,9}}){{0,2}}{_CLOCK}", re.IGNORECASE
)
_FURTHER = re.compile(rf"(?:\bat\s|@\s?|\bcommencing\s){_CLOCK}", re.IGNORECASE)
# "6.30 pm on Tuesday …" at the beginning of a line, or after "at".
_AHEAD = re.compile(rf"(?:^\W{{0,9}}|\b{_LEAD}\s){_CLOCK}[\s,]{{0,9}}(?:on\s)?$", re.IGNORECASE)
_LABEL = re.compile(
    r"\W{0,9}(?:(?:start(?:ing)?|meeting|date and)\s)?(?:time|amser)"
    r"(?:\sof\s(?:the\s)?(?:meeting|start))?\b",
    re.IGNORECASE,
)
# A day that something has to be done by is told with a time as well.
_DEADLINE = re.compile(r"\b(?:by|before|until|till|than|after|cyn)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;]\s+(?=[A-ZÀ-Þ])")
_LONGEST = 120
# A line that says "Time" is of the meeting so many lines from its day.
_NEAR = 5
# Without "am" or "pm" an earlier hour may be one of the evening.
_SURELY = 9


def clock_time(told: str) -> time | None:
    """Return the time of day that a site writes; None of what is none, as "To be confirmed"."""
    match = _TIME.match(told)
    return _read(match) if match else None


def printed_start(text: str, day: date) -> time | None:
    """Return when the meeting of ``day`` starts by the text of its agenda; None if it does not say.

    It stands beside the day, or on a line that says "Time" near it; hours that may be those of
    the morning or of the evening are not taken.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return next(filter(None, map(_sure, _times(lines, day))), None)


def _times(lines: Sequence[str], day: date) -> Iterator[re.Match[str] | None]:
    named = {at: places for at, line in enumerate(lines) if (places := _places(line, day))}
    for at, line in enumerate(lines):
        below = lines[at + 1] if at + 1 < len(lines) else ""
        for start, end in named.get(at, ()):
            yield _AHEAD.search(line[:start][-_LONGEST:])
            rest = _SENTENCE.split(f"{line[end:]} {below}"[:_LONGEST], maxsplit=1)[0]
            yield _BEHIND.match(rest)
            yield _FURTHER.search(rest)
        label = _LABEL.match(line)
        if label and any(abs(at - other) <= _NEAR for other in named):
            yield _BEHIND.match(line[label.end() :] or below)


def _places(line: str, day: date) -> list[tuple[int, int]]:
    """Return where a line names the day of the meeting, and no deadline on it."""
    return [
        (found.start, found.end)
        for found in find_dates(line)
        if found.kind is DateKind.DAY and found.since == day
        if not _DEADLINE.search(line[: found.start][-_LONGEST:])
    ]


def _sure(match: re.Match[str] | None) -> time | None:
    if match is None:
        return None
    told = match["noon"] or match["am"] or match["pm"]
    late = match["minute"] and int(match["hour"]) >= _SURELY
    return _read(match) if told or late else None


def _read(match: re.Match[str]) -> time | None:
    if match["noon"]:
        return time(12)
    if not (match["minute"] or match["am"] or match["pm"]):
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["am"] or match["pm"]:
        hour = hour % 12 + (12 if match["pm"] else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None

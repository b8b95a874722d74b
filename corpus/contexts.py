"""The context line of a passage: which paper, meeting, item and heading it stands under.

Embedded and indexed with the words, never quoted and never shown as the record.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from corpus.searchtext import clean
from corpus.types import AgendaItem, MinuteMeeting, Paper, PaperKind, Reading

_MOST_WORDS = 35
# Words that tell a reader nothing that the committee's name does not.
_PLAIN = {PaperKind.AGENDA_PACK, PaperKind.SUPPLEMENT, PaperKind.OTHER, PaperKind.REPORT}


class Contexts:
    """Builds context lines from what one reading found."""

    def __init__(self, reading: Reading) -> None:
        self._paper = reading.paper
        self._items = {item.number: item for item in reversed(reading.items)}
        self._meetings = reading.meetings
        self._by_page = items_by_page(reading.items)

    def item(self, page: int) -> str | None:
        """Return the number of the agenda item that ``page`` belongs to."""
        found = self._by_page.get(page)
        return found.number if found else None

    def meeting(self, page: int) -> MinuteMeeting | None:
        """Return the meeting whose minutes stand on ``page``, the last to begin there."""
        held = [m for m in self._meetings if m.first_page <= page <= m.last_page]
        return max(held, key=lambda m: m.first_page) if held else None

    def line(self, page: int, headings: Sequence[str]) -> str:
        """Return the context line of a passage on ``page`` under ``headings``."""
        parts = [_name(self._paper), _day(self._paper.meeting_date), _kind(self._paper)]
        minuted = self.meeting(page)
        if minuted is not None and minuted.date != self._paper.meeting_date:
            parts.append(_minutes(minuted, self._paper))
        parts.append(_item(self._by_page.get(page)))
        said = " ".join(parts).lower()
        nearest = [clean(heading) for heading in headings]
        parts += [_short(heading, 12) for heading in nearest if heading.lower() not in said]
        return _short(", ".join(part for part in parts if part), _MOST_WORDS)


def items_by_page(items: Sequence[AgendaItem]) -> dict[int, AgendaItem]:
    """Return the item of each physical page; the later item wins a shared page."""
    pages: dict[int, AgendaItem] = {}
    for item in items:
        if item.first_page is not None and item.last_page is not None:
            for page in range(item.first_page, item.last_page + 1):
                pages[page] = item
    return pages


def _name(paper: Paper) -> str:
    name = clean(paper.committee or "")
    if not name or paper.kind not in _PLAIN | {PaperKind.MINUTES}:
        title = clean(paper.title)
        name = title if name.lower() in title.lower() else f"{_short(title, 9)}, {name}"
    return _short(name, 14)


def _kind(paper: Paper) -> str:
    plain = paper.kind in _PLAIN or paper.kind.value in paper.title.lower()
    return "" if plain else paper.kind.value


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


def _minutes(meeting: MinuteMeeting, paper: Paper) -> str:
    who = clean(meeting.committee or "")
    same = not who or who == clean(paper.committee or "")
    words = ["minutes of", "" if same else _short(who, 8), _day(meeting.date)]
    return " ".join(word for word in words if word) if any(words[1:]) else ""


def _item(item: AgendaItem | None) -> str:
    if item is None:
        return ""
    return f"item {item.number} {_short(clean(item.title), 12)}".strip()


def _short(text: str, words: int) -> str:
    return " ".join(text.split()[:words]).rstrip(" ,;:–-")

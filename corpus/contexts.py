"""The context line of a passage: which paper, meeting, item and heading it stands under.

Embedded and indexed with the words, never quoted and never shown as the record.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from corpus.searchtext import clean
from corpus.types import AgendaItem, MinuteMeeting, Paper, PaperKind, Reading

_MOST_WORDS = 36
_NAME_WORDS, _HEADING_WORDS = 10, 14
# Words that tell a reader nothing that the committee's name does not.
_PLAIN = {PaperKind.AGENDA_PACK, PaperKind.SUPPLEMENT, PaperKind.OTHER, PaperKind.REPORT}


class Contexts:
    """Builds context lines from what one reading found."""

    def __init__(self, reading: Reading) -> None:
        self._paper = reading.paper
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
        """Return the context line of a passage on ``page`` under ``headings``.

        The nearest heading is named first of all, then as many words of the
        outer ones as there is room for.
        """
        parts = self._place(page)
        said = " ".join(parts).lower()
        meeting = self.meeting(page)
        names = (self._paper.committee, self._paper.title, meeting.committee if meeting else None)
        named = {clean(name).lower() for name in names if name}
        room = _MOST_WORDS - len(said.split())
        kept: list[str] = []
        for heading in reversed([clean(heading) for heading in headings]):
            short = _short(heading, min(_HEADING_WORDS, room))
            if short and heading.lower() not in said and heading.lower() not in named:
                kept.insert(0, short)
                room -= len(short.split())
        return ", ".join(part for part in (*parts, *kept) if part)

    def _place(self, page: int) -> list[str]:
        """Say paper or committee, meeting and item; minutes inside a pack are their own."""
        item = self._by_page.get(page)
        meeting = self.meeting(page)
        if meeting is None:
            named = _item(item, 12)
            return [_name(self._paper), _day(self._paper.meeting_date), _kind(self._paper), named]
        held = _short(clean(meeting.committee or self._paper.committee or ""), _NAME_WORDS)
        return [held, f"minutes {_day(meeting.date)}".strip(), _item(item, 6)]


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
    return _short(name, _NAME_WORDS)


def _kind(paper: Paper) -> str:
    plain = paper.kind in _PLAIN or paper.kind.value in paper.title.lower()
    return "" if plain else paper.kind.value


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


def _item(item: AgendaItem | None, words: int) -> str:
    if item is None:
        return ""
    return f"item {item.number} {_short(clean(item.title), words)}".strip()


def _short(text: str, words: int) -> str:
    return " ".join(text.split()[:words]).rstrip(" ,;:–-")

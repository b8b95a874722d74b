"""The context line of a passage: which paper, meeting, item and heading it stands under.

Embedded and indexed with the words, never quoted and never shown as the record.
It is kept short, for every passage carries one: what the line has said already,
or the passage itself begins with, is not said again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from corpus.language import clean
from corpus.model import (
    AgendaItem,
    ItemSource,
    Minuted,
    MinuteMeeting,
    Paper,
    PaperKind,
    Reading,
    item_words,
)

_MOST_WORDS = 24
_TITLE_WORDS, _ITEM_WORDS, _BODY_WORDS = 10, 6, 6
_NEAR_WORDS, _OUTER_WORDS = 14, 8
# Words that tell a reader nothing that the committee's name does not.
_PLAIN = {PaperKind.AGENDA_PACK, PaperKind.SUPPLEMENT, PaperKind.OTHER, PaperKind.REPORT}
_MEETINGS = {PaperKind.AGENDA_PACK, PaperKind.SUPPLEMENT, PaperKind.MINUTES}
_SMALL = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "its", "of", "on", "or", "that",
     "the", "their", "to", "with")
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_VERSION = re.compile(r"(?<!\s)\s*+[-–(,]?\s*+\b(?:version|ver|v)\b[\s.:-]*+\d.*$", re.IGNORECASE)
_OUTCOME = re.compile(
    r"\W*+(?:it\s+was\s+)?(?:unanimously\s+)?(?:resolved|agreed|recommended|noted|carried|lost)"
    r"(?:\s*\(?unanimously\)?)?\W*",
    re.IGNORECASE,
)


class Contexts:
    """Builds context lines from what one reading found; pages are physical."""

    def __init__(self, reading: Reading) -> None:
        self._paper = reading.paper
        self._minuted = Minuted.of(reading.meetings)
        self._by_page = items_by_page(reading.items)
        names = [reading.paper.committee, *(meeting.committee for meeting in reading.meetings)]
        self._bodies = {name: _body(name, reading) for name in names if name}

    def item(self, page: int) -> str | None:
        """Return the number of the agenda item that ``page`` belongs to; None for none."""
        found = self._by_page.get(page)
        return found.number if found else None

    def meeting(self, page: int) -> MinuteMeeting | None:
        """Return the meeting whose minutes stand on ``page``, the last to begin there, or None."""
        return self._minuted.on.get((self._paper.id, page))

    def line(self, page: int, headings: Sequence[str], text: str = "") -> str:
        """Return the context line of a passage on ``page`` under ``headings``.

        The nearest heading is named first of all, then as many words of the
        outer ones as there is room for; none that ``text`` begins with, and none
        whose words the line holds already.
        """
        minuted = self.meeting(page) is not None
        told = [_heading(heading, minuted) for heading in headings]
        begun = clean(text[:300]).lower()
        own = [heading for heading in told if heading and not _begins(begun, heading)]
        parts = self._place(page, bool(own))
        room = _MOST_WORDS - len(" ".join(parts).split())
        kept: list[str] = []
        for heading in reversed(own):
            near = heading is own[-1]
            short = _short(heading, min(_NEAR_WORDS if near else _OUTER_WORDS, room))
            if _says_more(short, [*parts, *kept], near):
                kept.insert(0, short)
                room -= len(short.split())
        return ", ".join(part for part in (*parts, *kept) if part)

    def _place(self, page: int, headed: bool) -> list[str]:
        """Say paper or committee, meeting and item; minutes inside a pack are their own."""
        item = self._by_page.get(page)
        meeting = self.meeting(page)
        if meeting is None:
            parts = [*self._name(), _day(self._paper), _kind(self._paper)]
            room = _MOST_WORDS - 2 - len(" ".join(parts).split())
            return [*parts, _item(item, min(_ITEM_WORDS if headed else _TITLE_WORDS, room))]
        body = self._bodies.get(meeting.committee or self._paper.committee or "", "")
        # The agenda calls this item "Minutes of the last meeting".
        return [
            body,
            f"minutes {_said(meeting.date)}".strip(),
            item_words(item.number) if item else "",
        ]

    def _name(self) -> list[str]:
        """Name the committee of a meeting's papers; other papers have a title too."""
        paper = self._paper
        body = self._bodies.get(paper.committee or "", "")
        if body and paper.kind in _MEETINGS | _PLAIN:
            return [body]
        title = clean(_VERSION.sub("", paper.title)) or clean(paper.title)
        if len(title.split()) > _TITLE_WORDS and len(title.partition(": ")[0].split()) > 2:
            title = title.partition(": ")[0]
        if not body or not _says_more(body, [title], near=True):
            return [_short(title, _TITLE_WORDS)]
        return [_short(title, _TITLE_WORDS - 2), body]


def items_by_page(items: Sequence[AgendaItem]) -> dict[int, AgendaItem]:
    """Return the item of each physical page; the later item wins a shared page.

    Of several that a whole paper is for, as is said of it, the first does.
    """
    pages: dict[int, AgendaItem] = {}
    for item in items:
        if item.first_page is not None and item.last_page is not None:
            for page in range(item.first_page, item.last_page + 1):
                if item.source is not ItemSource.GIVEN or page not in pages:
                    pages[page] = item
    return pages


def _body(name: str, reading: Reading) -> str:
    """Return the initials of a committee if the paper prints them, else its name in brief."""
    plain = clean(name)
    whole, _, _ = plain.partition(" (")
    for short, long in reading.acronyms:
        if long.lower() in (plain.lower(), whole.lower()):
            return short
    initials = "".join(word[0] for word in _WORD.findall(whole) if word.lower() not in _SMALL)
    printed = re.compile(rf"\b{re.escape(initials)}\b")
    if len(initials) > 2 and any(printed.search(page.text) for page in reading.pages):
        return initials
    return _short(whole, _BODY_WORDS)


def _heading(heading: str, minuted: bool) -> str:
    """Return a heading as it is searched; in minutes, a bare outcome is none."""
    text = clean(heading)
    return "" if minuted and _OUTCOME.fullmatch(text) else text


def _begins(text: str, heading: str) -> bool:
    return text.startswith(heading.lower())


def _says_more(text: str, parts: Iterable[str], near: bool) -> bool:
    """Whether a heading adds words: any new one for the nearest, half of them for an outer one."""
    known = {word.lower() for part in parts for word in _WORD.findall(part)} | _SMALL
    words = [word.lower() for word in _WORD.findall(text)]
    new = [word for word in words if word not in known]
    return bool(new) and (near or (len(words) > 1 and 2 * len(new) >= len(words)))


def _kind(paper: Paper) -> str:
    plain = paper.kind in _PLAIN or paper.kind.value in paper.title.lower()
    return "" if plain or paper.kind is PaperKind.MINUTES else paper.kind.value


def _day(paper: Paper) -> str:
    """Say the date; the first of a month stands for the month, but in a meeting's papers."""
    day = paper.meeting_date
    if day is not None and day.day == 1 and paper.kind not in _MEETINGS:
        return f"{day:%B %Y}"
    return _said(day)


def _said(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


def _item(item: AgendaItem | None, words: int) -> str:
    if item is None:
        return ""
    return f"{item_words(item.number)} {_short(clean(item.title), words)}".strip()


def _short(text: str, words: int) -> str:
    """Return the first words of a text, the last of them no small one."""
    kept = text.split()[: max(words, 0)]
    cut = len(kept) < len(text.split())
    while cut and kept and (kept[-1].lower() in _SMALL or not _WORD.search(kept[-1])):
        kept.pop()
    return " ".join(kept).rstrip(" ,;:–-")

"""Pages drawn from plain text for the tests of minutes: one form of words, no PDF needed.

A form feed starts a page; an empty line is a gap; leading spaces indent; ``**``
before a line sets it bold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from corpus.minutes import find_sittings, make_roll, ruled
from corpus.model import (
    Access,
    AgendaItem,
    Box,
    LabelSource,
    MinuteMeeting,
    Page,
    Paper,
    PaperKind,
    Resolution,
    TextSource,
)
from corpus.page.layout import Line

Minutes = tuple[tuple[MinuteMeeting, ...], tuple[Resolution, ...]]


def make_paper(kind: PaperKind = PaperKind.MINUTES, pages: int = 1) -> Paper:
    """Return a paper of this kind that has neither committee nor date of its own."""
    return Paper("p", "p.pdf", "p", kind, None, None, Access.PUBLIC, None, pages)


def draw(text: str) -> tuple[tuple[Page, ...], dict[int, tuple[Line, ...]]]:
    """Return the pages and body lines that ``text`` would give, in points of an A4 page."""
    pages, lines = [], {}
    for number, words in enumerate(text.strip("\n").split("\f"), start=1):
        page, found = _draw_page(number, words)
        pages.append(page)
        lines[number] = found
    return tuple(pages), lines


def _draw_page(number: int, words: str) -> tuple[Page, tuple[Line, ...]]:
    parts: list[str] = []
    lines: list[Line] = []
    at, y = 0, 60.0
    for raw in words.strip("\n").split("\n"):
        y += 14
        bare = raw.strip()
        if not bare:
            continue
        bold = bare.startswith("**")
        bare = bare.removeprefix("**")
        x = 60.0 + 6 * (len(raw) - len(raw.lstrip()))
        box = Box(x, y, x + 5.2 * len(bare), y + 11)
        lines.append(Line(at, at + len(bare), box, 0, 12.0, bold))
        parts.append(bare)
        at += len(bare) + 1
    page = Page(
        "p", number, None, LabelSource.NONE, 595, 842, 0, "\n".join(parts), TextSource.TEXT_LAYER
    )
    return page, tuple(lines)


def read(
    text: str, kind: PaperKind = PaperKind.MINUTES, items: tuple[AgendaItem, ...] = ()
) -> Minutes:
    """Read the minutes in ``text``."""
    pages, lines = draw(text)
    return by_rule("p", pages, lines, items, make_paper(kind, len(pages)))


def by_rule(
    paper_id: str,
    pages: Sequence[Page],
    lines: Mapping[int, tuple[Line, ...]],
    items: Sequence[AgendaItem],
    paper: Paper,
) -> Minutes:
    """Return the meetings of a paper, and the resolutions that rules find in its minutes."""
    roll = make_roll(pages, lines)
    sittings = [one for one in find_sittings(roll, pages, items, paper) if not one.guessed]
    found = tuple(rule.resolution for one in sittings for rule in ruled(paper_id, one, items))
    return tuple(one.meeting for one in sittings if one.held), found


HEAD = """
**Planning Committee
**Tuesday, 4 June 2019

Present: Councillors Ash (Chair), Birch and Cedar

"""
MEETING_DATE = date(2019, 6, 4)

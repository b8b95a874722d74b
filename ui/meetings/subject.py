"""What else the papers hold on a subject: earlier and later items and decisions, in date order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.model import AgendaItem, Paper, Resolution
from ui.words import OpenPage

_WORD = re.compile(r"[^\W_]{3,}")
# Words that say what sort of item it is, and stand in titles of every subject.
_COMMON = frozenset(
    {"the", "and", "for", "with", "from", "that", "this", "report", "update", "annual", "plan"}
    | {"committee", "council", "review", "quarterly", "monthly", "performance", "minutes"}
)
# Of the words of the shorter title, the share that both must have.
_ALIKE = 0.75
# Enough of a word to know it by, whatever its ending.
_BEGINNING = 6


@dataclass(frozen=True, slots=True)
class Mention:
    """One time that a subject came up: an item on an agenda, or a decision.

    ``when`` is the day of the meeting; ``about`` says which item it was, or what was decided.
    """

    when: date | None
    title: str
    about: str
    opens: OpenPage


def item_mentions(paper: Paper, items: Iterable[AgendaItem]) -> list[Mention]:
    """Return the items of one paper that have pages."""
    return [
        Mention(
            paper.meeting_date,
            item.title,
            f"Item {item.number} of the {paper.kind.value}",
            OpenPage(paper.id, item.first_page, item=item.number),
        )
        for item in items
        if item.first_page
    ]


def decision_mentions(resolutions: Iterable[Resolution]) -> list[Mention]:
    """Return the decisions that have a title."""
    return [
        Mention(
            decided.date,
            decided.title,
            f"{decided.outcome_class.value.capitalize()}"
            + (f", minute {decided.number}" if decided.number else ""),
            OpenPage(decided.paper_id, decided.spans[0].page, decided.spans, decided.text),
        )
        for decided in resolutions
        if decided.title and decided.spans
    ]


def on_subject(title: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions whose titles share most of their telling words with ``title``.

    In date order, undated ones last.
    """
    wanted = _telling(title)
    found = [m for m in mentions if _alike(wanted, _telling(m.title))]
    return sorted(found, key=lambda m: (m.when is None, m.when or date.min))


def _telling(title: str) -> frozenset[str]:
    words = [word for word in _WORD.findall(title.casefold()) if not word.isdigit()]
    return frozenset(word[:_BEGINNING] for word in words if word not in _COMMON)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    least = min(len(one), len(other))
    return least > 0 and len(one & other) >= _ALIKE * least

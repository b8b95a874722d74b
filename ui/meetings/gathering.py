"""Meetings as the papers show them: which papers and items belong to one date of a committee."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpus.model import AgendaItem, MinuteMeeting, Paper, PaperKind


@dataclass(frozen=True, slots=True)
class Gathering:
    """One meeting: its papers, agenda before supplements, and the minutes of it.

    ``when`` is its day, None where the papers name none.
    """

    committee: str | None
    when: date | None
    papers: tuple[Paper, ...]
    minutes: tuple[MinuteMeeting, ...] = ()


def gatherings(papers: Iterable[Paper], minutes: Iterable[MinuteMeeting]) -> tuple[Gathering, ...]:
    """Group papers and minutes by committee and date, newest first, undated last."""
    by_meeting: dict[tuple[str | None, date | None], tuple[list[Paper], list[MinuteMeeting]]] = {}
    for paper in papers:
        key = (paper.committee, paper.meeting_date)
        by_meeting.setdefault(key, ([], []))[0].append(paper)
    for minuted in minutes:
        key = (minuted.committee, minuted.date)
        by_meeting.setdefault(key, ([], []))[1].append(minuted)
    found = [
        Gathering(committee, when, tuple(sorted(held, key=_agenda_first)), tuple(noted))
        for (committee, when), (held, noted) in by_meeting.items()
    ]
    dated = sorted((g for g in found if g.when), key=_newest, reverse=True)
    return (*dated, *(g for g in found if not g.when))


def pages_words(item: AgendaItem) -> str:
    """Return "PDF pages 10–44", "PDF page 10", or "no papers"."""
    if not item.first_page or not item.last_page:
        return "no papers"
    if item.first_page == item.last_page:
        return f"PDF page {item.first_page}"
    return f"PDF pages {item.first_page}–{item.last_page}"


def _agenda_first(paper: Paper) -> tuple[int, str]:
    return list(PaperKind).index(paper.kind), paper.file_name


def _newest(gathering: Gathering) -> tuple[date, str]:
    return gathering.when or date.min, gathering.committee or ""

"""Meetings as the papers show them: which papers and items belong to one date of a committee."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from corpus.model import AgendaItem, MinuteMeeting, Paper, PaperKind, Resolution

_Key = tuple[str | None, date | None]
# What is written for a meeting, and what is where it names body and day; a tracker, a report card
# or a scan of something else is no sign of one.
_FOR_A_MEETING = (PaperKind.AGENDA_PACK, PaperKind.SUPPLEMENT)
_OF_A_MEETING = (PaperKind.MINUTES, PaperKind.REPORT, PaperKind.DECISION_NOTICE)


@dataclass(frozen=True, slots=True)
class Gathering:
    """One meeting: its papers, agenda before supplements, the minutes of it, what it decided.

    ``when`` is its day, None where the papers name none. ``decided`` are in the order of the
    pages, each once, of all kinds.
    """

    committee: str | None
    when: date | None
    papers: tuple[Paper, ...]
    minutes: tuple[MinuteMeeting, ...] = ()
    decided: tuple[Resolution, ...] = ()

    @property
    def met(self) -> bool:
        """Whether its papers say that there is or was a meeting, by their kinds or its minutes."""
        kinds = {paper.kind for paper in self.papers}
        named = self.committee is not None and self.when is not None
        return bool(
            self.minutes
            or kinds.intersection(_FOR_A_MEETING)
            or (named and kinds.intersection(_OF_A_MEETING))
        )


def gatherings(
    papers: Iterable[Paper],
    minutes: Iterable[MinuteMeeting],
    decided: Iterable[Resolution] = (),
) -> tuple[Gathering, ...]:
    """Group papers, minutes and decisions by committee and date, newest first, undated last.

    Papers that are of no meeting are left out. A decision whose committee and day are those of no
    meeting goes to the one on whose minutes it stands, or else to that of its paper.
    """
    by_meeting: dict[_Key, tuple[list[Paper], list[MinuteMeeting]]] = {}
    for paper in papers:
        key = (paper.committee, paper.meeting_date)
        by_meeting.setdefault(key, ([], []))[0].append(paper)
    for minuted in minutes:
        key = (minuted.committee, minuted.date)
        by_meeting.setdefault(key, ([], []))[1].append(minuted)
    said = _by_meeting(decided, by_meeting)
    found = [
        Gathering(
            *key, tuple(sorted(held, key=_agenda_first)), tuple(noted), tuple(said.get(key, ()))
        )
        for key, (held, noted) in by_meeting.items()
    ]
    met = [g for g in found if g.met]
    dated = sorted((g for g in met if g.when), key=_newest, reverse=True)
    return (*dated, *(g for g in met if not g.when))


def _by_meeting(
    decided: Iterable[Resolution],
    by_meeting: Mapping[_Key, tuple[list[Paper], list[MinuteMeeting]]],
) -> dict[_Key, list[Resolution]]:
    """Return what each meeting decided, without what is printed a second time."""
    on: dict[tuple[str, int], _Key] = {}
    of: dict[str, _Key] = {}
    for key, (held, noted) in by_meeting.items():
        of |= {paper.id: key for paper in held}
        for minuted in noted:
            pages = range(minuted.first_page, minuted.last_page + 1)
            on |= {(minuted.paper_id, page): key for page in pages}
    found: dict[_Key, dict[object, Resolution]] = {}
    for one in decided:
        named: _Key = (one.committee, one.date)
        page = one.spans[0].page if one.spans else 0
        place = on.get((one.paper_id, page), of.get(one.paper_id))
        if meeting := named if named in by_meeting else place:
            said = " ".join(one.text.split()).casefold()
            found.setdefault(meeting, {}).setdefault((one.number, said), one)
    return {key: list(each.values()) for key, each in found.items()}


def pages_words(item: AgendaItem, say: Callable[[str], str] = str) -> str:
    """Return "PDF pages 10–44", "PDF page 10", or "no papers", in the language of ``say``."""
    if not item.first_page or not item.last_page:
        return say("no papers")
    if item.first_page == item.last_page:
        return say("PDF page {page}").format(page=item.first_page)
    pages = say("PDF pages {first}–{last}")
    return pages.format(first=item.first_page, last=item.last_page)


def _agenda_first(paper: Paper) -> tuple[int, str]:
    return list(PaperKind).index(paper.kind), paper.file_name


def _newest(gathering: Gathering) -> tuple[date, str]:
    return gathering.when or date.min, gathering.committee or ""

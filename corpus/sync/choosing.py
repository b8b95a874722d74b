"""Which papers of a meeting are wanted, and what the site says of each.

Reports come by themselves, each with its item, so a pack that holds the same again is wanted only
where a meeting has no report to be had. Supplements are wanted beside both. Minutes are those that
the site prints for a meeting; minutes put to a later meeting are left out where they are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from corpus.language import DateKind, committee_in, find_dates
from corpus.model import ENDINGS, PaperKind, Particulars, body_key, ending_of, one_line
from corpus.sync.link_kinds import kind_of_title
from corpus.sync.site import Business, Linked, Meeting, Pack

# Of the name of a file, in bytes: a disk takes 255 with its ending.
_MOST_TITLE, _MOST_BODY, _MOST_KEY = 110, 50, 24
_KINDS = {
    "pack": PaperKind.AGENDA_PACK,
    "supplement": PaperKind.SUPPLEMENT,
    "minutes": PaperKind.MINUTES,
    "decisions": PaperKind.DECISION_NOTICE,
}


class Sort(StrEnum):
    """What a person chooses papers by."""

    REPORTS = "reports"
    PACKS = "packs"
    MINUTES = "minutes"
    DECISIONS = "decisions"


_SORTS = {
    "pack": Sort.PACKS,
    "supplement": Sort.PACKS,
    "minutes": Sort.MINUTES,
    "decisions": Sort.DECISIONS,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper that is wanted; ``key`` is its own on the site, ``name`` what its file is called."""

    key: str
    url: str
    name: str
    said: Particulars
    sort: Sort
    published: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a meeting is wanted, and what is not taken of it.

    ``restricted`` are the keys of papers that are not for the public, of which some may have
    been; ``left_out`` papers are held by others, and ``elsewhere`` counts links to pages that
    are no papers.
    """

    wanted: tuple[Wanted, ...]
    restricted: tuple[str, ...] = ()
    left_out: int = 0
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class Occasion:
    """A meeting of a ``body``, as it was called then, on the site called ``site``.

    ``printed`` are the days of the body's meetings whose minutes the site prints, ``before``
    is the day of its last meeting, None where none is known. ``bodies`` are the names of all.
    """

    body: str
    site: str
    meeting: Meeting
    printed: Collection[date] = ()
    before: date | None = None
    bodies: Collection[str] = ()


def choose(
    occasion: Occasion,
    addressed: Callable[[Linked], str],
    packs: Sequence[Pack],
    sorts: Collection[Sort],
) -> Choice:
    """Return what of a meeting is wanted of the ``sorts`` that a person chose.

    ``addressed`` gives the address of a linked paper.
    """
    chosen = _Chosen(occasion, addressed)
    for item in occasion.meeting.items:
        for linked in item.papers:
            chosen.link(linked, item)
    for linked in occasion.meeting.papers:
        chosen.link(linked, None)
    reports = any(one.sort is Sort.REPORTS for one in chosen.found.values())
    for pack in packs:
        if pack.sort == "pack" and reports and Sort.REPORTS in sorts:
            chosen.left_out += 1
        else:
            chosen.pack(pack)
    wanted = tuple(one for one in chosen.found.values() if one.sort in sorts)
    return Choice(wanted, tuple(chosen.restricted), chosen.left_out, chosen.elsewhere)


@dataclass
class _Chosen:
    occasion: Occasion
    addressed: Callable[[Linked], str]
    found: dict[str, Wanted] = field(default_factory=dict)
    restricted: list[str] = field(default_factory=list)
    left_out: int = 0
    elsewhere: int = 0

    def link(self, linked: Linked, item: Business | None) -> None:
        """Take a linked paper up; one that hangs on several items is one, of all of them."""
        if linked.restricted:
            self.restricted.append(f"a{linked.attachment}")
            return
        if linked.elsewhere and ending_of(linked.url.partition("?")[0]) not in ("pdf", *ENDINGS):
            self.elsewhere += 1
            return
        minutes = kind_of_title(linked.title) is PaperKind.MINUTES
        if minutes and _is_printed(linked.title, self.occasion):
            self.left_out += 1
            return
        key = f"a{linked.attachment}" if linked.attachment else self.addressed(linked)
        places = ((item.number, item.title),) if item and item.number and not minutes else ()
        if key in self.found:
            self._also(key, places)
            return
        url = self.addressed(linked)
        kind = kind_of_title(linked.title)
        said = self._said(linked.title, url, kind)
        if minutes:
            said = _of_minutes(said, linked.title, self.occasion)
        said = replace(said, items=places or None)
        number = f"item {places[0][0]} " if places else ""
        name = self._name(f"{number}{linked.title}", key)
        sort = _sort(kind, linked)
        self.found[key] = Wanted(key, url, name, said, sort, linked.published)

    def pack(self, pack: Pack) -> None:
        """Take up what a meeting's page offers."""
        said = self._said(pack.title, pack.url, _KINDS[pack.sort])
        name = self._name(pack.title, pack.key)
        self.found[pack.key] = Wanted(pack.key, pack.url, name, said, _SORTS[pack.sort])

    def _also(self, key: str, places: tuple[tuple[str, str], ...]) -> None:
        one = self.found[key]
        items = tuple(dict.fromkeys((*(one.said.items or ()), *places)))
        self.found[key] = replace(one, said=replace(one.said, items=items or None))

    def _said(self, title: str, url: str, kind: PaperKind | None) -> Particulars:
        return Particulars(
            kind,
            self.occasion.body,
            self.occasion.meeting.day,
            title or None,
            source_url=url,
            told_by=self.occasion.site,
            keeps_earlier=True,
        )

    def _name(self, title: str, key: str) -> str:
        about = f"{self.occasion.meeting.day} {_short(self.occasion.body, _MOST_BODY)}"
        return file_name(f"{about}, {_short(title, _MOST_TITLE)} ({key[-_MOST_KEY:]})")


def file_name(words: str) -> str:
    """Return words as the name of a file, without its ending."""
    return one_line(words).replace("/", "-").replace("\\", "-")


def _short(words: str, most: int) -> str:
    return words.encode()[:most].decode(errors="ignore").strip()


def _sort(kind: PaperKind | None, linked: Linked) -> Sort:
    if kind is PaperKind.MINUTES:
        return Sort.MINUTES
    decides = kind is PaperKind.DECISION_NOTICE or linked.decision
    return Sort.DECISIONS if decides else Sort.REPORTS


def _of_minutes(said: Particulars, title: str, occasion: Occasion) -> Particulars:
    """Return what is known of minutes that are put to a meeting: they are another's.

    Its title may say of which day and body, "Minutes, 10/11/2025 Harbour Panel"; else the
    minutes do.
    """
    days = _days(title)
    body = _body_named(title, occasion.bodies) if len(days) == 1 else None
    return replace(said, committee=body, meeting_date=days[0] if len(days) == 1 else None)


def _is_printed(title: str, occasion: Occasion) -> bool:
    """Whether minutes put to a meeting are those that the site prints for an earlier one."""
    named = _body_named(title, occasion.bodies) or committee_in(title, heading=True)
    if named and body_key(named) != body_key(occasion.body):
        return False
    days = _days(title)
    day = days[0] if len(days) == 1 else occasion.before if not days else None
    return day in occasion.printed


def _body_named(title: str, bodies: Collection[str]) -> str | None:
    """Return the body whose name a title ends with, the longest; None for none."""
    key = body_key(title)
    ending = (name for name in bodies if key.endswith(f" {body_key(name)}"))
    return max(ending, key=len, default=None)


def _days(title: str) -> list[date]:
    return [one.since for one in find_dates(title) if one.kind is DateKind.DAY]

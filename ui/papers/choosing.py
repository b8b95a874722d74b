"""Which papers of the catalogue are looked at, in what order: told in an address, found in memory.

``words``, ``collection``, ``committee``, ``year``, ``kind`` and ``standing`` limit the list,
``order`` and ``group`` arrange it, and ``sheet`` says how far one has leafed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TypeVar

from corpus.language import printed_places, stem
from corpus.language import words as listed_words
from corpus.model import Access, Paper, PaperKind
from corpus.sample import is_sample
from ui.language import N_
from ui.words import day, kind_name

PARAMETERS = (
    "words",
    "collection",
    "committee",
    "year",
    "kind",
    "standing",
    "order",
    "group",
    "sheet",
)
_Choice = TypeVar("_Choice", bound=StrEnum)
NO_BODY, NO_DATE = N_("No committee"), N_("No meeting date")
_LONGEST = 200
_PARTS = re.compile(r"[\"“„]([^\"“”„]+)[\"“”]|(\S+)")
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = '"“”„'
# Which pages of which papers hold a word.
PagesWith = Callable[[str], Mapping[str, tuple[int, ...]]]


class Standing(StrEnum):
    """How a paper stands: what is closed of it, and what is amiss with it."""

    EXEMPT = N_("exempt")
    PARTLY = N_("exempt pages")
    UNDECIDED = N_("closed until decided")
    UNREAD = N_("pages without text")
    FAULTY = N_("not read in full")
    UNDATED = N_("no meeting date")
    BODILESS = N_("no committee")
    SAMPLE = N_("sample")


class Order(StrEnum):
    """In what order papers are listed."""

    NEWEST = N_("newest meeting")
    OLDEST = N_("oldest meeting")
    CHANGED = N_("added or corrected last")
    NAME = N_("name")
    PAGES = N_("most pages")


class Group(StrEnum):
    """Under which headings papers are listed."""

    NONE = N_("no groups")
    COMMITTEE = N_("committee")
    YEAR = N_("year")


@dataclass(frozen=True, slots=True)
class PaperView:
    """What is looked for among the papers and how it is shown; ``sheet`` counts from 1.

    ``year`` is the calendar year of the meeting.
    """

    words: str = ""
    collection: str = ""
    committee: str = ""
    year: int = 0
    kind: PaperKind | None = None
    standings: tuple[Standing, ...] = ()
    order: Order = Order.NEWEST
    group: Group = Group.NONE
    sheet: int = 1

    @property
    def limited(self) -> bool:
        """Whether it may leave a paper out."""
        limits = (self.words, self.collection, self.committee, self.year, self.kind)
        return any(limits) or bool(self.standings)


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper of the list, with what is to be known of it beside its particulars.

    ``unread`` counts pages without text, ``faults`` what else could not be read of it;
    ``undecided`` is whether pages are closed until an officer decides; ``collections`` are the
    names of those that it is in; ``changed`` is when it was taken in as it is, in ISO 8601;
    ``pages`` are the physical ones that hold what is looked for.
    """

    paper: Paper
    unread: int = 0
    faults: int = 0
    undecided: bool = False
    collections: frozenset[str] = frozenset()
    changed: str = ""
    pages: tuple[int, ...] = ()

    @property
    def standings(self) -> frozenset[Standing]:
        """How it stands; nothing of an open paper that was read in full and says what it is."""
        paper = self.paper
        told = {
            Standing.EXEMPT: paper.access is Access.EXEMPT,
            Standing.PARTLY: paper.access is not Access.EXEMPT and bool(paper.exempt_pages),
            Standing.UNDECIDED: self.undecided,
            Standing.UNREAD: bool(self.unread),
            Standing.FAULTY: bool(self.faults),
            Standing.UNDATED: paper.meeting_date is None,
            Standing.BODILESS: not paper.committee,
            Standing.SAMPLE: is_sample(paper.id),
        }
        return frozenset(name for name, holds in told.items() if holds)

    @property
    def year(self) -> int:
        """The year of its meeting, 0 where that is not known."""
        return self.paper.meeting_date.year if self.paper.meeting_date else 0

    def found(self, parts: Sequence[str], pages_with: PagesWith) -> Listed | None:
        """Return it with the pages that hold ``parts``, as :func:`parts_of` gives; None if not.

        Each part stands in what names the paper, or together with the others that do not on a
        page of it. ``pages_with`` tells the pages of each paper that hold a part.
        """
        paper = self.paper
        named = (paper.file_name, paper.title, paper.committee or "", kind_name(paper.kind))
        told = " ".join((*named, day(paper.meeting_date))).casefold()
        left = [part for part in parts if part not in told]
        held = [set(pages_with(part).get(paper.id, ())) for part in telling(left or parts)]
        pages = sorted(set.intersection(*held)) if held else []
        return None if left and not pages else replace(self, pages=tuple(pages))


def parts_of(words: str) -> tuple[str, ...]:
    """Return what is looked for in small letters, each once: words, and those in quotation marks.

    Words in quotation marks are one part, to be found as they stand.
    """
    parts = (quoted or word.strip(_MARKS) for quoted, word in _PARTS.findall(words.casefold()))
    return tuple(dict.fromkeys(" ".join(part.split()) for part in parts if part.split()))


def telling(parts: Sequence[str]) -> list[str]:
    """Return the parts that a page is looked for by: without signs alone, and little words."""
    worded = [part for part in parts if any(map(str.isalnum, part))]
    return [part for part in worded if part not in listed_words("little_words")] or worded


def places_of(part: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where ``part`` stands in ``text``: as it is typed, and a word in its other forms."""
    yield from printed_places(part, text)
    bare = stem(part)
    for word in _WORD.finditer(text) if part.isalpha() else ():
        if stem(word[0].casefold()) == bare:
            yield word.span()


def nowhere(_: str) -> Mapping[str, tuple[int, ...]]:
    """Find a part on no page of any paper."""
    return {}


def chosen(
    papers: Iterable[Listed], view: PaperView, pages_with: PagesWith = nowhere
) -> list[Listed]:
    """Return the papers that ``view`` asks for, in its order and by its groups.

    ``pages_with`` tells the pages of each paper that hold a word, or several as they stand.
    """
    wanted = frozenset(view.standings)
    found = [
        one
        for one in papers
        if (not view.collection or view.collection in one.collections)
        and (not view.committee or (one.paper.committee or NO_BODY) == view.committee)
        and (not view.year or one.year == view.year)
        and (view.kind is None or one.paper.kind is view.kind)
        and (not wanted or wanted & one.standings)
    ]
    if parts := parts_of(view.words):
        known = cache(pages_with)
        placed = (one.found(parts, known) for one in found)
        found = [one for one in placed if one]
    found.sort(key=_ORDERS[view.order])
    if view.order is Order.CHANGED:
        # Times are written so that they sort as words.
        found.sort(key=lambda one: one.changed, reverse=True)
    if view.group is Group.YEAR:
        found.sort(key=lambda one: -one.year)
    elif view.group is Group.COMMITTEE:
        found.sort(
            key=lambda one: (not one.paper.committee, (one.paper.committee or "").casefold())
        )
    return found


def group_of(one: Listed, group: Group) -> str:
    """Return the heading that a paper stands under, "" where there are no groups."""
    if group is Group.COMMITTEE:
        return one.paper.committee or NO_BODY
    if group is Group.YEAR:
        return str(one.year) if one.year else NO_DATE
    return ""


def counts(papers: Iterable[Listed]) -> Counter[Standing]:
    """Return how many papers stand in each way."""
    return Counter(standing for one in papers for standing in one.standings)


def papers_query(view: PaperView) -> dict[str, str]:
    """Return the query parameters that show ``view`` again; what is as usual is in none."""
    found = {
        "words": view.words,
        "collection": view.collection,
        "committee": view.committee,
        "year": str(view.year or ""),
        "kind": view.kind.value if view.kind else "",
        "standing": ",".join(view.standings),
        "order": view.order.value if view.order is not Order.NEWEST else "",
        "group": view.group.value if view.group is not Group.NONE else "",
        "sheet": str(view.sheet) if view.sheet > 1 else "",
    }
    return {name: value for name, value in found.items() if value}


def read_papers(query: Mapping[str, str]) -> PaperView:
    """Return what an address shows; what cannot be read in it is left out."""
    year, sheet = (query.get(name, "") for name in ("year", "sheet"))
    return PaperView(
        query.get("words", "")[:_LONGEST],
        query.get("collection", "")[:_LONGEST],
        query.get("committee", "")[:_LONGEST],
        int(year) if year.isascii() and year.isdigit() and len(year) == 4 else 0,
        _choice(PaperKind, query.get("kind", "")),
        tuple(one for one in Standing if one.value in query.get("standing", "").split(",")),
        _choice(Order, query.get("order", "")) or Order.NEWEST,
        _choice(Group, query.get("group", "")) or Group.NONE,
        max(1, int(sheet)) if sheet.isascii() and sheet.isdigit() and len(sheet) < 7 else 1,
    )


def _choice(choices: type[_Choice], said: str) -> _Choice | None:
    return choices(said) if said in set(choices) else None


def _when(one: Listed) -> tuple[bool, int, str]:
    day = one.paper.meeting_date
    return day is None, -(day or date.min).toordinal(), one.paper.file_name.casefold()


_ORDERS: dict[Order, Callable[[Listed], tuple[object, ...]]] = {
    Order.NEWEST: _when,
    Order.OLDEST: lambda one: (_when(one)[0], -_when(one)[1], _when(one)[2]),
    Order.CHANGED: _when,
    Order.NAME: lambda one: (one.paper.file_name.casefold(),),
    Order.PAGES: lambda one: (-one.paper.page_count, *_when(one)),
}

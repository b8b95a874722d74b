"""Looks through papers that came since, and finds in each what somebody follows.

Everything is read as the public may see it, whoever follows: what is found leaves the computer by
feeds and mail, and that something was found tells of words too.
"""

from __future__ import annotations

import hashlib
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from corpus.catalogue import Arrival
from corpus.model import (
    Access,
    AgendaItem,
    Page,
    Paper,
    Passage,
    PassageKind,
    Scope,
    Span,
    UnknownPaperError,
    body_key,
)
from corpus.news import Versions, changed_pages
from corpus.register import RegisterFound, RegisterSearch
from retrieval.following.follow_file import FollowFile
from retrieval.following.follows import Finding, Follow, FollowKind
from retrieval.following.percolator import Percolator, Words, wanted_of, ward_wanted
from retrieval.matters import Mention, decision_mention, item_mention, titled_alike
from retrieval.model import OpenPage

_FIRST = {PassageKind.RESOLUTION: 0, PassageKind.FORM: 1}
# Items of one paper that are told for one follow, by judgement: a common word stands in all.
_MOST_ITEMS = 10
_SEARCHED = (FollowKind.SEARCH, FollowKind.WARD)


class Read(Versions, Protocol):
    """What is asked of a catalogue: a part of :class:`corpus.catalogue.Catalogue`."""

    def arrivals(self, scope: Scope = ...) -> tuple[Arrival, ...]: ...
    def unread_pages(self, scope: Scope = ...) -> Mapping[str, int]: ...
    def changed(self, scope: Scope = ...) -> Mapping[str, str]: ...
    def committees(self, clearance: Access = ...) -> tuple[str, ...]: ...
    def papers(self, scope: Scope = ...) -> tuple[Paper, ...]: ...
    def paper(self, name_or_id: str, clearance: Access = ...) -> Paper: ...
    def page(self, paper_id: str, number: int, clearance: Access = ...) -> Page: ...
    def passages_of(self, paper_id: str, clearance: Access = ...) -> tuple[Passage, ...]: ...
    def items(self, paper_id: str, clearance: Access = ...) -> tuple[AgendaItem, ...]: ...
    def search_resolutions(self, asked: RegisterSearch = ...) -> RegisterFound: ...


@dataclass(frozen=True, slots=True)
class _Place:
    """Words of a paper that a follow may be told of."""

    spans: tuple[Span, ...]
    key: str
    item: str | None
    kind: PassageKind = PassageKind.PROSE

    @property
    def order(self) -> tuple[int, int, int]:
        """The order in which places of an item are told: what decides or recommends first."""
        return _FIRST.get(self.kind, len(_FIRST)), self.page, self.spans[0].start

    @property
    def page(self) -> int:
        return self.spans[0].page


@dataclass(frozen=True, slots=True)
class _Fit:
    """A follow that a place fits."""

    follow: Follow
    place: _Place

    @property
    def key(self) -> tuple[str, str]:
        return self.follow.id, self.place.key


class _Fresh:
    """Which words of a paper are new: all, but of a later version those that the earlier lacks."""

    def __init__(self, catalogue: Read, arrival: Arrival) -> None:
        self._added: dict[int, list[Span]] | None = None
        if not arrival.is_later_version:
            return
        changed = changed_pages(catalogue, arrival.paper.id)
        if changed is not None:
            self._added = defaultdict(list)
            for one in changed:
                if one.newer is not None:
                    self._added[one.newer.number] += one.pair.added or (_whole(one.newer),)

    def among(self, spans: Iterable[Span]) -> bool:
        """Whether any of these words is new."""
        added = self._added
        return added is None or any(
            new.overlaps(span) for span in spans for new in added.get(span.page, ())
        )


class Looker:
    """Finds in the papers of ``catalogue`` what the follows of ``file`` are about."""

    def __init__(self, catalogue: Read, file: FollowFile) -> None:
        self._catalogue = catalogue
        self._file = file

    def look(self) -> int:
        """Look through all papers that came since the last time; return how much was found.

        Raises:
            CatalogueError: the catalogue or the file of follows cannot be used.
        """
        looked = self._file.looked()
        unread = self._catalogue.unread_pages()
        new = []
        for arrival in self._catalogue.arrivals():
            state = (arrival.seen.timestamp(), unread.get(arrival.paper.id, 0))
            if looked.get(arrival.paper.id) != state:
                new.append((arrival, state))
        if not new:
            return 0
        watch = _Watch(self._file.follows())
        # The oldest first, so that what is in a pack and its report is told of where it came first.
        return sum(self._through(arrival, *state, watch) for arrival, state in reversed(new))

    def _through(self, arrival: Arrival, seen: float, unread: int, watch: _Watch) -> int:
        if not watch.any_since(seen):
            # Nobody followed anything yet when it came.
            self._file.keep(arrival.paper.id, seen, unread, (), ())
            return 0
        try:
            fresh = _Fresh(self._catalogue, arrival)
            fits = list(watch.fits(self._catalogue, arrival.paper, fresh, seen))
        except UnknownPaperError:
            # It left, or was closed, while it was looked through.
            return 0
        before = self._file.met(one.key for one in fits)
        new = [one for one in fits if one.key not in before and fresh.among(one.place.spans)]
        found, met = _findings(arrival, new)
        moved = [_finding(arrival, one.follow, one.place) for one in fits if one.key in before]
        self._file.keep(arrival.paper.id, seen, unread, found, met, moved)
        return len(found)


class _Watch:
    """All that is followed, in the order in which papers are asked of it."""

    def __init__(self, follows: Sequence[Follow]) -> None:
        self._since = min((one.since for one in follows), default=None)
        self._searched = [one for one in follows if one.kind in _SEARCHED]
        self._percolator = Percolator(
            [
                ward_wanted(one.words) if one.kind is FollowKind.WARD else wanted_of(one.words)
                for one in self._searched
            ]
        )
        self._bodies: dict[str, list[Follow]] = defaultdict(list)
        self._matters: dict[str, list[tuple[Follow, Mention]]] = defaultdict(list)
        for one in follows:
            if one.kind is FollowKind.COMMITTEE:
                self._bodies[body_key(one.words)].append(one)
            elif one.kind is FollowKind.MATTER:
                mention = _titled(one.words, one.committee or None)
                for word in mention.telling:
                    self._matters[word].append((one, mention))

    def any_since(self, seen: float) -> bool:
        """Whether anything was followed when a paper came."""
        return self._since is not None and self._since <= seen

    def fits(self, catalogue: Read, paper: Paper, fresh: _Fresh, seen: float) -> Iterator[_Fit]:
        """Yield what of a paper fits which follow that was there when it came."""
        passages = catalogue.passages_of(paper.id)
        if not passages:
            return
        every = (
            self._by_words(passages),
            self._by_body(paper, passages, fresh),
            self._by_matter(catalogue, paper, passages),
        )
        for some in every:
            yield from (one for one in some if one.follow.since <= seen)

    def _by_words(self, passages: Sequence[Passage]) -> Iterator[_Fit]:
        for passage in passages:
            words = Words.of(_searched(passage), passage.context)
            numbers = list(self._percolator.fitting(words))
            if numbers:
                place = _place(passage)
                yield from (_Fit(self._searched[number], place) for number in numbers)

    def _by_body(self, paper: Paper, passages: Sequence[Passage], fresh: _Fresh) -> Iterator[_Fit]:
        """Yield the paper's first words, which tell of it, and the first that are new."""
        if not paper.committee or not (follows := self._bodies.get(body_key(paper.committee))):
            return
        new = next((one for one in passages if fresh.among(one.spans)), passages[0])
        for passage in dict.fromkeys((passages[0], new)):
            place = _place(passage)
            place = replace(place, key=_paper_key(paper, place.key))
            yield from (_Fit(one, place) for one in follows)

    def _by_matter(
        self, catalogue: Read, paper: Paper, passages: Sequence[Passage]
    ) -> Iterator[_Fit]:
        if not self._matters:
            return
        for item in catalogue.items(paper.id):
            own = [one for one in passages if one.item == item.number]
            if item.first_page and own:
                place = _place(next((one for one in own if _speaks(one, item)), own[0]))
                yield from self._of_matter(item_mention(paper, item), place)
        scope = Scope(papers=(paper.id,))
        for one in catalogue.search_resolutions(RegisterSearch(scope=scope)).resolutions:
            if one.spans:
                place = _Place(one.spans, _key(one.text), one.item, PassageKind.RESOLUTION)
                yield from self._of_matter(decision_mention(one), place)

    def _of_matter(self, mention: Mention, place: _Place) -> Iterator[_Fit]:
        near = {id(of): (one, of) for word in mention.telling for one, of in self._matters[word]}
        for one, of in near.values():
            if titled_alike(of, mention):
                yield _Fit(one, place)


def is_of(key: str, paper: Paper, text: str) -> bool:
    """Whether these words of a paper are those that a finding's key was made of."""
    return key in (_key(text), _paper_key(paper, _key(text)))


def _paper_key(paper: Paper, first: str) -> str:
    """Return the key of a paper as such: its front sheet may be that of another, word for word."""
    return _key(f"{paper.file_name}\n{first}")


def _key(text: str) -> str:
    """Return the digest by which words are known again, however their lines are broken."""
    return hashlib.sha256(" ".join(text.split()).casefold().encode()).hexdigest()[:24]


def _searched(passage: Passage) -> str:
    return passage.labelled if passage.labelled is not None else passage.text


def _place(passage: Passage) -> _Place:
    return _Place(passage.spans, _key(passage.text), passage.item, passage.kind)


def _speaks(passage: Passage, item: AgendaItem) -> bool:
    """Whether a passage says more than the title of its item."""
    return len(passage.text.split()) > 2 * len(item.title.split())


def _titled(title: str, committee: str | None) -> Mention:
    return Mention(None, title, "", OpenPage("", 1), committee)


def _whole(page: Page) -> Span:
    return Span(page.number, 0, len(page.text))


def _findings(
    arrival: Arrival, fits: Iterable[_Fit]
) -> tuple[list[Finding], list[tuple[str, str]]]:
    """Return one finding for each follow and item, and the keys of all that these tell of.

    Each is one place, and how many others there are in the item. That a front sheet names it is
    told only where the papers behind it do not. Of many items of one paper the first are told, and
    with the last of these how many others there are.
    """
    groups: dict[str, dict[str | None, list[_Fit]]] = defaultdict(lambda: defaultdict(list))
    for one in fits:
        groups[one.follow.id][one.place.item].append(one)
    found: list[Finding] = []
    met: list[tuple[str, str]] = []
    for by_item in groups.values():
        sheets = [some for some in by_item.values() if all(map(_on_front_sheet, some))]
        behind = [some for some in by_item.values() if some not in sheets] or sheets
        told = behind[:_MOST_ITEMS]
        met += (one.key for some in (*told, *sheets) for one in some)
        for some in told:
            first = min(some, key=lambda one: one.place.order)
            others = len({one.place.key for one in some}) - 1
            beyond = len(behind) - len(told) if some is told[-1] else 0
            found.append(_finding(arrival, first.follow, first.place, others, beyond))
    return found, met


def _on_front_sheet(fit: _Fit) -> bool:
    return fit.place.kind is PassageKind.FRONT_SHEET


def _finding(
    arrival: Arrival, follow: Follow, place: _Place, more: int = 0, beyond: int = 0
) -> Finding:
    return Finding(
        follow.id,
        place.key,
        arrival.paper.id,
        place.page,
        place.spans,
        place.item,
        more,
        arrival.is_later_version,
        time.time(),
        beyond,
    )

"""Numbers asked for, and the very places where they stand.

"Minute 83", "14.6", "item 5 on 30 January" are look-ups: what shares the most words
with them is no answer, the place with that number is. A minute is found by the
number in its heading, a reference by the key cell of its row or by the clause so
numbered, an item by the front sheet of its agenda. Where the papers of a meeting
are files of their own, those of an item are the ones that bear its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from corpus.catalogue import Catalogue
from corpus.model import (
    Access,
    AgendaItem,
    ItemSource,
    Paper,
    PaperKind,
    Passage,
    PassageKind,
    Scope,
    is_item,
    printed_number,
)
from retrieval.model import Intent, LookingUp
from retrieval.question import (
    Query,
    bears,
    content_words,
    stem,
    stems_of,
    structural_words,
    topic_words,
)
from retrieval.ranking import Day
from retrieval.search.acronyms_asked import acronym_asked, explained
from retrieval.search.agendas_asked import Entry, asks_for_agenda, printed_entries
from retrieval.search.numbered_places import (
    NOTHING,
    LookedUp,
    Place,
    Sought,
    heads,
    keyed_by,
    rest_met,
    same_title,
)

_LOOKED_AT = 600
# Passages of an item's papers that are weighed beside those that the search proposed.
_ITEM_PASSAGES = 40
# What names the place rather than what is asked of it.
_NAMING = frozenset(
    """reference references ref refs row line entry action number no minute minutes item items para
    paragraph clause section point indicator agenda numbered called read reads paper decision
    decisions report""".split()  # noqa: SIM905
)
# "Q3" is a quarter in every paper that has one.
_QUARTER = re.compile(r"Q[1-4]")


class Lookups:
    """Resolves the numbers that questions ask for against one catalogue.

    Raises ``CatalogueError`` where it cannot be read.
    """

    def __init__(self, catalogue: Catalogue, constants: LookingUp) -> None:
        self._catalogue = catalogue
        self._constants = constants

    def resolve(
        self, query: Query, scope: Scope, papers: Mapping[str, Paper], day: Day
    ) -> LookedUp:
        """Return where the number that ``query`` asks for stands among ``papers``.

        Or where an acronym is explained, if its meaning is asked for.
        """
        meaning = self._explained(query, scope, papers)
        if meaning.places:
            return meaning
        rest = _rest(query)
        sought, number, places = self._places(query, scope, papers, day)
        if not places:
            return NOTHING
        ordered = _ordered(places, rest, query, papers)
        named = _words_naming(papers[ordered[0].paper_id])
        left = tuple(word for word in rest if stem(word) not in named)
        plain = query.intent in (Intent.ANY, Intent.LIST) or (
            sought is Sought.MINUTE and query.intent is Intent.RESOLUTION
        )
        bare = plain and not left
        if bare and sought is Sought.ITEM:
            # The front sheet's line answers; the papers of the item come after.
            listed = tuple(replace(place, areas=()) for place in ordered if place.entries)
            ordered = (*listed, *(replace(p, entries=()) for p in ordered if p.areas))
        kept = ordered[: self._constants.places]
        return LookedUp(sought, number, kept, bare, left, self._constants)

    def further(self, found: LookedUp, match: str, scope: Scope) -> list[str]:
        """Return ids of passages in the places, which a search may have missed."""
        ids = [p.id for place in found.places for p in place.passages]
        for place in found.places:
            kept = tuple(dict.fromkeys(paper_id for paper_id, _ in place.areas))
            if not kept:
                continue
            ids += self._catalogue.ids_of_kind(PassageKind.FORM, place.areas, scope.clearance)
            inside = Scope(papers=kept, item=place.areas[0][1], clearance=scope.clearance)
            if match:
                proposed = self._catalogue.lexical_passages(match, _ITEM_PASSAGES, inside)
                ids += [key for key, _ in proposed]
        return list(dict.fromkeys(ids))

    def _places(
        self, query: Query, scope: Scope, papers: Mapping[str, Paper], day: Day
    ) -> tuple[Sought, str, list[Place]]:
        """Return what is sought, its number and its places, in no order."""
        if query.decisions:
            return Sought.DECISION, query.decisions[0], self._decided(query, scope, papers)
        if query.minute:
            bearing = self._bearing(f'context : minutes AND "{_tokens(query.minute)}"', scope)
            minute = [p for p in bearing if p.paper_id in papers and heads(p, query.minute)]
            places = _by_meeting(minute, day)
            fitting = [p for p in places if _fits(p, query) and _of_body(p, query, papers)]
            return Sought.MINUTE, query.minute, fitting
        if query.item:
            return Sought.ITEM, query.item, self._listed(query, scope, papers)
        if asks_for_agenda(query):
            return Sought.AGENDA, "", self._agendas(query, scope, papers)
        for number in query.references:
            if _QUARTER.fullmatch(number):
                continue
            bearing = self._bearing(f'"{_tokens(number)}"', scope)
            keyed = [p for p in bearing if p.paper_id in papers and keyed_by(p, number)]
            places = _by_meeting(keyed, day)
            dated = [p for p in places if query.periods and _fits(p, query)]
            if places:
                return Sought.REFERENCE, number, dated or places
        return Sought.NOTHING, "", []

    def _decided(self, query: Query, scope: Scope, papers: Mapping[str, Paper]) -> list[Place]:
        """Return the papers that bear a decision's number and what else names it, as one place."""
        number = query.decisions[0]
        own = sorted((p for p in papers.values() if bears(p, number)), key=_newest_last)[::-1]
        named = [p for p in self._bearing(f'"{_tokens(number)}"', scope) if p.paper_id in papers]
        first = own[0] if own else papers[named[0].paper_id] if named else None
        if first is None:
            return []
        areas = tuple((paper.id, None) for paper in own)
        return [Place(first.id, first.meeting_date, tuple(named), areas=areas)]

    def _explained(self, query: Query, scope: Scope, papers: Mapping[str, Paper]) -> LookedUp:
        """Return where the acronym asked for is explained, the newest paper first."""
        short = acronym_asked(query.text, self._acronyms(scope.clearance))
        if not short:
            return NOTHING
        places: dict[str, Place] = {}
        for passage in self._bearing(f'"{_tokens(short)}"', scope):
            if passage.paper_id not in papers or passage.paper_id in places:
                continue
            if explained(passage, short):
                day = papers[passage.paper_id].meeting_date
                places[passage.paper_id] = Place(passage.paper_id, day, (passage,))
        newest = sorted(places.values(), key=lambda p: (p.day or date.min, p.paper_id))[::-1]
        kept = tuple(newest[: self._constants.places])
        return LookedUp(Sought.ACRONYM, short, kept, bare=True, constants=self._constants)

    def _acronyms(self, clearance: Access) -> Iterator[str]:
        """Yield the acronyms that papers explain; they are read when the first is wanted."""
        for short, _ in self._catalogue.acronyms(clearance):
            yield short

    def _bearing(self, match: str, scope: Scope) -> list[Passage]:
        """Return passages of a full-text match in the order of their places in the papers."""
        ids = [key for key, _ in self._catalogue.lexical_passages(match, _LOOKED_AT, scope)]
        found = self._catalogue.passages(ids, scope.clearance).values()
        return sorted(found, key=lambda p: (p.paper_id, p.spans[0].page, p.spans[0].start, p.id))

    def _listed(self, query: Query, scope: Scope, papers: Mapping[str, Paper]) -> list[Place]:
        """Return the item of the agendas that the question dates or whose body it names."""
        places: list[Place] = []
        for paper, items in self._front_sheets(query, scope, papers):
            # A number of several parts is each of them, where the question names none.
            meant = tuple(one for one in items if is_item(one.number, query.item or ""))
            if not meant:
                continue
            areas = tuple(
                area
                for one in meant
                for area in _papers_of(one, paper, papers.values(), self._constants)
            )
            entries, passages = self._printed(paper, meant, scope)
            places.append(Place(paper.id, paper.meeting_date, passages, entries, areas))
            if not query.periods:
                break
        return places

    def _agendas(self, query: Query, scope: Scope, papers: Mapping[str, Paper]) -> list[Place]:
        """Return the agendas that the question dates or whose body it names, all their items."""
        places: list[Place] = []
        for paper, items in self._front_sheets(query, scope, papers):
            entries, passages = self._printed(paper, items, scope)
            if entries:
                places.append(Place(paper.id, paper.meeting_date, passages, entries))
            if places and not query.periods:
                break
        return [
            one
            for one in places
            if not any(_within(one, other, self._constants) for other in places)
        ]

    def _front_sheets(
        self, query: Query, scope: Scope, papers: Mapping[str, Paper]
    ) -> Iterator[tuple[Paper, tuple[AgendaItem, ...]]]:
        """Yield papers with the items on their front sheets, newest first.

        None where the question names no meeting and there are several.
        """
        named = bool(query.periods) or query.committee is not None
        found: list[tuple[Paper, tuple[AgendaItem, ...]]] = []
        for paper in agendas(query, papers):
            items = self._catalogue.items(paper.id, scope.clearance)
            listed = tuple(item for item in items if item.source is ItemSource.FRONT_SHEET)
            if listed and named:
                yield paper, listed
            elif listed:
                found.append((paper, listed))
                if len({(one.committee, one.meeting_date) for one, _ in found}) > 1:
                    return
        yield from found

    def _printed(
        self, paper: Paper, items: Sequence[AgendaItem], scope: Scope
    ) -> tuple[tuple[Entry, ...], tuple[Passage, ...]]:
        """Return where a front sheet prints items, and the passages that hold them."""
        entries = printed_entries(paper.id, items, self._catalogue, scope.clearance)
        spans = [entry.span for entry in entries]
        passages = tuple(
            passage
            for passage in self._catalogue.passages_of(paper.id, scope.clearance)
            if any(a.overlaps(b) for a in passage.spans for b in spans)
        )
        return entries, passages


def agendas(query: Query, papers: Mapping[str, Paper]) -> list[Paper]:
    """Return the papers of the meetings that a question dates or names, newest first."""
    fitting = [
        paper
        for paper in papers.values()
        if paper.meeting_date is not None
        and (not query.periods or any(p.holds(paper.meeting_date) for p in query.periods))
        and query.committee in (None, paper.committee)
    ]
    return sorted(fitting, key=_newest_last, reverse=True)


def _papers_of(
    item: AgendaItem, sheet: Paper, papers: Iterable[Paper], constants: LookingUp
) -> Iterator[tuple[str, str | None]]:
    """Yield where the papers of an item stand: its pages in the pack, or files of their own."""
    if item.first_page is not None:
        yield sheet.id, item.number
        return
    named = re.compile(
        rf"\bitem[\s_]*(?:no[\s_.]*)?0*{re.escape(printed_number(item.number))}\b", re.I
    )
    for paper in papers:
        apart = paper.id == sheet.id or paper.committee not in (None, sheet.committee)
        if apart or paper.meeting_date != sheet.meeting_date:
            continue
        if same_title(paper.title, item.title, constants) or named.search(paper.file_name):
            yield paper.id, None


def _newest_last(paper: Paper) -> tuple[date, str]:
    return paper.meeting_date or date.min, paper.file_name


def _within(one: Place, other: Place, constants: LookingUp) -> bool:
    """Whether an agenda is a part of a fuller one of the same day, as that of a supplement is."""
    fewer = one.day == other.day and len(one.entries) < len(other.entries)
    titles = [entry.item for entry in other.entries]
    return fewer and all(
        any(
            e.item.number == i.number and same_title(e.item.title, i.title, constants)
            for i in titles
        )
        for e in one.entries
    )


def _by_meeting(passages: Sequence[Passage], day: Day) -> list[Place]:
    """Put passages of one meeting in one paper together, one place each."""
    found: dict[tuple[str, date | None], list[Passage]] = {}
    for passage in passages:
        found.setdefault((passage.paper_id, day(passage)), []).append(passage)
    return [Place(paper_id, on, tuple(own)) for (paper_id, on), own in found.items()]


def _fits(place: Place, query: Query) -> bool:
    """Whether a place is of a time asked for, where one was."""
    if not query.periods:
        return True
    return place.day is not None and any(p.holds(place.day) for p in query.periods)


def _of_body(place: Place, query: Query, papers: Mapping[str, Paper]) -> bool:
    """Whether a minute is of the body asked for: its paper's, or that which its context names."""
    if query.committee in (None, papers[place.paper_id].committee):
        return True
    wanted = query.committee.lower()
    return any(p.context.lower().startswith(wanted) for p in place.passages)


def _ordered(
    places: Sequence[Place], rest: Sequence[str], query: Query, papers: Mapping[str, Paper]
) -> tuple[Place, ...]:
    """Order places: first those in a paper that the question names, then by what is met, newest."""
    asked = {stem(word) for word in rest}

    def meant(place: Place) -> tuple[float, float, date, bool, str]:
        named = len(asked & _words_naming(papers[place.paper_id]))
        met = max((rest_met(rest, query, p) for p in place.passages), default=0.0)
        # A supplement lists again what it adds to.
        pack = papers[place.paper_id].kind is PaperKind.AGENDA_PACK
        return named, met, place.day or date.min, pack, place.paper_id

    return tuple(sorted(places, key=meant, reverse=True))


def _rest(query: Query) -> tuple[str, ...]:
    """Return the words that ask more than the number, its meeting and that it was decided."""
    numbers = {
        part.lower()
        for one in (*query.references, *query.decisions, query.minute or "")
        for part in re.findall(r"[^\W_]+", one)
    }
    body = set(content_words(query.committee or ""))
    known = structural_words(query) | numbers | body | _NAMING
    return tuple(word for word in topic_words(query) if word not in known)


def _words_naming(paper: Paper) -> frozenset[str]:
    """Return the words by which a paper is called, without their endings."""
    return stems_of(f"{paper.title} {paper.kind.value} {paper.file_name}")


def _tokens(number: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", number))

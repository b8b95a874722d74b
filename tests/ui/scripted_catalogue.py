"""A catalogue for the tests of the app: two drawn papers, and what tests say of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from corpus.access import MarkedItem
from corpus.catalogue import Arrival
from corpus.language import printed_places
from corpus.masks import NOTHING, Masks
from corpus.model import (
    Access,
    AgendaItem,
    Closing,
    Collection,
    CorrectedPaper,
    DecisionKind,
    FormField,
    ItemSource,
    JudgedLink,
    KeptLink,
    LabelSource,
    Minuted,
    MinuteMeeting,
    OutcomeClass,
    Page,
    PageProblem,
    Paper,
    PaperKind,
    Passage,
    PassageKind,
    Reading,
    Resolution,
    Scope,
    Span,
    TextSource,
)
from corpus.model.errors import CollectionError, UnknownPaperError
from corpus.pdf.pdfium import open_pdf
from corpus.register import (
    Entry,
    Register,
    RegisterFound,
    RegisterLimits,
    RegisterSearch,
    RegisterSheet,
)
from tests.ui import mini_pack

COMMITTEE = "Harbour and Leisure Committee"
MEETING = date(2024, 5, 14)
DECISION = f"{mini_pack.LIDO_DECISION[1]}\n{mini_pack.LIDO_DECISION[2]}"


class ScriptedCatalogue:
    """The two papers of ``mini_pack``; ``exempt`` closes the minutes."""

    def __init__(self, folder: Path, exempt: bool = False, empty: bool = False) -> None:
        self._folder = folder
        self._readings: dict[str, Reading] = {}
        self.generation = 1
        self.corrected: tuple[CorrectedPaper, ...] = ()
        # What tests add to the one decision of the minutes.
        self.decided: list[Resolution] = []
        # What tests say is closed until somebody decides.
        self.doubts: dict[str, tuple[Closing, ...]] = {}
        self.masked_now = NOTHING
        # What officers said of links, by link.
        self.judged: dict[str, JudgedLink] = {}
        # When the papers came, and what tests say of those that are later versions.
        self.came = datetime.now(UTC)
        self.came_anew: dict[str, datetime] = {}
        self.earlier: dict[str, tuple[Page, ...]] = {}
        # What the agenda of a paper closes.
        self.closed: dict[str, tuple[MarkedItem, ...]] = {}
        # Named sets of papers, by their ids.
        self.collected: dict[str, tuple[str, ...]] = {}
        self._collections = ScriptedCollections(self.collected)
        if not empty:
            self._add("pack.pdf", mini_pack.pack(), PaperKind.AGENDA_PACK, "Agenda pack")
            access = Access.EXEMPT if exempt else Access.PUBLIC
            self._add("minutes.pdf", mini_pack.minutes(), PaperKind.MINUTES, "Minutes", access)

    def _add(
        self,
        name: str,
        data: bytes,
        kind: PaperKind,
        title: str,
        access: Access = Access.PUBLIC,
    ) -> None:
        path = self._folder / name
        path.write_bytes(data)
        pages = tuple(_pages(path, sha(data)))
        paper = Paper(sha(data), name, title, kind, COMMITTEE, MEETING, access, None, len(pages))
        pack = kind is PaperKind.AGENDA_PACK
        items = _items(paper.id) if pack else ()
        decided = () if pack else (_resolution(paper, pages[0]),)
        self._readings[paper.id] = Reading(paper, pages, items, resolutions=decided)

    def reading(self, paper_id: str, clearance: Access = Access.PUBLIC) -> Reading:
        found = self._readings.get(paper_id)
        if found is None or (
            found.paper.access is Access.EXEMPT and clearance is not Access.EXEMPT
        ):
            raise UnknownPaperError(f"no paper {paper_id}")
        return found

    def arrivals(self, scope: Scope | None = None) -> tuple[Arrival, ...]:
        return tuple(
            Arrival(paper, self.came, self.came_anew.get(paper.id, self.came), MEETING)
            for paper in self.papers(scope)
        )

    def earlier_pages(
        self, paper_id: str, clearance: Access = Access.PUBLIC
    ) -> tuple[Page, ...] | None:
        self.paper(paper_id, clearance)
        return self.earlier.get(paper_id)

    def papers(self, scope: Scope | None = None) -> tuple[Paper, ...]:
        clearance = scope.clearance if scope else Access.PUBLIC
        within = scope.papers if scope else ()
        if scope and scope.collection is not None:
            within = self.collected.get(scope.collection, ("none",))
        held = [r.paper for r in self._readings.values() if not within or r.paper.id in within]
        return tuple(p for p in held if Access.EXEMPT in (clearance,) or p.access is Access.PUBLIC)

    def paper(self, name_or_id: str, clearance: Access = Access.PUBLIC) -> Paper:
        named = {r.paper.file_name: r.paper.id for r in self._readings.values()}
        return self.reading(named.get(name_or_id, name_or_id), clearance).paper

    def page(self, paper_id: str, number: int, clearance: Access = Access.PUBLIC) -> Page:
        return self.reading(paper_id, clearance).pages[number - 1]

    def passages_of(self, paper_id: str, clearance: Access = Access.PUBLIC) -> tuple[Passage, ...]:
        """Each page as a passage, of the item that it belongs to."""
        read = self.reading(paper_id, clearance)
        return tuple(_passage(page, read.items) for page in read.pages)

    def labels(self, paper_id: str, clearance: Access = Access.PUBLIC) -> dict[int, str | None]:
        return {page.number: page.label for page in self.reading(paper_id, clearance).pages}

    def places(
        self, paper_id: str, words: str, clearance: Access = Access.PUBLIC
    ) -> tuple[Span, ...]:
        return tuple(
            Span(page.number, start, end)
            for page in self.reading(paper_id, clearance).pages
            for start, end in printed_places(words, page.text)
        )

    def items(self, paper_id: str, clearance: Access = Access.PUBLIC) -> tuple[AgendaItem, ...]:
        return self.reading(paper_id, clearance).items

    def closed_items(
        self, paper_id: str, clearance: Access = Access.PUBLIC
    ) -> tuple[MarkedItem, ...]:
        del clearance
        return self.closed.get(paper_id, ())

    def replace_decision(self, decided: Resolution) -> None:
        """Have the minutes say this instead, as after a correction."""
        read = self._readings[decided.paper_id]
        self._readings[decided.paper_id] = replace(read, resolutions=(decided,))
        self.generation += 1

    def search_resolutions(self, asked: RegisterSearch | None = None) -> RegisterFound:
        asked = asked or RegisterSearch()
        seen = [p.id for p in self.papers(asked.scope)]
        held = [r for one in seen for r in self._readings[one].resolutions]
        held += self.decided
        entries = [Entry((1, at), one) for at, one in enumerate(held)]
        scope = asked.scope
        within = [
            entry
            for entry in entries
            if scope.committee in (None, entry.resolution.committee)
            and (not scope.papers or entry.resolution.paper_id in scope.papers)
            and (scope.since or date.min) <= (entry.resolution.date or MEETING)
            and (scope.until or date.max) >= (entry.resolution.date or MEETING)
        ]
        within.sort(key=lambda e: e.resolution.date or MEETING, reverse=not asked.oldest_first)
        keys = [entry.key for entry in within]
        return Register(entries).search(
            asked, lambda of: [key for key in keys if of is None or key in of]
        )

    def register_sheet(self, asked: RegisterSearch, number: int, size: int) -> RegisterSheet:
        return RegisterSheet.of(self.search_resolutions(asked), number, size)

    def register_limits(self, clearance: Access = Access.PUBLIC) -> RegisterLimits:
        decided = self.search_resolutions(RegisterSearch(scope=Scope(clearance=clearance)))
        days = sorted(one.date for one in decided.resolutions if one.date)
        bodies = frozenset(one.committee for one in decided.resolutions if one.committee)
        return RegisterLimits(bodies, tuple({days[0], days[-1]}) if days else ())

    def newest_papers(self, most: int, scope: Scope | None = None) -> tuple[Paper, ...]:
        kinds = scope.kinds if scope else ()
        return tuple(p for p in self.papers(scope) if not kinds or p.kind in kinds)[:most]

    def newest_decisions(self, papers: int, scope: Scope | None = None) -> tuple[Resolution, ...]:
        business = RegisterSearch(scope=scope or Scope(), kinds=(DecisionKind.DECISION,))
        return self.search_resolutions(business).resolutions[:papers]

    def meetings(self, scope: Scope | None = None) -> tuple[MinuteMeeting, ...]:
        return tuple(
            MinuteMeeting(paper.id, COMMITTEE, MEETING, "Assembly Room", 1, 1, present="Cllr Reed")
            for paper in self.papers(scope)
            if paper.kind is PaperKind.MINUTES
        )

    def corrections(self, scope: Scope | None = None) -> tuple[CorrectedPaper, ...]:
        visible = {paper.id for paper in self.papers(scope)}
        return tuple(one for one in self.corrected if one.paper_id in visible)

    def links(self, clearance: Access = Access.PUBLIC) -> tuple[KeptLink, ...]:
        del clearance
        return tuple(KeptLink(one) for one in self.judged.values())

    def minuted(self, clearance: Access = Access.PUBLIC) -> Minuted:
        return Minuted.of(self.meetings(Scope(clearance=clearance)))

    def vocabulary(self, clearance: Access = Access.PUBLIC) -> dict[str, int]:
        del clearance
        return {}

    def passages_seen(self, clearance: Access) -> int:
        del clearance
        return 0

    def lexical_passages(
        self, match: str, limit: int, scope: Scope | None = None
    ) -> list[tuple[str, float]]:
        del match, limit, scope
        return []

    def pages_with(self, typed: str, scope: Scope | None = None) -> Mapping[str, tuple[int, ...]]:
        """The pages that hold it as it was typed, in any case."""
        clearance = scope.clearance if scope else Access.PUBLIC
        read = {paper.id: self.reading(paper.id, clearance) for paper in self.papers(scope)}
        held = {
            key: tuple(one.number for one in it.pages if typed.lower() in one.text.lower())
            for key, it in read.items()
        }
        return {key: pages for key, pages in held.items() if pages}

    def passages(self, ids: Sequence[str], clearance: Access = Access.PUBLIC) -> dict[str, Passage]:
        del ids, clearance
        return {}

    @property
    def collections(self) -> ScriptedCollections:
        return self._collections

    def collection(self, name: str, clearance: Access = Access.PUBLIC) -> Collection:
        found = {one.name: one for one in self.collections(clearance)}
        if name not in found:
            raise CollectionError(f"{name}: no such collection")
        return found[name]

    def committees(self, clearance: Access = Access.PUBLIC) -> tuple[str, ...]:
        return tuple({p.committee for p in self.papers(Scope(clearance=clearance)) if p.committee})

    def page_file(self, paper_id: str, number: int, clearance: Access = Access.PUBLIC) -> Path:
        return self.pdf_path(self.page(paper_id, number, clearance).paper_id, clearance)

    def original_path(self, paper_id: str, clearance: Access = Access.PUBLIC) -> Path | None:
        del paper_id, clearance
        return None

    def pdf_path(self, paper_id: str, clearance: Access = Access.PUBLIC) -> Path:
        return self._folder / self.reading(paper_id, clearance).paper.file_name

    @property
    def work(self) -> ScriptedCatalogue:
        return self

    def masks(self) -> Masks:
        return self.masked_now

    def masked_page_count(self, clearance: Access = Access.PUBLIC) -> int:
        del clearance
        return 3

    def suspected(self, clearance: Access = Access.PUBLIC) -> Mapping[str, tuple[Closing, ...]]:
        return self.doubts if clearance is Access.EXEMPT else {}

    def unread_pages(self, scope: Scope | None = None) -> Mapping[str, int]:
        return {paper.id: 0 for paper in self.papers(scope)}

    def problem_counts(self, words: str, scope: Scope | None = None) -> Mapping[str, int]:
        told = {p.id: self.problems(p.id, Access.EXEMPT) for p in self.papers(scope)}
        return {key: sum(words in one.reason for one in held) for key, held in told.items()}

    def changed(self, scope: Scope | None = None) -> Mapping[str, str]:
        order = enumerate(self.papers(scope))
        return {paper.id: f"2026-11-{1 + at:02}T10:00:00" for at, paper in order}

    def problems(self, paper_id: str, clearance: Access = Access.PUBLIC) -> tuple[PageProblem, ...]:
        return self.reading(paper_id, clearance).problems


class ScriptedCollections:
    """Tells the named sets of papers when it is called, as a catalogue does; and changes them."""

    def __init__(self, held: dict[str, tuple[str, ...]]) -> None:
        self._held = held

    def __call__(self, clearance: Access = Access.PUBLIC) -> tuple[Collection, ...]:
        del clearance
        return tuple(Collection(name, papers) for name, papers in sorted(self._held.items()))

    def put_in(self, name: str, papers: Sequence[str]) -> int:
        before = self._held.get(name, ())
        self._held[name] = tuple(dict.fromkeys((*before, *papers)))
        return len(self._held[name]) - len(before)

    def take_out(self, name: str, papers: Sequence[str]) -> int:
        before = self._held[name]
        self._held[name] = tuple(one for one in before if one not in papers)
        return len(before) - len(self._held[name])

    def rename(self, name: str, new: str) -> None:
        self._held[new] = self._held.pop(name)

    def delete(self, name: str) -> None:
        del self._held[name]


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _pages(path: Path, paper_id: str) -> list[Page]:
    with open_pdf(path) as paper:
        layouts = [paper.layout(n) for n in range(1, paper.page_count + 1)]
    return [
        Page(
            paper_id,
            layout.number,
            str(layout.number + 9),
            LabelSource.STAMP,
            layout.width,
            layout.height,
            layout.rotation,
            layout.text,
            TextSource.TEXT_LAYER,
        )
        for layout in layouts
    ]


def _items(paper_id: str) -> tuple[AgendaItem, ...]:
    front = ItemSource.FRONT_SHEET
    form = (
        FormField("Key decision", "Yes", (Span(2, 20, 55),)),
        FormField("Recommendations", DECISION, (Span(3, 15, 160),)),
    )
    return (
        AgendaItem(paper_id, "1", "Apologies for absence", None, None, front),
        AgendaItem(paper_id, "2", "Lido repairs", 2, 3, front, form),
        AgendaItem(paper_id, "3", "Mooring fees", 4, 4, front),
    )


def _resolution(paper: Paper, page: Page) -> Resolution:
    text = mini_pack.MINUTES[2].partition(": ")[2]
    start = page.text.index(text)
    return Resolution(
        paper.id,
        None,
        "12",
        "Lido repairs",
        text,
        "Resolved:",
        OutcomeClass.RESOLVED,
        COMMITTEE,
        MEETING,
        (Span(1, start, start + len(text)),),
    )


def _passage(page: Page, items: tuple[AgendaItem, ...]) -> Passage:
    held = [i.number for i in items if (i.first_page or 99) <= page.number <= (i.last_page or 0)]
    spans = (Span(page.number, 0, len(page.text)),)
    about = (page.paper_id, (page.number,), spans, held[0] if held else None, ())
    return Passage(f"{page.paper_id}{page.number}", *about, page.text, "", PassageKind.PROSE)

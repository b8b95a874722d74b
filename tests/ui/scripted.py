"""A backend for the tests of the app: real PDFs and pages, answers as scripted.

It answers "mermaid" with a refusal, "boom" with an error, anything else with
the cost and the recommendation of the lido's boiler.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import wait
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import ClassVar

from corpus.access import MarkedItem
from corpus.catalogue import Arrival
from corpus.language import printed_places
from corpus.masks import NOTHING, Masks
from corpus.model import (
    Access,
    AgendaItem,
    Box,
    ClosedPagesError,
    Closing,
    Collection,
    Complete,
    CorrectedPaper,
    Correction,
    DecisionKind,
    FormField,
    IngestStoppedError,
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
from corpus.model.errors import CollectionError, CorrectionError, UnknownPaperError
from corpus.model.events import Outcome, Progress, Result, Watcher
from corpus.model.particulars import Particulars
from corpus.pdf.pdfium import open_pdf
from corpus.register import (
    Entry,
    Register,
    RegisterFound,
    RegisterLimits,
    RegisterSearch,
    RegisterSheet,
)
from retrieval.model.constants import DEFAULT
from retrieval.model.errors import IndexUnavailableError
from retrieval.model.settings import Settings
from retrieval.model.types import (
    Answer,
    Choice,
    Citation,
    ModelState,
    PageRef,
    Statement,
    Status,
    Turn,
)
from retrieval.operation.turns import Stop
from tests.retrieval.fingerprints import MADE_UP
from tests.ui import mini_pack

COMMITTEE = "Harbour and Leisure Committee"
MEETING = date(2024, 5, 14)
COST = mini_pack.LIDO[3]
DECISION = f"{mini_pack.LIDO_DECISION[1]}\n{mini_pack.LIDO_DECISION[2]}"
HOSTILE = f"{mini_pack.HOSTILE[1]}\n{mini_pack.HOSTILE[2]}"
REFUSAL = "The papers do not say. I searched 2 papers for mermaids."

# What may be asked after an answer to "… goes on …", and what that may have meant.
NEXT = ("Who moved it?", "What are the risks?")
CHOICES = (Choice(f"{COMMITTEE} 9 April 2024", "What goes on, on 9 April 2024?"),)


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
        return Register(entries).search(asked, [entry.key for entry in within])

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


class ScriptedAssistant:
    """Answers as scripted, from the catalogue given."""

    def __init__(
        self, catalogue: ScriptedCatalogue, *, slow: float = 0, broken: bool = False
    ) -> None:
        self.catalogue = catalogue
        self.settings = Settings()
        self.constants = DEFAULT
        self.fingerprint = MADE_UP
        self.ready = False
        self.asked: list[tuple[str, Scope, tuple[Turn, ...]]] = []
        self.gate = threading.Event()
        self.closed = 0
        self.state = ModelState()
        self._slow = slow
        self._broken = broken

    def warm(self) -> None:
        time.sleep(self._slow)
        if self._broken:
            raise IndexUnavailableError("the model is missing: install it")
        self.ready = True

    def ask(
        self, question: str, scope: Scope | None = None, history: Sequence[Turn] = ()
    ) -> Answer:
        *_, last = self.stream(question, scope, history)
        return last

    def stream(
        self,
        question: str,
        scope: Scope | None = None,
        history: Sequence[Turn] = (),
        stop: Stop | None = None,
    ) -> Iterator[Answer]:
        """Yield what :meth:`_whole` says statement by statement.

        "slowly" waits for ``gate``, which "go on" opens, at most half a minute;
        "queued" waits as long for its turn, which never comes.
        """
        if "queued" in question and stop is not None:
            wait([stop.heard], timeout=30)
            stop.check()
        whole = self._whole(question, scope, history)
        slowly = "slowly" in question
        if slowly:
            self.gate.clear()
        elif "go on" in question:
            self.gate.set()
        try:
            for count in range(1, len(whole.statements)):
                yield replace(whole, statements=whole.statements[:count])
                for _ in range(600 if slowly else 0):
                    if self.gate.wait(0.05):
                        break
                    yield replace(whole, statements=whole.statements[:count])
            yield whole
        finally:
            self.closed += 1

    def model_state(self) -> ModelState:
        return self.state

    def _whole(self, question: str, scope: Scope | None, history: Sequence[Turn]) -> Answer:
        self.asked.append((question, scope or Scope(), tuple(history)))
        if "boom" in question:
            raise IndexUnavailableError("the vectors do not answer: try again in a minute")
        if "mermaid" in question:
            return self._answer(question, Status.REFUSED, REFUSAL, ())
        said: tuple[Statement, ...]
        if "hostile" in question:
            said = (self._statement(1, 4, HOSTILE, "3"),)
        elif "model" in question:
            return self._by_model(question)
        else:
            said = (self._statement(1, 2, COST, "2"), self._statement(2, 3, DECISION, "2", True))
        answer = self._answer(question, Status.ANSWERED, "", said, history)
        if "without vectors" in question:
            return replace(answer, note="Searched by words alone.", words_only=True)
        return replace(answer, next=NEXT, choices=CHOICES) if "goes on" in question else answer

    def _answer(
        self,
        question: str,
        status: Status,
        message: str,
        said: tuple[Statement, ...],
        history: Sequence[Turn] = (),
    ) -> Answer:
        pack = self.catalogue.paper("pack.pdf")
        near = PageRef(pack.id, pack.file_name, 4, "13", "3", 0.4, mini_pack.HOSTILE[1])
        earlier = history[-1].question if history else ""
        searched = f"{earlier}: {question}" if earlier else question
        return Answer(question, searched, status, message, said, (near,), MADE_UP)

    def _by_model(self, question: str) -> Answer:
        """What a language model adds: words of its own, checked, beside what it was sent."""
        cost, older = (self._statement(n, 2, COST, "2") for n in (1, 0))
        front = self._statement(2, 2, mini_pack.LIDO[2], "2").citations
        said = (
            Statement("It costs £412,500.", cost.citations + front, explained=True),
            replace(cost, also=older.citations, conflicts=True),
        )
        answer = self._answer(question, Status.ANSWERED, "", said)
        note, prompt = "The model was slow.", "Use <b>only</b> the passages."
        return replace(answer, note=note, model="small", dropped=1, prompt=prompt)

    def _statement(
        self, number: int, page: int, quote: str, item: str, official: bool = False
    ) -> Statement:
        paper = self.catalogue.paper("pack.pdf")
        text = self.catalogue.page(paper.id, page).text
        start = text.index(quote)
        citation = Citation(
            number=number,
            paper_id=paper.id,
            paper=paper.file_name,
            title=paper.title,
            kind=paper.kind,
            committee=paper.committee,
            date=paper.meeting_date,
            item=item,
            item_title="Lido repairs",
            page=page,
            printed=str(page + 9),
            quote=quote,
            spans=(Span(page, start, start + len(quote)),),
            source=TextSource.TEXT_LAYER,
        )
        return Statement(quote, (citation,), official)

    def start_drawing(self) -> None:
        """Pages are drawn here."""

    def ingest(self, watcher: Watcher) -> ScriptedIngest:
        return ScriptedIngest(watcher, self.catalogue.judged)

    def picture(self, paper_id: str, page: int, scale: float, clearance: Access) -> bytes:
        with open_pdf(self.catalogue.pdf_path(paper_id, clearance)) as paper:
            return paper.picture(page, scale)

    def page_pdf(self, paper_id: str, page: int, clearance: Access) -> bytes:
        with open_pdf(self.catalogue.pdf_path(paper_id, clearance)) as paper:
            return paper.copy([page])

    def original(self, paper_id: str, clearance: Access) -> bytes:
        del paper_id, clearance
        raise ClosedPagesError("scripted papers are PDFs")

    def paper_pdf(self, paper_id: str, clearance: Access) -> bytes:
        return self.catalogue.pdf_path(paper_id, clearance).read_bytes()

    def highlights(
        self, paper_id: str, spans: tuple[Span, ...], clearance: Access
    ) -> tuple[Box, ...]:
        with open_pdf(self.catalogue.pdf_path(paper_id, clearance)) as paper:
            return tuple(
                word.box
                for span in spans
                for word in paper.layout(span.page).words
                if word.start < span.end and word.end > span.start
            )


class ScriptedIngest:
    """Adds every file but those called "broken"; waits for ``gate`` if it is set."""

    gate: threading.Event | None = None
    calls: ClassVar[list[tuple[str, object]]] = []
    # What is recognised of the files, in their order.
    papers: ClassVar[tuple[Paper, ...]] = ()

    def __init__(self, watcher: Watcher, judged: dict[str, JudgedLink] | None = None) -> None:
        self._watcher = watcher
        self._judged = {} if judged is None else judged
        self._stopped = False

    def add(
        self,
        paths: Sequence[Path],
        *,
        access: Access | None = None,
        attachments: bool = False,
    ) -> tuple[Outcome, ...]:
        self._watcher(Progress(0, len(paths), 3, 0.5, paths[0].name))
        if self.gate:
            self.gate.wait(10)
        found: list[Outcome] = []
        for path in paths:
            assert path.is_file()
            bad = path.name.startswith("broken")
            end = Outcome(path.name, Result.SKIPPED, f"{path.name}: is no PDF; add a PDF")
            paper = self.papers[len(found)] if len(found) < len(self.papers) else None
            found.append(end if bad else Outcome(path.name, Result.ADDED, paper=paper))
            self._watcher(found[-1])
        self.calls.append(("add", ([path.name for path in paths], access)))
        if attachments:
            self.calls.append(("attachments", [path.name for path in paths]))
        if self._stopped:
            raise IngestStoppedError("stopped; left unfinished: a.pdf", ("a.pdf",))
        return tuple(found)

    def correct(self, paper_id: str, said: Particulars) -> tuple[Outcome, ...]:
        self.calls.append(("correct", (paper_id, said)))
        return ()

    def mask(self, masks: Masks) -> tuple[Outcome, ...]:
        self.calls.append(("mask", masks))
        return ()

    def drop(self, names: Sequence[str] = ()) -> tuple[str, ...]:
        self.calls.append(("drop", list(names)))
        return tuple(names)

    def stop(self) -> None:
        self._stopped = True
        if self.gate:
            self.gate.set()

    def remove(self, names: Sequence[str]) -> tuple[str, ...]:
        self.calls.append(("remove", list(names)))
        if "gone" in names:
            raise UnknownPaperError("no paper called gone")
        return ()

    @property
    def corrections(self) -> ScriptedShelf:
        return ScriptedShelf(self.calls)

    @property
    def links(self) -> ScriptedLinks:
        return ScriptedLinks(self._judged)

    def take_corrections(self) -> tuple[Outcome, ...]:
        if self.gate:
            self.gate.wait(10)
        self.calls.append(("take", None))
        return ()


class ScriptedLinks:
    """Keeps what officers say of links in the catalogue's own ``judged``."""

    def __init__(self, judged: dict[str, JudgedLink]) -> None:
        self._judged = judged

    def keep(self, judged: JudgedLink) -> None:
        self._judged[judged.id] = judged

    def take_back(self, link_id: str) -> JudgedLink:
        return self._judged.pop(link_id)


class ScriptedShelf:
    """Notes what officers say in ``calls``."""

    def __init__(self, calls: list[tuple[str, object]]) -> None:
        self._calls = calls

    def keep(self, made: Correction) -> None:
        self._calls.append(("keep", made))

    def take_back(self, correction_id: str) -> Correction:
        raise CorrectionError(f"no one correction is called {correction_id}")

    def declare(self, complete: Complete) -> None:
        self._calls.append(("declare", complete))

    def withdraw(self, paper_id: str) -> bool:
        self._calls.append(("withdraw", paper_id))
        return True


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

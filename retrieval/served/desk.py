"""What MCP and REST answer: one method an operation, the same for both."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Protocol, TypeVar

from corpus.model import AgendaItem, Paper, Resolution, Scope
from corpus.register import RegisterSearch
from retrieval.assistant import Assistant
from retrieval.matters import Course, Mention, decision_mention, item_mention, matters
from retrieval.meetings import Gathering, gatherings
from retrieval.model import Answer, NotHeldError, Turn
from retrieval.operation import Journal
from retrieval.records import (
    AnswerRecord,
    DocumentRecord,
    HistoryRecord,
    MeetingList,
    MeetingRecord,
    Named,
    PageList,
    ResolutionList,
    Teller,
    meeting_id,
    place_of,
    read_id,
)
from retrieval.served.asked import (
    HistoryAsked,
    Identified,
    MeetingsAsked,
    QuestionAsked,
    ResolutionsAsked,
    SearchAsked,
)
from retrieval.served.readers import Reader

# An answer quotes what it rests on; of the pages found beside it the first are enough.
_PAGES_BESIDE = 5
_Listed = TypeVar("_Listed")


class _Sheet(Protocol):
    """Which part of a list is asked for: ``limit`` after the first ``offset``."""

    @property
    def offset(self) -> int: ...
    @property
    def limit(self) -> int: ...


class Desk:
    """Answers other programs from one data folder. Safe to share between threads.

    Every method raises ``CatalogueError`` or ``ModelError`` where catalogue or embedding model
    cannot be used, ``StoppedError`` after the assistant was closed, and ``UnknownPaperError``
    where a paper is not there or not for this reader.
    """

    def __init__(self, assistant: Assistant, journal: Journal) -> None:
        self._assistant = assistant
        self._catalogue = assistant.catalogue
        self._journal = journal

    def search(self, asked: SearchAsked, reader: Reader) -> PageList:
        """Return the pages that speak to a query most, best first."""
        found = self._assistant.find(asked.query, asked.scope(reader.clearance))
        teller = self._teller(reader)
        pages = found.pages if found else ()
        return PageList(
            total=len(pages),
            offset=asked.offset,
            next_offset=_next(pages, asked),
            results=tuple(teller.page(one) for one in _part(pages, asked)),
            note=found.lacking if found else "",
        )

    def fetch(self, asked: Identified, reader: Reader) -> DocumentRecord:
        """Return the page that an id names; of a paper, an item or a decision its first.

        Raises:
            NotHeldError: no item or decision that this reader may see has the id.
        """
        named = read_id(asked.id)
        paper = self._catalogue.paper(named.paper, reader.clearance)
        return self._teller(reader).document(paper, self._page(named, paper, reader))

    def ask(self, asked: QuestionAsked, reader: Reader) -> AnswerRecord:
        """Return the answer to a question, after the earlier ones of its chat."""
        scope = asked.scope(reader.clearance)
        turns: list[Turn] = []
        started = time.perf_counter()
        try:
            for earlier in asked.earlier:
                turns.append(Turn(earlier, self._assistant.ask(earlier, scope, turns)))
            answer = self._assistant.ask(asked.question, scope, turns)
        except Exception as error:
            self._log(asked.question, None, reader, started, trouble=type(error).__name__)
            raise
        self._log(asked.question, answer, reader, started)
        return self._teller(reader).answer(answer, _PAGES_BESIDE)

    def list_meetings(self, asked: MeetingsAsked, reader: Reader) -> MeetingList:
        """Return meetings, newest first, those of no known day last."""
        held = [one for one in self._meetings(reader) if _met(one, asked)]
        teller = self._teller(reader)
        return MeetingList(
            total=len(held),
            offset=asked.offset,
            next_offset=_next(held, asked),
            results=tuple(teller.meeting_line(one) for one in _part(held, asked)),
        )

    def get_meeting(self, asked: Identified, reader: Reader) -> MeetingRecord:
        """Return a meeting with its papers, items, minutes and decisions.

        Raises:
            NotHeldError: no meeting that this reader may see has the id.
        """
        found = [one for one in self._meetings(reader) if meeting_id(one) == asked.id]
        if not found:
            raise NotHeldError(f"no meeting has the id {asked.id}; list_meetings gives the ids")
        return self._teller(reader).meeting(found[0])

    def list_resolutions(self, asked: ResolutionsAsked, reader: Reader) -> ResolutionList:
        """Return what was decided, by words and limits, in order."""
        found = self._catalogue.search_resolutions(asked.search(reader.clearance))
        teller = self._teller(reader)
        return ResolutionList(
            total=len(found.resolutions),
            offset=asked.offset,
            next_offset=_next(found.resolutions, asked),
            results=tuple(teller.resolution(one) for one in _part(found.resolutions, asked)),
            taken=found.taken,
        )

    def history(self, asked: HistoryAsked, reader: Reader) -> HistoryRecord:
        """Return what else the papers hold on the matter of an item or decision.

        Raises:
            NotHeldError: no item or decision that this reader may see has the id.
        """
        mention = self._mention(asked.id, reader)
        course = matters(self._catalogue, reader.clearance).course(mention)
        teller, most = self._teller(reader), asked.limit
        return HistoryRecord(
            of=teller.mention(mention),
            after=tuple(teller.mention(one) for one in course.after[:most]),
            beside=tuple(teller.mention(one) for one in course.beside[:most]),
            before=tuple(teller.mention(one) for one in course.before[::-1][:most]),
            undated=tuple(teller.mention(one) for one in course.undated[:most]),
            total=_count(course),
        )

    def _teller(self, reader: Reader) -> Teller:
        return Teller(self._catalogue, reader.clearance, self._assistant.settings.app_url)

    def _log(
        self, asked: str, answer: Answer | None, reader: Reader, started: float, trouble: str = ""
    ) -> None:
        spent = 1000 * (time.perf_counter() - started)
        self._journal.asked(asked, answer, reader.asker, milliseconds=spent, trouble=trouble)

    def _meetings(self, reader: Reader) -> tuple[Gathering, ...]:
        everything = Scope(clearance=reader.clearance)
        papers = self._catalogue.papers(everything)
        search = RegisterSearch(scope=everything, oldest_first=True)
        decided = self._catalogue.search_resolutions(search).resolutions
        return gatherings(papers, self._catalogue.meetings(everything), decided)

    def _page(self, named: Named, paper: Paper, reader: Reader) -> int:
        """Return the physical page, from 1, that an id of a paper names."""
        if named.page:
            return named.page
        if named.item:
            return self._item(named, paper, reader).first_page or 1
        if named.decided:
            return self._decided(named, paper, reader).spans[0].page
        return min(self._catalogue.labels(paper.id, reader.clearance), default=1)

    def _mention(self, typed: str, reader: Reader) -> Mention:
        named = read_id(typed)
        paper = self._catalogue.paper(named.paper, reader.clearance)
        if named.decided:
            return decision_mention(self._decided(named, paper, reader))
        if named.item:
            return item_mention(paper, self._item(named, paper, reader))
        raise NotHeldError(
            f"{typed} is the id of no agenda item or decision; get_meeting and list_resolutions"
            " give theirs"
        )

    def _item(self, named: Named, paper: Paper, reader: Reader) -> AgendaItem:
        items = self._catalogue.items(paper.id, reader.clearance)
        found = [item for item in items if item.number == named.item and item.first_page]
        if not found:
            raise NotHeldError(f"{paper.file_name} has no item {named.item} with papers")
        return found[0]

    def _decided(self, named: Named, paper: Paper, reader: Reader) -> Resolution:
        scope = Scope(papers=(paper.id,), clearance=reader.clearance)
        held = self._catalogue.search_resolutions(RegisterSearch(scope=scope)).resolutions
        found = [one for one in held if one.spans and place_of(one) == named.decided]
        if not found:
            raise NotHeldError(
                f"no decision of {paper.file_name} stands there; list_resolutions gives their ids"
            )
        return found[0]


def _met(meeting: Gathering, asked: MeetingsAsked) -> bool:
    """Tell whether a meeting is of the body and time asked for; one of no day is of no time."""
    if asked.committee and asked.committee.casefold() != (meeting.committee or "").casefold():
        return False
    if meeting.when is None:
        return not (asked.since or asked.until)
    since, until = asked.since or meeting.when, asked.until or meeting.when
    return since <= meeting.when <= until


def _part(held: Sequence[_Listed], asked: _Sheet) -> Sequence[_Listed]:
    return held[asked.offset : asked.offset + asked.limit]


def _next(held: Sequence[object], asked: _Sheet) -> int | None:
    end = asked.offset + asked.limit
    return end if end < len(held) else None


def _count(course: Course) -> int:
    return sum(map(len, (course.before, course.beside, course.after, course.undated)))

"""From what is answered and held to records, as one reader may see it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from urllib.parse import urlsplit

from corpus.catalogue import Catalogue
from corpus.minutes import with_dissent
from corpus.model import (
    Access,
    AgendaItem,
    FormField,
    MinuteMeeting,
    Paper,
    Resolution,
    Scope,
    Span,
    UnknownPaperError,
    cited_for,
)
from retrieval.matters import Mention, MentionKind
from retrieval.meetings import Gathering
from retrieval.model import (
    Answer,
    Citation,
    OpenPage,
    PageRef,
    Statement,
    link,
    page_query,
    paper_words,
    papers_of,
    place_words,
    source_line,
)
from retrieval.records.answers import (
    AnswerRecord,
    CitationRecord,
    MatterRecord,
    PageRecord,
    StatementRecord,
)
from retrieval.records.ids import item_id, page_id, resolution_id
from retrieval.records.meetings import MeetingRecord, MeetingSummary, MinutesRecord
from retrieval.records.papers import DocumentRecord, FieldRecord, ItemRecord, PaperRecord
from retrieval.records.register import MentionRecord, ResolutionRecord


class Teller:
    """Makes records for one reader; what it looks up of papers is kept, so it is for one answer.

    ``app_url`` is the address of the app, which links lead to. Every method raises
    ``CatalogueError`` where the catalogue cannot be read.
    """

    def __init__(self, catalogue: Catalogue, clearance: Access, app_url: str) -> None:
        self._catalogue = catalogue
        self._clearance = clearance
        self._app_url = app_url
        self._papers: dict[str, Paper | None] = {}

    def answer(self, answer: Answer, most_pages: int | None = None) -> AnswerRecord:
        """Return an answer with all its parts, with the first ``most_pages`` of its pages or all.

        What makes a matter known again in the next turn is left out: it is many words.
        """
        parts = {one.name: getattr(answer, one.name) for one in fields(answer)}
        matter = asdict(answer.matter) if answer.matter else None
        if matter:
            for one in ("words", "spans", "labels"):
                del matter[one]
        made = {
            "fingerprint": answer.fingerprint.text,
            "text": answer.text,
            "statements": [self._statement(one) for one in answer.statements],
            "closest": [self._statement(one) for one in answer.closest],
            "pages": [self.page(one) for one in answer.pages[:most_pages]],
            "choices": [asdict(one) for one in answer.choices],
            "matter": MatterRecord.model_validate(matter) if matter else None,
        }
        return AnswerRecord.model_validate(parts | made)

    def page(self, page: PageRef) -> PageRecord:
        """Return a page that a search found."""
        paper = self._paper(page.paper_id)
        kind = paper.kind if paper else None
        return PageRecord.model_validate(
            asdict(page)
            | {
                "id": page_id(page.paper_id, page.page),
                "title": paper_words(paper) if paper else page.paper,
                "also": [self.page(one) for one in page.also],
                "where": place_words(page.item, page.page, page.printed, kind, page.place),
                "url": self._link(page.paper_id, page.page),
            }
        )

    def paper(self, paper: Paper) -> PaperRecord:
        """Return a paper, with the first of its pages that its reader may see."""
        first = min(self._catalogue.labels(paper.id, self._clearance), default=1)
        return PaperRecord(
            id=page_id(paper.id, first),
            paper_id=paper.id,
            paper=paper.file_name,
            title=paper.title,
            kind=paper.kind,
            committee=paper.committee,
            date=paper.meeting_date,
            access=paper.access,
            page_count=paper.page_count,
            source_url=paper.source_url,
            url=self._link(paper.id, first),
        )

    def document(self, paper: Paper, number: int) -> DocumentRecord:
        """Return physical page ``number``, from 1, of a paper.

        Raises:
            UnknownPaperError: it has no such page, or none for this reader.
        """
        page = self._catalogue.page(paper.id, number, self._clearance)
        open_pages = sorted(self._catalogue.labels(paper.id, self._clearance))
        after = [other for other in open_pages if other > number]
        before = [other for other in open_pages if other < number]
        item = self._item_on(paper, number)
        return DocumentRecord(
            id=page_id(paper.id, number),
            title=paper_words(paper),
            text=page.text,
            url=self._link(paper.id, number),
            paper=self.paper(paper),
            page=number,
            printed=page.label,
            item=item,
            source=page.source,
            problem=page.problem,
            where=place_words(item, number, page.label, paper.kind, page.place()),
            next_id=page_id(paper.id, after[0]) if after else None,
            previous_id=page_id(paper.id, before[-1]) if before else None,
        )

    def resolution(self, decided: Resolution) -> ResolutionRecord:
        """Return a decision of the register.

        Raises:
            UnknownPaperError: its paper has been removed since.
        """
        paper = self._catalogue.paper(decided.paper_id, self._clearance)
        first = decided.spans[0]
        noted = with_dissent(decided, lambda n: self._catalogue.page(paper.id, n, self._clearance))
        return ResolutionRecord(
            id=resolution_id(decided),
            paper_id=paper.id,
            paper=paper.file_name,
            committee=decided.committee,
            date=decided.date,
            item=decided.item,
            number=decided.number,
            title=decided.title,
            text=decided.text,
            outcome=decided.outcome,
            outcome_class=decided.outcome_class,
            kind=decided.kind,
            mover=decided.mover,
            seconder=decided.seconder,
            vote=noted.vote,
            corrected=decided.corrected,
            page=first.page,
            printed=self._printed(paper.id, first.page),
            official_record=True,
            where=self._where(cited_for(paper, decided), decided.item, first),
            url=self._link(paper.id, first.page, decided.spans),
        )

    def mention(self, mention: Mention) -> MentionRecord:
        """Return one time that a matter came up.

        Raises:
            UnknownPaperError: its paper has been removed since.
        """
        opens = mention.opens
        paper = self._catalogue.paper(opens.paper_id, self._clearance)
        place = opens.spans[0] if opens.spans else Span(opens.page, 0, 0)
        return MentionRecord(
            date=mention.when,
            committee=mention.committee,
            title=mention.title,
            about=mention.about,
            wording=mention.wording,
            number=mention.number,
            paper_id=paper.id,
            paper=paper.file_name,
            item=opens.item,
            page=opens.page,
            printed=self._printed(paper.id, opens.page),
            kind=mention.kind,
            official_record=mention.kind is MentionKind.DECISION,
            where=self._where(paper, opens.item, place),
            url=self._link(paper.id, opens.page, opens.spans),
        )

    def meeting(self, meeting: Gathering) -> MeetingRecord:
        """Return a meeting with its papers, items, minutes and decisions.

        Raises:
            UnknownPaperError: one of its papers has been removed since.
        """
        return MeetingRecord(
            id=meeting_id(meeting),
            committee=meeting.committee,
            date=meeting.when,
            papers=tuple(self.paper(paper) for paper in meeting.papers),
            items=tuple(
                self._item(paper, item)
                for paper in meeting.papers
                for item in self._catalogue.items(paper.id, self._clearance)
            ),
            minutes=tuple(self._minutes(one) for one in meeting.minutes),
            decided=tuple(self.resolution(one) for one in meeting.decided if one.spans),
        )

    def meeting_line(self, meeting: Gathering) -> MeetingSummary:
        """Return a meeting in one line."""
        named = [paper.file_name for paper in meeting.papers]
        minuted = (self._paper(one.paper_id) for one in meeting.minutes)
        named += [paper.file_name for paper in minuted if paper]
        return MeetingSummary(
            id=meeting_id(meeting),
            committee=meeting.committee,
            date=meeting.when,
            papers=tuple(dict.fromkeys(named)),
            minuted=bool(meeting.minutes),
            decided=len(meeting.decided),
        )

    def _item(self, paper: Paper, item: AgendaItem) -> ItemRecord:
        first = item.first_page
        return ItemRecord(
            id=item_id(item),
            paper_id=paper.id,
            paper=paper.file_name,
            number=item.number,
            title=item.title,
            first_page=first,
            last_page=item.last_page,
            printed=self._printed(paper.id, first) if first else None,
            form=tuple(self._field(paper, one) for one in item.form if one.spans),
            url=self._link(paper.id, first) if first else "",
        )

    def _field(self, paper: Paper, said: FormField) -> FieldRecord:
        page = said.spans[0].page
        return FieldRecord(
            name=said.name,
            value=said.value,
            page=page,
            printed=self._printed(paper.id, page),
            url=self._link(paper.id, page, said.spans),
        )

    def _minutes(self, minuted: MinuteMeeting) -> MinutesRecord:
        paper = self._catalogue.paper(minuted.paper_id, self._clearance)
        said = asdict(minuted)
        del said["committee"], said["date"]
        return MinutesRecord.model_validate(
            said
            | {
                "paper": paper.file_name,
                "printed": self._printed(paper.id, minuted.first_page),
                "url": self._link(paper.id, minuted.first_page),
            }
        )

    def _statement(self, said: Statement) -> StatementRecord:
        parts = {one.name: getattr(said, one.name) for one in fields(said)}
        made = {
            "citations": [self._citation(one) for one in said.citations],
            "also": [self._citation(one) for one in said.also],
            "papers": papers_of(said),
        }
        return StatementRecord.model_validate(parts | made)

    def _citation(self, cited: Citation) -> CitationRecord:
        return CitationRecord.model_validate(
            asdict(cited)
            | {
                "official_record": self._own_words(cited),
                "where": source_line(cited, file=True),
                "url": self._link(cited.paper_id, cited.page, cited.spans),
            }
        )

    def _own_words(self, cited: Citation) -> bool:
        """Tell whether a quote is of the words of one decision, wholly."""
        scope = Scope(papers=(cited.paper_id,), clearance=self._clearance)
        return bool(cited.spans) and any(
            all(_inside(span, (*one.outcome_spans, *one.spans)) for span in cited.spans)
            for one in self._catalogue.resolutions(scope)
        )

    def _item_on(self, paper: Paper, page: int) -> str | None:
        """Return the item whose papers a physical page is of; None where several or none are."""
        items = [
            item
            for item in self._catalogue.items(paper.id, self._clearance)
            if item.first_page and item.last_page and item.first_page <= page <= item.last_page
        ]
        last = max((item.first_page or 0 for item in items), default=0)
        begun = [item.number for item in items if item.first_page == last]
        return begun[0] if len(begun) == 1 else None

    def _where(self, paper: Paper, item: str | None, place: Span) -> str:
        page = self._catalogue.page(paper.id, place.page, self._clearance)
        at = place_words(item, page.number, page.label, paper.kind, page.place(place))
        return " · ".join((at, paper_words(paper), paper.file_name))

    def _printed(self, paper: str, page: int) -> str | None:
        return self._catalogue.labels(paper, self._clearance).get(page)

    def _paper(self, paper: str) -> Paper | None:
        """Return a paper; None where it has been removed since it was found."""
        if paper not in self._papers:
            try:
                self._papers[paper] = self._catalogue.paper(paper, self._clearance)
            except UnknownPaperError:
                self._papers[paper] = None
        return self._papers[paper]

    def _link(self, paper: str, page: int, spans: Sequence[Span] = ()) -> str:
        query = page_query(OpenPage(paper, page, tuple(spans)))
        return link(self._app_url, query, urlsplit(self._app_url).path)


def meeting_id(meeting: Gathering) -> str:
    """Return the id of a meeting: 16 hex digits of its body and day, as its reader sees them."""
    named = f"{meeting.committee or ''}\n{meeting.when or ''}"
    return hashlib.sha256(named.encode()).hexdigest()[:16]


def _inside(span: Span, held: Iterable[Span]) -> bool:
    return any(
        one.page == span.page and one.start <= span.start and span.end <= one.end for one in held
    )

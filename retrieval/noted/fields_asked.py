"""One field of what a chat has just cited: its target, its lead, its day, its sum, its page.

The cells of the row are asked first, then the form that it stands under, then the meeting and
the register, then what the item says elsewhere. Another item's form never answers: where the
cited matter gives none, that is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.catalogue import Catalogue
from corpus.language import CURRENCIES, find_dates, find_figures
from corpus.model import PaperKind, Passage, PassageKind, Resolution, Scope, Span
from prompts import fill, joined, worded
from retrieval.answer import Quoter, line_of, same_business
from retrieval.model import Matter, Statement, day_words, paper_words, place_words
from retrieval.noted.cited_fields import (
    CitedField,
    form_fields,
    in_one_line,
    key_of,
    of_time,
    row_fields,
    rows_apart,
)
from retrieval.question import FieldAsked, stems_of
from retrieval.ranking import Wanted, holds, units_of, within
from retrieval.search import Found

_MINUTES_HEAD = 400


@dataclass(frozen=True, slots=True)
class FieldTold:
    """A field with its name and value as ``lead``; ``sure`` where it is the matter's own.

    ``missing`` says in plain words that the matter gives none, "" where it does; the statements
    are the matter's own words then.
    """

    statements: tuple[Statement, ...]
    sure: bool
    lead: str = ""
    missing: str = ""


@dataclass(frozen=True)
class _Cited:
    """What was cited last, as it stands in the papers now."""

    matter: Matter
    asked: FieldAsked
    passages: Sequence[Passage]
    found: Found
    catalogue: Catalogue
    quoter: Quoter

    @property
    def own(self) -> list[Passage]:
        """The passages of which words were cited."""
        spans = self.matter.spans
        return [p for p in self.passages if any(a.overlaps(b) for a in p.spans for b in spans)]

    @property
    def decided(self) -> Resolution | None:
        """The resolution that was cited; None where other words were."""
        return next((said for p in self.own if (said := self.quoter.resolution(p))), None)

    def quoted(self) -> Statement | None:
        """Return what quotes the cited words again."""
        decided = self.decided
        if decided:
            return self.quoter.resolved(decided)
        # Of a row the longest cell: its reference alone says nothing.
        told = [(passage, self._spans_in(passage)) for passage in self.own]
        if not told:
            return None
        return self.quoter.statement(
            *max(told, key=lambda one: sum(s.end - s.start for s in one[1]))
        )

    def _spans_in(self, passage: Passage) -> tuple[Span, ...]:
        """Return the cited spans that stand in a passage."""
        cited = self.matter.spans
        return tuple(s for s in cited if any(s.overlaps(own) for own in passage.spans))


def field_told(found: Found, catalogue: Catalogue, quoter: Quoter) -> FieldTold | None:
    """Return the field of the chat's matter that is asked for, named with its value in one line.

    None where no field is asked for, or where the papers may tell elsewhere what the matter
    does not. Raises as :class:`Quoter`.
    """
    query = found.query
    if query.field is None or query.matter is None or query.matter.paper_id not in found.papers:
        return None
    passages = catalogue.passages_of(query.matter.paper_id, found.scope.clearance)
    cited = _Cited(query.matter, query.field, passages, found, catalogue, quoter)
    if not cited.own:
        return None
    name = query.field.name
    tries = _TRIES.get(name, (_column, _line, _sentence, _row_named))
    told = next((one for tell in tries if (one := tell(cited))), None)
    if told or query.field.field is None or name in _SEARCHED:
        return told
    said = cited.quoted()
    of = f": “{query.matter.title}”" if query.matter.title else ""
    missing = fill("field_missing", field=worded(query.field.field.called), of=of)
    return FieldTold((said,), False, missing=missing) if said else None


def _column(cited: _Cited) -> FieldTold | None:
    """Tell the cells of the cited row that bear the header asked for, or are of the time."""
    rows = rows_apart(row_fields(cited.passages, cited.matter.spans))
    if len(rows) > 1:
        asked = stems_of(cited.found.query.own_text)
        rows = tuple(row for row in rows if stems_of(row[0].value) & asked)
    return _of_row(rows[0], cited) if len(rows) == 1 else None


def _of_row(fields: Sequence[CitedField], cited: _Cited) -> FieldTold | None:
    if cited.asked.name or cited.asked.label:
        meant = [one for one in fields if cited.asked.named_by(one.label)]
    else:
        times, months = cited.found.query.periods, cited.asked.months
        meant = [one for one in fields if of_time(one.label, times, months)]
    if cited.asked.name == "amount":
        meant = [one for one in meant if re.search(r"\d", one.value)]
    if not meant:
        return None
    # A row read in parts bears the same cell in several.
    meant = list({(one.label, one.value): one for one in reversed(meant)}.values())[::-1]
    key = [one for one in key_of(fields) if one not in meant and one.cell]
    cells = [one.cell for one in (*key, *meant) if one.cell]
    spans = [span for one in (*key, *meant) for span in one.spans]
    said = cited.quoter.statement(meant[0].passage, spans, cells=cells)
    return FieldTold((said,), True, in_one_line(meant)) if said else None


def _row_named(cited: _Cited) -> FieldTold | None:
    """Tell it of the row whose subject the chat's question names word by word."""
    named = stems_of(cited.found.query.carried)
    for hit in cited.found.hits[: cited.found.constants.choosing.hits]:
        passage = hit.passage
        if passage.kind is not PassageKind.ROW:
            continue
        there = cited.catalogue.passages_of(passage.paper_id, cited.found.scope.clearance)
        fields = row_fields(there, passage.spans)
        subject = {stem for one in key_of(fields)[-1:] for stem in stems_of(one.value)}
        told = _of_row(fields, cited) if len(subject) > 1 and subject <= named else None
        if told:
            return told
    return None


def _line(cited: _Cited) -> FieldTold | None:
    """Tell the lines of the form that the cited words stand under, or of their item elsewhere."""
    if not (cited.asked.name or cited.asked.label):
        return None
    for fields in _forms(cited):
        meant = [one for one in fields if cited.asked.named_by(one.label)]
        told = [s for one in meant if (s := cited.quoter.statement(one.passage, one.spans))]
        if told:
            return FieldTold(tuple(told), True, in_one_line(meant))
    return None


def _forms(cited: _Cited) -> Iterator[tuple[CitedField, ...]]:
    """Yield the fields of the forms of the cited item, then of the same business elsewhere."""
    matter, found = cited.matter, cited.found
    yield form_fields(cited.passages, matter.item, matter.spans)
    for hit in found.hits[: found.constants.choosing.hits]:
        passage = hit.passage
        if passage.item is None or (passage.paper_id, passage.item) == (
            matter.paper_id,
            matter.item,
        ):
            continue
        items = cited.catalogue.items(passage.paper_id, found.scope.clearance)
        title = next((one.title for one in items if one.number == passage.item), "")
        if _same_matter(title, matter.title, found):
            there = cited.catalogue.passages_of(passage.paper_id, found.scope.clearance)
            yield form_fields(there, passage.item, passage.spans)


def _same_matter(title: str, other: str, found: Found) -> bool:
    """Whether two titles are of one matter: the same business, or all words of the shorter."""
    mine, its = stems_of(title), stems_of(other)
    fewer = min(mine, its, key=len)
    within_other = len(fewer) > 1 and fewer <= (mine | its) and fewer <= max(mine, its, key=len)
    return within_other or same_business(title, other, found)


def _meeting(cited: _Cited) -> FieldTold | None:
    """Tell which body met and on which day: as the cited words' minutes or paper has it."""
    decided = cited.decided
    paper = cited.found.papers[cited.matter.paper_id]
    page = cited.matter.spans[0].page
    of_page = cited.found.minuted.cited(paper, page)
    body = (decided.committee if decided else None) or of_page.committee
    day = (decided.date if decided else None) or of_page.meeting_date
    if day is None or not (body or paper.kind is PaperKind.DECISION_NOTICE):
        return None
    said = _head(cited, page, day) or cited.quoted()
    number = decided.number if decided else None
    minute = worded("minute {number}", number=number) if number else ""
    line = joined(" · ", (body or "", day_words(day), minute))
    return FieldTold((said,), True, line) if said else None


def _decided(cited: _Cited) -> FieldTold | None:
    """Tell when it was decided; None where no decision was cited."""
    return _meeting(cited) if cited.decided else None


def _head(cited: _Cited, page: int, day: date) -> Statement | None:
    """Return the first line of the meeting's papers that says its day; None where none does."""
    scope = Scope(papers=(cited.matter.paper_id,), clearance=cited.found.scope.clearance)
    held = cited.catalogue.meetings(scope)
    first = max((m.first_page for m in held if m.first_page <= page and m.date == day), default=1)
    for passage in cited.passages:
        if not first <= passage.pages[0] <= page or passage.kind is PassageKind.ROW:
            continue
        for line in re.finditer(r"\S[^\n]*", passage.text[:_MINUTES_HEAD]):
            if any(one.since == one.until == day for one in find_dates(line[0])):
                spans = tuple(within(passage.spans, line.start(), line.end()))
                return cited.quoter.statement(passage, spans)
    return None


def _page(cited: _Cited) -> FieldTold | None:
    """Tell where the cited words stand."""
    said = cited.quoted()
    if said is None:
        return None
    places = dict.fromkeys(
        place_words(c.item, c.page, c.printed, c.kind, c.place) for c in said.citations
    )
    return FieldTold((said,), True, f"{'; '.join(places)} · {paper_words(said.citations[0])}")


def _minute(cited: _Cited) -> FieldTold | None:
    """Tell the number of the minute that was cited."""
    decided = cited.decided
    said = cited.quoted()
    if decided is None or not decided.number or said is None:
        return None
    return FieldTold((said,), True, line_of(decided))


def _sum(cited: _Cited) -> FieldTold | None:
    """Tell the sum in the resolution or the recommendations that were cited."""
    told: list[Statement] = []
    for passage in cited.own:
        if passage.kind not in (PassageKind.RESOLUTION, PassageKind.FORM):
            continue
        units = [one for one in units_of(passage) if holds(Wanted.MONEY, one.text)]
        spans = [span for one in units for span in one.spans]
        said = cited.quoter.statement(passage, spans, official=True) if spans else None
        if said:
            told.append(said)
    if not told:
        return None
    return FieldTold(tuple(told), True, _only_sum(" ".join(said.text for said in told)))


def _only_sum(text: str) -> str:
    """Return the sum of money that a text tells, as printed; "" where it tells several."""
    sums = [one for one in find_figures(text) if one.unit in CURRENCIES]
    several = len({one.value for one in sums}) != 1
    return "" if several else " ".join(text[sums[0].start : sums[0].end].split())


def _sentence(cited: _Cited) -> FieldTold | None:
    """Tell the sentence of the cited item, or of the pages cited, that says most of the field."""
    field, matter, found = cited.asked.field, cited.matter, cited.found
    if field is None:
        return None
    told = [
        (evidence.score, hit.passage, evidence.unit)
        for hit in found.hits
        if _here(hit.passage, matter) and hit.passage.kind is not PassageKind.ROW
        for evidence in found.evidence.get(hit.passage.id, ())
        if field.told_in(evidence.unit.text)
    ]
    for _, passage, unit in sorted(told, key=lambda one: -one[0])[:1]:
        said = cited.quoter.statement(passage, unit.spans)
        return FieldTold((said,), False) if said else None
    return None


def _here(passage: Passage, matter: Matter) -> bool:
    of_item = matter.item is not None and passage.item == matter.item
    on_page = bool(set(passage.pages) & set(matter.pages))
    return passage.paper_id == matter.paper_id and (of_item or on_page)


_Teller = Callable[[_Cited], FieldTold | None]
# What is asked in turn for a field; of others its column, its form, a sentence, another's row.
_TRIES: dict[str, tuple[_Teller, ...]] = {
    "page": (_page,),
    "minute": (_minute, _column),
    "meeting": (_column, _meeting),
    "day": (_decided,),
    "amount": (_column, _sum, _row_named),
}
# Fields that other words of the papers may tell where the cited ones do not.
_SEARCHED = frozenset(
    ("amount", "day", "reason", "progress", "status", "for", "against", "callin", "reference")
)

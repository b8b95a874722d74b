"""What is still to come on a matter: items of meetings without minutes, rows of forward plans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.catalogue import Catalogue
from corpus.language import alternation, find_dates
from corpus.language import words as plan_words
from corpus.model import AgendaItem, Cell, FormName, Paper, PaperKind, Passage, PassageKind, Scope
from prompts import Wording, joined, worded
from retrieval.answer import Quoter
from retrieval.model import Statement, day_words
from retrieval.overview.evidence import Stand, rows_in, stand, subject_cells
from retrieval.question import asks, content_words, share_met
from retrieval.search import Found, printed_entries

_AGENDAS = (PaperKind.AGENDA_PACK, PaperKind.SUPPLEMENT)
_FORWARD_PLAN = re.compile(rf"\b{alternation('forward_plans')}\b", re.I)
# The likeliest fields of a form where members are told what a report wants of them.
_WANTS = (FormName.RECOMMENDATIONS, FormName.PURPOSE)


@dataclass(frozen=True, slots=True)
class Coming:
    """Something to come: what quotes it, and what, where and when it is in few stored words."""

    statement: Statement
    named: str
    day: date


def coming(
    words: Sequence[str], found: Found, catalogue: Catalogue, quoter: Quoter
) -> tuple[Coming, ...]:
    """Return what is to come on the thing named by ``words``, what is known last first.

    Raises as :class:`Quoter`.
    """
    minuted = _minuted_last(catalogue, found)
    items = list(_items(words, found, catalogue, quoter, minuted))
    return (*items, *_rows(words, found, quoter, minuted))


def asked_of(item: AgendaItem, paper: Paper, quoter: Quoter) -> Statement | None:
    """Return what the report of an item recommends or is for, under its number and title.

    None where it has no such report. Raises as :class:`Quoter`.
    """
    for name in _WANTS:
        field = next((one for one in item.form if one.name == name), None)
        official = name is FormName.RECOMMENDATIONS
        said = quoter.field(paper.id, item, field.spans, official) if field else None
        if said:
            return replace(said, part=f"{item.number}. {item.title}")
    return None


def listed(
    item: AgendaItem, paper: Paper, catalogue: Catalogue, found: Found, quoter: Quoter
) -> Statement | None:
    """Return the line of an item as its front sheet prints it; None where it prints none.

    Raises as :class:`Quoter`.
    """
    clearance = found.scope.clearance
    entry = next(iter(printed_entries(paper.id, (item,), catalogue, clearance)), None)
    if entry is None:
        return None
    holds = next(
        (
            passage
            for passage in catalogue.passages_of(paper.id, clearance)
            if any(span.overlaps(entry.span) for span in passage.spans)
        ),
        None,
    )
    return quoter.statement(replace(holds, item=item.number), (entry.span,)) if holds else None


def _minuted_last(catalogue: Catalogue, found: Found) -> Mapping[str, date]:
    """Return the day of the last meeting of each body whose minutes there are."""
    last: dict[str, date] = {}
    for meeting in catalogue.meetings(Scope(clearance=found.scope.clearance)):
        if meeting.date:
            body = (meeting.committee or "").lower()
            last[body] = max(meeting.date, last.get(body, date.min))
    return last


def _items(
    words: Sequence[str],
    found: Found,
    catalogue: Catalogue,
    quoter: Quoter,
    minuted: Mapping[str, date],
) -> Iterator[Coming]:
    """Yield items on the thing of meetings after the last that has minutes, newest first."""
    told: set[str] = set()
    for paper in _not_minuted(found, minuted):
        for item in catalogue.items(paper.id, found.scope.clearance):
            if stand(words, (item.title,), "", found.query) < Stand.HEADED or item.title in told:
                continue
            said = asked_of(item, paper, quoter)
            said = said or listed(item, paper, catalogue, found, quoter)
            if said:
                told.add(item.title)
                title = f"{item.number}. {item.title}"
                told_in = joined(
                    " · ", (paper.committee or "", day_words(paper.meeting_date), title)
                )
                part = joined(": ", (announced(paper.meeting_date), title))
                yield Coming(replace(said, part=part), told_in, paper.meeting_date or date.min)


def announced(day: date | None) -> Wording:
    """Return in which words business of a day is told that no minutes tell of.

    What was to come when its paper was written may be long past when it is read.
    """
    return worded("Not minuted here") if day and day < date.today() else worded("To come")


def newest_agendas(found: Found) -> list[Paper]:
    """Return the agendas of dated meetings that were found, newest first."""
    packs = [p for p in found.papers.values() if p.kind in _AGENDAS and p.meeting_date]
    return sorted(packs, key=lambda p: (p.meeting_date or date.min, p.file_name), reverse=True)


def _not_minuted(found: Found, minuted: Mapping[str, date]) -> list[Paper]:
    """Return agendas of meetings after the last minutes of their body, newest first.

    Of a body without any minutes, that of its newest meeting alone.
    """
    packs = newest_agendas(found)
    newest: dict[str, date] = {}
    for paper in packs:
        body, day = (paper.committee or "").lower(), paper.meeting_date or date.min
        newest[body] = max(day, newest.get(body, date.min))

    def is_open(paper: Paper) -> bool:
        body, day = (paper.committee or "").lower(), paper.meeting_date or date.min
        return day > minuted[body] if body in minuted else day == newest[body]

    return list(filter(is_open, packs))


def _rows(
    words: Sequence[str], found: Found, quoter: Quoter, minuted: Mapping[str, date]
) -> Iterator[Coming]:
    """Yield the rows of forward plans about the thing, but for those whose day has been minuted."""
    for hit in found.hits:
        passage = hit.passage
        row = _row_about(words, passage, found) if _is_planned(passage) else ()
        if not row:
            continue
        paper = found.papers[passage.paper_id]
        days = [one.until for one in find_dates(" ".join(c.text for c in subject_cells(row)))]
        over = minuted.get((paper.committee or "").lower(), date.min)
        spans = tuple(span for cell in row for span in cell.spans)
        said = quoter.statement(passage, spans, cells=row)
        if said and not (days and max(days) <= over):
            named = " · ".join(" ".join(c.text.split()) for c in _nobodys(row))
            body = f"{paper.committee} · {named}" if paper.committee else named
            last = max(days, default=date.max)
            yield Coming(replace(said, part=announced(last)), body, last)


def _row_about(words: Sequence[str], passage: Passage, found: Found) -> tuple[Cell, ...]:
    """Return the row of a passage that is about the thing and says when it comes; () for none."""
    for row in rows_in(passage.cells):
        headers = {word for cell in row for word in content_words(cell.header or "")}
        subject = " ".join(cell.text for cell in subject_cells(row))
        if headers & plan_words("plan_headers") and share_met(words, subject, found.query) >= 1:
            return row
    return ()


def _nobodys(cells: Sequence[Cell]) -> Iterator[Cell]:
    """Yield the cells of a row that name nobody in charge, as their headers say."""
    lead = next(one for one in asks() if one.name == "lead")
    return (cell for cell in cells if not (cell.header and lead.heads(cell.header)))


def _is_planned(passage: Passage) -> bool:
    """Whether a passage is a row of what is planned for later meetings."""
    above = f"{passage.context} {' '.join(passage.headings)}"
    return passage.kind is PassageKind.ROW and bool(_FORWARD_PLAN.search(above))

"""What a meeting comes to without a language model: its items, what is asked, what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from corpus.catalogue import Catalogue
from corpus.model import AgendaItem, DecisionKind, Paper, Resolution, Scope
from prompts import joined
from retrieval.answer import Quoter, Recorded, of_time_and_body
from retrieval.model import day_words, named_in
from retrieval.overview.evidence import is_standing
from retrieval.overview.reports import Reports
from retrieval.question import Query, ask_of, content_words, meeting_asked, overview_of
from retrieval.ranking import weight
from retrieval.search import Found, Sought, agendas

# Words of the direct line at most.
_LINE_WORDS = 60


def meeting_told(found: Found, catalogue: Catalogue, quoter: Quoter) -> Recorded | None:
    """Return what each report of the meeting asked about comes to, in the order of its agenda.

    Of a meeting without an agenda what it decided; of one item asked for by its number what
    came of it too. None where no meeting is asked about so, or nothing is known of it. Raises
    as :class:`Quoter`.
    """
    reports = Reports(found, catalogue, quoter)
    asked = found.looked_up
    if asked.sought is Sought.ITEM and asked.bare and _is_overview(found.query):
        return _item_told(found, catalogue, reports)
    if asked.sought is Sought.AGENDA and asked.bare:
        ids = dict.fromkeys(place.paper_id for place in asked.places)
        return _agenda_told([found.papers[key] for key in ids], found, catalogue, reports)
    query = _with_body(found)
    if query is None:
        return None
    papers = agendas(query, found.papers)
    told = _agenda_told(papers, found, catalogue, reports)
    return told or _decided_told(query, found, catalogue, quoter)


def _is_overview(query: Query) -> bool:
    ask = ask_of(query.own_text)
    return ask is not None and ask.name == "overview"


def _with_body(found: Found) -> Query | None:
    """Return the question, its body in full where named in part; None if it asks of no meeting.

    "The April environment committee" names the one body whose name has all of its words.
    """
    query = found.query
    if meeting_asked(query):
        return query
    topic = set(overview_of(query))
    if not topic or not query.periods or query.committee:
        return None
    bodies = {paper.committee for paper in found.papers.values() if paper.committee}
    named = [body for body in sorted(bodies) if topic <= set(content_words(body))]
    return replace(query, committee=named[0]) if len(named) == 1 else None


def _item_told(found: Found, catalogue: Catalogue, reports: Reports) -> Recorded | None:
    for place in found.looked_up.places:
        paper = found.papers[place.paper_id]
        numbers = {entry.item.number for entry in place.entries}
        items = catalogue.items(paper.id, found.scope.clearance)
        own = [item for item in items if item.number in numbers and item.form]
        told = [said for item in own for said in reports.told(item, paper, outcome=True)]
        if told:
            return Recorded(tuple(told), True, _lead(paper, own))
    return None


def _agenda_told(
    papers: Sequence[Paper], found: Found, catalogue: Catalogue, reports: Reports
) -> Recorded | None:
    """Return the items of the first agenda that has reports, and what each comes to."""
    for paper in papers:
        items = catalogue.items(paper.id, found.scope.clearance)
        told = [said for item in items if item.form for said in reports.told(item, paper)]
        # The look-up of an agenda lists its items itself.
        looked_up = found.looked_up.sought is Sought.AGENDA
        listed = None if looked_up else reports.lines(paper, items)
        if told or listed:
            first = [listed] if listed else []
            lead = _lead(paper, () if listed else [item for item in items if item.form])
            return Recorded((*first, *told), True, lead)
    return None


def _decided_told(
    query: Query, found: Found, catalogue: Catalogue, quoter: Quoter
) -> Recorded | None:
    """Return what the newest meeting of the time and body asked for decided, in minute order."""
    held = _newest_meeting(query, found, catalogue)
    decided = [(said, one) for said in held if (one := quoter.resolved(said))]
    if not decided:
        return None
    first = decided[0][0]
    named = [one for one in dict.fromkeys(_minute(said) for said, _ in decided) if one]
    meeting = joined(" · ", (first.committee or "", day_words(first.date)))
    statements = tuple(replace(one, part=_minute(said)) for said, one in decided)
    return Recorded(statements, True, named_in(meeting, named, _LINE_WORDS))


def _newest_meeting(query: Query, found: Found, catalogue: Catalogue) -> list[Resolution]:
    scope = Scope(committee=query.committee, clearance=found.scope.clearance)
    is_of = of_time_and_body(query)
    held = [
        said
        for said in catalogue.resolutions(scope)
        if said.date
        and said.paper_id in found.papers
        and said.kind is DecisionKind.DECISION
        and is_of(said)
    ]
    newest = max(((said.date or date.min, said.committee or "") for said in held), default=None)
    own = [said for said in held if (said.date or date.min, said.committee or "") == newest]
    return sorted(own, key=weight)


def _lead(paper: Paper, items: Sequence[AgendaItem]) -> str:
    """Return body and day of a meeting in one line, and as many of ``items`` as there is room."""
    held = joined(" · ", (paper.committee or "", day_words(paper.meeting_date)))
    return named_in(held, list(_business(items)), _LINE_WORDS)


def _business(items: Sequence[AgendaItem]) -> Iterator[str]:
    return (f"{item.number}. {item.title}" for item in items if not is_standing(item.title))


def _minute(said: Resolution) -> str:
    return " ".join(part for part in (said.number, said.title) if part)

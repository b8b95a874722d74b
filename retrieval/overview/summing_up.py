""" "Summarise it": what the matter of a chat comes to, without a language model."""

from __future__ import annotations

from dataclasses import replace

from corpus.catalogue import Catalogue
from corpus.model import AgendaItem, Paper
from prompts import joined
from retrieval.answer import Quoter, Recorded, line_of
from retrieval.model import Matter, day_words, latest
from retrieval.overview.coming import newest_agendas
from retrieval.overview.evidence import same_matter
from retrieval.overview.reports import Reports, said_once
from retrieval.question import ask_of, own_topic
from retrieval.search import Found

# Decisions on the matter that are told.
_DECIDED = 2


def matter_summed_up(found: Found, catalogue: Catalogue, quoter: Quoter) -> Recorded | None:
    """Return what was decided last on the chat's matter, what its report asks and what it costs.

    None where that is not asked, or nothing of it is known. Raises as :class:`Quoter`.
    """
    query, matter = found.query, found.query.matter
    ask = ask_of(query.own_text)
    if matter is None or ask is None or ask.name != "overview":
        return None
    if query.item or query.minute or own_topic(query):
        return None
    reports = Reports(found, catalogue, quoter)
    on_it = reports.decisions_on(matter.title)
    last = latest(line_of(on_it[0])) if on_it else ""
    decided = [(one, said) for one in on_it if (said := said_once(one, last, quoter))][:_DECIDED]
    told = [
        replace(said, part=" ".join(part for part in (one.number, one.title) if part))
        for one, said in decided
    ]
    place = _report_on(matter, found, catalogue)
    if place:
        paper, item = place
        known = {said.text for said in told}
        told += [said for said in reports.told(item, paper) if said.text not in known]
    if not told:
        return None
    return Recorded(tuple(told), True, last if decided else _line(place))


def _line(place: tuple[Paper, AgendaItem] | None) -> str:
    if place is None:
        return ""
    paper, item = place
    named = (paper.committee or "", day_words(paper.meeting_date), f"{item.number}. {item.title}")
    return joined(" · ", named)


def _report_on(
    matter: Matter, found: Found, catalogue: Catalogue
) -> tuple[Paper, AgendaItem] | None:
    """Return the paper and item that report on a matter: its own, else the newest of its name."""
    clearance = found.scope.clearance
    if matter.item is not None and matter.paper_id in found.papers:
        items = catalogue.items(matter.paper_id, clearance)
        own = next((one for one in items if one.number == matter.item and one.form), None)
        if own:
            return found.papers[matter.paper_id], own
    for paper in newest_agendas(found):
        for item in catalogue.items(paper.id, clearance):
            if item.form and same_matter(item.title, matter.title):
                return paper, item
    return None

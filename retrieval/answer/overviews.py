"""Answers put together from what is known of a meeting or a matter, piece by piece.

What a meeting is asked to decide is read off its agenda, report by report; a matter is
told by what was decided on it last, what is recommended, and who leads on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from corpus.catalogue import Catalogue
from corpus.language import words
from corpus.model import AgendaItem, FormName, Paper, PassageKind
from retrieval.answer.quoting import Quoter
from retrieval.answer.register_fits import Recorded
from retrieval.model import Statement, day_words
from retrieval.question import Ask, Query, ask_of, content_words, stems_of, topic_words
from retrieval.search import Found, agendas

# The likeliest fields of a form where members are told what a report wants of them.
_WANTS = (FormName.RECOMMENDATIONS, FormName.PURPOSE)
_HITS = 3


def agenda_told(found: Found, catalogue: Catalogue, quoter: Quoter) -> Recorded | None:
    """Return what each report of the meeting asked about wants, in the order of its agenda.

    None where no overview of a meeting is asked for, or it has no reports. Raises as
    :class:`Quoter`.
    """
    query = found.query
    ask = ask_of(query.own_text)
    if ask is None or ask.name != "overview" or query.item or query.minute:
        return None
    if not query.periods or _topic(query):
        return None
    for paper in agendas(query, found.papers):
        items = catalogue.items(paper.id, found.scope.clearance)
        told = [(item, one) for item in items if (one := _wanted(item, paper, quoter))]
        if told:
            held = day_words(paper.meeting_date) if paper.meeting_date else ""
            named = "; ".join(f"{item.number}. {item.title}" for item, _ in told)
            parts = (paper.committee or "", held, named)
            lead = " · ".join(part for part in parts if part)
            return Recorded(tuple(one for _, one in told), True, lead)
    return None


def led_by(found: Found, catalogue: Catalogue, quoter: Quoter) -> Recorded | None:
    """Return who leads on the matter, as its report form or its row names them.

    None where none does, or that is not asked. Raises as :class:`Quoter`.
    """
    ask = ask_of(found.query.own_text)
    if ask is None or ask.name != "lead":
        return None
    first = found.hits[0].passage if found.hits else None
    if first is None or (first.kind is PassageKind.ROW and found.query.matter is None):
        # A row names who leads on it; its report's form names who leads on the whole.
        return None
    roles = [role for role, says in _ROLES.items() if says.search(found.query.own_text)]
    for paper_id, item in _items_of_matter(found, catalogue):
        fields = [f for f in item.form if f.name in (roles or list(_ROLES))]
        told = [s for f in fields if (s := quoter.field(paper_id, item, f.spans))]
        if told:
            lead = " · ".join(f.value for f in fields)
            return Recorded(tuple(told), True, lead if len(lead.split()) <= _SHORT else "")
    return None


_SHORT = 30
# Which field of a form answers which wording of "who leads?"; both where it says neither.
_ROLES = {
    FormName.LEAD: re.compile(r"\b(?:councillor|cllr|member|portfolio|politic\w+)\b", re.I),
    FormName.OFFICER: re.compile(r"\b(?:officer|author|contact|wrote|manager)\b", re.I),
}


def _items_of_matter(found: Found, catalogue: Catalogue) -> Iterator[tuple[str, AgendaItem]]:
    """Yield items with a report form, by paper: the chat's, then those of what was found."""
    matter, clearance = found.query.matter, found.scope.clearance
    places: list[tuple[str, str | None]] = []
    if matter is not None and matter.item is not None and matter.paper_id in found.papers:
        places.append((matter.paper_id, matter.item))
    near = [hit.passage for hit in found.hits[: found.constants.choosing.hits] if hit.passage.item]
    if matter is not None:
        named = stems_of(matter.title)
        near = [one for one in near if named & stems_of(one.context)] or near
    places += [(one.paper_id, one.item) for one in near[:_HITS]]
    for paper_id, number in dict.fromkeys(places):
        items = catalogue.items(paper_id, clearance)
        yield from ((paper_id, one) for one in items if one.number == number and one.form)


def _wanted(item: AgendaItem, paper: Paper, quoter: Quoter) -> Statement | None:
    """Return what the report of an item recommends or is for, under its number and title."""
    for name in _WANTS:
        field = next((one for one in item.form if one.name == name), None)
        official = name is FormName.RECOMMENDATIONS
        said = quoter.field(paper.id, item, field.spans, official) if field else None
        if said:
            return replace(said, part=f"{item.number}. {item.title}")
    return None


def _topic(query: Query) -> list[str]:
    """Return the words of an overview's question that are neither its meeting nor its asking."""
    ask: Ask | None = ask_of(query.own_text)
    known = set(content_words(query.committee or "")) | (ask.words if ask else frozenset())
    return [word for word in topic_words(query) if word not in known | words("meeting_words")]


def newest_first(statements: Sequence[Statement]) -> list[Statement]:
    """Return statements with those of the newest meeting first; their order stays besides."""

    def day(statement: Statement) -> date:
        return max((c.date or date.min for c in statement.citations), default=date.min)

    return sorted(statements, key=day, reverse=True)

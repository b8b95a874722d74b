"""Answers put together from what is known of a meeting or a matter, piece by piece.

What a meeting is asked to decide is read off its agenda, report by report; a matter is
told by what was decided on it last, what is recommended, and who leads on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from corpus.catalogue import Catalogue
from corpus.model import AgendaItem, FormName, ItemSource, Paper, Passage, PassageKind
from retrieval.answer.quoting import Quoter
from retrieval.answer.register_asked import Recorded
from retrieval.model import Statement, day_words
from retrieval.question import Ask, Query, ask_of, content_words, stems_of, topic_words
from retrieval.search import Found, agendas, is_answer_to, whole_field

# The likeliest fields of a form where members are told what a report wants of them.
_WANTS = (FormName.RECOMMENDATIONS, FormName.PURPOSE)
_ITEMS = 6
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
        items = [i for i in catalogue.items(paper.id, found.scope.clearance) if i.first_page]
        told = [one for item in items if (one := _wanted(item, paper, found, catalogue, quoter))]
        if told:
            held = day_words(paper.meeting_date) if paper.meeting_date else ""
            parts = (paper.committee or "", held, _many(len(told), "report"))
            return Recorded(tuple(told), True, " · ".join(part for part in parts if part))
    return None


def led_by(found: Found, catalogue: Catalogue, quoter: Quoter) -> Recorded | None:
    """Return who leads on the matter, as report forms and tables name them; None where none does.

    Raises as :class:`Quoter`.
    """
    ask = ask_of(found.query.own_text)
    if ask is None or ask.name != "lead":
        return None
    for passage in _of_matter(found, catalogue):
        cells = [c for c in passage.cells if c.header and ask.heads(c.header) and c.spans]
        if not cells:
            continue
        spans = tuple(span for cell in cells for span in cell.spans)
        said = quoter.statement(passage, spans, cells=tuple(cells))
        if said:
            lead = " · ".join(" ".join(cell.text.split()) for cell in cells)
            return Recorded((said,), True, lead if len(lead.split()) <= _SHORT else "")
    return None


_SHORT = 30


def _of_matter(found: Found, catalogue: Catalogue) -> Iterator[Passage]:
    """Yield passages with cells of the matter: of the chat's item, then of what was found."""
    matter = found.query.matter
    clearance = found.scope.clearance
    places: list[tuple[str, str | None]] = []
    if matter is not None and matter.item is not None and matter.paper_id in found.papers:
        places.append((matter.paper_id, matter.item))
    items = [hit.passage for hit in found.hits[: found.constants.choosing.hits] if hit.passage.item]
    if matter is not None:
        named = stems_of(matter.title)
        items = [one for one in items if named & stems_of(one.context)] or items
    places += [(one.paper_id, one.item) for one in items[:_HITS]]
    for place in dict.fromkeys(places):
        ids = catalogue.ids_of_kind(PassageKind.FORM, [place], clearance)
        yield from catalogue.passages(ids, clearance).values()
    yield from (hit.passage for hit in found.hits[:_HITS] if hit.passage.kind is PassageKind.ROW)


def _wanted(
    item: AgendaItem, paper: Paper, found: Found, catalogue: Catalogue, quoter: Quoter
) -> Statement | None:
    """Return what the report of an item recommends or is for, under its number and title."""
    if item.source is not ItemSource.FRONT_SHEET:
        return None
    clearance = found.scope.clearance
    ids = catalogue.ids_of_kind(PassageKind.FORM, [(paper.id, item.number)], clearance)
    forms = sorted(
        catalogue.passages(ids, clearance).values(), key=lambda p: (p.pages, p.spans[0].start)
    )
    named = f"{item.number}. {item.title}"
    for label in _WANTS:
        form = next((one for one in forms if is_answer_to(one, label)), None)
        if form is None:
            continue
        cells = tuple(c for c in form.cells if c.header == label)
        spans = tuple(s for c in cells for s in c.spans) or whole_field(
            form, catalogue.passages_of(paper.id, clearance)
        )
        said = quoter.statement(form, spans, official=label is FormName.RECOMMENDATIONS)
        if said:
            return replace(said, part=named)
    return None


def _topic(query: Query) -> list[str]:
    """Return the words of an overview's question that are neither its meeting nor its asking."""
    ask: Ask | None = ask_of(query.own_text)
    known = set(content_words(query.committee or "")) | (ask.words if ask else frozenset())
    return [word for word in topic_words(query) if word not in known | _FILLERS]


_FILLERS = frozenset(("agenda", "pack", "papers", "give", "member", "coming", "next"))


def newest_first(statements: Sequence[Statement]) -> list[Statement]:
    """Return statements with those of the newest meeting first; their order stays besides."""

    def day(statement: Statement) -> date:
        return max((c.date or date.min for c in statement.citations), default=date.min)

    return sorted(statements, key=day, reverse=True)


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"

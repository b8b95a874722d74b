"""Who leads on a matter, as its report form or its row names them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.catalogue import Catalogue
from corpus.model import AgendaItem, FormName, PassageKind
from retrieval.answer.quoting import Quoter
from retrieval.answer.register_fits import Recorded
from retrieval.question import ask_of, stems_of
from retrieval.search import Found

_HITS = 3


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

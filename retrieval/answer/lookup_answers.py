"""What stands at a number asked for, quoted whole: a minute, a row, a clause, an agenda's items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.catalogue import Catalogue
from corpus.model import Cell, Passage, Span
from prompts import fill
from retrieval.answer.citations import widest_on_each_page
from retrieval.answer.quoting import Quoter
from retrieval.model import Statement
from retrieval.question import ask_of, stem, stems_of
from retrieval.ranking import Unit, units_of, within
from retrieval.search import (
    Found,
    LookedUp,
    Place,
    Sought,
    clause,
    explained,
    printed,
    runs,
    same_title,
)

_NUMBER = re.compile(r"\s*((?:[A-Z]{1,3})?\d{1,4}(?:\.\d{1,2})*)[.)]?\s+[\"“‘'(]?[A-Z]")


def looked_up(found: Found, catalogue: Catalogue, quoter: Quoter) -> tuple[list[Statement], str]:
    """Return what stands where the number is, place by place, and a note on how much it is.

    Nothing where more is asked of the place than what stands there, but for columns
    of its row. The same words in another place are one statement, which names the
    others in ``also``. Raises as :class:`Quoter`.
    """
    asked = found.looked_up
    if not asked.bare:
        return list(_columns(asked, found, quoter)), ""
    if asked.sought is Sought.ACRONYM:
        return _meanings(asked, quoter), ""
    told: list[Statement] = []
    for place in asked.places:
        for said in _statements(place, asked, found, catalogue, quoter):
            same = next((at for at, one in enumerate(told) if _same(one, said, asked)), None)
            if same is None:
                told.append(said)
            else:
                also = (*told[same].also, *widest_on_each_page(said.citations))
                told[same] = replace(told[same], also=also)
    count = len(asked.places[0].entries)
    if asked.sought is Sought.AGENDA and told:
        return told, fill("agenda_items", count=str(count)) if count > 1 else ""
    return told, ""


def _statements(
    place: Place, asked: LookedUp, found: Found, catalogue: Catalogue, quoter: Quoter
) -> Iterator[Statement]:
    if place.entries:
        yield from _agenda(place, asked, found, catalogue, quoter)
    elif asked.sought is Sought.MINUTE:
        yield from _minute(place, asked.number, quoter, found)
    elif asked.sought is Sought.REFERENCE:
        yield from _rows(place, quoter)
        yield from _clauses(place, asked.number, quoter, found)


def _meanings(asked: LookedUp, quoter: Quoter) -> list[Statement]:
    """Return a sentence for each thing that an acronym stands for, the newest paper's.

    Other papers that explain it likewise are named in ``also``.
    """
    told: dict[str, Statement] = {}
    for place in asked.places:
        passage = place.passages[0]
        meant = explained(passage, asked.number)
        said = quoter.statement(passage, meant[1].spans) if meant else None
        if not meant or not said:
            continue
        first = told.get(meant[0])
        if first is None:
            told[meant[0]] = said
        else:
            also = (*first.also, *widest_on_each_page(said.citations))
            told[meant[0]] = replace(first, also=also)
    return list(told.values())


def _agenda(
    place: Place, asked: LookedUp, found: Found, catalogue: Catalogue, quoter: Quoter
) -> Iterator[Statement]:
    """Yield the items as the front sheet prints them, a line each."""
    clearance = found.scope.clearance
    numbers = {entry.span.page for entry in place.entries}
    pages = {number: catalogue.page(place.paper_id, number, clearance) for number in numbers}
    item = place.entries[0].item.number if asked.sought is Sought.ITEM else None
    holder = replace(place.passages[0], item=item)
    said = quoter.statement(holder, tuple(runs(place.entries)), cells=())
    if said:
        yield replace(said, text="\n".join(printed(entry, pages) for entry in place.entries))


def _minute(place: Place, number: str, quoter: Quoter, found: Found) -> Iterator[Statement]:
    """Yield what a minute resolved, and how; what it records where it resolved nothing."""
    resolved = dict.fromkeys(quoter.resolution(passage) for passage in place.passages)
    for said in filter(None, resolved):
        told = quoter.resolved(said)
        if told:
            yield told
    if not any(resolved):
        yield from _clauses(place, number, quoter, found)


def _rows(place: Place, quoter: Quoter) -> Iterator[Statement]:
    """Yield each row with the number as its key, its parts put together."""
    for passage, cells in _cells(place):
        spans = tuple(span for cell in cells for span in cell.spans)
        told = quoter.statement(passage, spans, cells=cells)
        if told:
            yield told


def _columns(asked: LookedUp, found: Found, quoter: Quoter) -> Iterator[Statement]:
    """Yield what a row says in the columns asked for, with its key and what it is about.

    Nothing where the words asked for head no columns.
    """
    wanted = {stem(word) for word in asked.rest}
    if asked.sought is not Sought.REFERENCE or not wanted:
        return
    ask = ask_of(found.query.own_text)
    if ask is not None:
        # "Who leads" asks for the column of whoever is named there, whatever its header.
        wanted -= {stem(word) for word in ask.words}
    for passage, cells in _cells(asked.places[0]):
        headed = [cell for cell in cells if ask and cell.header and ask.heads(cell.header)]
        told = [c for c in cells if wanted & stems_of(c.header or "")] + headed
        if told and wanted <= {word for cell in told for word in stems_of(cell.header or "")}:
            least = asked.constants.subject_words
            subject = next((c for c in cells[1:] if len(c.text.split()) >= least), None)
            kept = tuple(c for c in cells if c is cells[0] or c is subject or c in told)
            spans = tuple(span for cell in kept for span in cell.spans)
            said = quoter.statement(passage, spans, cells=kept)
            if said:
                yield said


def _cells(place: Place) -> Iterator[tuple[Passage, tuple[Cell, ...]]]:
    """Yield the rows of a place, each with its first passage and the cells of all of them."""
    rows: dict[tuple[Span, ...], list[Passage]] = {}
    for passage in place.passages:
        if passage.cells:
            rows.setdefault(passage.cells[0].spans, []).append(passage)
    for parts in rows.values():
        cells = (cell for part in parts for cell in part.cells if cell.spans)
        yield parts[0], tuple(dict.fromkeys(cells))


def _same(one: Statement, other: Statement, asked: LookedUp) -> bool:
    """Whether two statements say the same, or list the same item under the same number."""
    if one.text == other.text:
        return True
    items = one.citations[0].item, other.citations[0].item
    if "\n" in one.text + other.text or None in items or items[0] != items[1]:
        return False
    return same_title(one.text, other.text, asked.constants)


def _clauses(place: Place, number: str, quoter: Quoter, found: Found) -> Iterator[Statement]:
    """Yield the clause with the number, to where the next one begins."""
    begins = clause(number)
    for passage in place.passages:
        if passage.cells:
            continue
        units = units_of(passage)
        places = ((at, begins.search(unit.text)) for at, unit in enumerate(units))
        first = next(((at, begun.start()) for at, begun in places if begun), None)
        if first is None:
            continue
        at, start = first
        most = found.constants.quoting.list_words
        said = _to_next(units[at:], start, number, most)
        spans = tuple(span for unit in said for span in unit.spans)
        told = quoter.statement(passage, spans)
        if told:
            yield told


def _to_next(units: Sequence[Unit], start: int, number: str, most: int) -> Iterator[Unit]:
    """Yield the units of a clause: from its number to the next number of its own or a higher kind.

    The number stands at ``start`` of the first of ``units``; ``most`` words are yielded.
    """
    first = units[0].text[start:]
    yield Unit(first, tuple(within(units[0].spans, start, start + len(first))))
    own, words = _counted(number), len(first.split())
    for unit in units[1:]:
        words += len(unit.text.split())
        begins = _NUMBER.match(unit.text)
        if words > most or (begins and _follows(_counted(begins[1]), own)):
            return
        yield unit


def _counted(number: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", number)]


def _follows(other: Sequence[int], own: Sequence[int]) -> bool:
    """Whether a number goes on after another: "14.7" or "15" after "14.6"."""
    at = len(other) - 1
    if not 0 <= at < len(own) or list(other[:at]) != list(own[:at]):
        return False
    return 1 <= other[at] - own[at] <= 2

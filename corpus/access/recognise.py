"""Finds what is closed to the public in a paper, by what its sheets and names say.

Under section 100A(4) of the Local Government Act 1972 a meeting closes items by
the numbered paragraphs of Schedule 12A (in Scotland section 50A and Schedule 7A of the
Act of 1973), and their sheets say so: in a heading or a running head, on a divider
("Part II"), or by their colour. The exempt part of a pack runs from there to the end
of its item, or to the end of the paper. A public pack may name exempt items on its
front sheet, print the resolution that closes a meeting, or hold a sheet in place of a
closed paper: that closes nothing. What may be closed is suspected, and kept from the
public until somebody says. The words that say so are in ``signs.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from corpus.access.items import MarkedItem, marked_items
from corpus.access.likely import Place, likely
from corpus.access.listed import folded, front_sheets, listed, note_lines, pages_of
from corpus.access.minuted import closed_business
from corpus.access.sheets import (
    Sheet,
    appendices_closed,
    begins_appendix,
    begins_something,
    closed_by,
    divides,
    in_a_form,
    likely_closed,
    opens,
    sheet_of,
    stands_in,
)
from corpus.access.signs import sign, signs
from corpus.model import Access, AgendaItem, Closing, ClosingLevel, Page, TextSource
from corpus.page import Row

# Lines of a front sheet that are its heading, and of a sheet that can hold its title.
_FRONT_HEAD, _HEADED = 5, 3
# Letters of a title by which words that exclude the public name it; fewer are too common.
_OWN_TITLE = 10


@dataclass(frozen=True, slots=True)
class Exempt:
    """What is closed of a paper: the ``whole`` of it, or some of its physical ``pages``.

    ``closings`` say why, those that are sure first.
    """

    whole: bool
    pages: frozenset[int] = frozenset()
    closings: tuple[Closing, ...] = ()


def said_exempt(pages: Sequence[Page], runs: Sequence[tuple[int, int]]) -> Exempt:
    """Return what somebody said is closed: ``runs`` of physical pages, first and last."""
    numbers = frozenset(page.number for page in pages)
    closed = frozenset(n for n in numbers if any(low <= n <= high for low, high in runs))
    return Exempt(closed == numbers, closed)


def all_suspected(pages: Sequence[Page], reason: str) -> Exempt:
    """Return a paper closed as a whole because it cannot be told what of it is."""
    why = Closing(ClosingLevel.SUSPECTED, 1, len(pages), 1, reason)
    return Exempt(True, frozenset(), (why,))


def find_exempt(
    file_name: str,
    pages: Sequence[Page],
    rows: Mapping[int, Sequence[Row]],
    items: Sequence[AgendaItem],
    across: Mapping[int, str] = MappingProxyType({}),
) -> Exempt:
    """Return what is closed to the public of a paper.

    ``rows`` are those of every page without furniture; a page that was read by
    OCR has none and is judged by its text. ``across`` is by page what is printed
    across it as a watermark. The front sheet, which is all before
    the first item's pages, closes no page of its own.
    """
    sheets = [
        sheet_of(page, rows.get(page.number, ()), across.get(page.number, "")) for page in pages
    ]
    last = max((page.number for page in pages), default=0)
    first = min((item.first_page for item in items if item.first_page), default=0)
    if not all(item.first_page for item in items):
        # What could not be placed may stand before what was.
        listing = 1 + front_sheets(sheets)
        first = min(first or listing, listing)
    elif not items:
        first = 1 + front_sheets(sheets)
        items = listed(sheets[: first - 1])
    front = [line for sheet in sheets if sheet.number < first for line in sheet.lines]
    body = [sheet for sheet in sheets if sheet.number >= first]
    whole = [*_whole(file_name, sheets, first, last)]
    closings = [
        *_unread(pages, body, items),
        *_by_sheets(body, items),
        *_by_appendices(body, items),
    ]
    closings += [*_by_exclusion(sheets), *closed_business({s.number: s.lines for s in body})]
    labels = {page.number: page.label for page in pages}
    for marked in marked_items(front, items):
        placed = [*_placed(marked, items, labels, body)]
        closings += placed
        if not closings and _homeless(marked, pages):
            whole.append(Closing(marked.level, 1, last, _page_of(marked, sheets), marked.words))
    open_again = {sheet.number for sheet in sheets if stands_in(sheet)}
    closings = [one for one in closings if not open_again.issuperset(_pages(one))]
    closed = frozenset(n for one in closings for n in _pages(one)) - open_again
    open_still = any(s.number not in closed and s.words for s in body)
    told = sorted((*whole, *closings), key=lambda one: one.level is ClosingLevel.SUSPECTED)
    return Exempt(bool(whole or (closed and not open_still)), closed, tuple(told))


def _whole(file_name: str, sheets: Sequence[Sheet], first: int, last: int) -> Iterator[Closing]:
    """Yield what closes a paper as a whole: its name, or the first words of its front sheet."""
    plain = file_name.replace("_", " ").replace("-", " ")
    named = next((one for one in signs()["name"] if one.find(plain)), None)
    if named is not None or likely(plain.rpartition(".")[0], Place.NAME):
        suspected = named is None or named.suspected
        yield Closing(_level(suspected), 1, last, 0, file_name)
    if first > 1:
        for line in (*sheets[0].lines[:_FRONT_HEAD], *sheets[0].running):
            if any(one.find(line) for one in signs()["front"]):
                yield Closing(ClosingLevel.CLOSED, 1, last, sheets[0].number, line)
                break


def _unread(
    pages: Sequence[Page], body: Sequence[Sheet], items: Sequence[AgendaItem]
) -> Iterator[Closing]:
    """Yield what may be closed by the words of a page that cannot be read, which nobody knows.

    Page 1 speaks for the whole paper, any other for what it begins or goes on with.
    """
    last = max((page.number for page in pages), default=0)
    by_number = {sheet.number: sheet for sheet in body}
    for page in pages:
        if page.problem and not page.text.strip():
            first, end = page.number, _item_end(items, page.number, last)
            if first > 1:
                end = _until_next(by_number, first, end, lettered=False)
            reason = f"page {page.number} cannot be read: {page.problem}"
            yield Closing(ClosingLevel.SUSPECTED, first, last if first == 1 else end, first, reason)


def _level(suspected: bool) -> ClosingLevel:
    return ClosingLevel.SUSPECTED if suspected else ClosingLevel.CLOSED


def _pages(closing: Closing) -> range:
    return range(closing.first_page, closing.last_page + 1)


def _placed(
    marked: MarkedItem,
    items: Sequence[AgendaItem],
    labels: Mapping[int, str | None],
    body: Sequence[Sheet],
) -> Iterator[Closing]:
    """Yield the closing of an item that a front sheet closes, where its pages are in the paper."""
    item = marked.item
    if item.first_page is None or item.last_page is None:
        held = pages_of(item, items, body) if body else range(0)
    elif _agree(labels.get(item.first_page), marked.printed):
        held = range(item.first_page, item.last_page + 1)
    else:
        held = range(0)
    if held:
        yield Closing(marked.level, held[0], held[-1], 1, marked.words)


def _homeless(marked: MarkedItem, pages: Sequence[Page]) -> bool:
    """Whether a closed item that cannot be placed may stand on any page."""
    placed = marked.item.first_page is not None and marked.item.last_page is not None
    return not placed and marked.printed is not None and _holds(pages, marked.printed)


def _page_of(marked: MarkedItem, sheets: Sequence[Sheet]) -> int:
    return next((s.number for s in sheets if marked.words in s.lines), 1)


def _holds(pages: Sequence[Page], printed: int) -> bool:
    """Whether a paper can hold the page with this printed number; a public pack leaves it out."""
    labels = {page.label for page in pages}
    unread = any(page.source is TextSource.NONE for page in pages)
    return str(printed) in labels or (printed <= len(pages) if labels == {None} else unread)


def _agree(label: str | None, printed: int | None) -> bool:
    """Whether a page can be that which the front sheet names; another stands in its place else."""
    return label is None or printed is None or not label.isdecimal() or int(label) == printed


def marked(pages: Sequence[Page], exempt: Exempt) -> tuple[Page, ...]:
    """Return the pages with those marked that are closed inside an open paper."""
    closed = frozenset() if exempt.whole else exempt.pages
    return tuple(
        replace(page, access=Access.EXEMPT) if page.number in closed else page for page in pages
    )


def _by_sheets(sheets: Sequence[Sheet], items: Sequence[AgendaItem]) -> Iterator[Closing]:
    """Yield every part that a closed sheet or a divider begins."""
    before = ""
    by_number = {sheet.number: sheet for sheet in sheets}
    last = max(by_number, default=0)
    for sheet in sheets:
        if not stands_in(sheet):
            divider, mark = divides(sheet), closed_by(sheet, before)
            if divider is not None:
                end = _until_open(by_number, sheet.number, last)
                yield Closing(ClosingLevel.CLOSED, sheet.number, end, sheet.number, divider)
            elif mark is not None:
                found, line = mark
                alone = found.name.startswith("answer.") and not in_a_form(sheet, line)
                end = _until_open(by_number, sheet.number, _item_end(items, sheet.number, last))
                level = _level(found.suspected or alone)
                lettered = found.name.startswith("appendix.")
                stop = _until_next(by_number, sheet.number, end, lettered)
                yield Closing(level, sheet.number, stop, sheet.number, line)
                # What begins after a sheet that was marked alone may belong to it.
                if stop < end and line not in sheet.running:
                    yield Closing(ClosingLevel.SUSPECTED, stop + 1, end, sheet.number, line)
            elif said := likely_closed(sheet, before):
                end = _until_open(by_number, sheet.number, _item_end(items, sheet.number, last))
                stop = _until_next(by_number, sheet.number, end, lettered=True)
                yield Closing(ClosingLevel.SUSPECTED, sheet.number, stop, sheet.number, said)
        before = sheet.lines[-1] if sheet.lines else ""


def _by_exclusion(sheets: Sequence[Sheet]) -> Iterator[Closing]:
    """Yield the sheets whose headings stand in words that would exclude the public before them."""
    said: list[tuple[int, str, str]] = []
    last = max((sheet.number for sheet in sheets), default=0)
    for at, sheet in enumerate(sheets):
        heads = {folded(line) for line in sheet.lines[:_HEADED]}
        for page, why, note in said:
            if any(len(head) >= _OWN_TITLE and head in note for head in heads):
                later = (s.number for s in sheets[at + 1 :] if begins_something(s))
                end = next(later, last + 1) - 1
                yield Closing(ClosingLevel.SUSPECTED, sheet.number, end, page, why)
        for place, line in enumerate(sheet.lines):
            if sign("exclusion.public").find(line):
                note = " ".join(note_lines(sheet.lines, place))
                if not sign("exclusion.standing").find(note):
                    said.append((sheet.number, line, folded(note)))


def _until_open(sheets: Mapping[int, Sheet], begin: int, end: int) -> int:
    again = (n for n in range(begin + 1, end + 1) if n in sheets and opens(sheets[n]))
    return next(again, end + 1) - 1


def _until_next(sheets: Mapping[int, Sheet], begin: int, end: int, lettered: bool) -> int:
    """Return the last page before a report begins, or, of an appendix (``lettered``), another."""
    later = (sheets[n] for n in range(begin + 1, end + 1) if n in sheets)
    begun = (s.number for s in later if begins_something(s) or (lettered and begins_appendix(s)))
    return next(begun, end + 1) - 1


def _item_end(items: Sequence[AgendaItem], page: int, last: int) -> int:
    held = [i for i in items if i.first_page and i.first_page <= page <= (i.last_page or 0)]
    inner = max(held, key=lambda item: item.first_page or 0, default=None)
    return (inner.last_page if inner else None) or last


def _by_appendices(sheets: Sequence[Sheet], items: Sequence[AgendaItem]) -> Iterator[Closing]:
    """Yield the appendices, not marked themselves, that an open sheet before them says closed."""
    last = max((sheet.number for sheet in sheets), default=0)
    begun = {sheet.number: begins_appendix(sheet) for sheet in sheets}
    said: dict[tuple[int, str], tuple[int, str]] = {}
    for sheet in sheets:
        end = _item_end(items, sheet.number, last)
        letter = begun[sheet.number]
        if letter is not None and (end, letter) in said:
            page, line = said[end, letter]
            later = (n for n in range(sheet.number + 1, end + 1) if begun.get(n))
            until = next(later, end + 1) - 1
            yield Closing(ClosingLevel.SUSPECTED, sheet.number, until, page, line)
        for other, line in appendices_closed(sheet):
            said.setdefault((end, other), (sheet.number, line))

"""The agenda front sheet: numbered items of business, most with their printed pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpus.language import DateKind, find_dates
from corpus.model import number_in_part
from corpus.page import Row, RowPart
from corpus.structure.agenda_parts import AgendaPart, agenda_parts
from corpus.structure.agenda_signs import (
    has_list_head,
    has_standing_business,
    is_contents,
    is_record,
    says_agenda,
)
from corpus.structure.numbering import NUMBER, ItemNumber, read_number
from corpus.structure.page_ranges import BARE_RANGE, PAGES, in_right_column, lone_range, range_in

_LATER = re.compile(
    r"[\[(]?\s*(?:report\s+)?(?:to\s+follow|verbal(?:\s+(?:report|update))?|oral|presentation|"
    r"to\s+be\s+tabled|n/a|none|enclosed|attached|[-–—])\s*[\])]?",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"(?:agenda\s+)?(?:item\s*)?(?:no\.?\s*)?(?P<number>{NUMBER})"
    r"\s*(?P<mark>[.):]|\s[-–—]|(?=\s)|$)\s*(?P<title>.*)",
    re.IGNORECASE,
)
_SUB = re.compile(
    r"(?:\(?(?P<letter>[a-z]|[ivx]{2,5})[).]|(?P<of>\d{1,3})(?:\.(?P<minor>\d{1,2})|(?P<small>[a-z])"
    r"|\((?P<round>[a-z]|[ivx]{1,5})\))[.):]?)\s+(?P<title>\S.*)"
)
# A title longer than this is a paragraph that begins with a number.
_LONGEST = 260
_MOST_NUMBERS = 500
# A row that names pages says more than all the numbered headings of a report.
_RANGED = 20
# So many roman numbers that name no pages are a run; fewer may be initials.
_FEWEST_ROMAN = 3
_CAPITALS = ("I", "V", "X")
_AGENDA = re.compile(r"\bagenda\b", re.IGNORECASE)


@dataclass(slots=True)
class SheetItem:
    """A numbered row of the front sheet; ``first`` and ``last`` are printed page numbers.

    ``page`` is the physical page that it stands on. ``worded`` says that the row calls them
    pages.
    """

    number: str
    title: str
    page: int
    first: int | None = None
    last: int | None = None
    worded: bool = False
    parts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A row that begins with a number."""

    at: int
    page: int
    number: ItemNumber
    worth: int


def read_front_sheet(pages: Sequence[Sequence[Row]]) -> tuple[SheetItem, ...]:
    """Return the items that the leading pages of a paper list, in order.

    ``pages`` are the rows of the first few pages. Returns nothing unless the
    pages are an agenda: two rows or more say which pages, or one where the word
    agenda stands near; where they give bare numbers or none, the heading of an
    agenda or the call to a meeting stands above them.
    """
    rows = [row for page in pages for row in page]
    whole = AgendaPart("", 0, len(rows))
    found = _in_parts(rows) or [(whole, _starts(rows, 0, len(rows)))]
    starts = [at for _, own in found for at in own]
    if not starts:
        return ()
    items: list[SheetItem] = []
    for part, own in found:
        ends = [*own[1:], part.end]
        listed = [_item(rows, at, end) for at, end in zip(own, ends, strict=False)]
        for item in _with_subs(listed, rows, own, ends):
            item.number = number_in_part(part.name, item.number)
            items.append(item)
    items = [item for item in items if item.title]
    return tuple(items) if items and _is_agenda(rows, starts[0], items) else ()


def _is_agenda(rows: Sequence[Row], first: int, items: Sequence[SheetItem]) -> bool:
    worded = sum(item.worded for item in items)
    near = [row for row in rows if row.page <= rows[first].page]
    if worded and (worded > 1 or any(_AGENDA.search(row.text) for row in near)):
        return True
    titles = [item.title for item in items]
    said = says_agenda(rows, first, titles)
    ranged = [item.first for item in items if item.first is not None]
    if ranged == sorted(ranged) and not is_contents(rows, first):
        if ranged and said:
            return True
        listed = has_list_head(rows, first) or has_standing_business(titles)
        if len(ranged) > 1 and listed:
            return True
    return said and len(items) > 2 and not is_record(rows, first)


def _in_parts(rows: Sequence[Row]) -> list[tuple[AgendaPart, list[int]]]:
    """Return the parts in which numbering starts again, each with the rows of its items.

    Nothing where the numbers go on, or begin again under no heading.
    """
    firsts = [
        at
        for at, row in enumerate(rows)
        if (match := _numbered(row)) and (number := read_number(match["number"])) and number.first
    ]
    parts = agenda_parts(rows, firsts)
    starts = [(part, _starts(rows, part.start, part.end)) for part in parts]
    found = [(part, own) for part, own in starts if own]
    numbers = [[_number_of(rows[at]) for at in own] for _, own in found]
    names = [part.name for part, _ in found]
    again = len({one for own in numbers for one in own}) < sum(map(len, numbers))
    fresh = all(own[0] is not None and own[0].first for own in numbers)
    ranged = all(any(_range_near(rows, at) for at in own) for _, own in found[1:])
    apart = len(set(names)) == len(names)
    return found if len(found) > 1 and again and fresh and ranged and apart else []


def _number_of(row: Row) -> ItemNumber | None:
    match = _numbered(row)
    return read_number(match["number"]) if match else None


def _starts(rows: Sequence[Row], start: int, end: int) -> list[int]:
    """Return where the rows of the best run of item numbers are, from ``start`` to ``end``.

    Numbers of parts of items, "5.1" or "(ii)", are those of items only where no others run, and
    but for a run of roman capitals from the first only where they name pages.
    """
    columns: dict[float, list[_Numbered]] = {}
    for at in range(start, end):
        row, number = rows[at], _number_of(rows[at])
        if number is None:
            continue
        ranged = _range_near(rows[:end], at)
        if (number.minor or (number.roman and row.text[:1] not in _CAPITALS)) and not ranged:
            continue
        worth = 1 + _title_part(row).bold_end + (_RANGED if ranged else 0)
        column = next((x for x in columns if abs(x - row.box.x0) < 14), row.box.x0)
        columns.setdefault(column, []).append(_Numbered(at, row.page, number, worth))
    chains = [_rising(numbers[:_MOST_NUMBERS]) for numbers in columns.values()]
    chains = [chain for chain in chains if _is_run(chain)]
    plain = [c for c in chains if len(c) > 1 and not (c[0].number.roman or c[0].number.minor)]
    best = max(plain or chains, key=lambda chain: sum(one.worth for one in chain), default=[])
    return [one.at for one in best]


def _is_run(chain: Sequence[_Numbered]) -> bool:
    """Whether numbers are a run: roman ones that name no pages begin at one, and are several."""
    lone = all(one.number.roman and one.worth < _RANGED for one in chain)
    return not lone or (len(chain) >= _FEWEST_ROMAN and chain[0].number.first)


def _numbered(row: Row) -> re.Match[str] | None:
    text = row.text
    match = _NUMBER.match(text)
    if match is None or len(text) > _LONGEST or _dated(text) or lone_range(row):
        return None
    title = match["title"].strip()
    # "12 months …" and "2 Rearrange" of a description start small or stand inside.
    if title and not (title[0].isupper() or title[0] in "‘’“”\"'([£*" or title[0].isdigit()):
        return None
    return match


def _dated(text: str) -> bool:
    """Whether a row begins with a day: "8 November 2023" is no item 8."""
    found = find_dates(text[:40])
    return bool(found) and found[0].start == 0 and found[0].kind is DateKind.DAY


def _rising(numbers: Sequence[_Numbered]) -> list[_Numbered]:
    """Return the worthiest chain of numbers that goes up by one or by letters.

    Steps may be wider where a row names pages, as on supplements. The chain
    stays on one page or goes on to the next.
    """
    best: list[tuple[int, int]] = []  # worth of the best chain that ends here, and its last link
    for index, one in enumerate(numbers):
        reach, link = one.worth, -1
        for before in range(index - 1, -1, -1):
            if numbers[before].page < one.page - 1:
                break
            if _follows(numbers[before], one) and best[before][0] + one.worth > reach:
                reach, link = best[before][0] + one.worth, before
        best.append((reach, link))
    chain: list[_Numbered] = []
    at = max(range(len(best)), key=lambda index: best[index][0], default=-1)
    while at >= 0:
        chain.append(numbers[at])
        at = best[at][1]
    return chain[::-1]


def _follows(before: _Numbered, one: _Numbered) -> bool:
    return one.number.follows(before.number, widely=before.worth > 2 and one.worth > 2)


def _range_near(rows: Sequence[Row], at: int) -> bool:
    """Whether a row, or one below it and before the next number, names pages."""
    for below, row in enumerate(rows[at : at + 6]):
        if below and _numbered(row) and abs(row.box.x0 - rows[at].box.x0) < 14:
            return False
        worded = PAGES.match(row.text.strip()) or lone_range(row)
        if range_in(row) is not None and (below < 2 or worded):
            return True
    return False


def _title_of(row: Row) -> str:
    """Return a row's text without its page range."""
    if lone_range(row):
        return ""
    parts = list(row.parts)
    if len(parts) > 1 and in_right_column(parts[-1], row):
        last = parts[-1].text.strip()
        if BARE_RANGE.fullmatch(last) or _LATER.fullmatch(last):
            parts = parts[:-1]
    return PAGES.sub("", " ".join(part.text for part in parts)).strip()


def _item(rows: Sequence[Row], at: int, end: int) -> SheetItem:
    row = rows[at]
    match = _NUMBER.match(_title_of(row))
    number = match["number"].replace(" ", "") if match else ""
    item = SheetItem(number, "", row.page)
    item.parts.append(match["title"].strip() if match else "")
    pages = range_in(row)
    previous = row
    for after in rows[at + 1 : min(end, at + 7)]:
        if not _continues(previous, after, row, bool(item.parts[0]), pages is not None):
            break
        item.parts.append(_title_of(after))
        pages = pages or range_in(after)
        previous = after
    wrapped = _wrapped_range(item.parts) if pages is None else None
    pages = pages or wrapped or _range_below(rows[at + 1 : min(end, at + 25)])
    if pages is not None:
        item.first, item.last = pages
        item.worded = wrapped is not None or any(
            PAGES.search(one.text) for one in rows[at : min(end, at + 25)]
        )
    item.title = _tidy(item.parts)
    return item


def _wrapped_range(parts: list[str]) -> tuple[int, int] | None:
    """Return the range that a title's lines break, "… (Pages / 5 - 9)", and take it off them."""
    whole = " ".join(parts)
    match = PAGES.search(whole)
    if match is None:
        return None
    parts[:] = [whole[: match.start()]]
    first, last = int(match["first"]), int(match["last"] or match["first"])
    return (first, last) if 0 < first <= last else None


def _continues(previous: Row, after: Row, head: Row, begun: bool, ranged: bool) -> bool:
    """Whether a row below an item's first still belongs to its title."""
    if after.page != head.page:
        return False
    gap = after.box.y0 - previous.box.y1
    if gap > 1.1 * head.size or gap < -head.box.height:
        return False
    if not begun:
        return True
    title_bold = _title_part(head).bold_end
    if title_bold != after.bold or abs(after.size - head.size) > 1:
        return False
    if title_bold:
        inline = ranged and PAGES.search(previous.text) and not _apart(previous)
        return not inline and abs(after.box.x0 - _title_part(head).box.x0) < 20
    # Plain titles: only a hanging line, indented like the title and close to it.
    return gap < 0.5 * head.size and after.box.x0 > head.box.x0 + 8 and not _ASIDE.match(after.text)


def _apart(row: Row) -> bool:
    """Whether a row's page range stands in a column of its own."""
    return len(row.parts) > 1 and bool(PAGES.match(row.parts[-1].text.strip()))


def _title_part(row: Row) -> RowPart:
    """Return the part of an item's first row in which its title stands."""
    alone = len(row.parts) > 1 and len(row.parts[0].text) < 6
    return row.parts[1] if alone else row.parts[0]


def _range_below(rows: Iterable[Row]) -> tuple[int, int] | None:
    """Return a worded range that stands on its own in an item's description."""
    for row in rows:
        match = PAGES.search(row.text)
        if (match and match.start() <= 2) or lone_range(row):
            return range_in(row)
    return None


def _tidy(parts: Iterable[str]) -> str:
    title = " ".join(" ".join(parts).split())
    title = _LATER_TAIL.sub("", title)
    return title.strip(" .…-–—*:") if title.strip(" .…-–—*:") else title


_LATER_TAIL = re.compile(
    r"(?<!\s)\s*+(?:[\[(]\s*(?:report\s+)?to\s+follow\s*[\])]|[-–—]\s*(?:report\s+)?to\s+follow)\s*$",
    re.IGNORECASE,
)
# A line in brackets below a title tells of its papers, unless it goes on with the title.
_ASIDE = re.compile(r"\((?!including\b|excluding\b|incorporating\b|formerly\b)", re.IGNORECASE)


def _with_subs(
    items: Sequence[SheetItem], rows: Sequence[Row], starts: Sequence[int], ends: Sequence[int]
) -> list[SheetItem]:
    """Add the rows of an item that number its parts and name pages: "(a) … (Pages 3 - 9)"."""
    found: list[SheetItem] = []
    for item, at, end in zip(items, starts, ends, strict=True):
        found.append(item)
        number = read_number(item.number)
        if number is None or number.letter or number.minor:
            continue
        roman = False
        for row in rows[at + 1 : end]:
            match, pages = _SUB.match(_title_of(row)), range_in(row)
            if not match or not pages or (match["of"] or item.number) != item.number:
                continue
            roman = roman or (match["letter"] or "") == "i" or len(match["letter"] or "") > 1
            if (item.first, item.last) == pages:
                item.first = item.last = None
            title, worded = _tidy([match["title"]]), PAGES.search(row.text) is not None
            own = item.number + _sub_number(match, roman=roman)
            found.append(SheetItem(own, title, row.page, *pages, worded=worded))
    return found


def _sub_number(match: re.Match[str], *, roman: bool) -> str:
    if match["minor"]:
        return f".{match['minor']}"
    if match["round"] or roman:
        return f"({match['round'] or match['letter']})"
    return str(match["letter"] or match["small"])

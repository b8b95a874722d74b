"""Which items of business a front sheet says are closed to the public.

It says so by a heading above them ("Part II – Exempt items"), by a mark at the
item ("(Exempt)", a star that is explained), or in the resolution that would
exclude the press and public, by number or as what follows. That resolution
alone, which many agendas carry in case it is needed, closes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.access.likely import Place, likely
from corpus.access.listed import folded, listed
from corpus.access.sheets import Sheet
from corpus.access.signs import sign
from corpus.model import AgendaItem, ClosingLevel, Page

_RUN = re.compile(r"(\d{1,3})[a-z]?\s*(?:to|-|–)\s*(\d{1,3})", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:items?|minutes?)\s+(?:of\s+business\s+)?(?:nos?\.?|numbers?|numbered)?\s*"
    r"(\d{1,3}[a-z]?(?:\s*(?:,|&|and|to|-|–)\s*(?:items?\s+)?\d{1,3}[a-z]?)*)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.;])\s+|\sand may(?=\s)")
_SENTENCE = re.compile(r"\b(?:is|are|may|was|were|if|whether)\b", re.IGNORECASE)
_PART_OF_IT = re.compile(r"\bappendi(?:x|ces)\b|\bannex", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^\W*(?:agenda\s+)?(?:item\s*)?(?P<number>\d{1,3}(?:\s?[a-z]\b)?)\s*[.):*]*\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_PAGES = re.compile(r"\b(?:pages?|pp?\.?)\s*(\d{1,4})", re.IGNORECASE)
_PAGED = re.compile(rf"\(?{_PAGES.pattern}(?:\s*[-–]\s*\d+)?\)?", re.IGNORECASE)
# What takes a line back, or is judged apart from it.
_UNSAID = (
    *("but.partly", "exclusion.heading", "exclusion.proposed", "exclusion.perhaps"),
    *("exclusion.standing", "star.explained"),
)
# A line that speaks of the item above it.
_OF_ITS_OWN = re.compile(r"\bthis (?:item|report|paper)\b", re.IGNORECASE)
_NOTES = re.compile(r"^\W*(?:notes?\W*$|[A-Z]{4,}(?: [A-Z]+){0,3}\.\s|note\s+on\b)")
_OWN_ROWS = 5
# A longer line is a sentence, and no heading.
_LONGEST_HEADING = 110
# Letters of a title by which an item is known in an exclusion; fewer are too common.
_OWN_TITLE = 10


@dataclass(frozen=True, slots=True)
class MarkedItem:
    """An item that a front sheet closes, and the ``words`` that do; ``printed`` is the number
    printed with it of its first page, if one is.
    """

    item: AgendaItem
    printed: int | None
    words: str
    level: ClosingLevel


def marked_items(
    texts: Sequence[str], items: Sequence[AgendaItem], *, suspected: bool = True
) -> tuple[MarkedItem, ...]:
    """Return the items that a front sheet closes; ``texts`` are its rows in reading order.

    What a line likely closes in words of its own is looked for only where ``suspected``: it takes
    most of the time.
    """
    places = list(_placed(texts, items))
    if not places:
        return ()
    starts = [at for at, _ in places]
    ends = [*starts[1:], len(texts)]
    headed = _under_headings(texts, starts)
    heads = _likely_heads(texts, starts) if suspected else frozenset[str]()
    likely_headed = _under_likely(texts, starts, heads)
    excluded = _excluded(texts, places)
    starred = _said("star.explained", " ".join(texts))
    keys = (sign("key.explained").find(f"{a} {b}") for a, b in pairwise([*texts, ""]))
    codes = {key["code"] or key["mark"] for key in keys if key}
    columned = sum(1 for at in starts if _said("note.open_status", texts[at])) > 0
    found = []
    for (at, item), end in zip(places, ends, strict=True):
        own = _own(texts[at:end])
        star = starred and "*" in own[0] and not _said("star.explained", own[0])
        level, words = ClosingLevel.CLOSED, own[0] if star else ""
        words = words or headed[at] or _marked(item, own, end == len(texts)) or ""
        words = words or _coded(own[0], codes) or (_status(own) if columned else "")
        if not words and item.number in excluded:
            level, words = excluded[item.number]
        elif suspected and not words and (said := _says(own, heads) or likely_headed[at]):
            level, words = ClosingLevel.SUSPECTED, said
        if words:
            pages = _PAGES.search(" ".join(own))
            found.append(MarkedItem(item, int(pages[1]) if pages else None, words, level))
    return tuple(found)


def agenda_closes(front: Sequence[Page]) -> tuple[MarkedItem, ...]:
    """Return the items that a public agenda says are closed, and the words that do.

    ``front`` are its front sheets as the reader sees them, and all that is looked at; the items
    have no pages. What is only likely to be closed is not among them.
    """
    sheets = [
        Sheet(page.number, tuple(_lines(page)), (), (), len(page.text.split()), read=True)
        for page in front
    ]
    lines = [line for sheet in sheets for line in sheet.lines]
    marked = marked_items(lines, listed(sheets), suspected=False)
    return tuple(one for one in marked if one.level is ClosingLevel.CLOSED)


def _lines(page: Page) -> list[str]:
    return [line.strip() for line in page.text.splitlines() if line.strip()]


def _placed(texts: Sequence[str], items: Sequence[AgendaItem]) -> Iterator[tuple[int, AgendaItem]]:
    """Yield where the row of each item stands, in order; items that are not found are left out."""
    floor = 0
    for item in items:
        for at in range(floor, len(texts)):
            if _is_row_of(item, texts, at):
                yield at, item
                floor = at + 1
                break


def _is_row_of(item: AgendaItem, texts: Sequence[str], at: int) -> bool:
    if texts[at].startswith(item.number) and folded(texts[at]).startswith(
        folded(item.number + item.title)[:12]
    ):
        return True
    match = _NUMBERED.match(texts[at])
    lettered = texts[at].strip(" (").startswith(f"{item.number[-1:]})")
    if match is None or match["number"].replace(" ", "").casefold() != item.number.casefold():
        return (
            lettered and item.number[-1:].isalpha() and folded(item.title)[:10] in folded(texts[at])
        )
    told = folded(match["rest"] + " ".join(texts[at + 1 : at + 2]))
    return told.startswith(folded(item.title)[:10])


def _said(name: str, text: str) -> bool:
    return sign(name).find(text) is not None


def _under_headings(texts: Sequence[str], starts: Sequence[int]) -> dict[int, str]:
    """Return for the row of each item the heading above it that closes what follows, or ""."""
    found: dict[int, str] = {}
    closed, excluding = "", False
    for at, text in enumerate(texts):
        if at in starts:
            found[at] = closed
        until = next((start for start in starts if start > at), len(texts))
        near = " ".join(texts[at : min(at + 4, until)])
        if _said("heading.open", text):
            closed = ""
        elif _said("heading.part_two", text):
            closed = closed or (text if excluding or _said("heading.says_closed", near) else "")
        elif len(text) < _LONGEST_HEADING and _said("heading.closed", _unnumbered(text)):
            plain = _said("exclusion.perhaps", text.replace("likely", ""))
            doubtful = _SENTENCE.search(text) or plain or _perhaps(near)
            closed = closed or ("" if doubtful else text)
        elif at == until - 1 and at not in starts and until < len(texts):
            closed = closed or (text if _said("heading.bare", text) else "")
        excluding = excluding or _said("exclusion.public", text)
    return found


def _likely_heads(texts: Sequence[str], starts: Sequence[int]) -> frozenset[str]:
    """Return the lines that stand above an item and likely close it and what follows."""
    above = (texts[at - 1] for at in starts[1:] if at - 1 not in starts)
    return frozenset(
        line
        for line in above
        if len(line) < _LONGEST_HEADING
        and _unnumbered(line)[:1].isupper()
        and not _OF_ITS_OWN.search(line)
        and (_said("heading.bare", line) or not _said("note.marked", line))
        and _likely(line, Place.HEADING)
    )


def _under_likely(
    texts: Sequence[str], starts: Sequence[int], heads: frozenset[str]
) -> dict[int, str]:
    """Return for the row of each item the one of ``heads`` that likely closes it, or ""."""
    found: dict[int, str] = {}
    closed = ""
    for at, text in enumerate(texts):
        if at in starts:
            found[at] = closed
        elif _said("heading.open", text):
            closed = ""
        elif text in heads:
            closed = closed or text
    return found


def _likely(line: str, place: Place) -> bool:
    return not any(_said(name, line) for name in _UNSAID) and likely(line, place)


def _perhaps(near: str) -> bool:
    return _said("exclusion.standing", near) or bool(re.search(r"\bif\b|\bmay\b", near))


def _unnumbered(text: str) -> str:
    match = _NUMBERED.match(text)
    return match["rest"] if match else text


def _excluded(
    texts: Sequence[str], places: Sequence[tuple[int, AgendaItem]]
) -> dict[str, tuple[ClosingLevel, str]]:
    """Return by its number each item for which the sheet would exclude the public, and its words.

    What only follows an item that would exclude them, without being named, is suspected
    where the sheet does not say that it follows, or leaves it open; but not where the
    wording is one that stands on every agenda in case it is needed.
    """
    found: dict[str, tuple[ClosingLevel, str]] = {}
    ends = [*(at for at, _ in places[1:]), len(texts)]
    for place, ((at, item), end) in enumerate(zip(places, ends, strict=True)):
        told = _SENTENCE_END.split(" ".join(_own(texts[at:end])))
        note = " ".join(one for one in told if not _said("exclusion.over", one))
        if not _said("exclusion.public", note) or _PART_OF_IT.search(note):
            continue
        later = [other for _, other in places[place + 1 :]]
        words = next((t for t in texts[at:end] if _said("exclusion.public", t)), texts[at])
        named = _numbers(note) - {item.number}
        named |= {one.number for one in later if _names(note, one)}
        for one in later:
            if one.number in named:
                found[one.number] = (ClosingLevel.CLOSED, words)
        if named or _said("exclusion.standing", note):
            continue
        follows = _said("exclusion.following", note)
        sure = follows and not _said("exclusion.perhaps", note)
        # Early on an agenda the item stands in case it is needed.
        late = len(later) <= place and _said("exclusion.heading", note)
        if sure or (follows and late) or (late and "session" in note.casefold()):
            level = ClosingLevel.CLOSED if sure else ClosingLevel.SUSPECTED
            for number in _until_open(texts, places[place + 1 :], end):
                found.setdefault(number, (level, words))
    return found


def _names(note: str, item: AgendaItem) -> bool:
    title = folded(item.title)
    return len(title) >= _OWN_TITLE and title in folded(note)


def _until_open(
    texts: Sequence[str], places: Sequence[tuple[int, AgendaItem]], floor: int
) -> Iterator[str]:
    for at, item in places:
        if any(_said("heading.open", text) for text in texts[floor:at]):
            return
        yield item.number
        floor = at


def _numbers(note: str) -> set[str]:
    """Return the item numbers that a text names: "items 7 and 8", "items 7 to 9"."""
    found: set[str] = set()
    for match in _NAMED.finditer(note):
        found.update(re.findall(r"\d{1,3}[a-z]?", match[1].casefold()))
        for low, high in _RUN.findall(match[1]):
            found.update(str(number) for number in range(int(low), min(int(high), int(low) + 50)))
    return found


def _marked(item: AgendaItem, own: Sequence[str], last: bool) -> str | None:
    """Return the item's title, or the line below it, that says that it is closed."""
    if _said("exclusion.public", " ".join(own)):
        return None
    titled = sign("title.marked").find(item.title)
    if titled and not _PART_OF_IT.search(titled[0]):
        return item.title
    notes = own[1:] if last or not _said("heading.bare", own[-1]) else own[1:-1]
    for line in notes:
        if _said("note.marked", line) and not (
            _PART_OF_IT.search(line) or _may(line) or _said("but.partly", line)
        ):
            return line
    return None


def _own(texts: Sequence[str]) -> Sequence[str]:
    """Return the row of an item and the few below that are its own, without notes on the day."""
    for at, text in enumerate(texts[1:_OWN_ROWS], 1):
        if _NOTES.match(text):
            return texts[:at]
    return texts[:_OWN_ROWS]


def _coded(row: str, codes: set[str]) -> str:
    """Return the row of an item if it bears a code that the sheet explains as closed."""
    words = [*row.split(), *re.findall(r"\((\w{1,3})\)", row)]
    return row if codes & {words[0], *words[len(row.split()) - 1 :]} else ""


def _status(own: Sequence[str]) -> str:
    """Return the row of an item that ends with its status, closed."""
    return own[0] if _said("note.status", own[0]) else ""


def _says(own: Sequence[str], heads: frozenset[str]) -> str:
    """Return the line of an item that says in its own way that it is closed.

    ``heads`` are lines above other items that likely close those.
    """
    own = [own[0], *(line for line in own[1:] if not (_stands_apart(line) or line in heads))]
    told = " ".join(own)
    if _said("exclusion.heading", told) or _PART_OF_IT.search(told) or _may_not(told):
        return ""
    return next(
        (
            line
            for line in own
            if _said("note.says", line) or _likely(_PAGED.sub("", line), Place.TITLE)
        ),
        "",
    )


def _stands_apart(line: str) -> bool:
    """Whether a line below an item is a heading of those that follow, or explains a mark."""
    apart = (
        *("heading.part_two", "heading.closed", "heading.bare"),
        *("star.explained", "key.explained", "listed.ground"),
    )
    return any(_said(name, line) for name in apart)


def _may_not(told: str) -> bool:
    return _said("exclusion.standing", told) or _said("but.partly", told)


def _may(line: str) -> bool:
    return _said("exclusion.standing", line) or _said("exclusion.perhaps", line)

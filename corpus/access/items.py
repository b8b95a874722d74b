"""Which items of business a front sheet says are closed to the public.

It says so by a heading above them ("Part II – Exempt items"), by a mark at the
item ("(Exempt)", a star that is explained), or in the resolution that would
exclude the press and public, by number or as what follows. That resolution
alone, which many agendas carry in case it is needed, closes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.model import AgendaItem
from corpus.page import Row

_WORDS = r"(?:exempt|confidential|private|restricted|closed)"
_BUSINESS = r"(?:items?|business|agenda|session|part|section|reports?|matters)"
_PART_TWO = re.compile(r"^\W*(?:agenda\W+)?part\s+(?:ii|2|two|b|c)\b", re.IGNORECASE)
_PART_ONE = re.compile(
    rf"^\W*(?:(?:agenda\W+)?part\s+(?:i|1|one|a)\b|(?:open|public)\s+{_BUSINESS}\b|"
    r"re-?admi(?:t|ssion)\b)",
    re.IGNORECASE,
)
_SAYS_CLOSED = re.compile(
    r"\b(?:exempt|confidential|private|closed|restricted|not\s+for\s+publication|pink|yellow)\b|"
    r"\b(?:press|public)\b.{0,40}\bexclu|\bexclu\w+\b.{0,40}\b(?:press|public)\b",
    re.IGNORECASE,
)
_CLOSED_HEADING = re.compile(
    rf"^\W*(?:{_WORDS}(?:\s*(?:and|or|/)\s*{_WORDS})?\s+{_BUSINESS}\b|"
    rf"{_BUSINESS}\b.{{0,60}}\b(?:in\s+private|in\s+closed\s+session|"
    r"press\s+and\s+public\s+(?:are\s+|be\s+)?excluded|exclusion\s+of\s+the))",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\b(?:is|are|may|will|was|were|if|whether)\b", re.IGNORECASE)
_EXCLUSION = re.compile(
    r"\bexclu(?:sion|de|ding)\b.{0,30}\b(?:press|public|members\s+of\s+the\s+public)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\bitems?\s+(?:of\s+business\s+)?(?:nos?\.?|numbers?|numbered)?\s*"
    r"(\d{1,3}[a-z]?(?:\s*(?:,|&|and|to|-|–)\s*(?:items?\s+)?\d{1,3}[a-z]?)*)",
    re.IGNORECASE,
)
_RUN = re.compile(r"(\d{1,3})[a-z]?\s*(?:to|-|–)\s*(\d{1,3})", re.IGNORECASE)
_FOLLOWING = re.compile(
    r"\bfollowing\s+(?:\w+\s+)?(?:items?|business|reports?|matters?)|"
    r"\bremain(?:der|ing)\b|\brest\s+of\s+the\s+(?:meeting|agenda)",
    re.IGNORECASE,
)
_PERHAPS = re.compile(
    r"\bif\b|\bwhether\b|\bmay\s+(?:be|wish|need)\b|\bany\s+(?:\w+\s+)?items?\b|"
    r"\bno\s+(?:\w+\s+)?items?\b|\bnone\b|\bwhere\s+necessary\b|\bshould\b",
    re.IGNORECASE,
)
_PART_OF_IT = re.compile(r"\bappendi(?:x|ces)\b|\bannex", re.IGNORECASE)
_ALONE = r"(?:exempt|confidential|restricted|not\s+for\s+publication)"
_TITLED = re.compile(
    rf"[(\[]\s*(?:{_WORDS}|not\s+for\s+publication|pink|yellow)"
    r"(?:\s+(?:report|item|information|session|papers?|sheets?))?(?:\W+(?:para|under|by|schedule)[^)\]]*)?"
    rf"\s*[)\]]|[–—-]\s*{_ALONE}(?:\s+(?:report|item|information))?\W*$|"
    rf"^\W*{_ALONE}(?:\s+(?:report|item))?\s*[–—:-]",
    re.IGNORECASE,
)
_NOTED = re.compile(
    rf"^\W*(?:{_WORDS}\W*$|exempt\s+(?:under|by|information|report|item)\b|"
    r"not\s+for\s+publication\b|by\s+virtue\s+of\s+paragraph|"
    r"paragraphs?\W{0,3}\d.{0,60}schedule\s+12a|"
    r"this\s+(?:item|report)\s+(?:is|contains)\s+(?:\w+\s+){0,2}(?:exempt|confidential|restricted))",
    re.IGNORECASE,
)
# Right above an item, such a line is a heading of what follows.
_BARE = re.compile(rf"^\W*{_ALONE}\W*$", re.IGNORECASE)
_STARRED = re.compile(
    r"(?:asterisk|\*)[^.]{0,80}\b(?:exempt|confidential|private|closed)\b|"
    r"\b(?:exempt|confidential|private|closed)\b[^.]{0,80}(?:asterisk|\*)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"^\W*(?:agenda\s+)?(?:item\s*)?(?P<number>\d{1,3}(?:\s?[a-z]\b)?)\s*[.):*]*\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_PAGES = re.compile(r"\b(?:pages?|pp?\.?)\s*(\d{1,4})", re.IGNORECASE)


def marked_items(
    rows: Sequence[Row], items: Sequence[AgendaItem]
) -> tuple[tuple[AgendaItem, int | None], ...]:
    """Return (closed item, its first printed page number or None) for those of a front sheet.

    ``rows`` are those of the front sheet in reading order.
    """
    texts = [row.text for row in rows]
    places = list(_placed(texts, items))
    if not places:
        return ()
    starts = [at for at, _ in places]
    ends = [*starts[1:], len(texts)]
    headed = _under_headings(texts, starts)
    excluded = _excluded(texts, places)
    starred = bool(_STARRED.search(" ".join(texts)))
    found = []
    for (at, item), end in zip(places, ends, strict=True):
        own = texts[at:end]
        star = starred and "*" in own[0] and not _STARRED.search(own[0])
        last = end == len(texts)
        if star or headed[at] or item.number in excluded or _marked(item, own, last):
            printed = _PAGES.search(" ".join(own))
            found.append((item, int(printed[1]) if printed else None))
    return tuple(found)


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
    match = _NUMBERED.match(texts[at])
    lettered = texts[at].strip(" (").startswith(f"{item.number[-1:]})")
    if match is None or match["number"].replace(" ", "").casefold() != item.number.casefold():
        return (
            lettered
            and item.number[-1:].isalpha()
            and _folded(item.title)[:10] in _folded(texts[at])
        )
    told = _folded(match["rest"] + " ".join(texts[at + 1 : at + 2]))
    return told.startswith(_folded(item.title)[:10])


def _folded(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _under_headings(texts: Sequence[str], starts: Sequence[int]) -> dict[int, bool]:
    """Return for the row of each item whether the last heading above it closes what follows."""
    found: dict[int, bool] = {}
    closed = excluding = False
    for at, text in enumerate(texts):
        if at in starts:
            found[at] = closed
        until = next((start for start in starts if start > at), len(texts))
        near = " ".join(texts[at : min(at + 4, until)])
        if _PART_ONE.match(text):
            closed = False
        elif _PART_TWO.match(text):
            closed = closed or excluding or bool(_SAYS_CLOSED.search(near))
        elif len(text) < 110 and _CLOSED_HEADING.match(_unnumbered(text)):
            closed = closed or not (_SENTENCE.search(text) or _PERHAPS.search(near))
        elif at == until - 1 and at not in starts and until < len(texts):
            closed = closed or bool(_BARE.match(text))
        excluding = excluding or bool(_EXCLUSION.search(text))
    return found


def _unnumbered(text: str) -> str:
    match = _NUMBERED.match(text)
    return match["rest"] if match else text


def _excluded(texts: Sequence[str], places: Sequence[tuple[int, AgendaItem]]) -> set[str]:
    """Return the numbers of the items for which the sheet would exclude the public."""
    found: set[str] = set()
    ends = [*(at for at, _ in places[1:]), len(texts)]
    for place, ((at, item), end) in enumerate(zip(places, ends, strict=True)):
        note = " ".join(texts[at:end])
        if not _EXCLUSION.search(note) or _PART_OF_IT.search(note):
            continue
        later = [other.number for _, other in places[place + 1 :]]
        named = _numbers(note) - {item.number}
        found |= named & set(later)
        if not named and _FOLLOWING.search(note) and not _PERHAPS.search(note):
            found |= set(_until_open(texts, places[place + 1 :], end))
    return found


def _until_open(
    texts: Sequence[str], places: Sequence[tuple[int, AgendaItem]], floor: int
) -> Iterator[str]:
    for at, item in places:
        if any(_PART_ONE.match(text) for text in texts[floor:at]):
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


def _marked(item: AgendaItem, own: Sequence[str], last: bool) -> bool:
    """Whether the item's title, or a line below it, says that it is closed."""
    if _EXCLUSION.search(" ".join(own)):
        return False
    titled = _TITLED.search(item.title)
    if titled and not _PART_OF_IT.search(titled[0]):
        return True
    notes = own[1:] if last or not _BARE.match(own[-1]) else own[1:-1]
    return any(
        _NOTED.match(line) and not (_PART_OF_IT.search(line) or _PERHAPS.search(line))
        for line in notes
    )

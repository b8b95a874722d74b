"""Finds what is closed to the public in a paper, by what its sheets and names say.

Under section 100A(4) of the Local Government Act 1972 a meeting closes items by
the numbered paragraphs of Schedule 12A, and their sheets say so: in a heading
or a running head, on a divider ("Part II"), or by their colour. The exempt part
of a pack runs from there to the end of its item, or to the end of the paper.
A public pack may name exempt items on its front sheet, print the resolution that
closes a meeting, or hold a sheet in place of a closed paper: that closes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.access.items import marked_items
from corpus.model import Access, AgendaItem, Page, TextSource
from corpus.page import Row

_THING = r"(?:report|appendix|annex|paper|item|document|minutes?)"
_BUSINESS = r"(?:items?|business|reports?|agenda|session|papers|matters|part|section)"
_CLOSED = r"(?:exempt|confidential|restricted|not\s+for\s+publication)"
_LAW = (
    r"(?:under|by\s+virtue|in\s+accordance|pursuant|from\s+publication|para(?:graph)?\b|schedule)"
)
# A line that begins so says that its sheet is closed.
_MARK = re.compile(
    r"^\W*(?:"
    r"(?:strictly\s+)?not\s+for\s+(?:general\s+)?publication\b|"
    rf"this\s+{_THING}\s+(?:is|contains|includes|discloses)\s+(?:\w+\s+){{0,3}}?{_CLOSED}\b|"
    rf"exempt(?:\s+{_THING})?\W*$|"
    rf"exempt\b(?:\s+(?:{_THING}|information))?\W{{1,4}}{_LAW}|"
    rf"(?:restricted|confidential|private)\s+{_THING}\W*$|restricted\W*$|"
    r"by\s+virtue\s+of\s+paragraphs?\b|"
    r"paragraphs?\W{0,3}(?:s\W{1,3})?\d[\d\s,&and]*\W.{0,60}schedule\s+12a|"
    r"(?:\w+\W+){0,5}part\s+(?:ii|2|two|b)\b.{0,40}\b(?:exempt\b|not\s+for\s+publication\b|"
    rf"(?:press|public)\s+(?:be\s+)?excluded\b|(?:private|closed|confidential)"
    rf"(?:\W*$|\s+to\s+the\b|\s+{_BUSINESS}\b))|"
    r"(?:pink|yellow)\s+(?:papers?|sheets?|pages?)\W*$|"
    r"this\s+\w+\s+is\s+(?:printed\s+)?on\s+(?:pink|yellow)\s+(?:paper|sheets?)"
    r")",
    re.IGNORECASE,
)
# A line of the form at the head of a report.
_ANSWERED = re.compile(
    r"^\W*(?:(?:exempt|confidential)(?:\s+(?:information|report|item))?\s*\??\s*[:–-]?\s*yes\b|"
    r"(?:status|classification|access|publicity|publication|report\s+(?:type|status)|"
    r"(?:open|public)\s*(?:/|or)\s*(?:exempt|private|closed|confidential))\s*\??\W{1,4}"
    r"(?:exempt|private|restricted|confidential|part\s+(?:ii|2|b)\b|not\s+for\s+publication))",
    re.IGNORECASE,
)
# The heading of a closed appendix, which names itself; in a list of them there are others near.
_APPENDIX = re.compile(
    rf"^\W*(?:{_CLOSED}[^\w:]+(?:appendix|annex)\b\s*\w{{0,3}}|"
    rf"(?:appendix|annex)\s+\w{{1,3}}\W+{_CLOSED})\b(?!.*\b(?:is|are|to|of|see)\b)",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^\W*(?:appendi(?:x|ces)|annex(?:es)?)\b", re.IGNORECASE)
_DIVIDER = re.compile(
    r"^\W*(?:part\s+(?:ii|2|two|b)\b.{0,60}$|(?:exempt|confidential|private|closed)\s+"
    rf"(?:(?:and|or)\s+\w+\s+)?{_BUSINESS}\b(?:\W*$|.*\b(?:press|public|publication|schedule)\b))",
    re.IGNORECASE,
)
_SAYS_CLOSED = re.compile(
    rf"\bexempt\b|\bnot\s+for\s+publication\b|\bschedule\s+12a\b|\b(?:press|public)\b.*\bexclu|"
    rf"\bexclu.*\b(?:press|public)\b|\bclosed\s+to\s+the\b|\b(?:pink|yellow)\s+(?:paper|sheet)|"
    rf"\b(?:private|closed|confidential)\s+{_BUSINESS}\b",
    re.IGNORECASE,
)
_OPEN_AGAIN = re.compile(
    r"^\W*(?:part\s+(?:i|1|one|a)\b.{0,60}|(?:open|public)\s+"
    r"(?:items?|business|reports?|agenda|session|appendix|papers?|part)\b.{0,40})$",
    re.IGNORECASE,
)
# A report that is open itself names the appendix that is not, or says that it has nothing closed.
_PARTLY = re.compile(
    r"\bappendi(?:x|ces)\b|\bannex|\bmay\s+be\b|\bif\b|\b(?:no|not|nor|none|nil|without)\s+(?:\w+\s+)?"
    r"(?:exempt|confidential|restricted|applicable)\b|[:?–-]\s*(?:no|none|nil|n/?a)\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"^\W*(?:no|none|nil|n/?a|not\s+applicable)\b\W*", re.IGNORECASE)
_SHOUTED = re.compile(
    r"^\W*(?:(?:EXEMPT\W+)?NOT FOR PUBLICATION\b|"
    r"(?:EXEMPT|CONFIDENTIAL|RESTRICTED) INFORMATION\W*$)"
)
# The end of a line that goes on with the next, which then is no heading.
_GOES_ON = re.compile(r"(?:,|\b(?:in|by|under|of|within|to|the|and|or|is|are|be|as|with|for))\s*$")
_STAND_IN = re.compile(
    r"document\s+is\s+restricted|\b(?:been|is|are)\s+(?:withheld|removed|redacted)\b|"
    r"\bcirculated\s+(?:separately|to\s+members)|\bavailable\s+to\s+members\s+only",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\((?:private|exempt|restricted|confidential)\)|"
    r"\bexempt[ _-]+(?:reports?|minutes|pack|papers?)\b|"
    r"\bprivate[ _-]+(?:reports?[ _-]+)?(?:pack|agenda|minutes)\b",
    re.IGNORECASE,
)
# Rows of a sheet that are its heading, and those in which a form can stand.
_HEAD_ROWS, _FORM_ROWS = 6, 14
# More words than these are a paper, and no sheet in place of one.
_STAND_IN_WORDS = 60
_DIVIDER_WORDS = 90


@dataclass(frozen=True, slots=True)
class Exempt:
    """What is closed of a paper: the ``whole`` of it, or some of its physical ``pages``."""

    whole: bool
    pages: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The words of a page that can say what it is: its lines, and its running head and foot."""

    number: int
    lines: tuple[str, ...]
    running: tuple[str, ...]
    words: int
    read: bool


def find_exempt(
    file_name: str,
    pages: Sequence[Page],
    rows: Mapping[int, Sequence[Row]],
    items: Sequence[AgendaItem],
) -> Exempt:
    """Return what is closed to the public of a paper.

    ``rows`` are those of every page without furniture; a page that was read by
    OCR has none and is judged by its text. The front sheet, which is all before
    the first item's pages, closes no page of its own.
    """
    sheets = [_sheet(page, rows.get(page.number, ())) for page in pages]
    first = min((item.first_page for item in items if item.first_page), default=1)
    front = [row for sheet in sheets if sheet.number < first for row in rows.get(sheet.number, ())]
    marked_by_sheet = marked_items(front, items)
    if _NAMED.search(file_name) or (first > 1 and _headed_closed(sheets[0])):
        return Exempt(whole=True)
    closed = set(_marked_pages(sheets, items, first))
    labels = {page.number: page.label for page in pages}
    for item, printed in marked_by_sheet:
        if item.first_page is None or item.last_page is None:
            # A closed item that cannot be placed may stand on any page.
            if printed is not None and not closed and _holds(pages, printed):
                return Exempt(whole=True)
        elif _agree(labels.get(item.first_page), printed):
            closed.update(range(item.first_page, item.last_page + 1))
    closed -= {sheet.number for sheet in sheets if _stands_in(sheet)}
    open_still = any(s.number not in closed and s.words for s in sheets if s.number >= first)
    return Exempt(bool(closed) and not open_still, frozenset(closed))


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


def _sheet(page: Page, rows: Sequence[Row]) -> _Sheet:
    running = tuple(page.text[span.start : span.end] for span in page.furniture)
    lines = tuple(row.text for row in rows)
    if not lines:
        lines = tuple(line for line in page.text.split("\n") if line.strip())
    read = page.source is not TextSource.NONE
    return _Sheet(page.number, lines, running, len(page.text.split()), read)


def _headed_closed(sheet: _Sheet) -> bool:
    """Whether the very first words of a front sheet close all that follows."""
    return any(_SHOUTED.match(line) for line in (*sheet.lines[:3], *sheet.running))


def _marked_pages(
    sheets: Sequence[_Sheet], items: Sequence[AgendaItem], first: int
) -> Iterator[int]:
    """Yield the pages of every part that a closed sheet or a divider begins."""
    before = ""
    by_number = {sheet.number: sheet for sheet in sheets}
    last = max(by_number, default=0)
    for sheet in sheets:
        if sheet.number >= first and not _stands_in(sheet):
            end = None
            if _divides(sheet):
                end = last
            elif _is_closed(sheet, before):
                end = _item_end(items, sheet.number, last)
            for number in range(sheet.number, (end or 0) + 1):
                if number > sheet.number and number in by_number and _opens(by_number[number]):
                    break
                yield number
        before = sheet.lines[-1] if sheet.lines else ""


def _item_end(items: Sequence[AgendaItem], page: int, last: int) -> int:
    held = [i for i in items if i.first_page and i.first_page <= page <= (i.last_page or 0)]
    inner = max(held, key=lambda item: item.first_page or 0, default=None)
    return (inner.last_page if inner else None) or last


def _is_closed(sheet: _Sheet, before: str) -> bool:
    lines = sheet.lines
    if any(_marks(words, "", "") for words in sheet.running):
        return True
    if any(_SHOUTED.match(line) and not _PARTLY.search(line) for line in lines):
        return True
    for at, (line, after) in enumerate(pairwise([*lines[:_FORM_ROWS], ""])):
        if at < _HEAD_ROWS and _marks(line, lines[at - 1] if at else before, after):
            return True
        if _ANSWERED.match(line) and not _PARTLY.search(line):
            return True
    return any(_own_appendix(lines, at) for at in range(min(3, len(lines))))


def _marks(line: str, before: str, after: str) -> bool:
    """Whether a line marks its sheet; ``before`` and ``after`` are those around it."""
    if not _MARK.match(line) or _GOES_ON.search(before):
        return False
    letter = next((char for char in line if char.isalpha()), "")
    if letter.islower() or _NOTHING.match(after):
        return False
    goes_on = after[:1].islower() or after[:1] == "("
    return not _PARTLY.search(f"{line} {after}" if goes_on else line)


def _own_appendix(lines: Sequence[str], at: int) -> bool:
    near = [line for line in lines[max(at - 1, 0) : at + 3] if line is not lines[at]]
    short = len(lines[at]) < 90
    return short and bool(_APPENDIX.match(lines[at])) and not any(map(_LISTED.match, near))


def _divides(sheet: _Sheet) -> bool:
    """Whether a sheet does nothing but begin the closed part of a pack."""
    if not sheet.lines or sheet.words > _DIVIDER_WORDS or not sheet.read:
        return False
    heads = [line for line in sheet.lines[:4] if _DIVIDER.match(line)]
    return bool(heads) and bool(_SAYS_CLOSED.search(" ".join(sheet.lines)))


def _opens(sheet: _Sheet) -> bool:
    return any(_OPEN_AGAIN.match(line) for line in sheet.lines[:3])


def _stands_in(sheet: _Sheet) -> bool:
    """Whether a sheet stands in a public pack in place of a closed paper."""
    told = " ".join(sheet.lines)
    return sheet.read and sheet.words < _STAND_IN_WORDS and bool(_STAND_IN.search(told))

"""Whole lists: every entry of the list that a found sentence stands in, with its lead-in.

Lists are told by their marks: bullets, letters, numbers, or a word that counts
on ("Change 1", "Phase 2"). An entry may go on over several sentences and over a
page end.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.language import alternation, characters
from corpus.model import Passage, PassageKind, Span
from retrieval.model import DEFAULT, Intent, Quoting
from retrieval.question import Query, ask_of
from retrieval.ranking import Unit, units_of, within

_COUNTED = rf"(?!one\b){alternation('ones', 'teens')}|\d{{1,2}}"
_ASKS = re.compile(
    r"\b(?:list|name the|give me (?:the|all|every)|what all|all (?:of )?the)\b"
    rf"|\b(?:what|which|the|those|these)\s+(?:are |were )?(?:the )?(?:{_COUNTED})\s+"
    r"(?:\w+\s+)?\w+s\b"
    r"|\b(?:what|which)\s+(?:\w+\s+){0,2}?\w{3,}s\s+(?:are|were|have|had|did|do|will|would|can"
    r"|could|should|came|went|got|need|get)\b"
    r"|\b(?:what|which)\s+(?:\w+\s+)?\w{2,}[^\W_siu]s\s+does\b"
    r"|\bwhat (?:sorts?|kinds?|types?) of \w+",
    re.I,
)
_BULLET = re.compile(rf"^([{characters('bullets', 'font_bullets')}*]|[-–—]\s)")
_LETTER = re.compile(r"^\(?([a-z]|[ivx]{1,5})\)\s")
_NUMBER = re.compile(r"^\(?(\d{1,2})[.)]\s|^(\d{1,2})\s+(?=[A-Z])")
_PARAGRAPH = re.compile(r"^(\d{1,2})\.(\d{1,2})[.)]?\s")
_NAMED = re.compile(r"^([A-Z][a-z]+)\s+(\d{1,2})\s*[:.–-]\s")
# An entry that begins on a line of its own, whatever stands before it.
_ENTRY_LINE = re.compile(r"\n(?=[A-Z][a-z]+\s+\d{1,2}\s*[:.–-]\s|\(?\d{1,2}[.)]\s)")
_SIGNED = re.compile(r"(?<!\s)\s++Yours (?:sincerely|faithfully|truly)\b.*", re.S)
# "We ask three things: (1) that …": the first entry stands on the line of its lead-in.
_INLINE = re.compile(r":\s+(?=\(?(?:1|a|i)\)?[.)]?\s)")
# "Following a debate the plan was deferred" announces nothing, nor does "the following day".
_TIME = r"(?:day|week|month|year|morning|evening|meeting)s?\b"
_LEADS_IN = re.compile(
    rf"[:–—-]\s*$|\b(?:(?:the|these) following\b(?!\s+{_TIME})|following (?:is|are)|as follows"
    rf"|(?<=\w )following (?!{_TIME})\w+s)\b[^.]*[.:]?\s*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """How an entry is marked: marks of one ``family`` belong together, ``value`` counts on."""

    family: str
    value: int | None = None

    @property
    def counts_within(self) -> bool:
        """Whether it is the number of a paragraph ("2.3")."""
        return self.family.endswith(".") and self.family != "1."


@dataclass(frozen=True, slots=True)
class _Part:
    """A unit in reading order with the mark that it begins with."""

    unit: Unit
    mark: Mark | None
    leads_in: bool
    heading: bool

    @property
    def words(self) -> int:
        return len(self.unit.text.split())


def asks_for_list(query: Query) -> bool:
    """Whether the question asks for several things, not one."""
    ask = ask_of(query.own_text)
    if ask is not None and ask.name == "option":
        return True
    if ask is not None and ask.name == "status":
        # "What happened to the 50 houses?" asks for no list of them.
        return query.intent is Intent.LIST
    return query.intent is Intent.LIST or (
        query.intent in (Intent.ANY, Intent.FIGURE) and asks_for_several(query)
    )


def asks_for_several(query: Query) -> bool:
    """Whether the words of the question want several things, whatever else it asks."""
    return bool(_ASKS.search(query.text))


def leads_in(text: str) -> bool:
    """Whether words only announce what follows."""
    return bool(_LEADS_IN.search(text))


def mark_of(text: str) -> Mark | None:
    """Return the mark that ``text`` begins with as an entry of a list does; None without one."""
    if match := _BULLET.match(text):
        return Mark(match[1].strip())
    if match := _PARAGRAPH.match(text):
        return Mark(f"{match[1]}.", int(match[2]))
    if match := _LETTER.match(text):
        return Mark("(a)")
    if match := _NUMBER.match(text):
        return Mark("1.", int(match[1] or match[2]))
    if match := _NAMED.match(text):
        return Mark(match[1], int(match[2]))
    return None


def whole_list(
    anchor: Unit,
    passages: Sequence[Passage],
    most: int | None = None,
    constants: Quoting = DEFAULT.quoting,
) -> tuple[Span, ...]:
    """Return the spans of the list that ``anchor`` is in or leads in; () where there is none.

    ``passages`` are those of the paper in reading order. The list comes with its
    lead-in, and is cut at whole entries, the anchor kept, where it is longer
    than ``list_words``. A list of more than ``most`` words is none.
    """
    parts = _parts(anchor, passages)
    at = next((i for i, p in enumerate(parts) if _overlap(p.unit, anchor)), None)
    if at is None:
        return ()
    first = _first_entry(parts, at, constants.goes_on)
    if first is None:
        return ()
    start, end, entries = _run(parts, first, constants.goes_on)
    if entries < 2:
        return ()
    mark = parts[first].mark
    # A numbered paragraph of a report is an entry only where paragraphs are as short as entries.
    within_paper = mark and mark.counts_within
    longest = constants.short_entry if within_paper else constants.long_entry
    if _words(parts[start:end]) > longest * entries:
        return ()
    start = _with_lead_in(parts, start, constants.header_words)
    start, end = _bounded(parts, start, end, at, constants)
    if _words(parts[start:end]) > (constants.list_words if most is None else most):
        return ()
    return tuple(span for part in parts[start:end] for span in part.unit.spans)


def _parts(anchor: Unit, passages: Sequence[Passage]) -> list[_Part]:
    """Return the units of prose on the anchor's pages and those next to them."""
    pages = {span.page + step for span in anchor.spans for step in (-1, 0, 1)}
    near = [p for p in passages if p.kind is PassageKind.PROSE and pages & set(p.pages)]
    headings = {_bare(heading) for p in passages if pages & set(p.pages) for heading in p.headings}
    return [
        _part(unit, _numbered_heading(unit, headings))
        for passage in near
        for whole in units_of(passage)
        for unit in _lines(whole)
    ]


def _part(unit: Unit, heading: bool) -> _Part:
    """A numbered heading is no entry: what follows it is a section."""
    if heading:
        return _Part(unit, None, leads_in=False, heading=True)
    return _Part(unit, _mark(unit.text), leads_in(unit.text), heading=False)


def _numbered_heading(unit: Unit, headings: Container[str]) -> bool:
    """Whether a unit begins with a line that is a heading, numbered like an entry."""
    return mark_of(unit.text) is not None and _bare(unit.text.partition("\n")[0]) in headings


def _bare(text: str) -> str:
    return re.sub(r"[\W\d]+", " ", text).strip().lower()


def _lines(unit: Unit) -> Iterator[Unit]:
    """Cut a unit where an entry begins on a line of its own, and before a letter's close."""
    signed = _SIGNED.search(unit.text)
    length = signed.start() if signed else len(unit.text)
    ends = [match.end() for match in _ENTRY_LINE.finditer(unit.text, 0, length)]
    for start, end in pairwise((0, *ends, length)):
        text = unit.text[start:end].rstrip()
        if text:
            yield Unit(text, tuple(within(unit.spans, start, start + len(text))), unit.header)


def _mark(text: str) -> Mark | None:
    inline = _INLINE.search(text)
    return mark_of(text[inline.end() :]) if inline else mark_of(text)


def _overlap(one: Unit, other: Unit) -> bool:
    return any(a.overlaps(b) for a in one.spans for b in other.spans)


def _first_entry(parts: Sequence[_Part], at: int, goes_on: int) -> int | None:
    """Return an entry of the anchor's list: itself, the next after a lead-in, or the one before."""
    if parts[at].mark or parts[at].heading:
        return at if parts[at].mark else None
    if parts[at].leads_in:
        after = range(at + 1, min(at + 3, len(parts)))
        return next((i for i in after if parts[i].mark), None)
    before = range(at - 1, max(at - goes_on, -1), -1)
    return next((i for i in before if parts[i].mark), None)


def _run(parts: Sequence[_Part], first: int, goes_on: int) -> tuple[int, int, int]:
    """Return start and end (half-open) of the run of entries like ``first``, and their number."""
    mark = parts[first].mark
    assert mark is not None
    start, entries, value = first, 1, mark.value
    for i in range(first - 1, -1, -1):
        found = parts[i].mark
        if parts[i].heading:
            break
        if found and found.family == mark.family and _counts(found.value, value):
            start, value, entries = i, found.value, entries + 1
        elif start - i > goes_on or parts[i].leads_in:
            break
    end, value = first + 1, mark.value
    for i in range(first + 1, len(parts)):
        found = parts[i].mark
        if parts[i].heading:
            break
        if found and found.family == mark.family:
            if not _counts(value, found.value):
                break
            end, value, entries = i + 1, found.value, entries + 1
        elif i - end >= goes_on and not found:
            break
    return start, _with_rest(parts, end), entries


def _counts(before: int | None, after: int | None) -> bool:
    """Whether one number goes on after the other (one may be lost on the way)."""
    return before is None or after is None or 1 <= after - before <= 2


def _with_rest(parts: Sequence[_Part], end: int) -> int:
    """Return the end of the last entry: what goes on in small letters belongs to it."""
    while end < len(parts) and parts[end].unit.text[:1].islower():
        end += 1
    return end


def _bounded(
    parts: Sequence[_Part], start: int, end: int, at: int, constants: Quoting
) -> tuple[int, int]:
    """Leave out whole parts at the far end until the list is short enough."""
    while _words(parts[start:end]) > constants.list_words or end - start > constants.list_parts:
        if end - 1 > at:
            end -= 1
        elif start < at:
            start += 1
        else:
            break
    return start, end


def _with_lead_in(parts: Sequence[_Part], start: int, header_words: int) -> int:
    """Return where the lead-in begins: just before the first entry, or above a line of headers."""
    for before in (start - 1, start - 2):
        if before >= 0 and parts[before].leads_in:
            return before
        if before < 0 or parts[before].words > header_words:
            break
    return start


def _words(parts: Sequence[_Part]) -> int:
    return sum(part.words for part in parts)

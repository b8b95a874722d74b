"""The date of a paper's meeting, or the month that stands for it.

A day printed near the committee's name, in a report form or in the file name is
the meeting's. A plan, tracker or report card often prints only a month
("Version 4 October 2023", "2023-10-plan.pdf"): the first day of that month then
stands for it, so that it can be put in order of time. A pack's or its minutes'
meeting always has a day, so that of their own words only the file name gives a
month.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from corpus.language import (
    DateKind,
    FoundDate,
    alternation,
    committee_in,
    find_dates,
    is_committee_line,
    local_council_in,
    writes_month_first,
)
from corpus.model import AgendaItem, FormName, PaperKind
from corpus.page import Row
from corpus.particulars.head_lines import Asks, HeadLine
from corpus.particulars.proceedings import head_end
from corpus.structure import is_agenda_heading

_MEETING = re.compile(
    r"\b(?:meeting|to\s+be\s+held|held\s+(?:on|at)|sitting|committee\s+date|date\s+of\s+(?:the\s+)?(?:meeting|hearing)|"
    r"meeting\s+date|for\s+consideration|date\s+(?:of|for)\s+(?:the\s+)?decision|decision\s+date|"
    r"decision\s+(?:was\s+)?(?:made|taken)\s+on|date\s+(?:decision\s+)?(?:made|taken))\b",
    re.IGNORECASE,
)
_DATED = re.compile(r"^\s*(?:date(?:\s*(?:and|&|/)\s*time)?|on|day)\s*:?\s*$", re.IGNORECASE)
# The date of earlier minutes is not the meeting's …
_EARLIER = re.compile(
    r"\b(?:confirm|approve|agree|sign|receive|consider|correct\s+record)\w*\b.{0,70}\bminutes\b|"
    r"\bminutes\s+of\s+the\s+(?:last|previous)\b",
    re.IGNORECASE,
)
# … and these dates seldom are.
_OTHER_DATE = re.compile(
    r"\b(?:published|publication|despatch|dispatch|issued?|deadline|call-?in|printed|born|since|"
    r"dated|version|implement\w*|previous|last|next\s+meeting|by)\b[^.]{0,60}$",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"\b(?:minutes?|cofnodion)\b", re.IGNORECASE)
# "Approved Harbour Panel minutes" at the head are the paper's own.
_STANDING = re.compile(
    rf"^\W*{alternation('standings')}\s+(?=(?:[\w&-]+\s+){{0,6}}minutes\b)", re.IGNORECASE
)
_ITEM = re.compile(
    r"^\W*(?:[A-Z]{0,5}/?\d[\d/.]*[.)]?|[a-z][.)])\s+(?:to\s+\w+\s+)?(?:the\s+)?(?:\w+\s+)?"
    r"(?:minutes?|cofnodion)\b",
    re.IGNORECASE,
)
_TAKEN = re.compile(r"[^.]{0,60}\b(?:was|were|be|are|is)\b", re.IGNORECASE)
# … and these begin something.
_BEGINS = re.compile(
    r"\b(?:from|until|till|effective|commencing|starting|beginning|between)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_RECORD = re.compile(r"^\W*(?:minutes|notes)\s+of\s+(?:the|an?)\b", re.IGNORECASE)
_ON = re.compile(r"\bmeeting\s+(?:(?:to\s+be\s+)?held\s+)?on\s+", re.IGNORECASE)
# "2023-10" in a file name; "2010-11" is as likely a financial year.
_FILE_MONTH = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[\s.-]?(?P<month>0[1-9]|1[0-2])(?![\d]|[\s.-]\d)"
)
# A month printed after one of these is the document's own.
_STATED = re.compile(
    r"(?:\b(?:version|ver|rev(?:ision)?|v)[\s.:]*\d*[\d.]*|\b(?:as\s+(?:at|of)|position(?:\s+at)?|"
    r"updated?|month|date|edition|draft|report(?:\s+for)?|data\s+to))\W{0,3}(?:end\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_NOT_STATED = re.compile(
    r"\b(?:by|until|due|next|review|target|since|from|implement\w*|complete\w*|between)\b[^.]{0,30}$",
    re.IGNORECASE,
)
# How much the first day of a head counts for.
_FIRST = 5
_HEAD_ROWS = 12
_TITLE_ROWS = 3
_MEETINGS = (PaperKind.AGENDA_PACK, PaperKind.SUPPLEMENT, PaperKind.MINUTES)


def read_meeting_date(
    names: Sequence[str],
    rows: Sequence[Row],
    items: Sequence[AgendaItem],
    heads: Sequence[str],
    kind: PaperKind,
    lines: Sequence[HeadLine] = (),
) -> date | None:
    """Return the meeting date of a paper; the first of the month where only that is printed.

    ``names`` are the paper's file name (without its ending) and the title in
    the file, ``heads`` the lines that run along the edges of its first pages,
    ``lines`` the labelled lines at its head. None where nothing says a date.
    """
    month_first = writes_month_first(row.text for row in rows)
    said = next(_said_days(rows, kind, lines, month_first), None)
    day = said or _printed_day(names, rows, items, heads, kind, month_first)
    return day or _printed_month(names, rows, heads, kind)


def _said_days(
    rows: Sequence[Row], kind: PaperKind, lines: Sequence[HeadLine], month_first: bool
) -> Iterator[date]:
    """Yield the days that a paper says are its meeting's: whatever its file is called.

    "To: Harbour Panel – 14 May 2019", and the first day after "Minutes of the …".
    """
    for line in lines:
        if line.asks is Asks.BODY and committee_in(f"To: {line.value}"):
            yield from (found.since for found in _of_kind(line.value, DateKind.DAY)[:1])
    if kind in (PaperKind.AGENDA_PACK, PaperKind.SUPPLEMENT):
        yield from _summoned_days(rows)
    if kind is not PaperKind.MINUTES:
        return
    for row in rows[:_TITLE_ROWS]:
        if local_council_in(row.text):
            yield from (found.since for found in _of_kind(row.text, DateKind.DAY, month_first)[:1])
    for at, row in enumerate(rows[: min(_HEAD_ROWS, head_end(rows))]):
        if _RECORD.match(row.text):
            # "HARBOUR PANEL – 14 May 2019" may stand above it.
            near = (*rows[at : at + 4], *rows[max(0, at - 3) : at])
            text = " ".join(one.text for one in near if one.page == row.page)
            yield from (found.since for found in _of_kind(text, DateKind.DAY, month_first)[:1])
            return


def _summoned_days(rows: Sequence[Row]) -> Iterator[date]:
    """Yield the day after "Agenda for a meeting on", which large print puts on several lines."""
    head = [row for row in rows[:_HEAD_ROWS] if row.page == rows[0].page]
    first = next((at for at, row in enumerate(head) if is_agenda_heading(row.text)), None)
    text = " ".join(row.text for row in head[first:]) if first is not None else ""
    called = _ON.search(text)
    if called and _MINUTES.search(text, 0, called.end()):
        return  # the first items are on the same page: "3. To approve the minutes of the meeting …"
    for found in _of_kind(text, DateKind.DAY) if called else ():
        if called and 0 <= found.start - called.end() < 3:
            yield found.since


def _printed_day(
    names: Sequence[str],
    rows: Sequence[Row],
    items: Sequence[AgendaItem],
    heads: Sequence[str],
    kind: PaperKind,
    month_first: bool,
) -> date | None:
    votes: Counter[date] = Counter()
    dated = [one.value for item in items for one in item.form if one.name == FormName.DATE]
    for value in dated[:8]:
        for found in _of_kind(value, DateKind.DAY):
            votes[found.since] += 4
    for day, worth in _date_votes(rows, month_first, kind in _MEETINGS):
        votes[day] += worth
    # A running head that names a body says its meeting's date.
    bodies = [head for head in heads if committee_in(head, heading=True)]
    for text, worth in (*zip(names, (9, 4), strict=False), *((head, 3) for head in bodies)):
        for found in _of_kind(text, DateKind.DAY, month_first):
            votes[found.since] += worth
    if not votes:
        return None
    day, worth = max(votes.items(), key=lambda vote: (vote[1], vote[0]))
    return day if worth >= 3 else None


def _date_votes(rows: Sequence[Row], month_first: bool, meets: bool) -> Iterator[tuple[date, int]]:
    ends, first = head_end(rows), meets
    for at, row in enumerate(rows):
        text = row.text
        near = [one for one in rows[max(0, at - 2) : at] if one.page == row.page]
        above = " ".join(_STANDING.sub("", one.text) for one in near)
        for found, whole in _on_row(rows, at, month_first, meets):
            before = f"{above} {_STANDING.sub('', text[: found.start])}"[-150:]
            worth = 2 if re.search(r"day\b", text[found.start : found.end]) else 0
            headed = at < _TITLE_ROWS and local_council_in(text)
            headed = headed or committee_in(text, heading=True)
            worth += 6 if headed or is_committee_line(above) else 0
            around = before[-60:] + whole[found.end : found.end + 20]
            worth += 4 if _MEETING.search(around) else 0
            worth += 4 if _DATED.search(text[: found.start].rpartition("  ")[2][-24:]) else 0
            worth += 3 if len(text) - (found.end - found.start) < 12 and at < 20 else 0
            worth -= 5 if _OTHER_DATE.search(before) or _BEGINS.search(before) else 0
            worth += 1 if at < 8 else 0
            earlier = _EARLIER.search(before) or _of_other_minutes(whole, found)
            # The first day of a head, above those present and the business, is seldom another's.
            if at < ends and not earlier and worth > 0:
                worth += _FIRST if first else 0
                first = False
            yield found.since, 0 if earlier else max(worth, 0)


def _on_row(
    rows: Sequence[Row], at: int, month_first: bool, meets: bool
) -> Iterator[tuple[FoundDate, str]]:
    """Yield the days that begin on a row, and its words with those of the row that they run on to.

    Only a meeting's own are looked for over a line's end: other papers have columns.
    """
    text = rows[at].text
    goes_on = at + 1 < len(rows) and rows[at + 1].page == rows[at].page
    whole = f"{text} {rows[at + 1].text}" if goes_on else text
    alone = _of_kind(text, DateKind.DAY, month_first)
    for found in alone:
        yield found, whole
    for found in _of_kind(whole, DateKind.DAY, month_first) if meets else ():
        over = found.start < len(text) < found.end
        if over and not any(one.end > found.start for one in alone):
            yield found, whole


def _of_other_minutes(text: str, found: FoundDate) -> bool:
    """Whether a day is that of minutes which the business takes, not the paper's own."""
    before, after = text[: found.start], text[found.end :]
    return bool(_ITEM.match(before) or (_MINUTES.search(before) and _TAKEN.match(after)))


def _printed_month(
    names: Sequence[str], rows: Sequence[Row], heads: Sequence[str], kind: PaperKind
) -> date | None:
    votes: Counter[date] = Counter()
    for text, worth in zip(names, (9, 4), strict=False):
        for found in _of_kind(text, DateKind.MONTH):
            votes[found.since] += worth
    for match in _FILE_MONTH.finditer(names[0]) if names else ():
        year, month = int(match["year"]), int(match["month"])
        if (year + 1) % 100 != month:
            votes[date(year, month, 1)] += 9
    if kind not in _MEETINGS:
        votes.update(dict.fromkeys(_months_in_heads(heads), 4))
        for day, worth in _month_votes(rows[:_HEAD_ROWS]):
            votes[day] += worth
    best = max(votes, key=lambda day: (votes[day], day), default=None)
    return best if best and votes[best] >= 4 else None


def _months_in_heads(heads: Sequence[str]) -> Iterator[date]:
    """Yield the months of running lines that name one only."""
    for head in heads:
        found = _of_kind(head, DateKind.MONTH)
        if len(found) == 1 and not _NOT_STATED.search(head[: found[0].start]):
            yield found[0].since


def _month_votes(rows: Sequence[Row]) -> Iterator[tuple[date, int]]:
    """Yield the months of a title and of version lines, not those of columns."""
    first = rows[0].page if rows else 0
    for at, row in enumerate(rows):
        found = _of_kind(row.text, DateKind.MONTH)
        if row.page != first or len(found) != 1 or len(row.text) > 140:
            continue
        before = row.text[: found[0].start]
        # A last month of a span: "October to December 2023" is a quarter's report.
        worth = 4 if row.bold and len(row.text) - found[0].end < 12 else 0
        asked = at and not before.strip() and _DATED.match(rows[at - 1].text)
        worth += 5 if asked or _STATED.search(before) else 0
        yield found[0].since, 0 if _NOT_STATED.search(before) else worth


def _of_kind(text: str, kind: DateKind, month_first: bool = False) -> Sequence[FoundDate]:
    return [found for found in find_dates(text, month_first) if found.kind is kind]

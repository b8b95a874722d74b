"""Where in a paper the minutes of a meeting begin and where they end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language import alternation
from corpus.minutes.attendance import PRESENT
from corpus.minutes.heads import MINUTES, NOUN, days
from corpus.minutes.roll import Roll, Row
from corpus.model import AgendaItem, Page, Paper, PaperKind

_I = re.IGNORECASE
_DECISIONS = re.compile(
    r"\W*+(?:[^–—-]{3,60}\bcouncil\s*[–—-]\s*)?"
    r"(?:(?:executive |cabinet |officer |delegated |mayoral |portfolio holder "
    r"|individual )*(?:record|notice|schedule|list|summary"
    r"|statement) of (?:\w+ ){0,3}(?:decisions?|determinations?)\b"
    r"|(?:\w+ ){0,3}decision (?:recording )?(?:notice|record|list|form"
    r"|sheet|statement|schedule|summary)\b|decisions (?:taken|made|of)\b)",
    _I,
)
# What is only proposed has not been decided.
_PROPOSED = re.compile(
    r"\b(?:proposed|draft|intended)\s+(?:\w+\s+){0,2}(?:record|notice)\s+of\s+(?:\w+\s+){0,3}"
    r"decisions?\b|\b(?:proposed|draft)\s+decision\s+(?:notice|record)\b"
    r"|\bnotice\s+of\s+(?:\w+\s+){0,2}(?:proposed|intended|forthcoming)\b",
    _I,
)
_AGENDA = re.compile(r"\W*+(?:public )?(?:agenda|summons)\b", _I)
# The head of a paper that tells what is to come.
_AHEAD = re.compile(r"\W*+(?:public )?(?:agenda for\b|summons\b|notice of (?:the )?meeting\b)", _I)
_REPORT = re.compile(
    r"\W*+(?:report (?:to|of|title|by|for|author)\b|agenda item\s*(?:no|number|:|\d)"
    r"|meeting\s*:\s|subject\s*:|title\s*:|wards? affected|is the decision a key"
    r"|purpose of (?:the )?report|appendix\b|executive summary)",
    _I,
)
_APPENDIX = re.compile(r"\W*+appendix\b", _I)
# What tells that motions were put, in rows of one page.
_MOVED = (
    re.compile(r"\bseconded by\b", _I),
    re.compile(
        r"\A\W*+(?:the )?(?:motion )?(?:was )?(?:unanimously |all )?"
        r"(?:approved|agreed|carried|passed|resolved|in favour)\W*+\Z",
        _I,
    ),
)
_CLOSE = re.compile(
    r"\W*+(?:(?:the )?meeting(?: was| were)?(?: then)? (?:declared )?(?:closed|ended|concluded"
    r"|finished|terminated|adjourned|rose)\b"
    r"|(?:as )?there (?:being|was|were) no (?:further|other|more) (?:business|matters|items)\b"
    rf"|{alternation('chairs')}[\s:._…,]*(?:$|date)"
    r"|signed\b[\s:._…]*)",
    _I,
)


_HEAD_ROWS = 8
_LETTER = re.compile(r"\W*dear\s", _I)
_SOCIETY = re.compile(rf"\b{alternation('societies')}\b", _I)
# What a paper is that names a body and a day in its title and records no meeting.
_NO_RECORD = re.compile(
    r"\b(?:standing orders|terms of reference|polic(?:y|ies)|regulations|constitution|procedures?"
    r"|code of conduct|bye?-?laws|guidance|strategy|report|newsletter)\b",
    _I,
)
_TOP = 5
# Of a paper that nothing names: rows in which its head is looked for, and letters of a title.
_GUESSED_ROWS, _TITLE = 16, 100


@dataclass(frozen=True, slots=True)
class Start:
    """Rows where minutes begin: their head, and the row of those present.

    ``guessed`` tells that the paper only looks like the record of a meeting: its first rows
    name a body and a day.
    """

    head: int
    present: int
    notice: bool
    guessed: bool = False


def find_starts(roll: Roll, paper: Paper) -> list[Start]:
    """Return where minutes and notices of decision begin, in order."""
    found: list[Start] = []
    floor = 0
    for index in range(len(roll.rows)):
        if found and index <= found[-1].present:
            continue
        start = _head_of(roll, index, floor) if _is_label(roll, index) else None
        if start is None and _page_top(roll, index):
            start = _titled_start(roll, index)
        if start is not None and start.head >= floor:
            found.append(start)
            floor = start.present + 1
    whole = paper.kind in (PaperKind.MINUTES, PaperKind.DECISION_NOTICE)
    if whole and roll.rows and not found and not _proposed(roll.rows):
        found.append(Start(0, 0, paper.kind is PaperKind.DECISION_NOTICE))
    if paper.kind is PaperKind.OTHER and not found and _names_meeting(roll.rows[:_GUESSED_ROWS]):
        found.append(Start(0, 0, notice=False, guessed=True))
    return found


def _names_meeting(rows: Sequence[Row]) -> bool:
    """Whether rows name a body in a short line of its own and tell a day that is not to come."""
    lines = [row.text for row in rows if len(row.text) < _TITLE]
    if any(_AHEAD.match(line) for line in lines[:_HEAD_ROWS]):
        return False
    if any(_LETTER.match(line) for line in lines):
        return False
    if any(_NO_RECORD.search(line) for line in lines[:_TOP]):
        return False
    named = any(NOUN.search(line) or _SOCIETY.search(line) for line in lines)
    return named and bool(days("\n".join(lines)))


def _proposed(rows: Sequence[Row]) -> bool:
    """Whether a notice's head says that its decision is yet to be taken."""
    return any(_PROPOSED.search(row.text[:200]) for row in rows[:_HEAD_ROWS])


def _is_label(roll: Roll, index: int) -> bool:
    """Whether row ``index`` says who was present as a label does: not in running text.

    A sentence that goes on with "attended the …" is set in the lines before it.
    """
    row = roll.rows[index]
    if not PRESENT.match(row.text):
        return False
    first = re.search(r"[A-Za-z]", row.text)
    return bool(first and first.group().isupper()) and (index == 0 or roll.apart(index))


def _is_title(roll: Roll, row: Row) -> bool:
    """Whether a row above those present is of a head: no full line of running text."""
    told = row.bold or row.text.isupper() or MINUTES.search(row.text)
    return bool(told) or row.x1 < roll.right - 60 or row.x0 > roll.margin + 60


def _page_top(roll: Roll, index: int) -> bool:
    """Whether row ``index`` is one of the first five of its page."""
    return index < 5 or roll.rows[index - 5].page != roll.rows[index].page


def _head_of(roll: Roll, present: int, floor: int) -> Start | None:
    """Return the start of the minutes whose "Present" is row ``present``.

    The head above it must name a body and a date, as a report's list of those
    who attended something does not.
    """
    head = present
    while (
        head > floor and present - head < 16 and roll.rows[head - 1].page == roll.rows[present].page
    ):
        before = roll.rows[head - 1]
        if closes_meeting(before.text) or (before.text.endswith(".") and len(before.text) > 70):
            break
        head -= 1
    near = "\n".join(row.text for row in roll.rows[head : present + 6])
    if any(_AGENDA.match(row.text) for row in roll.rows[head:present]):
        return None
    titles = [row for row in roll.rows[head:present] if _is_title(roll, row)]
    named = any(NOUN.search(row.text) or MINUTES.search(row.text) for row in titles)
    if not named or not days(near):
        return None
    while head < present and closes_meeting(roll.rows[head].text):
        head += 1
    return Start(head, present, notice=False)


def closes_meeting(text: str) -> bool:
    """Whether a line or sentence is what minutes end with: the close, or who signed."""
    return bool(_CLOSE.match(text))


def _titled_start(roll: Roll, index: int) -> Start | None:
    """Return the start that a page's title tells: "Minutes of …", "Decisions of …"."""
    row = roll.rows[index]
    notice = bool(_DECISIONS.match(row.text)) and len(row.text) < 110
    titled = bool(
        re.match(
            r"\W*+(?:(?:draft|unconfirmed|public|printed)\s+)*(?:minutes|notes|proceedings)\s+of\b",
            row.text,
            _I,
        )
    )
    if not notice and not (titled and not row.text.rstrip().endswith(".")):
        return None
    first = index
    while first > 0 and roll.rows[first - 1].page == row.page:
        first -= 1
    if notice and _proposed(roll.rows[first : index + 1]):
        return None
    here = [r for r in roll.rows[first : index + 25] if r.page == row.page]
    if any(_AGENDA.match(r.text) for r in here[:12]) or not days("\n".join(r.text for r in here)):
        return None
    present = next(
        (
            i
            for i in range(index, min(index + 25, len(roll.rows)))
            if PRESENT.match(roll.rows[i].text)
        ),
        index,
    )
    return Start(first, present, notice)


def item_ends(items: Sequence[AgendaItem]) -> list[tuple[int, int]]:
    """Return the first and last pages of the items that have papers."""
    return [
        (i.first_page, i.last_page)
        for i in items
        if i.first_page is not None and i.last_page is not None
    ]


def _moved_in(rows: Sequence[Row]) -> bool:
    """Whether an appendix sets out what the meeting moved: motion by motion, with their fates."""
    appended = any(_APPENDIX.match(row.text) for row in rows[:6])
    return appended and all(any(told.search(row.text) for row in rows) for told in _MOVED)


def last_row(
    roll: Roll, start: Start, after: int, pages: Sequence[Page], bounds: list[tuple[int, int]]
) -> int:
    """Return the row after the last of a meeting: before its item ends or another paper begins."""
    first = roll.rows[start.head].page
    wide = {p.number: p.width > p.height for p in pages}
    ends = [last for low, last in bounds if low <= first <= last]
    limit = max(ends, default=None)
    others = {low for low, _ in bounds if low > first}
    for index in range(start.present + 1, after):
        row = roll.rows[index]
        if row.page == roll.rows[index - 1].page:
            continue
        if (limit is not None and row.page > limit) or row.page in others:
            return index
        if wide.get(row.page) != wide.get(first):
            return index
        here = [r for r in roll.rows[index:after] if r.page == row.page]
        heads = any(_REPORT.match(r.text) for r in here[:6])
        if heads and not start.notice and not _moved_in(here):
            return index
    return after

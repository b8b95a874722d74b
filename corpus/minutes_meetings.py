"""Which pages of a paper are minutes, of which meeting, and who was there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.dates import DateKind, find_dates
from corpus.minutes_headings import Heading, find_headings
from corpus.minutes_rows import Roll, fold
from corpus.types import AgendaItem, MinuteMeeting, Page, Paper, PaperKind

_I = re.IGNORECASE
_PRESENT = re.compile(
    r"[\W_]*(?:(?:\d+[\d./]*\.?\s+)?(?:committee |council |cabinet |board |panel |voting "
    r"|elected )?(?:members?|councillors?|those|people)\s+)?(?:\d+[\d./]*\.?\s+)?(?:were\s+)?"
    r"(?:present|in attendance|attendance|attendees|attended)\b\s*(?:[-–:.(]|$|councillors?\b"
    r"|cllrs?\b|the\b)",
    _I,
)
_NOUN = re.compile(
    r"\b(?:committee|council|cabinet|board|panel|group|forum|executive|commission|team"
    r"|authority|partnership|working party|sub-committee|assembly|conference|trustees"
    r"|governors)\b",
    _I,
)
_MINUTES = re.compile(r"\b(?:minutes?|notes?|record|proceedings)\b", _I)
_TITLE = re.compile(
    r"(?:^|\b)(?:minutes|notes|record|proceedings)\s+(?:of|from)\s+(?:(?:the|a"
    r"|an)\s+)?(?:(?:\w+\s+){0,3}?(?:meeting|proceedings"
    r"|session)\s+of\s+(?:the\s+)?)?(?P<name>[A-Z].+?)"
    r"(?=\s+(?:meeting\s+)?held\b|\s*[,–-]?\s+(?:on\s+)?(?:mon|tues|wednes|thurs|fri|satur"
    r"|sun)day\b|\s+(?:on\s+|dated?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+[A-Z]|\s+at\s+(?:\d|the\b)"
    r"|\s+meeting\b|\s*-:|$)",
    _I,
)
_DECISIONS = re.compile(
    r"\W*(?:(?:executive |cabinet |officer |delegated |mayoral |portfolio holder "
    r"|individual )*(?:record|notice|schedule|list|summary"
    r"|statement) of (?:\w+ ){0,3}decisions?\b|(?:\w+ ){0,3}decision (?:notice|record|list"
    r"|sheet|statement|schedule|summary)\b|decisions (?:taken|made|of)\b)",
    _I,
)
_AGENDA = re.compile(r"\W*(?:public )?(?:agenda|summons)\b", _I)
_REPORT = re.compile(
    r"\W*(?:report (?:to|of|title|by|for|author)\b|agenda item\s*(?:no|number|:|\d)"
    r"|meeting\s*:\s|subject\s*:|title\s*:|wards? affected|is the decision a key"
    r"|purpose of (?:the )?report|appendix\b|executive summary)",
    _I,
)
_CLOSE = re.compile(
    r"\W*(?:(?:the )?meeting(?: was| were)?(?: then)? (?:declared )?(?:closed|ended|concluded"
    r"|finished|terminated|rose)\b|chair(?:man|person|woman)?[\s:._…,]*(?:$|date)"
    r"|signed\b[\s:._…]*)",
    _I,
)
_VENUE = re.compile(
    r"(?:\bvenue\s*:\s*(?P<named>[^\n]{3,120})|\b(?:held\s+)?(?:in"
    r"|at)\s+(?P<held>(?:the\s+)?(?:[A-Z][\w’'&.-]*|of|the|and|No\.?\s?\d+"
    r"|\d+[A-Z]?)(?:,?\s+(?:[A-Z][\w’'&.-]*|of|the|and|\d+[A-Z]?))*"
    r"(?:,\s*(?:[A-Z\d][\w’'&.-]*\s*)+)*))"
)
_ALSO = re.compile(
    r"[\W_]*(?:also\s+(?:in attendance|present)|in attendance|officers?(?: present"
    r"| in attendance)?|also attending|apologies(?: for absence)?|absent|substitutes?)\b",
    _I,
)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting's rows; ``body`` is the first row after the title and the word "Present"."""

    roll: Roll
    body: int
    headings: tuple[Heading, ...]
    meeting: MinuteMeeting
    notice: bool


@dataclass(frozen=True, slots=True)
class _Start:
    head: int
    present: int
    notice: bool


def find_sittings(
    roll: Roll, pages: Sequence[Page], items: Sequence[AgendaItem], paper: Paper
) -> tuple[Sitting, ...]:
    """Return the meetings whose minutes stand in the roll, in order."""
    starts = _starts(roll, paper)
    bounds = _item_ends(items)
    sittings = []
    for start, after in zip(starts, [*(s.head for s in starts[1:]), len(roll.rows)], strict=False):
        last = _last_row(roll, start, after, pages, bounds)
        sittings.append(_sitting(roll, start, last, paper))
    return tuple(sittings)


def _starts(roll: Roll, paper: Paper) -> list[_Start]:
    found: list[_Start] = []
    floor = 0
    for index, row in enumerate(roll.rows):
        if found and index <= found[-1].present:
            continue
        start = _head_of(roll, index, floor) if _PRESENT.match(row.text) else None
        if start is None and _page_top(roll, index):
            start = _titled_start(roll, index)
        if start is not None and start.head >= floor:
            found.append(start)
            floor = start.present + 1
    whole = paper.kind in (PaperKind.MINUTES, PaperKind.DECISION_NOTICE)
    if whole and roll.rows and not found:
        found.append(_Start(0, 0, paper.kind is PaperKind.DECISION_NOTICE))
    return found


def _page_top(roll: Roll, index: int) -> bool:
    """Whether row ``index`` is one of the first five of its page."""
    return index < 5 or roll.rows[index - 5].page != roll.rows[index].page


def _head_of(roll: Roll, present: int, floor: int) -> _Start | None:
    """Return the start of the minutes whose "Present" is row ``present``.

    The head above it must name a body and a date, as a report's list of those
    who attended something does not.
    """
    head = present
    while (
        head > floor and present - head < 16 and roll.rows[head - 1].page == roll.rows[present].page
    ):
        before = roll.rows[head - 1]
        if _CLOSE.match(before.text) or (before.text.endswith(".") and len(before.text) > 70):
            break
        head -= 1
    words = "\n".join(row.text for row in roll.rows[head:present])
    near = words + "\n" + "\n".join(row.text for row in roll.rows[present : present + 6])
    if any(_AGENDA.match(row.text) for row in roll.rows[head:present]):
        return None
    if not (_NOUN.search(words) or _MINUTES.search(words)) or not _days(near):
        return None
    while head < present and _CLOSE.match(roll.rows[head].text):
        head += 1
    return _Start(head, present, notice=False)


def _titled_start(roll: Roll, index: int) -> _Start | None:
    """Return the start that a page's title tells: "Minutes of …", "Decisions of …"."""
    row = roll.rows[index]
    notice = bool(_DECISIONS.match(row.text)) and len(row.text) < 110
    titled = bool(
        re.match(
            r"\W*(?:(?:draft|unconfirmed|public|printed)\s+)*(?:minutes|notes|proceedings)\s+of\b",
            row.text,
            _I,
        )
    )
    if not notice and not (titled and not row.text.rstrip().endswith(".")):
        return None
    first = index
    while first > 0 and roll.rows[first - 1].page == row.page:
        first -= 1
    here = [r for r in roll.rows[first : index + 25] if r.page == row.page]
    if any(_AGENDA.match(r.text) for r in here[:12]) or not _days("\n".join(r.text for r in here)):
        return None
    present = next(
        (
            i
            for i in range(index, min(index + 25, len(roll.rows)))
            if _PRESENT.match(roll.rows[i].text)
        ),
        index,
    )
    return _Start(first, present, notice)


def _item_ends(items: Sequence[AgendaItem]) -> list[tuple[int, int]]:
    return [
        (i.first_page, i.last_page)
        for i in items
        if i.first_page is not None and i.last_page is not None
    ]


def _last_row(
    roll: Roll, start: _Start, after: int, pages: Sequence[Page], bounds: list[tuple[int, int]]
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
        if (
            any(_REPORT.match(r.text) for r in roll.rows[index : index + 6] if r.page == row.page)
            and not start.notice
        ):
            return index
    return after


def _sitting(roll: Roll, start: _Start, last: int, paper: Paper) -> Sitting:
    part = roll.part(start.head, last)
    headings = find_headings(part.part(0, len(part.rows)))
    body = start.present - start.head
    headings = tuple(h for h in headings if h.first > body or (h.number and h.first >= body))
    head = "\n".join(
        row.text for row in part.rows[: body + (8 if not headings else min(8, headings[0].first))]
    )
    top = "\n".join(row.text for row in part.rows[: max(body, 1)])
    when = _date(head) or paper.meeting_date
    meeting = MinuteMeeting(
        paper_id=paper.id,
        committee=_committee(part, body) or paper.committee,
        date=when,
        venue=_venue(top) or _venue(head),
        first_page=part.rows[0].page,
        last_page=part.rows[-1].page,
        present=_attendance(part, headings, body),
        in_attendance=_labelled(
            part,
            headings,
            r"also\s+(?:in attendance|present)|in attendance|officers?(?:\s+(?:present"
            r"|in attendance))?",
            body + 1,
        ),
        apologies=_labelled(part, headings, r"apolog(?:y|ies)(?:\s+(?:for|of)\s+absence)?", 0)
        or _under(part, headings, r"apolog"),
        interests=_under(
            part, headings, r"(?:declarations?|disclosures?)\b.*interests?|interests?"
        ),
    )
    first = min(body + 1, len(part.rows) - 1) if body or start.notice else 0
    return Sitting(part, first, headings, meeting, start.notice)


def _days(text: str) -> tuple[date, ...]:
    return tuple(found.since for found in find_dates(text) if found.kind is DateKind.DAY)


def _date(head: str) -> date | None:
    return next(iter(_days(head)), None)


def _committee(roll: Roll, body: int) -> str | None:
    """Return the body that met, from "Minutes of the meeting of …" or the head's largest lines."""
    rows = roll.rows[: max(body, 1)]
    hit = _TITLE.search(fold(" ".join(row.text for row in rows)))
    if hit and _NOUN.search(hit["name"]):
        return _tidy(hit["name"])
    groups: list[str] = []
    previous = None
    for row in rows:
        joined = (
            not _MINUTES.search(row.text)
            and previous is not None
            and abs(previous.size - row.size) < 0.6
            and previous.bold == row.bold
            and not _days(previous.text)
        )
        if (
            joined
            and groups
            and (_open(groups[-1]) or not _NOUN.search(row.text) or row.text[:1] in "(&")
        ):
            groups[-1] += " " + row.text
        else:
            groups.append(row.text)
        previous = row
    named = [g for g in (_tidy(g) for g in groups) if g and _NOUN.search(g) and len(g) < 160]
    if len(named) > 1 and re.search(r"\b(?:council|authority)\b", named[0], _I):
        named = named[1:]
    return named[0] if named else None


def _open(text: str) -> bool:
    return text.count("(") > text.count(")") or bool(re.search(r"\b(?:and|of|the|for|&|,)$", text))


def _tidy(text: str) -> str | None:
    text = re.split(
        r"\s+(?:meeting\s+)?held\b|\s+(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
        r"|[\s,–-]+\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][A-Za-z]+,?\s+\d{4}|\s+at \d",
        fold(text),
    )[0]
    text = re.sub(r"^(?:committee|meeting|body|name of meeting)\s*:\s*", "", text, flags=_I)
    text = re.sub(
        r"^(?:draft\s+|printed\s+|public\s+)?(?:minutes|notes|record)\b\s*(?:of\s+(?:the\s+"
        r"|a\s+|an\s+)?)?(?:(?:\w+\s+){0,3}meeting\s+of\s+(?:the\s+)?)?",
        "",
        text,
        flags=_I,
    )
    text = re.sub(
        r"^(?:(?:\w+\s+)?meeting|decisions(?:\s+(?:taken|made))?)\s+(?:of|by)\s+(?:the\s+)?",
        "",
        text,
        flags=_I,
    )
    text = re.sub(r"\s+(?:draft\s+|printed\s+)?(?:minutes|meeting)$", "", text, flags=_I)
    return text.strip(" ,-–:") or None


def _venue(head: str) -> str | None:
    for hit in _VENUE.finditer(head.replace("\n", " ") if "enue" not in head else head):
        name = fold(hit["named"] or hit["held"]).strip(" ,.-")
        if hit["named"] or re.search(
            r"\b(?:room|chamber|hall|house|office|centre|center|building|suite|zoom|teams"
            r"|library|school|church|pavilion|theatre|club|street|road|guildhall|college|hub"
            r"|court)",
            name,
            _I,
        ):
            return name
    return None


def _head_end(headings: tuple[Heading, ...], roll: Roll) -> int:
    return headings[0].first if headings else min(len(roll.rows), 30)


def _attendance(roll: Roll, headings: tuple[Heading, ...], body: int) -> str | None:
    if not _PRESENT.match(roll.rows[body].text):
        return _under(roll, headings, r"present|attendance")
    return _gather(roll, body, _head_end(headings, roll))


def _labelled(roll: Roll, headings: tuple[Heading, ...], label: str, first: int) -> str | None:
    pattern = re.compile(rf"[\W_]*(?:{label})\b\s*[-–:(]*", _I)
    for index in range(first, _head_end(headings, roll)):
        if pattern.match(roll.rows[index].text):
            return _gather(roll, index, _head_end(headings, roll))
    return None


def _gather(roll: Roll, index: int, end: int) -> str | None:
    """Return the words after the label in row ``index``, as far as the next label."""
    first = re.sub(
        r"^[\W_]*(?:[A-Za-z]+\s+){0,4}?(?:present|attendance|attendees|attended|attending"
        r"|absence|apologies|officers?|absent)\b\s*[-–:]*\s*",
        "",
        roll.rows[index].text,
        count=1,
        flags=_I,
    )
    parts = [first]
    for row in roll.rows[index + 1 : end]:
        if _ALSO.match(row.text) or _PRESENT.match(row.text) or re.match(r"\d+[.\s]", row.text):
            break
        parts.append(row.text)
    text = fold(" ".join(parts)).strip(" :-–")
    if text.endswith(")") and text.count(")") > text.count("("):
        text = text[:-1].rstrip()
    return text[:2000] or None


def _under(roll: Roll, headings: tuple[Heading, ...], title: str) -> str | None:
    """Return the words of the minute whose title begins with ``title``."""
    for heading, after in zip(headings, [*headings[1:], None], strict=False):
        if heading.title and re.match(
            rf"\W*(?:to (?:receive|note|accept|consider) (?:any )?)?(?:{title})", heading.title, _I
        ):
            end = roll.rows[after.first].at if after else len(roll.text)
            return fold(roll.text[heading.body : end])[:2000].strip(" .:") or None
    return None

"""What a paper is called: as an officer would, from what stands at its head.

Packs and minutes are called after their meeting, decisions after their number
and subject. Other papers have a labelled subject or a heading; where there is
neither, as in a letter, the title in the file or the file's name has to do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.language import DateKind, alternation, committee_in, find_dates
from corpus.model import PaperKind
from corpus.page import Row
from corpus.particulars.head_lines import Asks, HeadLine, follows, in_columns, line_height

_MEETINGS = (PaperKind.AGENDA_PACK, PaperKind.SUPPLEMENT, PaperKind.MINUTES)
_DECISION = re.compile(r"\bdecisions?\b", re.IGNORECASE)
_OWNER = re.compile(r"^.{0,60}\b(?:council|authority)\b\s*[-–—:]?\s*(?=\S)", re.IGNORECASE)
_ASSESSMENT = re.compile(
    r"\b(?:EqIA|DPIA|EIA|(?:equalit\w+|privacy|data\s+protection|environmental|health|climate)"
    r"(?:\s+\w+){0,2}\s+(?:impact\s+)?(?:assessment|analysis))\b",
    re.IGNORECASE,
)
_APPENDIX = re.compile(r"\W*+(?:appendix|annexe?|schedule|enclosure)\s+\w{1,3}\W*", re.IGNORECASE)
_LETTER = re.compile(r"^\W*dear\s", re.IGNORECASE)
# Rows in the print of a heading that head nothing.
_NO_TITLE = re.compile(
    r"[^\w@]*+(?:(?:working\s+)?draft(?:\s+version)?|official(?:\W+sensitive)?|unrestricted|"
    r"confidential|version\W.*|(?:report|submitted)\s+(?:to|by)\b.*|section\s+\w|"
    r"(?:table\s+of\s+)?contents|agenda|minutes|introduction|background|(?:executive\s+)?summary|"
    r".{0,60}\b(?:form|template)|by\s.*|prepared\s+by\s.*|[^@]*@.*)\W*",
    re.IGNORECASE,
)
_COUNCIL = re.compile(
    r"\W*+(?:[\w’'&. -]{0,50}\bcouncil|(?:(?:london|royal|metropolitan)\s+)*"
    rf"{alternation('tiers')}\s+of\s+[\w’'&. -]{{2,40}})\W*",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"\W*[A-Z][^:.;,–]{0,20}:\s")
_PROGRAM = re.compile(r"\.docx?|\.pptx?|\.xlsx?|microsoft|untitled|powerpoint|template", re.I)
_COPY = re.compile(
    r"(?<!appendix)(?<!annex)(?<!item)(?<!part)(?<!version)(?:_|\s)(?:\d|\(\d\))$", re.IGNORECASE
)
_HEAD_ROWS = 14
_LETTER_ROWS = 45
_MOST_LINES = 5
# A page with fewer rows may hold nothing but headings; reports are printed so large.
_COVER, _BODY = 10, 12.0
# Of two headings, the first counts if it is nearly as large.
_NEARLY = 0.7
# A row of more characters is no line of a title.
_LONGEST_ROW = 300
_LONGEST = 240


@dataclass(frozen=True, slots=True)
class Named:
    """What a paper is known by before it is read: its file's name and the title in the file."""

    name: str
    told: str | None


def read_title(
    kind: PaperKind,
    meeting: tuple[str | None, date | None],
    named: Named,
    rows: Sequence[Row],
    lines: Sequence[HeadLine],
) -> str:
    """Return the title to show.

    ``meeting`` is its committee and date, ``rows`` those of its first page, ``lines`` the
    labelled lines at its head.
    """
    committee, when = meeting
    if kind in _MEETINGS:
        day = f", {when.day} {when:%B %Y}" if when else ""
        return f"{committee} – {kind.value}{day}" if committee else _otherwise(named, when)
    subject = _first(lines, Asks.TITLE)
    if kind is PaperKind.DECISION_NOTICE:
        number = _first(lines, Asks.NUMBER)
        if committee and when and not (number or subject):
            return f"{committee} – {kind.value}, {when.day} {when:%B %Y}"
        return _decision(rows, number, subject) or _otherwise(named, when)
    if subject:
        about = next((m[0] for row in rows[:5] if (m := _ASSESSMENT.search(row.text))), None)
        return f"{about}: {subject}" if about else subject
    if any(_LETTER.match(row.text) for row in rows[:_LETTER_ROWS]):
        name = _plain(named.name)
        return f"{name} – letter" if _APPENDIX.fullmatch(name) else name
    return (
        _heading(rows, bold=True)
        or _told(named, when)
        or _heading(rows, bold=False)
        or _plain(named.name)
    )


def _first(lines: Sequence[HeadLine], asks: Asks) -> str | None:
    found = (line.value for line in lines if line.asks is asks and len(line.value) > 3)
    return next((_short(value).rstrip(" .") for value in found), None)


def _short(text: str) -> str:
    """Return a title that ends with a word, in no more than the most characters."""
    return text if len(text) <= _LONGEST else text[:_LONGEST].rpartition(" ")[0] + " …"


def _decision(rows: Sequence[Row], number: str | None, subject: str | None) -> str | None:
    """Return "Record of decision 19/00042: Ferry Fares", as far as the page says it."""
    heads = [row.text for row in rows[:6] if _DECISION.search(row.text) and len(row.text) < 90]
    if not heads:
        return subject
    head = " ".join(_OWNER.sub("", heads[0], count=1).split()).rstrip(" :.")
    head = head.capitalize() if head.isupper() else head
    short = number if number and len(number) < 30 and any(map(str.isdigit, number)) else None
    called = f"{head} {short}" if short and short not in head else head
    return f"{called}: {subject}" if subject else called


def _heading(rows: Sequence[Row], bold: bool) -> str | None:
    """Return the largest heading at the head of a page, after the appendix that it is.

    Bold print makes a heading, or else large print.
    """
    blocks = [block for block in _blocks(rows, bold) if not block[-1].text.rstrip().endswith(":")]
    if not blocks:
        return None
    size = max(_size(block) for block in blocks)
    named = (block for block in blocks[:2] if _APPENDIX.match(block[0].text))
    large = next(block for block in blocks if _size(block) >= _NEARLY * size)
    text = _short(_words(next(named, large)))
    appendix = next((row.text for row in rows[:6] if _APPENDIX.fullmatch(row.text)), None)
    return f"{appendix.strip(' :.–-')} – {text}" if appendix else text


def _blocks(rows: Sequence[Row], bold: bool) -> Iterator[list[Row]]:
    """Yield the headings among the first rows, those of several lines together."""
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[round(line_height(row))] += len(row.text)
    body = max(sizes, key=lambda size: sizes[size], default=0.0)
    if len(rows) < _COVER:
        body = min(body, _BODY)
    block: list[Row] = []
    for row in rows[:_HEAD_ROWS]:
        large = line_height(row) >= 1.2 * body
        if not (row.bold if bold else large) or not _may_head(row, large):
            continue
        if block and len(block) < _MOST_LINES and _goes_on(block[-1], row):
            block.append(row)
        elif _begins(row):
            if block:
                yield block
            block = [row]
    if block:
        yield block


def _may_head(row: Row, large: bool) -> bool:
    """Whether a row can be a title's, or the end of one."""
    text = row.text.strip()
    if len(text) > _LONGEST_ROW:
        return False
    if in_columns(row) or _NO_TITLE.fullmatch(text) or _APPENDIX.fullmatch(text):
        return False
    return large or not _LABELLED.match(text) or _APPENDIX.match(text) is not None


def _begins(row: Row) -> bool:
    """Whether a row can begin a title: words, and not only a council, its meeting or a day."""
    text = row.text.strip()
    if sum(map(str.isalpha, text)) < max(4, 0.4 * len(text)) or text[0].islower():
        return False
    if _COUNCIL.fullmatch(text) or committee_in(text, heading=True) is not None:
        return False
    return not any(one.end - one.start > 0.7 * len(text) for one in find_dates(text))


def _goes_on(before: Row, row: Row) -> bool:
    if not follows(before, row) or before.bold != row.bold or abs(before.size - row.size) > 0.6:
        return False
    # The height of scaled print depends on its letters.
    return row.size > 2 or 0.75 < line_height(row) / line_height(before) < 1.34


def _words(block: Sequence[Row]) -> str:
    text = " ".join(row.text for row in block)
    # pdfium's mark of a hyphen at the end of a line.
    return " ".join(text.replace("\x02", "-").split())


def _size(block: Sequence[Row]) -> float:
    return max(line_height(row) for row in block)


def _otherwise(named: Named, when: date | None) -> str:
    return _told(named, when) or _plain(named.name)


def _told(named: Named, when: date | None) -> str | None:
    """Return the title in the file, if a person wrote it for this paper.

    One that names another day than the paper's ``when`` was written for an older paper
    that this one was made from.
    """
    told = named.told or ""
    days = {found.since for found in find_dates(told) if found.kind is DateKind.DAY}
    older = bool(days) and when is not None and when not in days
    ours = len(told) > 7 and len(told.split()) > 2 and not _PROGRAM.search(told) and not older
    return told if ours else None


def _plain(name: str) -> str:
    """Return a file's name in plain words: "1 - Ferry_Fares_2" is "1 – Ferry Fares"."""
    text = name.rpartition("/")[2]
    text = _COPY.sub("", text) or text
    text = text.replace("_", " ") if " " in text.strip() else re.sub(r"[_-]+", " ", text)
    return " ".join(re.sub(r"\s[-–]+\s|\s-(?=\w)", " – ", text).split()).strip(" –") or name

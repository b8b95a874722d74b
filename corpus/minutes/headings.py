"""Minute numbers and titles: where each minute of a meeting begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language import alternation
from corpus.minutes.roll import CLAUSE, Roll, Row, fold

_NUMBER = re.compile(
    r"[*#†]?\s*(?P<word>(?:Minute|Item|Agenda\s+item|Resolution)\s*(?:No\.?|Number)?\s*)?"
    r"(?P<number>[A-Za-z]{1,6}(?:\([A-Z\d]{1,4}\))?[./ -]{0,2}\d{1,4}(?:[./-]\d{1,4}){0,3}[A-Za-z]?"
    r"|\d{1,4}(?:[./-]\d{1,4}){0,3}[A-Za-z]?)"
    r"(?:[.:)]*(?=\s|$)|[.:)]+(?=[A-Z]))\s*(?:[-–—]\s+)?",
    re.IGNORECASE,
)
_NOT_TITLE = re.compile(
    r"(?:that\b|and\b|or\b|of\b|the meeting\b|in favour|for\b|against\b|votes?\b"
    r"|members?\s+(?:present|voted|were|of the public)"
    r"|pm\b|am\b|p\.m|a\.m|(?:st|nd|rd|th)\b|per cent|%|years?\b|days?\b|months?\b"
    rf"|{alternation('months')}\b(?!.*:))",
    re.IGNORECASE,
)
# Words that stand alone in a line without being the title of a minute.
_LABEL = re.compile(
    r"\W*(?:it was\s+)?(?:unanimously\s+)?(?:resolved|resolution|agreed|decided|decisions?"
    r"|recommend\w*|noted|carried|lost|motion"
    r"|amendment|vote|voting|for|against|abst\w+|present|also|in attendance|attendance"
    r"|apolog\w+:|reasons?|conditions?|informatives?"
    r"|notes?\b|chair\w*\b(?![’'`]s\s+(?!sign|init))|mayor(?![’'`]s\s+(?!sign|init))|signed|councillors?|cllrs?|proposed|proposer|seconded|moved"
    r"|action|that\b|appendix|schedule|page"
    r"|(?:un)?restricted\s+items|exempt\s+(?:items|business)|(?:public|private)\s+items"
    r"|refus\w+|approv\w+|part\b|dated?\b|time\b|venue\b"
    rf"|the (?:meeting|motion|amendment|{alternation('bodies')})\b)",
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    r"(?:it\s+was\b|resolved\b|agreed\b|noted\b|(?:decisions?|resolution|recommendations?"
    r"|action)\s*[:–-])",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?<!\s)\s*+[(\[](?:Minute\s*(?:No\.?)?\s*)?"
    r"(?P<number>[A-Z]{0,5}[./ ]?\d{1,4}(?:[./-]\d{1,4})*)[)\]]$"
)
_INLINE = re.compile(
    r"(?P<title>.{3,90}?[\w)])(?:\s+[–—-]\s+(?=\w)|[.:]\s+(?=[A-Z]))(?=.*\s.*\s.*\s)"
)
# "4.2 Bank reconciliation - noted.": title and outcome in one line.
_BECAME = re.compile(
    r"(?P<title>.{3,90}?)\s[-–—]\s(?=(?:noted|agreed|approved|accepted|adopted|resolved)\.?$)",
    re.IGNORECASE,
)
# The line before a clause of an outcome, however it is numbered.
_ANNOUNCES = re.compile(
    r"\bit\s+was\s+(?:\w+\s+)?(?:approved|agreed|resolved|decided)\W*$"
    r"|\b(?:approved|agreed|resolved|decided|recommended)(?:\s+\w+){0,4}\s*[:;]\W*$",
    re.IGNORECASE,
)
# A minute by its count and year, and an application by its year and count.
_OF_YEAR, _REFERENCE = re.compile(r"\d{1,3}/\d\d"), re.compile(r"\d\d/\d{3,}")
_MARKED = re.compile(r"(?P<number>\d{1,3})(?P<mark>[.):]*)(?=\s)")
# A question that was asked, by its number: "Q14", "Q3 & Q4".
_ASKED = re.compile(r"(?:[A-Z]{0,2}Q|Question)\s?\d", re.IGNORECASE)
_FIRST = re.compile(r"\(?1[.)]\s+\S")
_COUNTED = re.compile(r"(?P<number>\d{1,4})[.)]?\s+(?=[A-Z])")
_SENTENCE_WORD = re.compile(r"\b(?:was|were|had|that|be|resolved|agreed)\b", re.IGNORECASE)
# "The fees were noted.": the text of a minute without a title.
_SENTENCE = re.compile(r"[^\W\d_].*\s(?:is|are|was|were|has|have|had)\s.*\w{2}\.\s*", re.DOTALL)
# "Councillor Ash moved, and Mrs Elm seconded, …": what somebody did, which no title is.
_MOVES = re.compile(
    rf"{alternation('titles', plurals=True)}\b[^;:]{{2,80}}?\s(?:moved|proposed|seconded)\b"
    r"(?!\s+by\b)"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a minute: rows ``first`` to ``last``; ``body`` is where its text begins."""

    first: int
    last: int
    body: int
    number: str | None
    title: str | None


def find_headings(roll: Roll, since: int = 0) -> tuple[Heading, ...]:
    """Return the headings of one meeting's rows from row ``since`` on, in order.

    Above it stands the meeting's head, with numbers that count nothing ("160 Quay Street").

    A number alone proves little, for clauses and lists are numbered too: it must
    be set apart (bold, capitals, a coded number) or carry the count on.
    """
    styled = any(_numbered(row) and row.bold for row in roll.rows) or _counts_anew(roll)
    found: list[Heading] = []
    last: tuple[int, ...] | None = None
    index = since
    while index < len(roll.rows):
        heading = _numbered_heading(roll, index, last, styled, found) or _bare_heading(roll, index)
        if heading is None:
            index += 1
            continue
        if heading.number:
            last = _order(heading.number) or last
        found.append(heading)
        index = max(heading.last, index) + 1
    return tuple(found)


def _counts_anew(roll: Roll) -> bool:
    """Whether paragraphs count from 1 under each of several bold titles: no minute numbers."""
    firsts = [
        at for at, row in enumerate(roll.rows) if at and _FIRST.match(row.text) and not row.bold
    ]
    under = [at for at in firsts if any(row.bold for row in roll.rows[max(at - 3, 0) : at])]
    return len(under) > 1


def _numbered(row: Row) -> re.Match[str] | None:
    hit = _NUMBER.match(row.text)
    if hit is None or _NOT_TITLE.match(row.text[hit.end() :]):
        return None
    number = hit["number"]
    # "Page", "Section" and the like are words, and a year opens no minute.
    if re.match(
        r"(?:page|part|para|section|table|figure|version|appendix|annex|stage|phase|ward"
        r"|option|band|room|tel|of|and|to|by|in|at|on|the|from|for|was|is|that|no)\b"
        r"|[A-Za-z]+ \d",
        number,
        re.IGNORECASE,
    ) and not re.match(r"[A-Z]{1,5} ?\d", number):
        return None
    if hit["word"]:
        return hit
    if re.fullmatch(r"(?:19|20)\d\d", number) or _ASKED.match(number):
        return None
    alone = hit.end() == len(row.text)
    return None if alone and _financial_year(number) else hit


def _financial_year(number: str) -> bool:
    years = re.fullmatch(r"(?:19|20)(?P<one>\d\d)[-–/](?:20)?(?P<next>\d\d)", number)
    return years is not None and int(years["next"]) == (int(years["one"]) + 1) % 100


def _order(number: str) -> tuple[int, ...] | None:
    parts = [int(part) for part in re.findall(r"\d+", number)]
    if parts and re.search(r"\d[A-Za-z]$", number):
        parts.append(ord(number[-1].lower()) - ord("a") + 1)  # 69a comes after 69
    return tuple(parts) or None


def _coded(hit: re.Match[str]) -> bool:
    return bool(hit["word"]) or bool(re.search(r"[A-Za-z/]|\d{2,}[.-]\d{2,}", hit["number"][:-1]))


def _capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.85 * len(letters)


def _numbered_heading(
    roll: Roll, index: int, last: tuple[int, ...] | None, styled: bool, found: list[Heading]
) -> Heading | None:
    row = roll.rows[index]
    hit = _numbered(row)
    if hit is None or not (row.bold or roll.fresh(index)):
        return None
    if index and _ANNOUNCES.search(roll.rows[index - 1].text):
        return None
    if _counts_clauses(roll, index, found) or _refers(hit["number"], found):
        return None
    rest = row.text[hit.end() :]
    if _OUTCOME.match(rest) or not _onward(hit, last) or _adrift(roll, row, found):
        return None
    if not rest:
        return _number_alone(roll, index, hit, last, styled)
    apart = row.bold or _capitals(rest) or (_coded(hit) and not rest[:1].islower())
    if not apart and (styled or not _plain_title(roll, index, rest, last)):
        return None
    return _titled(roll, index, hit["number"], row.at + hit.end())


def _counts_clauses(roll: Roll, index: int, found: list[Heading]) -> bool:
    """Whether "8." is the clause after "7." in a list, where headings are "7 Title"."""
    numbered = [heading.first for heading in found if heading.number]
    own = _MARKED.match(roll.rows[index].text)
    head = _MARKED.match(roll.rows[numbered[-1]].text) if numbered else None
    if own is None or head is None or own["mark"] == head["mark"]:
        return False
    clauses = (_MARKED.match(row.text) for row in roll.rows[numbered[-1] + 1 : index])
    before = int(own["number"]) - 1
    return any(c and c["mark"] == own["mark"] and int(c["number"]) == before for c in clauses)


def _refers(number: str, found: list[Heading]) -> bool:
    """Whether "24/0102" is an application's reference, where minutes are "3/24"."""
    numbers = [heading.number for heading in found if heading.number]
    return bool(_REFERENCE.fullmatch(number)) and any(map(_OF_YEAR.fullmatch, numbers))


def _onward(hit: re.Match[str], last: tuple[int, ...] | None) -> bool:
    order = _order(hit["number"])
    if last is None or order is None:
        return True
    if len(order) > 1 and len(order) == len(last) and (_coded(hit)):
        return order != last
    return last < order and order[0] - last[0] <= 30


def _adrift(roll: Roll, row: Row, found: list[Heading]) -> bool:
    """Whether the row stands further in than the headings before it."""
    numbered = [roll.rows[h.first].x0 for h in found if h.number]
    return bool(numbered) and row.x0 > min(numbered) + 14


def _plain_title(roll: Roll, index: int, rest: str, last: tuple[int, ...] | None) -> bool:
    """Whether a plainly set "12. Title" reads as a heading: short, and the count goes on."""
    order = _order(roll.rows[index].text.split()[0])
    if last is not None and order and order[0] - last[0] > 3 and rest.endswith("."):
        return False
    inline = _INLINE.match(rest)
    title = inline["title"] if inline else rest
    if not title[:1].isupper() or len(title) > 100 or re.search(r"[;,]$", title):
        return False
    if re.search(r"\.$", title) and len(title.split()) > 9:
        return False
    if inline:
        return True
    if index + 1 >= len(roll.rows):
        return False
    return roll.fresh(index + 1) or roll.rows[index].x1 < roll.right - 60


def _number_alone(
    roll: Roll, index: int, hit: re.Match[str], last: tuple[int, ...] | None, styled: bool
) -> Heading | None:
    if index + 1 >= len(roll.rows):
        return None
    row, after = roll.rows[index], roll.rows[index + 1]
    beside = abs(after.y0 - row.y0) < max(row.size, 8) * 0.7 and after.page == row.page
    apart = row.bold or after.bold or _capitals(after.text)
    order = _order(hit["number"])
    onward = bool(last and order and last[0] + 1 == order[0] and len(order) == len(last))
    sure = apart or _coded(hit) or onward or (beside and not styled and last is not None)
    if not sure or len(after.text) > 150 or _LABEL.match(after.text):
        return None
    if not after.text[:1].isupper() and not after.text[:1].isdigit():
        return None
    return _titled(roll, index + 1, hit["number"], after.at, first=index)


def _titled(roll: Roll, index: int, number: str, at: int, first: int | None = None) -> Heading:
    """Return the heading whose title begins at offset ``at`` in row ``index``."""
    row = roll.rows[index]
    rest = roll.text[at : row.upto]
    begin = index if first is None else first
    became = _BECAME.match(rest)
    if became:
        return Heading(begin, index, row.at, number, fold(became["title"]))
    inline = None if _capitals(rest) else _INLINE.match(rest)
    if inline and not _SENTENCE_WORD.search(rest[inline.end() :]):
        inline = None
    if inline and len(rest) > len(inline["title"]) + 20:
        return Heading(begin, index, at + inline.end(), number, fold(inline["title"]))
    last = index
    while last + 1 < len(roll.rows) and _goes_on(roll, last + 1, row):
        last += 1
    title = fold(roll.text[at : roll.rows[last].upto]).rstrip(" :") or None
    if title and not row.bold and (_SENTENCE.fullmatch(title) or _MOVES.match(title)):
        return Heading(begin, index, at, number, None)
    body = roll.rows[last].upto
    return Heading(begin, last, body, number, title)


def _goes_on(roll: Roll, index: int, first: Row) -> bool:
    """Whether row ``index`` carries the title on: set alike and not a new paragraph."""
    row, before = roll.rows[index], roll.rows[index - 1]
    if row.page != first.page:
        return False
    onward = row.text[:1].islower() and first.bold and row.bold and not before.ended
    if (_LABEL.match(row.text) and not onward) or CLAUSE.match(row.text) or _numbered(row):
        return False
    if before.ended or (roll.fresh(index) and row.y0 - before.y1 > roll.leading + 0.4 * row.size):
        return False
    if not roll.fresh(index) and row.text[:1].islower() and row.x0 < first.x0 + 40:
        return True  # a title wrapped in a narrow column
    if first.bold:
        return row.bold
    return _capitals(first.text) and _capitals(row.text)


def _bare_heading(roll: Roll, index: int) -> Heading | None:
    """Return the heading without a number at row ``index``: a short line set apart."""
    row = roll.rows[index]
    if not roll.fresh(index) or len(row.text) > 110 or index + 1 >= len(roll.rows):
        return None
    if re.search(r"[.;,:]$", row.text) or _LABEL.match(row.text) or CLAUSE.match(row.text):
        return None
    if not row.text[:1].isupper() or _numbered(row):
        return None
    after = roll.rows[index + 1]
    capitals = _capitals(row.text) and len(row.text.split()) > 1 and roll.fresh(index + 1)
    if not capitals and not (row.bold and not _bold_prose(roll, index)):
        return None
    heading = _titled(roll, index, "", row.at)
    if heading.title is None or after.text == row.text:
        return None
    trailing = _TRAILING.search(heading.title)
    number = trailing["number"] if trailing else None
    title = heading.title[: trailing.start()] if trailing else heading.title
    return Heading(index, heading.last, heading.body, number, title)


def _bold_prose(roll: Roll, index: int) -> bool:
    """Whether the bold line is one of a bold paragraph, as resolutions often are."""
    last = index
    while last + 1 < len(roll.rows) and not roll.fresh(last + 1) and roll.rows[last + 1].bold:
        if _LABEL.match(roll.rows[last + 1].text):
            break
        last += 1
    text = roll.text[roll.rows[index].at : roll.rows[last].upto]
    return text.rstrip().endswith((".", ";", ":")) or len(text) > 160


def find_counts(roll: Roll, headings: Sequence[Heading]) -> tuple[tuple[int, str], ...]:
    """Return the offsets and numbers of paragraphs that are counted through the meeting.

    Some councils number the paragraphs under bare titles; the first one stands
    under a title, and the count never skips. Empty where headings have numbers.
    """
    if not headings or any(heading.number for heading in headings):
        return ()
    tops = {heading.last + 1 for heading in headings}
    found: list[tuple[int, str]] = []
    for index in range(headings[0].last + 1, len(roll.rows)):
        hit = _COUNTED.match(roll.rows[index].text)
        if hit is None or not (index in tops or roll.fresh(index)):
            continue
        onward = int(hit["number"]) == int(found[-1][1]) + 1 if found else index in tops
        if onward:
            found.append((roll.rows[index].at, hit["number"]))
    return tuple(found) if len(found) > 1 else ()

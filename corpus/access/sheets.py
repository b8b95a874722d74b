"""What a sheet of a paper says of itself: that it is closed, divides a pack, or opens it again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.access.likely import Place, likely
from corpus.access.signs import Sign, sign, signs
from corpus.model import Page, TextSource
from corpus.page import Row

# The end of a line that goes on with the next, which then is no heading.
_GOES_ON = re.compile(r"(?:,|\b(?:in|by|under|of|within|to|the|and|or|is|are|be|as|with|for))\s*$")
# Other rows of a form: a label and what it is.
_FORM_ROW = re.compile(
    r"^\W*(?:title|subject|report(?: of| to| by| author)?|author|wards?|date|contact|lead|"
    r"committee|meeting|portfolio|cabinet member|key decision|agenda item|director|department|"
    r"purpose|teitl|dyddiad)\b.{0,30}[:?]|^\W*[A-Z][\w /'’-]{2,40}:\s+\S",
    re.IGNORECASE,
)
# Rows of a sheet that are its heading, those in which a form can stand, and its last.
_HEAD_ROWS, _DOUBTFUL_ROWS, _FORM_ROWS, _FOOT_ROWS = 6, 3, 14, 2
# More words than these are a paper, and no sheet in place of one, or before one.
_STAND_IN_WORDS = 60
_DIVIDER_WORDS = 90
# Print so much larger than a sheet's other lines is drawn across it or heads it.
_LARGE = 1.6
_LONGEST_MARK = 90
_OF_A_MEETING = ("resolved", "proposed", "heading")
# A line of so many letters reaches the other margin.
_FULL = 65


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words of a physical page that can say what it is, in reading order.

    ``running`` are its running head and foot, ``large`` what is printed larger than the rest,
    or across it.
    ``read`` is whether anything could be read of the page.
    """

    number: int
    lines: tuple[str, ...]
    running: tuple[str, ...]
    large: tuple[str, ...]
    words: int
    read: bool


def sheet_of(page: Page, rows: Sequence[Row], across: str = "") -> Sheet:
    """Return a page's sheet; ``rows`` are without furniture, none of a page read by OCR.

    ``across`` is what is printed across the page, nothing else of which is among its rows.
    """
    running = tuple(page.text[span.start : span.end] for span in page.furniture)
    lines = tuple(row.text for row in rows)
    if not lines:
        lines = tuple(line for line in page.text.split("\n") if line.strip())
    usual = median(row.size for row in rows) if rows else 0.0
    large = tuple(row.text for row in rows if row.size > _LARGE * usual)
    large = (across, *large) if across else large
    read = page.source is not TextSource.NONE
    return Sheet(page.number, lines, running, large, len(page.text.split()), read)


def closed_by(sheet: Sheet, before: str) -> tuple[Sign, str] | None:
    """Return the sign that closes a sheet and the line that holds it, the surest; None if none is.

    ``before`` is the last line of the sheet before.
    """
    return min(_marks(sheet, before), key=lambda found: found[0].suspected, default=None)


def _marks(sheet: Sheet, before: str) -> Iterator[tuple[Sign, str]]:
    lines = sheet.lines
    for line in (*sheet.running, *sheet.large):
        yield from _of_line(line, "running", "sheet")
    for line in lines:
        yield from _of_line(line, "anywhere")
    for line in lines[_HEAD_ROWS:][-_FOOT_ROWS:]:
        if len(line) < _LONGEST_MARK and not line[:1].isdecimal():
            yield from ((one, said) for one, said in _of_line(line, "sheet") if not one.small)
    for at, (line, after) in enumerate(pairwise([*lines[:_FORM_ROWS], ""])):
        above = lines[at - 1] if at else before
        if at < _HEAD_ROWS and not _GOES_ON.search(above) and not _found("but.nothing", after):
            goes_on = after[:1].islower() or after[:1] == "("
            said = f"{line} {after}" if goes_on else line
            yield from (
                (one, line)
                for one, _ in _of_line(line, "sheet", all_of_it=said)
                if at < _DOUBTFUL_ROWS or not one.suspected
            )
        if at < _DOUBTFUL_ROWS and not _runs_on(above) and _of_absence(f"{line} {after}"):
            yield sign("sheet.absence"), line
        yield from _of_line(line, "answer")
    for at in range(min(3, len(lines))):
        if _own_appendix(lines, at):
            yield sign("appendix.named"), lines[at]


def _of_line(line: str, *places: str, all_of_it: str = "") -> Iterator[tuple[Sign, str]]:
    found = [one for place in places for one in signs()[place] if one.heads(line)]
    if found:
        taken_back = _found("but.partly", all_of_it or line)
        # "Public: no" is an answer that closes.
        kept = (one for one in found if not taken_back or one.name == "answer.public")
        yield from ((one, line) for one in kept)


def _of_absence(both: str) -> bool:
    return _found("sheet.absence", both) and not _found("but.partly", both)


def _found(name: str, line: str) -> bool:
    return sign(name).find(line) is not None


def likely_closed(sheet: Sheet, before: str) -> str | None:
    """Return the line of a sheet that likely closes it in words that are no sign; None if none.

    ``before`` is the last line of the sheet before.
    """
    for place, line, after in _placed(sheet, before):
        whole = f"{line} {after}"
        said = whole if after[:1].islower() or after[:1] == "(" else line
        capital = next((char for char in line if char.isalpha()), "a").isupper()
        unsaid = _found("but.partly", said) or _found("but.nothing", after)
        # What minutes tell of a closed meeting is judged by corpus/access/minuted.py.
        unsaid = unsaid or any(_found(f"exclusion.{name}", whole) for name in _OF_A_MEETING)
        if capital and not unsaid and not _GOES_ON.search(said) and likely(said, place):
            return line
    return None


def _placed(sheet: Sheet, before: str) -> Iterator[tuple[Place, str, str]]:
    """Yield the lines of a sheet that may mark it: where each stands, it, and the next line."""
    yield from ((Place.RUNNING, line, "") for line in sheet.running)
    yield from ((Place.LARGE, line, "") for line in sheet.large)
    last = len(sheet.lines) - 1
    for at, (above, line) in enumerate(pairwise([before, *sheet.lines])):
        after = sheet.lines[at + 1] if at < last else ""
        if (at < _HEAD_ROWS or at > last - _FOOT_ROWS) and not _runs_on(above):
            place = Place.HEAD if at < _HEAD_ROWS else Place.FOOT
            yield place, line, after


def _runs_on(line: str) -> bool:
    """Whether a line is one of a paragraph, and not its last."""
    full = len(line) > _FULL and not line.rstrip().endswith((".", ":", ";", "?", ")"))
    return full or _GOES_ON.search(line) is not None


def _own_appendix(lines: Sequence[str], at: int) -> bool:
    near = [line for line in lines[max(at - 1, 0) : at + 3] if line is not lines[at]]
    short = len(lines[at]) < _LONGEST_MARK
    listed = any(_found("appendix.begins", line) for line in near)
    return short and not listed and _found("appendix.named", lines[at])


def in_a_form(sheet: Sheet, line: str) -> bool:
    """Whether other rows of a report's form stand near ``line``, which is one of the sheet."""
    rows = sheet.lines[:_FORM_ROWS]
    return any(_FORM_ROW.match(row) for row in rows if row != line)


def divides(sheet: Sheet) -> str | None:
    """Return the heading of a sheet that only begins the closed part of a pack; None if not."""
    if not sheet.lines or sheet.words > _DIVIDER_WORDS or not sheet.read:
        return None
    if not _found("divider.says_closed", " ".join(sheet.lines)):
        return None
    return next((line for line in sheet.lines[:4] if _found("divider.heading", line)), None)


def opens(sheet: Sheet) -> bool:
    """Whether the open part of a pack begins again with a sheet."""
    return any(_found("opens.again", line) for line in sheet.lines[:3])


def begins_something(sheet: Sheet) -> bool:
    """Whether the first lines of a sheet are those with which a report or other paper begins."""
    return any(_found("begins.report", line) for line in sheet.lines[:_DOUBTFUL_ROWS])


def stands_in(sheet: Sheet) -> bool:
    """Whether a sheet stands in a public pack in place of a closed paper."""
    return (
        sheet.read
        and sheet.words < _STAND_IN_WORDS
        and _found("but.stands_in", " ".join(sheet.lines))
    )


def begins_sheet(line: str) -> bool:
    """Whether a line stands at the head of a sheet: it closes what follows, or opens it again."""
    said = line.strip()
    if len(said) >= _LONGEST_MARK:
        return False
    closes = any(not one.small for one, _ in _of_line(said, "sheet", "running", "anywhere"))
    return closes or _found("opens.again", said)


def begins_appendix(sheet: Sheet) -> str | None:
    """Return the letter or number of the appendix that a sheet begins, small; None if not."""
    for line in sheet.lines[:2]:
        found = sign("appendix.heading").find(line) if len(line) < _LONGEST_MARK else None
        if found is not None:
            return found["letter"].casefold()
    return None


def appendices_closed(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Yield (letter or number in small letters, the line) of the appendices a sheet says closed."""
    lines = sheet.lines
    for line, after in pairwise([*lines, ""]):
        found = sign("sentence.in_a_list").find(line)
        if found is not None and begins_appendix(sheet) is None:
            yield (found["letters"] or found["others"]).casefold(), line
        # A sentence may end on the next line, but begins on this one.
        found = sign("sentence.appendix").find(f"{line} {after}")
        if found is not None and found.start() < len(line):
            for letter in re.findall(r"\b(?!and\b|to\b)\w{1,3}\b", found["letters"]):
                yield letter.casefold(), line

"""The business that a front sheet lists, and the sheets of the paper on which it stands.

Where reading found the items of an agenda with their pages, these are used. Other front
sheets print no pages, or number in ways of their own; their business is what stands
numbered on them, and a sheet that begins with its title begins it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.access.sheets import Sheet
from corpus.access.signs import sign
from corpus.model import AgendaItem, ItemSource

_ROW = re.compile(
    r"^\W*(?:item\s+|paper\s+)?"
    r"(?P<number>(?:[A-Z]{1,3}[. ]?)?\d{1,3}(?:\.\d{1,2})?[a-z]?)(?:\(\w{1,2}\))?"
    r"\s*\*?[.):]?\s*\*?\s+"
    r"(?P<title>[*\[(]?[A-ZÀ-Þ].*)"
)
# A front sheet lists so many things at least, and stands among the first sheets.
_LEAST, _FRONT_SHEETS = 2, 3
# Longer rows are paragraphs of a report, and longer titles that go on below with a small letter.
_LONGEST_ROW, _LONGEST_TITLE = 160, 60
# Lines of a sheet among which the title of what it begins stands.
_TITLE_ROWS = 4
_LABEL = re.compile(r"^\W*(?:agenda\s+)?(?:item|paper|report|eitem|no)?\W*", re.IGNORECASE)
_LEAST_LETTERS = 6
_PAGES = re.compile(r"(?<=\w)\W+(?:pages?|pp?\.?)\s*\d(?s:.*)", re.IGNORECASE)
_FIGURES = re.compile(r"\d+")
_MINUTES = re.compile(r"\bRESOLVED\b|^\W*(?:minutes of|present\s*:|cofnodion)", re.IGNORECASE)
# Lines over which words that exclude the public run.
_NOTE = 5


def folded(text: str) -> str:
    """Return the letters and figures of a text in small letters."""
    return "".join(char for char in text.casefold() if char.isalnum())


def front_sheets(sheets: Sequence[Sheet]) -> int:
    """Return how many of the first sheets list business, and are no minutes or reports."""
    count, reached = 0, 0
    for sheet in sheets[:_FRONT_SHEETS]:
        if any(_MINUTES.search(line) for line in sheet.lines):
            break
        rows = list(_rows(sheet))
        every = sum(1 for line in sheet.lines if _ROW.match(line))
        numbers = [int(figures[0]) for row in rows if (figures := _FIGURES.findall(row["number"]))]
        grounds = sum(1 for line in sheet.lines if sign("listed.ground").find(line))
        goes_on = count and (grounds > 1 or (numbers and numbers[0] > reached))
        if not goes_on and (count or len(rows) < _LEAST or 2 * len(rows) < every - grounds):
            break
        count, reached = count + 1, max(numbers, default=reached)
    return count


def _rows(sheet: Sheet) -> Iterator[re.Match[str]]:
    """Yield the rows of a sheet that are a number and a title, and no paragraph of a text."""
    for line, after in pairwise([*sheet.lines, ""]):
        found = _ROW.match(line) if len(line) < _LONGEST_ROW else None
        if found is None or sign("listed.ground").find(line):
            continue
        text = len(found["title"]) > _LONGEST_TITLE and after[:1].islower()
        if not (text or found["title"].rstrip().endswith((".", ";", ","))):
            yield found


def listed(sheets: Sequence[Sheet]) -> tuple[AgendaItem, ...]:
    """Return the business that sheets list by number, none of it placed on pages."""
    return tuple(
        AgendaItem(
            "",
            found["number"].replace(" ", ""),
            _PAGES.sub("", found["title"]).lstrip("*[( "),
            None,
            None,
            ItemSource.FRONT_SHEET,
        )
        for sheet in sheets
        for found in _rows(sheet)
    )


def note_lines(lines: Sequence[str], at: int) -> Sequence[str]:
    """Return a line of a sheet and those that go on with its sentence, up to the next item."""
    for end in range(at + 1, min(at + _NOTE, len(lines))):
        above = lines[end - 1].rstrip()
        if above.endswith(".") or (_ROW.match(lines[end]) and not above.endswith(",")):
            return lines[at:end]
    return lines[at : at + _NOTE]


def begins(sheet: Sheet, item: AgendaItem) -> bool:
    """Whether a sheet begins with the title of an item of business, or the number and its title."""
    title = folded(_title(item.title))
    for line in sheet.lines[:_TITLE_ROWS]:
        for said in {folded(line), folded(_without_label(line, item.number))}:
            if len(said) >= _LEAST_LETTERS and len(title) >= _LEAST_LETTERS:
                if said == title or title.startswith(said) or said.startswith(title):
                    return True
            elif said == title and title:
                return True
    return False


def _title(title: str) -> str:
    """Return a title without what is said of it in brackets, or by whom it is."""
    return re.split(r"\s+[(\[–—-]\s*|\s+-\s+", title, maxsplit=1)[0]


def _without_label(line: str, number: str) -> str:
    rest = _LABEL.sub("", line)
    return rest.removeprefix(number).lstrip(" .):*-–") if rest.startswith(number) else rest


def pages_of(item: AgendaItem, all_of_them: Sequence[AgendaItem], sheets: Sequence[Sheet]) -> range:
    """Return the physical pages from the sheet that begins an item to the next that begins another.

    An empty range if none begins it. ``sheets`` follow the front sheet.
    """
    first = next((sheet.number for sheet in sheets if begins(sheet, item)), None)
    if first is None:
        return range(0)
    others = [one for one in all_of_them if one != item]
    later = (s for s in sheets if s.number > first and not begins(s, item))
    ends = (s.number for s in later if any(begins(s, other) for other in others))
    return range(first, next(ends, sheets[-1].number + 1))

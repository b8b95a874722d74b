"""Minutes as sentences: what is told to be a decision or none, one by one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.decisions.deeds import find_deeds
from corpus.minutes import BULLET, Heading, Roll

# The reference of a planning application.
REFERENCE = re.compile(r"[A-Z]{0,3}[./]?\d{2,4}/\d{3,5}(?:/\w+)*\b")
# A row of a table of motions: "JR / AF  Carried  JR to write".
ROW = re.compile(
    r"[A-Z]{2,3}(?: ?/ ?| )[A-Z]{2,3} (?i:carried|motion|passed|approved|agreed|lost)\b"
)
_OPEN = re.compile(
    r"(?:,|&|\b(?:the|an?|of|to|in|on|at|by|for|with|and|or|from|that|refs?|reference|no|numbers?"
    r"|applications?|permission|planning))\W?$",
    re.IGNORECASE,
)
# A bullet before a point's words, and the number of a line that may go on counting.
_POINT = re.compile(rf"[{BULLET}]\s*\w")
_NUMBER = re.compile(r"(\d{1,2})[.)]\s+[A-Z“\"‘']")
# Numbers that begin so near each other, in points, count one list.
_LEVEL = 6.0
# A few words over what follows: "Planning:".
_TITLE = re.compile(r"[A-Z][\w’'&/(),-]{1,20}(?: [\w’'&/(),-]{1,20}){0,4}:")
# A line that ends so many points before the others do is not full.
_SHORT = 60.0


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence inside a paragraph: half-open offsets into the roll's text, and how it stands.

    ``row`` is the index of the row where it begins. ``opens`` and ``closes`` tell whether it
    begins and ends its paragraph, ``heading`` whether it begins in a heading's rows, ``title``
    is that of the nearest heading above, None where there is none.
    """

    start: int
    end: int
    row: int
    opens: bool
    closes: bool
    heading: bool
    title: str | None


def find_units(roll: Roll, headings: tuple[Heading, ...]) -> tuple[Unit, ...]:
    """Return the sentences of a roll in order; ``headings`` are those of its rows, in order."""
    titled = {row: one for one in headings for row in range(one.first, one.last + 1)}
    found: list[Unit] = []
    title = None
    for start, end, opens, closes in _sentences(roll, headings):
        row = roll.row_at(start)
        heading = titled.get(row)
        if heading is not None and start <= roll.rows[row].at + 3:
            title = heading.title
        elif opens and closes and _TITLE.fullmatch(roll.text, start, end):
            title = roll.text[start : end - 1] if not find_deeds(roll.text[start:end]) else title
        found.append(Unit(start, end, row, opens, closes, row in titled, title))
    return tuple(found)


def _sentences(roll: Roll, headings: tuple[Heading, ...]) -> Iterator[tuple[int, int, bool, bool]]:
    text, breaks = roll.text, roll.breaks
    fresh = {row.at for index, row in enumerate(roll.rows) if roll.fresh(index)}
    # An application begins with its reference, also where a table's cells run together.
    fresh |= {
        row.at
        for before, row in pairwise(roll.rows)
        if REFERENCE.match(row.text) and not _OPEN.search(before.text)
    }
    fresh |= {row.at for row in roll.rows if ROW.match(row.text) or _POINT.match(row.text)}
    fresh |= set(_counted(roll))
    # A paragraph ends where a heading begins and begins where it ends, however near they are set.
    edges = {roll.rows[one.first].at for one in headings}
    edges |= {one.body for one in headings if _ends(roll, one)}
    # Where pages are left out, as closed ones are, no sentence goes on.
    edges |= {row.at for before, row in pairwise(roll.rows) if row.page - before.page > 1}
    starts = sorted(at for at in fresh | edges if at < len(text))
    for start, end in zip(starts, [*starts[1:], len(text)], strict=False):
        cuts = breaks[bisect_left(breaks, (start, 0)) : bisect_left(breaks, (end, 0))]
        cuts = tuple(cut for cut in cuts if start < cut[0] and cut[1] < end)
        lows, highs = [start, *(c[1] for c in cuts)], [*(c[0] for c in cuts), end]
        for at, (low, high) in enumerate(zip(lows, highs, strict=True)):
            words = text[low:high]
            first = low + len(words) - len(words.lstrip())
            if words.strip():
                yield first, first + len(words.strip()), at == 0, at == len(cuts)


def _counted(roll: Roll) -> Iterator[int]:
    """Yield where rows begin that count on from a number above them on the same edge."""
    before: tuple[int, float] | None = None
    for row in roll.rows:
        if told := _NUMBER.match(row.text):
            number = int(told[1])
            if before and number == before[0] + 1 and abs(row.x0 - before[1]) < _LEVEL:
                yield row.at
            before = number, row.x0


def _ends(roll: Roll, heading: Heading) -> bool:
    """Whether a heading ends where it seems to: not where its sentence fills the line and goes on.

    "3. Apologies were accepted from Cllr Ash. It was agreed that" is all one paragraph.
    """
    last = roll.rows[heading.last]
    if heading.body < last.upto or heading.last + 1 >= len(roll.rows):
        return True
    after = roll.rows[heading.last + 1]
    full = last.x1 > roll.right - _SHORT and last.page == after.page
    return not full or last.ended or last.bold != after.bold or roll.fresh(heading.last + 1)

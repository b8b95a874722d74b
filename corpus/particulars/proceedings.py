"""Whether a paper tells of a meeting that was held, and where its head ends and business begins.

One sign is little: reports, too, say what was agreed. Minutes have many sorts of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from corpus.language import alternation, rows_of
from corpus.page import Row

_I = re.IGNORECASE
_ATTENDED = re.compile(
    rf"^\W*(?:\d{{1,2}}[.)]?\s+)?{alternation('attended')}(?=\W*$|\s*[:–/-]|\s+[A-Z])", _I
)
_BEGINS = re.compile(
    r"^\W*+(?:(?:item\s+)?\d{1,3}(?:/\d{2,4})?[.)]?|[ivx]{1,4}[.)]|[a-z][.)]|[A-Z]{1,4}[\d/]+)\s+"
    r"(?:to\s+)?(?:apolog|welcome|election|declarations?|minutes\b|matters\b|call\s+to|roll\s+call|"
    r"police|open|attendance|ymddiheur|croeso|receive|approve|confirm|consent|public|introduc)|"
    r"^\W*+(?:call(?:ed)?\s+to\s+order|.{3,40}?\bcalled\b.{0,20}\bto\s+order|"
    r"apologies|ymddiheuriadau|membership|agenda\s*$)",
    _I,
)
_VERDICT = re.compile(rf"\W*{alternation('verdicts')}\W*", _I)
# Rows that can be the head where nothing says that business begins.
_HEAD_ROWS = 14
# A list of those who came counts as so many other signs.
_ROLL = 2
# Verdicts alone below one application after another are so many signs at most.
_MOST_VERDICTS = 3


def head_end(rows: Sequence[Row]) -> int:
    """Return the index, from 0, of the first row of those present or of business.

    Where there is none among the first rows of the first page, as many as a head may have.
    """
    page = rows[0].page if rows else 0
    for at, row in enumerate(rows[:_HEAD_ROWS]):
        if row.page != page or (at and (_ATTENDED.match(row.text) or _BEGINS.match(row.text))):
            return at
    return min(len(rows), _HEAD_ROWS)


def signs_of_a_meeting(rows: Sequence[Row]) -> int:
    """Return how many sorts of signs rows have of a meeting that was held; who came counts two."""
    text = "\n".join(row.text for row in rows)
    found = sum(pattern.search(text) is not None for pattern in _held())
    verdicts = sum(_VERDICT.fullmatch(row.text) is not None for row in rows)
    rolls = any(_ATTENDED.match(row.text) for row in rows)
    return found + _ROLL * rolls + min(verdicts, _MOST_VERDICTS)


@cache
def _held() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\b{row.pattern}\b", _I) for row in rows_of("held"))

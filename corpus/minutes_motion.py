"""The motion that a verdict is about: "… the motion was put and was carried"."""

from __future__ import annotations

import re
from collections.abc import Collection

from corpus.minutes_extent import Extent, paragraph_end, set_alike, stripped, whole
from corpus.minutes_rows import CLAUSE, Roll
from corpus.minutes_sentences import sentence_ends, sentence_start
from corpus.minutes_stops import NARRATIVE, outside
from corpus.minutes_votes import VOTE_ROW
from corpus.minutes_wording import Wording
from corpus.types import OutcomeClass

_I = re.IGNORECASE
_MOTION = re.compile(
    r"\b(?:moved|proposed|seconded|motion|amendment|proposal|proposition"
    r"|put forward)\b(?:[^:.]|\.(?=\S)){0,220}?(?P<open>:\s*[-–—]*"
    r"|\bthat\b(?:\s*:\s*[-–—]*)?"
    r"|(?:(?<=moved\s)|(?<=proposed\s))(?:to\b(?!\s+(?:the|a)\b)"
    r"|(?:refusal|approval|deferral|rejection|acceptance)\b)|(?=[“\"]))",
    _I,
)
_MOVED_WORD = re.compile(r"motion|amendment|propos|recommend|resol|moved", _I)
_PREAMBLE = re.compile(
    r"\W*(?:this|the)?\s*(?:council|authority|committee|motion|cabinet"
    r"|board)\b[^.]{0,60}?\b(?:notes?|believes?|resolves?|recognises|calls?|agrees?|welcomes?"
    r"|asks?|requests?|further|commits?|acknowledges?|therefore|supports?|is |will|condemns?"
    r"|regrets?|instructs?)\b",
    _I,
)
# What a sentence says of its motion after the motion's own words.
_TAIL = re.compile(
    r"\s?[,;(]?\s?\b(?:(?:and|which|this|it)\s+){0,2}(?:(?:was|were|is|be|being|been|having|on|upon"
    r"|when)\s+){0,3}(?:(?:then|duly|subsequently|being|also)\s+){0,2}"
    r"(?:seconded\b|put\s+to\s+(?:the|a)\b|(?:put|voted on|carried|lost|defeated|declared|rejected"
    r"|negatived|withdrawn|unanimously)\b(?=[\s,]+(?:and|by|on|to|with|un|lost|carried)|[.,:]|\s*\Z))",
    _I,
)
# A motion is looked for so far back, and is at most so many lines long.
_REACH = 12_000
_MOST_ROWS = 300


def motion_extent(
    roll: Roll, wording: Wording, floor: int, taken: Collection[int]
) -> Extent | None:
    """Return the motion that a verdict is about, else the verdict's own sentence.

    It is looked for from ``floor`` on; one that begins at a ``taken`` offset has
    its verdict already. None where the verdict only says again how a vote went.
    """
    amends = "amendment" in wording.outcome.lower()
    low = max(floor, wording.start - _REACH)
    for hit in reversed(list(_MOTION.finditer(roll.text, low, wording.end))):
        before = roll.text[sentence_start(roll, hit.start()) : hit.end()]
        if VOTE_ROW.match(roll.rows[roll.row_at(hit.start())].text):
            continue  # "For the motion: …" names those who voted
        if ("amendment" in before.lower()) is not amends:
            continue
        high = wording.sentence if hit.start() < wording.sentence else wording.end
        extent = _moved(roll, hit, high)
        if extent and extent.start not in taken:
            return extent
    if taken and wording.outcome_class is OutcomeClass.CARRIED:
        return None
    sentence = whole(roll, wording, len(roll.text))
    named = sentence and _MOVED_WORD.search(roll.text, sentence.start, sentence.end)
    return sentence if named or wording.outcome.isupper() else None


def _moved(roll: Roll, hit: re.Match[str], high: int) -> Extent | None:
    """Return the words moved: the rest of a sentence from "that" on, or what follows a colon."""
    if hit["open"][:1].isalpha() and ":" not in hit["open"]:
        start = hit.start("open")
        ends = sentence_ends(roll, start, min(paragraph_end(roll, start, high), high))
        return _untailed(roll, start, ends[0])
    if roll.text.count("\n", hit.start(), hit.end()) > 3:
        return None
    start = hit.end()
    while start < high and roll.text[start].isspace():
        start += 1
    if start >= high:
        return None
    first = roll.row_at(start)
    if roll.rows[first].at == start and outside(roll.rows[first]):
        return None  # the names of those who voted, not what they voted on
    end = _last_row(roll, first, high)
    return _untailed(roll, start, min(roll.rows[end].upto, high))


def _untailed(roll: Roll, start: int, end: int) -> Extent | None:
    """Leave off "… was put to the vote", "…, seconded by …" at the end of the words."""
    for tail in _TAIL.finditer(roll.text, start + 1, end):
        quotes = roll.text.count("“", start, tail.start()) - roll.text.count(
            "”", start, tail.start()
        )
        if quotes <= 0 and roll.text.count('"', start, tail.start()) % 2 == 0:
            end = tail.start()
            break
    return stripped(roll, start, end)


def _last_row(roll: Roll, first: int, high: int) -> int:
    index = first
    while index + 1 < min(len(roll.rows), first + _MOST_ROWS) and roll.rows[index + 1].at < high:
        if not _motion_goes_on(roll, first, index + 1):
            break
        index += 1
    return index


def _motion_goes_on(roll: Roll, first: int, index: int) -> bool:
    row = roll.rows[index]
    if not roll.fresh(index):
        return True
    if outside(row):
        return False
    text = roll.text[roll.rows[first].at : row.at]
    if text.count("“") > text.count("”"):
        return True
    if _PREAMBLE.match(row.text) or CLAUSE.match(row.text):
        return True
    if NARRATIVE.match(row.text) or sentence_start(roll, row.at) != row.at:
        return False
    return bool(re.search(r"[;:,]$", roll.rows[index - 1].text)) or set_alike(
        roll.rows[first], row, roll, roll.margin
    )

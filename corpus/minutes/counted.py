"""Paragraphs that a minute counts: where the next one begins, and which one a sentence names.

"7) Following the debate, the motion set out in paragraph 5 was put to the vote"
tells which motion was voted on better than nearness does.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from corpus.minutes.roll import Roll, Row

_MARK = re.compile(r"\(?(?P<number>\d{1,3})[.)]\s+(?=\S)")
_NAMES = re.compile(
    r"\b(?:motion|amendment|proposal|recommendations?)\b[^.;:]{0,140}?"
    r"\bparagraphs?\s+\(?(?P<number>\d{1,3})\b",
    re.IGNORECASE,
)
# Paragraphs of one count begin this close to one line, in points.
_LEFT = 5.0
# A paragraph named stands at most so many lines back.
_FARTHEST = 2000


def count_of(row: Row) -> int | None:
    """Return the whole number that a row begins with as paragraphs do: "7)", "(7)", "7."."""
    hit = _MARK.match(row.text)
    return int(hit["number"]) if hit else None


def uncounted(roll: Roll, at: int) -> int:
    """Return the offset after the number of the paragraph that begins at ``at``; else ``at``."""
    row = roll.rows[roll.row_at(at)]
    hit = _MARK.match(row.text) if row.at == at else None
    return at + hit.end() if hit else at


def follows(roll: Roll, own: int, index: int) -> bool:
    """Whether row ``index`` begins the paragraph counted after the one that row ``own`` begins."""
    count, after = count_of(roll.rows[own]), count_of(roll.rows[index])
    if count is None or after is None or index <= own:
        return False
    near = abs(roll.rows[index].x0 - roll.rows[own].x0) < _LEFT
    return near and after == count + 1


def _put(text: str, hit: re.Match[str]) -> bool:
    """Whether the sentence puts what it names to the vote; it may as well only amend it."""
    before = re.split(r"[.;:]\s", text[max(0, hit.start() - 100) : hit.start()])[-1]
    after = re.split(r"[.;:]", text[hit.end() : hit.end() + 80])[0]
    return bool(re.search(r"\b(?:put|voted?)\b", f"{before} {after}", re.IGNORECASE))


def named_paragraph(roll: Roll, floor: int, low: int, high: int) -> tuple[int, int] | None:
    """Return the offsets of the counted paragraph that the words from ``low`` to ``high`` name.

    Of several the last; it is looked for from ``floor`` on. None where none is named or found.
    """
    named = [hit for hit in _NAMES.finditer(roll.text, low, high) if _put(roll.text, hit)]
    if not named:
        return None
    last = roll.row_at(named[-1].start())
    first = max(roll.row_at(floor), last - _FARTHEST)
    rows = roll.rows
    counted = [
        at
        for at in range(first, last + 1)
        if rows[at].at >= floor and count_of(rows[at]) is not None
    ]
    left = min((rows[at].x0 for at in counted), default=0.0) + _LEFT
    number = int(named[-1]["number"])
    outer = [at for at in counted if rows[at].x0 < left]
    own = next((at for at in reversed(outer) if count_of(roll.rows[at]) == number), None)
    if own is None:
        return None
    later = outer[bisect_left(outer, own + 1) :]
    end = next((at for at in later if follows(roll, own, at)), last)
    return roll.rows[own].at, max(roll.rows[end].at, roll.rows[own].upto)

"""Where it is printed what became of a motion, and who moved and seconded it."""

from __future__ import annotations

import re

from corpus.minutes_counted import uncounted
from corpus.minutes_extent import Extent, paragraph_end
from corpus.minutes_movers import Moving
from corpus.minutes_rows import Roll
from corpus.minutes_sentences import sentence_ends, sentence_start
from corpus.minutes_wording import Wording
from corpus.types import Span

# What is moved begins in quotation marks; "the motion" before it is not.
_QUOTED = re.compile(r"[“\"]")
_NUMBERED = re.compile(r"\(?\d{1,3}[.)]\s+(?=[A-Z])")


def outcome_spans(roll: Roll, wording: Wording) -> tuple[Span, ...]:
    """Return where the outcome's own words stand ("Motion lost"), else all that announces it."""
    shown = r"\s+".join(map(re.escape, wording.outcome.split()))
    said = roll.text[wording.start : wording.end]
    found = list(re.finditer(shown, said)) if shown else []
    start, end = found[-1].span() if found else (0, len(said))
    return roll.cut(wording.start + start, wording.start + end)


def moved_spans(roll: Roll, moving: Moving, moved: Extent) -> tuple[Span, ...]:
    """Return the sentence that says who moved and seconded, without the words ``moved``."""
    start = _paragraph(roll, sentence_start(roll, moving.start), moving.start)
    limit = paragraph_end(roll, max(moving.end - 1, moving.start), len(roll.text))
    ends = sentence_ends(roll, moving.start, max(limit, moving.end))
    end = next(at for at in ends if at >= moving.end)
    quoted = _QUOTED.search(roll.text, moving.end, end)
    end = quoted.start() if quoted else end
    if start < moved.end <= moving.start:
        start = moved.end
    if moving.end <= moved.start < end:
        end = moved.start
    return roll.cut(start, end)


def _paragraph(roll: Roll, low: int, high: int) -> int:
    """Return where the last numbered paragraph between two offsets begins, else ``low``."""
    rows = roll.rows[roll.row_at(low) : roll.row_at(high) + 1]
    begun = [row.at for row in rows if row.at >= low and _NUMBERED.match(row.text)]
    return uncounted(roll, begun[-1] if begun else low)

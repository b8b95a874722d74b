"""Where it is printed what became of a motion, who moved it and how members voted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import dropwhile

from corpus.language import alternation
from corpus.minutes.counted import uncounted
from corpus.minutes.extent import Extent, paragraph_end
from corpus.minutes.movers import Moving
from corpus.minutes.roll import Roll
from corpus.minutes.sentences import sentence_ends, sentence_start
from corpus.minutes.votes import Vote
from corpus.minutes.wording import Wording
from corpus.model import Page, Resolution, Span

# What is moved begins in quotation marks; "the motion" before it is not.
_QUOTED = re.compile(r"[“\"]")
# How far below a vote a line still tells of it: members who voted otherwise.
_NEAR = 600
_DISSENT = re.compile(
    # From the first in a sentence on: a later one sees no more of it.
    rf"(?:\A|\.)(?>[^.]*?\b(?:{alternation('titles', plurals=True)}|Mayor)\b)[^.]*?"
    r"\b(?:voted\s+(?:for|against|in\s+favour)|abstained|(?:his|her|their)\s+(?:votes?|dissent"
    r"|abstentions?|opposition)\b[^.]*?\b(?:recorded|minuted|noted)|dissent(?:ed|ing)?|did\s+not\s+vote)\b",
    re.DOTALL,
)
_PUTS = re.compile(r"\b(?:RESOLVED|Resolved|put\s+to\s+the\s+vote)\b")
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
    return _cut(roll, *_beside(start, end, moving.start, moved))


def vote_spans(
    roll: Roll, vote: Vote | None, resolved: Extent, after: int, end: int
) -> tuple[Span, ...]:
    """Return where the vote is told, without the words ``resolved``, and what names dissent.

    "Councillor Ash asked that his vote against be recorded" may follow ``after`` the
    lines of the vote, and before ``end``, where other business begins.
    """
    told = (vote.start, vote.end) if vote else (after, after)
    spans = list(_cut(roll, *_beside(*told, vote.at, resolved))) if vote else []
    start = after
    for stop in sentence_ends(roll, after, min(end, after + _NEAR)) if end > after else ():
        sentence = roll.text[start:stop]
        if stop > told[1] and _DISSENT.search(sentence) and not _PUTS.search(sentence):
            spans.extend(roll.cut(max(start, told[1]), stop))
        start = stop
    return tuple(spans)


def with_dissent(said: Resolution, page: Callable[[int], Page]) -> Resolution:
    """Return a decision whose vote also says who is noted behind it to have voted otherwise.

    ``page`` gives a physical page of its paper as the reader sees it. These words are as printed,
    without the brackets round them.
    """
    read = (page(span.page).text[span.start : span.end] for span in said.vote_spans)
    told = dropwhile(lambda words: not _DISSENT.search(words), (" ".join(w.split()) for w in read))
    noted = " ".join(told)
    vote = said.vote or ""
    # Where the vote is told by that sentence itself.
    if not noted or (vote and vote.casefold() in noted.casefold()):
        return said
    if noted.startswith("(") and noted.endswith(")"):
        noted = noted[1:-1]
    return replace(said, vote="; ".join(part for part in (vote, noted) if part))


def _cut(roll: Roll, start: int, end: int) -> tuple[Span, ...]:
    """Return the spans of a sentence without the mark that leads on to something else."""
    return roll.cut(start, start + len(roll.text[start:end].rstrip(" \n:;,–—-")))


def _beside(start: int, end: int, at: int, words: Extent) -> tuple[int, int]:
    """Return the part of a sentence before or after ``words`` that holds the offset ``at``."""
    if start < words.end <= at:
        start = words.end
    if at < words.start < end:
        end = words.start
    return start, end


def _paragraph(roll: Roll, low: int, high: int) -> int:
    """Return where the last numbered paragraph between two offsets begins, else ``low``."""
    rows = roll.rows[roll.row_at(low) : roll.row_at(high) + 1]
    begun = [row.at for row in rows if row.at >= low and _NUMBERED.match(row.text)]
    return uncounted(roll, begun[-1] if begun else low)

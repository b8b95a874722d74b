"""Follow-up questions without a language model: what is carried over, and what is not.

A question leans on the one before when it points back ("that", "they"), begins
in the middle ("And …", "What about …") or has hardly a word of its own. Then
the earlier words are carried over; what the new question says itself (a date,
an item, a committee) takes the place of the old.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.periods import find_periods
from retrieval.query import Lexicon, Query, understand
from retrieval.types import Intent, Turn

_BEGINS = re.compile(
    r"^\W*(?:and|but|so|or|also|then|what about|how about|what of|same|any(?:thing)? else"
    r"|who else|what else|the (?:year|one|meeting) before|ok(?:ay)?)\b",
    re.I,
)
_POINTS = re.compile(
    r"\b(?:that|this|it|its|they|them|their|those|these|he|she|him|her|his|there|then"
    r"|the same|the (?:year|one|meeting|version) (?:before|after))\b",
    re.I,
)
# "that" before a noun phrase of its own, or as a conjunction, points nowhere.
_NOT_POINTING = re.compile(r"\b(?:so that|in that|it is that|say that|said that|show that)\b", re.I)
# The same question of another time or place.
_ELSEWHERE = re.compile(r"^\W*(?:and\s+)?(?:what|how) about\b|\bwhere had it got\b", re.I)
_FEW_WORDS = 2


@dataclass(frozen=True, slots=True)
class Resolved:
    """The question as it is searched; ``carried`` is the earlier question leaned on."""

    query: Query
    searched: str
    carried: str | None = None


def resolve(question: str, history: Sequence[Turn], lexicon: Lexicon) -> Resolved:
    """Understand ``question`` in the light of the turns before it."""
    own = understand(question, lexicon)
    if not history or not leans(own):
        return Resolved(own, own.search_text)
    before = history[-1].answer.searched or history[-1].question
    earlier = understand(_without_replaced(before, own), lexicon)
    joined = f"{earlier.text.rstrip(' ?.!')}: {own.text}"
    both = understand(joined, lexicon)
    merged = replace(
        both,
        intent=earlier.intent if _repeats(own) else own.intent,
        periods=own.periods or earlier.periods,
        item=own.item or earlier.item,
        recency=own.recency,
        carried=earlier.text,
    )
    return Resolved(merged, merged.search_text, before)


def leans(query: Query) -> bool:
    """Whether the question cannot stand alone."""
    text = _NOT_POINTING.sub(" ", query.text)
    return bool(_BEGINS.search(text) or _POINTS.search(text) or len(query.words) <= _FEW_WORDS - 1)


def _repeats(own: Query) -> bool:
    """Whether the new question asks the same thing of something else ("and in 2019?")."""
    asks = re.search(
        r"\b(?:what|who|whose|when|where|why|how|which|did|was|were)\b", own.text, re.I
    )
    return own.intent is Intent.ANY and (asks is None or bool(_ELSEWHERE.search(own.text)))


def _without_replaced(before: str, own: Query) -> str:
    """Cut the earlier question's dates where the new one brings its own."""
    if not own.periods:
        return before
    kept, start = [], 0
    for found in find_periods(before):
        kept.append(before[start : found.start])
        start = found.end
    return " ".join(" ".join([*kept, before[start:]]).split())

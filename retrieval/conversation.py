"""Follow-up questions without a language model: what is carried over, and what is not.

A question leans on the one before when it points back ("that", "they"), begins
in the middle ("And …", "What about …") or has hardly a word of its own. Then
the earlier words are carried over; what the new question says itself (a date,
an item, a committee) takes the place of the old, and "the year before" moves the
earlier question's dates. "New topic: …" carries nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from retrieval.periods import Period, find_periods
from retrieval.query import Lexicon, Query, Recency, content_words, understand
from retrieval.types import Intent, Turn

_BEGINS = re.compile(
    r"^\W*(?:and|but|so|or|also|then|what about|how about|what of|same|any(?:thing)? else"
    r"|who else|what else|the (?:year|one|meeting) before|ok(?:ay)?)\b",
    re.I,
)
_POINTS = re.compile(
    r"\b(?:that|this|it|its|they|them|their|those|these|he|she|him|her|his|there|then"
    r"|the same|in the end|the (?:year|one|meeting|version) (?:before|after)"
    r"|the \w+ (?:before|after)(?=\W*$))\b",
    re.I,
)
# A pronoun after so many words of its own points into the question itself.
_ANTECEDENT = 3
_NEW_TOPIC = re.compile(
    r"^\W*(?:(?:on )?(?:to )?(?:a )?(?:new|different|another|other) (?:topic|question|subject"
    r"|matter)|start (?:again|over|afresh)|forget (?:that|it|about that)|never ?mind(?: that)?"
    r"|something else|change of (?:topic|subject))\b[\s:;,.–—-]*",
    re.I,
)
_COUNTED = {
    word: at for at, word in enumerate(("one", "two", "three", "four", "five", "six"), start=1)
} | {"a": 1, "the": 1}
_SHIFT = re.compile(
    r"\b(?:(?P<count>a|one|two|three|four|five|six|\d)\s+years?|the\s+year|(?:the\s+)?(?P<word>"
    r"previous|preceding|prior|following|next)\s+year)(?:\s+(?P<way>before|earlier|previously"
    r"|after(?:wards)?|later|on))?\b",
    re.I,
)
_EARLIER = frozenset(("before", "earlier", "previously", "previous", "preceding", "prior"))
_LATER = frozenset(("after", "afterwards", "later", "on", "following", "next"))
# A year, and the short year after a stroke.
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<=\d{4}[/–-])\d\d(?!\d)")
_IN_THE_END = re.compile(r"\b(?:in the end|eventually|finally|ultimately|since then)\b", re.I)
# "that" before a noun phrase of its own, or as a conjunction, points nowhere.
_NOT_POINTING = re.compile(
    r"\b(?:so that|in that|it is that|say that|said that|show that|there (?:is|are|was|were|been)"
    r"|(?:is|are|was|were|will|would|has|have) there|this (?:year|month|week|council|meeting))\b",
    re.I,
)
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
    fresh = _NEW_TOPIC.match(question)
    own = understand(question[fresh.end() :] if fresh else question, lexicon)
    if fresh or not history or not leans(own):
        return Resolved(own, own.search_text)
    before = history[-1].answer.searched or history[-1].question
    kept = _moved(before, own, history[-1], lexicon) or _without_replaced(before, own, lexicon)
    earlier = understand(kept, lexicon)
    joined = f"{earlier.text.rstrip(' ?.!')}: {own.text}"
    both = understand(joined, lexicon)
    in_the_end = bool(_IN_THE_END.search(own.text))
    merged = replace(
        both,
        intent=earlier.intent if _repeats(own) else own.intent,
        periods=own.periods or _carried_on(earlier.periods, in_the_end),
        item=own.item or earlier.item,
        committee=own.committee or earlier.committee,
        recency=Recency.LATEST if in_the_end else own.recency,
        carried=earlier.text,
    )
    return Resolved(merged, merged.search_text, before)


def _carried_on(periods: tuple[Period, ...], in_the_end: bool) -> tuple[Period, ...]:
    """Carry periods over; what came of a thing in the end may stand in any later paper."""
    return tuple(replace(p, until=date.max) for p in periods) if in_the_end else periods


def leans(query: Query) -> bool:
    """Whether the question cannot stand alone."""
    text = _NOT_POINTING.sub(" ", query.text)
    if _BEGINS.search(text) or len(query.words) < _FEW_WORDS:
        return True
    if _years_moved(text) and len(content_words(_SHIFT.sub(" ", text))) < _FEW_WORDS:
        return True
    return any(
        len(content_words(text[: points.start()])) < _ANTECEDENT
        for points in _POINTS.finditer(text)
    )


def _moved(before: str, own: Query, turn: Turn, lexicon: Lexicon) -> str:
    """Return the earlier question with its dates moved by the years asked for; "" for none.

    Where the earlier question names no date, the paper that answered it does.
    """
    years = 0 if own.periods else _years_moved(own.text)
    if not years:
        return ""
    named = [p for p in find_periods(before, lexicon.days) if p.until != date.max]
    if not named:
        answered = next((c.date for c in turn.answer.citations if c.date), None)
        year = answered.year + years if answered else 0
        met = any(day.year == year for day in lexicon.days)
        return f"{before.rstrip(' ?.!')} {year}" if met else ""
    first, last = named[0].start, max(p.end for p in named)
    moved = _YEARS.sub(lambda year: _year_moved(year[0], years), before[first:last])
    held = any(p.holds(day) for p in find_periods(moved, lexicon.days) for day in lexicon.days)
    # Without a meeting at that time, a paper of the time asked about before may look back.
    return f"{before[:first]}{moved}{before[last:]}" if held else ""


def _years_moved(text: str) -> int:
    """Return how many years later (negative: earlier) a follow-up asks about; 0 for no such."""
    match = _SHIFT.search(text)
    way = (match["way"] or match["word"] or "").lower() if match else ""
    if not match or way not in _EARLIER | _LATER:
        return 0
    count = (match["count"] or "one").lower()
    years = int(count) if count.isdigit() else _COUNTED[count]
    return -years if way in _EARLIER else years


def _year_moved(year: str, years: int) -> str:
    """Move a year as printed: "2017", or the short end of "2016/17"."""
    return f"{int(year) + years:0{len(year)}d}"


def _repeats(own: Query) -> bool:
    """Whether the new question asks the same thing of something else ("and in 2019?")."""
    asks = re.search(
        r"\b(?:what|who|whose|when|where|why|how|which|did|was|were)\b", own.text, re.I
    )
    return own.intent is Intent.ANY and (asks is None or bool(_ELSEWHERE.search(own.text)))


def _without_replaced(before: str, own: Query, lexicon: Lexicon) -> str:
    """Cut the earlier question's dates and committee where the new one brings its own."""
    earlier = understand(before, lexicon).committee
    if own.committee and earlier and earlier != own.committee:
        before = re.sub(re.escape(earlier), " ", before, flags=re.IGNORECASE)
    if not own.periods:
        return " ".join(before.split())
    kept, start = [], 0
    for found in find_periods(before):
        kept.append(before[start : found.start])
        start = found.end
    return " ".join(" ".join([*kept, before[start:]]).split())

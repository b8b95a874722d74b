"""Whether what is asked has not come about yet in what is told: no end is told of it then.

Papers announce reports, contests and meetings, and near misses ask how these went.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from corpus.language import alternation
from retrieval.model import Intent, Statement
from retrieval.question import ask_of, share_met
from retrieval.search import Found

_PENDING = re.compile(rf"\b{alternation('pending')}\b", re.I)
_SENTENCE = re.compile(r"(?<=[.;!?])\s+|\n")
# What was said or done at some time, not what was to begin then.
_CAME_ABOUT = re.compile(
    r"^\W*(?:(?:and|so|but)\s+)?(?:what (?:did|happened)|how did|who (?:came|spoke|attended))\b",
    re.I,
)
# Days of the longest time in which it is asked what was decided then, and what stands before it.
_MONTH = 31
_AT = re.compile(r"\b(?:in|on|at|during|back in)\s+$", re.I)


def is_pending(found: Found, statements: Sequence[Statement]) -> bool:
    """Whether statements tell only of what was to come, and its end is asked for.

    So it is with who won where nothing tells of a winner, with what a report said where it is
    only awaited, and with what was said on a day, or decided in a month, that lies behind all
    meetings told of.
    """
    query = found.query
    ask = ask_of(query.own_text)
    if ask is not None and ask.name == "winner":
        return not any(ask.answered_in(one.text) for one in statements)
    if ask is not None and ask.name == "finding":
        told = ask.says.search(query.own_text)
        thing = next(filter(None, told.groupdict().values()), "") if told else ""
        naming = list(_naming(thing, statements, found))
        return bool(naming) and all(_PENDING.search(one) for one in naming)
    if len(query.periods) != 1:
        return False
    (period,) = query.periods
    length = (period.until - period.since).days
    decided = (
        query.intent is Intent.RESOLUTION
        and length <= _MONTH
        and _AT.search(query.text, 0, period.start)
    )
    came = not length and _CAME_ABOUT.match(query.own_text)
    return bool((decided or came) and _before(period.since, statements, found))


def _naming(thing: str, statements: Sequence[Statement], found: Found) -> Iterator[str]:
    """Yield the sentences that name a thing."""
    for statement in statements:
        for sentence in _SENTENCE.split(statement.text):
            if share_met((thing,), sentence, found.query):
                yield sentence


def _before(day: date, statements: Sequence[Statement], found: Found) -> bool:
    """Whether all meetings that statements are of were before a day."""
    cited = ((one.paper_id, one.page) for s in statements for one in s.citations)
    held = {found.minuted.day(found.papers[paper], (page,)) for paper, page in cited}
    return bool(held) and all(one is not None and one < day for one in held)

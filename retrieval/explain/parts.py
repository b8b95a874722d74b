"""Questions in parts: what changed from one time to another, and a briefing on an item.

Each part is searched for by itself, so that the loudest does not drown the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.model import PaperKind, Scope
from retrieval.answer import compares, named_times
from retrieval.question import Period, Query
from retrieval.search import Found

TitleOf = Callable[[str, str], str]
_BRIEF = re.compile(
    r"\b(?:brief(?:ing)?|summar(?:y|ise|ize)|overview|run me through|talk me through|explain)\b",
    re.I,
)

_DECIDED = (PaperKind.MINUTES, PaperKind.DECISION_NOTICE)
# What a briefing tells of an item: a name for the part, and the words it is searched by.
_BRIEFING = (
    ("What is proposed", "recommendations: members are asked to decide, approve or note"),
    ("Why", "purpose and background: reasons for the proposal"),
    ("Money", "financial implications: cost, budget and funding"),
    ("Risks and consultation", "risks, consultation, legal and equality implications"),
)


@dataclass(frozen=True, slots=True)
class AskedPart:
    """One part of a question: its name, the words to search by, and where.

    ``doubtful`` parts are told of only where their search finds an answer.
    """

    name: str
    text: str
    scope: Scope
    doubtful: bool = False


def parts_asked(
    query: Query, scope: Scope, found: Found, days: Sequence[date], title_of: TitleOf
) -> tuple[AskedPart, ...]:
    """Return the parts of a question; none where it has no parts.

    ``title_of`` gives the title of an item of a paper, "" where it has none.
    """
    item = query.item or scope.item
    if item and is_briefing(query, scope):
        return _briefing(item, scope, found, title_of)
    times = named_times(query) if compares(query) else []
    if len(times) < 2:
        return ()
    most = found.constants.explaining.parts
    return tuple(_of_time(query, time, scope, days) for time in times[:most])


def is_briefing(query: Query, scope: Scope) -> bool:
    """Whether the question asks to be told about a whole item."""
    return bool((query.item or scope.item) and _BRIEF.search(query.text))


def _of_time(query: Query, time: Sequence[Period], scope: Scope, days: Sequence[date]) -> AskedPart:
    """Ask the same of one time, in its own meetings where there are any.

    ``time`` is all that its words may mean: "October" is that of each year.
    """
    words = slice(time[0].start, time[0].end)
    places = {(p.start, p.end) for p in query.periods} - {(words.start, words.stop)}
    text = query.text
    for start, end in sorted(places, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    meant = [period for period in time if any(period.holds(day) for day in days)]
    newest = max(meant, key=lambda period: period.until, default=None)
    narrowed = replace(scope, since=newest.since, until=newest.until) if newest else scope
    name = query.text[words].strip()
    return AskedPart(name[:1].upper() + name[1:], " ".join(text.split()), narrowed)


def _briefing(item: str, scope: Scope, found: Found, title_of: TitleOf) -> tuple[AskedPart, ...]:
    """Ask each thing that a briefing tells of the item, in the paper that the search found."""
    hit = next((hit for hit in found.hits if hit.passage.item == item), None)
    if hit is None:
        return ()
    paper = found.papers[hit.passage.paper_id]
    inside = replace(scope, papers=(paper.id,), item=item)
    parts = [AskedPart(name, words, inside) for name, words in _BRIEFING]
    title = title_of(paper.id, item)
    if title:
        decided = replace(scope, item=None, kinds=_DECIDED)
        parts.append(AskedPart("What was decided", f"What was decided on {title}?", decided, True))
    return tuple(parts)

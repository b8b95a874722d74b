"""What a meeting decided, asked for as a whole: the register's outcomes, not a sample of them.

Of meetings that decided nothing, what their minutes say: of a quorum not met for example.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from corpus.catalogue import Catalogue
from corpus.decisions import ended_so, ends_asked
from corpus.language import alternation
from corpus.model import DecisionKind, PassageKind, Resolution, Scope
from prompts import fill
from retrieval.answer.citations import widest_on_each_page
from retrieval.answer.quoting import Quoter
from retrieval.answer.sorts_of_meeting import of_sort, sorts_in
from retrieval.model import Hit, Intent, Statement, day_words
from retrieval.question import OUTCOME, Query, Recency, content_words, topic_words
from retrieval.ranking import NOT_STANDING, asks_of_amendments, weight
from retrieval.search import Found

_ASKS_WHICH = re.compile(
    r"list|outcomes?|made|taken|passed|reached|records?|recorded|happened|everything|every|full"
    r"|summary|summarise|main|key|formal|official|votes?|motions?|business|session|sitting",
    re.I,
)
# Minutes of a meeting are asked for to see what it decided.
_MINUTES = re.compile(r"\bminutes\b(?!\s+of silence\b)", re.I)
# What became of the minutes is asked of a later meeting.
_CONFIRMED = re.compile(
    r"\bminutes\b[^?!]{0,80}?\b(?:approved|agreed|confirmed|signed|accepted|adopted|corrected|amended)\b"
    r"|\b(?:approved?|agreed?|confirm(?:ed)?|sign(?:ed)?|accept(?:ed)?|correct(?:ed)?|amend(?:ed)?)\b"
    r"[^?.]{0,20}\bminutes\b",
    re.I,
)
_FETCHED = frozenset(
    ("minutes", "show", "find", "get", "give", "see", "open", "read", "need", "want")
)
_BODY = re.compile(rf"\b{alternation('bodies', plurals=True)}\b", re.I)
_ASKED = (Intent.RESOLUTION, Intent.LIST, Intent.ANY)


def decided_at(
    found: Found, catalogue: Catalogue, quoter: Quoter, most: int
) -> tuple[list[Statement], str]:
    """Return up to ``most`` outcomes of the meeting or period asked about, and how many there are.

    Routine business comes last, what was lost or amends before it, what was only
    noted before that; else minute order. Only what was deferred or rejected where that is
    asked. Nothing where the question has a topic of its own, or the register holds nothing of
    that time. Raises as :class:`Quoter`.
    """
    if not asks_all(found.query):
        return [], ""
    held, ends = _held(found, catalogue), ends_asked(found.query.text)
    if ends:
        held = [said for said in held if ended_so(said, ends)]
    groups = sorted(_copies(held), key=lambda same: weight(same[0]))
    if not ends and asks_of_amendments(found.query.text):
        groups = [same for same in groups if weight(same[0]) == NOT_STANDING] or groups
    statements = [told for same in groups[:most] if (told := _told(same, quoter))]
    if len(groups) <= most:
        return statements, ""
    return statements, fill("outcomes_cut", shown=str(len(statements)), all=str(len(groups)))


def asks_all(query: Query) -> bool:
    """Whether a question asks what a body decided at some time, on nothing in particular."""
    if query.intent not in _ASKED or query.item or query.minute or query.references:
        return False
    if _CONFIRMED.search(query.text):
        return False
    decided = OUTCOME.search(query.text) is not None
    minuted = not decided and _MINUTES.search(query.text) is not None
    if not (decided or minuted):
        return False
    own = {*content_words(query.committee or ""), *_parts(query.committee or "")}
    own |= _FETCHED if minuted else set()
    own |= sorts_in(query.text) | set(content_words(" ".join(OUTCOME.findall(query.text))))
    topic = [w for w in topic_words(query) if w not in own and not _ASKS_WHICH.fullmatch(w)]
    dated = bool(query.periods) or (query.recency is Recency.LATEST and query.committee is not None)
    return dated and not topic


def ended_otherwise(found: Found) -> bool:
    """Whether it is asked what was deferred or rejected at some time: the register alone says."""
    return bool(ends_asked(found.query.text)) and asks_all(found.query)


def _parts(name: str) -> list[str]:
    return [word.lower() for word in re.findall(r"\w+", name)]


def _held(found: Found, catalogue: Catalogue) -> list[Resolution]:
    """Return what was decided at the time asked for, oldest meeting first, in minute order."""
    query, scope = found.query, found.scope
    scope = replace(scope, committee=scope.committee or query.committee)
    if query.periods:
        within = (_narrowed(scope, period.since, period.until) for period in query.periods)
        held = [said for one in within for said in catalogue.resolutions(one) if said.date]
    else:
        resolved = catalogue.resolutions(scope)
        dated = [said for said in resolved if said.date and said.paper_id in found.papers]
        held = [said for said in dated if said.date == dated[0].date]
    # The register goes by the day of the meeting that decided, the papers found by their own.
    decided = [said for said in held if said.kind is not DecisionKind.ACTION]
    named = _of_body([said for said in decided if said.paper_id in found.papers], query)
    named = of_sort(named, sorts_in(query.text), catalogue, scope.clearance)
    return sorted(dict.fromkeys(named), key=lambda said: said.date or date.min)


def _narrowed(scope: Scope, since: date, until: date) -> Scope:
    return replace(
        scope, since=max(since, scope.since or since), until=min(until, scope.until or until)
    )


def _of_body(held: Sequence[Resolution], query: Query) -> Sequence[Resolution]:
    """Keep the outcomes of bodies of the kind named ("the council"), where there are any."""
    kinds = {word.lower().rstrip("s") for word in _BODY.findall(query.text)}
    if query.committee or not kinds:
        return held
    named = [s for s in held if kinds & {part.rstrip("s") for part in _parts(s.committee or "")}]
    return named or held


def _copies(held: Iterable[Resolution]) -> Iterator[list[Resolution]]:
    """Yield each outcome with its copies in other papers, first the one of its own meeting's."""
    groups: dict[tuple[object, ...], list[Resolution]] = {}
    for said in held:
        words = " ".join(said.text.split()).casefold()
        groups.setdefault((said.committee, said.date, said.number, words), []).append(said)
    yield from groups.values()


def _told(same: Sequence[Resolution], quoter: Quoter) -> Statement | None:
    told = quoter.resolved(same[0])
    if told is None:
        return None
    others = (quoter.recorded(other, other.spans) for other in same[1:])
    also = (c for one in others if one for c in widest_on_each_page(one.citations))
    minute = " ".join(part for part in (same[0].number, same[0].title) if part)
    return replace(told, also=tuple(also), part=minute)


def nothing_decided(found: Found, quoter: Quoter) -> tuple[list[Statement], str]:
    """Return what minutes say of the one day asked about, of which the register has nothing.

    Nothing where the question has a topic of its own or asks about more than a day,
    or no minutes of that day were found; else with a note that says so. Raises as
    :class:`Quoter`.
    """
    days = {day for period in found.query.periods for day in (period.since, period.until)}
    if len(days) != 1 or not asks_all(found.query) or ended_otherwise(found):
        return [], ""
    (day,) = days

    def of_that_day(hit: Hit) -> bool:
        pages = ((hit.passage.paper_id, page) for page in hit.passage.pages)
        held = (found.minuted.on.get(page) for page in pages)
        return all(one and one.date == day for one in held)

    said = [
        hit.passage
        for hit in found.hits[: found.constants.ranking.closely]
        if hit.passage.kind is PassageKind.PROSE and of_that_day(hit)
    ]
    # The whole of a short minute is quoted, of long ones what fits the question best.
    most = found.constants.quoting.undecided
    told = [quoter.statement(passage, passage.spans) for passage in said[:most]]
    statements = [one for one in told if one]
    return statements, fill("no_outcomes", day=day_words(day)) if statements else ""

"""Figures that do not agree: the same thing with another number, in another place.

Two sentences contradict each other when they are about the same thing at the
same time, give figures of the same unit, and no figure is the same. A false
alarm costs more trust than a missed one, so whatever may explain the difference
does: a rise beside a level, another band, another quarter, a later meeting.
Which of two is right is for the reader to say: both are shown, with their
papers' dates.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from corpus.language import find_dates
from corpus.model import PassageKind
from retrieval.model import Hit, Intent
from retrieval.question import Query, content_words, is_stop_word, stem
from retrieval.ranking import Evidence, Wanted, countable, holds, likeness, wanted
from retrieval.search import Found

Figure = tuple[str, float]
Time = tuple[date, date]

_MONEY = re.compile(r"£\s?(\d[\d,]*(?:\.\d+)?)\s?(million|m\b|bn|billion|k\b|thousand)?", re.I)
_SHARE = re.compile(r"(?<!\d)(\d+(?:\.\d+)?)\s?(?:%|per ?cent\b)", re.I)
_COUNT = re.compile(r"(?<![\w£.,/])(\d[\d,]*(?:\.\d+)?)(?![\d%/]|\.\d|,\d)\s+([A-Za-z]{3,})")
_TIMES = {"m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9, "k": 1e3, "thousand": 1e3}
_EACH = re.compile(
    r"\s*(?:(?:per|/)\s*(\w+)|(?:an?|each|every)\s+(hour|day|night|week|month|year)\b)"
)
# A number that names something counts nothing: "section 106", "option 2".
_NAMED = (
    r"(band|phase|tier|grade|zone|lot|option|class|category|quarter|stage|year|round|wave|part)"
)
_LABEL = re.compile(rf"\b(?:{_NAMED}|(q))s?\s*(?-i:([A-H]|[1-9]\d?|[IVX]+))(?![\w/.,-]\w|\w)", re.I)
_NUMBERED = re.compile(
    rf"\b(?:{_NAMED}|items?|minutes?|paragraphs?|paras?|sections?|clauses?|appendix|annex|pages?"
    r"|tables?|figures?|ref(?:erence)?|no|number|recommendations?|schedule|priority|theme|outcome"
    r"|objective|line|level|type|version|step|standard|chapter|rules?|question|ages?|aged)"
    r"\.?\s+\d[\d.]*",
    re.I,
)
_CHANGE = r"(?:increas|ris|rose|fell|fall|reduc|decreas|grow|grew|uplift|drop|cut|chang|mov)\w*"
_CHANGED_BEFORE = re.compile(
    rf"\b(?:by|{_CHANGE}\s+(?:of|is|was))(?:\s+(?:about|around|approximately|some|nearly|over"
    r"|a further|an?\s\w+))?\s*\(?$",
    re.I,
)
_CHANGED_AFTER = re.compile(
    r"\s*(?:\w+\s+){0,2}?(?:increase|rise|fall|reduction|decrease|growth|uplift|drop|cut|more|less"
    r"|fewer|higher|lower|extra|additional)\b",
    re.I,
)
# A bound is no measure: "within 2 miles" and "1.3 miles" agree.
_BOUND = re.compile(
    r"\b(?:within|up to|at (?:least|most)|(?:no |not )?(?:more|less|fewer|later) than|under|over"
    r"|below|above|between|exceed(?:s|ed|ing)?|(?:mini|maxi)mum(?: of)?|limit of|target of)\s*$",
    re.I,
)
# What follows a rise within brackets or after "or" says the same rise again.
_SAID_AGAIN = re.compile(r"\s*+(?:per \w+|a \w+)?\s*+(?:\(|or|and|-|–)\s*$")
# Characters before a figure that may say that it is a change or a bound.
_BEFORE = 80
_KINDS = (Wanted.MONEY, Wanted.SHARE, Wanted.NUMBER)
# Of the question's words in the one sentence, so many stand in the other too.
_SAME_ASKED = 0.75
_LEAST_ASKED = 2
# Of all the words of the shorter sentence, so many stand in the other too.
_SAME_SUBJECT = 0.5
# The other sentence answers about as well.
_AS_GOOD = 0.85
# Figures of one thing that disagree are of one size: a household's bill is no county's budget.
_SAME_SIZE = 5.0
# Rows of a table are made alike; they are about one thing where most of their words are the same.
_LIKE_ROWS = 0.5
# Papers of one round of meetings were written at the same time.
_ONE_ROUND = timedelta(days=31)


def figures(text: str) -> frozenset[Figure]:
    """Return the figures of a sentence as (unit, value); dates, years and labels are none.

    The unit says what is counted, for what each ("£ per week") and whether the
    figure is a change ("£ change") or a bound ("mile bound").
    """
    plain = _NUMBERED.sub(lambda match: " " * len(match.group()), countable(text))
    found: set[Figure] = set()
    end, changed = 0, False
    for start, unit, value, after in sorted((*_sums(plain), *_shares(plain), *_counts(plain))):
        before = plain[max(start - _BEFORE, 0) : start]
        again = changed and bool(_SAID_AGAIN.fullmatch(plain[end:start]))
        each = _EACH.match(plain, after)
        changed = again or bool(
            _CHANGED_BEFORE.search(before)
            or _CHANGED_AFTER.match(plain, each.end() if each else after)
        )
        bound = " bound" if _BOUND.search(before) else ""
        per = f" per {each[1] or each[2]}".lower() if each else ""
        found.add((f"{unit}{per}{' change' if changed else ''}{bound}", value))
        end = after
    return frozenset(found)


def contradict(one: str, other: str) -> bool:
    """Whether two sentences give figures of one unit and size, none the same, of nothing apart."""
    return (
        bool(_clashing(one, other))
        and not _labelled_apart(one, other)
        and _may_meet(_times(one), _times(other))
    )


def contradicting(found: Found, lead: Hit, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the hits that give another figure for what the lead's best sentence is about."""
    kind = wanted(found.query)
    if kind not in _KINDS and found.query.intent is not Intent.COMPARE:
        return ()
    best = _best(found.evidence.get(lead.passage.id, ()), kind)
    if best is None:
        return ()
    return tuple(hit for hit in hits if _contradicts(best, hit, found, kind))


def _contradicts(best: Evidence, hit: Hit, found: Found, kind: Wanted) -> bool:
    for evidence in found.evidence.get(hit.passage.id, ()):
        if evidence.score < _AS_GOOD * best.score or not holds(kind, evidence.unit.text):
            continue
        if _disagree(best, evidence, found):
            return True
    return False


def _disagree(one: Evidence, other: Evidence, found: Found) -> bool:
    mine, yours = one.unit.text, other.unit.text
    rows = one.passage.kind is other.passage.kind is PassageKind.ROW
    if rows and likeness(one.passage, other.passage) < _LIKE_ROWS:
        return False
    if not _same_thing(mine, yours, found.query) or not contradict(mine, yours):
        return False
    # What stands round a sentence may give the other's figure too, or say when it holds.
    clash = _clashing(mine, yours)
    around = clash & _clashing(mine, other.passage.text) & _clashing(one.passage.text, yours)
    apart = _labelled_apart(one.passage.text, other.passage.text)
    return bool(around) and not apart and _same_time(one, other, found)


def _best(units: Sequence[Evidence], kind: Wanted) -> Evidence | None:
    holding = [e for e in units if holds(kind, e.unit.text) and figures(e.unit.text)]
    return max(holding, key=lambda e: e.score, default=None)


def _clashing(one: str, other: str) -> frozenset[str]:
    """Return the units of which both texts give figures of one size, none of them the same."""
    first, second = _by_unit(one), _by_unit(other)
    return frozenset(
        unit
        for unit in first.keys() & second.keys()
        if not first[unit] & second[unit]
        and any(
            max(mine, yours) <= _SAME_SIZE * min(mine, yours)
            for mine in first[unit]
            for yours in second[unit]
        )
    )


def _by_unit(text: str) -> dict[str, set[float]]:
    found: dict[str, set[float]] = defaultdict(set)
    for unit, value in figures(text):
        found[unit].add(value)
    return found


def _same_thing(one: str, other: str, query: Query) -> bool:
    """Whether two sentences share the question's words and their own."""
    first, second = _stems(one), _stems(other)
    asked = {stem(word) for word in query.words if not word.isdigit()}
    both = first & second
    if len(asked & both) < max(_LEAST_ASKED, _SAME_ASKED * len(asked & first)):
        return False
    return len(both) >= _SAME_SUBJECT * min(len(first), len(second))


def _same_time(one: Evidence, other: Evidence, found: Found) -> bool:
    """Whether both speak of one time, as far as it was known when their papers were written."""
    said = [_times(e.unit.text) or _times(e.passage.text) for e in (one, other)]
    if not _may_meet(*said):
        return False
    days = [found.papers[e.passage.paper_id].meeting_date for e in (one, other)]
    known = sorted(day for day in days if day is not None)
    if len(known) < 2 or known[1] - known[0] <= _ONE_ROUND:
        return True
    # What was not over at the earlier meeting has moved on since.
    return any(until < known[0] for _, until in said[0] & said[1])


def _times(text: str) -> set[Time]:
    return {(found.since, found.until) for found in find_dates(text)}


def _may_meet(one: set[Time], other: set[Time]) -> bool:
    return not one or not other or bool(one & other)


def _labelled_apart(one: str, other: str) -> bool:
    """Whether two texts name other bands, quarters or phases of a kind that both name."""
    first, second = _labels(one), _labels(other)
    return any(not first[kind] & second[kind] for kind in first.keys() & second.keys())


def _labels(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for match in _LABEL.finditer(text):
        found["quarter" if match[2] else match[1].lower()].add(match[3])
    return found


def _stems(text: str) -> set[str]:
    return {stem(word) for word in content_words(text) if not word[:1].isdigit()}


def _sums(text: str) -> Iterator[tuple[int, str, float, int]]:
    """Yield each sum as (start, unit, value, end); shares and counts likewise."""
    for match in _MONEY.finditer(text):
        value = _value(match[1]) * _TIMES.get((match[2] or "").lower(), 1.0)
        yield match.start(), "£", value, match.end()


def _shares(text: str) -> Iterator[tuple[int, str, float, int]]:
    for match in _SHARE.finditer(text):
        yield match.start(), "%", _value(match[1]), match.end()


def _counts(text: str) -> Iterator[tuple[int, str, float, int]]:
    for match in _COUNT.finditer(text):
        noun = match[2].lower()
        year = match[1].isdigit() and 1900 <= int(match[1]) <= 2100
        if (
            not year
            and noun not in _TIMES
            and not noun.startswith("percent")
            and not is_stop_word(noun)
        ):
            yield match.start(), stem(noun), _value(match[1]), match.end()


def _value(digits: str) -> float:
    return float(digits.replace(",", "").rstrip("."))

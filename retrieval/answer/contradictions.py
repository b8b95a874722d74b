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
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from corpus.language import (
    CURRENCIES,
    Figure,
    alternation,
    each_after,
    find_dates,
    find_figures,
)
from corpus.model import PassageKind
from prompts import fill
from retrieval.model import DEFAULT, Contradicting, Hit, Intent, day_words
from retrieval.question import (
    Query,
    asking_words,
    content_words,
    is_stop_word,
    share_met,
    stem,
    topic_words,
)
from retrieval.ranking import Evidence, Wanted, countable, holds, likeness, newest_speaks, wanted
from retrieval.search import Found

Measured = tuple[str, float]
Time = tuple[date, date]

_COUNTED = re.compile(r"\s+([A-Za-z]{3,})")
# A number that names something counts nothing: "section 106", "option 2".
_NAMED = (
    r"(band|phase|tier|grade|zone|lot|option|class|category|quarter|stage|year|round|wave|part)"
)
_LABEL = re.compile(rf"\b(?:{_NAMED}|(q))s?\s*(?-i:([A-H]|[1-9]\d?|[IVX]+))(?![\w/.,-]\w|\w)", re.I)
_AGED = re.compile(r"\b(?:year|ages?|aged)\.?\s+\d[\d.]*", re.I)
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
# What says that a figure is the one that holds now, and what that it is of a part.
_NOW = re.compile(rf"\b{alternation('held_now')}\b", re.I)
_PART = re.compile(rf"\b{alternation('held_in_part')}\b", re.I)
# Characters before a figure that may say that it is a change or a bound.
_BEFORE = 80
_KINDS = (Wanted.MONEY, Wanted.SHARE, Wanted.NUMBER)


def figures(text: str) -> frozenset[Measured]:
    """Return the figures of a sentence as (unit, value); dates, years and labels are none.

    The unit says what is counted, for what each ("£ per week") and whether the
    figure is a change ("£ change") or a bound ("mile bound").
    """
    plain = _AGED.sub(lambda match: " " * len(match.group()), countable(text))
    found: set[Measured] = set()
    end, changed = 0, False
    for start, unit, value, after in _measured(plain):
        before = plain[max(start - _BEFORE, 0) : start]
        again = changed and bool(_SAID_AGAIN.fullmatch(plain[end:start]))
        each, then = each_after(plain, after)
        changed = again or bool(_CHANGED_BEFORE.search(before) or _CHANGED_AFTER.match(plain, then))
        bound = " bound" if _BOUND.search(before) else ""
        per = f" per {each}" if each else ""
        found.add((f"{unit}{per}{' change' if changed else ''}{bound}", value))
        end = after
    return frozenset(found)


def contradict(one: str, other: str, constants: Contradicting = DEFAULT.contradicting) -> bool:
    """Whether two sentences give figures of one unit and size, none the same, of nothing apart."""
    return (
        bool(_clashing(one, other, constants.same_size))
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


def newer_figure(found: Found, lead: Hit, hits: Sequence[Hit]) -> Hit | None:
    """Return the hit of a later round of meetings with another figure for what the lead tells.

    The newest of those about as good, of an item whose headings name the topic, that say of the
    same thing, or that it is so now; a part of it ("of which") is another thing. None where a time
    was asked for, or where there is none.
    """
    kind, day, constants = wanted(found.query), found.day(lead.passage), found.constants
    best = _best(found.evidence.get(lead.passage.id, ()), kind) if kind in _KINDS else None
    if best is None or day is None or not newest_speaks(found.query):
        return None
    topic = [word for word in topic_words(found.query) if word not in asking_words()]
    least = constants.contradicting.as_good * best.score

    def tells(hit: Hit) -> bool:
        own = _best(found.evidence.get(hit.passage.id, ()), kind)
        over = " ".join((*hit.passage.headings, hit.passage.context))
        return (
            own is not None
            and hit.score >= constants.choosing.near_kind * lead.score
            and own.score >= least
            and share_met(topic, over, found.query) >= constants.contradicting.topic_named
            and _is_newer(best, own, found, kind)
        )

    one_round = timedelta(days=constants.contradicting.round_days)
    later = [
        hit for hit in hits if (found.day(hit.passage) or day) - day > one_round and tells(hit)
    ]
    return max(later, key=lambda hit: (str(found.day(hit.passage)), hit.score), default=None)


def _is_newer(older: Evidence, newer: Evidence, found: Found, kind: Wanted) -> bool:
    before, now, constants = older.unit.text, newer.unit.text, found.constants.contradicting
    if not _of_kind(kind, _clashing(before, now, constants.same_size)) or _PART.search(now):
        return False
    if any(_labelled_apart(*both) for both in ((before, now), (older.passage.text, now))):
        return False
    return bool(_NOW.search(now)) or _same_thing(before, now, found.query, constants)


def _of_kind(kind: Wanted, units: Iterable[str]) -> set[str]:
    """Return the units that a thing of this kind is measured in: weeks are no sum."""
    signs = tuple(CURRENCIES) if kind is Wanted.MONEY else ("%",)
    if kind is Wanted.NUMBER:
        return {unit for unit in units if not unit.startswith((*CURRENCIES, "%"))}
    return {unit for unit in units if unit.startswith(signs)}


def newer_line(found: Found, newer: Hit, older: Hit) -> str:
    """Return both figures with their meetings' days in one line; "" where one is not plain."""
    kind = wanted(found.query)
    best = [_best(found.evidence.get(hit.passage.id, ()), kind) for hit in (newer, older)]
    if any(one is None for one in best):
        return ""
    texts = [one.unit.text for one in best if one]
    size = found.constants.contradicting.same_size
    unit = _of_kind(kind, _clashing(texts[0], texts[1], size))
    told = [
        [text[start:end] for start, named, _, end in _measured(countable(text)) if named in unit]
        for text in texts
    ]
    if any(len(one) != 1 for one in told):
        return ""
    days = [day_words(found.day(hit.passage)) for hit in (newer, older)]
    return fill("newer_figure", latest=told[0][0], day=days[0], earlier=told[1][0], before=days[1])


def _contradicts(best: Evidence, hit: Hit, found: Found, kind: Wanted) -> bool:
    least = found.constants.contradicting.as_good * best.score
    for evidence in found.evidence.get(hit.passage.id, ()):
        if evidence.score < least or not holds(kind, evidence.unit.text):
            continue
        if _disagree(best, evidence, found):
            return True
    return False


def _disagree(one: Evidence, other: Evidence, found: Found) -> bool:
    mine, yours = one.unit.text, other.unit.text
    constants, size = found.constants.contradicting, found.constants.contradicting.same_size
    rows = one.passage.kind is other.passage.kind is PassageKind.ROW
    like = likeness(one.passage, other.passage, found.constants.likeness) if rows else 1.0
    # Rows of a table are made alike; they are about one thing where most words are the same.
    if like < constants.like_rows or not _same_thing(mine, yours, found.query, constants):
        return False
    if not contradict(mine, yours, constants):
        return False
    # What stands round a sentence may give the other's figure too, or say when it holds.
    clash = _clashing(mine, yours, size)
    clash &= _clashing(mine, other.passage.text, size)
    around = clash & _clashing(one.passage.text, yours, size)
    apart = _labelled_apart(one.passage.text, other.passage.text)
    return bool(around) and not apart and _same_time(one, other, found)


def _best(units: Sequence[Evidence], kind: Wanted) -> Evidence | None:
    holding = [e for e in units if holds(kind, e.unit.text) and figures(e.unit.text)]
    return max(holding, key=lambda e: e.score, default=None)


def _clashing(one: str, other: str, size: float) -> frozenset[str]:
    """Return the units of which both texts give figures of one size, none of them the same.

    One figure is up to ``size`` times the other: a household's bill is no county's budget.
    """
    first, second = _by_unit(one), _by_unit(other)
    return frozenset(
        unit
        for unit in first.keys() & second.keys()
        if not first[unit] & second[unit]
        and any(
            max(mine, yours) <= size * min(mine, yours)
            for mine in first[unit]
            for yours in second[unit]
        )
    )


def _by_unit(text: str) -> dict[str, set[float]]:
    found: dict[str, set[float]] = defaultdict(set)
    for unit, value in figures(text):
        found[unit].add(value)
    return found


def _same_thing(one: str, other: str, query: Query, constants: Contradicting) -> bool:
    """Whether two sentences share the question's words and their own."""
    first, second = _stems(one), _stems(other)
    asked = {stem(word) for word in query.words if not word.isdigit()}
    both = first & second
    least = max(constants.least_asked, constants.same_asked * len(asked & first))
    if len(asked & both) < least:
        return False
    return len(both) >= constants.same_subject * min(len(first), len(second))


def _same_time(one: Evidence, other: Evidence, found: Found) -> bool:
    """Whether both speak of one time, as far as it was known when their papers were written."""
    said = [_times(e.unit.text) or _times(e.passage.text) for e in (one, other)]
    if not _may_meet(*said):
        return False
    days = [found.day(e.passage) for e in (one, other)]
    known = sorted(day for day in days if day is not None)
    # Papers of one round of meetings were written at the same time.
    one_round = timedelta(days=found.constants.contradicting.round_days)
    if len(known) < 2 or known[1] - known[0] <= one_round:
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


def _measured(text: str) -> Iterator[tuple[int, str, float, int]]:
    """Yield sums, shares and what is counted in digits, each as (start, unit, value, end)."""
    for one in find_figures(text):
        if one.unit:
            yield one.start, one.unit, float(one.value), one.end
        elif text[one.start].isdigit() and (counted := _counted(text, one)):
            yield one.start, stem(counted[1].lower()), float(one.value), counted.end()


def _counted(text: str, figure: Figure) -> re.Match[str] | None:
    """Return the noun behind a number; None behind years and halves of references."""
    year = text[figure.start : figure.end].isdigit() and 1900 <= figure.value <= 2100
    counted = _COUNTED.match(text, figure.end)
    if year or text[figure.start - 1 : figure.start] == "/" or not counted:
        return None
    return None if is_stop_word(counted[1].lower()) else counted

"""What was decided on a matter, and how it stands: the newest of the decisions that fit best."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from prompts import joined, worded
from retrieval.answer.citations import widest_on_each_page
from retrieval.answer.quoting import Quoter
from retrieval.answer.register_fits import Fit, Recorded, is_sure, line_of, topic_of, worth_of
from retrieval.model import Statement, latest
from retrieval.question import Query, Recency, stem, stems_of
from retrieval.ranking import NOT_STANDING, asks_of_amendments, weight
from retrieval.search import Found

# Decisions shown.
_SHOWN = 3
# What was moved, and letters of it in the direct line.
_THAT = re.compile(r"\bthat\b.+", re.I)
_SHORT = 160


def decided(fits: Sequence[Fit], found: Found, quoter: Quoter) -> Recorded | None:
    """Return the newest of the decisions that fit best; earlier ones of the matter after it.

    None where none can be quoted. Raises as :class:`Quoter`.
    """
    told = _said_once(_best(fits, found.query, found.constants.choosing.near_outcomes), quoter)
    if not told:
        return None
    first = next(iter(told))
    statements = tuple(told[fit] for fit in _as_printed(list(told)))
    return Recorded(statements, is_sure(first, found), _line_of(first, told))


def standing(fits: Sequence[Fit], found: Found, quoter: Quoter) -> Recorded | None:
    """Return the newest decision on the matter and those before it, newest first.

    None where it is not sure that any is on the matter. Raises as :class:`Quoter`.
    """
    if not is_sure(fits[0], found) or _passed_by(fits[0], found):
        return None
    told = decided(fits, found, quoter)
    if told is None:
        return None
    several = len(told.statements) > 1
    return Recorded(told.statements, True, latest(told.lead) if several else told.lead)


def _said_once(fits: Iterable[Fit], quoter: Quoter) -> dict[Fit, Statement]:
    """Return the first decisions that can be quoted, in order, copies beside the first of them."""
    told: dict[Fit, Statement] = {}
    for fit in fits:
        one = quoter.to_its_end(fit.said)
        if one is None:
            continue
        day, title = fit.said.date, fit.said.title
        same = (f for f in told if (f.said.date, f.said.title) == (day, title))
        first = next((f for f in same if told[f].text == one.text), None)
        if first is not None:
            also = (*told[first].also, *widest_on_each_page(one.citations))
            told[first] = replace(told[first], also=also)
        elif len(told) < _SHOWN:
            told[fit] = one
    return told


def _as_printed(fits: Sequence[Fit]) -> list[Fit]:
    """Return fits in their order, those of one minute together as they are printed."""
    minutes: dict[tuple[object, ...], list[Fit]] = {}
    for fit in fits:
        minutes.setdefault(_minute(fit), []).append(fit)
    for own in minutes.values():
        own.sort(key=_place)
    return [fit for own in minutes.values() for fit in own]


def _line_of(first: Fit, told: Iterable[Fit]) -> str:
    """Return the line of a decision; where its minute let another motion fall, with its words.

    Where these are long, with what became of the other, if that is printed before it.
    """
    line = line_of(first.said)
    if weight(first.said) == NOT_STANDING:
        return line
    fell = [f for f in told if _minute(f) == _minute(first) and weight(f.said) == NOT_STANDING]
    moved = _THAT.search(" ".join(first.said.text.split()))
    if not fell or moved is None:
        return line
    if len(moved[0]) <= _SHORT:
        return joined(" · ", (moved[0].rstrip("."), line))
    before = [f for f in fell if _place(f) < _place(first)]
    outcome = before[-1].said.outcome if before else ""
    if not outcome:
        return line
    return worded("{before}; then {after}", before=outcome.rstrip("."), after=line)


def _place(fit: Fit) -> tuple[int, int]:
    return fit.said.spans[0].page, fit.said.spans[0].start


def _minute(fit: Fit) -> tuple[object, ...]:
    """Return what tells a decision's minute; without number and title it is of none but its own."""
    said = fit.said
    own = () if said.number or said.title else said.spans[:1]
    return said.paper_id, said.number, said.title, *own


def _passed_by(fit: Fit, found: Found) -> bool:
    """Whether the search puts another matter's words before a decision of another title.

    A motion that was withdrawn is no decision, and one of like words is not what became of it.
    """
    if fit.of_matter or fit.in_title or not found.hits:
        return False
    first = found.hits[0].passage
    own = first.paper_id == fit.said.paper_id and any(
        one.overlaps(other) for one in first.spans for other in fit.said.spans
    )
    said = stems_of(f"{first.text} {first.context}")
    return not own and all(stem(word) in said for word in topic_of(found.query))


def _best(fits: Sequence[Fit], query: Query, near: float) -> list[Fit]:
    """Return the fits that are about as good as the best, in the order of the time asked for.

    With what fell comes what its minute then decided.
    """
    most = max(worth_of(fit) for fit in fits)
    good = [fit for fit in fits if worth_of(fit) >= near * most]
    fell = {_minute(fit) for fit in good if weight(fit.said) == NOT_STANDING}
    kept = [fit for fit in fits if fit in good or _minute(fit) in fell]
    amending = asks_of_amendments(query.text)
    oldest = query.recency is Recency.FIRST

    def order(fit: Fit) -> tuple[bool, int, int]:
        day = (fit.said.date or date.min).toordinal()
        return ((weight(fit.said) == NOT_STANDING) != amending, day if oldest else -day, 0)

    return sorted(kept, key=order)

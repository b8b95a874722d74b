"""Corrections that later papers make: "£50,000 for £15,000 in minute 12 of 13 January".

A later paper of the same body that names the meeting by its day corrects what was quoted where
it names the minute or its title, or a figure of it. The correction is quoted beside: which of
the two is right, the papers say and not we.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.catalogue import Catalogue
from corpus.language import DateKind, alternation, find_dates
from corpus.model import Passage, PassageKind, Resolution, Scope
from retrieval.answer.contradictions import figures
from retrieval.answer.quoting import Quoter
from retrieval.model import Citation, Statement, day_words
from retrieval.question import stems_of
from retrieval.ranking import units_of
from retrieval.search import Found

_CORRECTS = re.compile(rf"\b{alternation('correcting')}", re.IGNORECASE)
# Words by which passages that may correct something are looked for.
_SAID = (
    "amended", "amendment", "amendments", "corrected", "correction", "corrections", "corrigendum",
    "erratum", "errata", "incorrectly", "read", "recorded", "substituted", "substitution",
    "wrongly",
)  # fmt: skip
_MINUTE = re.compile(
    r"\b(?:minutes?|items?)\s+(?:no\.?\s*|numbers?\s+)?(?P<number>\w[\w./-]*\w|\w)"
)
# Of a record that was wrong; a decision may be amended later without that.
_OF_RECORD = re.compile(
    r"\bminutes?\b|\brecorded\b|\bcorrect|\bshould (?:have )?read\b|\bsubstitution of\b"
    r"|\berrat|\bcorrigend|\b(?:wrongly|incorrectly)\b",
    re.IGNORECASE,
)
# Passages looked at; sentences from the one that names the day on.
_MOST, _REACH = 20, 5
# Share of the words of a title that name it.
_TITLE = 0.75


@dataclass(frozen=True, slots=True)
class _Correction:
    """What a later paper says of the meeting of ``of``; ``day`` is its own."""

    said: Statement
    text: str
    of: date
    day: date


def with_corrections(
    statements: Sequence[Statement], found: Found, catalogue: Catalogue, quoter: Quoter
) -> tuple[list[Statement], date | None]:
    """Return statements, each with the later corrections of it after it.

    With them comes the day of the latest that puts the record of the first of them right, None
    without one: what changes the decision itself is told beside it alone.
    Raises as :class:`Quoter`.
    """
    days = {c.date for one in statements for c in one.citations if c.date and c.committee}
    made = tuple(_corrections(days, found, catalogue, quoter)) if days else ()
    if not made:
        return list(statements), None
    told: list[Statement] = []
    of_first = None
    for statement in statements:
        told.append(statement)
        for one in made:
            if _corrects(one, statement, found, catalogue):
                known = any(one.said.text in other.text for other in (*told, *statements))
                told += [] if known else [one.said]
                if statement is statements[0] and _OF_RECORD.search(one.text):
                    of_first = max(one.day, of_first or one.day)
    return told, of_first


def _corrections(
    days: set[date], found: Found, catalogue: Catalogue, quoter: Quoter
) -> Iterator[_Correction]:
    """Yield what papers say to correct what was recorded on ``days``."""
    named = " OR ".join(f'"{words}"' for day in sorted(days) for words in _printed(day))
    match = f"({named}) AND ({' OR '.join(_SAID)})"
    ids = [key for key, _ in catalogue.lexical_passages(match, _MOST, found.scope)]
    for passage in catalogue.passages(ids, found.scope.clearance).values():
        day = found.day(passage) if passage.paper_id in found.papers else None
        if day is None or not _CORRECTS.search(passage.text):
            continue
        for of in days:
            said = _said(passage, of, quoter) if of < day else None
            if said:
                yield _Correction(said, said.text, of, day)


def _said(passage: Passage, of: date, quoter: Quoter) -> Statement | None:
    """Return the words of a passage that correct something of a day; None where none do."""
    resolution = quoter.resolution(passage)
    if resolution:
        return quoter.resolved(resolution) if _names(passage.text, of) else None
    units = units_of(passage) if passage.kind is PassageKind.PROSE else ()
    first = next((at for at, unit in enumerate(units) if _names(unit.text, of)), None)
    if first is None:
        return None
    near = units[first : first + _REACH]
    last = max((at for at, unit in enumerate(near) if _CORRECTS.search(unit.text)), default=None)
    if last is None:
        return None
    # What a lead-in announces stands below it: "… corrected as follows:".
    announced = last + 2 if near[last].text.rstrip().endswith(":") else last + 1
    spans = tuple(span for unit in near[:announced] for span in unit.spans)
    return quoter.statement(passage, spans)


def _names(text: str, day: date) -> bool:
    return any(one.kind is DateKind.DAY and one.since == day for one in find_dates(text))


def _printed(day: date) -> tuple[str, ...]:
    """Return a day as papers print it, as far as words are concerned."""
    month = day_words(day).split()[1]
    ends = {1: "st", 2: "nd", 3: "rd"}
    end = "th" if 10 < day.day < 14 else ends.get(day.day % 10, "th")
    own = f"{day.day} {month} {day.year}"
    return own, f"{day.day}{end} {month} {day.year}", f"{month} {day.day} {day.year}"


def _corrects(one: _Correction, statement: Statement, found: Found, catalogue: Catalogue) -> bool:
    """Whether a correction is of what a statement quotes."""
    return any(
        cited.date == one.of
        and _same_body(cited, one.said.citations)
        and (bool(figures(one.text) & figures(cited.quote)) or _named(one, cited, found, catalogue))
        for cited in statement.citations
    )


def _same_body(cited: Citation, others: Sequence[Citation]) -> bool:
    return any(other.committee == cited.committee for other in others)


def _named(one: _Correction, cited: Citation, found: Found, catalogue: Catalogue) -> bool:
    """Whether a correction names the minute that a quote is of: its number or its title."""
    scope = Scope(papers=(cited.paper_id,), clearance=found.scope.clearance)
    # "The minutes 13 January 2024" are no minute 13.
    days = {day.start for day in find_dates(one.text)}
    hits = _MINUTE.finditer(one.text)
    numbers = {hit["number"] for hit in hits if hit.start("number") not in days}
    words = stems_of(one.text)
    for said in catalogue.resolutions(scope):
        if _holds(said, cited):
            title = stems_of(said.title or "")
            held = len(title & words) / len(title) if title else 0.0
            return said.number in numbers or held >= _TITLE
    return False


def _holds(said: Resolution, cited: Citation) -> bool:
    own = (*said.spans, *said.outcome_spans, *said.vote_spans)
    return any(a.overlaps(b) for a in own for b in cited.spans)

"""Who moved a decision, who seconded it and who took it, as the register and its record say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from corpus.catalogue import Catalogue
from corpus.language import find_dates
from corpus.model import Resolution
from corpus.register import people_in
from prompts import joined, worded
from retrieval.answer.decided_asked import decided
from retrieval.answer.quoting import Quoter
from retrieval.answer.register_fits import WHOLE, Fit, Recorded, is_sure, line_of, recording
from retrieval.model import Statement, latest
from retrieval.question import Query
from retrieval.ranking import within
from retrieval.search import Found

# The question of a record's form, at the beginning of a line or cell, and its answer behind a
# colon or dash or on the next line: a label of its own there is none.
_NO_LABEL = r"(?![^\n:]{1,60}:(?:\s|$)|(?:date|decision|subject|reasons?|reference)\b)"
_MAKER = re.compile(
    r"(?:^|\n)[^\w\n]{0,8}(?P<label>(?-i:(?=[A-Z]))(?:(?:(?:name|title|role) of (?:the )?)?"
    r"decision[ -]?(?:maker|taker)s?"
    r"|(?:delegated |executive |officer )?decision (?:was )?(?:taken|made) by))\b"
    r"[^\S\n]*(?:\([^)\n]{1,40}\)[^\S\n]*)?(?:[:–-]|\n)\s*"
    rf"{_NO_LABEL}(?P<who>(?-i:[^\W\d_a-z])[^\n]*(?:(?:,|\band)[^\S\n]*\n{_NO_LABEL}[^\n]+)?)",
    re.I,
)
# A sentence is no name, nor is a day.
_SENTENCE = re.compile(r"\b(?:must|shall|should|will|may|can|is|are|was|were|has|have|had)\b")
_WEEKDAY = re.compile(r"(?:\w+day\W+)?", re.I)
# Decisions shown of somebody who is named.
_SHOWN = 3
# Letters of an answer in the direct line.
_SHORT = 120


def movers(fits: Sequence[Fit], query: Query, quoter: Quoter) -> Recorded | None:
    """Return who moved and seconded what fits best; None where none records it.

    Of somebody who is named it is the newest of what they moved, and others after it. Raises as
    :class:`Quoter`.
    """
    fits = [fit for fit in fits if fit.said.moved_spans or fit.said.mover]
    kept = recording(fits, query)
    told = _moved(kept.said, quoter) if kept else ()
    if kept is None or not told:
        return None
    named = movers_named(kept.said)
    lead = joined(" · ", (named, line_of(kept.said))) if named else ""
    if people_in(query.search_text):
        others = [fit.said for fit in fits if fit is not kept and fit.share >= WHOLE]
        others.sort(key=lambda one: one.date or date.min, reverse=True)
        further = tuple(one for said in others[: _SHOWN - 1] for one in _moved(said, quoter))
        told, lead = told + further, latest(lead) if further and lead else lead
    return Recorded(told, kept.of_matter or kept.share >= WHOLE, lead)


def _moved(said: Resolution, quoter: Quoter) -> tuple[Statement, ...]:
    """Return who moved a decision and what it is; () where it cannot be quoted.

    Where its own words name its mover, no line of its own does.
    """
    line, whole = quoter.recorded(said, said.moved_spans), quoter.resolved(said)
    if whole is None:
        return ()
    return (line, whole) if line else (whole,)


def movers_named(said: Resolution) -> str:
    """Return who moved a decision and who seconded it, each with the role; "" where none did."""
    mover = worded("{name} (mover)", name=said.mover) if said.mover else ""
    seconder = worded("{name} (seconder)", name=said.seconder) if said.seconder else ""
    return joined(", ", (mover, seconder))


def makers(
    fits: Sequence[Fit], found: Found, catalogue: Catalogue, quoter: Quoter
) -> Recorded | None:
    """Return who took the decision that fits best: named by its form, else the body that met.

    None where nothing can be quoted. Raises as :class:`Quoter`.
    """
    kept = recording(fits, found.query)
    line = _line(kept.said, found, catalogue, quoter) if kept else None
    whole = quoter.resolved(kept.said) if kept else None
    if kept is None or line is None or whole is None:
        return decided(fits, found, quoter)
    named, who = line
    lead = joined(" · ", (who, line_of(kept.said))) if len(who) <= _SHORT else ""
    return Recorded((named, whole), is_sure(kept, found), lead)


def _line(
    said: Resolution, found: Found, catalogue: Catalogue, quoter: Quoter
) -> tuple[Statement, str] | None:
    """Return the line of the form that names who decided, and the name; None where none does.

    In a record of several decisions that is the last line before the decision.
    """
    place = (said.spans[0].page, said.spans[0].start)
    lines = []
    for passage in catalogue.passages_of(said.paper_id, found.scope.clearance):
        for match in _MAKER.finditer(passage.text):
            spans = tuple(within(passage.spans, match.start("label"), match.end()))
            if spans and _is_name(match["who"]):
                lines.append(((spans[0].page, spans[0].start), passage, spans, match["who"]))
    if not lines:
        return None
    lines.sort(key=lambda one: one[0])
    _, passage, spans, who = next((one for one in reversed(lines) if one[0] < place), lines[0])
    quoted = quoter.statement(passage, spans)
    return (quoted, " ".join(who.split())) if quoted else None


def _is_name(who: str) -> bool:
    weekday = _WEEKDAY.match(who)
    begins = weekday.end() if weekday else 0
    return not _SENTENCE.search(who) and all(one.start > begins for one in find_dates(who))

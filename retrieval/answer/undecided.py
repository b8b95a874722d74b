"""Meetings that decided nothing: what their minutes say, of a quorum not met for example."""

from __future__ import annotations

from corpus.model import PassageKind
from prompts import fill
from retrieval.answer.meeting_outcomes import asks_all, ended_otherwise
from retrieval.answer.quoting import Quoter
from retrieval.model import Hit, Statement, day_words
from retrieval.search import Found


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

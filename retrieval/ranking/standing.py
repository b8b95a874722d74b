"""Which of several outcomes stands: what was resolved in the end before what was voted down."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.model import DEFAULT, Choosing
from retrieval.ranking.duplicates import Versions
from retrieval.ranking.outcomes import amends, asks_of_amendments, fell


def settled(
    near: Sequence[Versions], text: str, constants: Choosing = DEFAULT.choosing
) -> Versions | None:
    """Return the outcome that answers a question of the words ``text``; None of none.

    ``near`` are groups of outcomes, best first. What was resolved in the end comes
    before the amendments and lost motions of the same minute, unless these are
    asked for.
    """
    lead = near[0] if near else None
    if lead is None or asks_of_amendments(text):
        return lead
    first = lead.face.passage
    if not (amends(first) or fell(first)):
        return lead
    # A lost motion yields only to what answers about as well: a minute may hold several.
    least = 0.0 if amends(first) else constants.about_as_well * lead.score
    return next((g for g in near if g.score >= least and _stands(g, lead)), lead)


def standing_first(groups: Sequence[Versions], text: str) -> list[Versions]:
    """Return groups in their order, but lost wording and amendments last where not asked for."""
    if asks_of_amendments(text):
        return list(groups)
    return sorted(groups, key=lambda g: fell(g.face.passage) or amends(g.face.passage))


def _stands(group: Versions, other: Versions) -> bool:
    """Whether a group is what the minute of ``other`` resolved in the end."""
    passage = group.face.passage
    headed = passage.headings[:1] == other.face.passage.headings[:1]
    same = headed and bool(_papers(group) & _papers(other))
    return same and not fell(passage) and not amends(passage)


def _papers(group: Versions) -> set[str]:
    return {hit.passage.paper_id for hit in (group.face, *group.others)}

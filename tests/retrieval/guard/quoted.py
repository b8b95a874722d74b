"""What is quoted of findings in which every unit of a passage answers as well."""

from __future__ import annotations

from datetime import date

from corpus.model import Passage
from retrieval.answer.choosing import chosen_for
from retrieval.ranking.units import units_of
from retrieval.search.searcher import Found
from tests.retrieval.guard.builders import PAPERS, found, hit
from tests.retrieval.passages import evidence, prose


def heard(question: str, *scored: tuple[Passage, float], unit: float = 0.8) -> Found:
    """Return a finding in which every unit of every passage answers as well."""
    told = {one.id: evidence(one, *[unit] * len(units_of(one))) for one, _ in scored}
    return found(question, *(hit(one, score) for one, score in scored), evidence=told)


def day(one: Passage) -> date | None:
    return PAPERS[one.paper_id].meeting_date


def chosen(made: Found) -> list[str]:
    return [one.face.passage.text for one in chosen_for(made).versions]


TALK = prose("The ferry was talked about at length.", "june", 1, 300)

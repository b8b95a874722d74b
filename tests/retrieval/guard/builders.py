"""Findings made by hand: a question, what was found for it, and what its units say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from corpus.model import Paper, Passage, PassageKind, Scope
from retrieval.model.types import Hit
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import Query, understand
from retrieval.ranking.evidence import Evidence
from retrieval.ranking.late import Weighted
from retrieval.ranking.units import units_of
from retrieval.search.numbered_places import NOTHING, LookedUp
from retrieval.search.searcher import Found
from tests.retrieval.passages import paper, prose

JUNE, JULY, AUTUMN = date(2024, 6, 4), date(2024, 7, 2), date(2024, 10, 1)
PAPERS = {
    one.id: replace(one, title=f"Papers of the {one.id} shelf")
    for one in (paper("june", JUNE), paper("july", JULY), paper("autumn", AUTUMN))
}
LEXICON = Lexicon(committees=("Harbour Board",), days=(JUNE, JULY, AUTUMN))
_NO_WORDS = Weighted(np.zeros(0, np.int32), np.zeros((0, 1), np.float32), np.zeros(0, np.float32))


def asked(question: str) -> Query:
    """Return a question as it is understood against the papers."""
    return understand(question, LEXICON)


def resolved(
    text: str, paper_id: str = "june", page: int = 1, introduced: str = "RESOLVED", start: int = 0
) -> Passage:
    """Return the passage of a resolution."""
    made = prose(text, paper_id, page, start)
    return replace(made, kind=PassageKind.RESOLUTION, headings=("3 Ferries", introduced))


def form(
    text: str, labelled: str, paper_id: str = "june", page: int = 1, item: str | None = None
) -> Passage:
    """Return the passage of a report form."""
    made = prose(text, paper_id, page, 500)
    key = f"{paper_id}{page}.{text}"
    return replace(made, id=key, kind=PassageKind.FORM, labelled=labelled, item=item)


def hit(passage: Passage, score: float = 1.0, **signals: float) -> Hit:
    """Return a hit with these signals."""
    return Hit(passage, score, tuple(signals.items()))


def weighted(weights: Sequence[float], words: Sequence[str] = ()) -> Weighted:
    """Return a question of one token a word, each of which counts so much."""
    count = len(weights)
    listed = tuple((word, at, at + 1) for at, word in enumerate(words))
    vectors = np.zeros((count, 2), np.float32)
    return Weighted(np.zeros(count, np.int32), vectors, np.asarray(weights, np.float32), listed)


def said(passage: Passage, *units: tuple[float, Sequence[float]]) -> tuple[Evidence, ...]:
    """Return what the units of a passage say: the score of each, and how each word is met."""
    made = units_of(passage)
    assert len(made) == len(units), [unit.text for unit in made]
    return tuple(
        Evidence(passage, unit, at, score, np.asarray(met, np.float32))
        for at, (unit, (score, met)) in enumerate(zip(made, units, strict=True))
    )


def found(
    question: str | Query,
    *hits: Hit,
    evidence: Mapping[str, tuple[Evidence, ...]] | None = None,
    weighed: Weighted = _NO_WORDS,
    looked_up: LookedUp = NOTHING,
    papers: Mapping[str, Paper] = PAPERS,
) -> Found:
    """Return what a search would have found."""
    query = asked(question) if isinstance(question, str) else question
    return Found(query, Scope(), hits, (), papers, weighed, evidence or {}, looked_up)

"""A paper that is read again keeps the vectors of what is searched as before, and no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.model import Access, Passage, Reading
from tests.corpus.minutes_pages import draw, make_paper
from tests.corpus.stand_ins import HashEmbedder
from tests.retrieval.passages import prose

KEY = "a" * 64
FERRY, PIER = (
    replace(prose(text, KEY, 1, start), context="Board, minutes")
    for text, start in (("The ferry sails.", 0), ("The pier is shut.", 17))
)


def store(catalogue: Catalogue, passages: Sequence[Passage]) -> int:
    pages, _ = draw("The ferry sails.\nThe pier is shut.")
    paper = replace(make_paper(), id=KEY)
    reading = Reading(paper, tuple(replace(page, paper_id=KEY) for page in pages))
    seq = catalogue.work.begin(KEY, paper.file_name, paper.access, None)
    catalogue.work.store_reading(seq, reading, tuple(passages))
    return seq


def complete(catalogue: Catalogue, seq: int, embedder: HashEmbedder) -> None:
    while pending := catalogue.work.pending(10):
        made = embedder.embed([one.text for one in pending])
        catalogue.work.store_vectors(pending, made, embedder.name)
    catalogue.work.advance()
    catalogue.work.complete(seq)


def dense(catalogue: Catalogue, *passages: Passage) -> np.ndarray:
    held = catalogue.embedded([one.id for one in passages], Access.PUBLIC)
    return np.stack([held[one.id].dense for one in passages])


@pytest.mark.parametrize(
    ("again", "embedded"),
    [
        ((FERRY, PIER), 0),
        ((FERRY, replace(PIER, context="Cabinet, minutes")), 1),
        ((FERRY, replace(PIER, text="The pier is open.")), 1),
        ((FERRY, replace(PIER, id="new")), 1),
        ((FERRY, replace(PIER, headings=("3 Piers",))), 0),
        ((FERRY,), 0),
        ((replace(FERRY, context=""), replace(PIER, context="")), 2),
    ],
)
def test_only_what_is_searched_otherwise_is_embedded_again(
    again: Sequence[Passage], embedded: int, catalogue: Catalogue
) -> None:
    complete(catalogue, store(catalogue, (FERRY, PIER)), HashEmbedder("first"))
    before = dense(catalogue, FERRY, PIER)
    second = HashEmbedder("second")
    seq = store(catalogue, again)
    waiting = catalogue.work.pending(10)
    assert len(waiting) == embedded
    complete(catalogue, seq, second)
    assert second.texts == embedded
    after = dense(catalogue, *again)
    kept = [bool(np.array_equal(*pair)) for pair in zip(before, after, strict=False)]
    assert kept.count(False) == embedded


def test_a_paper_read_for_the_first_time_takes_over_nothing(catalogue: Catalogue) -> None:
    store(catalogue, (FERRY, PIER))
    assert [one.text for one in catalogue.work.pending(10)] == [
        "Board, minutes\nThe ferry sails.",
        "Board, minutes\nThe pier is shut.",
    ]

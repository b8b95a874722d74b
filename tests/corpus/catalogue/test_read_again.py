"""A paper that is read again keeps the vectors of what is searched as before, and no others."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

import pytest

from corpus.catalogue.catalogue import FILE_NAME, Catalogue
from corpus.ingest.embedding import embed_paper
from corpus.model import Passage, Reading
from tests.corpus.minutes_pages import draw, make_paper
from tests.corpus.stand_ins import HashEmbedder
from tests.retrieval.passages import prose

KEY = "a" * 64
FERRY, PIER = (
    replace(prose(text, KEY, 1, start), context="Board, minutes")
    for text, start in (("The ferry sails.", 0), ("The pier is shut.", 17))
)


def store(catalogue: Catalogue, passages: Sequence[Passage], key: str = KEY) -> int:
    pages, _ = draw("The ferry sails.\nThe pier is shut.")
    paper = replace(make_paper(), id=key, file_name=f"{key}.pdf")
    reading = Reading(paper, tuple(replace(page, paper_id=key) for page in pages))
    seq = catalogue.work.begin(key, paper.file_name, paper.access, None)
    catalogue.work.store_reading(seq, reading, tuple(passages))
    return seq


def complete(catalogue: Catalogue, seq: int, embedder: HashEmbedder) -> None:
    embed_paper(catalogue.work, embedder, seq)
    catalogue.work.complete(seq)


@pytest.mark.parametrize(
    ("again", "embedded"),
    [
        ((FERRY, PIER), 0),
        ((FERRY, replace(PIER, context="Cabinet, minutes")), 1),
        ((FERRY, replace(PIER, text="The pier is open.")), 1),
        ((FERRY, replace(PIER, id="new")), 0),
        ((FERRY, replace(PIER, headings=("3 Piers",))), 0),
        ((FERRY,), 0),
        ((replace(FERRY, context=""), replace(PIER, context="")), 2),
    ],
)
def test_only_what_is_searched_otherwise_is_embedded_again(
    again: Sequence[Passage], embedded: int, catalogue: Catalogue
) -> None:
    embedder = HashEmbedder()
    complete(catalogue, store(catalogue, (FERRY, PIER)), embedder)
    before = numbers(catalogue)
    complete(catalogue, store(catalogue, again), embedder)
    assert embedder.texts == 2 + embedded
    assert len(numbers(catalogue) - before) == embedded


def test_vectors_of_another_embedder_are_not_taken_over(catalogue: Catalogue) -> None:
    second = HashEmbedder("second")
    complete(catalogue, store(catalogue, (FERRY, PIER)), HashEmbedder("first"))
    complete(catalogue, store(catalogue, (FERRY, PIER)), second)
    assert second.texts == 2


def test_what_reads_alike_shares_vectors_until_the_last_of_it_goes(catalogue: Catalogue) -> None:
    embedder, again = HashEmbedder(), replace(FERRY, id="again")
    first = store(catalogue, (FERRY, PIER, again))
    complete(catalogue, first, embedder)
    assert embedder.texts == len(numbers(catalogue)) == 2
    other = store(catalogue, (FERRY,), "b" * 64)
    complete(catalogue, other, embedder)
    assert embedder.texts == 2
    for seq, left in ((first, 1), (other, 0)):
        catalogue.work.leave(seq)
        catalogue.work.erase(seq)
        assert len(numbers(catalogue)) == left


def numbers(catalogue: Catalogue) -> set[int]:
    """Return the numbers of all windows that are kept."""
    db = sqlite3.connect(catalogue.data / FILE_NAME)
    found = {row[0] for row in db.execute("SELECT window FROM windows")}
    db.close()
    return found

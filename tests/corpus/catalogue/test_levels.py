"""An index of words is not damaged by being tidied after each of thousands of removals."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from corpus.catalogue import traces
from corpus.catalogue.catalogue import FILE_NAME, Catalogue
from corpus.model import Access, Scope
from tests.corpus.catalogue.test_catalogue import put, reading_of

INDEXES = ("passage_words", "page_words", "open_passage_words", "open_page_words")


def test_an_index_with_many_levels_is_begun_anew_and_says_the_same(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(traces, "_MOST_LEVELS", 3)
    said = reading_of("a", "The quay is sold", "Quay and ferry", "Quay, in private")
    closed = replace(said.pages[2], access=Access.EXEMPT)
    put(catalogue, replace(said, pages=(*said.pages[:2], closed)))
    everything = Scope(clearance=Access.EXEMPT)
    before = [catalogue.lexical_pages('"quay"', 9, one) for one in (Scope(), everything)]
    assert [len(found) for found in before] == [2, 3]
    passages = catalogue.lexical_passages('"quay"', 9)
    path = catalogue.data / FILE_NAME
    most = dict.fromkeys(INDEXES, 0)
    for at in range(20):
        put(catalogue, reading_of(f"{at % 5 + 1}", f"Toll {at}"))
        catalogue.work.traces.erase()
        with closing(sqlite3.connect(path)) as db:
            most = {one: max(most[one], traces._levels(db, one)) for one in INDEXES}
    assert max(most.values()) <= 6
    assert [len(catalogue.lexical_pages('"quay"', 9, one)) for one in (Scope(), everything)] == [
        2,
        3,
    ]
    assert [page for page, _ in catalogue.lexical_passages('"quay"', 9)] == [p for p, _ in passages]
    assert catalogue.lexical_pages('"toll"', 30)

"""An index of words is not damaged by being tidied after each of thousands of removals."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from corpus.catalogue.catalogue import FILE_NAME, Catalogue
from corpus.model import Access, Scope
from corpus.storage import traces
from tests.corpus.catalogue.filling import put, reading_of

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
    with closing(sqlite3.connect(path)) as db, db:
        for at in range(1000, 1020):
            # Levels are added where a segment has more than a page.
            words = " ".join(f"w{at}x{word}" for word in range(500))
            for index in INDEXES:
                db.execute(f"INSERT INTO {index} (rowid, body) VALUES (?, ?)", (at, words))
                db.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
        assert all(traces._levels(db, index) > 3 for index in INDEXES)
    catalogue.work.traces.erase()
    with closing(sqlite3.connect(path)) as db:
        assert all(traces._levels(db, index) <= 3 for index in INDEXES)
    assert [len(catalogue.lexical_pages('"quay"', 9, one)) for one in (Scope(), everything)] == [
        2,
        3,
    ]
    assert [page for page, _ in catalogue.lexical_passages('"quay"', 9)] == [p for p, _ in passages]

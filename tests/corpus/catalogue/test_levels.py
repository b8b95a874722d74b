"""An index of words is not damaged by being tidied after each of thousands of removals."""

from __future__ import annotations

import sqlite3

import pytest

from corpus.catalogue import traces
from corpus.catalogue.catalogue import FILE_NAME, Catalogue


def test_an_index_with_many_levels_is_begun_anew(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(traces, "_MOST_LEVELS", 3)
    path = catalogue.data / FILE_NAME
    for at in range(1, 20):
        with sqlite3.connect(path) as db:
            db.execute("INSERT INTO page_words (rowid, body) VALUES (?, 'toll')", (at,))
            db.execute("INSERT INTO open_page_words (rowid, body) VALUES (?, 'toll')", (at,))
        db.close()
        catalogue.work.traces.erase()
    with sqlite3.connect(path) as db:
        (found,) = db.execute("SELECT count(*) FROM page_words WHERE body MATCH 'toll'").fetchone()
        assert found == 19
        assert traces._levels(db, "page_words") <= 5
        assert traces._levels(db, "open_page_words") <= 5
    db.close()

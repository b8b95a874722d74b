"""Searches by words read what they need of passages from an index, not their long rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.model import Scope


@pytest.mark.parametrize("scope", [Scope(), Scope(item="3")], ids=["all", "an item"])
def test_a_search_reads_a_covering_index(scope: Scope, tmp_path: Path) -> None:
    said: list[str] = []
    with Catalogue.open(tmp_path) as catalogue, catalogue._store.reading() as db:
        db.set_trace_callback(said.append)
        catalogue.lexical_passages("body : pier", 5, scope)
        db.set_trace_callback(None)
        asked = next(sql for sql in said if "MATCH" in sql)
        plan = [row["detail"] for row in db.execute(f"EXPLAIN QUERY PLAN {asked}")]
    assert any("USING COVERING INDEX passage_places " in step for step in plan), plan

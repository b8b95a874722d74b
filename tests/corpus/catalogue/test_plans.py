"""What a question asks is looked up by index, whatever else the catalogue holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import FILE_NAME, Catalogue
from corpus.catalogue.masking import know_masks
from corpus.model import Access, OutcomeClass, Resolution, Scope, Span
from corpus.register import RegisterSearch
from corpus.storage import Store
from tests.corpus.catalogue.filling import put, reading_of

EXEMPT = Scope(clearance=Access.EXEMPT)


class Traced:
    """A catalogue of one paper, and how SQLite goes about what it is asked."""

    def __init__(self, data: Path) -> None:
        self.asked: list[str] = []
        (data / "papers").mkdir(parents=True)
        self.catalogue = Catalogue(data, Store(data / FILE_NAME, connected=self._connected))
        reading = reading_of("a", "The pier is closed", day=date(2024, 1, 1))
        said = Resolution(
            "a" * 64, None, "9", "Pier", "that the pier be closed", "RESOLVED",
            OutcomeClass.RESOLVED, None, None, (Span(1, 0, 1),),
        )  # fmt: skip
        put(self.catalogue, replace(reading, resolutions=(said,)))

    def _connected(self, db: sqlite3.Connection) -> None:
        know_masks(db)
        db.set_trace_callback(self.asked.append)

    def plan(self, ask: Callable[[Catalogue], object], of: str) -> list[str]:
        """Return the steps of the one statement that holds the words ``of``."""
        self.asked.clear()
        assert ask(self.catalogue)
        (statement,) = [one for one in self.asked if of in one]
        db = sqlite3.connect(self.catalogue.data / FILE_NAME)
        know_masks(db)
        steps = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}")]
        db.close()
        return steps


@pytest.fixture
def traced(tmp_path: Path) -> Iterator[Traced]:
    made = Traced(tmp_path / "data")
    yield made
    made.catalogue.close()


def by_index(plan: list[str], step: str) -> bool:
    return any(one.startswith(step) for one in plan)


@pytest.mark.parametrize("scope", [Scope(), EXEMPT])
def test_words_of_passages_and_pages_are_placed_without_their_rows(
    traced: Traced, scope: Scope
) -> None:
    plan = traced.plan(lambda c: c.lexical_passages('"pier"', 9, scope), "INDEXED BY")
    assert "SEARCH s USING COVERING INDEX passage_places (passage=?)" in plan
    assert by_index(plan, "SEARCH p USING COVERING INDEX paper_places")
    for ask in (
        lambda c: c.lexical_pages('"pier"', 9, scope),
        lambda c: c.pages_with("pier", scope),
    ):
        plan = traced.plan(ask, "INDEXED BY")
        assert "SEARCH g USING COVERING INDEX page_places (page=?)" in plan
        assert by_index(plan, "SEARCH p USING COVERING INDEX paper_places")


def test_decisions_that_hold_the_words_are_looked_up_one_by_one(traced: Traced) -> None:
    traced.catalogue.search_resolutions()
    search = RegisterSearch("pier")
    plan = traced.plan(lambda c: c.search_resolutions(search).resolutions, "resolutions")
    assert "SEARCH p USING INTEGER PRIMARY KEY (rowid=?)" in plan
    assert "SEARCH r USING PRIMARY KEY (paper=? AND position=?)" in plan
    assert not [step for step in plan if step.startswith(("SCAN p", "SCAN r"))]

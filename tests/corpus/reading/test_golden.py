"""Whole papers are read as they were when a person last read what was found in them."""

from __future__ import annotations

import pytest

from tests.corpus.reading.golden import SETS, kept, told

PAPERS = [(which, name) for which, (names, _) in SETS.items() for name in names]


@pytest.mark.parametrize(("which", "name"), PAPERS, ids=[name for _, name in PAPERS])
def test_a_paper_is_read_as_it_was(which: str, name: str) -> None:
    _, read = SETS[which]
    assert told(read(name)).splitlines() == kept(which)[name].splitlines()


def test_no_paper_is_kept_that_is_not_read() -> None:
    assert {(which, name) for which in SETS for name in kept(which)} == set(PAPERS)

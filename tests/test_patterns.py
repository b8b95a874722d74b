"""No pattern is slow on long nonsense, which a PDF may hold: twice the length, twice the time."""

from __future__ import annotations

import pytest

from tests.patterns import Found, patterns, too_slow


def test_all_patterns_are_found() -> None:
    names = {found.name for found in patterns()}
    assert len(names) > 400
    assert {"corpus.language.searchtext._BULLETS", "retrieval.question.content_words.WORD"} <= names


@pytest.mark.parametrize("found", patterns(), ids=lambda found: found.name)
def test_a_pattern_is_quick_on_long_nonsense(found: Found) -> None:
    assert not too_slow(found)

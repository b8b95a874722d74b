"""Stems: singular and plural are one, also where no ending tells."""

from __future__ import annotations

import pytest

from corpus.language import rows_of, stem
from corpus.language.stems import other_number


@pytest.mark.parametrize("row", list(rows_of("odd_plurals")), ids=lambda row: row.form)
def test_odd_plurals_and_their_singulars_are_one(row) -> None:  # type: ignore[no-untyped-def]
    assert stem(row.form) == stem(row.plural)
    assert other_number(row.form) == row.plural
    assert other_number(row.plural) == row.form


def test_other_words_keep_their_stems() -> None:
    assert stem("libraries") == stem("library")
    assert stem("houses") == stem("house")
    assert stem("busy") != stem("bus")
    assert other_number("houses") is None


@pytest.mark.parametrize(("typed", "word"), [("childrens", "children"), ("womens", "women")])
def test_an_odd_plural_typed_with_an_s_is_what_belongs_to_them(typed: str, word: str) -> None:
    assert stem(typed) == stem(word)
    assert other_number(typed) == word

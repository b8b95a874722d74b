"""Words are found as they are printed, and their places are slices of the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.printed import printed_places


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("parking charges", "on PARKING\ncharges, and", ["PARKING\ncharges"]),
        ("refurbishment", "the refur-\nbishment of", ["refur-\nbishment"]),
        ("refurbishment", "the refur\ufffe\nbishment of", ["refur\ufffe\nbishment"]),
        ("office staff", "O\ufb03ce sta\ufb00", ["O\ufb03ce sta\ufb00"]),
        ("mayor's", "the Mayor\u2019s car, a mayor's", ["Mayor\u2019s", "mayor's"]),
        ("2017-18", "in 2017\u201318", ["2017\u201318"]),
        ("£1.5m", "costs £1.5m not £1x5m", ["£1.5m"]),
        ("park", "parking in the park", ["park", "park"]),
        ("lido", "the pool", []),
        ("  ", "the pool", []),
    ],
)
def test_words_are_found_as_printed(words: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in printed_places(words, text)] == found


@given(st.text(), st.text(max_size=8), st.text())
def test_what_is_typed_off_the_page_is_found_there(before: str, words: str, after: str) -> None:
    words = " ".join(words.split())
    places = list(printed_places(words, f"{before} {words} {after}"))
    assert bool(places) is bool(words)


def test_a_long_paper_is_searched_at_once() -> None:
    text = "the refurbishment of offices at 12 Harbour Street - \n" * 40_000
    begun = time.perf_counter()
    assert len(list(printed_places("harbour street", text))) == 40_000
    assert time.perf_counter() - begun < 2

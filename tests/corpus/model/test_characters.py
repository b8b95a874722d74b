"""Names and words of papers steer no terminal and turn no text round."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.model.characters import one_line, printable


def test_a_name_is_one_line_of_what_is_seen() -> None:
    assert one_line("\u202eexe.\tfdp\u202c\x00 \x1b[2J  a\nb\ufeff") == "exe. fdp [2J a b"


def test_words_keep_their_lines_and_lose_what_steers() -> None:
    assert printable("a\n\tb \x1b]0;title\x07\x9b2J\u2066\r c") == "a\n\tb ]0;title2J c"


@given(st.text())
def test_words_that_are_seen_stay(text: str) -> None:
    kept = printable(text)
    assert printable(kept) == kept
    assert one_line(one_line(text)) == one_line(text)
    assert [c for c in text if c.isalnum()] == [c for c in kept if c.isalnum()]

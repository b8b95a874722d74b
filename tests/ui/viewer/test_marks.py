"""Words marked on a page become one mark a line, and columns stay apart."""

from __future__ import annotations

from corpus.model import Box
from ui.viewer.page_picture import lines_of


def test_words_of_a_line_are_one_mark() -> None:
    words = [Box(72, 100, 90, 110), Box(94, 102, 130, 112), Box(72, 116, 99, 126)]
    assert lines_of(words) == [Box(72, 100, 130, 112), Box(72, 116, 99, 126)]


def test_columns_and_lines_apart_are_marked_apart() -> None:
    words = [Box(72, 100, 90, 110), Box(320, 100, 350, 110), Box(72, 111, 90, 121)]
    assert lines_of(words) == words
    assert lines_of([]) == []

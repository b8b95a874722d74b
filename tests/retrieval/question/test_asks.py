"""Each row of the table of asks tells the questions that ask so from those that do not."""

from __future__ import annotations

import time

import pytest

from retrieval.question import Ask, ask_of, asking_words, asks

ROWS = asks()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_row_takes_its_examples_and_no_others(row: Ask) -> None:
    assert row.yes, "a row without examples holds nothing"
    for question in row.yes:
        assert ask_of(question) is row, question
    for question in row.no:
        assert not row.asked_in(question), question


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
@pytest.mark.parametrize("word", ["why ", "vote", "a", "what do residents ", "has been ", "1 "])
def test_a_row_is_quick_on_long_nonsense(row: Ask, word: str) -> None:
    text = (word * 20_000)[:20_000]
    began = time.process_time()
    row.asked_in(text), row.answered_in(text), row.heads(text)
    assert time.process_time() - began < 0.05


def test_names_are_told_once_and_in_small_letters() -> None:
    names = [row.name for row in ROWS]
    assert len(set(names)) == len(names)
    assert all(word == word.lower() for word in asking_words())


def test_what_asks_nothing_in_the_table_is_none_of_it() -> None:
    assert ask_of("library opening hours") is None


@pytest.mark.parametrize(
    ("name", "answers", "does_not"),
    [
        ("reason", "It was late because two posts are vacant.", "The fee is £4."),
        ("risk", "Visits may fall if the hours change.", "The fee is £4."),
        ("option", "Option 2: do nothing.", "The fee is £4."),
        ("view", "Of those who replied to the survey, 12 objected.", "The fee is £4."),
        ("vote", "Five voted for and two against.", "The fee is £4."),
        ("lead", "Lead officer: Ada Byrne", "The fee is £4."),
    ],
)
def test_sentences_that_answer_are_told(name: str, answers: str, does_not: str) -> None:
    row = next(one for one in ROWS if one.name == name)
    assert row.answered_in(answers)
    assert not row.answered_in(does_not)

"""Comparisons of times of which only some, or none, are spoken of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from corpus.model import PaperKind, Scope, TextSource
from retrieval.asking.times_missing import times_there
from retrieval.model.types import Citation, Hit, Statement
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import understand
from retrieval.ranking.late import Weighted
from retrieval.search.searcher import Found
from tests.retrieval.passages import hit, paper, prose

DAYS = {"a": date(2023, 10, 4), "b": date(2019, 5, 8), "c": date(2012, 1, 9)}
PAPERS = {key: paper(key, day) for key, day in DAYS.items()}


def statement(text: str, paper: str) -> Statement:
    cited = Citation(
        1, paper, f"{paper}.pdf", "Lamp posts", PaperKind.REPORT, None, DAYS[paper],
        None, None, 1, None, text, (), TextSource.TEXT_LAYER,
    )  # fmt: skip
    return Statement(text, (cited,))


def found(question: str, *hits: Hit) -> Found:
    query = understand(question, Lexicon(days=tuple(sorted(DAYS.values()))))
    weighed = Weighted(np.zeros(0, np.int32), np.zeros((0, 1), np.float32), np.zeros(0, np.float32))
    return Found(query, Scope(), hits, (), PAPERS, weighed, {})


def there(question: str, *statements: Statement, near: tuple[Hit, ...] = ()) -> tuple[int, str]:
    kept, note = times_there(found(question, *near), statements)
    return len(kept), note


NEW = statement("There are 812 lamp posts.", "a")
OLD = statement("There are 640 lamp posts.", "b")
OLDER = statement("There are 600 lamp posts.", "c")
QUESTION = "Compare the number of lamp posts in 2019 and 2023"


def test_both_times_there_are_left_as_they_are() -> None:
    assert there(QUESTION, OLD, NEW) == (2, "")


def test_one_time_there_is_quoted_and_the_other_named_as_missing() -> None:
    count, note = there(QUESTION, NEW, OLDER)
    assert count == 1
    assert "2019" in note
    assert "2023" not in note


def test_neither_time_there_is_no_answer() -> None:
    assert there(QUESTION, OLDER) == (0, "")


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("There are 812, up from 640 in 2019.", False),
        ("There are 812, up from 640 in May 2019.", False),
        ("There are 812, up from 640 in 2019-20.", False),
        ("There are 812, fewer each year since 2018-19.", True),
        ("There are 812 in 2,019 streets.", True),
    ],
)
def test_words_may_speak_of_another_time_than_their_meeting(text: str, missing: bool) -> None:
    _, note = there(QUESTION, statement(text, "a"))
    assert bool(note) is missing


def test_a_time_that_a_near_passage_speaks_of_is_not_called_missing() -> None:
    near = (hit(prose("In 2019 there were 640.", "a")),)
    assert there(QUESTION, NEW, near=near) == (1, "")


def test_questions_that_compare_no_times_are_left_alone() -> None:
    assert there("How many lamp posts were there in 2019?", OLDER) == (1, "")
    assert there("Which of both lamps is brighter?", OLDER) == (1, "")


def test_a_month_without_a_year_is_the_last_before_the_meeting() -> None:
    question = "lamp posts sept 23 vs feb 23"
    text = "There were 812 in September and 809 in February."
    assert there(question, statement(text, "a")) == (1, "")
    _, note = there(question, statement("There were 812 in September.", "a"))
    assert "feb 23" in note


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("lamp posts nov 22 vs oct 23", "There were 812 in November and 809 in October.", ""),
        ("lamp posts nov 23 vs oct 23", "There were 812 in November and 809 in October.", "nov 23"),
        ("lamp posts in 2024 and 2023", "There were 812 in December 2023.", "2024"),
        ("lamp posts in 2023 and may 2019", "There were 812 in 2018-19.", "may 2019"),
        ("lamp posts in 2023 and 2019", "There were 812 from 2019-20.", ""),
    ],
)
def test_a_time_is_told_by_most_of_it_or_its_month(question: str, text: str, missing: str) -> None:
    _, note = there(f"Compare {question}", statement(text, "a"))
    assert bool(note) is bool(missing)
    assert missing in note


def test_a_paper_named_after_a_time_speaks_of_it() -> None:
    undated = replace(OLDER.citations[0], date=None, title="Lamp plan 2019")
    named = replace(OLDER, citations=(undated,))
    assert there(QUESTION, NEW, named) == (2, "")

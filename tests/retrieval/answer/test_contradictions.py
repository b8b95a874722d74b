"""Figures of sentences, and which of them cannot both be right."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from corpus.model import Passage, Scope
from retrieval.answer.contradictions import contradict, contradicting, figures
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import understand
from retrieval.ranking.late import Weighted
from retrieval.ranking.units import units_of
from retrieval.search.searcher import Found
from tests.retrieval.passages import evidence, hit, paper, prose, row


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The roof will cost £1.84 million.", {("£", 1_840_000.0)}),
        ("Turnover was 14.6% in October 2023.", {("%", 14.6)}),
        ("In 2016/17 there were 1,214 replies.", {("repli", 1214.0)}),
        ("The meeting of 9 October 2017 was quorate.", set()),
        ("2.3 The ferry carries lorries. 2.4 Its ramp was mended.", set()),
        ("Repairs: 3. The ramp, under option 2 and section 106 works.", set()),
        ("2.3 The ferry made 40 crossings.", {("cross", 40.0)}),
        ("Fares rose by £1.20 to £14.", {("£ change", 1.2), ("£", 14.0)}),
        ("A fall of 40 crossings.", {("cross change", 40.0)}),
        (
            "The permit goes up by £2 per week (£104 per year).",
            {("£ per week change", 2.0), ("£ per year change", 104.0)},
        ),
        ("a 4% proposed increase", {("% change", 4.0)}),
        ("Moorings cost £300 a year each.", {("£ per year", 300.0)}),
        ("Moorings cost 90 pence a day.", {("£ per day", 0.9)}),
        ("It carried 1.2 million people.", {("peopl", 1_200_000.0)}),
    ],
)
def test_figures(text: str, found: set[tuple[str, float]]) -> None:
    assert figures(text) == found


def test_another_sum_for_the_same_thing_contradicts() -> None:
    assert contradict("The roof costs £1.84 million.", "The roof costs £1,926,000.")


def test_the_same_sum_in_other_words_does_not() -> None:
    assert not contradict("The roof costs £1.84 million.", "The roof costs £1,840,000.")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The roof costs £2 million.", "The roof is 12% dearer."),
        ("2.3 The ferry is mended.", "2.4 The ferry is painted."),
        ("Mooring fees were £310.", "Mooring fees go up by £95."),
        ("Mooring fees are £310.", "Mooring fees are £310 per week."),
        ("A band D mooring pays £310.", "A band B mooring pays £240."),
        ("A mooring pays £310.", "All moorings pay £310,000."),
        ("The pier is within 2 miles.", "The pier is 1.3 miles off."),
        ("In Q2 the ferry made 410 crossings.", "In quarter 3 the ferry made 380 crossings."),
        ("In May 2024 it made 410 crossings.", "In June 2024 it made 380 crossings."),
        ("It cost £410, of which £30 is owed.", "It cost £410, of which £35 is owed."),
    ],
)
def test_what_explains_the_difference_does(one: str, other: str) -> None:
    assert not contradict(one, other)


def test_another_number_for_the_same_year_contradicts() -> None:
    assert contradict("In 2015/16 it made 107 crossings.", "It made 80 crossings in 2015/16.")


SPRING, SUMMER = date(2024, 3, 5), date(2024, 7, 9)


def _clash(one: str, other: str, days: tuple[date, date]) -> bool:
    """Whether the first units of two papers' passages are said not to agree."""
    return _clash_of(prose(one, "a"), prose(other, "b"), days)


def _clash_of(first: Passage, second: Passage, days: tuple[date, date]) -> bool:
    passages = [first, second]
    found = Found(
        query=understand("How many crossings did the ferry make?", Lexicon()),
        scope=Scope(),
        hits=tuple(map(hit, passages)),
        pages=(),
        papers={name: paper(name, day) for name, day in zip("ab", days, strict=True)},
        question=Weighted(
            np.zeros(0, np.int32), np.zeros((0, 2), np.float32), np.zeros(0, np.float32)
        ),
        evidence={p.id: evidence(p, 0.9, *[0.1] * (len(units_of(p)) - 1)) for p in passages},
    )
    return bool(contradicting(found, found.hits[0], found.hits[1:]))


def test_two_papers_that_disagree_on_a_year_that_was_over_are_found() -> None:
    one, other = (
        "The ferry made 410 crossings in 2022/23.",
        "In 2022/23 the ferry made 380 crossings.",
    )
    assert _clash(one, other, (SPRING, SUMMER))


def test_a_figure_of_a_year_that_still_ran_has_moved_on() -> None:
    one, other = (
        "The ferry made 410 crossings in 2023/24.",
        "In 2023/24 the ferry made 380 crossings.",
    )
    assert _clash(one, other, (SPRING, SPRING))
    assert not _clash(one, other, (SPRING, SUMMER))


def test_a_later_meeting_may_say_another_figure_without_a_time() -> None:
    one, other = "The ferry made 410 crossings.", "The ferry made 380 crossings."
    assert _clash(one, other, (SPRING, SPRING))
    assert not _clash(one, other, (SPRING, SUMMER))


def test_the_words_around_tell_the_time_and_the_other_figure() -> None:
    one = "The ferry made 410 crossings. That was in Q2 2023/24."
    other = "The ferry made 380 crossings. This was Q3 2023/24."
    assert not _clash(one, other, (SUMMER, SUMMER))
    both = "The ferry made 380 crossings. With lorries it made 410 crossings."
    assert not _clash("The ferry made 410 crossings.", both, (SUMMER, SUMMER))


def test_rows_of_a_table_that_are_made_alike_do_not_clash() -> None:
    one = row({"Use": "Ferry: 410 crossings", "Boat": "The old boat Kestrel at the quay"}, "a")
    two = row({"Use": "Ferry: 380 crossings", "Boat": "A launch kept for the upper pier"}, "b")
    same = row({"Use": "Ferry: 380 crossings", "Boat": "The old boat Kestrel at the quay"}, "b")
    assert not _clash_of(one, two, (SPRING, SPRING))
    assert _clash_of(one, same, (SPRING, SPRING))

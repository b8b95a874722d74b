"""Figures of one thing and time that do not agree, and what is shown then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.answer.choosing import chosen_for
from retrieval.answer.contradictions import contradict
from tests.retrieval.guard.builders import asked, found, hit
from tests.retrieval.guard.quoted import TALK, heard
from tests.retrieval.passages import evidence, prose


def test_papers_that_do_not_agree_are_both_shown_oldest_first() -> None:
    one = prose("The ferry carried 410 cars in 2022/23.", "july")
    other = prose("In 2022/23 the ferry carried 380 cars.", "june")
    made = heard("How many cars did the ferry carry?", (one, 1.0), (other, 0.9), (TALK, 0.85))
    told = chosen_for(made)
    assert [v.face.passage for v in told.versions] == [other, one]
    assert told.conflicting == {one.id, other.id}
    assert chosen_for(heard("How many cars did the ferry carry?", (one, 1.0))).conflicting == set()


CARS = "How many cars did the ferry carry in 2022/23?"


@pytest.mark.parametrize(
    ("other", "score", "day_of", "clash"),
    [
        ("In 2022/23 the ferry carried 380 cars.", 0.8, "june", True),
        ("In 2022/23 the ferry carried 380 cars.", 0.6, "june", False),
        ("In 2022/23 the ferry carried 410 cars.", 0.8, "june", False),
        ("In 2021/22 the ferry carried 380 cars.", 0.8, "june", False),
        ("In 2022/23 the ferry carried 380 lorries.", 0.8, "june", False),
        ("In 2022/23 the ferry carried 4 cars.", 0.8, "june", False),
        ("In 2022/23 the ferry carried 380 more cars.", 0.8, "june", False),
        ("In 2022/23 the ferry carried at most 380 cars.", 0.8, "june", False),
        ("In 2022/23 the pier and its huts saw 380 cars.", 0.8, "june", False),
        ("In 2022/23 the ferry carried many cars.", 0.8, "june", False),
        ("In 2022/23 the ferry carried 380 cars.", 0.8, "autumn", True),
    ],
)
def test_which_figures_clash(other: str, score: float, day_of: str, clash: bool) -> None:
    lead = prose("The ferry carried 410 cars in 2022/23.", "july")
    rival = prose(other, day_of)
    told = {lead.id: evidence(lead, 0.8), rival.id: evidence(rival, score)}
    made = found(CARS, hit(lead, 1.0), hit(rival, 0.9), evidence=told)
    assert bool(chosen_for(made).conflicting) is clash
    assert not chosen_for(replace(made, query=asked("What of the ferry?"))).conflicting


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("In May 2023 it made 410 crossings.", "It made 380 crossings.", True),
        ("It made 410 crossings.", "In May 2023 it made 380 crossings.", True),
        ("In May 2023 it made 410 crossings.", "In June 2023 it made 380 crossings.", False),
        ("Band A pays £410.", "Band A pays £380.", True),
        ("Band A pays £410.", "Band B pays £380.", False),
        ("In Q1 it made 410 crossings.", "In quarter 1 it made 380 crossings.", True),
        ("It rose by £4 to £40.", "It rose by £5 to £40.", True),
        ("It costs £4 a week.", "It costs £5 per week.", True),
        ("It costs £4 a week.", "It costs £5 a year.", False),
        ("It is within 4 miles.", "It is within 5 miles.", True),
        ("It costs £4k.", "It costs £4,000.", False),
        ("It costs £4m.", "It costs £5 million.", True),
        ("It was 4%.", "It was 5 per cent.", True),
        ("It was 4%.", "It was £5.", False),
    ],
)
def test_figures_of_one_thing_and_time_clash(one: str, other: str, clash: bool) -> None:
    assert contradict(one, other) is clash
    assert contradict(other, one) is clash

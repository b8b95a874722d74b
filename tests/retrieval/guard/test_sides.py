"""Comparisons: what is told of each time, side by side, the oldest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import Passage, PassageKind
from retrieval.answer.choosing import chosen_for
from retrieval.answer.comparing import named_times, sides
from tests.retrieval.guard.builders import AUTUMN, JULY, JUNE, PAPERS, asked, found, hit
from tests.retrieval.guard.quoted import TALK, chosen, day, heard
from tests.retrieval.passages import paper, prose, row

CHARGES = {
    name: prose(f"The ferry charge is £{sum_} a head and car.", name)
    for name, sum_ in (("june", 4), ("july", 5), ("autumn", 6))
}


@pytest.mark.parametrize(
    ("question", "scores", "told"),
    [
        (
            "Compare ferry charges in June 2024 and in October 2024",
            (2, 1.9, 1.8),
            ["june", "autumn"],
        ),
        (
            "Compare ferry charges in October 2024 and in June 2024",
            (1.3, 1.9, 2),
            ["june", "autumn"],
        ),
        (
            "Compare ferry charges in June, July and October 2024",
            (2, 2, 2),
            ["june", "july", "autumn"],
        ),
        ("Compare ferry charges in June 2024 and in October 2024", (2, 1.9, 1.0), []),
        ("What were ferry charges from June 2024 to October 2024?", (2, 1.9, 1.8), []),
        ("What are ferry charges?", (2, 1.9, 1.8), []),
        ("Compare the two ferry papers", (2, 1.9, 1.8), ["june", "autumn"]),
        ("Have ferry charges gone up since July 2024?", (2, 1.9, 1.8), ["july", "autumn"]),
    ],
)
def test_a_comparison_gives_each_side_oldest_first(
    question: str, scores: tuple[float, ...], told: list[str]
) -> None:
    scored = zip(CHARGES.values(), scores, strict=True)
    hits = sorted((hit(one, score) for one, score in scored), key=lambda one: -one.score)
    made = sides(asked(question), hits, day)
    assert [side.hit.passage.paper_id for side in made] == told
    assert [side.day for side in made] == [day(side.hit.passage) for side in made]


def test_a_side_must_say_about_as_much_as_the_best_hit() -> None:
    best = prose("The pier lamps were painted by hand.", "july", 2)
    for top, told in ((3.3, 2), (3.4, 0)):
        hits = [hit(best, top), hit(CHARGES["june"], 2.0), hit(CHARGES["autumn"], 2.0)]
        question = asked("Compare ferry charges in June 2024 and in October 2024")
        assert len(sides(question, hits, day)) == told


@pytest.mark.parametrize(
    ("time", "inside", "outside"),
    [
        ("2022", date(2022, 12, 31), date(2023, 1, 2)),
        ("March 2022", date(2022, 3, 31), date(2022, 4, 2)),
        ("2 January 2022", date(2022, 1, 31), date(2022, 2, 2)),
    ],
)
def test_since_a_time_names_the_time_itself(time: str, inside: date, outside: date) -> None:
    times = named_times(asked(f"Compare fares in May 2024 with those since {time}"))
    assert times[-1][0].holds(inside)
    assert not times[-1][0].holds(outside)


def test_papers_without_a_day_are_no_sides() -> None:
    hits = [hit(one, 2.0) for one in CHARGES.values()]
    assert sides(asked("Compare the two ferry papers"), hits, lambda _: None) == ()
    assert sides(asked("Compare June 2024 and October 2024"), hits, lambda _: None) == ()
    assert sides(asked("Compare the two ferry papers"), [], day) == ()


def test_a_comparison_is_quoted_side_by_side() -> None:
    question = "Compare ferry charges in June 2024 and in October 2024"
    made = heard(question, *((one, 2.0) for one in reversed(CHARGES.values())))
    assert chosen(made) == [CHARGES["june"].text, CHARGES["autumn"].text]


@pytest.mark.parametrize(
    ("question", "times"),
    [
        ("Compare June 2024 and July 2024", [JUNE.month, JULY.month]),
        ("from June 2024 to July 2024", []),
        ("June 2024 - July 2024", []),
        ("What changed from June 2024 to July 2024?", [JUNE.month, JULY.month]),
        ("What was said in June 2024?", [JUNE.month]),
        ("What of March, April, May, June and July 2024?", None),
    ],
)
def test_times_named_apart(question: str, times: list[int] | None) -> None:
    made = named_times(asked(question))
    if times is None:
        assert len(made) <= 4
    else:
        assert [time[0].since.month for time in made] == times


def test_papers_of_the_builders_have_their_days() -> None:
    assert [PAPERS[name].meeting_date for name in CHARGES] == [JUNE, JULY, AUTUMN]
    assert paper("x", None).meeting_date is None
    assert TALK.kind is PassageKind.PROSE


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Have ferry charges gone up?", []),
        ("What do the two ferry papers say?", []),
        ("What of the old and the new ferry charges?", []),
        ("Ferry charges: the old against the new", ["june", "autumn"]),
        ("Have both ferry papers changed?", ["june", "autumn"]),
    ],
)
def test_first_and_last_are_compared_only_where_asked_for(question: str, told: list[str]) -> None:
    hits = [hit(one, 2.0) for one in CHARGES.values()]
    assert [side.hit.passage.paper_id for side in sides(asked(question), hits, day)] == told


def test_a_side_is_told_by_what_is_about_the_same_thing() -> None:
    lamp = prose("The pier lamps were painted by hand.", "autumn", 2)
    hits = [hit(CHARGES["june"], 2.0), hit(lamp, 1.95), hit(CHARGES["autumn"], 1.9)]
    question = asked("Compare ferry charges in June 2024 and in October 2024")
    assert [side.hit.passage for side in sides(question, hits, day)] == [
        CHARGES["june"],
        CHARGES["autumn"],
    ]


def test_the_other_part_of_a_row_comes_along_in_a_comparison() -> None:
    what = {"What": "Plant street trees in every ward"}
    first = row({**what, "Status": "amber"}, "june")
    july = row({**what, "Status": "green"}, "july")
    part = row({**what, "Due": "by May"}, "june", 1, 400)
    third = row({**what, "Lead": "Reed"}, "june", 1, 800)
    other = row({"What": "Paint the pier and all its lamps", "Status": "red"}, "june", 1, 1200)
    away = row({**what, "Due": "by May"}, "june", 2, 400)
    question = "Compare street trees in June 2024 and in July 2024"

    def quoted(*scored: tuple[Passage, float]) -> list[Passage]:
        hits = sorted((hit(*one) for one in scored), key=lambda one: -one.score)
        return [v.face.passage for v in chosen_for(found(question, *hits)).versions]

    sides_ = (first, 2.0), (july, 2.0)
    assert quoted(*sides_, (part, 1.6)) == [first, part, july]
    assert quoted(*sides_, (part, 1.4)) == [first, july]
    assert quoted(*sides_, (other, 1.7), (away, 1.7)) == [first, july]
    assert quoted(*sides_, (part, 1.7), (third, 1.6)) == [first, part, july]
    assert quoted(*sides_, (replace(part, paper_id="autumn"), 1.7)) == [first, july]
    talk = replace(prose("Plant street trees in every ward", "june"), id="talk")
    assert quoted((talk, 2.0), (july, 2.0), (part, 1.7)) == [talk, july]

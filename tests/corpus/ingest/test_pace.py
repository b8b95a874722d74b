"""How far an ingest is, and how long it will take, as a person would say it."""

from __future__ import annotations

import pytest

from corpus.ingest.pace import Pace, time_left
from corpus.model.events import Progress


def at(share: float, pages: int, of: int = 0) -> Progress:
    return Progress(0, 5, pages, share, "", of)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.2, "about 5 s"),
        (42, "about 40 s"),
        (56, "about 1 min"),
        (130, "about 2 min"),
        (3590, "about 1 h"),
        (96_586, "about 26 h 50 min"),
    ],
)
def test_time_is_said_as_a_person_says_it(seconds: float, said: str) -> None:
    assert time_left(seconds) == said


def test_nothing_is_foretold_before_there_is_something_to_go_by() -> None:
    pace = Pace()
    assert pace.words(at(0, 0), 0) == "0 of 5 papers"
    assert pace.words(at(0, 0), 30) == "0 of 5 papers"
    assert pace.words(at(0.01, 3), 31) == "0 of 5 papers"
    assert pace.words(at(0.04, 12), 33) == "0 of 5 papers, 12 pages"


def test_time_left_goes_by_what_was_done_since_the_first_page() -> None:
    pace = Pace()
    pace.words(at(0, 0), 0)
    pace.words(at(0.05, 10), 100)  # a hundred seconds to load the model do not count
    words = pace.words(at(0.15, 40), 110)
    assert words == "0 of 5 papers, 40 pages, 3.0 pages a second, about 1 min left"
    assert "left" not in pace.words(at(1, 300), 200)


def test_pages_are_told_of_how_many() -> None:
    pace = Pace()
    pace.words(at(0.01, 3, 300), 0)
    assert pace.words(at(0.04, 12, 290), 1) == "0 of 5 papers, 12 of about 290 pages"
    assert pace.words(at(1, 288, 288), 2) == "0 of 5 papers, 288 pages"

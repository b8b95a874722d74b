"""Times of a question, and what tells of them."""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.question.periods import Period

SEPTEMBER = Period(date(2023, 9, 1), date(2023, 9, 30), 0, 7)


@pytest.mark.parametrize(
    ("text", "day", "tells"),
    [
        ("6.3% in September, down from 7.1%", date(2023, 10, 19), True),
        ("6.3% in September 2023", date(2023, 10, 19), True),
        ("6.3% in September 2022", date(2023, 10, 19), False),
        ("6.3% in August", date(2023, 10, 19), False),
        # Written before the month was over, or so late that the next one may be meant.
        ("6.3% in September, 2023", date(2023, 10, 19), True),
        ("the count of 30 September was 6.3%", date(2023, 10, 19), True),
        ("6.3% in September of 2022", date(2023, 10, 19), False),
        ("6.3% in September last year", date(2023, 10, 19), False),
        ("Miss September spoke of 6.3%", date(2023, 10, 19), False),
        ("by the end of next September", date(2023, 10, 19), False),
        ("to be opened in September", date(2023, 9, 12), False),
        ("6.3% in September", date(2024, 9, 12), False),
    ],
)
def test_words_of_a_later_meeting_tell_of_a_month(text: str, day: date, tells: bool) -> None:
    assert SEPTEMBER.told_in(text, day) is tells


def test_a_year_is_not_told_of_by_a_month_of_it() -> None:
    year = Period(date(2023, 1, 1), date(2023, 12, 31), 0, 4)
    assert not year.told_in("6.3% in January", date(2024, 2, 1))

"""Clear days between publication and meeting, against a calendar written out another way."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from corpus.news import nations, notice

# Years of which all bank holidays of England and Wales followed the rule.
_BY_RULE = (2013, 2014, 2015, 2016, 2017, 2018, 2019, 2021, 2024, 2025)


@pytest.mark.parametrize(
    ("nation", "published", "meeting", "days"),
    [
        # Monday to the Monday after: Tuesday to Friday.
        ("england", date(2024, 3, 4), date(2024, 3, 11), 4),
        ("england", date(2024, 3, 1), date(2024, 3, 11), 5),
        # Good Friday and Easter Monday of 2024 lie between.
        ("england", date(2024, 3, 26), date(2024, 4, 4), 4),
        ("wales", date(2024, 3, 26), date(2024, 4, 4), 4),
        # Easter Monday is none in Scotland.
        ("scotland", date(2024, 3, 26), date(2024, 4, 4), 5),
        # The days between Christmas and New Year.
        ("england", date(2022, 12, 22), date(2023, 1, 4), 5),
        ("northern-ireland", date(2023, 7, 10), date(2023, 7, 14), 2),
        ("england", date(2024, 3, 8), date(2024, 3, 9), 0),
    ],
)
def test_days_between_count_where_people_work(
    nation: str, published: date, meeting: date, days: int
) -> None:
    found = notice(published, meeting, nations()[nation])
    assert found.clear_days == days
    assert not found.after


def test_two_hundred_calendars_are_counted_right() -> None:
    """Against a walk back from the meeting, over bank holidays worked out by their rule."""
    chance = random.Random(20)
    for _ in range(200):
        year = chance.choice(_BY_RULE)
        off = _by_rule(year)
        # Half of them about a holiday, where mistakes are made.
        day = chance.choice(sorted(off)) if chance.random() < 0.5 else date(year, 1, 10)
        day += timedelta(days=chance.randint(0, 9 if day in off else 330))
        meeting = min(day, date(year, 12, 31))
        published = max(meeting - timedelta(days=chance.randint(1, 14)), date(year, 1, 1))
        expected, between = 0, meeting
        while (between := between - timedelta(days=1)) > published:
            expected += between.isoweekday() <= 5 and between not in off
        found = notice(published, meeting, nations()[chance.choice(("england", "wales"))])
        assert found.clear_days == (expected if published < meeting else 0), (published, meeting)


def _by_rule(year: int) -> set[date]:
    """Return the bank holidays of England and Wales in a year without any of its own."""
    easter = _easter(year)
    off = {easter - timedelta(days=2), easter + timedelta(days=1)}
    off |= {_monday(year, 5, 1), _monday(year, 5, 25), _monday(year, 8, 25)}
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while day.isoweekday() > 5 or day in off:
            day += timedelta(days=1)
        off.add(day)
    return off


def _monday(year: int, month: int, day: int) -> date:
    """Return the first Monday from a day on."""
    start = date(year, month, day)
    return start + timedelta(days=-start.weekday() % 7)


def _easter(year: int) -> date:
    """Return Easter Sunday, by the anonymous Gregorian computus (Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    r = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * r) // 451
    month, day = divmod(h + r - 7 * m + 114, 31)
    return date(year, month, day + 1)


def test_nothing_is_counted_where_bank_holidays_are_not_known() -> None:
    found = notice(date(1999, 4, 1), date(1999, 4, 12), nations()["england"])
    assert found.clear_days is None
    assert "not known" in found.told


def test_a_paper_of_the_day_itself_is_told_as_that() -> None:
    found = notice(date(2024, 4, 9), date(2024, 4, 9), nations()["england"])
    assert found.after
    assert found.told == "published on the day of the meeting or after it"


def test_days_are_told_beside_those_the_law_names_and_never_judged() -> None:
    three = notice(date(2024, 4, 3), date(2024, 4, 9), nations()["england"])
    assert three.told == "3 clear days before the meeting (England: 5)"
    in_wales = notice(date(2024, 4, 3), date(2024, 4, 9), nations()["wales"])
    assert in_wales.told == "3 clear days before the meeting (Wales: 3)"
    unknown = notice(date(2024, 4, 3), date(2024, 4, 9), nations()["northern-ireland"])
    assert unknown.told == "3 clear days before the meeting"

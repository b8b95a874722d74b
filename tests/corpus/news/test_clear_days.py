"""Clear days between publication and meeting, against a calendar written out another way."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from corpus.news import nations, notice

# Years of which all bank holidays followed the rule, in each nation.
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


@pytest.mark.parametrize("nation", nations())
def test_two_hundred_calendars_are_counted_right(nation: str) -> None:
    """Against a walk back from the meeting, over bank holidays worked out by their rule."""
    chance = random.Random(20)
    crossed = 0
    for _ in range(200):
        year = chance.choice(_BY_RULE)
        holidays = sorted(_by_rule(year, nation))
        # Half of them about a holiday, where mistakes are made, and a third about New Year.
        sort = chance.random()
        if sort < 0.33:
            meeting = date(year, 1, 1) + timedelta(days=chance.randint(-4, 16))
        elif sort < 0.75:
            meeting = chance.choice(holidays) + timedelta(days=chance.randint(0, 9))
        else:
            meeting = date(year, 1, 10) + timedelta(days=chance.randint(0, 330))
        published = meeting - timedelta(days=chance.randint(1, 21))
        crossed += published.year < meeting.year
        expected, between = 0, meeting
        while (between := between - timedelta(days=1)) > published:
            off = _by_rule(between.year, nation)
            expected += between.isoweekday() <= 5 and between not in off
        found = notice(published, meeting, nations()[nation])
        assert found.clear_days == expected, (nation, published, meeting)
    assert crossed > 30


@pytest.mark.parametrize(
    ("nation", "days"),
    # Of 23 December 2024 to 6 January 2025: 24, 27, 30, 31 December, 2 and 3 January.
    [("england", 6), ("wales", 6), ("scotland", 5), ("northern-ireland", 6)],
)
def test_days_are_counted_from_christmas_to_after_new_year(nation: str, days: int) -> None:
    found = notice(date(2024, 12, 23), date(2025, 1, 6), nations()[nation])
    assert found.clear_days == days


def _by_rule(year: int, nation: str) -> set[date]:
    """Return a nation's bank holidays in a year without any of its own.

    The weeks about New Year have followed the rule in every year.
    """
    easter = _easter(year)
    off = {easter - timedelta(days=2), _monday(year, 5, 1), _monday(year, 5, 25)}
    fixed = {(1, 1), (12, 25), (12, 26)}
    if nation == "scotland":
        off.add(_monday(year, 8, 1))
        fixed |= {(1, 2), (11, 30)}
    else:
        off |= {easter + timedelta(days=1), _monday(year, 8, 25)}
        fixed |= {(3, 17), (7, 12)} if nation == "northern-ireland" else set()
    for month, number in sorted(fixed):
        day = date(year, month, number)
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

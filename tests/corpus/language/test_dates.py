"""Dates and periods as councils write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.dates import DateKind, financial_year, find_dates, month_period, municipal_year


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Wednesday, 29 March 2017", date(2017, 3, 29)),
        ("9th October 2017", date(2017, 10, 9)),
        ("held on the 5th day of March 2019", date(2019, 3, 5)),
        ("seen on 9.12.16.", date(2016, 12, 9)),
        ("09/10/2017", date(2017, 10, 9)),
        ("Version -20-9-16", date(2016, 9, 20)),
        ("2017-10-09-agenda", date(2017, 10, 9)),
        ("Monday 09-Oct-2017 17.30", date(2017, 10, 9)),
        ("March 29, 2017", date(2017, 3, 29)),
        ("March 29 2017", date(2017, 3, 29)),
        ("by 28 Feb 18.", date(2018, 2, 28)),
        ("TC Meeting #18\nAugust 29, 2018", date(2018, 8, 29)),
        ("Meeting 4 June 24th 2019", date(2019, 6, 24)),
        ("2018 August 29", date(2018, 8, 29)),
        ("2018, Aug 29", date(2018, 8, 29)),
    ],
)
def test_days(text: str, day: date) -> None:
    (found,) = find_dates(text)
    assert (found.since, found.until, found.kind) == (day, day, DateKind.DAY)


@pytest.mark.parametrize(
    ("text", "since", "until", "kind"),
    [
        ("in October 2017", date(2017, 10, 1), date(2017, 10, 31), DateKind.MONTH),
        ("(Oct 15)", date(2015, 10, 1), date(2015, 10, 31), DateKind.MONTH),
        ("VERSION 4 OCTOBER 2023", date(2023, 10, 1), date(2023, 10, 31), DateKind.MONTH),
        ("for 2017/18", date(2017, 4, 1), date(2018, 3, 31), DateKind.FINANCIAL_YEAR),
        ("1999/2000", date(1999, 4, 1), date(2000, 3, 31), DateKind.FINANCIAL_YEAR),
        ("2017/18 Municipal Year", date(2017, 5, 1), date(2018, 4, 30), DateKind.MUNICIPAL_YEAR),
        ("Quarter 2 2017/18", date(2017, 7, 1), date(2017, 9, 30), DateKind.QUARTER),
        ("Q4 of 2017-18", date(2018, 1, 1), date(2018, 3, 31), DateKind.QUARTER),
        ("Summer 2016", date(2016, 6, 1), date(2016, 8, 31), DateKind.SEASON),
        ("Winter 2016", date(2016, 12, 1), date(2017, 2, 28), DateKind.SEASON),
        ("since 2015", date(2015, 1, 1), date(2015, 12, 31), DateKind.YEAR),
    ],
)
def test_periods(text: str, since: date, until: date, kind: DateKind) -> None:
    (found,) = find_dates(text)
    assert (found.since, found.until, found.kind) == (since, until, kind)


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2017",
        "children may 20 times",
        "policy 2017-2021",
        "01803 208949",
        "1.2.3.4",
        "",
    ],
)
def test_no_dates(text: str) -> None:
    assert find_dates(text) == ()


def test_days_of_a_list_take_the_year_at_its_end() -> None:
    found = find_dates("held on 19 June, 28 June and 24 July 2017")
    assert [one.since for one in found] == [date(2017, 6, 19), date(2017, 6, 28), date(2017, 7, 24)]


def test_spans_give_the_words_back() -> None:
    text = "on 9 October 2017 and in May 2018"
    assert [text[d.start : d.end] for d in find_dates(text)] == ["9 October 2017", "May 2018"]


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    for text in (
        f"{day.day} {day:%B %Y}",
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%y}",
        day.isoformat(),
        f"{day.year}-{day.month}-{day.day}",
    ):
        (found,) = find_dates(f"held {text}, at six")
        assert found.since == found.until == day


@given(st.text(max_size=80))
def test_any_text_gives_ordered_dates_inside_it(text: str) -> None:
    end = 0
    for found in find_dates(text):
        assert end <= found.start < found.end <= len(text)
        assert found.since <= found.until
        end = found.end


def test_years_run_from_may_and_april() -> None:
    assert municipal_year(2017)[1] + timedelta(days=1) == municipal_year(2018)[0]
    assert financial_year(2017)[1] + timedelta(days=1) == financial_year(2018)[0]
    assert month_period(2016, 2) == (date(2016, 2, 1), date(2016, 2, 29))


def test_months_in_columns_are_no_days() -> None:
    found = find_dates("Mar 19 Apr 19 May-19")
    assert [one.kind for one in found] == [DateKind.MONTH] * 3

"""Figures in digits and in words, with their units, where they stand."""

from __future__ import annotations

import pytest

from corpus.language.figures import each_after, find_figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a grant of £50,000 and £1.84 million", "£50,000=50000£ | £1.84 million=1840000£"),
        ("£3m, €2bn and $4k", "£3m=3000000£ | €2bn=2000000000€ | $4k=4000$"),
        ("fares of 50p, 75 pence or two pounds", "50p=0.5£ | 75 pence=0.75£ | two pounds=2£"),
        ("by 4 %, 3 per cent or five percent", "4 %=4% | 3 per cent=3% | five percent=5%"),
        ("up 2.5 percentage points", "2.5 percentage points=2.5%"),
        ("twenty-one homes, 3 hundred trees", "twenty-one=21 | 3 hundred=300"),
        ("two million people", "two million=2000000"),
        ("at 7 p.m. on 20 m² of 5 km", "7=7 | 20=20 | 5=5"),
        ("version 1.2, room A12", "1.2=1.2"),
        ("often, tenfold, none", ""),
    ],
)
def test_figures_are_found_with_value_and_unit(text: str, found: str) -> None:
    told = (f"{text[one.start : one.end]}={one.value:f}{one.unit}" for one in find_figures(text))
    assert " | ".join(told) == found


@pytest.mark.parametrize(
    ("text", "each", "rest"),
    [
        (" a year and more", "year", " and more"),
        (" per square metre", "square metre", ""),
        ("/week", "week", ""),
        (" every month", "month", ""),
        (" a fixed sum", "", " a fixed sum"),
        ("/2024", "", "/2024"),
    ],
)
def test_what_a_figure_is_for_each_of(text: str, each: str, rest: str) -> None:
    said, end = each_after(text, 0)
    assert (said, text[end:]) == (each, rest)

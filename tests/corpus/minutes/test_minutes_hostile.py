"""Text made to slow the grammar of minutes down: reading stays linear."""

from __future__ import annotations

import textwrap
import time

import pytest

from tests.corpus.minutes_pages import HEAD, by_rule, draw, make_paper

# Each is read in about a second on one core; quadratic reading takes over ten.
_MOST_SECONDS = 8.0
_CHARACTERS = 130_000
_LINES = {
    "motions": "It was moved by Councillor Ash and seconded by Councillor Birch that the amendment",
    "capitals": "RESOLVED TO " + "AAAAAAAA BBBBBBBB " * 5,
    "labels": "RESOLVED that the plan be approved and",
    "one word": "RESOLVED " * 100,
    "votes": "seven members voting for and",
    "brackets": "RESOLVED (" + "a " * 60,
    "bodies": "Members (of the committee agreed the committee, members, council,",
    "meetings": "at the meeting on 2019 of minute 7 the Council RESOLVED that",
    "verdicts": "the motion was put and it was carried",
    "attendance": "Present: Councillor A, 4 June 2019, Committee",
    "dots": "." * 100,
    "dashes": "Bank - " * 18,
    "names": "moved by " + "A B C D " * 90,
    "whole names": "Aaaa" * 25 + " Bbbb",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", _LINES)
def test_hostile_lines_take_no_more_than_linear_time(name: str) -> None:
    line = _LINES[name].strip()
    pages, lines = draw(f"{HEAD}**7. The plan\n\n" + f"{line}\n" * (_CHARACTERS // len(line)))
    start = time.process_time()
    by_rule("p", pages, lines, (), make_paper())
    assert time.process_time() - start < _MOST_SECONDS


def test_a_line_too_long_for_print_says_nothing() -> None:
    words = textwrap.dedent(HEAD) + "**7. The plan\n\nRESOLVED to " + "A" * _CHARACTERS
    pages, lines = draw(words)
    start = time.process_time()
    meetings, found = by_rule("p", pages, lines, (), make_paper())
    assert time.process_time() - start < _MOST_SECONDS
    assert (len(meetings), found) == (1, ())

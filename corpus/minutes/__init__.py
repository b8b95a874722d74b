"""What minutes record: meetings, and every decision with its mover, vote and own words."""

from __future__ import annotations

from corpus.minutes.headings import Heading, find_headings
from corpus.minutes.meetings import Sitting, find_sittings, own_sitting
from corpus.minutes.reading import Numbers, Ruled, item_of, numbers_of, ruled
from corpus.minutes.roll import BULLET, CLAUSE, Roll, Row, make_roll
from corpus.minutes.starts import closes_meeting
from corpus.minutes.votes import DIVIDED, counts_in, is_roll_call, read_vote, read_vote_on
from corpus.minutes.where_printed import with_dissent

__all__ = [
    "BULLET",
    "CLAUSE",
    "DIVIDED",
    "Heading",
    "Numbers",
    "Roll",
    "Row",
    "Ruled",
    "Sitting",
    "closes_meeting",
    "counts_in",
    "find_headings",
    "find_sittings",
    "is_roll_call",
    "item_of",
    "make_roll",
    "numbers_of",
    "own_sitting",
    "read_vote",
    "read_vote_on",
    "ruled",
    "with_dissent",
]

"""Compounds that papers write otherwise than the question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from retrieval.question.compounds import written_otherwise


@dataclass(frozen=True)
class Papers:
    """Papers of one page."""

    text: str

    def knows(self, word: str) -> int:
        return self.text.replace("-", " ").split().count(word)

    def pages_with(self, word: str, others: Sequence[str]) -> int:
        told = f" {self.text.replace('-', ' ')} "
        return int(all(f" {one} " in told for one in (word, *others)))


@pytest.mark.parametrize(
    ("asked", "papers", "read"),
    [
        ("who pays for kickboards", "new kick-boards for the lido", ("kickboards", "kick boards")),
        ("the foot bridge", "the footbridge is shut", ("foot bridge", "footbridge")),
        ("the foot-bridge", "the footbridge is shut", ("foot-bridge", "footbridge")),
    ],
)
def test_a_compound_is_read_as_papers_write_it(
    asked: str, papers: str, read: tuple[str, str]
) -> None:
    found = written_otherwise(asked, Papers(papers))
    told = [(asked[one.start : one.end], *one.words) for one in found]
    assert told == [read]


@pytest.mark.parametrize(
    ("asked", "papers"),
    [
        ("kickboards", "boards and a kick"),
        ("the foot bridge", "the foot bridge or footbridge"),
        ("who is in come what may", "the income of the lido"),
        ("foot. bridge", "the footbridge is shut"),
        ("the forward plan", "boxes for ward members"),
    ],
)
def test_other_words_stay_as_they_are(asked: str, papers: str) -> None:
    assert not list(written_otherwise(asked, Papers(papers)))

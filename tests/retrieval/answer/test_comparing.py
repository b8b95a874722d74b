"""Both sides of a comparison, oldest first, about the same thing."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.model import Passage
from retrieval.answer.comparing import sides
from retrieval.model.types import Hit
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import understand
from tests.retrieval.passages import hit, row

DAYS = {"old": date(2016, 9, 20), "mid": date(2017, 4, 3), "new": date(2017, 10, 9)}
LEXICON = Lexicon(days=tuple(DAYS.values()))


def tracker(
    paper_id: str, status: str, score: float, what: str = "Plant trees in every ward"
) -> Hit:
    return hit(row({"Ref": "2.1", "What": what, "Status": status}, paper_id), score)


HITS = [
    tracker("new", "half of all planted", 2.0),
    tracker("old", "a list of streets is made", 1.7, "Count the lamps of each street"),
    tracker("mid", "sites chosen", 1.6),
    tracker("old", "sites are looked for", 1.6),
]


def day(passage: Passage) -> date | None:
    return DAYS.get(passage.paper_id)


def asked(question: str) -> list[str]:
    return [s.hit.passage.id[:3] for s in sides(understand(question, LEXICON), HITS, day)]


@pytest.mark.parametrize(
    ("question", "papers"),
    [
        ("Compare tree planting in 2016 and in October 2017", ["old", "new"]),
        ("What changed on trees between April and October?", ["mid", "new"]),
        ("Has tree planting got any further since 2016?", ["old", "new"]),
        ("tree planting, the old tracker against the new one", ["old", "new"]),
        ("Trees: compare the two trackers", ["old", "new"]),
        ("How has tree planting changed?", ["old", "mid", "new"]),
    ],
)
def test_both_sides_oldest_first(question: str, papers: list[str]) -> None:
    assert asked(question) == papers


def test_a_side_is_about_the_same_thing_though_another_row_ranks_higher() -> None:
    first, _ = sides(understand("Compare trees in 2016 and October 2017", LEXICON), HITS, day)
    assert "sites are looked for" in first.hit.passage.text


@pytest.mark.parametrize(
    "question",
    ["How many trees were planted?", "Trees planted from April 2017 to October 2017"],
)
def test_one_time_or_a_range_has_no_sides(question: str) -> None:
    assert asked(question) == []


def test_a_month_is_told_of_by_the_meeting_after_it() -> None:
    said = {"old": "7 % in August", "mid": "4 % in March"}
    hits = [tracker(key, said[key], 2.0) for key in said]
    query = understand("status of the trees August 2016 vs March 2017", LEXICON)
    found = sides(query, hits, lambda passage: DAYS[passage.paper_id])
    assert [side.hit.passage.paper_id for side in found] == ["old", "mid"]

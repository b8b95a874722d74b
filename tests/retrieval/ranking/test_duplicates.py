"""Which passages are versions of one another, and which of them speaks."""

from __future__ import annotations

from datetime import date

from corpus.model import Passage
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import understand
from retrieval.ranking.duplicates import grouped
from tests.retrieval.passages import hit, prose, row, same

DAYS = {"old": date(2023, 1, 9), "new": date(2024, 1, 8)}
WORDS = {"Ref": "2.1", "What": "Plant street trees in every ward", "Status": "Sites chosen, amber"}
LATER = {**WORDS, "Status": "Half of all planted, green"}


def day(passage: Passage) -> date | None:
    return DAYS.get(passage.paper_id)


def test_a_row_with_another_status_is_a_version_of_it() -> None:
    assert same(row(WORDS, "old"), row(LATER, "new"))


def test_rows_about_something_else_are_not() -> None:
    other = {**WORDS, "What": "Mend the pavements of the market square"}
    assert not same(row(WORDS, "old"), row(other, "new"))


def test_rows_of_one_table_that_share_most_words_stay_apart() -> None:
    one = row({"Ward": "Millbrook North and East wards together", "Trees": "12 of 40"}, "old")
    two = row({"Ward": "Millbrook South and West wards together", "Trees": "14 of 40"}, "old", 2)
    assert not same(one, two)


def test_the_newest_speaks_for_all() -> None:
    found = grouped(
        [hit(row(WORDS, "old"), 2.0), hit(row(LATER, "new"), 1.9), hit(prose("Quite another."), 1)],
        understand("street trees", Lexicon()),
        day,
    )
    assert [g.face.passage.paper_id for g in found] == ["new", "a"]
    assert [h.passage.paper_id for h in found[0].others] == ["old"]
    assert found[0].score == 2.0


def test_the_time_asked_for_speaks_before_the_newest() -> None:
    hits = [hit(row(WORDS, "old"), 2.0), hit(row(LATER, "new"), 1.9)]
    found = grouped(hits, understand("street trees in 2023", Lexicon()), day)
    assert found[0].face.passage.paper_id == "old"

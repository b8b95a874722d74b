"""Which passages are versions of the same words, and which of them speaks."""

from __future__ import annotations

import pytest

from corpus.model import Passage
from retrieval.answer.choosing import chosen_for
from retrieval.ranking.duplicates import grouped, newest_speaks
from tests.retrieval.guard.builders import asked, hit, resolved
from tests.retrieval.guard.quoted import TALK, day, heard
from tests.retrieval.passages import prose, row, same


def test_versions_of_the_same_words_are_one_and_the_newest_speaks() -> None:
    words = {"Ref": "2.1", "What": "Plant street trees in every ward", "Status": "amber"}
    old, new = row(words, "june"), row({**words, "Status": "green"}, "july")
    (one,) = chosen_for(heard("street trees", (old, 1.0), (new, 0.9))).versions
    assert (one.face.passage, [h.passage for h in one.others]) == (new, [old])
    (one,) = chosen_for(heard("street trees in June 2024", (old, 1.0), (new, 0.9))).versions
    assert (one.face.passage, [h.passage for h in one.others]) == (old, [new])


@pytest.mark.parametrize(
    ("question", "newest"),
    [
        ("How many trees?", True),
        ("How many trees in 2023?", False),
        ("What was the first report on trees?", False),
        ("What is the latest number of trees?", True),
    ],
)
def test_the_newest_speaks_where_no_other_time_was_asked_for(question: str, newest: bool) -> None:
    assert newest_speaks(asked(question)) is newest


TREES = "Sixty street trees were planted in the wards of the town by spring"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (prose(TREES, "june"), prose(TREES, "july"), True),
        (prose(TREES, "june"), prose(TREES + " at last", "july"), True),
        (prose(TREES, "june"), prose("Sixty huts were painted by spring", "july"), False),
        (prose(TREES, "june"), resolved(TREES, "july"), False),
        (resolved(TREES, "june"), resolved(TREES, "july"), True),
        (resolved(TREES, "june"), resolved(TREES, "july", 1, "Motion lost"), False),
        (resolved(TREES, "june"), resolved(TREES, "july", 1, "Amendment"), False),
        (prose("Sixty trees", "june"), prose("Sixty trees", "july"), False),
        (prose(TREES, "june", 1), prose(TREES, "june", 2), True),
        (prose(TREES, "june", 1), prose(TREES, "june", 1, 900), False),
        (prose(TREES, "june", 1), prose(TREES + " beside the pier", "june", 2), False),
    ],
)
def test_which_passages_are_versions(one: Passage, other: Passage, alike: bool) -> None:
    assert same(one, other) is alike
    assert same(other, one) is alike


@pytest.mark.parametrize(
    ("shared", "in_one_paper", "elsewhere"),
    [(23, True, True), (22, False, True), (6, False, True), (5, False, False), (2, False, False)],
)
def test_versions_share_most_words_and_nearly_all_within_one_paper(
    shared: int, in_one_paper: bool, elsewhere: bool
) -> None:
    """Both have one word more that is their own, or two where they share few."""
    words = [f"word{letter}" for letter in "abcdefghijklmnopqrstuvw"[:shared]]
    one, other = (" ".join([*words, own]) for own in ("pier", "quay"))
    assert same(prose(one, "june", 1), prose(other, "june", 2)) is in_one_paper
    assert same(prose(one, "june"), prose(other, "july")) is elsewhere


@pytest.mark.parametrize(
    ("header", "status", "alike"),
    [
        ("Status", "green at last this spring", True),
        ("", "green at last this spring", True),
        ("Lead", "green at last this spring", False),
        ("Status", "oaks, limes, elms, birches and planes by schools along rivers", False),
    ],
)
def test_versions_of_a_row_keep_subject_and_columns(header: str, status: str, alike: bool) -> None:
    what = "Plant street trees in every ward"
    one = row({"What": what, "Status": "amber and late again now"}, "june")
    other = row({"What": what, header: status}, "july")
    assert same(one, other) is alike
    assert same(other, one) is alike
    turned = row({"What": "Every ward in trees street plant", "Status": "green at last"}, "july")
    assert not same(one, turned)
    assert not same(one, row({"What": "Paint all the piers", "Status": "amber late"}, "july"))


def test_a_group_stands_where_its_best_stood() -> None:
    hits = [hit(prose(TREES, "june"), 3), hit(TALK, 2), hit(prose(TREES, "autumn"), 1)]
    hits += [hit(prose(TREES, "july"), 0.5)]
    first, second = grouped(hits, asked("trees"), day)
    assert [h.passage.paper_id for h in (first.face, *first.others)] == ["autumn", "july", "june"]
    assert (first.score, second.face.passage) == (3, TALK)

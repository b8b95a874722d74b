"""Somebody named as mover or seconder: what they moved is told, and slips are mended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.register import people_in
from retrieval.answer.quoting import Quoter
from retrieval.answer.register_asked import recorded
from retrieval.answer.register_fits import Recorded
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import understand
from tests.retrieval.registers import HARBOUR, LATER, fill, found

SECOND = LATER.replace(
    "RESOLVED that the winter ferry timetable be printed.",
    """1) Miss Rowan proposed, and Mr Birch seconded the motion that

“The winter ferry timetable be printed.”

2) The Chairman put the motion to the vote.

Motion carried.

RESOLVED that the winter ferry timetable be printed.""",
)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with Catalogue.open(Path(tmp_path_factory.mktemp("harbour"))) as opened:
        fill(opened, HARBOUR, SECOND)
        yield opened


def told(question: str, catalogue: Catalogue) -> Recorded | None:
    one = found(catalogue, question, named=True)
    return recorded(one, catalogue, Quoter(catalogue, one))


def test_what_somebody_moved_is_told_the_newest_first(catalogue: Catalogue) -> None:
    for asked in ("Who seconded the motion moved by Rowan?", "Who seconded what Rowan moved?"):
        answer = told(asked, catalogue)
        assert answer
        assert answer.sure
        assert answer.lead.startswith("Latest: Miss Rowan (mover), Mr Birch (seconder)")
        assert [one.text for one in answer.statements if "proposed, and" in one.text] == [
            "Miss Rowan proposed, and Mr Birch seconded the motion that",
            "Miss Rowan proposed, and Mr Oak seconded the motion that",
        ]


def test_what_somebody_moved_is_narrowed_by_the_matter(catalogue: Catalogue) -> None:
    answer = told("Who seconded the toll bridge motion moved by Rowan?", catalogue)
    assert answer
    assert answer.lead.startswith("Miss Rowan (mover), Mr Oak (seconder)")


def test_what_somebody_seconded_is_not_what_they_moved(catalogue: Catalogue) -> None:
    answer = told("Who moved the motion seconded by Birch?", catalogue)
    assert answer
    assert "Miss Rowan (mover), Mr Birch (seconder)" in answer.lead
    assert told("Who seconded the motion moved by Birch?", catalogue) is None


@pytest.mark.parametrize("typed", ["Rowna", "rowna", "Rowam", "Miss Rwoan", "Councillor Rowan"])
def test_a_slip_of_a_mover_is_read_as_the_registers_name(typed: str, catalogue: Catalogue) -> None:
    asked = f"Who seconded the motion moved by {typed}?"
    one = found(catalogue, asked, named=True)
    bare = typed.split()[-1].lower()
    assert one.query.corrections == (() if bare == "rowan" else ((bare, "rowan"),))
    answer = told(asked, catalogue)
    assert answer
    assert "Miss Rowan (mover), Mr Birch (seconder)" in answer.lead


PEOPLE = {False: {"pring": 3, "leigh": 1, "wooldridge": 2}, True: {"tozer": 2}}
PAPERS = Lexicon(
    vocabulary={"pring": 3, "leigh": 1, "wooldridge": 2, "tozer": 2, "prong": 0, "lee": 2},
    people=PEOPLE.__getitem__,
)


@pytest.mark.parametrize(
    ("asked", "taken"),
    [
        ("who seconded what was moved by Wooldrige", (("wooldrige", "wooldridge"),)),
        ("was it seconded by Tozre", (("tozre", "tozer"),)),
        # An English word may be a name that is spelt with another vowel.
        ("was it moved by Prang", (("prang", "pring"),)),
        # Another name, as one letter more of an English word makes one.
        ("was it moved by Spring", ()),
        # The papers hold it, so it is right, also where it is none of the movers.
        ("was it moved by Lee", ()),
        ("was it moved by Tozer", ()),
        ("was it moved by Leigh", ()),
        # A name that is near to none.
        ("was it moved by Smith", ()),
        ("who moved it", ()),
        ("was it moved by the Chairman", ()),
    ],
)
def test_no_right_name_is_made_another(asked: str, taken: tuple[tuple[str, str], ...]) -> None:
    assert understand(asked, PAPERS).corrections == taken


def test_whom_a_question_names() -> None:
    assert [one.word for one in people_in("Who seconded the motion moved by Mr Ash?")] == ["ash"]
    assert people_in("who moved the ferry") == ()
    assert people_in("what was moved by the Panel") == ()
    (one,) = people_in("was it seconded by Cllr Birch")
    assert one.seconded

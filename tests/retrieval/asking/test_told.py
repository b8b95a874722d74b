"""What an answer tells of the thing, the kind and the time asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import PaperKind, Passage, Span, TextSource
from retrieval.asking.sufficiency import Support
from retrieval.asking.told import with_told
from retrieval.model.types import Citation, Statement
from tests.retrieval.guard.builders import JUNE, found, hit, weighted
from tests.retrieval.passages import prose, row

WORDS = weighted((1, 1), ("ferry", "charge"))


def said(text: str, paper_id: str = "june", day: date | None = JUNE) -> Statement:
    cited = Citation(
        *(1, paper_id, f"{paper_id}.pdf", "", PaperKind.MINUTES, None, day, None, None, 1, None),
        *(text, (Span(1, 0, len(text)),), TextSource.TEXT_LAYER),
    )
    return Statement(text, (cited,))


def told(question: str, *texts: str, passage: Passage | None = None) -> Support:
    made = passage or prose(texts[0], "june")
    return with_told(Support(), found(question, hit(made), weighed=WORDS), [*map(said, texts)])


@pytest.mark.parametrize(
    ("question", "texts", "kind"),
    [
        ("How much is the ferry charge?", ("The ferry charge is £4.",), 1.0),
        ("How much is the ferry charge?", ("A claim for the ferry was made.",), 0.0),
        ("How much is the ferry charge?", ("The ferry is old.", "It charges £4."), 0.5),
        ("Who is the ferry chairman?", ("The ferry chairman spoke.",), 0.0),
        ("Who is the ferry chairman?", ("The ferry chairman, Mrs Rowe, spoke.",), 1.0),
        ("What about the ferry?", ("The ferry is old.",), 1.0),
    ],
)
def test_whether_it_holds_what_was_asked_for(
    question: str, texts: tuple[str, ...], kind: float
) -> None:
    assert told(question, *texts).kind_told == kind


def test_a_cell_under_a_header_of_money_is_told() -> None:
    made = replace(row({"Mooring": "Ferry", "Charge £": "310.50"}), paper_id="june")
    assert told("How much is the ferry charge?", made.text, passage=made).kind_told == 1.0


def test_a_thing_near_the_words_counts_more_than_one_far_off() -> None:
    question = "How much is the ferry charge?"
    near = told(question, "The ferry charge is £4.").kind_near
    between = " and the quay was painted by the board in the spring of the year"
    far = told(question, f"The ferry charge was looked at{between}, which took £4.").kind_near
    assert told(question, "The ferry charge is old.").kind_near == 0.0
    assert far < 0.5 < near <= 1.0


@pytest.mark.parametrize(
    ("question", "period"),
    [
        ("What was the ferry charge in June 2024?", 1.0),
        ("What was the ferry charge in March 2023?", 0.0),
        ("What was the ferry charge in 2019?", 0.0),
        ("What is the ferry charge?", 1.0),
    ],
)
def test_of_which_time_it_is(question: str, period: float) -> None:
    assert told(question, "The ferry charge for 2024 is £4.").period_told == period


def test_nothing_said_tells_nothing() -> None:
    assert told("How much is the ferry charge?", passage=prose("x", "june")) == Support()

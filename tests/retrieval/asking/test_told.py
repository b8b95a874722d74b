"""What an answer tells of the thing, the kind and the time asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import PaperKind, Passage, Span, TextSource
from retrieval.asking.on_record import keeps_silent
from retrieval.asking.sufficiency import Support
from retrieval.asking.told import with_told
from retrieval.model.types import Citation, Statement
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import understand
from retrieval.search.searcher import Found
from tests.retrieval.guard.builders import JUNE, found, hit, weighted
from tests.retrieval.passages import prose, row

WORDS = weighted((1, 1), ("ferry", "charge"))


def said(text: str, paper_id: str = "june", day: date | None = JUNE) -> Statement:
    cited = Citation(
        *(1, paper_id, f"{paper_id}.pdf", "", PaperKind.MINUTES, None, day, None, None, 1, None),
        *(text, (Span(1, 0, len(text)),), TextSource.TEXT_LAYER),
    )
    return Statement(text, (cited,))


def alone(question: str, passage: Passage | str) -> Found:
    """Return a finding of one passage, or of prose of these words."""
    made = prose(passage, "june") if isinstance(passage, str) else passage
    return found(question, hit(made), weighed=WORDS)


def told(question: str, *texts: str, passage: Passage | None = None) -> Support:
    return with_told(Support(), alone(question, passage or texts[0]), [*map(said, texts)])


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


def test_a_thing_near_the_papers_own_words_is_near() -> None:
    question = understand("How many bins were there?", Lexicon(vocabulary={"waste": 9}))
    asked = replace(alone("", "There were 12 waste containers."), query=question)
    other = replace(alone("", "There were 12 boats."), query=question)
    near = with_told(Support(), asked, [said("There were 12 waste containers.")])
    assert near.kind_near > with_told(Support(), other, [said("There were 12 boats.")]).kind_near


def test_words_that_only_qualify_name_no_topic() -> None:
    support = told("How many members are we meant to have?", "The number of members is 12.")
    assert support.kind_near > 0.5


@pytest.mark.parametrize(
    ("question", "text", "untold"),
    [
        (
            "Did they approve the 50 houses?",
            "RESOLVED: that the house in Quay Lane be approved.",
            1,
        ),
        ("Did they approve the 50 houses?", "RESOLVED: that fifty houses be approved.", 0),
        ("Did they approve the houses in 2024?", "RESOLVED: that the houses be approved.", 0),
        ("What did they say of the 50 houses?", "The house in Quay Lane was looked at.", 0),
    ],
)
def test_a_decision_on_others_in_number_is_none(question: str, text: str, untold: int) -> None:
    assert told(question, text).untold == untold


@pytest.mark.parametrize(
    ("question", "text", "untold"),
    [
        ("Did the council declare a ferry emergency?", "Emergency doors were painted.", 1),
        ("Did the council declare a ferry emergency?", "A ferry emergency was declared.", 0),
        ("What was said of the ferry emergency?", "Emergency doors were painted.", 0),
    ],
)
def test_what_shares_a_word_tells_not_whether_a_body_did_a_thing(
    question: str, text: str, untold: int
) -> None:
    assert told(question, text).untold == untold


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


@pytest.mark.parametrize(
    ("question", "texts", "untold"),
    [
        ("How much is the ferry charge?", ("A claim for the ferry was made.",), True),
        ("How much is the ferry charge?", ("The ferry charge is £4.",), False),
        ("How much is the ferry charge?", ("The ferry is old.", "The ferry charge is £4."), False),
        ("How much was the ferry charge in 2019?", ("The ferry charge for 2024 is £4.",), True),
        ("How many ferries ran in 2019?", ("In 2024 12 ferries ran.",), True),
        ("What about the ferry in 2019?", ("The ferry of 2024 is old.",), False),
    ],
)
def test_a_figure_of_nothing_or_of_another_time_is_untold(
    question: str, texts: tuple[str, ...], untold: bool
) -> None:
    assert told(question, *texts).untold == float(untold)


def test_a_sum_far_from_what_is_asked_is_of_another_thing() -> None:
    between = " and the quay was painted by the board in spring of the year with the posts of it"
    text = f"The ferry charge was looked at{between}, which took £4."
    assert told("How much is the ferry charge?", text).kind_near < 0.05
    assert told("How much is the ferry charge?", text, "It is £4 a ferry.").untold == 0.0


def test_a_count_far_from_what_is_asked_is_of_another_thing() -> None:
    between = " and the quay was painted by the board in the spring of the year"
    far = told("How many ferry charges are there?", f"The ferry ran{between}, when 12 came.")
    assert far.untold == 1.0
    assert told("How many ferry charges are there?", "There are 3 ferry charges.").untold == 0.0


@pytest.mark.parametrize(
    ("question", "text", "unrecorded"),
    [
        ("Who seconded the ferry charge?", "Moved by Mrs Rowe, seconded by Mr Pell: a ferry.", 0),
        ("Who seconded the ferry charge?", "Mrs Rowe spoke of the ferry charge.", 1),
        ("How did the vote on the ferry charge go?", "The ferry charge was lost, two for.", 0),
        ("How did the vote on the ferry charge go?", "The ferry charge is for the quay.", 1),
        ("How did the vote on the ferry charge go?", "The ferry charge was voted on. Lost.", 0),
        ("How did the vote on the ferry charge go?", "Ferry works were carried out by charge.", 1),
        ("How did the vote on the ferry charge go?", "All voted for Mrs Rowe as chairman.", 1),
        ("Who proposed the ferry charge?", "That the proposed ferry charge be approved.", 1),
        ("Who proposed the ferry charge?", "Mr Pell proposed that the ferry charge be cut.", 0),
        ("Who proposed the ferry charge?", "The board moved to Quay House. Ferry charge.", 1),
        ("What was agreed on the ferry charge?", "The ferry charge was carried.", 1),
    ],
)
def test_words_that_tell_mover_or_vote_need_no_register(
    question: str, text: str, unrecorded: float
) -> None:
    made = with_told(Support(unrecorded=1.0), alone(question, text), [said(text)])
    assert made.unrecorded == unrecorded


@pytest.mark.parametrize(
    ("text", "untold"),
    [
        ("That the ferry charge be £4.", 1.0),
        ("That the ferry charge be £4 because the quay is old.", 0.0),
    ],
)
def test_a_bare_decision_is_no_reason(text: str, untold: float) -> None:
    asked = alone("Why is there a ferry charge?", text)
    official = replace(said(text), official=True)
    assert with_told(Support(), asked, [official]).untold == untold
    assert with_told(Support(), asked, [said("The ferry is old.")]).untold == 0.0


def test_nothing_said_tells_nothing() -> None:
    assert told("How much is the ferry charge?", passage=prose("x", "june")) == Support()


@pytest.mark.parametrize(
    ("question", "text", "silent"),
    [
        (
            "What did Councillor Reed say about the ferry?",
            "Apologies came from Councillor Reed.",
            True,
        ),
        (
            "What did Councillor Reed say about the ferry?",
            "Councillor Reed thought it old. The ferry is.",
            False,
        ),
        (
            "what did Councillor Reed ask about the ferry",
            "Councillor Reed asked for a ferry.",
            False,
        ),
        ("What did the council say about the ferry?", "It is old.", False),
        ("What did Councillor Reed say?", "Apologies came from Councillor Reed.", False),
    ],
)
def test_who_is_only_named_has_said_nothing(question: str, text: str, silent: bool) -> None:
    assert keeps_silent(alone(question, text)) is silent

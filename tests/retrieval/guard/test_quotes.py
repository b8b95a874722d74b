"""Which hits are quoted, what of each, and in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.model import Passage, Span
from retrieval.answer.choosing import Chosen, chosen_for, quoted_hits
from retrieval.answer.excerpts import list_anchors, sentences, telling, without_heading
from retrieval.ranking.kinds_of_answer import Wanted
from retrieval.ranking.units import units_of
from tests.retrieval.guard.builders import form, found, hit, resolved
from tests.retrieval.guard.quoted import TALK, chosen, heard
from tests.retrieval.passages import evidence, prose

DECIDED = "What was decided about the ferry?"
SAIL = resolved("that the ferry sail on Sundays", "june", 5)
DOCK = resolved("that the ferry stay in its dock", "july", 6)
FARE = prose("The ferry costs £4 a head.", "july", 3)
CARRIED = prose("The ferry carried 410 cars.", "july", 4)
LOST = resolved("that the ferry be sold to Ashcombe", "june", 5, "Motion lost", 90)


@pytest.mark.parametrize(
    ("question", "scored", "quoted"),
    [
        (DECIDED, ((TALK, 1.0), (SAIL, 0.9)), [SAIL]),
        (DECIDED, ((TALK, 1.0), (SAIL, 0.8)), [TALK]),
        (DECIDED, ((SAIL, 1.0), (DOCK, 0.95)), [SAIL, DOCK]),
        (DECIDED, ((SAIL, 1.0), (DOCK, 0.9)), [SAIL]),
        (DECIDED, ((SAIL, 1.0), (TALK, 0.99)), [SAIL]),
        (DECIDED, ((LOST, 1.0), (SAIL, 0.95)), [SAIL, LOST]),
        (DECIDED, ((SAIL, 1.0), (LOST, 0.96), (DOCK, 0.95)), [SAIL, DOCK, LOST]),
        ("Which ferry motions were lost?", ((LOST, 1.0), (SAIL, 0.95)), [LOST, SAIL]),
        ("What was said about the ferry?", ((TALK, 1.0), (SAIL, 0.9)), [TALK]),
        ("How many cars did it carry?", ((TALK, 1.0), (CARRIED, 0.9)), [CARRIED]),
        ("How much does the ferry cost?", ((TALK, 1.0), (FARE, 0.9)), [FARE]),
        ("How much does the ferry cost?", ((TALK, 1.0), (FARE, 0.87)), [TALK]),
        ("What was said about the ferry?", ((TALK, 1.0), (DOCK, 0.97)), [TALK, DOCK]),
    ],
)
def test_who_leads_and_who_stands_beside(
    question: str, scored: tuple[tuple[Passage, float], ...], quoted: list[Passage]
) -> None:
    made = heard(question, *scored)
    assert [one.text for one in quoted] == chosen(made)
    assert [one.passage for one in quoted_hits(made)] == quoted


def test_more_of_its_page_stands_beside_prose_even_where_a_decision_is_asked_for() -> None:
    question = "What are we asked to decide about the ferry?"
    more = prose("The ferry is to be painted by June.", "june", 1, 900)
    away = prose("The ferry is to be painted by July.", "june", 2, 900)
    made = heard(question, (TALK, 1.0), (more, 0.7), (away, 0.7))
    assert chosen(made) == [TALK.text, more.text]
    assert chosen(heard(question, (TALK, 1.0), (more, 0.59))) == [TALK.text]
    weak = replace(made, evidence={**made.evidence, more.id: evidence(more, 0.55)})
    assert chosen(weak) == [TALK.text]


def test_nothing_found_quotes_nothing() -> None:
    assert chosen_for(found(DECIDED)) == Chosen(())
    assert quoted_hits(found(DECIDED)) == ()


def test_an_outcome_of_another_time_does_not_lead() -> None:
    made = found(DECIDED, hit(TALK, 1.0, period=1.0), hit(SAIL, 0.95, period=0.0))
    assert chosen(made) == [TALK.text]
    made = found(DECIDED, hit(TALK, 1.0, period=1.0), hit(SAIL, 0.95, period=1.0))
    assert chosen(made) == [SAIL.text]


def test_a_form_that_recommends_answers_by_itself() -> None:
    question = "What are we asked to decide about the ferry?"
    told = form("That it sail.", "Recommendations: That it sail.", "june", 2)
    first = form("4 June", "Date: 4 June", "june", 1)
    also = form("That it dock.", "Recommendations: That it dock.", "july", 2)
    made = heard(question, (told, 1.0), (first, 0.99), (TALK, 0.98), (also, 0.97))
    assert chosen(made) == [told.text, also.text]


FIVE = (
    "The pier is open today. It has a new lamp. Sixty boats came in May. The tide rose in June."
    " The bell rang all day."
)


@pytest.mark.parametrize(
    ("scores", "quoted"),
    [
        ((0.9, 0.1, 0.1, 0.1, 0.1), ["01"]),
        ((0.9, 0.1, 0.1, 0.8, 0.1), ["01", "3"]),
        ((0.9, 0.1, 0.8, 0.1, 0.1), ["012"]),
        ((0.9, 0.1, 0.1, 0.5, 0.1), ["01"]),
        ((0.1, 0.9, 0.1, 0.1, 0.1), ["01"]),
        ((0.1, 0.1, 0.9, 0.1, 0.9), ["234"]),
        ((0.7, 0.1, 0.9, 0.8, 0.95), ["234"]),
        ((0.9, 0.1, 0.8, 0.85, 0.1), ["0123"]),
    ],
)
def test_the_sentences_that_answer_are_quoted_in_their_order(
    scores: tuple[float, ...], quoted: list[str]
) -> None:
    said = evidence(prose(FIVE), *scores)
    order = [one.unit.text for one in said]
    runs = sentences(said, Wanted.ANYTHING)
    assert ["".join(str(order.index(unit.text)) for unit in run) for run in runs] == quoted


def test_what_is_asked_for_counts_a_little_more() -> None:
    for score, quoted in ((0.80, 1), (0.62, 2)):
        units = evidence(prose("The pier costs £9 each day. The pier is old now."), 0.75, score)
        first = sentences(units, Wanted.MONEY)[0][0].text
        assert first.startswith("The pier costs")
        assert quoted


def test_no_sentence_says_nothing() -> None:
    assert sentences((), Wanted.ANYTHING) == ()
    assert sentences(evidence(prose("Page 12"), 0.9), Wanted.ANYTHING) == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The pier is open to all.", True),
        ("The pier opened.", False),
        ("Cost £9.", True),
        ("The harbour board agreed that:", False),
        ("Appendix 3", False),
        ("See paragraph 4 and section 5", False),
        ("Ferry and pier charges", False),
    ],
)
def test_what_says_something_by_itself(text: str, says: bool) -> None:
    (unit,) = units_of(prose(text))
    assert telling(unit, ("3 Ferry and pier charges",)) is says


def test_a_heading_that_runs_into_a_sentence_is_left_out() -> None:
    (unit,) = units_of(prose("Ferry charges\nThe charge is £4 a head."))
    bare = without_heading(unit, ("Harbour", "Ferry charges"))
    assert (bare.text, bare.spans) == ("The charge is £4 a head.", (Span(1, 14, 38),))
    assert without_heading(unit, ("Moorings",)) is unit
    assert without_heading(unit, (unit.text,)) is unit


def test_a_lead_in_beside_the_best_sentence_needs_to_answer_less_well() -> None:
    text = "It rained all day. The board heard of the jetty. It has these choices:\n1. Mend it."
    for scores, led in (((0.1, 0.8, 0.5, 0.1), True), ((0.8, 0.1, 0.5, 0.1), False)):
        units = evidence(prose(text), *scores)
        anchors = list_anchors(units, Wanted.ANYTHING, wants_list=False)
        assert bool(anchors) is led

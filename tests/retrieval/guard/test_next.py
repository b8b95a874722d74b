"""What may be asked next is answered when it is asked, and is not what was just said."""

from __future__ import annotations

from corpus.model import Access, Scope
from retrieval.model.types import Answer, Status, Turn
from tests.retrieval.guard.golden import kept
from tests.retrieval.guard.papers import Desk

_AND_THEN = " >> "
_CLOSED = "(closed) "
CABINET = "What did Cabinet decide on 14 November 2023?"
COUNCIL = "What did Council decide on 28 February 2024?"
# Of the questions that may be asked next, the share that must be answered.
_ANSWERED = 0.95


def chat(desk: Desk, *questions: str, scope: Scope | None = None) -> list[Turn]:
    """Ask the questions of one chat and return its turns."""
    history: list[Turn] = []
    for question in questions:
        found = desk.find(question, scope, history)
        history.append(Turn(question, desk.answer(found, history)))
    return history


def last(desk: Desk, *questions: str) -> Answer:
    return chat(desk, *questions)[-1].answer


def test_what_may_be_asked_next_is_answered(desk: Desk) -> None:
    offered, unanswered = 0, []
    for asked in kept():
        clearance = Access.EXEMPT if asked.startswith(_CLOSED) else Access.PUBLIC
        scope = Scope(clearance=clearance)
        turns = chat(desk, *asked.removeprefix(_CLOSED).split(_AND_THEN), scope=scope)
        for question in turns[-1].answer.next:
            offered += 1
            found = desk.find(question, scope, turns)
            if desk.answer(found, turns).status is not Status.ANSWERED:
                unanswered.append((asked, question))
    print(*unanswered, sep="\n")
    assert offered > 30
    assert len(unanswered) <= (1 - _ANSWERED) * offered, unanswered


def test_a_decision_is_followed_by_its_mover_and_then_by_its_vote(desk: Desk) -> None:
    decided = "What exactly did Cabinet resolve about library hours in November 2023?"
    assert last(desk, decided).next == ("Who moved it?", CABINET)
    moved = "who moved the budget at full council"
    assert last(desk, moved).next == ("How was it voted?", COUNCIL)
    assert last(desk, moved, "How was it voted?").next == (COUNCIL,)


def test_a_report_is_followed_by_what_was_decided_and_its_sections(desk: Desk) -> None:
    asked = "recommendations in the waste contract paper"
    assert last(desk, asked).next == ("What was decided?", "Why?", "What are the risks?")
    assert last(desk, asked, "Why?").next == (
        "What was decided?",
        "What are the risks?",
        "Who leads on it?",
    )


def test_the_matter_is_named_where_a_follow_up_would_be_of_something_else(desk: Desk) -> None:
    answer = last(desk, "Does the bin firm have to buy new lorries if we give it longer?")
    assert answer.status is Status.ANSWERED
    assert answer.next[0] == "What was decided about “Waste and Recycling Collection Contract”?"


def test_a_decision_that_was_taken_up_again_is_followed_by_what_became_of_it(desk: Desk) -> None:
    answer = last(desk, "In which order is part-night lighting extended to wards?")
    assert answer.next == ("What became of it?", CABINET)


def test_what_is_closed_is_offered_to_nobody_who_may_not_see_it(desk: Desk) -> None:
    asked = "What is the lowest price for Tannery Fields?"
    closed = Scope(clearance=Access.EXEMPT)
    assert chat(desk, asked, scope=closed)[-1].answer.next
    # The sale was decided in the open; its terms were not.
    assert not any("Terms of Sale" in one for one in last(desk, asked).next)

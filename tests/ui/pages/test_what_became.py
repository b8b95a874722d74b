"""What became of a decision, and which decisions are on one matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from corpus.model import DecisionKind, OutcomeClass, Resolution, Span
from retrieval.matters.course import Course, Matters
from retrieval.matters.mentions import (
    decided_on,
    decision_mention,
    decision_mentions,
)
from tests.ui.drawn_register import decided


def course(of: Resolution, *others: Resolution) -> Course:
    return Matters(decision_mentions((of, *others))).course(decision_mention(of))


def test_what_became_of_a_decision_leaves_it_out_and_looks_both_ways() -> None:
    said = decided("Lido repairs", "that a survey be made", day=10)
    earlier, later = (
        replace(decided("Lido repairs: update", f"that it be {at}", day=at), number=str(at))
        for at in (3, 20)
    )
    beside = replace(said, number="13", text="that the amendment be lost", spans=(Span(4, 0, 9),))
    printed_again = replace(said, paper_id="b" * 64)
    other = decided("Parking", "that charges rise", day=25)
    action = replace(later, kind=DecisionKind.ACTION, number="14", date=date(2024, 5, 21))
    found = course(said, earlier, later, beside, printed_again, other, action)
    assert [m.number for m in found.before] == ["3"]
    assert [m.number for m in found.beside] == ["13"]
    assert [m.number for m in found.after] == ["20"]
    assert found.undated == ()
    assert [m.number for m in course(later, said, earlier).before] == ["3", "12"]


def test_a_recommendation_leads_to_what_was_decided_on_it_and_back() -> None:
    wording = "that the tender of Brine Brothers for dredging the inner harbour be accepted"
    asked = replace(
        decided("Dredging", f"That Council be recommended {wording}", day=2),
        outcome_class=OutcomeClass.RECOMMENDED, number="7", committee="Harbour Panel",
    )  # fmt: skip
    taken = replace(
        decided("Recommendations of the Harbour Panel", wording, day=20),
        number="30", committee="Council",
    )  # fmt: skip
    noise = [decided(f"Matter {at}", f"that matter number {at} be so", day=9) for at in range(40)]
    assert [m.number for m in course(asked, taken, *noise).after] == ["30"]
    assert [m.number for m in course(taken, asked, *noise).before] == ["7"]


def test_a_minute_that_is_named_is_the_same_matter() -> None:
    said = decided("Bus shelters", "that three be bought", day=2)
    naming = replace(decided("Budget", "that minute no. 12 be rescinded", day=20), number="40")
    elsewhere = replace(naming, committee="Council", number="41")
    found = course(said, naming, elsewhere)
    assert [m.number for m in found.after] == ["40"]
    assert [m.number for m in course(naming, said).before] == ["12"]


def test_standing_headings_and_single_words_elsewhere_are_no_matter() -> None:
    one = decided("Matters Arising", "that tree lights be paid for", day=2)
    two = replace(decided("Matters arising", "that ponds be drained", day=20), number="13")
    assert course(one, two) == Course()
    chairs, news = decided("Chairs", "x", day=2), decided("Garden chairs", "y", day=20)
    assert course(chairs, news).after
    assert not course(chairs, replace(news, committee="Council")).after


def test_actions_and_routine_decide_nothing() -> None:
    kinds = (DecisionKind.ACTION, DecisionKind.ROUTINE)
    assert decision_mentions(replace(decided("Lido"), kind=kind) for kind in kinds) == []


def test_what_was_decided_on_an_item_is_told_by_its_title() -> None:
    lido, parking = decided("Lido repairs"), decided("Parking charges")
    action = replace(lido, kind=DecisionKind.ACTION)
    assert decided_on("Lido Repairs", [parking, lido, action]) == (lido,)
    assert decided_on("Repair of the lido", [parking, lido]) == (lido,)
    assert decided_on("Mooring fees", [parking, lido]) == ()

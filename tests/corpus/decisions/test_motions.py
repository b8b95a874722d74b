"""Motions and the verdicts on them: what was tied, amended, lost, and then moved anew."""

from __future__ import annotations

import pytest

from tests.corpus.decisions.test_matters import beside, course, decided

MOVED = "Councillor Alder moved and Councillor Birch seconded that the weir be mended."


def test_a_motion_lost_on_a_casting_vote_does_not_take_the_next_motions_verdict() -> None:
    text = (
        f"{MOVED}\n\nThe Chair gave her casting vote against the motion.\n\nCouncillor Cedar then "
        "moved, seconded by Councillor Dogwood, that the weir be sold.\n\nThe motion was carried."
    )
    one = course("D--V", text)
    assert [
        words.endswith(end) for words, end in zip(decided(one), ("mended.", "sold."), strict=True)
    ]
    assert beside(one) == ["The Chair gave her casting vote against the motion."]
    assert beside(one, 1) == ["The motion was carried."]
    motions = [one.motion(decision) for decision in one.decided]
    assert [motion.lost for motion in motions if motion] == [True, False]


def test_the_sentence_that_counts_a_motions_votes_is_no_decision() -> None:
    text = f"{MOVED}\n\nUpon a vote there were 6 for and 4 against.\n\nThe motion was carried."
    one = course("DDV", text)
    assert decided(one) == [MOVED]
    (motion,) = filter(None, map(one.motion, one.decided))
    assert one.put(motion) == (1, 2)


def test_the_votes_on_an_amendment_are_none_on_its_motion() -> None:
    amendment = "Mr Cedar moved and Mr Fir seconded an amendment that the weir be sold."
    votes = "There were 2 for and 7 against.\n\nThe amendment was lost."
    text = f"{MOVED}\n\n{amendment}\n\n{votes}\n\nThe motion was then carried."
    one = course("DD-VV", text)
    motions = [motion for motion in map(one.motion, one.decided) if motion]
    assert [one.put(motion) for motion in motions] == [(4, 4), (2, 3)]


def test_a_motion_that_fell_tells_so() -> None:
    moved = "Councillor Alder moved and Councillor Birch seconded refusal."
    text = f"{moved}\n\nThe Chair declined to use a casting vote; the motion therefore fell."
    one = course("VV", text)
    assert [motion.lost for motion in map(one.motion, one.decided) if motion] == [True]


def test_a_motion_carried_as_amended_is_quoted_with_its_amendment() -> None:
    amendment = (
        "Councillor Cedar moved, and Councillor Fir seconded, an amendment to mend it for £9."
    )
    verdicts = ("The amendment was carried.", "The substantive motion was then put and carried.")
    one = course("-DVV", "\n\n".join((MOVED, amendment, *verdicts)))
    assert decided(one) == [f"{MOVED} {amendment}"]
    assert beside(one) == [*reversed(verdicts)]


def test_a_motion_in_whose_place_an_amendment_was_carried_is_no_decision() -> None:
    amendment = "As an amendment, Mr Cedar, seconded by Mr Fir, moved that it be sold."
    text = f"{MOVED}\n\n{amendment}\n\nThe amendment was carried."
    assert decided(course("DDV", text)) == [amendment]
    assert decided(course("DDV", f"{text[:-8]}lost.")) == [MOVED, amendment]


def test_an_amendment_lost_leaves_the_motion_as_it_was() -> None:
    lost = "An amendment moved by Councillor Cedar, seconded by Mr Fir, that it wait, was lost."
    one = course("-DV", f"{MOVED}\n\n{lost}\n\nThe motion was then carried.")
    assert decided(one) == [MOVED, lost]


@pytest.mark.parametrize(
    ("fate", "told"),
    [
        ("The application was REFUSED because it would darken the mill.", True),
        ("This application had been withdrawn by the applicant.", True),
        ("The application was approved by Northmere District Council.", False),
        ("The application has been refused.", False),
    ],
)
def test_what_became_of_an_application_is_decided_under_its_reference(
    fate: str, told: bool
) -> None:
    one = course("---", f"**5. 24/0117/FUL – 9 Quay Street\n\nMembers had seen it.\n\n{fate}")
    assert decided(one) == ([fate] if told else [])

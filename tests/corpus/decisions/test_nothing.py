"""Motions in sentences of their own, elections in parts, what came to nothing and says nothing."""

from __future__ import annotations

import pytest

from corpus.decisions.nothing import rejects
from tests.corpus.decisions.test_matters import beside, course, decided

MOVED = "Ms Reed moved that the fee be waived."


@pytest.mark.parametrize(
    ("after", "lost"),
    [
        ("Mr Orr seconded. Motion carried.", False),
        ("Motion not seconded. Motion failed.", True),
        ("There was no seconder and the motion fell.", True),
        ("The motion died for want of a second.", True),
        ("As she was away, it was not seconded, and she asked that this be noted.", True),
    ],
)
def test_a_motion_in_a_sentence_of_its_own_has_the_fate_told_after_it(
    after: str, lost: bool
) -> None:
    sentences = 1 + after.count(". ") + 1
    one = course("-" * sentences, f"{MOVED} {after}")
    assert decided(one) == [MOVED]
    motion = one.motion(one.decided[0])
    assert motion is not None
    assert motion.lost is lost
    assert one.fell(one.decided[0]) is lost


def test_what_a_person_moved_without_a_fate_is_no_motion() -> None:
    text = "Ms Reed moved that the fee be waived. Nobody minded much. It rained. She went home."
    assert decided(course("----", text)) == []


def test_a_motion_that_goes_on_in_points_is_all_of_them() -> None:
    text = (
        "Moved by Ann Reed to open the hall as follows:\n\n(a) on Mondays from nine until the "
        "key is given back;\n\n(b) on Fridays from ten for as long as there is heating.\n\n"
        "Motion Carried 6-0."
    )
    one = course("---V", text)
    assert decided(one) == [" ".join(text.split("Motion C")[0].split())]
    assert beside(one) == ["Motion Carried 6-0."]


def test_an_election_takes_in_the_office_and_who_put_the_name_forward() -> None:
    text = (
        "Chairman. F. Reed, proposed by D. Orr, seconded by M. Ash. All in favour. "
        "F. Reed duly elected."
    )
    assert decided(course("-VVD", text)) == [text]


def test_an_election_leaves_the_motion_before_it_alone() -> None:
    text = "It was agreed to close the hall. Carried. F. Reed was duly elected."
    assert decided(course("DVD", text)) == [
        "It was agreed to close the hall.",
        "F. Reed was duly elected.",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mr Reed, with the leave of the meeting, withdrew the motion.", True),
        ("The amendment was then withdrawn.", True),
        ("The Committee did not accept the recommendation on fees.", True),
        ("The Board decided against the scheme.", True),
        ("Mr Reed withdrew from the room.", False),
        ("The Committee did not accept that it was late.", False),
        ("The Board would not accept the recommendation if asked.", False),
    ],
)
def test_a_withdrawn_motion_or_a_refusal_is_told_by_itself(text: str, told: bool) -> None:
    one = course("-", text)
    assert rejects(one.sentences[0]) is told
    assert decided(one) == ([text] if told else [])


def test_words_of_the_agenda_and_none_are_no_decision() -> None:
    text = "**6. To agree the budget\n\nThat the budget be £90.\n\n**7. Gifts\n\nNone."
    assert decided(course("DD-D", text)) == ["That the budget be £90."]


def test_words_of_the_agenda_that_a_verdict_follows_are_one() -> None:
    text = "**6. To agree the budget\n\nAgreed"
    assert decided(course("DV", text)) == ["6. To agree the budget"]


@pytest.mark.parametrize(
    "verdict",
    [
        "There being no other names put, it was unanimously agreed.",
        "The committee agreed.",
        "The Board were content with this.",
    ],
)
def test_a_body_that_agrees_to_what_stands_before_gives_a_verdict(verdict: str) -> None:
    one = course("-V", f"Cate proposed a quiz in the spring. {verdict}")
    assert decided(one) == ["Cate proposed a quiz in the spring."]
    assert beside(one)[0] == verdict

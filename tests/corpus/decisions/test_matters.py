"""What a decision takes in: what it refers to, what a verdict is about, what a list shares."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.decisions.examples import read_example
from corpus.decisions.features import read_sentences
from corpus.decisions.matters import Course
from corpus.decisions.tagger import Chances
from corpus.decisions.units import find_units
from corpus.minutes import find_headings
from corpus.model import DecisionKind

CHANCES: dict[str, Chances] = {
    "-": {"O": 0.95, "V": 0.05},
    "D": {"BD": 0.9, "O": 0.1},
    "I": {"ID": 0.9, "O": 0.1},
    "R": {"BR": 0.9, "O": 0.1},
    "r": {"BR": 0.3, "BD": 0.1, "O": 0.6},
    "V": {"V": 0.9, "O": 0.1},
    "?": {"V": 0.3, "O": 0.7},
}


def course(told: str, text: str, leaps: frozenset[int] = frozenset()) -> Course:
    """Return the course of sentences of which ``told`` has a letter each."""
    roll = read_example("one", f"# body: Weir Trust\n{text}").roll
    sentences = read_sentences(roll, find_units(roll, find_headings(roll)))
    assert len(sentences) == len(told), [one.text for one in sentences]
    return Course(sentences, [CHANCES[one] for one in told], leaps)


def decided(one: Course) -> list[str]:
    return [
        " ".join(one.sentences[at].text for at in range(found.first, found.last + 1))
        for found in one.decided
    ]


def beside(one: Course, at: int = 0) -> list[str]:
    return [one.sentences[place].text for place in one.beside(one.decided[at])]


def test_what_a_decision_refers_to_belongs_to_it() -> None:
    text = "Mr Ash may dig the graves. This was agreed by everyone.\nIt was agreed to go."
    assert decided(course("-DD", text)) == [
        "Mr Ash may dig the graves. This was agreed by everyone.",
        "It was agreed to go.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The gate is broken. To be passed on to the county.",
        "Ann Vale stood for the chair. The Board endorsed her appointment.",
        "It was proposed and seconded that Cllr Ash stay. Cllr Ash was elected.",
    ],
)
def test_a_short_sentence_that_names_no_matter_decides_about_the_one_before(text: str) -> None:
    assert decided(course("-D", text)) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The gate is broken. To be passed on to the county with all of the letters that residents"
        " have sent about it since May.",
        "Ann Vale spoke of weirs. The Board endorsed a plan.",
        "Cllr Ash has moved away. Cllr Orr was elected.",
        "The gate is broken.\n\nTo be passed on to the county.",
    ],
)
def test_but_one_with_a_matter_of_its_own_does_not(text: str) -> None:
    assert len(decided(course("-D", text))[0]) < len(" ".join(text.split()))


def test_a_sentence_decides_where_the_tagger_is_surer_than_it_must_be() -> None:
    text = "The minutes of May."
    one = course("r", text)
    assert decided(one) == []
    assert decided(replace(one, least=0.3)) == [text]


def test_a_sentence_that_goes_on_with_a_decision_is_one_with_it() -> None:
    text = "We agreed to buy a truck. This was approved for £90 by all of them present here."
    assert decided(course("DD", text)) == [text]


def test_nothing_is_taken_from_another_paragraph_or_over_pages_left_out() -> None:
    apart = "Mr Ash may dig.\n\nThis was agreed by everyone."
    assert decided(course("-D", apart)) == ["This was agreed by everyone."]
    joined = "Mr Ash may dig. This was agreed by everyone."
    assert decided(course("-D", joined, frozenset({1}))) == ["This was agreed by everyone."]


def test_a_verdict_alone_is_about_what_stands_before_it() -> None:
    one = course("-V", "A porch at 3 Mill Row.\nAGREED\n")
    assert decided(one) == ["A porch at 3 Mill Row."]
    assert beside(one) == ["AGREED"]


def test_what_the_tagger_calls_a_decision_and_is_a_bare_verdict_is_none() -> None:
    one = course("-D", "A porch at 3 Mill Row.\nApproved\n")
    assert decided(one) == ["A porch at 3 Mill Row."]


def test_an_unlikely_verdict_is_one_where_it_comes_again_and_again() -> None:
    once = "A porch at 3 Mill Row.\n\nGranted\n\n"
    assert decided(course("-?", once)) == []
    assert len(decided(course("-?-?-?", once * 3))) == 3


def test_a_matter_that_is_more_likely_routine_is_routine() -> None:
    (one,) = course("rV", "The minutes of May.\nAll agreed.\n").decided
    assert one.kind is DecisionKind.ROUTINE


def test_a_verdict_after_a_debate_is_of_the_motion_before_it() -> None:
    text = "Vale moved to buy a boat.\nOrr asked what it costs.\nIt is dear.\nAyes all.\n"
    one = course("D--V", text)
    assert decided(one) == ["Vale moved to buy a boat."]
    assert beside(one) == ["Ayes all."]


@pytest.mark.parametrize("between", ["Ely moved to buy a car.", "**2. Swans"])
def test_but_not_over_another_motion_or_a_heading(between: str) -> None:
    one = course("DDV" if "Ely" in between else "D-V",
                 f"Vale moved to buy a boat.\n{between}\n\nAyes all.\n")  # fmt: skip
    assert beside(one) == []


def test_items_of_a_list_share_what_its_lead_in_and_its_end_say() -> None:
    text = (
        "Motion by Ann Vale to approve the following:\n(i) A boat for £3.\n(ii) A car for £4.\n"
        "Ayes all.\n\nOrr spoke.\n"
    )
    one = course("DDDV-", text)
    assert decided(one) == ["(i) A boat for £3.", "(ii) A car for £4."]
    for at in (0, 1):
        assert set(beside(one, at)) >= {"Motion by Ann Vale to approve the following:", "Ayes all."}


def test_a_lead_in_of_one_decision_stays() -> None:
    text = "The Board agreed the following:\n(i) A boat for £3.\n"
    assert decided(course("DI", text)) == ["The Board agreed the following: (i) A boat for £3."]


@pytest.mark.parametrize("mark", [":", ":-", ": –"])
def test_what_announces_a_list_is_no_item_of_it(mark: str) -> None:
    text = f"The Trust agreed{mark}\n\n(1) to mend the weir; and\n\n(2) to thank the owner."
    one = course("DDD", text)
    assert decided(one) == ["(1) to mend the weir; and", "(2) to thank the owner."]
    assert f"The Trust agreed{mark}" in beside(one)


def licences(*blocks: str) -> str:
    return "\n\n".join(f"{block}\n\nGranted" for block in blocks)


def test_an_application_is_one_decision_from_its_reference_to_its_verdict() -> None:
    inn = "Licence no 40112, The Weir Inn. It asks for later hours. There are two doors."
    text = licences(inn, "Licence no 40113, The Bell.", "Licence no 40114, The Ship.")
    told = decided(course("-DDVDVDV", text))
    assert told == [inn, "Licence no 40113, The Bell.", "Licence no 40114, The Ship."]


def test_but_not_where_it_was_moved_or_the_verdict_comes_once() -> None:
    moved = "Licence no 40112, The Weir Inn. Cllr Ash moved that it be let go. There are two doors."
    text = licences(moved, "Licence no 40113, The Bell.", "Licence no 40114, The Ship.")
    assert decided(course("-D-VDVDV", text))[0].startswith("Cllr Ash moved")
    once = "Licence no 40112, The Weir Inn. It asks for later hours. There are two doors."
    assert decided(course("--DV", licences(once))) == ["There are two doors."]

"""What comes first: a later meeting's figure for the thing, and reasons under their heading."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.model import Passage
from retrieval.answer.choosing import chosen_for
from tests.retrieval.guard.builders import resolved
from tests.retrieval.guard.quoted import chosen, heard
from tests.retrieval.passages import prose

ASKED = "How much will the pier repair cost?"
AGREED = resolved("that the repair of the pier be approved at a cost of £310,000", "june")
NOW = replace(
    prose("The whole repair will now cost £342,000.", "autumn"),
    headings=("5 Pier repair: award of contract",),
)


def test_a_later_figure_comes_first_and_both_are_told_in_a_line() -> None:
    made = chosen_for(heard(ASKED, (AGREED, 1.0), (NOW, 0.95)))
    assert [one.face.passage for one in made.versions] == [NOW, AGREED]
    assert made.line == "Latest: £342,000 (1 October 2024); earlier: £310,000 (4 June 2024)"


@pytest.mark.parametrize(
    ("question", "other", "score"),
    [
        # Another time was asked for; another matter; too far behind; the same sum; no sum at all.
        ("How much did the pier repair cost in June 2024?", NOW, 0.95),
        (ASKED, replace(NOW, headings=("6 Ferry fares",)), 0.95),
        (ASKED, NOW, 0.8),
        (ASKED, replace(NOW, text="The whole repair will cost £310,000 as told."), 0.95),
        (ASKED, replace(NOW, text="The whole repair will begin in the spring."), 0.95),
        # A part of it, another band, other units than those of a sum, the same round of meetings.
        (ASKED, replace(NOW, text="To date £295,000 has been spent on the repair."), 0.95),
        (ASKED, replace(NOW, text="Of this, the ramp will now cost £295,000."), 0.95),
        (ASKED, replace(NOW, text="A berth of band D will pay £342,000."), 0.95),
        (ASKED, replace(NOW, paper_id="july"), 0.95),
    ],
)
def test_what_is_no_newer_figure_of_it_does_not(
    question: str, other: Passage, score: float
) -> None:
    made = chosen_for(heard(question, (AGREED, 1.0), (other, score)))
    assert made.versions[0].face.passage == AGREED
    assert made.line == ""


def test_weeks_are_no_sum() -> None:
    agreed = resolved("that it be repaired at a cost of £310,000 within 12 weeks", "june")
    later = replace(NOW, text="It will now take 14 weeks at a cost of £310,000.")
    made = chosen_for(heard(ASKED, (agreed, 1.0), (later, 0.95)))
    assert made.versions[0].face.passage == agreed


def test_several_sums_in_a_sentence_make_no_line() -> None:
    spread = replace(NOW, text="The repair will now cost £342,000 and its upkeep £90,000.")
    made = chosen_for(heard(ASKED, (AGREED, 1.0), (spread, 0.95)))
    assert [one.face.passage for one in made.versions] == [spread, AGREED]
    assert made.line == ""


PETITION = replace(
    prose("A petition asked that the pier stay open.", "june", 3, 300),
    headings=("4 Closing the pier", "What was said"),
)
WHY = replace(
    prose("2.1 Its upkeep takes a fifth of the budget.", "june", 1),
    headings=("4 Closing the pier", "2. Reasons for the proposal"),
)


def test_why_is_answered_under_the_heading_that_says_so() -> None:
    asked = "why are we closing the pier"
    assert chosen(heard(asked, (PETITION, 1.0), (WHY, 0.62)))[0] == WHY.text
    assert chosen(heard(asked, (PETITION, 1.0), (WHY, 0.55)))[0] == PETITION.text
    numbered = replace(PETITION, item="4", headings=("What was said",))
    assert chosen(heard(asked, (numbered, 1.0), (replace(WHY, item="4"), 0.62)))[0] == WHY.text
    elsewhere = (
        replace(WHY, item="9"),
        replace(WHY, headings=("7 Ending the ferry", "2. Reasons for the proposal")),
    )
    for other in elsewhere:
        assert chosen(heard(asked, (PETITION, 1.0), (other, 0.62)))[0] == PETITION.text

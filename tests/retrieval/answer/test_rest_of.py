"""What minutes tell after the words that were found: how their matter ended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.model import Passage, PassageKind, Span
from retrieval.answer.excerpts import sentences
from retrieval.answer.to_its_end import names_behind, rest_of
from retrieval.model import DEFAULT
from retrieval.ranking.kinds_of_answer import Wanted
from retrieval.ranking.units import units_of
from retrieval.ranking.verdicts import tells_end
from tests.retrieval.passages import evidence, prose

SHORT = replace(DEFAULT.quoting, matter_words=8)
PIER = (
    "The owner of the pier spoke of storms and of what they had cost. "
    "It was noted that nobody from the harbour had come. "
    "The surveyor gave figures for three winters. "
    "After long debate the grant was deferred to the spring."
)


def after(text: str, at: int = 0, *, outcome: bool = True, short: bool = True) -> list[str]:
    passage = prose(text)
    run = units_of(passage)[at : at + 1]
    constants = SHORT if short else DEFAULT.quoting
    spans, _ = rest_of(run, passage, (passage,), constants, outcome=outcome)
    return [text[span.start : span.end] for span in spans]


def test_a_short_matter_is_told_rest_of() -> None:
    assert after(PIER, short=False, outcome=False) == [
        "It was noted that nobody from the harbour had come.",
        "The surveyor gave figures for three winters.",
        "After long debate the grant was deferred to the spring.",
    ]


def test_of_a_long_one_comes_what_tells_how_it_ended_where_that_is_asked() -> None:
    assert after(PIER) == ["After long debate the grant was deferred to the spring."]
    assert after(PIER, outcome=False) == []


def test_what_tells_it_already_needs_no_more() -> None:
    text = "The grant was refused. " + PIER
    assert after(text) == []


def test_another_matter_is_not_run_into() -> None:
    text = "- The pier was looked at.\n- The hall is let; the lease was agreed."
    assert after(text, short=False) == []


@pytest.mark.parametrize(
    "text",
    [
        "The pier was looked at. 40/23 The lease of the hall was agreed.",
        "The pier was looked at. The meeting closed at 9.30 pm.",
        "The pier was looked at. Signed by the Chairman.",
        "The pier was looked at. Planning applications: A shed was agreed.",
        "The pier was looked at. 25/01392/F A shed at Mill Lane was agreed.",
        "The pier was looked at. Town clock – The hands were mended.",
        "The pier was looked at. Other letters of the month",
    ],
)
def test_the_next_minute_and_the_end_of_the_meeting_are_other_matters(text: str) -> None:
    assert after(text, short=False) == []


def test_a_number_that_begins_a_sentence_is_no_minute() -> None:
    text = "The pier was looked at. 12 boats were counted."
    assert after(text, short=False) == ["12 boats were counted."]


def test_a_decision_that_is_printed_behind_comes_with_it() -> None:
    text = "Eight shops by the tower would like lights. An official opening was thought of."
    passage = prose(text)
    words = "(a) that they be put up; and (b) that the school be asked."
    decision = replace(
        passage,
        id="decision",
        kind=PassageKind.RESOLUTION,
        text=words,
        spans=(Span(1, len(text) + 1, len(text) + 1 + len(words)),),
    )
    paper: tuple[Passage, ...] = (decision, passage)
    run = units_of(passage)
    assert rest_of(run[:1], passage, paper, SHORT) == (run[1].spans, decision)
    few = replace(SHORT, matter_words=1)
    assert rest_of(run[:1], passage, paper, few, outcome=True) == ((), decision)
    assert rest_of(run[:1], passage, paper, few) == ((), None)


def test_the_mere_name_of_a_matter_brings_the_entries_below_it() -> None:
    entries = ("\u25cb The ball is over", "\u25cf Picnic", "\u25cb Nobody has a field")
    text = "\n".join((*entries, "\u25cb Ask the school", "\u25cf Quiz"))
    run = sentences(evidence(prose(text), 0.2, 0.9, 0.3, 0.3, 0.1), Wanted.ANYTHING)
    assert [[unit.text for unit in units] for units in run] == [
        ["\u25cf Picnic", "\u25cb Nobody has a field", "\u25cb Ask the school"]
    ]


def test_what_stands_behind_a_gap_or_on_another_page_is_not_run_into() -> None:
    passage = prose("The pier was looked at.")
    far = prose("It was agreed to paint it.", start=200)
    behind = prose("It was agreed to paint it.", page=2)
    near = prose("It was agreed to paint it.", start=24)
    for other, told in ((far, ()), (behind, ()), (near, near.spans)):
        run = units_of(passage)
        rest = rest_of(run, passage, (passage, other), DEFAULT.quoting, outcome=True)
        assert rest == (told, None)


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("The plan was deferred.", True),
        ("Permission was granted.", True),
        ("There were no objections.", True),
        ("Members spoke of their objections.", False),
        ("Works were carried out in May.", False),
        ("The members had not agreed.", False),
        ("It was noted that the post is vacant.", False),
    ],
)
def test_what_tells_how_a_matter_ended(text: str, tells: bool) -> None:
    assert tells_end(text) is tells


@pytest.mark.parametrize(
    ("words", "behind", "told"),
    [
        (
            "Three were nominated and duly elected.",
            "Mr A Reed Proposer – Mr B Swann\nJan Tern",
            True,
        ),
        ("Three were nominated and duly elected.", "The pier was then looked at.", False),
        ("The pier was looked at.", "Mr A Reed\nJan Tern", False),
    ],
)
def test_names_behind_an_election_come_with_it(words: str, behind: str, told: bool) -> None:
    elected = replace(prose(words), kind=PassageKind.RESOLUTION)
    names = prose(behind, start=len(words) + 1)
    at = Span(1, len(words) + 1, len(words) + 1 + len(behind))
    assert names_behind(elected, (elected, names)) == ((at,) if told else ())

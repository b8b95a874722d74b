"""Who was in the chair of a meeting and when the next one is, as the minutes note it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from retrieval.answer.quoting import Quoter
from retrieval.noted.meeting_notes import of_the_meeting
from tests.retrieval.registers import HARBOUR, LATER, fill, found

ELECTED = """
**FERRY PANEL
**MINUTES of the meeting held at the Customs House on 6 August 2024

Present: Councillors Fir, Hazel and Yew

**1. Election of Chairman

Councillor Yew was elected as Chairman for the remainder of the year.

**2. Date of next meeting

The next meeting will be held on 3 September 2024 at the Customs House.
"""
VICE = """
**MARKET PANEL
**MINUTES of the meeting held at the Customs House on 5 November 2024

Present: Mr A Reed (Vice-Chairman), Mrs B Swann in the Chair, and Miss Tern

**1. Stalls

RESOLVED that twelve stalls be let.
"""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with Catalogue.open(Path(tmp_path_factory.mktemp("chairs"))) as opened:
        fill(opened, HARBOUR, LATER, ELECTED, VICE)
        yield opened


def lead(question: str, catalogue: Catalogue) -> str:
    one = found(catalogue, question)
    told = of_the_meeting(one, catalogue, Quoter(catalogue, one))
    return told.lead if told else ""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("who chaired the june 2024 meeting", "Ash · Harbour Council · 4 June 2024"),
        ("Who is the chair of the Harbour Council?", "Ash · Harbour Council · 9 July 2024"),
        ("who took the chair in august 2024?", "Councillor Yew · Ferry Panel · 6 August 2024"),
        ("who is the chairman of the ferry panel", "Councillor Yew · Ferry Panel · 6 August 2024"),
        ("who chaired the market panel?", "Mrs B Swann · Market Panel · 5 November 2024"),
        ("who chaired the quay residents' group in june 2024?", ""),
        ("who is the chair of the harbour improvement board?", ""),
        (
            "who is the chair?",
            "Mrs B Swann · Market Panel · 5 November 2024; "
            "Councillor Yew · Ferry Panel · 6 August 2024; Ash · Harbour Council · 9 July 2024",
        ),
        ("who moved the ferry timetable in june 2024?", ""),
    ],
)
def test_who_was_in_the_chair(question: str, told: str, catalogue: Catalogue) -> None:
    assert lead(question, catalogue) == told


def test_what_is_quoted_names_whoever_was_in_the_chair(catalogue: Catalogue) -> None:
    one = found(catalogue, "who chaired the ferry panel in august 2024?")
    told = of_the_meeting(one, catalogue, Quoter(catalogue, one))
    assert told is not None
    assert [s.text for s in told.statements] == [
        "Councillor Yew was elected as Chairman for the remainder of the year."
    ]


def test_the_next_meeting_is_told_as_printed(catalogue: Catalogue) -> None:
    line = "next meeting will be held on 3 September 2024 · Ferry Panel · 6 August 2024"
    assert lead("when is the next meeting of the ferry panel?", catalogue) == line
    assert (
        lead("when was the next meeting of the ferry panel after 6 august 2024?", catalogue) == line
    )
    assert lead("next meeting of the market panel", catalogue) == ""


AWAY = """
**LIDO PANEL
**MINUTES of the meeting held at the Customs House on 4 March 2025

Board members present: Jan Ash, Bea Birch and Tom Elder

Apologies: Mr C Cedar and Mrs D Dogwood

**1. Roof

RESOLVED that the roof be mended.
"""
NOT_THERE = """
**LIDO PANEL
**MINUTES of the meeting held at the Customs House on 1 April 2025

(Chairman Ash not present)

Apologies: none

**1. Pump

RESOLVED that the pump be sold.
"""


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with Catalogue.open(Path(tmp_path_factory.mktemp("trust"))) as opened:
        fill(opened, AWAY, NOT_THERE)
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("who sent apologies in march 2025?", "Apologies: Mr C Cedar and Mrs D Dogwood · Lido"),
        ("who wasn't there in april 2025", "Chairman Ash not present · Lido Panel · 1 April 2025"),
        ("who is on the board?", "Board members present: Jan Ash, Bea Birch and Tom Elder · Lido"),
    ],
)
def test_whole_lists_of_names_are_told_as_minutes_note_them(
    question: str, told: str, trust: Catalogue
) -> None:
    assert lead(question, trust).startswith(told)


def test_a_meeting_that_notes_nobody_away_tells_none(catalogue: Catalogue) -> None:
    assert lead("who was absent in june 2024?", catalogue) == ""
    assert lead("who is on the committee?", catalogue) == ""

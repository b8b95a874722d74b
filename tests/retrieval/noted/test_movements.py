"""Who came, who left, who was there for a vote, and who took a decision by record of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from retrieval.answer.quoting import Quoter
from retrieval.answer.register_asked import recorded
from retrieval.asking.answer import Answerer
from retrieval.noted.movements_asked import moved
from tests.retrieval.registers import fill, found

HARBOUR = """
**MARLHAVEN TOWN COUNCIL
**MINUTES of the meeting of the Harbour Committee held at the Customs House on 4 June 2024

Present: Councillors Ash (Chair), Birch, Cedar (from 7.10 pm), Dogwood and Elm

**1. Mooring fees

RESOLVED, by 5 votes to 0: That the mooring fee be raised to £31.

Councillor Elm declared an interest. He withdrew from the meeting and took no further part.

**2. Sale of the ice house

Cllr Dogwood left the room at 8.05 pm.

RESOLVED, by 2 votes to 1: That the ice house be sold.
"""
NOTICE = """
**MARLHAVEN TOWN COUNCIL
**Record of delegated decision

Decision taken by: Ada Byrne, Harbour Master

Date of decision: 21 June 2024

Subject: Closing the east slipway

Decision: That the east slipway be closed until September.
"""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with Catalogue.open(Path(tmp_path_factory.mktemp("harbour"))) as opened:
        fill(opened, HARBOUR, NOTICE)
        yield opened


def told(question: str, catalogue: Catalogue) -> list[str]:
    one = found(catalogue, question)
    made = moved(one, catalogue, Quoter(catalogue, one))
    return [" ".join(said.text.split()) for said in made.statements] if made else []


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("When did Councillor Dogwood leave?", "Cllr Dogwood left the room at 8.05 pm."),
        ("what time did dogwood leave the meeting?", "Cllr Dogwood left the room at 8.05 pm."),
        (
            "When did Councillor Elm leave?",
            "Councillor Elm declared an interest. He withdrew from the meeting",
        ),
        ("When did Councillor Cedar arrive?", "Cedar (from 7.10 pm)"),
    ],
)
def test_when_a_member_came_or_left_is_what_the_minutes_note(
    question: str, says: str, catalogue: Catalogue
) -> None:
    assert len(said := told(question, catalogue)) == 1
    assert says in said[0]


def test_of_a_member_in_no_note_nothing_is_told(catalogue: Catalogue) -> None:
    """Birch stands right before the note of Cedar, who came later."""
    assert told("When did Councillor Birch leave?", catalogue) == []


@pytest.mark.parametrize(
    "question",
    [
        "Who left the meeting early?",
        "Who left the meeting before Councillor Dogwood spoke?",
        "Did anybody leave before Councillor Dogwood spoke?",
    ],
)
def test_all_who_left_are_told(question: str, catalogue: Catalogue) -> None:
    said = " ".join(told(question, catalogue))
    assert "Dogwood left" in said
    assert "withdrew" in said


def test_a_pronoun_is_of_whom_the_question_names(catalogue: Catalogue) -> None:
    (said,) = told("Councillor Dogwood spoke, but when did he leave?", catalogue)
    assert "Dogwood left" in said


def test_beside_a_vote_stands_whether_the_member_was_there(catalogue: Catalogue) -> None:
    question = "Was Councillor Dogwood present for the vote on the sale of the ice house?"
    note, vote = told(question, catalogue)
    assert note == "Cllr Dogwood left the room at 8.05 pm."
    assert "That the ice house be sold" in vote


def test_a_member_who_stayed_is_found_in_the_attendance(catalogue: Catalogue) -> None:
    first, vote = told("Was Councillor Birch present for the vote on mooring fees?", catalogue)
    assert "Present: Councillors Ash (Chair), Birch" in first
    assert "£31" in vote


def test_of_a_vote_that_no_minutes_record_nothing_is_told(catalogue: Catalogue) -> None:
    assert told("Was Councillor Dogwood present for the vote on the lido?", catalogue) == []


@pytest.mark.parametrize(
    "question",
    [
        "Who was present for the vote on the lido?",
        "How many members were absent for the vote on the lido?",
        "Were Cedar, Dogwood (Quayside) and Elm (Holm) present for the vote on the lido?",
    ],
)
def test_who_was_there_is_not_everybody_s_coming_and_going(
    question: str, catalogue: Catalogue
) -> None:
    assert told(question, catalogue) == []


def lead(question: str, catalogue: Catalogue) -> str:
    one = found(catalogue, question)
    made = recorded(one, catalogue, Quoter(catalogue, one))
    return made.lead if made else ""


def test_who_took_a_decision_is_whom_its_record_names(catalogue: Catalogue) -> None:
    said = lead("Who took the decision about the east slipway?", catalogue)
    assert said.startswith("Ada Byrne, Harbour Master · ")


FORM = """
**MARLHAVEN TOWN COUNCIL
**Record of delegated decision

Date of decision: 21 June 2024

Subject: Closing the east slipway

Decision: That the east slipway be closed until September.

{form}
"""


@pytest.mark.parametrize(
    ("form", "who"),
    [
        ("Name of decision maker(s): Ada Byrne", "Ada Byrne"),
        ("Decision taken by (name and title) – Ada Byrne", "Ada Byrne"),
        ("Decision maker\n\nHarbour Master", "Harbour Master"),
        ("A protest was\nmade by Mr Shoal, who keeps a boat there.", ""),
        ("To be made by: Harbour Master", ""),
        ("Decision makers must weigh the rights of all who moor there.", ""),
        ("Decision makers\n\nMembers must weigh the rights of all who moor there.", ""),
        ("Decision maker: the one with power to do so", ""),
        ("Decision maker: Friday 21 June 2024", ""),
        ("Decision maker:\n\nWard: Quayside", ""),
        ("Decision maker\n\nDate of decision", ""),
    ],
)
def test_only_a_name_behind_the_label_of_a_form_is_who_decided(
    form: str, who: str, tmp_path: Path
) -> None:
    with Catalogue.open(tmp_path) as opened:
        fill(opened, FORM.format(form=form))
        said = lead("Who took the decision about the east slipway?", opened)
        assert said.split(" · ")[0] == (who or "Decision")


def test_of_a_meeting_s_decision_it_is_the_body_that_met(catalogue: Catalogue) -> None:
    said = lead("Who took the decision on the sale of the ice house?", catalogue)
    assert "Harbour Committee" in said


def test_the_notes_are_the_answer(catalogue: Catalogue) -> None:
    made = Answerer(catalogue).compose(found(catalogue, "When did Councillor Dogwood leave?"))
    assert [one.text for one in made.statements] == ["Cllr Dogwood left the room at 8.05 pm."]

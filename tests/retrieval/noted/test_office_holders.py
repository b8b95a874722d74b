"""Who holds an office: told beside the name in whatever way minutes put it, and by the newest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from retrieval.answer import Quoter
from retrieval.noted.meeting_notes import of_the_meeting
from retrieval.noted.office_holders import holder, office_asked
from tests.retrieval.registers import fill, found

OLDER = """
**HARBOUR TOWN COUNCIL
**MINUTES of the meeting held at the Customs House on 4 June 2024

Present: Mayor Ash, Treasurer: Mrs L Birch, and Councillors Cedar and Elm

**1. Moorings

RESOLVED that the fees be kept.
"""
NEWER = """
**HARBOUR TOWN COUNCIL
**MINUTES of the meeting held at the Customs House on 9 July 2024

Present: Mayor Ash, Councillors Cedar and Elm. Town Attorney Ida Fossgate was also present.

**1. Moorings

RESOLVED that the fees be raised.
"""


@pytest.mark.parametrize(
    ("question", "text", "who"),
    [
        ("who is the chair", "Jan Ash, Harbour Service (Chair)", "Jan Ash"),
        ("who chairs the trust", "Chairperson Jan Ash", "Jan Ash"),
        ("who is treasurer?", "Secretary: Mr B Elm: Treasurer: Mrs L Birch", "Mrs L Birch"),
        (
            "who is the treasurer",
            "Jan Ash\nTreasurer Ida de Birch\nSecretary Bo Elm",
            "Ida de Birch",
        ),
        ("who is the secretary", "Treasurer Ida de Birch\nSecretary Bo Elm", "Bo Elm"),
        ("who is the chair", "Cllr Bo Elm, Chair, Cllr Jan Ash", "Cllr Bo Elm"),
        ("who is the president", "1. Jan Ash, President\n2. Bo Elm, Vice President", "Jan Ash"),
        ("who is the vice president", "1. Jan Ash, President\n2. Bo Elm, Vice President", "Bo Elm"),
        ("whos the vice-chair", "Chair Jan Ash\nVice Chair Bo Elm", "Bo Elm"),
        ("who is the mayor", "Present: Mayor Fossgate, Trustee Birch", "Fossgate"),
        (
            "who is the city attorney",
            "City Attorney Ida Fossgate was also present.",
            "Ida Fossgate",
        ),
        ("who is the deputy town clerk", "Deputy Town Clerk: Bo Fir", "Bo Fir"),
        ("who is the clerk", "Present: Town Clerk: Mrs L Birch", "Mrs L Birch"),
        ("who is the mayor", "Councillor Ash was elected Mayor for the year.", "Councillor Ash"),
        (
            "who became vice-chair",
            "Vice Chairman. J.Ash, proposed by B.Elm.\nAll in favour.",
            "J.Ash",
        ),
        (
            "who took over as chairman",
            "A new Chairman was needed, and Miss Fossgate was proposed by B. Elm and duly elected.",
            "Miss Fossgate",
        ),
    ],
)
def test_an_office_is_told_beside_a_name(question: str, text: str, who: str) -> None:
    office = office_asked(question)
    assert office is not None
    note = holder(office, text)
    assert note is not None
    assert note[-1] == who


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("who is the chair", "Vice Chair Bo Elm"),
        ("who is the chair", "Jan Ash (Chair, Ferry Trust) spoke."),
        ("who is the chair", "Immediate Past Chair Jan Ash"),
        ("who is the mayor", "Deputy Mayor Bo Elm, Councillor Ash"),
        ("who is the mayor", "Trustee Birch-yes Trustee Elm-abstain\nMayor Welcomed all"),
        ("who is the treasurer", "The Treasurer Report was noted."),
        ("who is the clerk", "The clerk was asked to write to the trust."),
        ("who is the clerk", "Deputy Town Clerk: Bo Fir"),
        ("who is the secretary", "Assistant Secretary: Bo Fir"),
        ("who is the leader", "Labour Group Leader: Bo Fir"),
        ("who is the mayor", "Consort to the Mayor: Ben Oak"),
        ("who is the mayor", "Also present: Mayor Jean Dubois of Twinford"),
        ("who is the mayor", "It was moved that Jan Ash be elected Mayor. The motion was lost."),
        ("who is the treasurer", "Treasurer: Balance Carried"),
        ("who is the chair", "Vice Chairman. J.Ash, proposed by B.Elm.\nAll in favour."),
        ("who is the clerk", "Clerk. J. Ash, proposed by B. Elm. Lost. B. Fir was elected to it."),
        ("who is the mayor", "Jan Ash\nMayor\nBen Oak\nClerk"),
    ],
)
def test_another_office_or_no_name_tells_nothing(question: str, text: str) -> None:
    office = office_asked(question)
    assert office is not None
    assert holder(office, text) is None


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with Catalogue.open(Path(tmp_path_factory.mktemp("offices"))) as opened:
        fill(opened, OLDER, NEWER)
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("who is the town attorney", "Ida Fossgate · Harbour Town Council · 9 July 2024"),
        ("who is treasurer?", "Mrs L Birch · Harbour Town Council · 4 June 2024"),
        ("who was the mayor in june 2024?", "Ash · Harbour Town Council · 4 June 2024"),
        ("who is the recorder?", ""),
        ("who is the treasurer of the sailing club?", ""),
    ],
)
def test_the_newest_minutes_that_note_it_tell(
    question: str, told: str, catalogue: Catalogue
) -> None:
    one = found(catalogue, question)
    noted = of_the_meeting(one, catalogue, Quoter(catalogue, one))
    assert (noted.lead if noted else "") == told

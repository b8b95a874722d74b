"""Minutes that vote more than once on one thing: between two wordings, and after a motion fell."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.catalogue.catalogue import Catalogue
from retrieval.answer.quoting import Quoter
from retrieval.answer.register_asked import recorded
from retrieval.answer.register_fits import Recorded
from tests.retrieval.registers import fill, found

WEIR = """
**MARLHAVEN BOROUGH COUNCIL
**MINUTES of the Harbour Board held at the Customs House on 4 June 2024

Present: Councillors Alder (Chair), Birch and Cedar

**3. Weir repairs

Councillor Alder, seconded by Councillor Birch, moved that the programme be approved.

As an amendment, Councillor Cedar, seconded by Councillor Dogwood, moved that steps
beside the weir be mended first.

On a roll call 3 members voted for the motion, viz. Councillors Alder, Birch and Elder; and 4
members voted for the amendment, viz. Councillors Cedar, Dogwood, Fir and Gorse.

The amendment was declared carried.

**4. Kiosk at Lantern Steps

Councillor Alder moved, and Councillor Birch seconded, that a licence be granted for a year.

On being put to the vote there were 3 for and 3 against.

The Chair gave her casting vote against the motion.

Councillor Cedar then moved, and Councillor Fir seconded, that the licence be refused.

Upon a vote there were 5 for and 2 against.

The motion was carried.
"""
TENDERS = """
**MARLHAVEN BOROUGH COUNCIL
**MINUTES of the Works Panel held at the Customs House on 11 June 2024

Present: Councillors Alder (Chair), Birch and Cedar

**5. Ladder tenders

RESOLVED: That the tender of Ash Ironworks for six ladders be accepted.

RESOLVED: That the tender of Quay Forge for two gates be accepted.
"""
PIER = """
**MARLHAVEN BOROUGH COUNCIL
**MINUTES of the Pier Panel held at the Customs House on 2 July 2024

Present: Councillors Alder (Chair), Birch and Cedar

**6. Lamps on the pier: trial

RESOLVED (by two votes to one): That a trial of dimmed lamps on the pier be held.

(Note: Councillor Cedar voted against the motion.)

**7. Lamps on the pier: steps

RESOLVED (by three votes to none): That dimmed lamps on the pier light the steps, too.
"""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with Catalogue.open(tmp_path_factory.mktemp("votes")) as opened:
        fill(opened, WEIR, TENDERS, PIER)
        yield opened


def told(question: str, catalogue: Catalogue) -> Recorded:
    one = found(catalogue, question)
    said = recorded(one, catalogue, Quoter(catalogue, one))
    assert said is not None
    return said


@pytest.mark.parametrize(
    ("question", "side"),
    [
        ("How many voted for the amendment on weir repairs?", "4 members voted for the amendment"),
        ("How many voted for the motion on weir repairs?", "3 members voted for the motion"),
        ("How did Councillor Gorse vote on weir repairs?", "4 members voted for the amendment"),
        ("How did Councillor Elder vote on weir repairs?", "3 members voted for the motion"),
        ("Who voted against the amendment on weir repairs?", "3 members voted for the motion"),
    ],
)
def test_of_a_vote_between_two_wordings_the_one_asked_for_comes_first(
    question: str, side: str, catalogue: Catalogue
) -> None:
    said = told(question, catalogue)
    assert said.lead.startswith(side)
    assert not said.lead.partition(" · ")[0].endswith("and")
    whole = " ".join(said.statements[0].text.split())
    assert whole.startswith("On a roll call 3 members voted for the motion, viz. Councillors Alder")
    assert whole.endswith(
        "4 members voted for the amendment, viz. Councillors Cedar, Dogwood, Fir and Gorse."
    )


def test_a_vote_between_two_wordings_tells_of_nobody_who_abstained(catalogue: Catalogue) -> None:
    said = told("Who abstained on weir repairs?", catalogue)
    assert said.lead.startswith("3 members voted for the motion, viz. Councillors Alder")
    assert "4 members voted for the amendment" in said.lead


def test_after_a_motion_that_fell_comes_what_its_minute_then_decided(catalogue: Catalogue) -> None:
    said = told("Was the licence for the kiosk at Lantern Steps granted?", catalogue)
    assert said.lead.startswith(
        "that the licence be refused · The motion was carried, 5 for and 2 against · "
    )
    assert [one.text.partition(", that ")[2].split("\n")[0] for one in said.statements] == [
        "a licence be granted for a year.",
        "the licence be refused.",
    ]
    assert "3 for and 3 against" in said.statements[0].text


def test_how_many_voted_is_told_of_the_motion_that_stands(catalogue: Catalogue) -> None:
    said = told("How many voted to refuse the kiosk licence?", catalogue)
    assert said.statements[0].text == "Upon a vote there were 5 for and 2 against."


def test_all_that_one_minute_accepted_is_told(catalogue: Catalogue) -> None:
    said = told("Which tenders were accepted?", catalogue)
    assert [one.text for one in said.statements] == [
        "That the tender of Ash Ironworks for six ladders be accepted.",
        "That the tender of Quay Forge for two gates be accepted.",
    ]


def test_who_voted_is_told_by_the_vote_that_names_somebody(catalogue: Catalogue) -> None:
    said = told("Who voted against the dimmed lamps on the pier?", catalogue)
    assert said.lead.startswith("Councillor Cedar voted against the motion · RESOLVED")
    # With the vote that it stands under, and not once more alone.
    assert said.statements[0].text.startswith("RESOLVED (by two votes to one)")
    assert not any(one.text.startswith("(Note") for one in said.statements)


def test_how_it_was_voted_needs_no_name(catalogue: Catalogue) -> None:
    assert "Cedar" not in told("How was it voted on lamps on the pier steps?", catalogue).lead

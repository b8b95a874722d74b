"""How many meetings were held: counted by their minutes, and where each begins is quoted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from retrieval.answer.quoting import Quoter
from retrieval.asking.answer import Answerer
from retrieval.noted.meetings_counted import meetings_counted
from tests.retrieval.own_words import marked
from tests.retrieval.registers import fill, found


def minutes(sort: str, body: str, day: str, business: str) -> str:
    return f"""
**MARLHAVEN TOWN COUNCIL
**MINUTES of the {sort}meeting of the {body} held at the Customs House on {day}

Present: Councillors Ash (Chair), Birch and Cedar

**1. {business}

RESOLVED: That it be repaired.
"""


ONE_NIGHT = "\f".join(
    (
        minutes("special ", "Harbour Committee", "4 June 2024", "Ice house"),
        minutes("", "Harbour Committee", "4 June 2024", "Lamp posts"),
    )
)
JULY = minutes("", "Harbour Committee", "2 July 2024", "East slipway")
MARKETS = minutes("", "Markets Committee", "9 July 2024", "Fish hall")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with Catalogue.open(Path(tmp_path_factory.mktemp("counted"))) as opened:
        # The minutes of July come twice, as a draft and as signed.
        fill(
            opened,
            ONE_NIGHT,
            JULY,
            JULY.replace("Present:", "Signed as a record. Present:"),
            MARKETS,
        )
        yield opened


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("How many meetings were held on 4 June 2024?", 2),
        ("How many meetings did the Harbour Committee hold in June 2024?", 2),
        ("How many times did the Harbour Committee meet in 2024?", 3),
        ("How often did the Markets Committee meet in 2024?", 1),
        ("How many meetings took place in July 2024?", 2),
        ("How many special meetings were held in 2024?", 1),
        ("How many meetings were held in 2021?", 0),
        # These ask of a matter, or of a person.
        ("How many meetings discussed the ice house?", 0),
        ("How many meetings did Councillor Birch attend?", 0),
        ("How many people met on 4 June 2024 about the fish hall?", 0),
    ],
)
def test_meetings_are_counted_by_their_minutes(
    question: str, count: int, catalogue: Catalogue
) -> None:
    one = found(catalogue, question)
    told = meetings_counted(one, catalogue, Quoter(catalogue, one))
    assert len(told.statements if told else ()) == count
    if told:
        noun = "meeting" if count == 1 else "meetings"
        assert told.lead.startswith(f"{count} {noun} with minutes: ")
        assert all("MINUTES of the" in said.text for said in told.statements)


def test_the_count_is_said_in_any_language_and_bodies_stay_as_printed(
    catalogue: Catalogue,
) -> None:
    one = found(catalogue, "How often did the Markets Committee meet in 2024?")
    told = meetings_counted(one, catalogue, Quoter(catalogue, one))
    assert told is not None
    assert marked(told.lead) == "‹‹1 meeting› with minutes: Markets Committee, ‹9 ‹July› 2024››"
    assert marked(told.statements[0].part) == "Markets Committee, ‹9 ‹July› 2024›"


def test_each_is_named_and_cited_where_it_begins(catalogue: Catalogue) -> None:
    composed = Answerer(catalogue).compose(
        found(catalogue, "How many meetings of the Harbour Committee were held on 4 June 2024?")
    )
    assert [(said.citations[0].page, "special" in said.text) for said in composed.statements] == [
        (1, True),
        (2, False),
    ]
    assert composed.lead.count("Harbour Committee") == 2

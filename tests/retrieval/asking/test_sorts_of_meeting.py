"""Of two meetings on one day, the sort that is asked for is meant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from retrieval.answer.meeting_outcomes import decided_at
from retrieval.answer.quoting import Quoter
from retrieval.answer.sorts_of_meeting import sorts_in
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import understand
from tests.retrieval.registers import fill, found

SPECIAL = """
**MARLHAVEN TOWN COUNCIL
**MINUTES of the special meeting of the Harbour Committee held at the Customs House on 4 June 2024

Present: Councillors Ash (Chair), Birch and Cedar

**1. Ice house

RESOLVED: That the ice house be bought.
"""
PLAIN = """
**MARLHAVEN TOWN COUNCIL
**MINUTES of the meeting of the Harbour Committee held at the Customs House on 4 June 2024

Present: Councillors Ash (Chair), Birch and Cedar

**1. Bollards

RESOLVED: That six bollards be painted.
"""
BOTH = ["That six bollards be painted.", "That the ice house be bought."]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with Catalogue.open(Path(tmp_path_factory.mktemp("evening"))) as opened:
        fill(opened, SPECIAL, PLAIN)
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What was resolved at the special meeting on 4 June 2024?", BOTH[1:]),
        ("What was resolved at the ordinary meeting on 4 June 2024?", BOTH[:1]),
        ("What was resolved at the meeting on 4 June 2024?", BOTH),
        # No head names this sort: what the day has is told, each under its own meeting.
        ("What was resolved at the annual meeting on 4 June 2024?", BOTH),
    ],
)
def test_the_sort_of_meeting_chooses_the_meeting(
    question: str, told: list[str], catalogue: Catalogue
) -> None:
    one = found(catalogue, question)
    statements, _ = decided_at(one, catalogue, Quoter(catalogue, one), 5)
    assert sorted(said.text for said in statements) == told


@pytest.mark.parametrize("printed", ["Extra Ordinary", "extra-ordinary", "EXTRA\nORDINARY"])
def test_an_extraordinary_meeting_is_no_ordinary_one_however_it_is_written(printed: str) -> None:
    assert sorts_in(f"An {printed} meeting of the Harbour Committee") == {"extraordinary"}
    assert sorts_in(f"Harbour Committee ({printed})") == {"extraordinary"}


@pytest.mark.parametrize(
    ("question", "committee"),
    [
        ("What did the Harbour Committee decide?", "Harbour Committee"),
        ("What did the special Harbour Committee decide?", "Harbour Committee (Special)"),
        ("What did the Harbour Committee (special) decide?", "Harbour Committee (Special)"),
        ("The special meeting of the Harbour Committee?", "Harbour Committee (Special)"),
        ("What did the Harbour Committee decide on special permits?", "Harbour Committee"),
        ("What did the Harbour Committee's specialist say?", "Harbour Committee"),
    ],
)
def test_a_bracket_behind_a_body_s_name_is_meant_where_it_is_said(
    question: str, committee: str
) -> None:
    known = Lexicon(("Harbour Committee (Special)", "Harbour Committee"))
    assert understand(question, known).committee == committee

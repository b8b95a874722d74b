"""What is written onto a page stands beside words of it that are struck out."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from retrieval.asking.answer import Answerer
from tests.retrieval.registers import fill, found

NOTE = "Clerk: the fee is £31, not £13."
MINUTES = f"""
**MARLHAVEN TOWN COUNCIL
**MINUTES of the meeting of the Harbour Committee held at the Customs House on 4 June 2024

Present: Councillors Ash (Chair), Birch and Cedar

**1. Mooring fees

RESOLVED: That the mooring fee be raised to […] a week.

**2. Ice house

RESOLVED: That the ice house be sold.

{NOTE}
"""


@pytest.mark.parametrize(
    ("question", "notes"),
    [
        ("What was decided on the mooring fee?", [NOTE]),
        # Nothing of this one is struck out.
        ("What was decided on the ice house?", []),
    ],
)
def test_a_note_stands_beside_what_is_struck_out_and_nothing_else(
    question: str, notes: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Catalogue.open(Path(tmp_path_factory.mktemp("noted"))) as catalogue:
        fill(catalogue, MINUTES, noted=NOTE)
        one = found(catalogue, question)
        first, *beside = Answerer(catalogue).compose(one).statements
        assert first.official
        assert [said.text for said in beside] == notes
        assert all(cited.annotation for said in beside for cited in said.citations)

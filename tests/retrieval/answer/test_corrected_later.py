"""Corrections that later papers of the same body make stand beside what they correct."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from retrieval.answer import Quoter, with_corrections
from tests.retrieval.registers import fill, found

FIRST = """
**HARBOUR COUNCIL
**MINUTES of the meeting held at the Customs House on 4 June 2024

Present: Councillors Ash (Chair), Birch and Cedar

**3. Slipway

RESOLVED that £1,500 be spent on the slipway.

**4. Crane

RESOLVED that the crane be sold to Holm and Sons.
"""
LATER = """
**{body}
**MINUTES of the meeting held at the Customs House on {day}

Present: Councillors Ash (Chair), Birch and Cedar

**1. Minutes

{words}

**2. Fog signal

RESOLVED that a fog signal be bought.
"""
COUNCIL, JULY = "HARBOUR COUNCIL", "9 July 2024"
APPROVED = "RESOLVED that the minutes of the meeting held on 4 June 2024 be approved"
SLIPWAY, CRANE = "that £1,500 be spent on the slipway.", "that the crane be sold to Holm and Sons."


def told(
    folder: Path, words: str, question: str, body: str = COUNCIL, day: str = JULY
) -> tuple[list[str], date | None]:
    """Return what is said of the first meeting's decision, and when it was corrected."""
    with Catalogue.open(folder) as catalogue:
        fill(catalogue, FIRST, LATER.format(body=body, day=day, words=words))
        one = found(catalogue, question)
        quoter = Quoter(catalogue, one)
        said = [quoter.resolution(hit.passage) for hit in one.hits]
        first = next(s for s in said if s and s.date == date(2024, 6, 4) and s.text in question)
        quoted = quoter.resolved(first)
        assert quoted
        statements, corrected = with_corrections([quoted], one, catalogue, quoter)
        return [statement.text for statement in statements], corrected


@pytest.mark.parametrize(
    ("words", "of"),
    [
        (f"{APPROVED}, subject to the substitution of £5,100 for £1,500 in minute 3.", SLIPWAY),
        (f"{APPROVED} with one correction: in “Slipway” the figure should read £5,100.", SLIPWAY),
        (f"{APPROVED}, minute 4 being corrected to read “Holme and Sons”.", CRANE),
        (
            "The minutes of 4th June 2024 were corrected as follows. The £1,500 for the slipway "
            "should read £5,100.\n\nThey were then signed.",
            SLIPWAY,
        ),
    ],
)
def test_a_correction_of_earlier_minutes_stands_beside_the_quote(
    tmp_path: Path, words: str, of: str
) -> None:
    (quoted, correction), corrected = told(tmp_path, words, of)
    assert quoted == of
    assert "5,100" in correction or "Holme" in correction
    assert corrected == date(2024, 7, 9)


@pytest.mark.parametrize(
    ("words", "body", "day"),
    [
        (f"{APPROVED} as a correct record.", COUNCIL, JULY),
        (f"{APPROVED}, with a correction to minute 4.", COUNCIL, JULY),
        (f"{APPROVED}, subject to the substitution of £5 for £1,500.", "FERRY BOARD", JULY),
        (f"{APPROVED}, subject to the substitution of £5 for £1,500.", COUNCIL, "3 May 2024"),
    ],
)
def test_what_corrects_other_business_stands_beside_nothing(
    tmp_path: Path, words: str, body: str, day: str
) -> None:
    assert told(tmp_path, words, SLIPWAY, body, day) == ([SLIPWAY], None)


def test_what_changes_a_decision_later_is_told_beside_it_as_no_correction(tmp_path: Path) -> None:
    words = "RESOLVED that the £1,500 agreed on 4 June 2024 be amended to £2,000."
    (quoted, change), corrected = told(tmp_path, words, SLIPWAY)
    assert quoted == SLIPWAY
    assert "£2,000" in change
    assert corrected is None


def test_the_day_of_the_minutes_is_no_number_of_a_minute(tmp_path: Path) -> None:
    words = "RESOLVED that the minutes 4 June 2024 be approved, with a correction to the date."
    assert told(tmp_path, words, CRANE) == ([CRANE], None)

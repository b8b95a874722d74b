"""The line that closes a matter is quoted with it: a licence asked for, and "Granted"."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.model import Scope
from retrieval.answer.quoting import Quoter
from retrieval.ranking.verdicts import is_verdict, length_of_verdict
from tests.retrieval.registers import fill, found

LICENCES = """
**MARLHAVEN LICENSING BOARD
**MINUTES of the Licensing Board held at the Customs House on 4 June 2024

Present: Alder (Chairman), Birch and Cedar

**1. Gull and Anchor LLC

Doing business as: The Lantern Bar
3 Quay Street
License #: LB-1001
Holder of a Common Victualler License has petitioned to Change the Closing Hours
From: 11:00 PM To: 2:00 AM

Granted - Condition: tables on the quay ONLY until 10:00 PM

**2. Weir Lane Stores LLC

Doing business as: Corner Cider
License #: LB-1002
Date: 02/05/2024
Notice: Sold cider to persons under 21 in violation of ch. 1 s. 2.

No Violation

**3. Harbour Pies LLC

Doing business as: The Pie Hatch
License #: LB-1003
Has applied for a Common Victualler License to be exercised on the pier. Manager: A Fir

Granted
"""


@pytest.mark.parametrize(
    "text",
    [
        "Granted",
        "GRANTED\n____________",
        "Granted - Condition: tables inside only",
        "No violation",
        "Violation – written warning",
        "Deferred to allow for a survey.",
        "Defer - the clerk to write to the owner",
        "Application refused.",
        "Motion was carried unanimously",
        "Decision: approved with conditions",
    ],
)
def test_words_that_close_a_matter_are_its_verdict(text: str) -> None:
    assert is_verdict(text)


@pytest.mark.parametrize(
    "text",
    [
        "Grants - the fund has 400 left",
        "Agreed actions of the last meeting were looked through",
        "Approved contractors: three have replied",
        "Town clock - the hands were mended",
        "Decision notices are on the board.",
        "The licence was granted.",
        "Left luggage - lockers",
    ],
)
def test_other_words_are_none(text: str) -> None:
    assert not is_verdict(text)


def test_a_line_that_is_drawn_below_is_no_part_of_it() -> None:
    assert length_of_verdict("No violation\n_________\n") == len("No violation")
    assert length_of_verdict("Granted.") == len("Granted.")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with Catalogue.open(tmp_path_factory.mktemp("licences")) as opened:
        fill(opened, LICENCES)
        yield opened


@pytest.mark.parametrize(
    ("holder", "closes"),
    [
        ("The Lantern Bar", "Granted - Condition: tables on the quay ONLY until 10:00 PM"),
        ("Corner Cider", "No Violation"),
        ("The Pie Hatch", "Granted"),
    ],
)
def test_a_matter_is_quoted_with_the_line_that_closes_it(
    holder: str, closes: str, catalogue: Catalogue
) -> None:
    quoter = Quoter(catalogue, found(catalogue, f"What was decided about {holder}?"))
    said = next(one for one in catalogue.resolutions(Scope()) if holder in one.text)
    quoted = quoter.resolved(said)
    assert quoted is not None
    words, _, end = quoted.text.rpartition("\n")
    assert holder in words
    assert end == closes
    assert quoted.citations[-1].quote == closes
    again = quoter.to_its_end(said)
    assert again is not None
    assert again.text == quoted.text

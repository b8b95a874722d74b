"""Decision numbers in questions, and the papers that bear them."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.model import Access, Paper, PaperKind
from retrieval.asking.names_missing import missing
from retrieval.question.decision_numbers import bears, decision_numbers
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import understand
from tests.retrieval.asking.test_names_missing import found


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("What was agreed in decision 24/00093?", ("24/00093",)),
        ("2023/0412 and 24/00093, 24/00093", ("2023/0412", "24/00093")),
        ("the 2023/24 budget", ()),
        ("minutes of 10/2024", ()),
        ("on 01/02/2024", ()),
        ("a share of 3/4", ()),
        ("What does K2031-019 say?", ("K2031-019",)),
        ("what about k2031-019", ("k2031-019",)),
        ("application QX/2031/0044 and W/2031/0815", ("QX/2031/0044", "W/2031/0815")),
        ("plans for QX-2031/0044", ("QX-2031/0044",)),
        ("Who had cheque 204588?", ("204588",)),
        ("the invoice no. 88123", ("88123",)),
        ("a mid-2031 review after COVID-19, Q3-2031", ()),
        ("permits 2031 and cheques of 45,000", ()),
    ],
)
def test_a_decision_number_is_no_year_or_day(text: str, numbers: tuple[str, ...]) -> None:
    assert decision_numbers(text) == numbers
    assert understand(text, Lexicon()).decisions == numbers


def _paper(title: str, name: str) -> Paper:
    day = date(2024, 5, 1)
    return Paper("a", name, title, PaperKind.REPORT, "Board", day, Access.PUBLIC, None, 9)


@pytest.mark.parametrize(
    ("title", "name", "does"),
    [
        ("24/00093: Ferry fares", "report.pdf", True),
        ("Ferry fares", "24-00093 - Report.pdf", True),
        ("Ferry fares", "decision_24_00093.pdf", True),
        ("Ferry fares", "124-00093.pdf", False),
        ("24/000931", "report.pdf", False),
    ],
)
def test_papers_bear_a_number_in_title_or_file_name(title: str, name: str, does: bool) -> None:
    assert bears(_paper(title, name), "24/00093") is does


def test_a_reference_of_another_form_is_borne_letter_by_letter() -> None:
    assert bears(_paper("QX/2031/0044: Shed", "report.pdf"), "QX/2031/0044")
    assert bears(_paper("Shed", "qx_2031_0044.pdf"), "QX/2031/0044")
    assert not bears(_paper("K2031-0191", "report.pdf"), "K2031-019")


def test_a_decision_number_that_stands_nowhere_is_missing() -> None:
    assert missing(found("What does decision 24/00093 cost?", "It costs £40.")) == ("24/00093",)
    assert missing(found("What does decision 24/00093 cost?", "24/00093 costs £40.")) == ()

"""What stands on a page that is asked for by the number printed on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from retrieval.answer.quoting import Quoter
from retrieval.answer.register_fits import Recorded
from retrieval.asking.answer import Answerer
from retrieval.model import Matter
from retrieval.noted.pages_asked import page_told
from tests.retrieval.own_words import marked
from tests.retrieval.registers import LATER, fill, found

PACK = """
**MARLHAVEN TOWN COUNCIL
**MINUTES of the meeting of the Harbour Committee held at the Customs House on 4 June 2024

The gallery is open to everybody.
\f
The gallery has twelve seats.
\f
**1. Mooring fees

RESOLVED: That the mooring fee be raised to £31.
\f
**2. Sale of the ice house

RESOLVED: That the ice house be sold.
"""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with Catalogue.open(Path(tmp_path_factory.mktemp("pack"))) as opened:
        fill(opened, PACK, labels=("i", "ii", "1", "2"))
        yield opened


def told(question: str, catalogue: Catalogue) -> Recorded | None:
    one = found(catalogue, question)
    return page_told(one, catalogue, Quoter(catalogue, one))


@pytest.mark.parametrize(
    ("question", "says", "where"),
    [
        ("What does page 2 say?", "ice house be sold", "Printed page 2 · PDF page 4"),
        ("what's on page ii?", "twelve seats", "Printed page ii · PDF page 2"),
        ("What is on PDF page 2?", "twelve seats", "PDF page 2"),
        ("page 1 of the Harbour Committee minutes", "£31", "Printed page 1 · PDF page 3"),
    ],
)
def test_the_number_is_the_one_printed_on_the_page(
    question: str, says: str, where: str, catalogue: Catalogue
) -> None:
    made = told(question, catalogue)
    assert made is not None
    assert says in made.statements[0].text
    assert made.lead == where


@pytest.mark.parametrize(
    "question", ["What does page 3 say?", "What does page 2 say about seats?", "Who sold it?"]
)
def test_another_question_or_a_page_that_is_not_there_is_told_nothing(
    question: str, catalogue: Catalogue
) -> None:
    assert told(question, catalogue) is None


def test_where_no_number_is_printed_pages_count_from_one(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with Catalogue.open(Path(tmp_path_factory.mktemp("bare"))) as opened:
        fill(opened, PACK)
        made = told("What does page 3 say?", opened)
        assert made is not None
        assert "£31" in made.statements[0].text
        assert made.lead == "PDF page 3"


def test_of_several_pages_with_one_number_none_is_guessed(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with Catalogue.open(Path(tmp_path_factory.mktemp("bound"))) as opened:
        fill(opened, PACK, labels=("1", "2", "1", "3"))
        assert told("What does page 1 say?", opened) is None
        assert told("What does page 2 say?", opened) is not None


def test_of_several_papers_none_is_guessed(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Catalogue.open(Path(tmp_path_factory.mktemp("two"))) as opened:
        fill(opened, PACK, LATER)
        assert told("What does page 1 say?", opened) is None
        assert told("What does page 1 of the minutes of 9 July 2024 say?", opened) is not None


@pytest.mark.parametrize("chat", [False, True])
@pytest.mark.parametrize(
    ("behind", "there"),
    [
        ("", True),
        ("of this paper", True),
        ("of the minutes of 4th June 2024", True),
        ("of the Harbour Committee’s minutes", True),
        ("of the Constitution", False),
        ("in the minutes of 9 July 2024", False),
        ("of the harbour strategy", False),
    ],
)
def test_a_paper_named_behind_the_page_is_no_other(
    behind: str, there: bool, chat: bool, catalogue: Catalogue
) -> None:
    one = found(catalogue, f"What is on page 2 {behind}?")
    matter = Matter("Mooring fees", next(iter(one.papers)), "1", (3,)) if chat else None
    one = replace(one, query=replace(one.query, matter=matter))
    assert (page_told(one, catalogue, Quoter(catalogue, one)) is not None) == there


def test_the_page_is_the_answer(catalogue: Catalogue) -> None:
    made = Answerer(catalogue).compose(found(catalogue, "What does page ii say?"))
    assert made.lead == "Printed page ii · PDF page 2"
    assert marked(made.lead) == "‹Printed page ii› · ‹PDF page 2›"
    assert made.sure

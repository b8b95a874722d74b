"""Items that a public agenda closes: who asks about one is told so, with the agenda's page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from corpus.model import Access, Scope
from evals.run.indexing import index_papers
from retrieval.assistant.assistant import Assistant
from retrieval.model.settings import Settings
from retrieval.model.types import Status
from tests.retrieval.conftest import SAMPLE

pytestmark = pytest.mark.slow

SALE = "Closed to the public: item 8, Tannery Fields - Terms of Sale · Cabinet · 9 April 2024"
# What its closed pages say and no open one does.
EXEMPT = Scope(clearance=Access.EXEMPT)


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Return an assistant over the sample's agenda packs, one of which has a part II."""
    papers = tmp_path_factory.mktemp("papers")
    for paper in SAMPLE.glob("*agenda-pack*.pdf"):
        shutil.copy(paper, papers)
    settings = Settings.model_construct(data=tmp_path_factory.mktemp("data"))
    index_papers(papers, settings, ocr=False)
    opened = Assistant.open(settings)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "question",
    [
        "What are the terms of sale of Tannery Fields?",
        "What was the highest bid for Tannery Fields?",
        "What are the terms on which Tannery Fields will be sold by the council?",
        "How much does item 8 on 9 April 2024 bring in?",
    ],
)
def test_who_asks_about_a_closed_item_is_told_that_it_is(packs: Assistant, question: str) -> None:
    answer = packs.ask(question)
    assert answer.lead == SALE
    assert answer.text.startswith(SALE)
    answered = answer.status is Status.ANSWERED
    assert answered != ("I did not find a clear answer" in answer.text)
    first = (answer.statements or answer.closest)[0]
    assert first.text == "PART II - CLOSED TO THE PUBLIC … Tannery Fields - Terms of Sale"
    assert {(one.paper[:10], one.page) for one in first.citations} == {("2024-04-09", 2)}
    text = " ".join(packs.catalogue.page(first.citations[0].paper_id, 2).text.split())
    assert all(one.quote in text for one in first.citations)


def test_what_the_item_of_a_number_is_answers_with_that_it_is_closed(packs: Assistant) -> None:
    answer = packs.ask("What is item 8 of the Cabinet meeting on 9 April 2024 about?")
    assert answer.status is Status.ANSWERED
    assert answer.lead == SALE
    assert answer.statements[0].text.endswith("Tannery Fields - Terms of Sale")


@pytest.mark.parametrize(
    "question",
    [
        # Told in open papers, of another item, of another meeting, of nothing here.
        "How many trees are to be planted at Tannery Fields?",
        "What is item 5 of the Cabinet meeting on 9 April 2024 about?",
        "What is item 8 of the Cabinet meeting on 14 November 2023 about?",
        "On which terms are mermaids sold?",
        "Who was the first person on the moon?",
    ],
)
def test_who_asks_about_other_things_is_told_nothing_of_it(packs: Assistant, question: str) -> None:
    answer = packs.ask(question)
    assert "Closed to the public" not in answer.text


def test_who_may_see_the_item_is_not_told_that_it_is_closed(packs: Assistant) -> None:
    for question in ("What are the terms of sale of Tannery Fields?", "item 8 on 9 April 2024"):
        answer = packs.ask(question, EXEMPT)
        assert "Closed to the public" not in answer.text
    shown = packs.ask("What are the terms of sale of Tannery Fields?", EXEMPT)
    assert any(one.page >= 9 for one in shown.citations)

"""How an answer is read: today's form, and one with a direct line and what comes closest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evals.measure.quotes import QuoteChecker
from evals.model.results import Outcome, Response
from evals.run.responses import NEAREST, SNIPPET, response_of
from retrieval.model.types import Answer, Statement, Status
from tests.evals.fakes import PAPER, FakeAssistant, answer, citation
from ui.chat import cards

LINE = "The Harbour Master leads on dredging."
NEAR = ((3, LINE), (1, "no such words"))


def read(assistant: FakeAssistant, given: Answer) -> Response:
    return response_of(given, 12.0, QuoteChecker(assistant.catalogue), modelled=False)


def test_an_answer_of_today(assistant: FakeAssistant) -> None:
    found = read(assistant, answer((3, LINE), pages=[3, 1, 3]))
    assert (found.outcome, found.text, found.lead) == (Outcome.ANSWERED, LINE, "")
    assert found.pages == ((PAPER, 3), (PAPER, 1))
    assert [(c.page, c.verbatim) for c in found.citations] == [(3, True)]
    assert found.closest == ()


def test_a_refusal_of_today_shows_the_nearest_pages_as_the_app_does(
    assistant: FakeAssistant,
) -> None:
    assert (NEAREST, SNIPPET) == (cards._MOST_NEAREST, cards._MOST_SHOWN)
    refused = answer(pages=[1, 2, 3, 4, 5, 6])
    long = replace(refused.pages[0], snippet="words \n of a page" * 40)
    found = read(assistant, replace(refused, pages=(long, *refused.pages[1:])))
    assert found.outcome is Outcome.REFUSED
    assert [near.page for near in found.closest] == [1, 2, 3, 4, 5]
    assert found.closest[0].quote.startswith("words of a page")
    assert len(found.closest[0].quote) == SNIPPET


@pytest.mark.parametrize("status", list(Status))
def test_every_way_to_end_is_read(assistant: FakeAssistant, status: Status) -> None:
    found = read(assistant, replace(answer(), status=status, message="words"))
    assert found.outcome.value == status.value
    assert found.text == "words"
    assert {one.value for one in Outcome} >= {one.value for one in Status}


@pytest.mark.parametrize(
    ("lead", "said", "shown"),
    [
        ("It does.", "The page says so.", "It does.\nThe page says so."),
        ("It does.", "", "It does."),
        ("", "The page says so.", "The page says so."),
    ],
)
def test_the_direct_line_comes_first_and_once(
    assistant: FakeAssistant, lead: str, said: str, shown: str
) -> None:
    told = answer((3, said)) if said else answer()
    found = read(assistant, replace(told, status=Status.ANSWERED, lead=lead))
    assert (found.lead, found.text) == (lead, shown)


def test_what_comes_closest_is_quoted_and_checked(assistant: FakeAssistant) -> None:
    near = tuple(Statement(words, (citation(page, words),)) for page, words in NEAR)
    given = replace(answer(pages=[2]), status=Status.CLOSEST, closest=near)
    found = read(assistant, given)
    assert found.outcome is Outcome.CLOSEST
    assert found.citations == ()
    assert [(c.page, c.verbatim) for c in found.closest] == [(3, True), (1, False)]

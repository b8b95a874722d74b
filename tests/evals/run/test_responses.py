"""How an answer is read: today's form, and one with a direct line and what comes closest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, cast

import pytest

from evals.measure.quotes import QuoteChecker
from evals.model.results import Outcome, Response
from evals.run.responses import NEAREST, SNIPPET, response_of
from retrieval.model.types import Answer, Citation, Statement
from tests.evals.fakes import PAPER, FakeAssistant, answer, citation
from ui.chat import cards

LINE = "The Harbour Master leads on dredging."


class Told(StrEnum):
    """The four ways in which a question may end."""

    ANSWERED = "answered"
    CLOSEST = "closest"
    REFUSED = "refused"
    REPLIED = "replied"


@dataclass(frozen=True, slots=True)
class Fuller:
    """An answer with what a later version says besides."""

    answer: Answer
    status: Told
    lead: str = ""
    closest: tuple[Statement | Citation, ...] = ()
    text: str = ""

    def __getattr__(self, name: str) -> Any:
        return getattr(self.answer, name)


def read(assistant: FakeAssistant, given: object) -> Response:
    checker = QuoteChecker(assistant.catalogue)
    return response_of(cast(Answer, given), 12.0, checker, modelled=False)


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


@pytest.mark.parametrize("status", list(Told))
def test_every_way_to_end_is_read(assistant: FakeAssistant, status: Told) -> None:
    found = read(assistant, Fuller(answer(), status, text="words"))
    assert found.outcome.value == status.value
    assert found.text == "words"


@pytest.mark.parametrize(
    ("lead", "text", "shown"),
    [
        ("It does.", "The page says so.", "It does.\nThe page says so."),
        ("It does.", "It does.\nThe page says so.", "It does.\nThe page says so."),
        ("It does.", "", "It does."),
        ("", "The page says so.", "The page says so."),
    ],
)
def test_the_direct_line_comes_first_and_once(
    assistant: FakeAssistant, lead: str, text: str, shown: str
) -> None:
    found = read(assistant, Fuller(answer(), Told.ANSWERED, lead=lead, text=text))
    assert (found.lead, found.text) == (lead, shown)


def test_what_comes_closest_is_quoted_and_checked(assistant: FakeAssistant) -> None:
    stated = Statement(LINE, (citation(3, LINE),))
    near = (stated, citation(1, "no such words"))
    found = read(assistant, Fuller(answer(pages=[2]), Told.CLOSEST, closest=near))
    assert [(c.page, c.verbatim) for c in found.closest] == [(3, True), (1, False)]

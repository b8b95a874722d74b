"""A paper that is removed while it is asked about or opened costs no answer that others give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.model.errors import UnknownPaperError
from corpus.model.papers import Access, Span
from retrieval.assistant.assistant import Assistant
from retrieval.model.settings import Settings
from retrieval.model.types import Turn

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
QUESTION = "What was agreed about library opening hours?"


@pytest.fixture
def assistant(data: Path) -> Iterator[Assistant]:
    opened = Assistant.open(Settings.model_construct(data=data))
    yield opened
    opened.close()


def cited(assistant: Assistant) -> str:
    """Return the id of the paper that is cited first."""
    return assistant.ask(QUESTION).citations[0].paper_id


def remove(assistant: Assistant, paper: str) -> None:
    assistant.ingest(lambda _: None).remove([paper])


def before(monkeypatch: pytest.MonkeyPatch, place: Any, name: str, act: Callable[[], None]) -> None:
    """Have ``act`` done once, just before ``place`` is asked for ``name`` the first time."""
    asked, todo = getattr(place, name), [act]

    def after_it(*given: object, **named: object) -> object:
        if todo:
            todo.pop()()
        return asked(*given, **named)

    monkeypatch.setattr(place, name, after_it)


def test_between_search_and_quoting(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = cited(assistant)
    before(monkeypatch, assistant._composer.answerer, "compose", lambda: remove(assistant, gone))
    answer = assistant.ask(QUESTION)
    assert answer.pages
    assert gone not in {page.paper_id for page in answer.pages}
    assert gone not in {citation.paper_id for citation in answer.citations}


def test_a_page_that_is_missing_for_good_is_an_error(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was removed: searching again would go on for ever."""

    def fails(*_: object) -> None:
        raise UnknownPaperError("a.pdf has no page 7")

    monkeypatch.setattr(assistant._composer.answerer, "compose", fails)
    with pytest.raises(UnknownPaperError):
        assistant.ask(QUESTION)


def test_between_two_turns_of_a_chat(assistant: Assistant) -> None:
    first = assistant.ask(QUESTION)
    remove(assistant, first.citations[0].paper_id)
    answer = assistant.ask("And who moved it?", history=(Turn(QUESTION, first),))
    assert first.citations[0].paper_id not in {one.paper_id for one in answer.citations}
    assert answer.asked


@pytest.mark.parametrize("way", ["picture", "page_pdf", "paper_pdf", "highlights"])
def test_while_a_page_is_opened(
    way: str, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = cited(assistant)
    ways: dict[str, Callable[[], object]] = {
        "picture": lambda: assistant.picture(paper, 1, 1.0),
        "page_pdf": lambda: assistant.page_pdf(paper, 1),
        "paper_pdf": lambda: assistant.paper_pdf(paper),
        "highlights": lambda: assistant.highlights(paper, (Span(1, 0, 40),), Access.PUBLIC),
    }
    # The place of the file is known, and the paper leaves before it is opened.
    kept = assistant.catalogue.kept

    def leaving(paper_id: str) -> Path:
        path = kept(paper_id)
        monkeypatch.setattr(assistant.catalogue, "kept", kept)
        remove(assistant, paper)
        return path

    monkeypatch.setattr(assistant.catalogue, "kept", leaving)
    with pytest.raises(UnknownPaperError):
        ways[way]()

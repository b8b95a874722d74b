"""Asking real papers with the real model."""

from __future__ import annotations

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.model import Access, Scope
from retrieval.assistant.assistant import AT_ONCE, Assistant
from retrieval.model.errors import StoppedError
from retrieval.model.source_lines import source_line
from retrieval.model.types import Answer, Status, Turn
from retrieval.operation.turns import Stop
from tests.retrieval.tellers import as_json

pytestmark = pytest.mark.slow


def quotes_stand(assistant: Assistant, answer: Answer, clearance: Access = Access.PUBLIC) -> bool:
    return all(
        c.quote in " ".join(assistant.catalogue.page(c.paper_id, c.page, clearance).text.split())
        for c in answer.citations
    )


def test_a_resolution_is_quoted_whole_and_marked_official(assistant: Assistant) -> None:
    (resolution, *_) = assistant.catalogue.resolutions(Scope())
    title = resolution.title or ""
    answer = assistant.ask(f"What was decided on {title.lower()} on {resolution.date:%d %B %Y}?")
    assert answer.status is Status.ANSWERED
    assert any(statement.official for statement in answer.statements)
    assert quotes_stand(assistant, answer)


def test_numbers_begin_at_one_and_are_given_once_a_quote(assistant: Assistant) -> None:
    answer = assistant.ask("What was agreed about library opening hours?")
    numbers = [c.number for c in answer.citations]
    assert numbers
    assert sorted(set(numbers)) == list(range(1, max(numbers) + 1))
    by_number = {c.number: (c.paper_id, c.spans) for c in answer.citations}
    assert len(set(by_number.values())) == len(by_number)


def test_at_most_five_statements_and_forty_pages(assistant: Assistant) -> None:
    answer = assistant.ask("parking charges")
    assert len(answer.statements) <= 5
    assert 0 < len(answer.pages) <= 40
    places = [(page.paper_id, page.page) for page in answer.pages]
    assert len(places) == len(set(places))


def test_only_so_many_questions_are_worked_on_at_a_time(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way: list[str] = []
    most: list[int] = []

    def slowly(*_: object) -> None:
        under_way.append("")
        most.append(len(under_way))
        time.sleep(0.02)
        under_way.pop()

    monkeypatch.setattr(assistant._composer, "search", slowly)
    with ThreadPoolExecutor(24) as crowd:
        found = [crowd.submit(assistant.ask, "parking charges") for _ in range(48)]
    assert {answer.result().status for answer in found} == {Status.REFUSED}
    assert max(most) == AT_ONCE


def test_a_question_that_is_stopped_in_the_queue_is_not_worked_out(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, stop = threading.Event(), Stop()
    searched: list[object] = []

    def held(resolved: object, _: object) -> None:
        searched.append(resolved)
        gate.wait(30)

    monkeypatch.setattr(assistant._composer, "search", held)
    with ThreadPoolExecutor(AT_ONCE + 1) as crowd:
        held_up = [crowd.submit(assistant.ask, "parking charges") for _ in range(AT_ONCE)]
        while len(searched) < AT_ONCE:
            time.sleep(0.01)
        stopped = crowd.submit(lambda: list(assistant.stream("library hours", stop=stop)))
        stop.ask()
        with pytest.raises(StoppedError):
            stopped.result(30)
        gate.set()
        for one in held_up:
            one.result(30)
    assert len(searched) == AT_ONCE


def test_what_no_paper_says_is_refused_with_nearest_pages(assistant: Assistant) -> None:
    answer = assistant.ask("How many penguins live in the zoo at Timbuktu?")
    assert answer.status is Status.REFUSED
    assert not answer.statements
    assert "nothing on" in answer.message or "found no answer" in answer.message
    assert "do not answer" not in answer.message
    assert answer.pages


@pytest.mark.parametrize(
    "question",
    [
        "",
        " ",
        "???",
        "the of and",
        '"',
        "NEAR(",
        'x" OR (',
        "AND OR NOT *",
        "\x00\x07",
        "x" * 20000,
    ],
)
def test_odd_questions_never_raise(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.message or answer.statements
    assert quotes_stand(assistant, answer)


@given(st.text(max_size=80))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_text_raises(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status in Status


def test_a_scope_narrows_pages_and_citations(assistant: Assistant) -> None:
    paper = assistant.catalogue.papers()[0]
    answer = assistant.ask("What was decided?", Scope(papers=(paper.file_name,)))
    assert {page.paper_id for page in answer.pages} <= {paper.id}
    assert {c.paper_id for c in answer.citations} <= {paper.id}


def test_an_empty_scope_says_so(assistant: Assistant) -> None:
    answer = assistant.ask("library", Scope(committee="No such committee"))
    assert answer.status is Status.REFUSED
    assert "no papers" in answer.message.lower()


def test_exempt_pages_stay_closed_to_the_public(assistant: Assistant) -> None:
    catalogue = assistant.catalogue
    closed = {
        (paper.id, number)
        for paper in catalogue.papers(Scope(clearance=Access.EXEMPT))
        for number in catalogue.labels(paper.id, Access.EXEMPT).keys()
        - catalogue.labels(paper.id).keys()
    }
    assert closed
    question = (
        "What is in the exempt appendix, the confidential terms and the exclusion of the public?"
    )
    public = assistant.ask(question)
    cleared = assistant.ask(question, Scope(clearance=Access.EXEMPT))
    assert not closed & {(page.paper_id, page.page) for page in public.pages}
    assert not closed & {(c.paper_id, c.page) for c in public.citations}
    assert closed & {(page.paper_id, page.page) for page in cleared.pages}


def test_a_follow_up_carries_the_topic(assistant: Assistant) -> None:
    first = assistant.ask("What was agreed about library opening hours?")
    turn = Turn(first.question, first)
    second = assistant.ask("And who voted against that?", history=[turn])
    assert "library opening hours" in second.searched.lower()
    alone = assistant.ask("Tree planting targets for next year", history=[turn])
    assert "library" not in alone.searched


def test_answers_agree_between_threads(assistant: Assistant) -> None:
    questions = ["library opening hours", "street lighting", "parking charges", "leisure centre"]
    alone = [assistant.ask(q).text for q in questions]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda q: assistant.ask(q).text, questions * 4))
    assert together == alone * 4


def test_highlights_cover_the_quote(assistant: Assistant) -> None:
    answer = assistant.ask("What was agreed about library opening hours?")
    citation = answer.citations[0]
    boxes = assistant.highlights(citation.paper_id, citation.spans)
    assert len(boxes) == len(citation.quote.split())
    assert assistant.picture(citation.paper_id, citation.page).startswith(b"\x89PNG")


def test_json_holds_the_whole_answer(assistant: Assistant) -> None:
    answer = assistant.ask("What was agreed about library opening hours?")
    told = json.loads(as_json(answer, assistant.catalogue))
    assert told["status"] == answer.status.value
    assert told["text"] == answer.text
    assert told["fingerprint"] == assistant.fingerprint.text
    assert told["statements"][0]["citations"][0]["page"] == answer.citations[0].page
    assert "PDF page" in source_line(answer.citations[0])

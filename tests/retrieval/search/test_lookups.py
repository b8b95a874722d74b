"""Numbers asked of real sample papers: minutes, references, items and agendas."""

from __future__ import annotations

import pytest

from corpus.model import ItemSource, PassageKind, Scope
from retrieval.assistant.assistant import Assistant
from retrieval.model.types import Status

pytestmark = pytest.mark.slow


def test_a_minute_asked_by_number_is_answered_with_its_resolution(assistant: Assistant) -> None:
    numbered = [r for r in assistant.catalogue.resolutions(Scope()) if r.number and r.date]
    told = numbered[0]
    answer = assistant.ask(f"minute {told.number} of {told.date:%d %B %Y}")
    assert answer.status is Status.ANSWERED
    said = " ".join(" ".join(s.text.split()) for s in answer.statements)
    assert " ".join(told.text.split()) in said
    assert all(statement.official for statement in answer.statements)


def test_a_minute_that_no_paper_has_is_refused(assistant: Assistant) -> None:
    assert assistant.ask("What was minute 9174?").status is Status.REFUSED


def test_a_reference_is_answered_with_what_is_numbered_so(assistant: Assistant) -> None:
    rows = [
        passage
        for paper in assistant.catalogue.papers(Scope())
        for passage in assistant.catalogue.passages_of(paper.id)
        if passage.kind is PassageKind.ROW and passage.cells[0].text.strip() == "2.1"
    ]
    assert rows
    answer = assistant.ask("What does reference 2.1 say?")
    assert answer.status is Status.ANSWERED
    pages = {(passage.paper_id, page) for passage in rows for page in passage.pages}
    assert all("2.1" in statement.text for statement in answer.statements)
    assert pages & {(c.paper_id, c.page) for c in answer.citations}


def test_an_agenda_lists_its_items_as_printed(assistant: Assistant) -> None:
    for paper in assistant.catalogue.papers(Scope()):
        items = assistant.catalogue.items(paper.id)
        if len(items) > 2 and all(i.source is ItemSource.FRONT_SHEET for i in items):
            break
    else:
        pytest.fail("no paper with a front sheet")
    answer = assistant.ask(
        f"What is on the agenda of {paper.committee} for {paper.meeting_date:%d %B %Y}?"
    )
    assert answer.status is Status.ANSWERED
    lines = answer.statements[0].text.split("\n")
    assert len(lines) == len(items)
    assert str(len(items)) in answer.message
    for line, item in zip(lines, items, strict=True):
        assert line.startswith(item.number)
        assert " ".join(item.title.split()) in line
    one = assistant.ask(
        f"What is item {items[2].number} on the {paper.committee} agenda of"
        f" {paper.meeting_date:%d %B %Y}?"
    )
    assert " ".join(items[2].title.split()) in one.statements[0].text

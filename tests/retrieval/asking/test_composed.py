"""What an answer is made of, asked of real sample papers."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from corpus.model import PaperKind, PassageKind, Scope
from retrieval.asking.told import holds_most
from retrieval.assistant.assistant import Assistant
from retrieval.cli.sources import sources
from retrieval.model.constants import DEFAULT
from retrieval.model.source_lines import papers_of
from retrieval.model.types import Answer
from tests.retrieval.tellers import as_json

pytestmark = pytest.mark.slow


def composed(assistant: Assistant, question: str) -> Answer:
    """Answer without asking whether the support is enough: this is about what is quoted."""
    found = assistant.find(question)
    assert found is not None
    told = assistant._composer.answerer.compose(found)
    answer = assistant.ask(question)
    return Answer(question, "", answer.status, "", told.statements, found.pages, answer.fingerprint)


def test_rows_of_one_status_are_one_statement_with_all_of_them(assistant: Assistant) -> None:
    answer = composed(assistant, "Which actions were red in the October 2023 tracker?")
    (statement,) = answer.statements
    rows = statement.text.split("\n")
    assert len(rows) == 3
    assert all(line.endswith("RED") for line in rows)
    assert {citation.date.year for citation in statement.citations if citation.date} == {2023}


def test_a_comparison_gives_both_trackers_oldest_first(assistant: Assistant) -> None:
    answer = composed(
        assistant, "Compare the status of the constitution rewrite in the two trackers"
    )
    days = [statement.citations[0].date for statement in answer.statements]
    assert len(set(days)) == 2
    assert days == sorted(day for day in days if day)
    assert not any(statement.also for statement in answer.statements)


def test_versions_of_a_row_are_one_statement_the_newest_speaking(assistant: Assistant) -> None:
    answer = composed(assistant, "Who leads on rewriting the Constitution in plain English?")
    first = answer.statements[0]
    assert first.also
    newest = first.citations[0].date
    assert newest is not None
    assert all(other.date is not None and other.date < newest for other in first.also)
    assert all(other.quote for other in first.also)


def test_pages_of_the_same_words_are_listed_once(assistant: Assistant) -> None:
    pages = assistant.search("Rewrite the Constitution in plain English", 40)
    grouped = [page for page in pages if page.also]
    assert grouped
    listed = {(page.paper_id, page.page) for page in pages}
    for page in grouped:
        assert not listed & {(other.paper_id, other.page) for other in page.also}


def test_a_resolution_asked_for_stands_alone(assistant: Assistant) -> None:
    resolution = next(r for r in assistant.catalogue.resolutions(Scope()) if r.title and r.date)
    answer = composed(
        assistant, f"What was decided on {resolution.title} on {resolution.date:%d %B %Y}?"
    )
    assert answer.statements[0].official
    assert " ".join(resolution.text.split()) in " ".join(answer.statements[0].text.split())


def test_no_statement_is_a_heading_or_a_bare_lead_in(assistant: Assistant) -> None:
    for question in ("library opening hours", "parking charges", "street lighting trial"):
        for statement in composed(assistant, question).statements:
            assert not statement.text.rstrip().endswith(":")
            assert len(statement.text.split()) >= 4


def test_each_statement_names_its_paper_and_date_and_each_page_once(assistant: Assistant) -> None:
    answer = composed(assistant, "Which actions were red in the October 2023 tracker?")
    told = json.loads(as_json(answer, assistant.catalogue))
    assert "19 October 2023" in told["statements"][0]["papers"]
    assert papers_of(answer.statements[0]).count("October 2023") == 1
    listed = sources(answer.citations)
    pages = [(citation.paper_id, citation.page) for _, citation in listed]
    assert len(pages) == len(set(pages))
    numbers = [number for of_page, _ in listed for number in of_page]
    assert sorted(numbers) == sorted({citation.number for citation in answer.citations})


def test_rows_left_out_of_a_list_are_said_and_counted(assistant: Assistant) -> None:
    question = "Which actions were red in the October 2023 tracker?"
    found = assistant.find(question)
    assert found is not None
    assert not assistant._composer.answerer.compose(found).message
    few = replace(found, constants=DEFAULT.changed("quoting.rows", "2"))
    told = assistant._composer.answerer.compose(few)
    assert len(told.statements[0].text.split("\n")) == 2
    assert "first 2 of 3 rows" in told.message


def test_how_things_stand_is_told_by_the_row_that_holds_more_than_a_decision(
    assistant: Assistant,
) -> None:
    # The minutes decide on a centre too: the leisure centre's roof.
    answer = assistant.ask("What is the status of one contact centre for the whole Council?")
    assert answer.lead == "Status: RED"
    assert {one.kind for one in answer.statements[0].citations} == {PaperKind.TRACKER}


def test_a_row_of_something_else_leads_with_no_cell(assistant: Assistant) -> None:
    found = assistant.find("When will the workforce strategy be adopted?")
    assert found is not None
    rows = [hit.passage for hit in found.hits if hit.passage.kind is PassageKind.ROW]
    own = [row for row in rows if "workforce strategy" in row.text]
    others = [row for row in rows if "strategy" not in row.text and "workforce" not in row.text]
    assert own
    assert others
    assert all(holds_most(row, found) for row in own)
    assert not any(holds_most(row, found) for row in others)

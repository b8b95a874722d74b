"""Gold is held against the stored PDFs."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import cast

from corpus.catalogue.catalogue import Catalogue
from corpus.model import Access, Page, Paper, UnknownPaperError
from evals.measure.validate import gold_faults
from evals.sets.questions import Gold, Kind, Question
from evals.sets.sets import QuestionSet, read_sets
from tests.evals.fakes import PAPER, FakeAssistant

RIGHT = Gold(PAPER, 2, "2", "4", "dredging contract be let\nfor the sum")


def faults(assistant: FakeAssistant, gold: Gold) -> list[tuple[str, bool]]:
    asked = QuestionSet("s", (Question("q", "?", Kind.FACT, (gold,)),))
    catalogue = cast(Catalogue, assistant.catalogue)
    return [(fault.what, fault.serious) for fault in gold_faults(asked, catalogue)]


def test_gold_that_stands_has_no_fault(assistant: FakeAssistant) -> None:
    assert faults(assistant, RIGHT) == []
    assert faults(assistant, replace(RIGHT, text="")) == []


def test_gold_that_does_not_stand_is_told(assistant: FakeAssistant) -> None:
    ((what, serious),) = faults(assistant, replace(RIGHT, text="no such words"))
    assert serious
    assert what == "the text stands there 0 times: 'no such words'"
    assert faults(assistant, replace(RIGHT, page=9)) == [("the paper has 3 pages", True)]
    assert faults(assistant, replace(RIGHT, paper="x.pdf")) == [("no paper x.pdf", True)]


def test_a_stored_file_that_is_gone_is_a_fault(assistant: FakeAssistant) -> None:
    assistant.catalogue.path.unlink()
    said = f"{PAPER}: cannot be read: No such file or directory"
    assert faults(assistant, RIGHT) == [(said, True)]


def test_labels_and_repeats_are_only_noted(assistant: FakeAssistant) -> None:
    assert faults(assistant, replace(RIGHT, printed="40")) == [
        ("printed number '40' in the set, '2' as read", False)
    ]
    assert faults(assistant, replace(RIGHT, text="the")) == [
        ("the text stands there 2 times: 'the'", False)
    ]


def test_the_scripted_set_is_valid(assistant: FakeAssistant, set_file: Path) -> None:
    found = gold_faults(read_sets([set_file]), cast(Catalogue, assistant.catalogue))
    assert [fault for fault in found if fault.serious] == []
    assert json.loads(set_file.read_text("utf-8").splitlines()[0])["id"] == "q-right"


def test_without_clearance_no_fault_tells_of_what_is_closed(assistant: FakeAssistant) -> None:
    questions = QuestionSet("s", (Question("q", "?", Kind.FACT, (RIGHT,)),))
    papers = assistant.catalogue
    asked: list[Access] = []

    class Closed:
        """The papers of a visitor to whom a page is closed."""

        def paper(self, paper_id: str, clearance: Access = Access.PUBLIC, /) -> Paper:
            return papers.paper(paper_id, clearance)

        def page(self, paper_id: str, number: int, clearance: Access = Access.PUBLIC, /) -> Page:
            asked.append(clearance)
            raise UnknownPaperError(f"no page {number} of {paper_id}")

        def pdf_path(self, paper_id: str, clearance: Access = Access.PUBLIC, /) -> Path:
            raise AssertionError(f"the file of {paper_id} is read with {clearance}")

    (fault,) = gold_faults(questions, Closed(), Access.PUBLIC)
    assert (fault.serious, fault.what[:9]) == (True, "no page 2")
    assert asked == [Access.PUBLIC]

"""Records have the fields of what they are made of, and each describes its own."""

from __future__ import annotations

from dataclasses import fields

import pytest

from corpus.catalogue import Catalogue
from corpus.model import Access
from retrieval.assistant.assistant import Assistant
from retrieval.model import Answer, Choice, Citation, Matter, PageRef, Statement
from retrieval.records.answers import (
    AnswerRecord,
    ChoiceRecord,
    CitationRecord,
    MatterRecord,
    PageRecord,
    StatementRecord,
)
from retrieval.records.base import Record
from retrieval.records.telling import Teller

PAIRS: tuple[tuple[type, type[Record], set[str]], ...] = (
    (Answer, AnswerRecord, {"text"}),
    (Statement, StatementRecord, {"papers"}),
    (Citation, CitationRecord, {"official_record", "where", "url"}),
    (PageRef, PageRecord, {"id", "title", "where", "url"}),
    (Choice, ChoiceRecord, set()),
)


@pytest.mark.parametrize(("made_of", "record", "besides"), PAIRS)
def test_no_field_is_left_out(made_of: type, record: type[Record], besides: set[str]) -> None:
    assert set(record.model_fields) == {one.name for one in fields(made_of)} | besides


def test_a_matter_is_without_the_words_that_it_is_known_by() -> None:
    assert set(MatterRecord.model_fields) == {one.name for one in fields(Matter)} - {
        *("words", "spans", "labels")
    }


def test_a_paper_is_fetched_at_the_first_page_that_its_reader_sees(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    teller = Teller(assistant.catalogue, Access.PUBLIC, "http://localhost:8501")
    paper = assistant.catalogue.papers()[0]
    assert teller.paper(paper).id == f"{paper.id[:16]}:1"
    monkeypatch.setattr(Catalogue, "labels", lambda *_: {4: "2", 3: None})
    told = teller.paper(paper)
    assert told.id == f"{paper.id[:16]}:3"
    assert "page=3" in told.url

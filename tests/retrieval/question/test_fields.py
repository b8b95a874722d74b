"""Each row of the table of fields tells questions, headers and labels that name it from others."""

from __future__ import annotations

import time

import pytest

from retrieval.question.content_words import content_words
from retrieval.question.fields import Field, FieldAsked, field_asked, fields, opening_field

ROWS = fields()
LABELS = ("Ref", "Indicator", "2011/12 Outturn", "Main reason", "Dec-23", "Key decision")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_row_takes_its_examples_and_no_others(row: Field) -> None:
    assert row.yes, "a row without examples holds nothing"
    for question in row.yes:
        assert next(one for one in ROWS if one.asked_in(question)) is row, question
        assert _asked(question) == FieldAsked(row.name), question
    for question in row.no:
        assert not row.asked_in(question), question


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_row_takes_its_labels_and_no_others(row: Field) -> None:
    assert row.unlabelled
    for label in row.labelled:
        assert row.named_by(label), label
    for label in row.unlabelled:
        assert not row.named_by(label), label


@pytest.mark.parametrize("row", [one for one in ROWS if one.broad], ids=lambda row: row.name)
def test_an_ask_that_names_nothing_is_of_a_label_that_was_cited(row: Field) -> None:
    labels = row.labelled[:1]
    for question in row.broad:
        assert field_asked(question, content_words(question), labels) == FieldAsked(row.name)
        assert field_asked(question, content_words(question), ("Remark",)) is None, question
    for question in row.not_broad:
        assert field_asked(question, content_words(question), labels) is None, question


@pytest.mark.parametrize("row", [one for one in ROWS if one.opened], ids=lambda row: row.name)
def test_an_ask_that_names_its_matter_opens_with_a_field(row: Field) -> None:
    for question in row.opened:
        assert opening_field(question) is row, question
    for question in row.not_opened:
        assert opening_field(question) is not row, question


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
@pytest.mark.parametrize("word", ["what is the ", "when was that ", "how much ", "a", "who leads "])
def test_a_row_is_quick_on_long_nonsense(row: Field, word: str) -> None:
    text = (word * 20_000)[:20_000]
    began = time.process_time()
    row.asked_in(text), row.named_by(text), row.told_in(text), opening_field(text)
    assert time.process_time() - began < 0.05


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("what was the outturn?", FieldAsked(label="2011/12 Outturn")),
        ("and in December?", FieldAsked(months=frozenset({12}))),
        ("the year before?", FieldAsked()),
        ("what is the target?", FieldAsked("target")),
    ],
)
def test_labels_and_times_are_fields_too(question: str, asked: FieldAsked) -> None:
    assert _asked(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "who leads on mental health for them?",
        "what is the target for trees in Northgate?",
        "how many of them are NEET?",
        "library opening hours",
        "why?",
    ],
)
def test_a_question_with_words_of_its_own_asks_more_than_a_field(question: str) -> None:
    assert _asked(question) is None


def _asked(question: str) -> FieldAsked | None:
    return field_asked(question, content_words(question), LABELS)

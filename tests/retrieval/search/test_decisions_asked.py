"""A long answer of a report form is quoted whole, whichever piece of it was found."""

from __future__ import annotations

from dataclasses import replace

from corpus.model import FormName, Passage, PassageKind
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import understand
from retrieval.search.decisions_asked import is_answer_to, lifted_forms, whole_field
from tests.retrieval.passages import hit, prose


def piece(text: str, page: int, start: int = 0, name: str = FormName.RECOMMENDATIONS) -> Passage:
    made = prose(text, page=page, start=start)
    return replace(made, kind=PassageKind.FORM, headings=(name,))


def test_the_whole_field_is_quoted_over_passages_and_pages() -> None:
    head = replace(prose("Wards: All", page=2), kind=PassageKind.FORM, labelled="Wards: All")
    first, second = piece("The Board is asked to: a) note", 2, 40), piece("b) agree", 3)
    third = piece("c) delegate", 3, 60)
    other = piece("to tell the Board of tides", 3, 90, FormName.PURPOSE)
    again = piece("The Board is asked to pay", 9)
    paper = (head, first, prose("A table between", page=2, start=90), second, third, other, again)
    whole = (*first.spans, *second.spans, *third.spans)
    assert whole_field(first, paper) == whole
    assert whole_field(third, paper) == whole
    assert whole_field(head, paper) == head.spans
    assert whole_field(again, paper) == again.spans
    assert whole_field(piece("not of this paper", 5), paper) == piece("not of this paper", 5).spans


def test_a_piece_is_told_by_the_name_that_it_stands_under() -> None:
    assert is_answer_to(piece("b) agree", 3), FormName.RECOMMENDATIONS)
    assert not is_answer_to(piece("b) agree", 3), FormName.PURPOSE)
    labelled = replace(
        piece("x", 1), headings=(), labelled="Recommendations: to agree · Wards: All"
    )
    assert is_answer_to(labelled, FormName.RECOMMENDATIONS)


def test_a_piece_of_a_long_recommendation_is_lifted_above_its_topic() -> None:
    query = understand("What are we asked to decide on tides?", Lexicon())
    topic, asked = hit(prose("The tides are high", page=2), 2.0), hit(piece("a) agree", 2), 1.0)
    assert lifted_forms(query, (topic, asked))[0].passage.id == asked.passage.id


def test_what_a_report_recommends_at_its_end_is_lifted_too_but_no_other_report_s() -> None:
    query = understand("What are we asked to decide on tides?", Lexicon())
    topic, asked = hit(prose("The tides are high", page=2), 2.0), hit(piece("a) agree", 7), 1.0)
    assert lifted_forms(query, (topic, asked))[0].passage.id == asked.passage.id
    head = replace(piece("Title: Tolls", 5), headings=(), labelled="Title: Tolls")
    assert lifted_forms(query, (topic, asked, hit(head, 0.5)))[0].passage.id == topic.passage.id

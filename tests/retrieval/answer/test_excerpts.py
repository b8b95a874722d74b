"""Which sentences of a passage are quoted, and what never is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.model import Span
from retrieval.answer.excerpts import Quotation, list_anchors, merged_rows, sentences, telling
from retrieval.ranking.kinds_of_answer import Wanted
from retrieval.ranking.units import Unit
from tests.retrieval.passages import evidence, prose, row


def said(text: str, *scores: float, kind: Wanted = Wanted.ANYTHING) -> list[str]:
    runs = sentences(evidence(prose(text), *scores), kind)
    return [" ".join(unit.text for unit in run) for run in runs]


@pytest.mark.parametrize(
    "text",
    ["3. Recommendation(s)/Proposed Decision", "Appendix 1", "It will be valuable to:", "Page 12"],
)
def test_headings_labels_and_lead_ins_say_nothing(text: str) -> None:
    assert not telling(Unit(text, ()), ("3. Recommendation(s)/Proposed Decision",))


def test_a_sentence_that_was_taken_for_a_heading_says_what_it_says() -> None:
    printed = "The hall will be closed from 2 May for work on the roof. Books can be returned"
    said = Unit("The hall will be closed from 2 May for work on the roof.", ())
    assert telling(said, (printed,))
    assert not telling(Unit("Closing of the hall in May 2024", ()), ("Closing of the hall in May",))


def test_the_sum_of_the_next_sentence_is_told_with_the_first() -> None:
    text = "Boats pay for the pier, £9,000 in all. There were 60 boats at £150 a year. It is old."
    few = sentences(evidence(prose(text), 0.9, 0.6, 0.1), Wanted.MONEY, most=1)
    assert [unit.text for unit in few[0]] == [
        "Boats pay for the pier, £9,000 in all.",
        "There were 60 boats at £150 a year.",
    ]


def test_a_figure_says_something_however_short() -> None:
    assert telling(Unit("Total: £412,500", ()), ())


def test_neighbouring_sentences_are_one_quote() -> None:
    text = "The hall was let in May. The rent is £900 a month. The roof leaks in winter."
    assert said(text, 0.8, 0.9, 0.2) == ["The hall was let in May. The rent is £900 a month."]


def test_a_sentence_that_points_back_brings_the_one_before() -> None:
    text = "The hall was let to the band. It pays a rent of £900 each month."
    assert said(text, 0.2, 0.9) == [text]


@pytest.mark.parametrize(
    ("kind", "text", "quoted"),
    [
        (Wanted.VIEW, "The ferry was late. The ferry had no pilot. Bins are new.", 2),
        (Wanted.VIEW, "The ferry was late. This was for want of a pilot. It is mended.", 3),
        (Wanted.VIEW, "The ferry was late. Bins are new.", 1),
        (Wanted.MONEY, "The ferry was late. The ferry had no pilot. Bins are new.", 1),
    ],
)
def test_a_short_sentence_goes_on_with_what_explains_it(
    kind: Wanted, text: str, quoted: int
) -> None:
    scores = [0.9, *[0.1] * text.count(". ")]
    (told,) = said(text, *scores, kind=kind)
    assert told.count(".") == quoted


def test_the_end_of_the_meeting_is_told_only_where_it_answers() -> None:
    text = "The ferry is to be painted. The meeting ended at 8.11 pm."
    assert said(text, 0.9, 0.8) == ["The ferry is to be painted."]
    assert said(text, 0.5, 0.9)[-1].endswith("The meeting ended at 8.11 pm.")


@pytest.mark.parametrize(("start", "quoted"), [(10, True), (400, False)])
def test_a_lead_in_announces_the_entry_that_stands_next_to_it(start: int, quoted: bool) -> None:
    lead, entry = "Resolved:", "11. The sale of the hall was put to the vote and lost."
    spans = (Span(1, 0, len(lead)), Span(1, start, start + len(entry)))
    passage = replace(prose(f"{lead}\n{entry}"), spans=spans)
    (run,) = sentences(evidence(passage, 0.2, 0.9), Wanted.ANYTHING)
    assert (run[0].text == lead) is quoted


def test_what_was_asked_for_counts_more_than_shared_words() -> None:
    text = "The rent of the hall was talked about. The band pays £900 each month."
    assert "£900" in said(text, 0.60, 0.56, kind=Wanted.MONEY)[-1]


def test_parts_of_a_row_become_one_with_each_cell_once() -> None:
    whole = row({"Ref": "2.1", "What": "Plant street trees", "Who": "Tree Officer", "By": "May"})
    cells = whole.cells
    parts = [
        Quotation(whole, whole.spans[:3], cells=cells[:3]),
        Quotation(whole, (*whole.spans[:2], whole.spans[3]), cells=(*cells[:2], cells[3])),
    ]
    (merged,) = merged_rows(parts)
    assert [cell.text for cell in merged.cells] == [cell.text for cell in cells]
    assert merged.spans == whole.spans


def anchors(text: str, *scores: float, wants_list: bool = True) -> list[str]:
    units = evidence(prose(text), *scores)
    found = list_anchors(units, Wanted.ANYTHING, wants_list=wants_list)
    return [" ".join(unit.text.split()) for unit in found]


def test_a_list_asked_for_may_follow_a_lead_in_after_the_best_sentence() -> None:
    text = "The board heard of the jetty. It has three choices: \n1. Mend it.\n2. Close it."
    assert anchors(text, 0.8, 0.5, 0.2, 0.2)[0] == "It has three choices:"
    assert anchors(text, 0.8, 0.3, 0.2, 0.2) == ["The board heard of the jetty."]


def test_the_list_of_the_best_entry_comes_before_other_lists() -> None:
    text = "Boats are of two kinds: \n1. Tugs.\n2. Ferries that carry cars."
    assert anchors(text, 0.6, 0.2, 0.8) == [
        "2. Ferries that carry cars.",
        "Boats are of two kinds:",
    ]


def test_a_list_that_nobody_asked_for_needs_a_lead_in_as_good_as_the_best() -> None:
    text = "The board heard of the jetty. It rained. It has choices: \n1. Mend it."
    assert anchors(text, 0.8, 0.1, 0.5, 0.2, wants_list=False) == []
    assert anchors(text, 0.8, 0.1, 0.7, 0.2, wants_list=False) == ["It has choices:"]

"""Each of the signals beyond words: what it speaks for, what against, and how much."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from corpus.model import PaperKind, Passage, PassageKind
from retrieval.model.types import Matter
from retrieval.ranking.signals import FIELD_SIGNALS, Candidate
from tests.retrieval.guard.builders import JUNE, asked, form, resolved
from tests.retrieval.passages import paper, prose, row

Make = Callable[[], Candidate]
FERRY = prose("The ferry was late again.")


def at(
    passage: Passage = FERRY,
    day: date | None = JUNE,
    age: float = 0.5,
    kind: PaperKind = PaperKind.REPORT,
    committee: str = "Board",
    title: str = "Ferries",
) -> Candidate:
    made = replace(paper("a", day, kind), committee=committee, title=title)
    return Candidate(passage, made, day, age)


def of_item(number: str | None) -> Candidate:
    return at(replace(FERRY, item=number))


def in_minutes(text: str, *headings: str) -> Candidate:
    return at(replace(prose(text), context="Board, minutes, 4 June 2024", headings=headings))


# A piece of a long answer of a form, which stands under its name.
PIECE = replace(form("that it sail", ""), labelled=None, headings=("4 Fares", "Recommendations"))
VALUES = [
    ("item", "What does item 4 say?", of_item("4"), 1.0),
    ("item", "What does item 4 say?", of_item("5"), -1.0),
    ("item", "What does item 4 say?", of_item(None), 0.0),
    ("item", "What does it say?", of_item("4"), 0.0),
    ("period", "What was said on 4 June 2024?", at(), 1.0),
    ("period", "What was said in June 2024?", at(), 1.0),
    ("period", "What was said in 2024?", at(), 0.8),
    ("period", "What was said on 5 June 2024?", at(), 0.0),
    ("period", "What was said on 4 June 2024?", at(day=None), 0.0),
    ("period", "What was said?", at(), 0.0),
    ("period", "What was said in 2022?", at(), 0.0),
    ("period", "What was said in 2023 or in June 2024?", at(), 1.0),
    ("figure", "What cost £64,000?", at(prose("The pontoon cost 64,000 pounds.")), 1.0),
    ("figure", "What cost £64,000?", at(prose("The pontoon cost £64.15 million.")), 0.0),
    ("figure", "What cost £64,000 and £9?", at(prose("The pontoon cost £64,000.")), 0.5),
    ("figure", "Who were the 12 in 2024?", at(prose("The 12 sailed in 2024.")), 0.0),
    ("dated", "What happened in June 2024?", at(prose("In June 2024 it sank.")), 1.0),
    ("dated", "What happened in June 2024?", at(prose("By Jun-24 it sank.")), 1.0),
    ("dated", "What happened in June 2024?", at(prose("On 17/06/2024 it sank.")), 1.0),
    ("dated", "What happened in June 2024?", at(prose("On 17/07/24 it sank.")), 0.0),
    ("dated", "What happened in 2024?", at(prose("In 2024 it sank.")), 1.0),
    ("dated", "What happened in May or June 2024?", at(prose("By Jun-24 it sank.")), 1.0),
    ("dated", "What happened in May or June 2024?", at(prose("By Jul-24 it sank.")), 0.0),
    ("dated", "What happened in 2024?", at(prose("In 2023 it sank.")), 0.0),
    ("dated", "What happened?", at(prose("In 2024 it sank.")), 0.0),
    ("dated", "What in 2024?", at(replace(FERRY, context="Board, 4 June 2024")), 1.0),
    ("kind", "What do the minutes say?", at(kind=PaperKind.MINUTES), 1.0),
    ("kind", "What do the minutes say?", at(title="Draft minutes"), 0.6),
    ("kind", "What do the minutes say?", at(replace(FERRY, headings=("Minutes",))), 0.6),
    ("kind", "What do the minutes say?", at(), 0.0),
    ("kind", "What is said?", at(kind=PaperKind.MINUTES), 0.0),
    ("reference", "How far is T12?", at(row({"Ref": "T12", "What": "Paint it"})), 1.0),
    ("reference", "How far is T12?", at(row({"Theme": "Posts", "No": "T12"})), 1.0),
    ("reference", "How far is T12?", at(row({"A": "Posts", "B": "Red", "C": "T12"})), 0.5),
    ("reference", "How far is T12?", at(prose("See T12 on posts.")), 0.5),
    ("reference", "How far is T12?", at(prose("See T121 on posts.")), 0.0),
    ("reference", "How far is 4.2?", at(prose("See 4.2.1 on posts.")), 0.0),
    ("reference", "What is minute 41?", in_minutes("It sank.", "41. Ferries"), 1.0),
    ("reference", "What is minute 41?", in_minutes("41. Ferries sank."), 0.8),
    ("reference", "What is minute 41?", in_minutes("It sank.", "141. Ferries"), 0.0),
    ("reference", "What is minute 41?", at(prose("41. Ferries sank.")), 0.0),
    ("outcome", "What was decided on ferries?", at(resolved("that it sail")), 1.0),
    ("outcome", "What was decided on ferries?", at(), 0.0),
    ("outcome", "Who moved it?", at(resolved("that it sail")), 1.0),
    ("outcome", "What was said on ferries?", at(resolved("that it sail")), 0.0),
    ("outcome", "What are we asked to decide?", at(form("x", "Recommendations: x")), 1.0),
    ("outcome", "What are we asked to decide?", at(form("x", "Wards affected: x")), 0.4),
    ("outcome", "What are we asked to decide?", at(), 0.0),
    ("outcome", "What are we asked to decide?", at(PIECE), 1.0),
    ("outcome", "Are we asked to make a key decision?", at(form("x", "Key decision: No")), 1.0),
    ("committee", "What did the Harbour Board say?", at(committee="Harbour Board"), 1.0),
    ("committee", "What did the Harbour Board say?", at(committee="Quay Board"), 0.0),
    ("recency", "What is the latest news?", at(age=0.75), 0.75),
    ("recency", "What was the first report on it?", at(age=0.75), 0.25),
    ("recency", "What is said?", at(age=1.0), 0.1),
    ("recency", "What is said in 2024?", at(age=1.0), 0.0),
    ("row", "What is said?", at(row({"Ref": "1", "What": "Ferry"})), 1.0),
    ("row", "What is said?", at(), 0.0),
]


@pytest.mark.parametrize(
    ("name", "question", "candidate", "value"),
    VALUES,
    ids=[f"{name}-{at}" for at, (name, *_) in enumerate(VALUES)],
)
def test_what_a_signal_says(name: str, question: str, candidate: Candidate, value: float) -> None:
    assert FIELD_SIGNALS[name](asked(question), candidate) == pytest.approx(value)


def test_every_signal_is_told() -> None:
    # Those of a chat's matter and of letterheads are told by tests of their own.
    assert {"matter", "named", *(name for name, *_ in VALUES)} == set(FIELD_SIGNALS)


CHAT = Matter("Ferry fares", "a", "4", (3,))


@pytest.mark.parametrize(
    ("about", "passage", "value"),
    [
        (CHAT, replace(FERRY, item="4"), 1.0),
        (CHAT, replace(FERRY, pages=(3,)), 1.0),
        (CHAT, replace(FERRY, item="5"), 0.0),
        (CHAT, replace(FERRY, paper_id="b", item="4"), 0.0),
        (CHAT, replace(FERRY, paper_id="b", context="Board: Ferry fares"), 0.8),
        (CHAT, replace(FERRY, paper_id="b", headings=("7. Fares",)), 0.4),
        (replace(CHAT, item=None), replace(FERRY, item=None), 0.0),
        (replace(CHAT, title=""), replace(FERRY, paper_id="b", context="Ferry fares"), 0.0),
        (None, replace(FERRY, item="4"), 0.0),
    ],
)
def test_what_is_of_the_chat_s_matter_counts_more(
    about: Matter | None, passage: Passage, value: float
) -> None:
    query = replace(asked("Who voted against?"), matter=about)
    assert FIELD_SIGNALS["matter"](query, at(passage)) == pytest.approx(value)


def test_a_later_paper_may_report_on_the_time_asked_for_the_less_the_later() -> None:
    query = asked("What was done in May 2024?")
    days = [date(2024, 5, 31), date(2024, 6, 1), date(2024, 12, 1), date(2025, 6, 1)]
    said = [FIELD_SIGNALS["period"](query, at(day=day)) for day in days]
    assert said[0] == 1.0
    assert 0.35 < said[1] < 0.5
    assert said[1] > said[2] > said[3] > 0
    late = [FIELD_SIGNALS["period"](query, at(day=date(2025, 9, 1)))]
    assert late == [0.0]
    assert FIELD_SIGNALS["period"](query, at(day=date(2024, 4, 30))) == 0.0


def test_only_a_resolution_is_an_outcome() -> None:
    told = replace(FERRY, kind=PassageKind.FRONT_SHEET)
    assert FIELD_SIGNALS["outcome"](asked("What was resolved on ferries?"), at(told)) == 0.0

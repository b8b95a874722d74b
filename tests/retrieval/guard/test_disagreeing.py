"""Two papers, one question: when their figures cannot both be right, on the bounds of the rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from corpus.model import Passage
from retrieval.answer.contradictions import contradicting, figures
from retrieval.model.constants import DEFAULT
from retrieval.ranking.units import units_of
from tests.retrieval.guard.builders import JUNE, PAPERS, found, hit
from tests.retrieval.passages import evidence, prose, row

HOW_MANY = "How many cars did the ferry carry?"
APART = DEFAULT.contradicting


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It made 1899 crossings.", {("cross", 1899)}),
        ("It made 1900 crossings.", set()),
        ("It made 2100 crossings.", set()),
        ("It made 2101 crossings.", {("cross", 2101)}),
        ("It made 2,024 crossings.", {("cross", 2024)}),
        ("It made 12 for the board.", set()),
        ("It made 12 of them.", set()),
        ("Plan 12/34 crossings.", set()),
        ("It made twelve crossings.", set()),
        ("It is at most 4 miles.", {("mile bound", 4)}),
        ("It is below £4.", {("£ bound", 4)}),
        ("It rose by a further £4.", {("£ change", 4)}),
        ("It rose by £4 (£5 a week).", {("£ change", 4), ("£ per week change", 5)}),
        ("It rose by £4. It costs £5.", {("£ change", 4), ("£", 5)}),
        ("It costs £4 more.", {("£ change", 4)}),
        ("Under section 4 crossings end.", set()),
        ("Options 2 boats.", {("boat", 2)}),
    ],
)
def test_the_figures_of_a_sentence(text: str, told: set[tuple[str, float]]) -> None:
    assert figures(text) == told


def clash(
    one: str | Passage,
    other: str | Passage,
    question: str = HOW_MANY,
    days: tuple[date | None, date | None] = (JUNE, JUNE),
    scores: tuple[float, float] = (0.8, 0.8),
) -> bool:
    """Whether the first sentences of two papers of these days are said not to agree."""
    first = prose(one, "july") if isinstance(one, str) else one
    second = prose(other, "june") if isinstance(other, str) else other
    told = {
        passage.id: evidence(passage, score, *[0.1] * (len(units_of(passage)) - 1))
        for passage, score in zip((first, second), scores, strict=True)
    }
    papers = {
        name: replace(PAPERS[name], meeting_date=day)
        for name, day in zip(("july", "june"), days, strict=True)
    }
    made = found(question, hit(first), hit(second), evidence=told, papers=papers)
    return bool(contradicting(made, made.hits[0], made.hits[1:]))


LEAD = "The ferry carried 410 cars."


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ("The ferry carried 380 cars.", True),
        ("The ferry carried 410 cars.", False),
        ("The ferry carried 82 cars.", True),
        ("The ferry carried 81 cars.", False),
        ("The ferry carried 2,050 cars.", True),
        ("The ferry carried 2,051 cars.", False),
        ("In all 380 cars came.", False),
        ("The ferry brought 380 cars.", False),
        ("At dusk the old ferry brought 380 red cars.", False),
        ("The ferry carried many cars.", False),
        ("The ferry carried 380 cars by the 1st, 2nd, 3rd, 4th and 5th.", True),
        ("The ferry carried 380 cars. Of these 410 cars paid.", False),
        ("The ferry carried 380 cars. This is phase 2.", True),
    ],
)
def test_another_figure_for_the_same_thing(other: str, told: bool) -> None:
    assert clash(LEAD, other) is told


def test_most_words_asked_for_must_be_in_both() -> None:
    question = "How many cars and lorries did the old ferry carry?"
    lead = "The old ferry carried 410 cars and lorries."
    assert not clash(lead, "The ferry carried 380 cars by day.", question)
    assert clash(lead, "The old ferry carried 380 cars by day.", question)


def test_words_round_the_sentence_may_explain_the_difference() -> None:
    assert not clash(f"{LEAD} In the end 380 cars paid.", "The ferry carried 380 cars.")
    assert not clash(f"{LEAD} That is phase 1.", "The ferry carried 380 cars. It is phase 2.")
    hills = "It rained in the hills above the old town all of that long day."
    sheep = "Sheep grazed upon green meadows where nobody ever went."
    assert clash(f"{LEAD} The ferry held 12 dogs.", "The ferry carried 380 cars.")
    assert clash(f"{LEAD} {hills}", f"The ferry carried 380 cars. {sheep}")
    assert clash(f"{LEAD} That is phase 2.", "The ferry carried 380 cars. It is phase 2.")


@pytest.mark.parametrize(("share", "told"), [(1.0, True), (0.99, False)])
def test_only_what_answers_nearly_as_well_disagrees(share: float, told: bool) -> None:
    scores = (0.8, share * APART.as_good * 0.8)
    assert clash(LEAD, "The ferry carried 380 cars.", scores=scores) is told


OVER = "In 2021/22 the ferry carried {} cars."
PLAIN = "The ferry carried {} cars."


@pytest.mark.parametrize(
    ("one", "other", "apart", "told"),
    [
        (PLAIN, PLAIN, APART.round_days, True),
        (PLAIN, PLAIN, APART.round_days + 1, False),
        (OVER, OVER, 300, True),
        (PLAIN, OVER, 300, False),
        (OVER, PLAIN, 300, False),
        (PLAIN, OVER, 0, True),
        (OVER, OVER.replace("2021/22", "2022/23"), 0, False),
        (PLAIN + " That was in 2022/23.", OVER, 0, False),
        (OVER, PLAIN + " That was in 2022/23.", 0, False),
        (PLAIN + " That was in 2021/22.", OVER, 300, True),
        (OVER + " It was shut in 2022/23.", OVER, 300, True),
        ("On 4 June 2024 the ferry carried {} cars.",) * 2 + (300, False),
        ("On 3 June 2024 the ferry carried {} cars.",) * 2 + (300, True),
    ],
)
def test_times_explain_a_difference(one: str, other: str, apart: int, told: bool) -> None:
    days = (JUNE + timedelta(days=apart), JUNE)
    assert clash(one.format(410), other.format(380), days=days) is told
    assert clash(one.format(410), other.format(380), days=days[::-1]) is told


def test_papers_without_a_day_are_of_any_time() -> None:
    assert clash(LEAD, "The ferry carried 380 cars.", days=(None, JUNE))
    assert clash(LEAD, "The ferry carried 380 cars.", days=(JUNE, None))


FARES = "How much does the ferry cost?"


@pytest.mark.parametrize(
    ("question", "one", "other", "told"),
    [
        (FARES, "The ferry costs £4.", "The ferry costs £5.", True),
        (FARES, "The ferry costs £4 for its 410 cars.",
         "The ferry costs much for its 380 cars.", False),
        (FARES, "The ferry holds 4 costs.", "The ferry holds 5 costs.", False),
        ("What share of cars did the ferry carry?", "The ferry cars were 4%.",
         "The ferry cars were 5%.", True),
        ("Who runs the RNLI ferry cars?", "The RNLI ferry carried 410 cars.",
         "The RNLI ferry carried 380 cars.", False),
        ("Who runs the ferry cars?", LEAD, "The ferry carried 380 cars.", False),
        ("When did the ferry carry cars?", LEAD, "The ferry carried 380 cars.", False),
        ("Compare the cars of the ferry", LEAD, "The ferry carried 380 cars.", True),
    ],
)  # fmt: skip
def test_only_where_a_figure_is_asked_for(question: str, one: str, other: str, told: bool) -> None:
    assert clash(one, other, question) is told


def test_the_best_sentence_with_a_figure_of_the_kind_is_compared() -> None:
    first = prose("The ferry costs much. None of the ferry fares cost 40 tears. It costs £4.")
    units = units_of(first)
    lead = replace(prose("x", "july"), text=first.text, spans=first.spans)
    second = prose("The ferry costs £5.", "june")
    told = {
        lead.id: evidence(lead, *[0.9, 0.85, 0.8][: len(units)]),
        second.id: evidence(second, 0.8),
    }
    made = found("How much does it cost?", hit(lead), hit(second), evidence=told)
    assert not contradicting(made, made.hits[0], made.hits[1:])
    with_ferry = replace(lead, text=lead.text.replace("It costs £4", "The ferry costs £4"))
    told[lead.id] = evidence(with_ferry, 0.9, 0.85, 0.8)
    made = found(FARES, hit(with_ferry), hit(second), evidence=told)
    assert contradicting(made, made.hits[0], made.hits[1:]) == made.hits[1:]
    made = found(FARES, hit(with_ferry), hit(second), evidence={lead.id: told[lead.id]})
    assert contradicting(made, made.hits[0], made.hits[1:]) == ()


def test_rows_are_compared_where_they_are_about_the_same() -> None:
    boat = {"Ferry": "Carried 410 cars", "Boat": "The old boat Kestrel"}
    one = row(boat, "july")
    same = row({**boat, "Ferry": "Carried 380 cars"}, "june")
    other = row({"Ferry": "Carried 380 cars", "Boat": "A launch kept for upper piers"}, "june")
    question = "How many cars were carried?"
    assert clash(one, same, question)
    assert not clash(one, other, question)
    assert clash(one, "Carried 380 cars", question)

"""What a follow-up takes over from the chat, and what it puts in its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import PaperKind, TextSource
from retrieval.model.types import Answer, Citation, Intent, Statement, Status, Turn
from retrieval.question.conversation import Resolved, resolve
from retrieval.question.lexicon import Lexicon
from retrieval.question.periods import Recency
from tests.retrieval.fingerprints import MADE_UP

DAYS = (date(2022, 6, 4), date(2023, 6, 4), date(2024, 6, 4), date(2024, 10, 1))
LEXICON = Lexicon(committees=("Harbour Board", "Quay Committee", "Cabinet"), days=DAYS)
SPENT = "What did the Harbour Board spend on lamps"


def turn(question: str, day: date | None = None, completed: str = "") -> Turn:
    cited = Citation(
        1, "a", "a.pdf", "a", PaperKind.REPORT, None, day, None, None, 1, None, "It rose.", (),
        TextSource.TEXT_LAYER,
    )  # fmt: skip
    said = (Statement("It rose.", (cited,) if day else ()),)
    prompt = "sent" if completed else ""
    answer = Answer(
        question, question, Status.ANSWERED, "", said, (), MADE_UP, asked=completed, prompt=prompt
    )
    return Turn(question, answer)


def follow(*questions: str) -> Resolved:
    *before, last = questions
    return resolve(last, [turn(one) for one in before], LEXICON)


@pytest.mark.parametrize(
    ("questions", "searched"),
    [
        ((f"{SPENT} in 2023?", "And in 2024?"), f"{SPENT} in 2024?"),
        ((f"{SPENT} in 2023?", "And the year before?"), f"{SPENT} in 2022?"),
        ((f"{SPENT} in 2023?", "What about two years earlier?"), f"{SPENT} in 2021?"),
        ((f"{SPENT} in 2023?", "And the following year?"), f"{SPENT} in 2024?"),
        ((f"{SPENT} in 2022/23?", "And a year later?"), f"{SPENT} in 2023/24?"),
        ((f"{SPENT} in May 2023?", "And the year after?"), f"{SPENT} in May 2024?"),
        ((f"{SPENT}?", "Who voted against it?"), f"{SPENT}: Who voted against it?"),
        (
            (f"{SPENT} in 2023?", "And in 2024?", "Who agreed to that?"),
            f"{SPENT} in 2024: Who agreed to that?",
        ),
        (
            (f"{SPENT}?", "What about the Quay Committee?"),
            "What did the spend on lamps: What about the Quay Committee?",
        ),
        (("What is the fee for band D?", "And band B?"), "What is the fee for band B?"),
        (("What is the fee in Ashcombe?", "And Dunmere?"), "What is the fee in Dunmere?"),
        (("How many boats in quarter 2?", "And the next quarter?"), "How many boats in quarter 3?"),
        (("How many boats in Q2?", "And the quarter before?"), "How many boats in Q1?"),
        (
            ("How many boats in quarter 4?", "And the next quarter?"),
            "How many boats in quarter 4: And the next quarter?",
        ),
        (
            ("How many boats in Q1?", "And the quarter before?"),
            "How many boats in Q1: And the quarter before?",
        ),
        (("How many boats in Q3?", "And the quarter before?"), "How many boats in Q2?"),
        (
            (f"{SPENT} in 2023?", "And on the piers in 2024?"),
            f"{SPENT}: And on the piers in 2024?",
        ),
        (
            ("2023 lamps and posts", "And the piers in 2024?"),
            "lamps and posts: And the piers in 2024?",
        ),
        (
            (f"{SPENT}?", "Which boats of the harbour were sold the year before the pier opened?"),
            "Which boats of the harbour were sold the year before the pier opened?",
        ),
        ((f"{SPENT} in 2023?", "And 2 years later?"), f"{SPENT} in 2025?"),
        ((f"{SPENT} in 2023?", "And the preceding year?"), f"{SPENT} in 2022?"),
        (
            (f"{SPENT} since 2023?", "And the year before?"),
            f"{SPENT} since 2023: And the year before?",
        ),
        ((f"{SPENT}?", "New question: ?"), "New question: ?"),
        (("Who is the chair?", "lamps"), "lamps"),
        (("Who is the chair?", "Cabinet"), "Who is the chair: Cabinet"),
        (("Who is the chair?", "lamps and piers"), "lamps and piers"),
        ((f"{SPENT}?", "What was the cost?"), f"{SPENT}: What was the cost?"),
        ((f"{SPENT}?", "What was the cost of piers?"), "What was the cost of piers?"),
        (
            (f"{SPENT}?", "What does the pier board of Ashcombe say about it?"),
            "What does the pier board of Ashcombe say about it?",
        ),
        ((f"{SPENT}?", "Does the board say it rose?"), f"{SPENT}: Does the board say it rose?"),
        ((f"{SPENT}?", "New question: who owns the pier?"), "who owns the pier?"),
        ((f"{SPENT}?", "How many boats lie at the quay?"), "How many boats lie at the quay?"),
        (
            ("How many lamps by June 2022 and June 2023?", "And in 2024?"),
            "How many lamps: And in 2024?",
        ),
        (("lamps 2023", "2024"), "lamps 2024"),
        (("Who owns the pier?",), "Who owns the pier?"),
    ],
)
def test_what_is_searched(questions: tuple[str, ...], searched: str) -> None:
    made = follow(*questions)
    assert made.searched == searched
    assert (made.carried is None) is (searched == questions[-1] or "New" in questions[-1])


def test_the_kind_of_answer_and_the_place_are_carried_over() -> None:
    made = follow("What did item 4 say on lamps?", "What was the cost?").query
    assert (made.item, made.intent) == ("4", Intent.FIGURE)
    assert made.carried == "What did item 4 say on lamps?"
    made = follow(f"{SPENT} in June 2023?", "Who voted against it?").query
    assert (made.intent, made.committee) == (Intent.WHO, "Harbour Board")
    assert [one.since for one in made.periods] == [date(2023, 6, 1)]
    made = follow(f"{SPENT}?", "What about the Quay Committee?").query
    assert (made.intent, made.committee) == (Intent.FIGURE, "Quay Committee")


def test_a_month_named_stays_where_no_year_is_moved() -> None:
    made = follow(f"{SPENT} in May 2023?", "Who voted against it?").query
    assert [one.until for one in made.periods] == [date(2023, 5, 31)]


def test_what_came_of_it_is_looked_for_in_later_papers() -> None:
    made = follow(f"{SPENT} in June 2023?", "What happened in the end?").query
    assert made.recency is Recency.LATEST
    assert [(one.since, one.until) for one in made.periods] == [(date(2023, 6, 1), date.max)]


def test_a_month_without_a_meeting_is_widened_to_its_year() -> None:
    for month, until in (("May", date(2024, 12, 31)), ("June", date(2024, 6, 30))):
        made = follow(f"{SPENT} in {month} 2023?", "And the year after?").query
        assert [one.until for one in made.periods] == [until]


def test_the_paper_that_answered_names_the_year() -> None:
    asked = [turn("How many lamps?", date(2023, 6, 4))]
    assert resolve("And the year before?", asked, LEXICON).searched == "How many lamps 2022"
    undated, dated = turn("How many lamps?"), turn("How many lamps?", date(2023, 6, 4))
    cited = (replace(dated.answer.citations[0], date=None), *dated.answer.citations)
    said = (replace(dated.answer.statements[0], citations=cited),)
    mixed = replace(dated, answer=replace(dated.answer, statements=said))
    assert resolve("And the year before?", [mixed], LEXICON).searched == "How many lamps 2022"
    alone = resolve("And the year before?", [undated], LEXICON).searched
    assert alone == "How many lamps: And the year before?"
    far = resolve("And two years before?", asked, LEXICON).searched
    assert far == "How many lamps: And two years before?"


def test_a_question_that_the_model_completed_is_the_topic() -> None:
    asked = [turn("And there?", completed="How many lamps in Ashcombe?")]
    assert resolve("And Dunmere?", asked, LEXICON).searched == "How many lamps in Dunmere?"


def test_a_topic_is_not_looked_for_far_back() -> None:
    asked = [turn(f"{SPENT} in 2023?"), *(turn("And it?") for _ in range(20))]
    assert "lamps" not in resolve("And in 2024?", asked, LEXICON).searched
    assert "lamps" in resolve("And in 2024?", asked[:10], LEXICON).searched

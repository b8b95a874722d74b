"""The table of what may be asked next: each row asks what it says it asks."""

from __future__ import annotations

import pytest

from retrieval.asking.next_questions import NextQuestion, next_questions
from retrieval.model.types import Intent
from retrieval.question.asks import ask_of, asks
from retrieval.question.leaning import leans
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import understand

NAMES = {
    "title": "Repairs to the north pier 2024/25",
    "body": "the Harbour Board",
    "day": "4 June 2024",
}
ROWS = next_questions()
# What names its meeting stands alone in a chat too.
FOLLOWING = [row for row in ROWS if "{" not in row.says]
NAMED = [row for row in ROWS if row.named]
# What the questions ask for whose evidence the register or a form holds.
INTENTS = {
    "decided": Intent.RESOLUTION,
    "meeting": Intent.RESOLUTION,
    "before": Intent.RESOLUTION,
    "recommended": Intent.DECISION_ASKED,
    "sum": Intent.FIGURE,
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_question_asks_as_its_row_says(row: NextQuestion) -> None:
    for question in (row.says.format(**NAMES), row.named.format(**NAMES)):
        if not question:
            continue
        found = ask_of(question)
        assert (found.name if found else "") == row.ask
        if row.name in INTENTS:
            assert understand(question, Lexicon()).intent is INTENTS[row.name]


@pytest.mark.parametrize("row", FOLLOWING, ids=lambda row: row.name)
def test_a_follow_up_leans_on_the_chat(row: NextQuestion) -> None:
    assert leans(understand(row.says, Lexicon()))


@pytest.mark.parametrize("row", NAMED, ids=lambda row: row.name)
def test_a_question_that_names_the_matter_stands_alone(row: NextQuestion) -> None:
    assert not leans(understand(row.named.format(**NAMES), Lexicon()))


def test_sections_are_asks_of_the_table() -> None:
    sections = {row.needs.partition(":")[2] for row in ROWS if row.needs.startswith("section:")}
    assert sections <= {one.name for one in asks()} | {"sum"}

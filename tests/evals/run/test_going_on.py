"""What is offered after answers, over all sample papers with the real model, question by question.

Of all that may be asked next after the answers to the questions of ``people.jsonl`` nearly all
must be answered in that chat, and few of those questions may be asked back.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.run.indexing import index_papers
from evals.sets.questions import Question
from evals.sets.sets import read_sets
from retrieval.assistant.assistant import Assistant
from retrieval.model.settings import Settings
from retrieval.model.types import Answer, Status, Turn
from tests.conftest import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.long]

SETS = ROOT / "evals" / "sets"
_ANSWERED, _ASKED_BACK = 0.95, 0.05
AMBIGUOUS = (
    "What was decided about parking?",
    "What was decided about libraries?",
    "What was decided about street lighting?",
    "What did they decide about the budget?",
    "What was agreed on youth services?",
    "What was decided on the leisure centre?",
    "What was decided about Tannery Fields?",
    "What was resolved on the roof?",
    "What was decided about tree planting?",
    "What was agreed about bins?",
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    settings = Settings.model_construct(data=tmp_path_factory.mktemp("sample"))
    index_papers(ROOT / "corpus" / "sample", settings, ocr=False)
    opened = Assistant.open(settings)
    opened.warm()
    yield opened
    opened.close()


def chats(assistant: Assistant, path: Path) -> Iterator[tuple[Question, list[Turn]]]:
    """Yield each question of a set with the turns of its chat, its own the last."""
    answered: dict[tuple[str, ...], Answer] = {}
    for question in read_sets([path]).questions:
        turns: list[Turn] = []
        scope = question.filters.scope()
        for words in (*question.history, question.question):
            # One chat is asked once, whichever of its questions are of the set.
            place = (*(turn.question for turn in turns), words)
            if place not in answered:
                answered[place] = assistant.ask(words, scope, turns)
            turns.append(Turn(words, answered[place]))
        yield question, turns


def test_nearly_all_that_may_be_asked_next_is_answered(assistant: Assistant) -> None:
    offered, unanswered = 0, []
    for _, turns in chats(assistant, SETS / "people.jsonl"):
        for question in turns[-1].answer.next:
            offered += 1
            answer = assistant.ask(question, history=turns)
            if answer.status is not Status.ANSWERED:
                unanswered.append(f"{turns[-1].question} >> {question}: {answer.status}")
    print(f"{offered} offered, not answered: {len(unanswered)}", *unanswered, sep="\n")
    assert offered >= 100
    assert len(unanswered) <= (1 - _ANSWERED) * offered


@pytest.mark.parametrize("name", ["people.jsonl", "sample.jsonl"])
def test_few_questions_are_asked_back(name: str, assistant: Assistant) -> None:
    answerable = [turns[-1] for question, turns in chats(assistant, SETS / name) if question.gold]
    back = [turn.question for turn in answerable if turn.answer.choices]
    print(f"{len(back)} of {len(answerable)} asked back", *back, sep="\n")
    assert len(back) <= _ASKED_BACK * len(answerable)


@pytest.mark.parametrize("question", AMBIGUOUS)
def test_a_question_of_several_meetings_is_asked_back(question: str, assistant: Assistant) -> None:
    answer = assistant.ask(question)
    assert 1 <= len(answer.choices) <= assistant.constants.suggesting.choices
    assert _day(answer) == max(c.date for c in answer.citations if c.date).isoformat()
    for choice in answer.choices:
        told = assistant.ask(choice.question)
        assert told.status is Status.ANSWERED
        cited = told.citations[0]
        assert cited.date
        assert choice.label == f"{cited.committee} {cited.date.day} {cited.date:%B %Y}"


def _day(answer: Answer) -> str:
    first = answer.citations[0].date
    return first.isoformat() if first else ""

"""A chat of a set is one conversation: every turn asked once, and none shared that is not its."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from evals.run.conversations import Conversations
from evals.run.runner import run_set
from evals.sets.questions import Filters, Gold, Kind, Question
from evals.sets.sets import QuestionSet
from tests.evals.fakes import PAPER, FakeAssistant, answer

WORDS = ("What was decided on dredging?", "And how often is it reviewed?", "Who leads on that?")


def chat(name: str, turns: int = 3) -> list[Question]:
    gold = (Gold(PAPER, 2, "2", "4", "RESOLVED:"),)
    return [
        Question(f"{name}-{at}", WORDS[at], Kind.CHAT, gold, history=WORDS[:at], chat=name)
        for at in range(turns)
    ]


def run(assistant: FakeAssistant, questions: list[Question]) -> Counter[str]:
    """Ask them and return how often each question was asked; the warm-up asks the first alone."""
    run_set(assistant, QuestionSet("s", tuple(questions)))
    return Counter(words for words, _, _ in assistant.asked)


def test_every_turn_of_a_chat_is_asked_once(assistant: FakeAssistant) -> None:
    asked = run(assistant, chat("c"))
    assert asked == {WORDS[0]: 1 + 1, WORDS[1]: 1, WORDS[2]: 1}
    _, _, history = assistant.asked[-1]
    assert [turn.question for turn in history] == list(WORDS[:2])
    assert [turn.answer.question for turn in history] == list(WORDS[:2])


def test_a_later_turn_may_stand_before_an_earlier_one(assistant: FakeAssistant) -> None:
    first, second, third = chat("c")
    asked = run(assistant, [third, first, second])
    # The warm-up asks the first row, a chat of its own, and the rows ask the chat once.
    assert asked == dict.fromkeys(WORDS, 2)


def test_chats_and_filters_share_nothing(assistant: FakeAssistant) -> None:
    assert run(assistant, [*chat("c", 2), *chat("d", 2)])[WORDS[0]] == 1 + 2
    one, two = chat("e", 2)
    assistant.asked.clear()
    narrow = replace(two, filters=Filters(committee="Harbour Committee"))
    assert run(assistant, [one, two, narrow])[WORDS[0]] == 1 + 2
    assert {scope.committee for _, scope, _ in assistant.asked} == {None, "Harbour Committee"}


def test_questions_of_no_chat_are_asked_by_themselves(assistant: FakeAssistant) -> None:
    alone = [replace(one, chat="") for one in chat("c")]
    assert run(assistant, alone)[WORDS[0]] == 1 + 3


def test_other_words_before_make_another_turn(assistant: FakeAssistant) -> None:
    assistant.script = {**assistant.script, "Why?": answer((2, "words"), pages=[2])}
    gold = (Gold(PAPER, 2, "2", "4", "RESOLVED:"),)
    why = [
        Question(f"w{at}", "Why?", Kind.CHAT, gold, history=WORDS[: at + 1], chat="c")
        for at in range(2)
    ]
    assert run(assistant, why)["Why?"] == 2 + 1


def test_a_turn_that_failed_fails_again_and_later_ones_with_it(assistant: FakeAssistant) -> None:
    gold = (Gold(PAPER, 1, "1", None, "Meeting of"),)
    first = Question("f0", "Which breaks?", Kind.FACT, gold, chat="c")
    second = replace(first, id="f1", question=WORDS[0], history=("Which breaks?",))
    found = run_set(assistant, QuestionSet("s", (first, second)))
    assert [r.response.error for r in found.results] == ["ValueError: scripted"] * 2


def test_the_time_of_a_turn_is_that_when_it_was_given(assistant: FakeAssistant) -> None:
    chats = Conversations(assistant.ask)
    first, second, _ = chat("c")
    scope = first.filters.scope()
    before = chats.told(first, scope)
    chats.told(second, scope)
    assert chats.told(first, scope) is before
    assert before.latency_ms >= 0
    with pytest.raises(KeyError):
        chats.told(replace(first, question="Never scripted?"), scope)

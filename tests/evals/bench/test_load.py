"""Many people at once: what goes wrong for any of them is seen."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import pytest

import evals.bench.load
from corpus.model import Scope
from evals.bench.load import Load, measure_load
from evals.sets.sets import QuestionSet
from evals.show.show import load_figures, load_view
from retrieval.model.types import Answer, Turn
from tests.evals.fakes import FakeAssistant

EVERYTHING = Scope()


def measured(assistant: FakeAssistant, questions: QuestionSet) -> Load:
    sane = [one for one in questions.questions if one.id != "q-raises"]
    return measure_load(assistant, sane, 6, 0.4, pause=0.01)


def test_all_is_well(assistant: FakeAssistant, questions: QuestionSet) -> None:
    found = measured(assistant, questions)
    assert (found.failed, found.mixed, found.stuck) == ((), (), 0)
    assert found.asked > 6
    assert 0 < found.wait(50) <= found.wait(95)
    assert len(found.memory) >= 2
    assert load_figures(found)["errors"] == 0


def test_an_answer_of_another_chat_is_noticed(
    assistant: FakeAssistant, questions: QuestionSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = FakeAssistant.ask
    count = itertools.count()

    def swapped(
        self: FakeAssistant,
        question: str,
        scope: Scope = EVERYTHING,
        history: Sequence[Turn] = (),
    ) -> Answer:
        answer = whole(self, question, scope, history)
        return answer if next(count) < 30 else replace(answer, searched="what another asked")

    monkeypatch.setattr(FakeAssistant, "ask", swapped)
    found = measured(assistant, questions)
    assert found.mixed
    assert not found.sound


def test_an_error_is_counted_and_the_others_go_on(
    assistant: FakeAssistant, questions: QuestionSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = FakeAssistant.ask
    count = itertools.count()

    def failing(
        self: FakeAssistant,
        question: str,
        scope: Scope = EVERYTHING,
        history: Sequence[Turn] = (),
    ) -> Answer:
        if next(count) == 20:
            raise OSError("no answer")
        return whole(self, question, scope, history)

    monkeypatch.setattr(FakeAssistant, "ask", failing)
    found = measured(assistant, questions)
    assert len(found.failed) == 1
    assert "OSError: no answer" in found.failed[0]
    assert found.asked > 21
    assert not found.sound


def test_whoever_never_gets_an_answer_is_counted(
    assistant: FakeAssistant, questions: QuestionSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evals.bench.load, "_LAST", 0.0)
    found = measured(assistant, questions)
    assert found.stuck <= 6
    assert found.sound == (not found.stuck and found.swing <= evals.bench.load.STEADY)


def test_memory_is_held_to_the_last_four_fifths() -> None:
    def load(*memory: float) -> Load:
        return Load(1, 5.0, (1.0,), (), (), 0, memory)

    assert load(10, 100, 100, 104, 100).swing == pytest.approx(0.0196, abs=0.0001)
    assert load(10, 100, 100, 104, 100).sound
    assert not load(100, 100, 105, 110, 112).sound
    assert load_view(load(1, 1)).renderables

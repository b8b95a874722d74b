"""Fitting when to refuse, where there is too little to fit to."""

from __future__ import annotations

from typing import cast

import numpy as np
import pytest

from evals.model.errors import SetError
from evals.run.calibrate import Examples, examples, fit, held_out
from evals.sets.questions import Expect, Kind, Question
from evals.sets.sets import QuestionSet
from retrieval.asking.sufficiency import FEATURES
from retrieval.assistant.assistant import Assistant
from tests.evals.fakes import FakeAssistant


def made(answerable: int, unanswerable: int) -> Examples:
    """Return examples of which those that can be answered have more of everything."""
    which = np.arange(answerable + unanswerable) < answerable
    features = np.where(which[:, None], 0.9, 0.1) * np.ones(len(FEATURES))
    return Examples(features, which, np.where(which, 1.0, 2.0))


def test_a_set_without_a_question_to_fit_to_is_said(
    assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = Question("thanks", "Thank you!", Kind.UNANSWERABLE, (), expect=Expect.REPLY)
    wordless = Question("dots", "...", Kind.UNANSWERABLE, ())
    monkeypatch.setattr(FakeAssistant, "find", lambda *_: None, raising=False)
    for questions in ((reply,), (wordless,), (reply, wordless)):
        with pytest.raises(SetError, match="chat: no question of it can be fitted to"):
            examples(cast(Assistant, assistant), QuestionSet("chat", questions))


@pytest.mark.parametrize(("answerable", "unanswerable"), [(0, 5), (5, 0)])
def test_both_sorts_of_questions_are_needed(answerable: int, unanswerable: int) -> None:
    with pytest.raises(SetError, match="both questions that have an answer and such as have none"):
        fit([made(answerable, unanswerable)], 0.1)


def test_a_set_is_judged_only_by_others_that_can_be_fitted_to() -> None:
    sets = {"both": made(5, 5), "answerable": made(4, 0), "none": made(0, 4)}
    assert [held.name for held in held_out(sets, 0.1)] == ["both", "answerable", "none"]
    assert [held.name for held in held_out({**sets, "none": made(2, 0)}, 0.1)] == [
        "answerable",
        "none",
    ]

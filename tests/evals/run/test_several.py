"""Several collections of papers asked in one run."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.model.errors import SetError
from evals.run.runner import run_set
from evals.run.several import run_over
from evals.sets.sets import QuestionSet, read_sets
from tests.evals.fakes import FakeAssistant
from tests.evals.sets.test_sets import write

WORDS = ("What was decided on dredging?", "Who leads on that?", "Are there mermaids?")


@pytest.fixture
def both(tmp_path: Path) -> QuestionSet:
    def row(at: int, **more: str) -> dict[str, object]:
        return {"id": f"q{at}", "question": WORDS[at], "kind": "unanswerable", **more}

    rows = (row(0, corpus="town"), row(1, corpus="harbour"), row(2))
    return read_sets([write(tmp_path / "both.jsonl", *rows)])


def test_each_collection_is_asked_its_own_questions(
    assistant: FakeAssistant, both: QuestionSet
) -> None:
    opened: list[Path] = []

    def open_assistant(path: Path) -> FakeAssistant:
        assert assistant.closed == len(opened)
        opened.append(path)
        return assistant

    folders = {"harbour": Path("h"), "town": Path("t")}
    found = run_over(folders, both, open_assistant, "two")
    assert opened == list(folders.values())
    assert assistant.closed == 2
    # Each is asked its first question once more beforehand.
    assert [words for words, _, _ in assistant.asked] == [
        *(WORDS[1], WORDS[1], WORDS[2]),
        *(WORDS[0], WORDS[0]),
    ]
    assert [result.id for result in found.results] == ["q0", "q1", "q2"]
    assert [result.corpus for result in found.results] == ["town", "harbour", ""]
    assert (found.name, found.sets, found.papers) == ("two", "both:harbour+town", 2)
    assert found.questions == both.fingerprint()
    alone = run_set(assistant, both.over("town"))
    assert found.corpus != alone.corpus
    swapped = run_over({"harbour": Path("t"), "town": Path("h")}, both, lambda _: assistant)
    assert (swapped.corpus, swapped.name) == (found.corpus, "both:harbour+town")


def test_nothing_is_opened_for_a_collection_that_nothing_asks(
    assistant: FakeAssistant, both: QuestionSet
) -> None:
    with pytest.raises(SetError, match="over 'hills', only over town, harbour"):
        run_over({"town": Path("t"), "hills": Path("h")}, both, lambda _: assistant)
    assert not assistant.closed

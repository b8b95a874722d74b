"""Sets of questions: one name wherever they stand, and a line on what each is."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.sets import read_sets
from ui.evals.measuring import sets_at_hand
from ui.evals.set_names import set_about, set_called


def test_the_councils_own_set_bears_one_name_however_it_is_run() -> None:
    assert set_called("questions") == "Your own questions"
    assert set_called("sample+questions") == "sample + Your own questions"
    within = set_called("questions within Lido inquiry")
    assert within == "Your own questions, of the collection Lido inquiry"
    assert set_called("everyday") == "everyday"


@pytest.mark.parametrize("path", sets_at_hand(), ids=lambda path: path.stem)
def test_every_set_that_comes_along_says_what_it_is(path: Path) -> None:
    questions = read_sets([path])
    said = set_about(questions)
    assert "about the sample papers" in said
    none = sum(not one.gold and one.expect == "none" for one in questions.questions)
    assert f"No paper answers {none} of them." in said


def test_of_a_set_of_somebody_elses_only_what_it_holds_is_said(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text(
        '{"id": "a", "question": "mermaids?", "kind": "unanswerable"}\n'
        '{"id": "b", "question": "and why?", "kind": "unanswerable", "history": ["mermaids?"]}\n'
    )
    said = "No paper answers 2 of them. Asked as part of a chat: 1 question."
    assert set_about(read_sets([path])) == said

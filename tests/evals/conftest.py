"""A drawn paper and the assistant that answers from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.sets.sets import QuestionSet, read_sets
from tests.evals.fakes import PAPER, FakeAssistant, FakeCatalogue, answer, draw_paper

LINES = [
    {
        "id": "q-right",
        "question": "What was decided on dredging?",
        "kind": "resolution",
        "gold": [{"paper": PAPER, "page": 2, "printed": "2", "item": "4", "text": "RESOLVED:"}],
        "facts": [["1250"]],
    },
    {
        "id": "q-followed",
        "question": "Who leads on that?",
        "kind": "follow-up",
        "history": ["What was decided on dredging?", "And how often is it reviewed?"],
        "filters": {"committee": "Harbour Committee", "from": "2017-01-01", "paper": PAPER},
        "gold": [{"paper": PAPER, "page": 3, "printed": "3", "item": "4", "text": "leads on"}],
        "facts": [["Harbour Master"]],
    },
    {
        "id": "q-raises",
        "question": "Which breaks?",
        "kind": "fact",
        "gold": [{"paper": PAPER, "page": 1, "printed": None, "item": None, "text": "Meeting of"}],
        "facts": [["4 April"]],
    },
    {
        "id": "q-none",
        "question": "Are there mermaids?",
        "kind": "unanswerable",
        "gold": [],
        "facts": [],
    },
]


@pytest.fixture
def set_file(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in LINES) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def questions(set_file: Path) -> QuestionSet:
    return read_sets([set_file])


@pytest.fixture
def assistant(tmp_path: Path) -> FakeAssistant:
    resolved = "RESOLVED: that the dredging contract be let for the sum of £1,250 a day."
    return FakeAssistant(
        FakeCatalogue(draw_paper(tmp_path)),
        {
            "What was decided on dredging?": answer((2, resolved), pages=[2, 1]),
            "And how often is it reviewed?": answer((3, "Reviews are monthly."), pages=[3]),
            "Who leads on that?": answer(
                (3, "The Harbour Master leads"), (3, "The Harbourmaster led"), pages=[1, 3]
            ),
            "Which breaks?": ValueError("scripted"),
            "Are there mermaids?": answer(pages=[1]),
        },
    )

"""Evals: a file of questions is taken into the own set whole, or every fault of it is told."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from corpus.model import Access
from evals.sets.own import OwnSet
from evals.sets.questions import Expect, Filters, Gold, Kind, Question
from evals.sets.taking import RIGHT_LINE
from tests.ui.conftest import Open, show, words
from tests.ui.scripted import COST
from ui.evals.own_questions import written

GOLD = {"paper": "pack.pdf", "page": 2, "printed": "11", "text": COST}


def a_line(name: str, **changes: object) -> str:
    line = {"id": name, "question": f"{name}?", "kind": "figure", "gold": [GOLD]}
    return json.dumps(line | changes)


def handed_over(opened: Open, *lines: str) -> str:
    app, _ = opened()
    show(app, "evals")
    app.file_uploader(key="own_file").upload("mine.jsonl", "\n".join(lines).encode())
    (send,) = [one for one in app.button if one.label == "Take in"]
    send.click().run()
    said = words(app)
    if "Nothing was taken in" in said:
        assert [one.value for one in app.code].count(RIGHT_LINE) == 2
    return said


def test_a_right_file_is_taken_in(opened: Open, tmp_path: Path) -> None:
    nobody = a_line("mermaids", kind="unanswerable", gold=[])
    assert "2 questions taken in" in handed_over(opened, a_line("cost"), nobody)
    held = OwnSet(tmp_path / "questions.jsonl").questions()
    assert [one.question for one in held] == ["cost?", "mermaids?"]
    assert held[0].gold[0].page == 2
    # Handed over again it changes what is there, and doubles nothing.
    assert "2 questions taken in" in handed_over(opened, a_line("cost"), nobody)
    assert len(OwnSet(tmp_path / "questions.jsonl").questions()) == 2


def test_what_is_downloaded_can_be_taken_in_again(opened: Open, tmp_path: Path) -> None:
    own = OwnSet(tmp_path / "questions.jsonl")
    gold = Gold("pack.pdf", 2, "11", "2", COST)
    held = (
        Question("", "cost?", Kind.FIGURE, (gold,), (("412,500", "£412.5k"),), note="a\u2028b"),
        # Kept from the app, of a scanned page: without words.
        Question("", "and then?", Kind.FOLLOW_UP, (replace(gold, text=""),), history=("cost?",)),
        Question(
            "", "mermaids?", Kind.UNANSWERABLE, expect=Expect.NONE, filters=Filters("Cabinet")
        ),
    )
    own.add_all(held)
    own.add(Question("", "the secret of the quay", Kind.FACT, (replace(gold, paper="gone.pdf"),)))
    app, _ = opened()
    show(app, "evals")
    assert [one.key for one in app.get("download_button")] == ["own_download"]
    file = written(Access.PUBLIC)
    assert "quay" not in file
    own.path.unlink()
    assert "3 questions taken in" in handed_over(opened, file)
    assert [replace(one, id="") for one in own.questions()] == list(held)
    assert "own_download" in [one.key for one in app.run().get("download_button")]


def test_of_a_wrong_file_nothing_is_taken_and_every_fault_told(
    opened: Open, tmp_path: Path
) -> None:
    said = handed_over(
        opened,
        a_line("fine"),
        a_line("b", kind="riddle"),
        a_line("c", gold=[{**GOLD, "text": "no such words"}]),
        a_line("d", gold=[{**GOLD, "paper": "gone.pdf"}]),
    )
    assert "Nothing was taken in" in said
    assert "Line 2: kind 'riddle' is not one of" in said
    assert "Line 3: pack.pdf, p2: the text stands there 0 times" in said
    assert "Line 4: gone.pdf, p2:" in said
    assert "Line 1" not in said
    assert not (tmp_path / "questions.jsonl").exists()

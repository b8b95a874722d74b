"""A set that is handed over: every fault of every line is told at once, with its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evals.model import SetError
from evals.sets.questions import Kind
from evals.sets.sets import parse_question, read_sets
from evals.sets.taking import RIGHT_LINE, take_files, take_set


def a_line(**changes: Any) -> str:
    return json.dumps({**json.loads(RIGHT_LINE), **changes})


def told(*lines: str) -> list[tuple[int, str]]:
    return [(one.line, one.what) for one in take_set("mine", "\n".join(lines).encode()).faults]


def test_the_example_is_a_right_line() -> None:
    taken = take_set("mine", f"\ufeff{RIGHT_LINE}\n\n".encode())
    assert taken.faults == ()
    assert taken.questions.questions == (parse_question(json.loads(RIGHT_LINE), ""),)
    assert taken.lines == {"lido-1": 1}


def test_every_fault_of_every_line_is_told() -> None:
    first = a_line(id="", kind="riddle", gold=[{"paper": "a.pdf", "page": 0}, "page 3"])
    found = told(first, "{", RIGHT_LINE, RIGHT_LINE, '["a"]')
    assert [number for number, _ in found] == [1, 1, 1, 1, 2, 4, 5]
    whats = " | ".join(what for _, what in found)
    for part in (
        "'id' must be text",
        "kind 'riddle' is not one of",
        "whole number from 1",
        "every entry of 'gold' must be an object",
        "is not JSON",
        "has the id 'lido-1' of line 3",
        "must be a JSON object",
    ):
        assert part in whats


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"gold": []}, "has no gold page"),
        ({"expect": "none"}, "is not to be answered but has a gold page"),
        ({"filters": {"body": "Cabinet"}}, "unknown field 'body'"),
        ({"facts": [[]]}, "'facts' must be a list of spellings"),
        ({"expect": "perhaps"}, "expect 'perhaps' is not one of"),
        ({"verdict": "wrong", "gold": []}, "no right page"),
        ({"question": 7}, "'question' must be text"),
    ],
)
def test_one_fault_is_told_once(changes: dict[str, Any], what: str) -> None:
    ((number, said),) = told(a_line(**changes))
    assert number == 1
    assert what in said


@pytest.mark.parametrize("kind", Kind)
def test_no_kind_is_a_fault_by_itself(kind: Kind) -> None:
    gone = {"gold": [], "facts": [], "expect": "none"}
    assert told(a_line(kind=kind.value, **gone)) == []


def test_an_empty_file_and_one_in_another_encoding_are_told() -> None:
    assert told("", " ") == [(1, "the file holds no questions")]
    ((number, said),) = ((f.line, f.what) for f in take_set("m", b"{}\n\xff").faults)
    assert (number, said) == (2, "is not UTF-8; save the file as UTF-8")


def test_files_are_told_with_every_fault_of_each(tmp_path: Path) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    review = a_line(id="r", verdict="wrong", gold=[])
    first.write_text("\n".join(("{", RIGHT_LINE, review)), encoding="utf-8")
    other = a_line(id="other")
    second.write_text("\n".join((RIGHT_LINE, other, a_line(kind="riddle"))), encoding="utf-8")
    taken = take_files([first, second])
    assert [(one.file, one.line) for one in taken.faults] == [
        ("a.jsonl", 1),
        ("b.jsonl", 1),
        ("b.jsonl", 3),
    ]
    assert "has the id 'lido-1' of a.jsonl, line 2" in taken.faults[1].what
    assert [one.id for one in taken.questions.questions] == ["lido-1", "other"]
    # No fault but a verdict on which nothing can be scored.
    assert taken.questions.unscored == 1


def test_files_without_fault_are_the_set_that_is_asked(tmp_path: Path) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    first.write_text(f"\ufeff{RIGHT_LINE}\n", encoding="utf-8")
    second.write_text(a_line(id="r", verdict="wrong", gold=[]), encoding="utf-8")
    taken = take_files([first, second])
    assert taken.faults == ()
    assert taken.questions == read_sets([first, second])
    with pytest.raises(SetError, match="holds no questions"):
        take_files([second])
    with pytest.raises(SetError, match=r"none\.jsonl: cannot be read"):
        take_files([tmp_path / "none.jsonl"])

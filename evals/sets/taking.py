"""A question set that somebody hands over: read whole, with every fault of every line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evals.model import SetError
from evals.sets.questions import Question
from evals.sets.sets import QuestionSet, json_line, parse_question

_GOLD = {"paper": "2024-05-14-minutes.pdf", "page": 2, "text": "be repaired for £412,500"}
_GOOD = {
    "id": "lido-1",
    "question": "What does the lido boiler cost?",
    "kind": "figure",
    "gold": [_GOLD],
    "facts": [["412,500", "£412.5k"]],
}
# What a line may look like, for whoever has to put one right.
RIGHT_LINE = json.dumps(_GOOD, ensure_ascii=False)
_BARE = {"id": "a", "question": "a", "kind": "unanswerable"}
_NEEDED = ("id", "question", "kind")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line, counted from 1."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file holds: its questions, the line of each by its id, and every fault."""

    questions: QuestionSet
    lines: Mapping[str, int]
    faults: tuple[Fault, ...]


def take_set(name: str, data: bytes) -> Taken:
    """Read a set called ``name`` as the bytes of its file; nothing is raised, all is told."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = data[: error.start].count(b"\n") + 1
        return _taken(name, {}, {}, [Fault(number, "is not UTF-8; save the file as UTF-8")])
    questions: dict[str, Question] = {}
    lines: dict[str, int] = {}
    faults = []
    # Not splitlines(): a quoted text may hold U+2028 and the like.
    for number, raw in enumerate(text.split("\n"), start=1):
        if not raw.strip():
            continue
        found, wrong = _read(raw)
        faults += [Fault(number, what) for what in wrong]
        if found is None:
            continue
        if found.id in lines:
            first = lines[found.id]
            faults.append(Fault(number, f"has the id {found.id!r} of line {first}; rename one"))
        else:
            questions[found.id], lines[found.id] = found, number
    if not questions and not faults:
        faults.append(Fault(1, "the file holds no questions"))
    return _taken(name, questions, lines, faults)


def _taken(
    name: str, questions: Mapping[str, Question], lines: Mapping[str, int], faults: list[Fault]
) -> Taken:
    return Taken(QuestionSet(name, tuple(questions.values())), lines, tuple(faults))


def _read(raw: str) -> tuple[Question | None, tuple[str, ...]]:
    try:
        line = json_line(raw, "")
    except SetError as error:
        return None, (_bare(error),)
    if wrong := tuple(dict.fromkeys(_field_faults(line))):
        return None, wrong
    try:
        found = parse_question(line, "")
    except SetError as error:
        return None, (_bare(error),)
    if found is None:
        return None, ("says that an answer was wrong, and no right page",)
    return found, ()


def _field_faults(line: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with each field by itself, so that none hides another."""
    for name in dict.fromkeys((*_NEEDED, *line)):
        value = line.get(name)
        # Entries by themselves, as each of them may be wrong.
        entries = value if name in ("gold", "facts", "history") and isinstance(value, list) else []
        parts: list[Any] = [[entry] for entry in entries] or [value]
        for part in parts:
            try:
                parse_question(_alone(name, part, line), "")
            except SetError as error:
                yield _bare(error)


def _alone(name: str, value: object, line: Mapping[str, Any]) -> dict[str, Any]:
    """Return a line in which nothing but one field can be wrong."""
    if name == "gold":
        bare = {"added": line["added"]} if "added" in line else {}
        return {**_GOOD, **bare, "gold": value or [_GOLD]}
    if name == "facts":
        return {**_GOOD, "facts": value}
    if name == "expect":
        return {**(_GOOD if value == "answer" else {**_BARE, "kind": "social"}), "expect": value}
    if name == "kind":
        return {**_BARE, "expect": "none", "kind": value}
    return {**_BARE, name: value} if name != "verdict" else dict(_BARE)


def _bare(error: SetError) -> str:
    return str(error).removeprefix(": ").removeprefix(", ")

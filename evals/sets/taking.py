"""A question set that somebody hands over: read whole, with every fault of every line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
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
_UNSCORED = "says that an answer was wrong, and no right page"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line, counted from 1, and the name of its file where it has one."""

    line: int
    what: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file holds: its questions, the line of each by its id, and every fault."""

    questions: QuestionSet
    lines: Mapping[str, int]
    faults: tuple[Fault, ...]


def take_set(name: str, data: bytes) -> Taken:
    """Read a set called ``name`` as the bytes of its file; nothing is raised, all is told."""
    taken = _read_all(name, data)
    if taken.questions.questions or taken.faults:
        return taken
    return replace(taken, faults=(Fault(1, "the file holds no questions"),))


def take_files(paths: Sequence[Path]) -> Taken:
    """Read sets as one, with every fault of every line and the file that it is in.

    Reviews on which nothing can be scored are no faults here; they are counted.

    Raises:
        SetError: a file cannot be read, or there is nothing in them at all.
    """
    questions: dict[str, Question] = {}
    lines: dict[str, int] = {}
    files: dict[str, str] = {}
    faults, unscored = [], 0
    for path in paths:
        taken = _read_all(path.stem, _bytes(path))
        wrong = [replace(one, file=path.name) for one in taken.faults if one.what != _UNSCORED]
        unscored += len(taken.faults) - len(wrong)
        for question in taken.questions.questions:
            name, number = question.id, taken.lines[question.id]
            if name in files:
                there = f"{files[name]}, line {lines[name]}"
                said = f"has the id {name!r} of {there}; rename one"
                wrong.append(Fault(number, said, path.name))
            else:
                questions[name], lines[name], files[name] = question, number, path.name
        faults += sorted(wrong, key=lambda fault: fault.line)
    if not questions and not faults:
        raise SetError(f"{', '.join(map(str, paths)) or 'no file given'}: holds no questions")
    called = "+".join(path.stem for path in paths)
    return Taken(QuestionSet(called, tuple(questions.values()), unscored), lines, tuple(faults))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SetError(f"{path}: cannot be read ({error.strerror}); check the path") from error


def _read_all(name: str, data: bytes) -> Taken:
    """Return what there is; that a file is empty is no fault yet."""
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
        return None, (_UNSCORED,)
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

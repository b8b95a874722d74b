"""The council's own set of questions: made of answers that were wrong, changed and removed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evals.model import SetError
from evals.sets.questions import Expect, Kind, Question
from evals.sets.sets import filters_line, gold_line, parse_question, set_lines
from evals.sets.writing import changing

_ASKED = ("question", "history", "filters")
_FIELDS = frozenset(one.name for one in fields(Question))


class OwnSet:
    """A question set that people write: the file ``path``, made with its first question.

    Every method raises ``SetError`` where the file cannot be read or written, or a question
    breaks the form of question sets; nothing is written then. Changes of two processes take
    turns, and a crash leaves the file as it was. Fields of a line that are for other readers are
    left as they are.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def questions(self) -> tuple[Question, ...]:
        """Return the questions in their order; none where there is no file."""
        parsed = [parse_question(line, where) for where, line in self._lines()]
        return tuple(one for one in parsed if one is not None)

    def written(self, wanted: Callable[[Question], bool]) -> str:
        """Return as a set, line by line as they are kept, the questions that are ``wanted``."""
        parsed = ((line, parse_question(line, where)) for where, line in self._lines())
        held = (line for line, question in parsed if question is not None and wanted(question))
        return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in held)

    def add(self, question: Question) -> str:
        """Put a question at the end and return its id, which its words and limits give.

        Its own id does not count. What is asked with the same words, history and limits
        already is changed to it and keeps its place.
        """
        with self._changing() as lines:
            return _put(lines, question)

    def add_all(self, questions: Sequence[Question]) -> None:
        """Put several questions in, each as :meth:`add` does: all, or none where one fails."""
        with self._changing() as lines:
            for question in questions:
                _put(lines, question)

    def holds(self, question: Question) -> bool:
        """Whether the same is asked in the set already: the words, the history, the limits."""
        line = question_line(question)
        asked = [line.get(name) for name in _ASKED]
        return any([one.get(name) for name in _ASKED] == asked for _, one in self._lines())

    def change(self, question: Question) -> None:
        """Keep a question in the place of the one of its id.

        Raises:
            SetError: besides, there is none of that id: somebody else has removed it.
        """
        with self._changing() as lines:
            at = _at(lines, question.id)
            if at is None:
                raise SetError("this question is not in the set any more; nothing was kept")
            kept = {name: said for name, said in lines[at].items() if name not in _FIELDS}
            lines[at] = question_line(question) | kept

    def remove(self, name: str) -> dict[str, Any] | None:
        """Take the question of id ``name`` out, and return its line; None where there is none."""
        with self._changing() as lines:
            at = _at(lines, name)
            return None if at is None else lines.pop(at)

    def put_back(self, line: dict[str, Any]) -> None:
        """Put a removed line at the end again; nothing happens where its id is there."""
        with self._changing() as lines:
            if _at(lines, line["id"]) is None:
                lines.append(line)

    def _lines(self) -> Iterator[tuple[str, dict[str, Any]]]:
        return set_lines(self.path) if self.path.exists() else iter(())

    @contextmanager
    def _changing(self) -> Iterator[list[dict[str, Any]]]:
        with changing(self.path) as raw:
            lines = [line for _, line in self._lines()]
            yield lines
            for number, line in enumerate(lines, start=1):
                parse_question(line, f"question {number}")
            raw[:] = [json.dumps(line, ensure_ascii=False) for line in lines]


def question_line(question: Question) -> dict[str, Any]:
    """Return a question as a line of a set: what :func:`parse_question` takes."""
    usual = Expect.NONE if question.kind is Kind.UNANSWERABLE else Expect.ANSWER
    line: dict[str, Any] = {
        "id": question.id,
        "question": question.question,
        "kind": question.kind.value,
        "gold": [gold_line(gold) for gold in question.gold],
        "facts": [list(fact) for fact in question.facts],
    }
    optional = {
        "history": list(question.history),
        "filters": filters_line(question.filters),
        "expect": question.expect.value if question.expect is not usual else "",
        **{name: getattr(question, name) for name in ("corpus", "chat", "about", "note")},
    }
    return line | {name: value for name, value in optional.items() if value}


def _put(lines: list[dict[str, Any]], question: Question) -> str:
    line = question_line(question)
    asked = [line.get(name) for name in _ASKED]
    digest = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
    line |= {"added": datetime.now(UTC).isoformat()}
    same = (at for at, one in enumerate(lines) if [one.get(n) for n in _ASKED] == asked)
    at = next(same, None)
    if at is None:
        # One that was changed keeps the name that its first words gave it.
        names = (f"own-{digest[start : start + 16]}" for start in range(48))
        line["id"] = next(name for name in names if _at(lines, name) is None)
        lines.append(line)
    else:
        line["id"] = lines[at]["id"]
        lines[at] = line
    return str(line["id"])


def _at(lines: list[dict[str, Any]], name: str) -> int | None:
    return next((at for at, line in enumerate(lines) if line.get("id") == name), None)

"""Real minutes of which every decision is labelled: a folder with ``gold.jsonl`` and papers.

A line of ``gold.jsonl`` is a document: ``file`` (in ``papers``), ``body`` and ``decisions``,
each with ``page`` (physical, from 1), ``text`` (verbatim, white space folded), ``core``,
``kind``, ``mover``, ``seconder`` and ``vote`` (None where none is printed).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from corpus.decisions import Example, Mark, read_minutes
from corpus.minutes import Roll, make_roll
from corpus.model import Reading, Resolution
from corpus.page import Line
from corpus.reading import read_with_lines
from evals.model import SetError

# Tasks that the meeting gave, and that somebody took upon himself.
_TASKS = ("action", "undertaking")
# An outcome apart from a decision's words: letters that it has at least, letters from the words,
# and letters of the line that tells nothing else.
_SHORTEST, _BESIDE, _LINE = 3, 200, 90


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled decision; ``kind`` is empty where the labels have none."""

    page: int
    text: str
    core: bool
    kind: str
    outcome: str
    mover: str | None
    vote: str | None

    @property
    def mark(self) -> str:
        """The tagger's label: A for tasks, D for decisions, R for routine ones."""
        return "A" if self.kind in _TASKS else "D" if self.core else "R"


@dataclass(frozen=True)
class Labelled:
    """A document of ``body``: its reading, the lines of its pages, and its labels."""

    file: str
    body: str
    labels: tuple[Label, ...]
    reading: Reading
    lines: Mapping[int, tuple[Line, ...]]

    @cached_property
    def example(self) -> Example:
        """What the tagger learns from the document."""
        roll = make_roll(self.reading.pages, self.lines)
        return Example(self.file, self.body, roll, tuple(_marks(roll, self.labels)))

    def register(self) -> tuple[Resolution, ...]:
        """Return what the reader of minutes finds in the document now."""
        read = self.reading
        return read_minutes(read.paper.id, read.pages, self.lines, read.items, read.paper)[1]


def read_labelled(folder: Path) -> tuple[Labelled, ...]:
    """Read the labelled documents of a folder.

    Raises:
        SetError: there is no ``gold.jsonl``, or a line of it is not as it should be.
        UnreadablePaperError: a paper cannot be read.
    """
    gold = folder / "gold.jsonl"
    try:
        lines = gold.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise SetError(f"{gold}: cannot be read: {error.strerror}") from error
    return tuple(_document(folder, at, line) for at, line in enumerate(lines, start=1))


def _document(folder: Path, at: int, line: str) -> Labelled:
    try:
        told = json.loads(line)
        labels = tuple(
            Label(
                one["page"], one["text"], one["core"], one.get("kind") or "",
                one.get("outcome") or "", one.get("mover"), one.get("vote"),
            )
            for one in told["decisions"]
        )  # fmt: skip
        file, body = told["file"], told["body"]
    except (ValueError, KeyError, TypeError) as error:
        raise SetError(f"gold.jsonl, line {at}: {error!r}") from error
    reading, lines = read_with_lines(folder / "papers" / file)
    return Labelled(file, body, labels, reading, lines)


def _marks(roll: Roll, labels: Sequence[Label]) -> Iterator[Mark]:
    """Yield where the labels' words stand in the roll; those that stand nowhere are left out."""
    letters, places = _letters(roll.text)
    for number, label in enumerate(labels):
        wanted = _letters(label.text)[0]
        hits = [hit.start() for hit in re.finditer(re.escape(wanted), letters)] if wanted else []
        here = [hit for hit in hits if roll.rows[roll.row_at(places[hit])].page == label.page]
        for start in [*here, *hits][:1]:
            end = places[start + len(wanted) - 1] + 1
            yield Mark(places[start], end, label.mark, number)
            yield from _verdict(roll, label.outcome, places[start], end)


def _verdict(roll: Roll, outcome: str, start: int, end: int) -> Iterator[Mark]:
    """Yield where an outcome stands apart from a decision's words: in a short line beside them."""
    wanted = " ".join(outcome.split()).lower()
    if len(wanted) <= _SHORTEST:
        return
    for low, high in ((end, end + _BESIDE), (max(start - _BESIDE, 0), start)):
        at = roll.text.lower().find(wanted, low, high)
        row = roll.rows[roll.row_at(at)].text if at >= 0 else ""
        if at >= 0 and len(row) < _LINE and 3 * len(wanted) > len(row):
            yield Mark(at, at + len(wanted), "V", None)
            return


def _letters(text: str) -> tuple[str, list[int]]:
    """Return the letters and digits of a text in small, and where each stands in it."""
    letters, places = [], []
    for at, character in enumerate(text):
        for one in unicodedata.normalize("NFKC", character).lower():
            if one.isalnum():
                letters.append(one)
                places.append(at)
    return "".join(letters), places

"""Drawn minutes with labels, in ``examples`` beside this module: read, laid out and tagged.

The form of these files is told in ``examples/README.md``. They are laid out as an A4 page would
be, wrapped at 88 characters, so that the tagger sees rows, columns and gaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.decisions.units import Unit
from corpus.minutes import Roll, Row
from corpus.model import VocabularyError

FOLDER = Path(__file__).with_name("examples")
_LABEL = re.compile(r"\{(?P<kind>[DRAUVMX+])(?: (?P<outcome>\w+))?:\s?")
_LEFT, _WIDTH, _LEADING, _CHARACTER, _SIZE = 72.0, 451.0, 13.0, 5.2, 11.0
_INDENT, _COLUMN, _BOTTOM, _TOP = 18.0, 490.0, 770.0, 60.0
_LINE = 88


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of a roll, half-open: its label, and the number of its decision, if any."""

    start: int
    end: int
    label: str
    decision: int | None


@dataclass(frozen=True, slots=True)
class Example:
    """Minutes of one meeting of ``body`` as a roll, with what is marked in them."""

    name: str
    body: str
    roll: Roll
    marks: tuple[Mark, ...]


def examples(folder: Path = FOLDER) -> Iterator[Example]:
    """Yield the drawn minutes of a folder by name.

    Raises:
        VocabularyError: a file has a label that is not closed, or names no body.
    """
    for path in sorted(folder.glob("*.txt")):
        yield read_example(path.stem, path.read_text(encoding="utf-8"))


def read_example(name: str, text: str) -> Example:
    """Return drawn minutes; raises as :func:`examples`."""
    drawing = _Drawing(name)
    body = None
    for line in text.splitlines():
        if told := re.match(r"# (\w+): *(.*)", line):
            body = told[2] if told[1] == "body" else body
        elif line.strip() == "~~~":
            drawing.turn()
        elif not line.strip():
            drawing.y += _LEADING * 0.8
        else:
            drawing.add(line)
    if not body:
        raise VocabularyError(f"{name}: names no body.")
    return Example(name, body, Roll(drawing.rows, {}), tuple(drawing.marks))


def tags_of(units: Sequence[Unit], marks: Sequence[Mark]) -> list[str]:
    """Return the label of each unit, as the tagger knows it; decisions outweigh verdicts."""
    found, before = [], None
    for unit in units:
        told = [(_covered(unit, mark), mark) for mark in marks if mark.label != "X"]
        best = max(told, key=lambda one: one[0], default=(0.0, None))
        mark = best[1] if best[0] > 0 else None
        if mark is None:
            found.append("O")
        elif mark.decision is None:
            found.append("V")
        else:
            begins = "I" if mark.decision == before else "B"
            found.append(begins + ("A" if mark.label == "U" else mark.label))
        if mark is None or mark.decision is not None:
            before = mark.decision if mark else None
    return found


def _covered(unit: Unit, mark: Mark) -> float:
    """Return the letters of a unit that a mark covers, tripled for decisions; 0 if too few."""
    both = min(unit.end, mark.end) - max(unit.start, mark.start)
    most = 0.4 * (unit.end - unit.start), 0.5 * (mark.end - mark.start)
    if both <= 3 or (both < most[0] and both < most[1]):
        return 0.0
    return both * (1.0 if mark.decision is None else 3.0)


@dataclass(slots=True)
class _Drawing:
    """The rows drawn so far; ``y`` is where the next stands on its page, in points."""

    name: str
    rows: list[Row] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    y: float = _TOP
    _page: int = 1
    _at: int = 0
    _decision: int = -1
    _kind: str = "D"

    def turn(self) -> None:
        """Begin the next page."""
        self._page, self.y = self._page + 1, _TOP

    def add(self, line: str) -> None:
        """Draw a paragraph, a cell in the right-hand column (``>>``) or a row of a table."""
        if self.y > _BOTTOM:
            self.turn()
        indent = (len(line) - len(line.lstrip())) // 2
        words = line.strip()
        bold = words.startswith("**")
        words = words.removeprefix("**").rstrip("*").strip() if bold else words
        column = words.startswith(">>")
        clean, marks = self._unmarked(words.removeprefix(">>").strip() if column else words)
        if clean.startswith("|"):
            self._table(clean, marks, bold)
        elif column:
            self._put(clean, marks, _COLUMN, self.y - _LEADING, 14, bold)
        else:
            x = _LEFT + _INDENT * indent
            self.y = self._put(clean, marks, x, self.y, _LINE - int(3.5 * indent), bold)

    def _unmarked(self, text: str) -> tuple[str, list[Mark]]:
        clean, marks = "", []
        start, label, decision = None, "", None
        at = 0
        while at < len(text):
            opened = _LABEL.match(text, at) if start is None else None
            if opened:
                label = opened["kind"]
                if label in "DRAU":
                    self._decision, self._kind = self._decision + 1, label
                label = self._kind if label == "+" else label
                decision = self._decision if label in "DRAU" else None
                start, at = len(clean), opened.end()
            elif text[at] == "}" and start is not None:
                marks.append(Mark(start, len(clean.rstrip()), label, decision))
                start, at = None, at + 1
            else:
                clean, at = clean + text[at], at + 1
        if start is not None:
            raise VocabularyError(f"{self.name}: a label is not closed: {text[:60]}")
        return clean, marks

    def _table(self, line: str, marks: Sequence[Mark], bold: bool) -> None:
        bars = [at for at, letter in enumerate(line) if letter == "|"]
        ends = [*bars[1:], *([] if line.endswith("|") else [len(line)])]
        wide = _WIDTH / max(len(ends), 1)
        lowest = self.y
        for count, (bar, end) in enumerate(zip(bars, ends, strict=False)):
            cell = line[bar + 1 : end]
            low = bar + 1 + len(cell) - len(cell.lstrip())
            high = low + len(cell.strip())
            if low >= high:
                continue
            inside = [
                Mark(max(m.start, low) - low, min(m.end, high) - low, m.label, m.decision)
                for m in marks
                if m.start < high and m.end > low
            ]
            x = _LEFT + count * wide
            across = max(8, int(wide / _CHARACTER))
            lowest = max(lowest, self._put(line[low:high], inside, x, self.y, across, bold))
        self.y = lowest + 3

    def _put(
        self, text: str, marks: Sequence[Mark], x: float, y: float, across: int, bold: bool
    ) -> float:
        """Draw words from (x, y) on, ``across`` characters a row; return where the next row is."""
        placed: list[tuple[int, int, int]] = []
        for low, high in _wrapped(text, across):
            words = text[low:high]
            box = (x, y, x + _CHARACTER * len(words), y + _SIZE)
            self.rows.append(Row(self._page, 0, 0, words, *box, _SIZE, bold, self._at))
            placed.append((low, high, self._at))
            self._at += len(words) + 1
            y += _LEADING
        for mark in marks:
            if mark.end > mark.start:
                start, end = _moved(placed, mark.start), _moved(placed, mark.end)
                self.marks.append(Mark(start, end, mark.label, mark.decision))
        return y


def _wrapped(text: str, across: int) -> Iterator[tuple[int, int]]:
    line: list[tuple[int, int]] = []
    for word in re.finditer(r"\S+", text):
        if line and word.end() - line[0][0] > across:
            yield line[0][0], line[-1][1]
            line = []
        line.append(word.span())
    if line:
        yield line[0][0], line[-1][1]


def _moved(placed: Sequence[tuple[int, int, int]], at: int) -> int:
    """Return where an offset of a text stands in the roll, by the rows that it was put in."""
    for low, high, start in placed:
        if at <= high:
            return start + max(at - low, 0)
    low, high, start = placed[-1]
    return start + high - low

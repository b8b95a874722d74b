"""Puts words where they are read: those laid over a page beside what they belong to, turned ones.

pdfium tells of what is laid over a page after all else. A value goes into the line that it stands
in, so that "Cost:" and what was filled in are read together; where it stands in none, it is a line
of its own after the nearest one above. A box or ring to tick is a sign: ☒ where it is ticked, else
☐.

It also orders what stands on one level from left to right as the page is displayed: the cells of a
row that stands on its head backwards, and lines that run down the page from the last to the first.
Turned so that they are upright, it reads them as any others. Lines that run up the page come from
left to right anyway.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from corpus.model import Box
from corpus.pdf.drawing import Drawing
from corpus.pdf.laid_over import Kind, LaidOver
from corpus.pdf.letters import Addresses, Letters
from corpus.pdf.runs import Mask

CHOSEN, NOT_CHOSEN = "☒", "☐"
# Two lines are one where so much of the lower of them stands beside the other.
_BESIDE = 0.5
# Places of what no letter was read for: a space, a line end.
_SPACE, _LINE_END = -1, -2
# Of quarters clockwise.
_DOWN, _ON_ITS_HEAD = 1, 2
_Turns = npt.NDArray[np.int8]


@dataclass(slots=True)
class _Row:
    """Places of letters in their order, and the box round those that are drawn."""

    places: list[int]
    box: Box

    def beside(self, box: Box) -> bool:
        shared = min(self.box.y1, box.y1) - max(self.box.y0, box.y0)
        return shared > _BESIDE * min(self.box.height, box.height)


def in_place(letters: Letters, drawing: Drawing, over: LaidOver) -> Letters:
    """Return the letters of a page in the order in which they are read.

    Letters of things laid ``over`` it are told by the ``drawing``.
    """
    if not over.things:
        return letters
    letters = _with_choices(letters, drawing, over)
    owners = _owners(letters, drawing, over)
    rows = _rows(letters, owners == -1)
    laid = [_rows(letters, owners == one) for one in range(len(over.things))]
    for lines in sorted(filter(None, laid), key=_top_left):
        _put(letters, rows, lines)
    notes = [at for at, thing in enumerate(over.things) if thing.kind is Kind.NOTE]
    letters = replace(letters, notes=np.isin(owners, notes))
    return _rewritten(letters, rows)


def _with_choices(letters: Letters, drawing: Drawing, over: LaidOver) -> Letters:
    """Put one sign a choice at the end, in the place of what is drawn in it."""
    choices = [at for at, thing in enumerate(over.things) if thing.kind is Kind.CHOICE]
    if not choices:
        return letters
    drawn = [address for address, text in drawing.texts.items() if text.laid in choices]
    kept = np.flatnonzero(~np.isin(letters.objects, drawn))
    areas = [drawing.laid[at] for at in choices]
    signs = [CHOSEN if over.things[at].chosen else NOT_CHOSEN for at in choices]
    boxes = np.asarray([(a.x0, a.y0, a.x1, a.y1) for a in areas], dtype=np.float32)
    # A sign belongs to no object of pdfium's; what it stands for is told by a negative address.
    made = np.asarray([-1 - at for at in choices], dtype=np.int64)
    none = np.zeros(len(choices), dtype=np.float32)
    heights = np.asarray([area.height for area in areas], dtype=np.float32)
    return Letters(
        "".join(letters.text[at] for at in kept) + "".join(signs),
        np.concatenate([letters.boxes[kept], boxes]),
        np.concatenate([letters.angles[kept], none]),
        np.concatenate([letters.sizes[kept], heights]),
        np.concatenate([letters.bold[kept], none > 0]),
        np.concatenate([letters.objects[kept], made]),
        np.concatenate([letters.notes[kept], none > 0]),
    )


def _owners(letters: Letters, drawing: Drawing, over: LaidOver) -> Addresses:
    """Return for each letter to which thing it belongs, -1 for the page's own.

    White space that pdfium made belongs to what stands before it, but where another thing, or
    the page's own text after a thing, comes after: there it is nobody's, -2.
    """
    laid = {address: text.laid for address, text in drawing.texts.items() if text.laid >= 0}
    laid |= {-1 - at: at for at in range(len(over.things))}
    owners = np.full(len(letters.text), -1, dtype=np.int64)
    drawn = np.flatnonzero(letters.objects != 0)
    owners[drawn] = [laid.get(address, -1) for address in letters.objects[drawn].tolist()]
    for before, after in pairwise(drawn.tolist()):
        one, other = owners[before], owners[after]
        between = slice(before + 1, after)
        owners[between] = one if one in (other, -1) else -2
    return owners


def _rows(letters: Letters, some: Mask) -> list[_Row]:
    """Return the lines of ``some`` of the letters, without white space at their ends."""
    lines: list[list[int]] = [[]]
    for at in np.flatnonzero(some).tolist():
        if letters.text[at] == "\n":
            lines.append([])
        else:
            lines[-1].append(at)
    rows = []
    for line in lines:
        drawn = [at for at in line if not letters.text[at].isspace()]
        boxes = letters.boxes[drawn]
        if boxes.any():
            low, high = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
            box = Box(float(low[0]), float(low[1]), float(high[0]), float(high[1]))
            first, last = line.index(drawn[0]), line.index(drawn[-1])
            rows.append(_Row(line[first : last + 1], box))
    return rows


def _top_left(lines: Sequence[_Row]) -> tuple[float, float]:
    box = lines[0].box
    return (box.y0 + box.y1) / 2, box.x0


def _put(letters: Letters, rows: list[_Row], lines: list[_Row]) -> None:
    """Put the lines of one thing among the rows, after each other."""
    first, last = lines[0].box, lines[-1].box
    beside = [at for at, row in enumerate(rows) if row.beside(first)]
    # A label of several lines stands before a value of several.
    label = [
        at
        for at, row in enumerate(rows)
        if row.box.x1 < first.x0 + 1 and first.y0 < (row.box.y0 + row.box.y1) / 2 < last.y1
    ]
    if label and max(label) not in beside:
        at = max(label)
    elif beside:
        # What stands in columns is several rows beside each other.
        at = min(beside, key=lambda one: _away(rows[one].box, first))
        rows[at] = _joined(letters, rows[at], lines[0])
        lines = lines[1:]
    else:
        at = _after(rows, first)
    rows[at + 1 : at + 1] = lines


def _away(box: Box, other: Box) -> tuple[bool, float]:
    """Return how far a row is from what stands beside it; those to the left of it come first."""
    gap = max(other.x0 - box.x1, box.x0 - other.x1, 0.0)
    return box.x0 > other.x0, gap


def _joined(letters: Letters, row: _Row, line: _Row) -> _Row:
    middles = letters.boxes[row.places][:, [0, 2]].mean(axis=1)
    drawn = letters.boxes[row.places].any(axis=1) & (np.asarray(row.places) >= 0)
    # Before what it is written over, as a line of dots or dashes.
    before = np.flatnonzero(drawn & (middles < line.box.x0))
    cut = int(before[-1]) + 1 if len(before) else 0
    said = [" " if at < 0 else letters.text[at] for at in row.places]
    while 0 < cut < len(said) and said[cut - 1] == said[cut] and not said[cut].isalnum():
        cut -= 1
    left, right = row.places[:cut], row.places[cut:]
    apart = [_SPACE] if cut and not said[cut - 1].isspace() else []
    after = [_SPACE] if right and not said[cut].isspace() else []
    places = [*left, *apart, *line.places, *after, *right]
    return _Row(places, row.box.union(line.box))


def _after(rows: Sequence[_Row], box: Box) -> int:
    """Return the row after which that comes which stands in ``box``, -1 for the beginning."""
    above = [
        (box.y0 - row.box.y1 + max(row.box.x0 - box.x1, box.x0 - row.box.x1, 0.0), -at)
        for at, row in enumerate(rows)
        if row.box.y0 + row.box.y1 < box.y0 + box.y1
    ]
    return -min(above)[1] if above else -1


def _rewritten(letters: Letters, rows: Sequence[_Row]) -> Letters:
    places = [at for row in rows for at in (*row.places, _LINE_END)][:-1]
    signs = {_SPACE: " ", _LINE_END: "\n"}
    at = np.asarray(places, dtype=np.int64)
    made = at < 0
    # What was made looks like what stands before it.
    like = at[np.maximum.accumulate(np.where(made, 0, np.arange(len(at))))]
    return Letters(
        "".join(signs[one] if one < 0 else letters.text[one] for one in places),
        np.where(made[:, None], np.float32(0), letters.boxes[like]),
        letters.angles[like],
        letters.sizes[like],
        letters.bold[like],
        np.where(made, 0, letters.objects[like]),
        letters.notes[like] & ~made,
    )


def in_own_order(read: Callable[[int], Letters], drawing: Drawing) -> Letters:
    """Return the letters of a page, those that stand turned on it in an order of their own.

    ``read`` gives them as pdfium tells them of the page turned on by so many degrees clockwise.
    Lines down the page that it has left in the order of painting stay as they are.
    """
    letters = read(0)
    turns = _turns(letters)
    # Nearly every page ends here.
    if not turns.any():
        return letters
    for turn in _disordered(letters, turns, drawing):
        letters = _put_turned(letters, read(-90 * turn), turn)
    return letters


def _turns(letters: Letters) -> _Turns:
    """Return by how many quarters clockwise each letter is turned."""
    turns: _Turns = np.rint(letters.angles * (2 / math.pi)).astype(np.int8) % 4
    return turns


def _disordered(letters: Letters, turns: _Turns, drawing: Drawing) -> Iterator[int]:
    """Yield the turns whose text pdfium tells against its own order."""
    if _ON_ITS_HEAD in turns:
        yield _ON_ITS_HEAD
    down = letters.objects[(turns == _DOWN) & (letters.objects != 0)].tolist()
    orders = [drawing.texts[one].order for one in down if one in drawing.texts]
    if orders != sorted(orders):
        yield _DOWN


def _put_turned(letters: Letters, again: Letters, turn: int) -> Letters:
    """Return letters with those of one turn as told ``again``, from where the first of them was."""
    own, other = _turns(letters) == turn, _turns(again) == turn
    if own.all():
        return again
    both = _after_each_other(letters, again)
    none = np.zeros_like
    line_ends = np.asarray([letter == "\n" for letter in letters.text])
    rows = _rows(both, np.concatenate([~own | line_ends, none(other)]))
    first = int(np.argmax(own))
    at = sum(row.places[0] < first for row in rows)
    rows[at:at] = _rows(both, np.concatenate([none(own), other]))
    return _rewritten(both, rows)


def _after_each_other(letters: Letters, others: Letters) -> Letters:
    arrays = (field.name for field in fields(Letters) if field.name != "text")
    pairs = {name: (getattr(letters, name), getattr(others, name)) for name in arrays}
    joined = {name: np.concatenate(pair) for name, pair in pairs.items()}
    return Letters(letters.text + others.text, **joined)

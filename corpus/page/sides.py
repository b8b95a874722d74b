"""The names of a recorded vote in columns without rules: "For", "Against" above names of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from corpus.language import alternation
from corpus.page.layout import Line, PageLayout
from corpus.page.pieces import Piece, joined, pieces_of, rows_of

_SIDE = re.compile(
    r"(?:votes?\s+|voted\s+|voting\s+)?"
    rf"{alternation('side_for', 'side_against', 'side_abstain', 'side_absent')}"
    r"\s*(?:\(\d{1,3}\)|[:–-]?\s*\d{1,3}|:)?",
    re.IGNORECASE,
)
_NAMES = re.compile(r"(?:(?:[(A-ZÀ-Þ][\w.,’'()-]*|de|van|der|von|and|&)(?:\s+|$)){1,6}")
_TITLED = re.compile(rf"\W*{alternation('titles')}", re.IGNORECASE)
# No name: how the vote went, told in a line of its own below the columns. "Cllr Fell" is one.
_WENT = re.compile(
    rf"\b{alternation('deciding_carry', 'deciding_lose', 'deciding_agree')}\b", re.IGNORECASE
)
# White space that ends the columns, in heights of a line.
_END = 3.0


def side_by_side(layout: PageLayout, lines: Sequence[Line]) -> Sequence[Line]:
    """Return lines with the names of each side of a vote after the words that name it.

    A line that names several sides and nothing else heads columns, as far as the lines below
    hold nothing but names. Lines that hold names of several sides are cut, all others stay.
    """
    pieces = pieces_of(layout, lines)
    # Nearly every page ends here.
    if sum(_SIDE.fullmatch(piece.text) is not None for piece in pieces) < 2:
        return lines
    moved: dict[int, list[Piece]] = {}
    for columns in _columns(rows_of(sorted(pieces, key=attrgetter("middle")))):
        together = [piece for column in columns for piece in column]
        first = min(together, key=pieces.index)
        moved |= {id(piece): [] for piece in together} | {id(first): together}
    if not moved:
        return lines
    ordered = [one for piece in pieces for one in moved.get(id(piece), [piece])]
    return tuple(joined(layout, ordered))


def _columns(rows: Sequence[Sequence[Piece]]) -> Iterator[list[list[Piece]]]:
    """Yield the columns of each vote: what names the side, then the names below it."""
    for at, heads in enumerate(rows):
        if len(heads) < 2 or not all(_SIDE.fullmatch(head.text) for head in heads):
            continue
        columns = [[head] for head in heads]
        for above, row in pairwise(rows[at:]):
            apart = row[0].box.y0 - above[0].box.y1 > _END * above[0].box.height
            if apart or not all(map(_names, row)) or (len(row) == 1 and _tells(row[0])):
                break
            for piece in row:
                _nearest(columns, piece).append(piece)
        if sum(len(column) > 1 for column in columns) > 1:
            yield columns


def _names(piece: Piece) -> bool:
    return _NAMES.fullmatch(piece.text) is not None


def _tells(piece: Piece) -> bool:
    return _WENT.search(piece.text) is not None and not _TITLED.match(piece.text)


def _nearest(columns: Sequence[list[Piece]], piece: Piece) -> list[Piece]:
    """Return the column under whose head a piece begins, or is centred."""

    def away(column: Sequence[Piece]) -> float:
        head, box = column[0].box, piece.box
        return min(abs(box.x0 - head.x0), abs(box.x0 + box.x1 - head.x0 - head.x1) / 2)

    return min(columns, key=away)

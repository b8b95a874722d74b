"""Page numbers printed in the margins, whole or cut in pieces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.model import Span
from corpus.page.edges import Edge, Piece

_ROMAN = r"(?=[ivxlc])(?:x{0,3}|xl|l)(?:ix|iv|v?i{0,3})"
_WORDED = re.compile(
    rf"(?:page|pg|p)\s*\.?\s*(?P<n>[A-Z]?\d{{1,4}}[A-Za-z]?|{_ROMAN})"
    r"(?:\s*(?:of|/)\s*(?P<of>\d{1,4}))?\.?",
    re.IGNORECASE,
)
_TRAILED = re.compile(r"(?P<n>\d{1,4})\s*[|¦]\s*p\s*a\s*g\s*e", re.IGNORECASE)
_DASHED = re.compile(r"[-–—~]\s*(?P<n>\d{1,4})\s*[-–—~]")
_OF = re.compile(r"(?P<n>\d{1,4})\s*(?:of|/)\s*(?P<of>\d{1,4})", re.IGNORECASE)
_BARE = re.compile(rf"(?P<n>\d{{1,4}}|{_ROMAN})", re.IGNORECASE)
_BARE_ROMAN = re.compile(r"[ivxlc]+", re.IGNORECASE)
# "Page" alone at an edge, or its first letter, whose number is the next piece.
_HALF = re.compile(r"p|pa|pag|page", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A page number printed on physical page ``page``.

    ``label`` is the number as printed; ``worded`` says that the word Page (or its
    abbreviation) stands with it; ``total`` is the page count printed after "of".
    """

    page: int
    label: str
    worded: bool
    total: int | None
    spans: tuple[Span, ...]

    @property
    def number(self) -> int | None:
        """The label as a number; None for Roman and lettered ones."""
        return int(self.label) if self.label.isdecimal() else None


def find_stamps(pieces: Sequence[Piece]) -> tuple[Stamp, ...]:
    """Return the page numbers among the edge pieces of one page, in content order.

    A bare number counts only if it stands apart from other text at its edge.
    """
    found: list[Stamp] = []
    taken: set[int] = set()
    for first, second in pairwise(pieces):
        stamp = _cut_stamp(first, second)
        if stamp:
            found.append(stamp)
            taken |= {first.start, second.start}
    for piece in pieces:
        if piece.start not in taken:
            stamp = _whole_stamp(piece, pieces)
            if stamp:
                found.append(stamp)
    return tuple(sorted(found, key=lambda stamp: stamp.spans[0].start))


def _cut_stamp(first: Piece, second: Piece) -> Stamp | None:
    """Join ``P`` and ``age 12``, or ``Page`` and ``12``, of one edge."""
    if not _HALF.fullmatch(first.text) or first.direction != second.direction:
        return None
    match = _WORDED.fullmatch(first.text + second.text)
    if not match or not first.text[0].isalpha() or second.text[:1] in "/.":
        return None
    near = abs(first.box.y0 - second.box.y0) < 2.5 * max(first.size, 6)
    return _stamp(match, True, (first, second)) if near else None


def _whole_stamp(piece: Piece, pieces: Sequence[Piece]) -> Stamp | None:
    text = piece.text.strip()
    # "P age 12" is a cut stamp whose pieces stand close.
    match = _WORDED.fullmatch("".join(text.split())) or _TRAILED.fullmatch(text)
    if match and (len(text) > 3 or piece.edge is not Edge.BODY):
        return _stamp(match, True, (piece,))
    if piece.edge is Edge.BODY or piece.boxed:
        return None
    match = _DASHED.fullmatch(text)
    if match:
        return _stamp(match, False, (piece,))
    match = _OF.fullmatch(text) or _BARE.fullmatch(text)
    stamp = _stamp(match, False, (piece,)) if match else None
    if stamp is None or not _stands_apart(piece, pieces):
        return None
    # "2010/12" is a pair of years.
    beyond = stamp.total is not None and (stamp.number or 0) > stamp.total
    return None if beyond else stamp


def _stamp(match: re.Match[str], worded: bool, pieces: tuple[Piece, ...]) -> Stamp:
    groups = match.groupdict()
    total = groups.get("of")
    label = groups["n"].lstrip("0") or "0"
    return Stamp(
        pieces[0].page,
        label.lower() if _BARE_ROMAN.fullmatch(label) else label,
        worded,
        int(total) if total else None,
        tuple(piece.span for piece in pieces),
    )


def _stands_apart(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a bare number is centred or at an outer corner, with nothing close beyond it."""
    middle = (piece.box.x0 + piece.box.x1) / 2 / piece.frame_width
    if not (0.4 < middle < 0.6 or middle < 0.2 or middle > 0.8):
        return False
    rows = [other for other in pieces if other is not piece and other.edge is piece.edge]
    rows = [other for other in rows if other.direction == piece.direction]
    same = [o for o in rows if min(o.box.y1, piece.box.y1) - max(o.box.y0, piece.box.y0) > 1]
    numbers = [o for o in same if any(char.isdigit() for char in o.text) and len(o.text) < 7]
    return not numbers and len(same) <= 2

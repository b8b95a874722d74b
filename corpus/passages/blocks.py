"""Lines of body text gathered into headings, paragraphs and bullets.

Geometry is read in the frame of the line, so that text drawn sideways is
gathered like any other. Nothing is dropped: every character of every slice that
goes in stands in exactly one block.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.language import characters
from corpus.model import Span
from corpus.page import Line

_BULLET = re.compile(
    rf"^\s*(?:[{characters('bullets', 'font_bullets')}]"
    r"|[-–—*o]\s|\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})\)\s)"
)
_NUMBER = re.compile(r"^\s*([A-Z]{1,4}[./]?\d+(?:\.\d+)*|\d+(?:[./]\d+)*|[A-Z])[.)]?\s+(?=\S)")
_SENTENCE_END = re.compile(rf"[{characters('stops', 'pauses')}][{characters('closing')}]*\s*$")
# A filled field of a form, "Wards affected: All"; "Theme 2: Homes" is a heading.
_FIELD = re.compile(r"^[A-Za-z][A-Za-z ()/?’']{0,38}[a-z)?]:\s+\S")
# A heading is a short line; the longest seen titles of reports run to this.
_HEADING_WORDS = 18


class BlockKind(StrEnum):
    """What a block of lines is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Slice:
    """Part of a line of a physical page, or the whole of it, that is body text.

    ``start`` to ``end``, half-open, are of the page's text. ``plain`` text is no heading
    however it is set: the header row of a table.
    """

    page: int
    start: int
    end: int
    line: Line
    text: str
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Rank:
    """How high a heading stands: its font size in points, and the depth of its number.

    ``depth`` counts the numbers of "3.2" and is 0 for none.
    """

    size: float
    depth: int

    def above(self, other: Rank) -> bool:
        """Whether a heading of rank ``other`` stands under one of this rank."""
        if self.depth and other.depth:
            return self.depth < other.depth
        if abs(self.size - other.size) > 0.75:
            return self.size > other.size
        return self.depth < other.depth


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together; ``rank`` is of use for headings only."""

    kind: BlockKind
    slices: tuple[Slice, ...]
    rank: Rank = Rank(0.0, 0)

    @property
    def text(self) -> str:
        return "\n".join(part.text for part in self.slices)

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def pages(self) -> tuple[int, ...]:
        """Its physical pages, in ascending order."""
        return tuple(sorted({part.page for part in self.slices}))

    @property
    def leads_in(self) -> bool:
        """Whether it announces what follows and is too short to stand alone."""
        ends = self.text.rstrip().rstrip("-–— ").endswith(":")
        return self.kind is BlockKind.HEADING or (ends and self.words < 40)


def cut_out(page: int, text: str, lines: Iterable[Line], taken: Sequence[Span]) -> Iterator[Slice]:
    """Yield what is left of ``lines`` of one physical page outside the spans ``taken``.

    ``text`` is the text of the page.
    """
    for line in lines:
        at = line.start
        overlaps = sorted(s for s in taken if s.start < line.end and s.end > line.start)
        for span in [*overlaps, Span(page, line.end, line.end)]:
            piece = text[at : max(at, span.start)]
            if piece.strip():
                first = at + len(piece) - len(piece.lstrip())
                yield Slice(page, first, at + len(piece.rstrip()), line, piece.strip())
            at = max(at, span.end)


def body_sizes(slices: Sequence[Slice]) -> dict[int, float]:
    """Return, by page, the font size in points that most characters near it are set in.

    A page of few words says little of its size, so its neighbours count too, less.
    Sizes are rounded to half points.
    """
    sizes: dict[int, Counter[float]] = {}
    count: Counter[float]
    for part in slices:
        count = sizes.setdefault(part.page, Counter())
        count[round(part.line.size * 2) / 2] += len(part.text)
    found = {}
    for page in sizes:
        near: Counter[float] = Counter()
        for other, weight in ((page, 10), (page - 1, 1), (page + 1, 1)):
            for size, letters in sizes.get(other, Counter()).items():
                near[size] += letters * weight
        found[page] = near.most_common(1)[0][0]
    return found


def gather(
    slices: Sequence[Slice], usual: Mapping[int, float], *, numbered: bool = False
) -> tuple[Block, ...]:
    """Gather slices, in reading order, into blocks.

    ``usual`` is the size of body text by page, in points; on a page that it lacks no line
    is a heading for its size. With ``numbered``, as for papers whose fonts do not tell bold,
    a short numbered line is one too.
    """
    edges = _right_edges(slices)
    blocks: list[Block] = []
    for part in slices:
        last = blocks[-1] if blocks else None
        heading = is_heading(part, usual.get(part.page, 0.0), numbered)
        if last is not None and _continues(last, part, heading, edges):
            blocks[-1] = replace(last, slices=(*last.slices, part))
        elif heading:
            blocks.append(Block(BlockKind.HEADING, (part,), _rank(part)))
        elif _BULLET.match(part.text):
            blocks.append(Block(BlockKind.BULLET, (part,)))
        else:
            blocks.append(Block(BlockKind.PARAGRAPH, (part,)))
    return tuple(blocks)


def is_heading(part: Slice, usual: float, numbered: bool = False) -> bool:
    """Whether a line is set as a heading is; with ``numbered``, or numbered as one.

    ``usual`` is the size of body text in points, 0 where it is not known.
    """
    words = part.text.split()
    if part.plain or len(words) > _HEADING_WORDS or not any(char.isalpha() for char in part.text):
        return False
    if part.text.rstrip()[-1] in ".;,:":  # a clause, however it is set
        return False
    if _BULLET.match(part.text) or "@" in part.text or "www." in part.text:
        return False
    if usual and part.line.size > usual * 1.15:
        return True
    if _FIELD.match(part.text):
        return False
    if part.line.bold and (part.text[0].isupper() or part.text[0].isdigit()):
        return True
    bare = _NUMBER.sub("", part.text)
    capitals = bare.isupper() and len(bare) > 3
    short = bare != part.text and len(words) <= 9 and bare[:1].isupper()
    return capitals or (numbered and short and not _SENTENCE_END.search(part.text))


def heading_text(text: str) -> str:
    """Fold a heading of several lines to one."""
    return " ".join(text.split()).rstrip(":")


def heading_count(text: str) -> tuple[int, ...] | None:
    """Return the numbers that a heading is counted by, "3.2" as (3, 2); None for one without."""
    number = _NUMBER.match(text)
    parts = re.split(r"[./]", number.group(1)) if number else []
    return tuple(map(int, parts)) if parts and all(map(str.isdigit, parts)) else None


def _rank(part: Slice) -> Rank:
    number = _NUMBER.match(part.text)
    return Rank(part.line.size, number.group(1).count(".") + 1 if number else 0)


def _right_edges(slices: Sequence[Slice]) -> dict[tuple[int, int], float]:
    """Return how far right the lines of a page reach, by page and direction."""
    edges: dict[tuple[int, int], float] = {}
    for part in slices:
        key = (part.page, part.line.direction)
        reach = part.line.laid.turned(part.line.direction).x1
        edges[key] = max(edges.get(key, reach), reach)
    return edges


def _continues(
    last: Block, part: Slice, heading: bool, edges: dict[tuple[int, int], float]
) -> bool:
    """Whether a line carries on the block before it."""
    before = last.slices[-1]
    if before.page != part.page:
        return _runs_over(last, part, heading)
    if before.line is part.line:
        return True
    if before.line.direction != part.line.direction:
        return False
    if heading != (last.kind is BlockKind.HEADING):
        return False
    if _BULLET.match(part.text) or (_NUMBER.match(part.text) and _ends(before.text)):
        return False
    return _same_column(before, part, heading, edges)


def _same_column(
    before: Slice, part: Slice, heading: bool, edges: dict[tuple[int, int], float]
) -> bool:
    upper = before.line.laid.turned(before.line.direction)
    lower = part.line.laid.turned(part.line.direction)
    height = max(upper.height, lower.height, part.line.size, 1.0)
    step = lower.y0 - upper.y0
    if step < -0.5 * height:  # up again: the next column
        return not _ends(before.text) and part.text[0].islower()
    if abs(step) <= 0.5 * height:  # beside it: the rest of the same row
        return True
    if heading:
        return (
            step < 1.6 * height
            and abs(before.line.size - part.line.size) < 0.75
            and not _NUMBER.match(part.text)
        )
    if lower.y0 - upper.y1 > 0.95 * height:
        return False
    edge = edges[(before.page, before.line.direction)]
    short = upper.x1 < edge - 0.35 * max(edge, 1.0)
    return not (short and _ends(before.text))


def _runs_over(last: Block, part: Slice, heading: bool) -> bool:
    """Whether a sentence or clause goes on after the page end."""
    if heading or last.kind is BlockKind.HEADING or _ends(last.slices[-1].text):
        return False
    if _BULLET.match(part.text) or _NUMBER.match(part.text):
        return False
    return part.text[0].islower() or last.words > 8


def _ends(text: str) -> bool:
    return bool(_SENTENCE_END.search(text))

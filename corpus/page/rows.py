"""Rows of print: what a reader sees side by side, for front sheets and forms.

pdfium ends a line where the file stops drawing it, so the number, title and page
range of one agenda row can be three lines, or a label and its value one. A row
brings together what shares a baseline and keeps the wide gaps in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.model import Box, Span
from corpus.page.edges import frame_size, split_at_gaps, upright
from corpus.page.layout import Line, PageLayout

# Wider white space, in font sizes, parts what stands on one line.
_GAP = 1.6


@dataclass(frozen=True, slots=True)
class RowPart:
    """Text of a row between wide gaps; ``start`` to ``end`` are of its page's text, half-open.

    ``box`` is in the row's upright frame. ``bold`` is that of its first character,
    ``bold_end`` of its last; ``size`` is the font size in points.
    """

    start: int
    end: int
    text: str
    box: Box
    bold: bool
    bold_end: bool
    size: float


@dataclass(frozen=True, slots=True)
class Row:
    """Parts that share a baseline on a physical page, from left to right.

    ``width`` is that of the upright frame, in points.
    """

    page: int
    parts: tuple[RowPart, ...]
    width: float

    @property
    def text(self) -> str:
        return " ".join(part.text for part in self.parts)

    @property
    def box(self) -> Box:
        box = self.parts[0].box
        for part in self.parts[1:]:
            box = box.union(part.box)
        return box

    @property
    def bold(self) -> bool:
        return self.parts[0].bold

    @property
    def size(self) -> float:
        """The font size of its first part, in points."""
        return self.parts[0].size

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(Span(self.page, part.start, part.end) for part in self.parts)


def text_rows(layout: PageLayout, lines: Sequence[Line]) -> tuple[Row, ...]:
    """Bring lines given in reading order together into rows, cut at wide gaps."""
    rows: list[list[RowPart]] = []
    direction = -1
    for line, parts in zip(lines, _parts(layout, lines), strict=True):
        if not parts:
            continue
        if rows and line.direction == direction and _beside(rows[-1], parts[0].box):
            rows[-1].extend(parts)
        else:
            rows.append(parts)
        direction = line.direction
    width = frame_size(layout, lines[0].direction)[0] if lines else layout.width
    return tuple(
        Row(layout.number, tuple(sorted(parts, key=lambda part: part.box.x0)), width)
        for parts in rows
    )


def _parts(layout: PageLayout, lines: Sequence[Line]) -> Iterator[list[RowPart]]:
    """Yield the parts of each line."""
    ranges = list(split_at_gaps(layout, lines, _GAP))
    boxes = iter(layout.boxes([part for parts in ranges for part in parts]))
    for line, parts in zip(lines, ranges, strict=True):
        found = []
        for (start, end), box in zip(parts, islice(boxes, len(parts)), strict=True):
            if box is not None:
                turned = upright(box, line.direction, layout.width, layout.height)
                bold, bold_end = bool(layout.char_bold[start]), bool(layout.char_bold[end - 1])
                size, text = float(layout.char_sizes[start]), layout.text[start:end]
                found.append(RowPart(start, end, text, turned, bold, bold_end, size))
        yield found


def _beside(row: Sequence[RowPart], box: Box) -> bool:
    last = row[-1].box
    shared = min(last.y1, box.y1) - max(last.y0, box.y0)
    apart = box.x0 >= last.x1 - 1 or box.x1 <= min(part.box.x0 for part in row) + 1
    return apart and shared > 0.5 * min(last.height, box.height)

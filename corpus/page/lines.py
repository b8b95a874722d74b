"""The lines of a page that say something, in the order in which a person reads them.

Content order is right for nearly every line of a paper made by a word
processor, so it is kept, and only blocks that are plainly out of place move: the
address block of a letter, a slide's title, the end of a table row that was
drawn last. Columns of running text are read one after the other. Text that runs sideways is
ordered in its own frame.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.model import Box, Span
from corpus.page.columns import column_by_column
from corpus.page.edges import strip_range, upright
from corpus.page.layout import Line, PageLayout

# Beyond this many blocks a page is left in content order: moving is quadratic at worst.
_MOST_BLOCKS = 2000


@dataclass(slots=True)
class _Block:
    """Lines that follow each other down the page; ``box`` is in their upright frame."""

    lines: list[Line]
    box: Box


def body_lines(layout: PageLayout, furniture: tuple[Span, ...]) -> tuple[Line, ...]:
    """Return the lines that are no furniture, in reading order.

    A line that holds furniture at one end comes back without it. Offsets stay
    those of ``layout.text``, boxes those of the displayed page. Text of the
    page's main direction comes first, then what runs another way.
    """
    return reading_order(layout, without_furniture(layout, furniture))


def without_furniture(layout: PageLayout, furniture: tuple[Span, ...]) -> tuple[Line, ...]:
    """Return the lines of the page less its furniture, in content order."""
    if not furniture:
        return layout.lines
    return tuple(kept for line in layout.lines for kept in _cut(layout, line, furniture))


def _cut(layout: PageLayout, line: Line, furniture: Sequence[Span]) -> Iterator[Line]:
    inside = [span for span in furniture if span.start < line.end and span.end > line.start]
    if not inside:
        yield line
        return
    edges = [line.start, *(at for span in inside for at in (span.start, span.end)), line.end]
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        start, end = strip_range(layout.text, first, last)
        box = layout.box(start, end) if start < end else None
        if box is not None:
            yield replace(line, start=start, end=end, box=box)


def reading_order(layout: PageLayout, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Put lines given in content order into reading order."""
    weight: Counter[int] = Counter()
    for line in lines:
        weight[line.direction] += line.end - line.start
    ordered: list[Line] = []
    for direction, _ in weight.most_common():
        turned = [line for line in lines if line.direction == direction]
        for stretch in column_by_column(layout, turned) if direction == 0 else (turned,):
            for block in _ordered(_blocks(layout, stretch)):
                ordered.extend(block.lines)
    return tuple(ordered)


def _blocks(layout: PageLayout, lines: Sequence[Line]) -> list[_Block]:
    """Cut the content order where it turns back up the page."""
    blocks: list[_Block] = []
    last: Box | None = None
    for line in lines:
        box = upright(line.box, line.direction, layout.width, layout.height)
        back = last is not None and box.y1 < last.y0 + 0.3 * last.height
        if last is None or back:
            blocks.append(_Block([line], box))
        else:
            blocks[-1].lines.append(line)
            blocks[-1].box = blocks[-1].box.union(box)
        last = box
    return blocks


def _ordered(blocks: list[_Block]) -> list[_Block]:
    """Move each block up past the blocks that stand wholly below it."""
    if len(blocks) > _MOST_BLOCKS:
        return blocks
    placed: list[_Block] = []
    for block in blocks:
        placed.insert(_place(block, placed), block)
    return placed


def _place(block: _Block, placed: Sequence[_Block]) -> int:
    at = best = len(placed)
    left, right = float("inf"), float("-inf")
    while at and placed[at - 1].box.y0 >= block.box.y1 - 0.5:
        at -= 1
        left = min(left, placed[at].box.x0)
        right = max(right, placed[at].box.x1)
        # Only past text that shares its columns: a right column stays behind the left one.
        shared = min(right, block.box.x1) - max(left, block.box.x0)
        if shared > 0.5 * block.box.width:
            best = at
    return best

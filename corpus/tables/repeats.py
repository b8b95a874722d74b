"""Headers printed again inside a table: as a row of their own, or in one cell with what follows.

Where no rule is drawn below a header that a page repeats, its words and the rest of the row that
the page end cut stand in the same cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.model import Span
from corpus.tables.cells import Box, Sheet
from corpus.tables.headers import Heads, edges_of


def says_heads(sheet: Sheet, band: Sequence[Box], heads: Heads) -> bool:
    """Whether a row of a table says its column headers and no more."""
    pairs = list(_with_head(sheet, band, heads))
    return len(pairs) > 1 and all(head and box.folded == head for box, head in pairs)


def heads_apart(sheet: Sheet, heads: Heads) -> tuple[Sheet, tuple[Span, ...]]:
    """Return a sheet without the headers at the head of the cells of its first row.

    With them come the spans of those words. A sheet whose first row is no such mixture comes back
    as it is, without spans.
    """
    pairs = list(_with_head(sheet, sheet.bands[0], heads)) if sheet.bands else []
    glued = [(box, head) for box, head in pairs if head and f"{box.folded} ".startswith(f"{head} ")]
    more = [box for box, head in glued if box.folded != head]
    if len(glued) < 2 or len(glued) < len(pairs) or not more or len(more) == len(glued):
        return sheet, ()
    cut = {id(box): _cut(box, len(head.split())) for box, head in glued}
    boxes = tuple(cut[id(box)][0] if id(box) in cut else box for box in sheet.boxes)
    return replace(sheet, boxes=boxes), tuple(span for _, spans in cut.values() for span in spans)


def _with_head(sheet: Sheet, band: Sequence[Box], heads: Heads) -> Iterator[tuple[Box, str]]:
    left = edges_of(sheet)[0] + float(sheet.grid.xs[0])
    for box in band:
        if box.text:
            yield box, heads.over(box.x0 - left, box.x1 - left) or ""


def _cut(box: Box, words: int) -> tuple[Box, tuple[Span, ...]]:
    """Cut the first ``words`` words off a cell; they come back as spans."""
    ends = [match.end() for match in re.finditer(r"\S+", box.text)]
    at, kept, off = 0, [], []
    for span in box.spans:
        # The text is the slices of the spans joined by line ends.
        edge = span.start + min(max(ends[words - 1] - at, 0), span.end - span.start)
        off.append(Span(span.page, span.start, edge))
        kept.append(Span(span.page, edge, span.end))
        at += span.end - span.start + 1
    rest = box.text[ends[words - 1] :]
    lead = len(rest) - len(rest.lstrip())
    kept = [span for span in kept if span.start < span.end]
    if kept and lead and len(box.text) - len(rest) + lead <= box.spans[0].end - box.spans[0].start:
        kept[0] = Span(kept[0].page, kept[0].start + lead, kept[0].end)
    spans = tuple(kept)
    return replace(box, text=rest.lstrip(), spans=spans), tuple(s for s in off if s.start < s.end)

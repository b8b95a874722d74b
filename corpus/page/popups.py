"""What annotations say in pop-ups: words that a viewer shows beside a page, not on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from corpus.model import Box
from corpus.page.layout import PageLayout, PopUp


def told_apart(layout: PageLayout, popups: Sequence[PopUp]) -> tuple[PopUp, ...]:
    """Return the pop-ups that say more than the words which they mark, from the top down.

    Many programs copy what is highlighted or struck out into the pop-up: that would bring back
    words that are struck out. ``layout`` is the page with them.
    """
    own = [one for one in popups if _folded(one.words) != _folded(_marked(layout, one.box))]
    return tuple(sorted(own, key=lambda one: (one.box.y0, one.box.x0)))


def with_popups(layout: PageLayout) -> PageLayout:
    """Return a page with the words of its pop-ups after its own, each on lines of its own.

    They stand in the place of what opens them.
    """
    if not layout.popups:
        return layout
    text, places, boxes = layout.text, list(range(len(layout.text))), [layout.char_boxes]
    for one in layout.popups:
        said = f"\n{one.words}" if text else one.words
        text += said
        box = one.box
        found = np.tile(
            np.asarray([box.x0, box.y0, box.x1, box.y1], dtype=np.float32), (len(said), 1)
        )
        found[[sign.isspace() for sign in said]] = 0
        boxes.append(found)
    added = len(text) - len(places)
    return replace(
        layout,
        text=text,
        char_boxes=np.concatenate(boxes),
        char_angles=np.concatenate([layout.char_angles, np.zeros(added, dtype=np.float32)]),
        char_sizes=np.concatenate([layout.char_sizes, np.zeros(added, dtype=np.float32)]),
        char_bold=np.concatenate([layout.char_bold, np.zeros(added, dtype=np.bool_)]),
        char_notes=np.concatenate([layout.char_notes, np.ones(added, dtype=np.bool_)]),
        popups=(),
    )


def _marked(layout: PageLayout, area: Box) -> str:
    boxes = layout.char_boxes
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    inside = (area.x0 < x) & (x < area.x1) & (area.y0 < y) & (y < area.y1)
    return "".join(layout.text[at] for at in np.flatnonzero(inside).tolist())


def _folded(words: str) -> str:
    return "".join(words.split()).casefold()

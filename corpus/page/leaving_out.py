"""Characters left out of a page's text, with a mark where a reader sees that some stood."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby

import numpy as np

from corpus.language import UNMAPPED
from corpus.page.layout import Floats, Mask, PageLayout

MARK = "[…]"
_STRAY = re.compile(rf"(?<![^\W\d_])(?<!{UNMAPPED}){UNMAPPED}++(?![^\W\d_])")


def left_out(layout: PageLayout, out: Mask, marked: Mask) -> PageLayout:
    """Return a page without the characters ``out``; ``[…]`` stands for those ``marked`` too.

    Both masks are of shape (len(text),). White space between characters that are left out
    goes with them.
    """
    gone = _with_gaps(layout.white, out)
    shown = gone & _with_gaps(layout.white, out & marked)
    at: list[int] = []
    chars: list[str] = []
    boxes: list[Floats] = []
    for (dropped, mark), group in groupby(
        range(len(gone)), lambda one: (bool(gone[one]), bool(shown[one]))
    ):
        places = list(group)
        if not dropped:
            at += places
            chars += [layout.text[one] for one in places]
            boxes.append(layout.char_boxes[places])
        elif mark:
            for line in _lines(layout.text, places):
                if line[0] != places[0]:
                    at.append(line[0])
                    chars.append("\n")
                    boxes.append(np.zeros((1, 4), dtype=np.float32))
                at += [line[0]] * len(MARK)
                chars += MARK
                boxes.append(_spread(layout, line))
    return rewritten(layout, "".join(chars), at, boxes)


def without_strays(layout: PageLayout) -> PageLayout:
    """Return a page without signs that the file does not tell and that stand beside no letter.

    They are bullets and ticks, and no part of a word.
    """
    if UNMAPPED not in layout.text:
        return layout
    out = np.zeros(len(layout.text), dtype=np.bool_)
    for found in _STRAY.finditer(layout.text):
        out[found.start() : found.end()] = True
    return left_out(layout, out, np.zeros_like(out)) if out.any() else layout


def rewritten(layout: PageLayout, text: str, at: list[int], boxes: list[Floats]) -> PageLayout:
    """Return a page of another ``text``, whose characters look like those ``at`` so many places.

    ``boxes`` are of shape (n, 4) each, and one a character when put after each other.
    """
    return replace(
        layout,
        text=text,
        char_boxes=np.concatenate(boxes) if boxes else layout.char_boxes[:0],
        char_angles=layout.char_angles[at],
        char_sizes=layout.char_sizes[at],
        char_bold=layout.char_bold[at],
        char_notes=layout.char_notes[at],
    )


def _with_gaps(white: Mask, out: Mask) -> Mask:
    """Return the mask with the white space between its characters."""
    words = np.flatnonzero(~white)
    gone = out.copy()
    if len(words):
        flags = out[words]
        for before, after in zip(
            words[:-1][flags[:-1] & flags[1:]], words[1:][flags[:-1] & flags[1:]], strict=True
        ):
            gone[before:after] = True
    return gone


def _lines(text: str, places: list[int]) -> list[list[int]]:
    lines: list[list[int]] = [[]]
    for one in places:
        if text[one] == "\n":
            lines.append([])
        else:
            lines[-1].append(one)
    return [line for line in lines if line]


def _spread(layout: PageLayout, places: list[int]) -> Floats:
    """Return as many boxes as the mark has characters, side by side where ``places`` stand."""
    box = layout.box(places[0], places[-1] + 1)
    if box is None:
        return np.zeros((len(MARK), 4), dtype=np.float32)
    edges = np.linspace(box.x0, box.x1, len(MARK) + 1)
    rows = [(edges[n], box.y0, edges[n + 1], box.y1) for n in range(len(MARK))]
    return np.asarray(rows, dtype=np.float32)

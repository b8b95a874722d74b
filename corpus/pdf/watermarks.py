"""Watermarks: words printed across a page, slanting or level, that are no line of its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from corpus.page import Floats, PageLayout
from corpus.pdf.runs import Indices, Mask, Runs

# How many times the page's usual letters those of a watermark are, slanting or level.
_SLANTING = 1.8
_LARGE = 2.5
# Of 255: print at least so light lies behind the text.
_PALE = 140
# So often comes back what is laid over a page like tiles.
_TILES = 4


def find_watermarks(layout: PageLayout, runs: Runs) -> Mask:
    """Return which runs are printed across the page, of shape (len(runs),).

    Such a run slants and is large; or it is pale, lies across other lines, and is large or
    comes back like tiles.
    """
    found = np.zeros(len(runs), dtype=np.bool_)
    slants = _slanting(layout, runs)
    pale = _paleness(runs) >= _PALE
    if not (slants | pale).any():
        return found
    usual = float(np.sort(runs.heights)[len(runs) // 2])
    found |= slants & (runs.heights > _SLANTING * usual)
    for same in _alike(layout, runs, np.flatnonzero(pale)):
        tops = runs.boxes[same, 1].round()
        tiled = len(same) >= _TILES and len(set(tops.tolist())) > 1
        large = bool((runs.heights[same] > _LARGE * usual).any())
        if (tiled or large) and _lies_across(runs.boxes[same], runs.boxes[~pale]):
            found[same] = True
    return found


def words_across(layout: PageLayout, runs: Runs, found: Mask) -> str:
    """Return the words of the runs ``found``, of shape (len(runs),), those that come back once."""
    said: dict[str, None] = {}
    for run in np.flatnonzero(found).tolist():
        chars = runs.chars(run)
        said[" ".join(layout.text[chars[0] : chars[-1] + 1].split())] = None
    return " ".join(said)


def _alike(layout: PageLayout, runs: Runs, some: Indices) -> Iterator[Indices]:
    """Yield runs of the same words together."""
    by_words: dict[str, list[int]] = defaultdict(list)
    for run in some.tolist():
        words = "".join(layout.text[at] for at in runs.chars(run))
        by_words[words.casefold()].append(run)
    for same in by_words.values():
        yield np.asarray(same)


def _slanting(layout: PageLayout, runs: Runs) -> Mask:
    turned = np.degrees(layout.char_angles[runs.at[runs.starts]]) % 90
    slanting: Mask = (turned > 10) & (turned < 80)
    return slanting


def _paleness(runs: Runs) -> Floats:
    """Return how light each run is on white paper, of 255; 0 where its colour is not known."""
    red, green, blue, opacity = runs.colours.astype(np.float32).T
    grey = 0.3 * red + 0.59 * green + 0.11 * blue
    paleness: Floats = np.where(opacity < 0, 0, 255 - (255 - grey) * opacity / 255)
    return paleness


def _lies_across(marks: Floats, lines: Floats) -> bool:
    wide = np.minimum(lines[:, 2], marks[:, 2:3]) - np.maximum(lines[:, 0], marks[:, 0:1])
    high = np.minimum(lines[:, 3], marks[:, 3:4]) - np.maximum(lines[:, 1], marks[:, 1:2])
    return bool(((wide > 2) & (high > 2)).any())

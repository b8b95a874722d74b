"""Whether the text of a page is what stands on it, or has to be read from its picture.

A font without a map to Unicode gives control characters, the private use area or another
alphabet; what an old program made of a scan may be a heap of single letters. Languages other
than English are told from shifted letters by how vowels and consonants take turns in them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from corpus.language import english_words, words_unmapped
from corpus.model import Box
from corpus.page.edges import edge_pieces
from corpus.page.layout import PageLayout
from corpus.page.leaving_out import left_out
from corpus.page.stamps import find_stamps

# All shares were set between those of broken pages, drawn in all these ways, and the extremes of
# 2,000 pages of 40 bodies, which are given beside each.
# Characters that no text has: .03, where a symbol font gives bullets.
_MOST_ODD = 0.15
# Words with letters that the file does not tell, of all, and so many of them: .0 and 0.
_MOST_UNMAPPED, _FEW_UNMAPPED = 0.04, 3
# Letters that stand alone, of all words: .30.
_MOST_SINGLE = 0.5
# Letters and digits of all that is printed, repeated signs counted once: .70.
_FEWEST_LETTERS = 0.45
# English words of all with four letters and more: .44 of few, a list of foreign names.
_FEWEST_KNOWN = 0.25
# The same in what lies over a scan: there another reading is at hand, of any language.
_FEWEST_KNOWN_ON_A_SCAN = 0.65
# Pairs of letters of which one is a vowel: .61; also in Welsh, Irish, German, Polish. Letters
# moved along the alphabet come to .14 to .61, .42 on the mean.
_FEWEST_TURNS = 0.58
# English words where it was moved back: at least .44, as above, by chance none.
_MOVED = 0.4
# A page with fewer signs or words than these is not judged.
_ENOUGH_SIGNS = 20
_ENOUGH_WORDS = 12
# The share of a page from which on pictures are a scan of it.
SCAN = 0.6
# And from which on they may hold what it says, as one pasted between the margins does, and how many
# words a heading over them has at most.
_PICTURED = 0.5
_HEADING = 25
_GRID = 24

_ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
_COMMON = re.compile(r"\b(?:the|of|and|to|in|for|is|be|on|that)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_REPEATED = re.compile(r"([^\w\s]|_)\1+")
_LATIN = re.compile(r"[A-Za-z]")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
# Of Welsh too.
_VOWELS = frozenset("aeiouyw")


def without_garble(layout: PageLayout) -> PageLayout:
    """Return a page without its text where that is not what stands there, and say so of it.

    Page numbers that were stamped over it stay.
    """
    if not layout.text.strip() or legible(layout.text, _scanned(layout)):
        return layout
    out = np.ones(len(layout.text), dtype=np.bool_)
    for stamp in find_stamps(edge_pieces(layout)):
        for span in stamp.spans if stamp.worded else ():
            out[span.start : span.end] = False
    return replace(left_out(layout, out, np.zeros_like(out)), garbled=True)


def legible(text: str, scanned: bool = False) -> bool:
    """Whether the text of a page is words that a person would read there.

    ``scanned`` says that it lies over a picture of the whole page. What is too short to tell is
    taken for legible.
    """
    signs = len(text) - sum(map(text.count, " \n\t"))
    if signs < _ENOUGH_SIGNS:
        return True
    if len(_ODD.findall(text)) > _MOST_ODD * signs:
        return False
    unmapped = words_unmapped(text)
    if unmapped >= _FEW_UNMAPPED and unmapped > _MOST_UNMAPPED * len(text.split()):
        return False
    # Nearly every page ends here: where so many words are the commonest of English, it is that.
    if not scanned and len(_COMMON.findall(text)) > signs / 100:
        return True
    return _lettered(text, signs) and _worded(text, scanned)


def pictured(layout: PageLayout, words: int) -> bool:
    """Whether a page is pictures with no more than a heading, of so many ``words``, over them."""
    return words <= _HEADING and covered_by(layout.pictures, layout) >= _PICTURED


def covered_by(pictures: Sequence[Box], layout: PageLayout) -> float:
    """Return the share of a page that pictures cover, from 0 to 1, as told by a grid of points."""
    # More than so many pictures are dots and strips of one.
    boxes = np.asarray([(p.x0, p.y0, p.x1, p.y1) for p in pictures[:200]], dtype=np.float32)
    x, y = ((np.arange(_GRID) + 0.5) * side / _GRID for side in (layout.width, layout.height))
    x0, y0, x1, y1 = boxes.reshape(-1, 4).T[:, :, None]
    across, down = (x0 <= x) & (x <= x1), (y0 <= y) & (y <= y1)
    return float((across[:, :, None] & down[:, None, :]).any(axis=0).mean())


def _scanned(layout: PageLayout) -> bool:
    return bool(layout.pictures) and covered_by(layout.pictures, layout) >= SCAN


def _lettered(text: str, signs: int) -> bool:
    """Whether enough of a page is letters: leaders and lines of dots count once."""
    once = _REPEATED.sub(r"\1", text)
    printed = signs - len(text) + len(once)
    letters = sum(map(str.isalnum, once))
    return printed < _ENOUGH_SIGNS or letters >= _FEWEST_LETTERS * printed


def _worded(text: str, scanned: bool) -> bool:
    words = _WORD.findall(text)
    if len(words) < _ENOUGH_WORDS:
        return True
    apart = [word for word in text.split() if not word.isdecimal()]
    if sum(len(word) == 1 and word.isalpha() for word in apart) > _MOST_SINGLE * len(apart):
        return False
    long = [word for word in words if len(word) >= 4 and _LATIN.match(word)]
    if len(long) < _ENOUGH_WORDS:
        return True
    known = _known(long)
    if scanned:
        return known >= _FEWEST_KNOWN_ON_A_SCAN
    return known >= _FEWEST_KNOWN or (_takes_turns(long) and not _moved(long))


def _known(words: Sequence[str]) -> float:
    """Return the share of words that are English."""
    english = english_words()
    return sum(word.lower() in english for word in words) / max(len(words), 1)


def _takes_turns(words: Sequence[str]) -> bool:
    """Whether vowels and consonants follow each other as often as in any language."""
    plain = (unicodedata.normalize("NFD", word.lower()) for word in words)
    letters = ["".join(char for char in word if char.isalpha()) for word in plain]
    pairs = [pair for word in letters for pair in pairwise(word)]
    turns = sum((one in _VOWELS) != (other in _VOWELS) for one, other in pairs)
    return turns >= _FEWEST_TURNS * len(pairs)


def _moved(words: Sequence[str]) -> bool:
    """Whether the words are English with every letter moved so far along the alphabet."""
    joined = " ".join(words).lower()
    for by in range(1, 26):
        table = str.maketrans(_ALPHABET, _ALPHABET[by:] + _ALPHABET[:by])
        if _known(joined.translate(table).split()) >= _MOVED:
            return True
    return False

"""What changed between two versions of a paper, page by page and word by word.

Pages that are the same to the letter, but for furniture and white space, are found first; what
lies between them is aligned so that pages like one another come to stand side by side. A page that
only has another printed number is the same page.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from corpus.model import Page, Span

_WORD = re.compile(r"\S+")
# Two pages below this likeness (0 to 1) are two pages, by judgement: pages of one report that
# share only its phrases reach about a half.
_ALIKE = 0.6
# Pages of a run that all changed, either side of where one should stand, that it may have moved to.
_BAND = 200


class PageChange(StrEnum):
    """What became of a page."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class PagePair:
    """A page of the older version beside one of the newer, both physical, from 1; None without one.

    ``gone`` and ``added`` are the words that only the older and only the newer page has.
    """

    change: PageChange
    older: int | None
    newer: int | None
    gone: tuple[Span, ...] = ()
    added: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a page outside its furniture, and where they stand."""

    words: tuple[str, ...]
    spans: tuple[Span, ...]


def changes(older: Sequence[Page], newer: Sequence[Page]) -> tuple[PagePair, ...]:
    """Return all pages of both versions in the order of the newer one, each once."""
    before, after = [_words(page) for page in older], [_words(page) for page in newer]
    blocks = SequenceMatcher(
        a=[one.words for one in before], b=[one.words for one in after], autojunk=False
    ).get_opcodes()
    found: list[PagePair] = []
    for tag, a0, a1, b0, b1 in blocks:
        if tag == "equal":
            pairs = zip(range(a0, a1), range(b0, b1), strict=True)
            found += [PagePair(PageChange.SAME, older[a].number, newer[b].number) for a, b in pairs]
        else:
            for a, b in _aligned(before[a0:a1], after[b0:b1]):
                one = (a0 + a) if a is not None else None
                two = (b0 + b) if b is not None else None
                found.append(_pair(older, newer, before, after, one, two))
    return tuple(found)


def _words(page: Page) -> _Words:
    inside = [
        match
        for match in _WORD.finditer(page.text)
        if not any(s.start < match.end() and match.start() < s.end for s in page.furniture)
    ]
    spans = tuple(Span(page.number, match.start(), match.end()) for match in inside)
    return _Words(tuple(match[0] for match in inside), spans)


def _aligned(
    before: Sequence[_Words], after: Sequence[_Words]
) -> Iterator[tuple[int | None, int | None]]:
    """Yield indices of pages side by side, so that their likeness is greatest as a whole.

    The recurrence is that of Needleman and Wunsch (1970), with gaps that cost nothing and pairs
    worth what they are more alike than ``_ALIKE``.
    """
    if not (before and after):
        yield from ((a, None) for a in range(len(before)))
        yield from ((None, b) for b in range(len(after)))
        return
    gain = _gains(before, after)
    best = np.zeros((len(before) + 1, len(after) + 1))
    for a in range(len(before) - 1, -1, -1):
        ahead = np.maximum(best[a + 1, :-1], gain[a] + best[a + 1, 1:])
        best[a, :-1] = np.maximum.accumulate(ahead[::-1])[::-1]
    a = b = 0
    while a < len(before) or b < len(after):
        both = a < len(before) and b < len(after)
        if both and gain[a, b] >= 0 and best[a, b] == gain[a, b] + best[a + 1, b + 1]:
            yield a, b
            a, b = a + 1, b + 1
        elif a < len(before) and (b == len(after) or best[a, b] == best[a + 1, b]):
            yield a, None
            a += 1
        else:
            yield None, b
            b += 1


def _gains(before: Sequence[_Words], after: Sequence[_Words]) -> npt.NDArray[np.float64]:
    """Return what a pair of pages is worth, older by newer: below 0 where they are not alike.

    Words are compared, not letters. Pages that lie further than ``_BAND`` from where the other
    would stand, if all had grown alike, are not compared, so that the time goes with the pages.
    """
    gain = np.full((len(before), len(after)), -1.0)
    letters: dict[str, str] = {}
    older, newer = _lettered(before, letters), _lettered(after, letters)
    for a, text in enumerate(older):
        near = a * len(after) // len(before)
        first, last = max(0, near - _BAND), near + _BAND + 1
        row = process.cdist([text], newer[first:last], scorer=fuzz.ratio)[0] / 100
        gain[a, first:last] = np.where(row >= _ALIKE, row - _ALIKE, -1.0)
    return gain


def _lettered(pages: Sequence[_Words], letters: dict[str, str]) -> list[str]:
    """Return pages with a letter of its own for each word, which is how they are compared fastest.

    ``letters`` are those of the words that were met, and grow. Where letters run out some words
    share one.
    """
    found = []
    for page in pages:
        for word in page.words:
            letters.setdefault(word, chr(len(letters) % sys.maxunicode))
        found.append("".join(map(letters.__getitem__, page.words)))
    return found


def _pair(
    older: Sequence[Page],
    newer: Sequence[Page],
    before: Sequence[_Words],
    after: Sequence[_Words],
    a: int | None,
    b: int | None,
) -> PagePair:
    if b is None:
        assert a is not None
        return PagePair(PageChange.GONE, older[a].number, None)
    if a is None:
        return PagePair(PageChange.ADDED, None, newer[b].number)
    one, two = before[a], after[b]
    if one.words == two.words:
        return PagePair(PageChange.SAME, older[a].number, newer[b].number)
    gone: list[Span] = []
    added: list[Span] = []
    for step in Indel.opcodes(one.words, two.words):
        if step.tag != "equal":
            gone += _run(one.spans[step.src_start : step.src_end])
            added += _run(two.spans[step.dest_start : step.dest_end])
    return PagePair(PageChange.CHANGED, older[a].number, newer[b].number, tuple(gone), tuple(added))


def _run(spans: Sequence[Span]) -> list[Span]:
    """Return one span from the first of these words to the last; none of none."""
    return [Span(spans[0].page, spans[0].start, spans[-1].end)] if spans else []

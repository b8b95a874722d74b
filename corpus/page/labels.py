"""The number printed on each physical page.

A page can carry several numbers: the pack's stamp, and the page number of the
document inside it. The pack's are those whose style goes on counting over the
most pages. Where a dense chain of stamps goes past a page that lost its own, the
chain says the number; where nothing is printed and no chain passes, there is none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.model import LabelSource
from corpus.page.stamps import Stamp

# A chain fills its gaps if at least this share of the pages it runs over is stamped.
_DENSE = 0.5
# Page labels that agree with fewer of the stamps than this are not believed.
_BELIEVED = 0.8
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class Label:
    """The printed number of a page (None where there is none), and how it was learnt."""

    text: str | None
    source: LabelSource


_NO_LABEL = Label(None, LabelSource.NONE)
_Style = tuple[bool, bool, bool]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a page's number: ``offset`` is the number less the page."""

    page: int
    label: str
    style: _Style
    offset: int


def read_labels(
    page_count: int, stamps: Mapping[int, Sequence[Stamp]], page_labels: Sequence[str | None] = ()
) -> dict[int, Label]:
    """Return the printed number of every page from 1 to ``page_count``.

    ``stamps`` are those found on each page, ``page_labels`` the file's
    /PageLabels in page order (empty if it has none); they are only believed
    where they agree with what is printed.
    """
    readings = [r for number in range(1, page_count + 1) for r in _readings(stamps.get(number, ()))]
    chosen = _choose(readings)
    labels = {r.page: Label(r.label, LabelSource.STAMP) for r in chosen.values()}
    labels.update(_filled(chosen))
    for page, text in _believed(page_labels[:page_count], labels, page_count).items():
        labels.setdefault(page, Label(text, LabelSource.PAGE_LABELS))
    return {number: labels.get(number, _NO_LABEL) for number in range(1, page_count + 1)}


def _readings(stamps: Sequence[Stamp]) -> list[_Reading]:
    found = []
    for stamp in stamps:
        number = stamp.number
        roman = number is None and not any(char.isdigit() for char in stamp.label)
        value = _roman(stamp.label) if roman else number
        style = (stamp.worded, stamp.total is not None, roman)
        offset = value - stamp.page if value is not None else 10**6
        found.append(_Reading(stamp.page, stamp.label, style, offset))
    return found


def _roman(text: str) -> int:
    values = [_ROMAN.get(char, 0) for char in text.casefold()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def _choose(readings: Sequence[_Reading]) -> dict[int, _Reading]:
    """Pick for each page the reading of the style, then of the chain, that counts furthest."""
    chains = Counter((r.style, r.offset) for r in readings)
    styles: Counter[_Style] = Counter()
    for (style, _), length in chains.items():
        # A lone number says nothing about its style; a long chain much.
        styles[style] += length * length
    chosen: dict[int, _Reading] = {}
    for reading in readings:
        length = chains[reading.style, reading.offset]
        if length == 1 and not reading.style[0] and reading.offset > 0:
            continue  # a stray number in the margin
        best = chosen.get(reading.page)
        if best is None or _weight(reading, styles, chains) > _weight(best, styles, chains):
            chosen[reading.page] = reading
    return chosen


def _weight(
    reading: _Reading, styles: Counter[_Style], chains: Counter[tuple[_Style, int]]
) -> tuple[int, int]:
    return styles[reading.style], chains[reading.style, reading.offset]


def _filled(chosen: Mapping[int, _Reading]) -> dict[int, Label]:
    """Number the pages that a dense chain passes and that do not carry its stamp."""
    chains: dict[tuple[_Style, int], list[int]] = defaultdict(list)
    for reading in chosen.values():
        chains[reading.style, reading.offset].append(reading.page)
    found: dict[int, Label] = {}
    for (style, offset), pages in sorted(chains.items(), key=lambda chain: len(chain[1])):
        if style[2] or offset == 10**6:
            continue
        for first, last in _dense_parts(sorted(pages)):
            for page in set(range(first, last + 1)) - set(pages):
                other = chosen.get(page)
                if other is None or len(chains[other.style, other.offset]) < len(pages):
                    found[page] = Label(str(page + offset), LabelSource.RUN)
    return found


def _dense_parts(pages: Sequence[int]) -> list[tuple[int, int]]:
    """Cut a chain's pages at its widest gaps until each part is dense."""
    if len(pages) / (pages[-1] - pages[0] + 1) >= _DENSE:
        return [(pages[0], pages[-1])]
    gaps = [after - before for before, after in pairwise(pages)]
    cut = gaps.index(max(gaps)) + 1
    return [*_dense_parts(pages[:cut]), *_dense_parts(pages[cut:])]


def _believed(
    page_labels: Sequence[str | None], labels: Mapping[int, Label], page_count: int
) -> dict[int, str]:
    """Return what the file's page labels add to the stamps, if they can be believed."""
    told = {at: text for at, text in enumerate(page_labels, 1) if text}
    trivial = all(text == str(at) for at, text in told.items())
    if len(page_labels) != page_count or (trivial and not labels):
        return {}
    both = [page for page in told if page in labels]
    agreed = sum(told[page].casefold() == labels[page].text for page in both)
    if both and agreed < _BELIEVED * len(both):
        return {}
    if not both:
        return told
    # A viewer's "i" on a front sheet is not printed there; numbers go on counting.
    roman = any(not (label.text or "").isdecimal() for label in labels.values())
    return {page: text for page, text in told.items() if text.isdecimal() or roman}

"""Blocks packed into passages of sixty to a hundred words.

A passage begins at a heading, keeps a lead-in with what it introduces, and
crosses a page end only where a sentence does. Longer paragraphs are cut at
sentence ends.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.language import characters, is_abbreviation
from corpus.passages.blocks import Block, BlockKind, Rank, Slice, heading_count, heading_text

# Sixty to a hundred words rank pages best; a third more beats cutting a paragraph.
_LEAST, _MOST, _STRETCH = 35, 100, 1.3
# A section of fewer words is kept with the next one.
_SMALL = 12
# Sizes of print that differ less are the same.
_ALIKE = 0.75
_SENTENCE = re.compile(rf"[{characters('stops', 'pauses')}][{characters('closing')}]*(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Bundle:
    """The slices of one passage, and the headings that it stands under."""

    slices: tuple[Slice, ...]
    headings: tuple[str, ...]

    @property
    def words(self) -> int:
        """How many words its slices have."""
        return sum(len(part.text.split()) for part in self.slices)

    @property
    def pages(self) -> set[int]:
        """Its physical pages."""
        return {part.page for part in self.slices}


def pack(blocks: Sequence[Block], most: int = _MOST) -> tuple[Bundle, ...]:
    """Pack blocks, in reading order, into bundles of about ``most`` words.

    No slice is lost or repeated.
    """
    packer = _Packer(most)
    for block in blocks:
        packer.add(block)
    packer.close(carry=False)
    return tuple(_absorb(packer.bundles, most))


@dataclass(frozen=True, slots=True)
class _Counted:
    """A numbered heading: its numbers and rank, and the headings ``above`` it."""

    count: tuple[int, ...]
    rank: Rank
    above: tuple[tuple[Rank, str], ...]

    def goes_on(self, count: tuple[int, ...], rank: Rank) -> bool:
        """Whether the heading counted ``count`` is the next one after this."""
        onward = count[:-1] == self.count[:-1] and count[-1] == self.count[-1] + 1
        return onward and abs(rank.size - self.rank.size) < _ALIKE


@dataclass
class _Packer:
    most: int
    bundles: list[Bundle] = field(default_factory=list)
    stack: list[tuple[Rank, str]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    under: tuple[str, ...] = ()
    counted: dict[int, _Counted] = field(default_factory=dict)

    @property
    def words(self) -> int:
        return sum(block.words for block in self.blocks)

    @property
    def content(self) -> int:
        return sum(block.words for block in self.blocks if block.kind is not BlockKind.HEADING)

    def add(self, block: Block) -> None:
        if self.blocks and block.pages[0] != self.blocks[-1].pages[-1]:
            self.close(carry=False)
        if block.kind is BlockKind.HEADING:
            self._head(block)
            return
        if len(block.pages) > 1:
            self._run_over(block)
            return
        if self.words + block.words > self.most and self.content >= _LEAST:
            self.close(carry=True)
        for piece in self._cut(block):
            self._take(piece)

    def close(self, *, carry: bool) -> None:
        """End the passage; with ``carry``, headings and lead-ins at its end go on."""
        kept = self.blocks
        tail: list[Block] = []
        while carry and len(kept) > 1 and kept[-1].leads_in:
            tail.insert(0, kept[-1])
            kept = kept[:-1]
        if kept:
            under = self.under or self._headings()
            self.bundles.append(Bundle(tuple(s for b in kept for s in b.slices), under))
        self.blocks = tail
        self.under = self._headings() if self.content else ()

    def _head(self, block: Block) -> None:
        if self.content >= _SMALL:
            self.close(carry=True)
        count = heading_count(block.text)
        before = self.counted.get(len(count)) if count else None
        if count and before and before.goes_on(count, block.rank):
            # "7 Fares" after "6 Moorings" stands beside it, whatever came between.
            self.stack = list(before.above)
        while self.stack and not self.stack[-1][0].above(block.rank):
            self.stack.pop()
        if count:
            self.counted[len(count)] = _Counted(count, block.rank, tuple(self.stack))
        self.stack.append((block.rank, heading_text(block.text)))
        self.blocks.append(block)

    def _take(self, block: Block) -> None:
        full = self.words + block.words > self.most * _STRETCH
        if full and self.content:
            self.close(carry=True)
        if not self.content:
            self.under = self._headings()
        self.blocks.append(block)

    def _run_over(self, block: Block) -> None:
        """A sentence over the page end: alone, or few other words would sit on both pages."""
        if self.content >= _LEAST:
            self.close(carry=True)
        for piece in self._cut(block):
            self._take(piece)
            if len(piece.pages) > 1:
                self.close(carry=False)

    def _cut(self, block: Block) -> Iterator[Block]:
        if block.words <= self.most * _STRETCH:
            yield block
            return
        pieces = math.ceil(block.words / (self.most * 0.9))
        for slices in sentences(block.slices, block.words / pieces):
            yield replace(block, slices=slices)

    def _headings(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.stack)


def sentences(slices: Sequence[Slice], words: float) -> Iterator[tuple[Slice, ...]]:
    """Cut slices at sentence ends, or at line ends where a sentence is too long.

    Pieces have about ``words`` words; a last one under a share of 0.3 of that joins the one
    before.
    """
    pieces: list[list[Slice]] = [[]]
    count = 0
    for part in (fragment for whole in slices for fragment in _fragments(whole)):
        if not pieces[-1]:
            count = 0
        pieces[-1].append(part)
        count += len(part.text.split())
        ends = len(part.text) in _sentence_ends(part.text)
        if (ends and count >= words * 0.85) or count >= words * 1.4:
            pieces.append([])
    if len(pieces) > 1 and sum(len(p.text.split()) for p in pieces[-1]) < words * 0.3:
        pieces[-2].extend(pieces.pop())
    yield from (tuple(piece) for piece in pieces if piece)


def _fragments(part: Slice) -> Iterator[Slice]:
    """Cut one slice after each sentence end inside it, and every sixty words."""
    at = 0
    ends = _sentence_ends(part.text)
    words = [match.end() for match in re.finditer(r"\S+", part.text)]
    cuts = sorted({*ends, *words[59::60], len(part.text)})
    for end in cuts:
        text = part.text[at:end]
        if text.strip():
            first = at + len(text) - len(text.lstrip())
            start = part.start + first
            yield replace(part, start=start, end=part.start + end, text=part.text[first:end])
        at = end


def _sentence_ends(text: str) -> set[int]:
    hits = _SENTENCE.finditer(text)
    return {hit.end() for hit in hits if not is_abbreviation(text, hit.start() + 1)}


def _absorb(bundles: Sequence[Bundle], most: int) -> Iterator[Bundle]:
    """Join a last few words of a page to the passage before them."""
    last: Bundle | None = None
    for bundle in bundles:
        if last is not None and _stray(last, bundle, most):
            last = replace(last, slices=(*last.slices, *bundle.slices))
            continue
        if last is not None:
            yield last
        last = bundle
    if last is not None:
        yield last


def _stray(last: Bundle, bundle: Bundle, most: int) -> bool:
    same = last.pages == bundle.pages and len(last.pages) == 1
    fits = last.words + bundle.words <= most * _STRETCH
    return same and fits and (bundle.words < 20 or last.words < 12)

"""The question said again in the words that papers use.

Everyday words are swapped for official ones and acronyms for what they stand
for, or the other way round. Each way of saying it is embedded whole, so that the
swapped words have their meaning from the question around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.model import DEFAULT, WordWeights
from retrieval.question.everyday import OtherWords
from retrieval.question.query import Query


@dataclass(frozen=True, slots=True)
class Swap:
    """Characters ``start`` to ``end`` of the question stand at ``first`` to ``last`` of another.

    Both ranges are half-open.
    """

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Rephrasing:
    """The whole question with words swapped."""

    text: str
    swaps: tuple[Swap, ...]


def rephrasings(
    query: Query, constants: WordWeights = DEFAULT.word_weights
) -> tuple[Rephrasing, ...]:
    """Return other ways of saying ``query.search_text``, the likeliest first."""
    text = query.search_text
    others = _apart([*query.others, *_spelt_out(query, text)])
    ways = ([one for one in others if len(one.words) > way] for way in range(constants.ways))
    return tuple(_swapped(text, chosen, way) for way, chosen in enumerate(ways) if chosen)


def _spelt_out(query: Query, text: str) -> Iterator[OtherWords]:
    for typed, other in query.expansions:
        found = re.search(rf"\b{re.escape(typed)}", text, re.IGNORECASE)
        if found:
            yield OtherWords(found.start(), found.end(), (other,))


def _apart(others: Sequence[OtherWords]) -> list[OtherWords]:
    """Keep the longest of those that overlap, in text order."""
    kept: list[OtherWords] = []
    for one in sorted(others, key=lambda other: other.start - other.end):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda other: other.start)


def _swapped(text: str, others: Sequence[OtherWords], way: int) -> Rephrasing:
    said, swaps, at = "", [], 0
    for one in others:
        said += text[at : one.start]
        swaps.append(Swap(one.start, one.end, len(said), len(said) + len(one.words[way])))
        said += one.words[way]
        at = one.end
    return Rephrasing(said + text[at:], tuple(swaps))

"""Everyday words of a question, and the words that papers use for the same thing.

"Kids" asks for children and young people, "bin lorries" for waste collection
vehicles. The pairs are data, in ``retrieval/everyday_words.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("everyday_words.txt")


@dataclass(frozen=True, slots=True)
class OtherWords:
    """Words that may be meant by a phrase of a question, likeliest first.

    The phrase is characters ``start`` to ``end`` of it, half-open.
    """

    start: int
    end: int
    words: tuple[str, ...]


@lru_cache(maxsize=64)
def official_words(text: str) -> tuple[OtherWords, ...]:
    """Return what papers may call the things that ``text`` names in everyday words, in text order.

    Of overlapping phrases the longest counts.
    """
    pairs = _pairs()
    return tuple(
        OtherWords(found.start(), found.end(), pairs[found.group().lower()])
        for found in _pattern().finditer(text.replace("’", "'"))
    )


@cache
def _pairs() -> Mapping[str, tuple[str, ...]]:
    return dict(_read(_FILE.read_text(encoding="utf-8")))


def _read(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in text.splitlines():
        if "=" in line and not line.startswith("#"):
            everyday, official = line.split("=")
            words = tuple(word.strip() for word in official.split(";"))
            for phrase in everyday.split(","):
                if phrase.strip():
                    yield phrase.strip(), words


@cache
def _pattern() -> re.Pattern[str]:
    longest = sorted(_pairs(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)

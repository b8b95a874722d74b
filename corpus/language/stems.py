"""Words without their endings, so that "libraries" and "library", "buses" and "bus" are one."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

import snowballstemmer

from corpus.language.vocabulary import rows_of


class _Stemmers(threading.local):
    """One stemmer a thread: each keeps the word it works on."""

    def __init__(self) -> None:
        self.english: Any = snowballstemmer.stemmer("english")


_STEMMERS = _Stemmers()


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a lower-case word without its ending (Snowball English, odd plurals by a list).

    An odd plural with an s is what belongs to them, typed without its apostrophe: "childrens".
    """
    singulars = _numbers()[0]
    singular = singulars.get(word) or singulars.get(word.removesuffix("s"), word)
    bare: str = _STEMMERS.english.stemWord(singular)
    return bare


def other_number(word: str) -> str | None:
    """Return the odd plural of a lower-case word, or what it is that of; None for all others.

    SQLite's porter stemmer makes "bu" of "bus" and "buse" of "buses", so both are asked for.
    """
    singulars, plurals = _numbers()
    bare = word.removesuffix("s")
    return singulars.get(word) or plurals.get(word) or (bare if bare in singulars else None)


@cache
def _numbers() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return singulars by their odd plurals, and the other way round."""
    pairs = [(row.form, row.plural) for row in rows_of("odd_plurals") if row.plural]
    return {plural: form for form, plural in pairs}, dict(pairs)

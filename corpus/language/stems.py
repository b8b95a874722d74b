"""Words without their endings, so that "libraries" and "library" are one."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Any

import snowballstemmer


class _Stemmers(threading.local):
    """One stemmer a thread: each keeps the word it works on."""

    def __init__(self) -> None:
        self.english: Any = snowballstemmer.stemmer("english")


_STEMMERS = _Stemmers()


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a lower-case word without its ending (Snowball English)."""
    bare: str = _STEMMERS.english.stemWord(word)
    return bare

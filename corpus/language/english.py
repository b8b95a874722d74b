"""The English word list: what is in it is a word, and no slip or piece of one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_LIST = Path(__file__).with_name("english_words.txt")


@cache
def english_words() -> frozenset[str]:
    """Return the list's words, in small letters, of four letters and more, with their endings."""
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))

"""Compounds that papers write otherwise: "kickboards" for "kick-boards", "foot bridge"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from retrieval.question.content_words import is_stop_word
from retrieval.question.everyday import OtherWords

_WORD = re.compile(r"[^\W\d_]+")
_JOINED_BY = re.compile(r"\s|\s?[-–]\s?")
# Letters of a part at least: shorter ones are endings, or little words.
_PART = 3


class PapersWords(Protocol):
    """What the papers teach of words: see :class:`retrieval.question.lexicon.Lexicon`."""

    @property
    def pages_with(self) -> Callable[[str, Sequence[str]], int]: ...
    def knows(self, word: str) -> int: ...


def written_otherwise(text: str, papers: PapersWords) -> Iterator[OtherWords]:
    """Yield words of a question as papers write them, too: apart, or as one.

    A word is taken apart where its parts stand next to each other on a page; two words next to
    each other are put together where no page has them so. None of its parts is a stop word.
    """
    words = list(_WORD.finditer(text))
    for word in words:
        typed = word.group().lower()
        apart = next(_apart(typed, papers), "")
        if apart:
            yield OtherWords(word.start(), word.end(), (apart,))
    for one, other in pairwise(words):
        parts = [one.group().lower(), other.group().lower()]
        near = _JOINED_BY.fullmatch(text, one.end(), other.start())
        as_one = "".join(parts)
        whole = near and min(map(len, parts)) >= _PART and papers.knows(as_one)
        if whole and not papers.pages_with(" ".join(parts), parts[:1]):
            yield OtherWords(one.start(), other.end(), (as_one,))


def _apart(word: str, papers: PapersWords) -> Iterator[str]:
    for cut in range(_PART, len(word) - _PART + 1):
        parts = word[:cut], word[cut:]
        both = f"{parts[0]} {parts[1]}"
        # "For ward members" is no "forward".
        if (
            not any(map(is_stop_word, parts))
            and all(map(papers.knows, parts))
            and papers.pages_with(both, parts[:1])
        ):
            yield both

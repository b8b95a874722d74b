"""Words of a text in their order, and which of them stand beside one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.language import alternation, is_abbreviation, rows_of
from corpus.language import words as words_of
from retrieval.question import is_stop_word, stem

_WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)*")
_NUMBERS = words_of("zero", "ones", "teens", "tens", "scales")
_SENTENCE_END = re.compile(r"[.;:!?]\s+|\n")


@dataclass(frozen=True, slots=True)
class Word:
    """A word from ``start`` to ``end`` of its text; ``root`` is its stem, "" for small words.

    Numbers are ``number``; they are compared as figures, so they tell nothing of their own.
    """

    text: str
    start: int
    root: str
    number: bool

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)

    @property
    def tells(self) -> bool:
        """Whether it says what its text is about."""
        return bool(self.root) and not self.number


@lru_cache(maxsize=4096)
def words_in(text: str) -> tuple[Word, ...]:
    """Return the words and numbers of ``text`` in their order."""
    return tuple(_word(found.group(), found.start()) for found in _WORD.finditer(text))


@cache
def any_of(*groups: str) -> re.Pattern[str]:
    """Return the pattern of the words of ``groups`` of the vocabulary, each whole.

    Capitals begin sentences, but "May" is a month.
    """
    return re.compile(rf"(?!(?-i:May)\b)\b(?:{alternation(*groups)})(?!\w)", re.I)


@cache
def rows_apart(group: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Return for each row of a group its own pattern, and that of all the others."""
    forms = [row.pattern for row in rows_of(group)]
    return tuple(
        (_whole((form,)), _whole([other for other in forms if other != form])) for form in forms
    )


def _whole(forms: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(forms)})(?!\w)", re.I)


def beside(text: str, start: int, end: int, reach: int) -> frozenset[str]:
    """Return the roots of the ``reach`` telling words nearest on each side of ``start`` to ``end``.

    That is half-open: what begins at ``end`` stands after.
    """
    telling = [word for word in words_in(text) if word.tells]
    before = [word.root for word in telling if word.start < start]
    after = [word.root for word in telling if word.start >= end]
    return frozenset((*before[-reach:], *after[:reach]))


def roots(text: str) -> frozenset[str]:
    """Return the roots of the telling words of ``text``."""
    return frozenset(word.root for word in words_in(text) if word.tells)


def sentences_in(texts: Sequence[str]) -> list[str]:
    """Cut texts where a sentence, or a point of a list, ends."""
    return [piece for text in texts for piece in _cut(text) if piece.strip()]


def _cut(text: str) -> Iterator[str]:
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if not is_abbreviation(text, end.start() + 1):
            yield text[start : end.start()]
            start = end.end()
    yield text[start:]


def _word(text: str, start: int) -> Word:
    lowered = text.lower().replace("’", "'").removesuffix("'s")
    if lowered in _NUMBERS or lowered[0].isdigit():
        return Word(text, start, lowered.replace(",", ""), number=True)
    small = is_stop_word(lowered)
    return Word(text, start, "" if small else _irregular(lowered) or stem(lowered), number=False)


@lru_cache(maxsize=4096)
def _irregular(word: str) -> str:
    """Return one word for both forms of a verb whose past is another word, else ""."""
    return next((form for form, pattern in _verbs() if pattern.fullmatch(word)), "")


@cache
def _verbs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = (row.pattern for row in rows_of("irregular_pasts"))
    return tuple((pattern, re.compile(pattern)) for pattern in rows)

"""Full stops that end no sentence: those of abbreviations and initials."""

from __future__ import annotations

import re

from corpus.language.vocabulary import alternation, words

_ABBREVIATED = re.compile(rf"(?<![\w.]){alternation('abbreviations', plurals=True)}\.")
_INITIAL = re.compile(r"(?<!\w)[A-Z]\.")
_NEXT = re.compile(r"\s*([A-Z][a-z]+)\b")
# Longer than the longest abbreviation with what stands before it.
_LONGEST = 16


def is_abbreviation(text: str, end: int) -> bool:
    """Whether the full stop that ends ``text[:end]`` is that of an abbreviation or initial.

    Such a stop ends a sentence all the same where a little word with a capital follows:
    "at 9 p.m. The Chair thanked them".
    """
    low = max(0, end - _LONGEST)
    if any(match.end() == end for match in _INITIAL.finditer(text, low, end)):
        return True
    if not any(match.end() == end for match in _ABBREVIATED.finditer(text, low, end)):
        return False
    after = _NEXT.match(text, end)
    return after is None or after[1].lower() not in words("little_words")

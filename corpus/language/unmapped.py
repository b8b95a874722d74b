"""Signs of a page whose letters its file does not tell: mostly ligatures of a font without a map.

A text has U+FFFD for each ("e\ufffdect"). What is quoted keeps it; what is searched has the letters
where they are certain.
"""

from __future__ import annotations

import re
from itertools import product

from corpus.language.english import english_words
from corpus.language.vocabulary import words

UNMAPPED = "\ufffd"
_WORD = re.compile(f"(?:[^\\W\\d_]|{UNMAPPED}){{2,40}}")
# More of them in one word are no ligatures.
_MOST = 2


def words_unmapped(text: str) -> int:
    """Return how many words of ``text`` have such a sign."""
    if UNMAPPED not in text:
        return 0
    return sum(UNMAPPED in found.group() for found in _WORD.finditer(text))


def with_ligatures(text: str) -> str:
    """Return ``text`` with ligatures for such signs where just one makes an English word.

    >>> with_ligatures("the e\ufffdect on \ufffdre")
    'the effect on \ufffdre'
    """
    return _WORD.sub(_word, text) if UNMAPPED in text else text


def _word(found: re.Match[str]) -> str:
    printed = found.group()
    parts = printed.split(UNMAPPED)
    if not 1 < len(parts) <= _MOST + 1:
        return printed
    made = {
        "".join(part for pair in zip(parts, (*letters, ""), strict=True) for part in pair)
        for letters in product(words("ligatures"), repeat=len(parts) - 1)
    }
    known = [one for one in made if one.lower() in english_words()]
    return known[0] if len(known) == 1 else printed

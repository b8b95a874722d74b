"""Words that somebody types, found as a page prints them: over line ends, in any case."""

from __future__ import annotations

import re
from collections.abc import Iterator

# What a word may be broken by where a line ends; pdfium has marks of its own for the hyphen.
_BREAK = r"(?:[-\u00ad\u2010\ufffe\x02]\s*\n\s*|[\u00ad\u200b])?"
_GAP = r"[\s\u00ad\u200b]+"
# Characters that are typed one way and printed in several.
_SAME = {
    **dict.fromkeys("'\u2018\u2019\u02bc`", "['\u2018\u2019\u02bc`]"),
    **dict.fromkeys('"\u201c\u201d\u201e', '["\u201c\u201d\u201e]'),
    **dict.fromkeys("-\u2010\u2011\u2013\u2014\u2212", "[-\u2010\u2011\u2013\u2014\u2212]"),
}
_LIGATURES = {
    "ffi": "\ufb03",
    "ffl": "\ufb04",
    "ff": "\ufb00",
    "fi": "\ufb01",
    "fl": "\ufb02",
    "st": "\ufb06",
}
_PARTS = re.compile("|".join(_LIGATURES) + "|.", re.IGNORECASE | re.DOTALL)


def printed_places(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where ``words`` stand in ``text`` as half-open offsets, in order; nothing for none.

    White space, the case of letters, hyphens at line ends, ligatures and the form of quotation
    marks and dashes make no difference. Words are parts of words too ("park" in "parking").
    """
    if pattern := _pattern(words):
        yield from (found.span() for found in re.finditer(pattern, text, re.IGNORECASE))


def _pattern(words: str) -> str:
    return _GAP.join(_BREAK.join(_part(m[0]) for m in _PARTS.finditer(w)) for w in words.split())


def _part(part: str) -> str:
    if ligature := _LIGATURES.get(part.casefold()):
        return f"(?:{_BREAK.join(map(re.escape, part))}|{ligature})"
    return _SAME.get(part, re.escape(part))

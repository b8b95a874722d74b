"""Acronyms and what they stand for, as a paper itself explains them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.language.compounds import rejoined
from corpus.language.vocabulary import alternation, characters

# Letters, two to eight, mostly capitals: "MASH", "CiC", "S&P", "SEND".
_SHORT = r"[A-Z][A-Za-z&/]{1,7}"
_BRACKETED = re.compile(rf"\((?:the\s+|or\s+)?[\"“‘']?({_SHORT})s?[\"”’']?\)")
_EXPLAINED = re.compile(rf"(?<![\w(])({_SHORT})\s*\(([A-Z][^()\n]{{5,90}}(?:\n[^()\n]{{1,60}})?)\)")
_LISTED = re.compile(
    rf"(?m)^[ \t]*({_SHORT})(?:[ \t]*[-–—:=][ \t]*|[ \t]+)([A-Z][A-Za-z’'&,/ -]{{5,90}}?)[ \t.;]*$"
)
_MEANT = re.compile(
    rf"(?<![\w(])[\"“‘']?({_SHORT})[\"”’']?\s+(?:means|stands\s+for|is\s+short\s+for)\s+(?:the\s+)?"
    r"([A-Za-z][A-Za-z’'&,/ \n-]{5,90})"
)
# "Child Exploitation panel (CE)": what the body is, which its letters leave out.
_BODIES = re.compile(
    rf"(?<!\s)\s++(?:{alternation('body_nouns', plurals=True)}|(?:meeting|plan|scheme|programme"
    r"|project|service|fund|order|strategy|system|process|model|framework|tool)s?)\s*+$",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    rf"[{characters('stops', 'pauses', 'bullets', 'font_bullets')}()]\s|\n\s*\n"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z’']*")
# Words that an acronym may skip.
_SMALL = frozenset(
    ("a", "an", "and", "at", "by", "de", "for", "from", "in", "of", "on", "or", "s", "the", "to")
)
# A long form has at most this many words more than the acronym has letters.
_SLACK = 4


def find_acronyms(text: str) -> tuple[tuple[str, str], ...]:
    """Return acronyms with their long forms, in the order in which they first stand.

    Found are "Long Form (LF)", "LF (Long Form)", "LF means Long Form" and lists
    such as "LF - Long Form", each only where every letter of the acronym begins a word of the
    long form, in order (or is a capital inside one).
    """
    whole = rejoined(re.sub("\u00ad\\s*", "", text))
    folded = re.sub(r"(?<=[A-Za-z])[\ufffe-]\n", "-", whole)
    found: dict[str, tuple[int, str]] = {}
    for at, short, long in _candidates(folded):
        known = found.get(short)
        if known is None or at < known[0]:
            found[short] = (at, long)
    ordered = sorted(found.items(), key=lambda entry: entry[1][0])
    return tuple((short, long) for short, (_, long) in ordered)


def _candidates(text: str) -> Iterator[tuple[int, str, str]]:
    for match in _BRACKETED.finditer(text):
        # A plural: "Looked After Children (LACs)".
        short = re.sub(r"(?<=[A-Z])s$", "", match.group(1))
        long = _before(short, text[max(0, match.start() - 160) : match.start()])
        if long:
            yield match.start(), short, long
    for pattern in (_EXPLAINED, _LISTED):
        for match in pattern.finditer(text):
            short, long = match.group(1), " ".join(match.group(2).split())
            if _is_short(short) and _spells(short, _words(long)):
                yield match.start(), short, long
    for match in _MEANT.finditer(text):
        long = _after(match.group(1), match.group(2)) or ""
        if long:
            yield match.start(), match.group(1), long


def _before(short: str, text: str) -> str | None:
    """Return the shortest run of words that ends ``text`` and spells ``short``.

    A last word that says what kind of body it is may be left over.
    """
    if not _is_short(short) or re.search(r"[.;:!?(]\s*$", text):
        return None
    return _ending(short, text) or _ending(short, _BODIES.sub("", text))


def _after(short: str, text: str) -> str | None:
    """Return the shortest run of words that begins ``text`` and spells ``short``."""
    if not _is_short(short):
        return None
    for word in _WORD.finditer(text):
        long = text[: word.end()]
        if _spells(short, _words(long)):
            return " ".join(long.split())
    return None


def _ending(short: str, text: str) -> str | None:
    sentence = _CLAUSE_END.split(text)[-1]
    words = list(_WORD.finditer(sentence))
    letters = sum(char.isalpha() for char in short)
    for count in range(1, min(len(words), letters + _SLACK) + 1):
        first = words[-count]
        long = sentence[first.start() :].strip(" \n\"“‘'-–")
        if first.group().lower() not in _SMALL and _spells(short, _words(long)):
            return " ".join(long.split())
    return None


def _words(text: str) -> list[str]:
    return [word.group() for word in _WORD.finditer(text)]


def _is_short(short: str) -> bool:
    capitals = sum(char.isupper() for char in short)
    return capitals >= 2 and capitals >= len([c for c in short if c.isalpha()]) / 2


def _spells(short: str, words: list[str]) -> bool:
    """Whether the letters of ``short`` begin the words, all but small words used.

    Words without any capital must be as many as the letters, and three at least.
    """
    letters = [char.lower() for char in short if char.isalpha()]
    if not words or words[0][0].lower() != letters[0]:
        return False
    if any(len(word) == 1 and word.lower() not in _SMALL for word in words):
        return False  # somebody's initials
    capital = any(word[0].isupper() for word in words)
    if not capital and not len(words) == len(letters) > 2:
        return False
    if len(words) > len(letters) + _SLACK:
        return False
    return _fits(letters, words)


def _fits(letters: list[str], words: list[str]) -> bool:
    """Match letter by letter: a word gives its first letter, a small one may give none."""
    if not letters:
        return all(word.lower() in _SMALL for word in words)
    if not words:
        return False
    first, rest = words[0], words[1:]
    if first[0].lower() == letters[0] and _fits(letters[1:], rest):
        return True
    return first.lower() in _SMALL and _fits(letters, rest)

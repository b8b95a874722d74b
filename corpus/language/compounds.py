"""Words with a hyphen: which of them a line end broke, and what else each is found by.

A printed hyphen stays in what is quoted, unless a line end put it into a word that has none.
What is searched has a broken word whole, and is found by a compound's joined form too:
"re-inspection" where "reinspection" is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.language.english import english_words
from corpus.language.vocabulary import words

# The hyphen that pdfium takes for one at a line end, whose line end it leaves out.
_MARKS = "\ufffe\u0002\u00ad"
_MARKED = re.compile("(?<=[^\\W_])[\ufffe\u0002](?=[^\\W_]|\\s|$)")
_COMPOUND = re.compile(r"(?<![\w-])[^\W\d_]+(?:[-\u2010][^\W\d_]+)+(?![\w-])")
_BROKEN = re.compile(r"(?<![\w-])([^\W\d_]*[^\W\d_A-Z])[-\u2010](\n\s*)?([a-z]{2,})(?![\w-])")
_SOFT = re.compile("(?<=[^\\W\\d_])\u00ad(?=[^\\W\\d_])")
_MARKED_WORD = re.compile(
    "(?<![\\w-])(?P<first>[^\\W\\d_]*[^\\W\\d_A-Z])[\ufffe\u0002](?P<second>[a-z]{2,})(?![\\w-])"
)
_TOKEN = re.compile(r"[^\W_]+")


def with_printed_hyphens(text: str) -> str:
    """Return the text of a page with a hyphen where pdfium marks one (U+0002, U+FFFE).

    Every other character keeps its offset. The marks are those of pdfium's
    ``CPDF_TextPage::IsHyphen``; a mark that does not follow a letter or digit stays.
    """
    return _MARKED.sub("-", text)


def line_end_hyphens(text: str) -> tuple[int, ...]:
    """Return where hyphens stand that are no letters of their word, characters from 0, sorted.

    Those are soft ones (U+00AD) inside a word, and of those that pdfium marks each in a word of
    the English list whose second half is none, and whose first is no mere prefix ("co").
    """
    # Nearly every page ends here.
    if not any(mark in text for mark in _MARKS):
        return ()
    marked = (
        found.end("first")
        for found in _MARKED_WORD.finditer(text)
        if _is_word(found["first"] + found["second"])
        and not _is_word(found["second"])
        and (found["first"].lower() in english_words() or not _begins_compound(found["first"]))
    )
    return tuple(sorted((*marked, *(found.start() for found in _SOFT.finditer(text)))))


def rejoined(text: str) -> str:
    """Return ``text`` with the words whole that a line end broke.

    At a line end the hyphen stays where the first half is one of compounds ("multi-agency")
    and the whole is no word. Inside a line it goes only where the whole is a word and the second
    half is none, as where the line end is not known.
    """
    return _BROKEN.sub(_rejoined, text)


def joined_forms(text: str) -> Iterator[str]:
    """Yield the joined form of each compound in ``text``, in small letters, once each.

    It is what "reinspection" is where "re-inspection" stands.
    """
    found = (match.group() for match in _COMPOUND.finditer(text))
    yield from dict.fromkeys("".join(_TOKEN.findall(one)).lower() for one in found)


def _rejoined(broken: re.Match[str]) -> str:
    first, at_end, second = broken.groups()
    whole = first + second
    piece = _is_word(whole) and not _is_word(second)
    if piece or (at_end and not _begins_compound(first)):
        return whole
    return f"{first}-{second}"


def _begins_compound(first: str) -> bool:
    return first.lower() in words("halves")


def _is_word(text: str) -> bool:
    """Whether letters are a word that may stand by itself."""
    return text.lower() in (english_words() if len(text) > 3 else words("short_words"))

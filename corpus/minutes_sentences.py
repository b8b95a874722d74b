"""Where paragraphs and sentences of minutes begin and end."""

from __future__ import annotations

import re

from corpus.minutes_rows import Roll

_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")
_SHORT = re.compile(
    r"(?:\b(?:Cllrs?|Mrs?|Ms|Dr|St|Nos?|Rev|Prof|Ltd|Co|i\.e|e\.g|pp?|paras?|Hon|Ald|approx"
    r"|con|Sgt|Rd|Ave|etc|[A-Z])|^[^\w\n]{0,4}\d{1,4}|\s\(?[a-z])\.\Z",
    re.MULTILINE,
)
# Lines of the longest paragraph looked through; a page of text without any break has more.
_LONGEST = 60


def paragraph_start(roll: Roll, offset: int) -> int:
    """Return the offset where the paragraph that holds ``offset`` begins."""
    index = roll.row_at(offset)
    least = max(index - _LONGEST, 0)
    while index > least and not roll.fresh(index):
        index -= 1
    return roll.rows[index].at


def sentence_start(roll: Roll, offset: int) -> int:
    """Return the offset where the sentence that holds ``offset`` begins."""
    begin = paragraph_start(roll, offset)
    for hit in _SENTENCE.finditer(roll.text, begin, offset + 1):
        if hit.end() <= offset and not _short(roll.text, begin, hit.start()):
            begin = hit.end()
    return begin


def sentence_ends(text: str, start: int, end: int) -> tuple[int, ...]:
    """Return the offsets after each sentence of ``text[start:end]``, the last one included."""
    ends = [
        hit.start() + len(hit.group()) - len(hit.group().lstrip('"”’)'))
        for hit in _SENTENCE.finditer(text, start, end)
        if not _short(text, start, hit.start())
    ]
    return (*ends, end)


def _short(text: str, low: int, end: int) -> bool:
    """Whether the full stop before ``end`` is that of an abbreviation or a number."""
    return bool(_SHORT.search(text, max(low, end - 12), end))

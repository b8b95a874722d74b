"""Finds papers that are closed to the public, by what their sheets and names say.

Under section 100A(4) of the Local Government Act 1972 a meeting closes items by
the numbered paragraphs of Schedule 12A; every sheet of theirs says so at its
head. A public pack may name exempt items on its front sheet, or hold a sheet in
place of one: that closes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.types import Page

_CLOSED = re.compile(
    r"^\W*(?:this\s+(?:report|appendix|paper|item)\s+is\s+)?not\s+for\s+publication\b|"
    r"^\W*exempt\s*(?:report|appendix|minutes?|item|paper|information)?\W*$|"
    r"^\W*(?:\w+\W+){0,5}part\s+(?:ii|2|b)\b.{0,40}\b(?:exempt|not\s+for\s+publication|closed)\b|"
    r"^\W*exempt\s+(?:under|by\s+virtue|information\W+paragraph)|"
    r"^\W*by\s+virtue\s+of\s+paragraphs?\b",
    re.IGNORECASE,
)
# A report that is open itself names the appendix that is not.
_PARTLY = re.compile(r"\bappendi(?:x|ces)\b|\bannex|\bmay\s+be\b|\bif\b|\?", re.IGNORECASE)
_NAMED = re.compile(
    r"\((?:private|exempt|restricted|confidential)\)|"
    r"\bexempt[ _-]+(?:reports?|minutes|pack|papers?)\b|"
    r"\bprivate[ _-]+(?:reports?[ _-]+)?(?:pack|agenda|minutes)\b",
    re.IGNORECASE,
)
_HEAD_LINES = 5
# Fewer words are the sheet that a public pack holds in place of a closed paper.
_LEAST_WORDS = 60


def is_exempt(file_name: str, pages: Sequence[Page], first_page: int = 1) -> bool:
    """Whether a paper holds pages that are closed to the public.

    ``first_page`` is the first after the front sheet, whose words do not count.
    """
    if _NAMED.search(file_name):
        return True
    return any(_closed(page.text) for page in pages if page.number >= first_page)


def _closed(text: str) -> bool:
    lines = [line for line in text[:2000].split("\n") if line.strip()]
    for at, line in enumerate(lines[:_HEAD_LINES]):
        if _CLOSED.search(line) and not _PARTLY.search(" ".join(lines[at : at + 2])):
            return len(text.split()) >= _LEAST_WORDS
    return False

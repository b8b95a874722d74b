"""Numbers that councils give to decisions, applications, payments: "24/00093", "R2024-017"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.language import alternation
from corpus.model import Paper

# The year, and the number in it; "2023/24" is a financial year, "10/2024" a month.
_NUMBER = re.compile(
    r"(?<![\w/.-])(?:\d{2}|(?:19|20)\d\d)/(?!(?:19|20)\d\d(?!\d))\d{3,6}(?![\w]|/\d|\.\d)"
)
# Letters, and parts with strokes or hyphens that have three digits: "AB/2024/0012", "r2024-017".
# "mid-2024" is a time, "Q3-2024" a quarter.
_CODE = re.compile(
    r"(?<![\w/.-])(?=[\w/-]*\d{3})(?!Q[1-4]\b)"
    r"(?:[A-Z]{1,6}\d{0,4}|[a-z]{1,6}\d{1,4}|[a-z]{1,6}(?=(?:/\w+){2}))"
    r"(?:[/-](?:[A-Za-z]{0,4}\d{1,8}[A-Za-z]?|[A-Z]{1,5})){1,4}(?![\w]|[/-]\w|\.\d)"
)
# "cheque 104477": the name of the thing tells that it is no sum.
_NUMBERED = re.compile(
    rf"\b{alternation('numbered_things', plurals=True)}\s+(?:nos?\.?\s*|numbers?\s+)?"
    r"(?!(?:19|20)\d\d\b)(\d{4,10})(?![\w/]|[.,]\d)",
    re.IGNORECASE,
)


def decision_numbers(text: str) -> tuple[str, ...]:
    """Return the decision numbers and other references in a question as typed, once each."""
    found = [(m.start(m.lastindex or 0), m[m.lastindex or 0]) for m in _hits(text)]
    return tuple(dict.fromkeys(number for _, number in sorted(found)))


def _hits(text: str) -> Iterator[re.Match[str]]:
    for pattern in (_NUMBER, _CODE, _NUMBERED):
        yield from pattern.finditer(text)


def bears(paper: Paper, number: str) -> bool:
    """Whether a paper's title or file name bears a number; "/" cannot stand in a file name."""
    parts = r"[\W_]{1,3}".join(re.findall(r"[^\W_]+", number))
    printed = re.compile(rf"(?<![^\W_]){parts}(?![^\W_])", re.IGNORECASE)
    return any(printed.search(name) for name in (paper.title, paper.file_name))

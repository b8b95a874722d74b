"""Numbers that councils give to decisions and applications: "24/00093", "2023/0412"."""

from __future__ import annotations

import re

from corpus.model import Paper

# The year, and the number in it; "2023/24" is a financial year, "10/2024" a month.
_NUMBER = re.compile(
    r"(?<![\w/.-])(?:\d{2}|(?:19|20)\d\d)/(?!(?:19|20)\d\d(?!\d))\d{3,6}(?![\w]|/\d|\.\d)"
)


def decision_numbers(text: str) -> tuple[str, ...]:
    """Return the decision numbers in a question as typed, once each."""
    return tuple(dict.fromkeys(_NUMBER.findall(text)))


def bears(paper: Paper, number: str) -> bool:
    """Whether a paper's title or file name bears a number; "/" cannot stand in a file name."""
    year, own = number.split("/")
    printed = re.compile(rf"(?<!\d){year}[\W_]{{1,3}}{own}(?!\d)")
    return any(printed.search(name) for name in (paper.title, paper.file_name))

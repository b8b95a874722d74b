"""Words of papers and people, worded and made safe for the page; links that reopen it."""

from __future__ import annotations

from ui.words.links import (
    OpenPage,
    link,
    page_query,
    question_query,
    read_page,
    read_question,
    read_scope,
    scope_query,
)
from ui.words.markdown import clauses, escaped, flowing, plain, plain_lines, shortened, verbatim
from ui.words.wording import (
    capital,
    corrected_on,
    counted,
    day,
    kind_name,
    limits,
    page_ranges,
    paper_line,
    reference_line,
    scope_words,
    short_day,
    stem,
)

__all__ = [
    "OpenPage",
    "capital",
    "clauses",
    "corrected_on",
    "counted",
    "day",
    "escaped",
    "flowing",
    "kind_name",
    "limits",
    "link",
    "page_query",
    "page_ranges",
    "paper_line",
    "plain",
    "plain_lines",
    "question_query",
    "read_page",
    "read_question",
    "read_scope",
    "reference_line",
    "scope_query",
    "scope_words",
    "short_day",
    "shortened",
    "stem",
    "verbatim",
]

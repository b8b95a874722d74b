"""What tells an agenda from other papers that number their headings.

Reports, minutes, tables and contents lists number what they hold, too. An agenda
says that it is one above its first item, or calls a meeting whose business begins
with apologies, declarations or minutes; minutes say who was present.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.language import alternation
from corpus.page import Row

_WORD = r"A\s?G\s?E\s?N\s?D\s?A|Agenda"
_BEFORE = (
    r"(?i:summons|notice|supplementa\w+|public|open|revised|order|meeting|part|"
    r"of|to|and|the|an?|[a-d1-4iv]{1,3})"
)
_BODY = rf"(?i:{alternation('bodies')}|committees|meeting)"
# "AGENDA", "Summons to and Agenda for a", "Agenda – Part 1", "CABINET AGENDA".
_HEADING = re.compile(
    rf"^\W*+(?:(?:{_BEFORE}\W+){{0,6}}(?:{_WORD})\b(?!\W+(?i:items?|nos?|numbers?)\b)(?P<rest>.*)"
    rf"|.{{0,70}}\b{_BODY}\W+(?:{_WORD})\W*$)"
)
_ALONE = re.compile(rf"\W*(?:{_WORD})\W*")
# The head of the list in a letter or a table: "Agenda Item No", "Item Title Page No".
_LIST_HEAD = re.compile(
    r"^\W*(?:agenda\s+(?:items?|nos?)\b(?!\W*(?:nos?\b|number\b)?\W*\d)|"
    r"(?:item|no\.?)\b.{0,40}\bpages?\b).{0,40}$",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"\b(?:summon(?:s|ed)|(?:requested|invited|asked)\s+to\s+attend|notice\s+of\s+meeting|"
    r"notice\s+is\s+(?:hereby\s+)?given|to\s+(?:be\s+)?transact(?:ed)?)\b|"
    rf"\b(?:meeting|{alternation('bodies')})\b.{{0,80}}\b(?:will|to)\s+be\s+held\b",
    re.IGNORECASE,
)
_STANDING = re.compile(
    r"^\W*(?:apolog|declarations?\s+of|disclos\w+\s+of|minutes\b|(?:to\s+)?(?:receive|approve|confirm)\b|"
    r"(?:chair\w*|mayor\w*|leader\w*)\W+(?:\w+\W+){0,2}announce|membership|substitut|election\s+of|"
    r"(?:public\s+)?(?:questions|petitions|participation)|urgent\s+|welcome|introduct\w+\s+and\s+apolog)",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    r"^\W*(?:\w+\s+)?(?:minutes|notes)\s+(?:of|from)\s+(?:the|an?)\b|^\W*MINUTES\W*$"
    r"|^\W*(?i:minutes)\W*$",
    re.IGNORECASE,
)
_ATTENDED = re.compile(
    rf"^\W*(?:{alternation('members', singulars=False, plurals=True)}\s+|those\s+)?"
    r"(?:present|attendance|attendees|in\s+attendance)\s*:",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"^\W*(?:table\s+of\s+)?contents(?:\s+page)?\W*$", re.IGNORECASE)
# A heading is short, and the call stands near the head.
_LONGEST = 90


def is_agenda_heading(text: str) -> bool:
    """Whether a row is the heading of an agenda and no sentence about one."""
    match = _HEADING.match(text) if len(text) < _LONGEST else None
    return match is not None and not (match["rest"] or "").rstrip().endswith((".", ";"))


def says_agenda(rows: Sequence[Row], first: int, titles: Iterable[str]) -> bool:
    """Whether the rows of a paper are an agenda by more than its page ranges.

    ``first`` is the index of the row that holds the first item; ``titles`` are
    those of the items.
    """
    above = [row.text for row in rows[:first]]
    if any(is_agenda_heading(text) for text in above):
        return True
    page = rows[first].page
    if any(_ALONE.fullmatch(row.text) for row in rows[first:] if row.page == page):
        return True
    called = any(_CALL.search(text) for text in above)
    return called and has_standing_business(titles)


def has_standing_business(titles: Iterable[str]) -> bool:
    """Whether the first items are those with which meetings begin."""
    return any(_STANDING.match(title) for title in list(titles)[:5])


def has_list_head(rows: Sequence[Row], first: int) -> bool:
    """Whether the head of a list of items stands above the first of them, at index ``first``."""
    return any(_LIST_HEAD.match(row.text) for row in rows[: first + 1])


def is_contents(rows: Sequence[Row], first: int) -> bool:
    """Whether the numbered rows, from index ``first`` on, are a list of contents."""
    return any(_CONTENTS.match(row.text) for row in rows[max(0, first - 6) : first])


def is_record(rows: Sequence[Row], first: int) -> bool:
    """Whether the rows are minutes or notes: they say so, or who attended.

    ``first`` is the index of the first row that looks like an item.
    """
    page = rows[first].page
    told = any(_MINUTES.match(row.text) for row in rows[:first])
    return told or any(_ATTENDED.match(row.text) for row in rows if row.page <= page)

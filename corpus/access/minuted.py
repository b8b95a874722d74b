"""Closed business that minutes record after the public was excluded.

Minutes of closed business are open where they only record what was resolved on an
exempt report; what tells more of it is suspected. It ends where the public is
readmitted, with the minutes of that meeting, or with the items that the
resolution named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.access.listed import note_lines
from corpus.access.signs import sign
from corpus.model import Closing, ClosingLevel

# A new item of minutes: its number and its title.
_HEADING = re.compile(
    r"^\W*(?:minute\s+)?(?:[A-Z]{1,5}[./ -]?)?\d{1,4}(?:[./-]\d{1,4})*[a-z]?[.):]?\s+(?=\S*[A-Z])"
)
# The minutes of another meeting, or another paper, begin.
_BEGINS = re.compile(
    r"^\W*(?:minutes\s+of\b|minutes\W*$|report\s+(?:to|of)\b|agenda\W*$|present\s*:|-:\s*present)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\bmeeting\s+(?:was\s+)?(?:ended|closed|concluded|finished|adjourned|rose)\b|^\W*chair(?:man)?\W*$",
    re.IGNORECASE,
)
_RESOLVED = re.compile(r"\b(?:resolved|agreed|decided|penderfynwyd)\b", re.IGNORECASE)
_DECIDES = re.compile(
    r"\b(?:resolved|it\s+was\s+agreed|agreed\s+(?:that|to)|moved|carried)\b", re.IGNORECASE
)
_STOP = re.compile(r"(?<=[.;])\s+")
# So many words of closed business say more than that something was resolved.
_TELLING = 22
# The lines of one resolution, over which it may run.
_RESOLUTION = 5
_LONGEST_HEADING = 140
# An item of minutes without an end goes on so many pages at most.
_PAGES_ON = 2


@dataclass(slots=True)
class _Business:
    """An item of minutes from which the public was excluded."""

    title: str
    page: int
    last_page: int
    lines: list[str] = field(default_factory=list)


def closed_business(sheets: Mapping[int, Sequence[str]]) -> Iterator[Closing]:
    """Yield what minutes tell of business from which the public was excluded.

    ``sheets`` are the lines of physical pages, which follow one another.
    """
    lines = [(number, line) for number, held in sorted(sheets.items()) for line in held]
    excluded, current, title = False, None, ""
    for at, (number, line) in enumerate(lines):
        heading = _HEADING.match(line) if len(line) < _LONGEST_HEADING else None
        title = line if heading else title
        if (excluded or current is not None) and _ends(line):
            yield from _closing(current)
            excluded, current = False, None
        elif excluded and heading:
            yield from _closing(current)
            current = _Business(line, number, number)
        elif current is not None and number > current.page + _PAGES_ON:
            yield from _closing(current)
            excluded, current = False, None
        elif current is not None:
            current.last_page = number
            current.lines.append(line)
        elif excluded and lines[at - 1][1].rstrip().endswith(".") and _named(title):
            current = _Business(title, number, number, [line])
        excluded = excluded or _excludes(lines, at)
    yield from _closing(current)


def _ends(line: str) -> bool:
    """Whether a line ends what was closed to the public."""
    ended = _BEGINS.match(line) or _ENDS.search(line) or sign("exclusion.ended").find(line)
    return ended is not None


def _named(title: str) -> bool:
    """Whether an item of minutes, by its heading, holds more than the resolution to exclude."""
    return bool(title) and sign("exclusion.heading").find(title) is None


def _excludes(lines: Sequence[tuple[int, str]], at: int) -> bool:
    """Whether a line, with those after it, records that what follows was closed to the public."""
    if not _DECIDES.search(lines[at][1]):
        return False
    note = " ".join(note_lines([line for _, line in lines[at : at + _RESOLUTION]], 0))
    if sign("exclusion.lost").find(note):
        return False
    return any(
        _DECIDES.search(said)
        and sign("exclusion.public").find(said)
        and not sign("exclusion.standing").find(said)
        for said in _STOP.split(note)
    )


def _closing(business: _Business | None) -> Iterator[Closing]:
    if business is None:
        return
    said = " ".join(business.lines)
    before = _RESOLVED.split(said, maxsplit=1)[0]
    refers = sign("exclusion.refers")
    # What follows a resolution on an exempt report is open, as the resolution is.
    told = before if refers.find(said) else said
    sentences = (one for one in _STOP.split(told) if not refers.find(one))
    if sum(len(one.split()) for one in sentences) >= _TELLING:
        yield Closing(
            ClosingLevel.SUSPECTED,
            business.page,
            business.last_page,
            business.page,
            business.title,
        )

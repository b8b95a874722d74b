"""Who was at a meeting, and what minutes say of apologies and interests."""

from __future__ import annotations

import re

from corpus.language import alternation
from corpus.minutes.headings import Heading
from corpus.minutes.roll import Roll, fold

_I = re.IGNORECASE
PRESENT = re.compile(
    rf"[\W_]*(?:(?:\d[\d./]*+\s+)?(?:{alternation('bodies')} |voting |elected )?"
    r"(?:members?|councillors?|those|people)\s+)?(?:\d[\d./]*+\s+)?(?:were\s+)?"
    r"(?:present|in attendance|attendance|attendees|attended)\b\s*(?:[-–:.(]|$|councillors?\b"
    r"|cllrs?\b|the\b)",
    _I,
)
_ALSO = re.compile(
    r"[\W_]*(?:also\s+(?:in attendance|present)|in attendance|officers?(?: present"
    r"| in attendance)?|also attending|apologies(?: for absence)?|absent|substitutes?)\b",
    _I,
)


def _head_end(headings: tuple[Heading, ...], roll: Roll) -> int:
    return headings[0].first if headings else min(len(roll.rows), 30)


def attendance(roll: Roll, headings: tuple[Heading, ...], body: int) -> str | None:
    """Return who was present: the words after the label in row ``body``."""
    if not PRESENT.match(roll.rows[body].text):
        return under(roll, headings, r"present|attendance")
    return _gather(roll, body, _head_end(headings, roll))


def labelled(roll: Roll, headings: tuple[Heading, ...], label: str, first: int) -> str | None:
    """Return the words after a label in the head, looked for from row ``first`` on."""
    pattern = re.compile(rf"[\W_]*(?:{label})\b\s*[-–:(]*", _I)
    for index in range(first, _head_end(headings, roll)):
        if pattern.match(roll.rows[index].text):
            return _gather(roll, index, _head_end(headings, roll))
    return None


def _gather(roll: Roll, index: int, end: int) -> str | None:
    """Return the words after the label in row ``index``, as far as the next label."""
    first = re.sub(
        r"^[\W_]*(?:[A-Za-z]+\s+){0,4}?(?:present|attendance|attendees|attended|attending"
        r"|absence|apologies(?:\s+(?:for|of)\s+absence(?=\s*:))?|officers?|absent)\b\s*[-–:]*\s*",
        "",
        roll.rows[index].text,
        count=1,
        flags=_I,
    )
    parts = [first]
    for row in roll.rows[index + 1 : end]:
        if _ALSO.match(row.text) or PRESENT.match(row.text) or re.match(r"\d+[.\s]", row.text):
            break
        parts.append(row.text)
    text = fold(" ".join(parts)).strip(" :-–")
    if text.endswith(")") and text.count(")") > text.count("("):
        text = text[:-1].rstrip()
    return text[:2000] or None


def under(roll: Roll, headings: tuple[Heading, ...], title: str) -> str | None:
    """Return the words of the minute whose title begins with ``title``."""
    for heading, after in zip(headings, [*headings[1:], None], strict=False):
        if heading.title and re.match(
            rf"\W*(?:to (?:receive|note|accept|consider) (?:any )?)?(?:{title})", heading.title, _I
        ):
            end = roll.rows[after.first].at if after else len(roll.text)
            return fold(roll.text[heading.body : end])[:2000].strip(" .:") or None
    return None

"""The labelled lines at the head of a paper: to whom, on what, decided by whom.

    To:       Harbour Panel – 14 May 2019
    Subject:  Ferry Fares for the Winter
              Season

An answer stands beside its label or below it, and goes on in the next rows as
long as they hang below it or its row was full. Any other label ends it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from corpus.page import Row


class Asks(StrEnum):
    """What a label asks for."""

    BODY = "body"
    TITLE = "title"
    NUMBER = "number"


_I = re.IGNORECASE
_TAKEN = r"decision\s+(?:(?:to\s+be|was|being|is)\s+)?(?:taken|made)\s+by"
_LABELS: tuple[tuple[Asks, str], ...] = (
    (
        Asks.BODY,
        r"(?:report\s+)?to|meeting(?:\s+of)?|committee|body|forum|meeting\s*/\s*committee|"
        r"(?:name|title)\s+of\s+(?:the\s+)?(?:committee|meeting)|(?:committee|meeting)\s+(?:name|title)|"
        rf"decision[\s-]?(?:maker|taker)s?|{_TAKEN}",
    ),
    (
        Asks.TITLE,
        r"(?:report\s+)?subject(?:\s+matter)?(?:\s*/\s*title)?(?:\s+of\s+(?:the\s+)?(?:report|decision))?|"
        r"(?!job\b|risk\b|page\b)(?:[\w’'&-]+\s+){0,3}title"
        r"(?:\s+of\s+(?:the\s+)?(?:\w+\s+){0,2}\w+)?|"
        r"name\s+of\s+(?:the\s+)?(?:activity|policy|project|proposal|service|decision)"
        r"(?:\s*\([^)]{1,30}\))?",
    ),
    (
        Asks.NUMBER,
        r"(?:key\s+|record\s+of\s+|executive\s+)?decision\s+(?:no|num(?:ber)?|ref(?:erence)?)"
        r"(?:\s+(?:no|number))?|ref(?:erence)?(?:\s+(?:no|num(?:ber)?))?",
    ),
)
_KNOWN = tuple(
    (
        asks,
        re.compile(
            rf"\A\s*(?:\d{{1,2}}[.)]\s*)?(?:{source})\s{{0,9}}(?P<mark>\.?\s{{0,9}}[:?])?\s{{0,9}}",
            _I,
        ),
    )
    for asks, source in _LABELS
)
# A cell needs no colon; these say enough with one word.
_ONE_WORD = re.compile(r"subject|reference", _I)
# Whatever else looks like a label ends an answer.
_ANY_LABEL = re.compile(r"\s*(?:\d{1,2}[.)]\s*)?[A-Z][^:.;,–]{0,48}:(?:\s|$)")
_CELL_LABELS = re.compile(
    r"\s*(?:responsible|lead|contact|report)\s+(?:officer|author)|\s*(?:approved|proposed)\s+by\b|"
    r"\s*(?:key\s+decision|for\s+publication|type\s+of|classification|wards?\b|summary|purpose|"
    r"recommendations?|reasons?\s+for|date\b|status|section\s+\w\b|directorate\b)",
    _I,
)
_NUMBERED = re.compile(r"\s*\d{1,2}[.)]?\d*\s+[A-Z]")
_HEAD_ROWS = 30
_SCALED = 4.0
_MOST_ROWS = 6
# An answer as wide as this share of the page may go on at the margin.
_FULL = 0.7


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A label and its answer; ``at`` is the index, from 0, of the label's row."""

    asks: Asks
    value: str
    at: int


def read_head_lines(rows: Sequence[Row]) -> tuple[HeadLine, ...]:
    """Return the answered labels among the first rows of a paper, in printed order."""
    found = []
    for at, row in enumerate(rows[:_HEAD_ROWS]):
        label = _label(row)
        if label is None:
            continue
        asks, beside = label
        value = _answer(rows, at, beside)
        if value:
            found.append(HeadLine(asks, value, at))
    return tuple(found)


def line_height(row: Row) -> float:
    """Return the height of a row's line in points; some files scale a font of size 1."""
    return row.size if row.size > _SCALED else 1.2 * row.box.height


def follows(before: Row, after: Row) -> bool:
    """Whether a row stands directly below another on its page."""
    gap = after.box.y0 - before.box.y1
    return after.page == before.page and -before.box.height < gap < 0.9 * line_height(before)


def in_columns(row: Row) -> bool:
    """Whether a row is one of a table: three parts or more, well apart."""
    gaps = (after.box.x0 - part.box.x1 for part, after in pairwise(row.parts))
    return len(row.parts) > 2 and min(gaps) > line_height(row)


def _label(row: Row) -> tuple[Asks, str] | None:
    """Return what a row's label asks for and the words beside it."""
    for asks, pattern in _KNOWN:
        match = pattern.match(row.text)
        if match and match["mark"]:
            return asks, row.text[match.end() :].strip()
        first = row.parts[0].text
        enough = len(first.split()) > 1 or (len(row.parts) == 2 and _ONE_WORD.fullmatch(first))
        if enough and len(row.parts) < 3 and pattern.fullmatch(first):
            return asks, " ".join(part.text for part in row.parts[1:]).strip()
    return None


def _answer(rows: Sequence[Row], at: int, beside: str) -> str:
    words, last, head = [beside] if beside else [], rows[at], rows[at]
    for row in rows[at + 1 : at + 1 + _MOST_ROWS]:
        near = follows(last, row) if words else _below(head, row)
        unfinished = bool(words) and words[-1].endswith(":")
        if not near or (_is_label(row) and not unfinished):
            break
        if words and not _goes_on(head, last, row):
            break
        words.append(row.text)
        last = row
    return " ".join(" ".join(words).split()).strip(" :")


def _below(head: Row, row: Row) -> bool:
    gap = row.box.y0 - head.box.y1
    return row.page == head.page and -head.box.height < gap < 2 * line_height(head)


def _is_label(row: Row) -> bool:
    text = row.text
    return bool(_ANY_LABEL.match(text) or _CELL_LABELS.match(text) or _label(row))


def _goes_on(head: Row, last: Row, row: Row) -> bool:
    if _NUMBERED.match(row.text) and row.bold:
        return False
    hangs = row.box.x0 > head.box.x0 + 20
    return hangs or last.box.x1 > _FULL * row.width

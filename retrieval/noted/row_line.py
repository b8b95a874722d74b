"""The cell of a quoted row that a question asks for, as the answer's line.

A row is quoted whole, and what was asked stands somewhere in it: under a header that the
question names ("status"), that bears its time ("Jan-24"), or that holds the field it asks for
("who", "by when").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.language import stem
from corpus.model import Passage, PassageKind
from retrieval.model import Intent
from retrieval.noted.cited_fields import (
    CitedField,
    in_one_line,
    key_of,
    of_time,
    row_fields,
    rows_apart,
)
from retrieval.question import Query, opening_field

# Headers that are no more ("Who?") are meant by the field that a question asks for.
_INTERROGATIVES = frozenset(("who", "what", "when", "where", "which", "why", "how"))
_TOKEN = re.compile(r"[^\W_]+")
# What a thing is measured against is not what is asked ("over budget").
_AGAINST = re.compile(r"\b(?:over|under|above|below|within)\s+(?:or\s+\w+\s+)?\w+", re.I)


def row_line(passage: Passage, query: Query) -> str:
    """Return "Status: RED" of a row's passage, as :class:`Query` asks; "" where it asks none.

    "" too where the passage holds several rows, or what would be said is too long for a line.
    """
    if passage.kind is not PassageKind.ROW:
        return ""
    rows = rows_apart(row_fields((passage,), passage.spans))
    if len(rows) != 1:
        return ""
    meant = _meant(rows[0], query)
    # Of things compared one tells nothing.
    least = 2 if query.intent is Intent.COMPARE else 1
    return in_one_line(meant) if len(meant) >= least else ""


def _meant(cells: Sequence[CitedField], query: Query) -> list[CitedField]:
    """Return the cells asked for: by a header that is named, of a time, or of a field."""
    keys = key_of(cells)
    open_cells = [one for one in cells if one not in keys]
    subject = {word for one in keys for word in _tokens(one.value)}
    said = _tokens(_AGAINST.sub(" ", query.own_text))
    named = [
        one
        for one in open_cells
        if (label := _tokens(one.label)) <= said and not label <= subject | _INTERROGATIVES
    ]
    told = all(any(of_time(one.label, (p,)) for one in open_cells) for p in query.periods)
    timely = [one for one in open_cells if told and of_time(one.label, query.periods)]
    if named or timely:
        both = [one for one in named if one in timely]
        return both or named or timely
    field = opening_field(query.own_text)
    return [one for one in open_cells if field.named_by(one.label)] if field else []


def _tokens(text: str) -> frozenset[str]:
    """Return the stems of words, and numbers as they stand; single letters are none."""
    return frozenset(stem(word) for word in _TOKEN.findall(text.lower()) if len(word) > 1)

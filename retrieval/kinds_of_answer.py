"""Whether words hold the kind of answer that a question asks for: a sum, a date, a name."""

from __future__ import annotations

import re

from corpus.dates import find_dates
from retrieval.query import Query
from retrieval.types import Intent

_MONEY_ASKED = re.compile(
    r"\b(cost\w*|prices?|worth|pay(?:ing|s|ment)?|paid|fees?|charges?|spend\w*|spent|budget\w*"
    r"|savings?|grants?|funding|money|fines?|expensive|cheap\w*)\b|£",
    re.I,
)
_SHARE_ASKED = re.compile(r"\b(percent\w*|per cent|proportion|share|rate)\b|%", re.I)
_MONEY = re.compile(r"[£€$]\s?\d|\b\d[\d,.]*\s?(?:million|m|k|bn|p)\b|\bpounds?\b", re.I)
_SHARE = re.compile(r"\d\s?%|\bper ?cent\b|\b\d+(?:\.\d+)?\b", re.I)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|none|half|third"
    r"|quarter|dozen|hundred|thousand|million|once|twice|monthly|weekly|daily|annually)\b",
    re.I,
)
_NAME = re.compile(
    r"\b(?:[A-Z][a-z'’-]+\s+){1,3}[A-Z][\w'’-]+|\b(?:Councillors?|Cllrs?|Director|Head|Manager"
    r"|Officers?|Lead|Team|Board|Service|Chair\w*|Group|Mayor|HO[SN]|[A-Z]{2,})\b"
)


def holds(query: Query, text: str) -> bool:
    """Whether ``text`` holds the kind of answer asked for; True where any kind will do."""
    if query.intent is Intent.FIGURE:
        return bool(_figure(query.text).search(text))
    if query.intent is Intent.WHEN:
        return bool(find_dates(text))
    if query.intent is Intent.WHO:
        return bool(_NAME.search(text))
    return True


def asks_for_kind(query: Query) -> bool:
    """Whether the question asks for a sum, number, date or name."""
    return query.intent in (Intent.FIGURE, Intent.WHEN, Intent.WHO)


def _figure(asked: str) -> re.Pattern[str]:
    if _MONEY_ASKED.search(asked):
        return _MONEY
    return _SHARE if _SHARE_ASKED.search(asked) else _NUMBER

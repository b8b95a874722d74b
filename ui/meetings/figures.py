"""The figures in words of a paper: sums, shares, and numbers with their unit, as printed."""

from __future__ import annotations

import re

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:\s(?:million|billion|thousand)\b|(?:m|bn|k)\b)?"
_SPELT = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|eighteen"
    r"|twenty|thirty|forty|fifty|sixty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
)
_EVERY = (
    r"(?:\s(?:per|a|an)\s(?:year|annum|month|week|day|hour|night|head|person|household|home|unit"
    r"|place|space|vehicle|tonne|mile|square\smetre|property|pupil|child))?"
)
_UNIT = (
    r"(?:(?:working|calendar|clear|school)\s)?(?:minutes?|hours?|days?|nights?|weeks?|months?|years?)"
    r"|mm|cm|km|met(?:re|er)s?|kilomet(?:re|er)s?|miles?|mph|feet|hectares?|ha|acres?"
    r"|(?:square|sq\.?)\s(?:met(?:re|er)s?|feet|ft|m|miles?)|sqm|m[²2]|litres?|kg|tonnes?"
    r"|[kMG]Wh?p?|FTEs?|full[\s-]time\sequivalents?"
    r"|(?:(?!(?:that|the|of|and|or|to|in|by)\b)(?-i:[a-z-]+)\s)?(?:homes|houses|dwellings|properties|flats|units|bedrooms|beds|plots|bays|pitches"
    r"|spaces|places|vehicles|trees|posts|jobs|staff|employees|apprentices|children|pupils|people"
    r"|persons|residents|households|families|carers|objections|responses|votes)"
)
_FIGURE = re.compile(
    rf"[£€$]\s?{_NUMBER}{_EVERY}"
    rf"|(?<![\w.,/£–-])(?:{_NUMBER}\s?(?:%|per\s?cent\b|percentage\spoints?\b)"
    rf"|\d[\d.]*p\b{_EVERY}"
    rf"|(?!(?:19|20)\d\d\b)(?:{_NUMBER}|{_SPELT})[\s-](?:{_UNIT})\b)",
    re.IGNORECASE,
)


def figures(text: str) -> tuple[str, ...]:
    """Return the figures of ``text`` in its order, each once, white space folded.

    Each is a slice of the text: "£400,000 a year", "4%", "25 years". Dates,
    years and the numbers of paragraphs, tables and acts are none.
    """
    found = (" ".join(match[0].split()) for match in _FIGURE.finditer(" ".join(text.split())))
    return tuple(dict.fromkeys(found))

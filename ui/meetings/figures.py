"""The figures in words of a paper: sums, shares, and numbers with their unit, as printed."""

from __future__ import annotations

import re

from corpus.language import CURRENCIES, Figure, each_after, find_figures

_UNIT = (
    r"(?:(?:working|calendar|clear|school)\s)?(?:minutes?|hours?|days?|nights?|weeks?|months?|years?)"
    r"|mm|cm|km|met(?:re|er)s?|kilomet(?:re|er)s?|miles?|mph|feet|hectares?|ha|acres?"
    r"|(?:square|sq\.?)\s(?:met(?:re|er)s?|feet|ft|m|miles?)|sqm|m[²2]|litres?|kg|tonnes?"
    r"|[kMG]Wh?p?|FTEs?|full[\s-]time\sequivalents?"
    r"|(?:(?!(?:that|the|of|and|or|to|in|by)\b)(?-i:[a-z-]+)\s)?(?:homes|houses|dwellings|properties|flats|units|bedrooms|beds|plots|bays|pitches"
    r"|spaces|places|vehicles|trees|posts|jobs|staff|employees|apprentices|children|pupils|people"
    r"|persons|residents|households|families|carers|objections|responses|votes)"
)
_COUNTED = re.compile(rf"[\s-](?:{_UNIT})\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
# Behind these stands the end of a range, a fraction or a reference.
_GOING_ON = "/–-"


def figures(text: str) -> tuple[str, ...]:
    """Return the figures of ``text`` in its order, each once, white space folded.

    Each is a slice of the text: "£400,000 a year", "4%", "25 years". Dates,
    years and the numbers of paragraphs, tables and acts are none.
    """
    folded = " ".join(text.split())
    found = ((one.start, _end(one, folded)) for one in find_figures(folded))
    return tuple(dict.fromkeys(folded[start:end] for start, end in found if end))


def _end(figure: Figure, text: str) -> int:
    """Return where a figure ends with what it counts, or is for each of; 0 where it is neither."""
    if text[figure.start] in CURRENCIES:
        return each_after(text, figure.end)[1]
    if text[figure.start - 1 : figure.start] in tuple(_GOING_ON):
        return 0
    if figure.unit:
        return each_after(text, figure.end)[1]
    if _YEAR.fullmatch(text, figure.start, figure.end):
        return 0
    counted = _COUNTED.match(text, figure.end)
    return counted.end() if counted else 0

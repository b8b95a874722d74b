"""Whose meeting a heading is of, where the name stands among words for the meeting.

"Draft minutes of the July meeting of Ottery Cross Parish Council held at", "Quay City Council
Regular Meeting Minutes", "Cofnodion y Pwyllgor Cynllunio": what stands before and behind the name
is taken off, and what is left is a name if it ends, or in Welsh begins, as names of bodies do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from corpus.language.committees import (
    committee_in,
    is_titled,
    local_council_in,
    tidy_committee,
    without_owner,
)
from corpus.language.dates import find_dates
from corpus.language.vocabulary import alternation

_I = re.IGNORECASE
_RECORDS = alternation("records", "agendas", plurals=True)
_NOUN = alternation("body_nouns", "more_bodies")
_COUNCIL = r"(?:council|cabinet)"
_SORTS = alternation("sorts")
_LEAD = re.compile(
    rf"\W*+(?:(?:{_RECORDS}|{alternation('standings')}|notes|summons|notice|summary|and|of|for|from|to|"
    rf"an?|the|this|y|yr|o|o’r|o'r|cyfarfod|gyfarfod|{alternation('months')}|(?:19|20)\d\d|"
    r"\d{1,2}(?:st|nd|rd|th)|(?:regular(?:ly\s+scheduled)?|inaugural|organi[sz]ational)|"
    rf"(?:{_SORTS}\W+)*meetings?|held)\b|(?:{_SORTS}\W+)+(?={_NOUN}\b|{_COUNCIL}\b))\W*",
    _I,
)
_TAIL = re.compile(
    rf"(?<=\w)\W++(?:(?:{_SORTS}\W++){{0,3}}meetings?|(?:{alternation('standings')}\W++)?{_RECORDS}|"
    r"report|held|met|convened|part\s+(?:one|two|[12ab])|will|was|were|is|are|took|on|at|in|"
    r"a\.?g\.?m|e\.?g\.?m|councillors)\b[\s\S]*|"
    r"(?<!\s)\s++[-–—:;#][\s\S]*|(?<![\s.:;#*])\s*+[.:;#*]++(?:\s[\s\S]*)?\Z",
    _I,
)
_MEETS = re.compile(rf"\b(?:meetings?|met|cyfarfod|gyfarfod|{_RECORDS})\b", _I)
# "Board Meeting of the QSA" is of a society by its letters, where not all is in capitals.
_LETTERS = re.compile(r"(?<=[a-z])\s+(?:of|for)\s+(?:the\s+)?[A-Z]{3,}$")
_TIER = re.compile(rf"(?P<place>\S.*?)\s+(?P<name>{alternation('tiers')}\s+council)", _I)
# "Common Ferry Framework (CFF) Technical Committee" is the CFF's.
_SPELT = re.compile(r"^.*\(([A-Z]{2,8})\)\s+(?=\S)")
_SHORT = {
    "TC": "Technical Committee",
    "FGB": "Full Governing Body",
    "LGB": "Local Governing Body",
    "LGC": "Local Governing Committee",
}
_SHORTENED = re.compile(rf"\b(?:{'|'.join(_SHORT)})$")
_WHOLE = re.compile(rf"(?:{_NOUN}|trustees|governors|directors)", _I)
_OCCASIONS = (
    (re.compile(r"\bannual\s+general\s+meeting\b|\bA\.?G\.?M\b", _I), "Annual General Meeting"),
    (
        re.compile(r"\bextra-?ordinary\s+general\s+meeting\b|\bE\.?G\.?M\b", _I),
        "Extraordinary General Meeting",
    ),
    (re.compile(r"\bspecial\s+general\s+meeting\b|\bS\.?G\.?M\b", _I), "Special General Meeting"),
    (re.compile(r"\bannual\s+(?:parish|town|community)\s+meeting\b", _I), "Annual Parish Meeting"),
    (re.compile(r"\bannual\s+meeting\b", _I), "Annual Meeting"),
)
_SOCIETY = re.compile(rf"(?:[\w’'&.-]+\s+){{1,8}}{alternation('societies')}", _I)
_WELSH = re.compile(
    rf"\b(?P<name>{alternation('welsh_bodies')}(?:\s+(?:(?:a|ac|ar|y|yr|o)\s+)?[A-Z][\w’'-]+){{0,4}})",
    _I,
)
_MUTATED = {"g": "C", "b": "P", "f": "B"}
_SMALL = frozenset(("and", "cum", "in", "le", "of", "on", "the", "upon", "with"))
# What a row, and the next with it, may hold that is still a heading.
_LONGEST = 190
_MOST = 300


class Said(IntEnum):
    """How a heading names whose meeting it is; the greater, the more it says."""

    SOCIETY = 1
    NOUN = 2
    OCCASION = 3
    NAME = 4


@dataclass(frozen=True, slots=True)
class Met:
    """A body or occasion; ``calls`` says that words for its meeting or record stand with it."""

    name: str
    said: Said
    calls: bool


def who_met(text: str) -> Met | None:
    """Return whose meeting a heading is of, None where it names nobody's."""
    folded = " ".join(text[:_MOST].split())
    calls = _MEETS.search(folded) is not None
    led = _without_lead(folded)
    name = _LETTERS.sub("", without_owner(_TAIL.sub("", led, count=1))).strip(" ,*-–—/(")
    local = local_council_in(led) or local_council_in(name)
    if local:
        return Met(_capitals(local), Said.NAME, calls)
    found = _named(name) if calls else None
    if found:
        return found
    welsh = _welsh(folded)
    if welsh:
        return Met(welsh, Said.NAME, calls)
    occasion = next((told for pattern, told in _OCCASIONS if pattern.search(folded)), None)
    if occasion and len(folded) < _LONGEST:
        return Met(occasion, Said.OCCASION, calls=True)
    if calls and _WHOLE.fullmatch(name):
        return Met(tidy_committee(name).capitalize(), Said.NOUN, calls)
    if _SOCIETY.fullmatch(name) and is_titled(name):
        return Met(tidy_committee(name), Said.SOCIETY, calls)
    return None


def _named(name: str) -> Met | None:
    if not is_titled(name):
        return None
    council = _TIER.fullmatch(name)
    if council:
        return Met(tidy_committee(council["name"].upper()), Said.NAME, calls=True)
    short = _SHORTENED.search(name)
    if short:
        name = name[: short.start()] + _SHORT[short[0]]
    body = committee_in(_SPELT.sub(r"\1 ", name), heading=True)
    return Met(body, Said.NAME, calls=True) if body else None


def _without_lead(text: str) -> str:
    """Return a heading without its dates and the words for the meeting before the name."""
    for found in reversed(find_dates(text)):
        text = f"{text[: found.start]} {text[found.end :]}"
    text = " ".join(text.split()).strip(" *,-–—")
    while (lead := _LEAD.match(text)) and lead.end():
        text = text[lead.end() :]
    return text


def _capitals(name: str) -> str:
    """Return a council's name with capitals, where its place has some: "West quay"."""
    return " ".join(
        word if word in _SMALL else word[:1].upper() + word[1:] for word in name.split()
    )


def _welsh(text: str) -> str | None:
    match = _WELSH.search(text)
    if match is None or not match["name"][0].isupper():
        return None
    name = match["name"]
    first = _MUTATED.get(name[0].lower()) if not name.lower().startswith("gweithgor") else None
    soft = first and name.lower().startswith(("gyngor", "gorff", "bwyllgor", "fwrdd"))
    return tidy_committee(f"{first}{name[1:]}" if soft else name)

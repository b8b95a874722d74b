"""Who holds an office, as minutes note it: in the chair, "Jan Ash (Treasurer)", elected mayor."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.language import alternation, words
from retrieval.question import is_english
from retrieval.ranking import Wanted, holds

# Of a unit's text the rank of a note, from 0, the half-open place of its words, and what it says.
Note = tuple[int, int, int, str]

_CHAIRS = alternation("chairs")
_OFFICES = alternation("held_offices")
_SECOND = r"(?:vice|deputy|assistant|acting|under|former|past|interim)"
_PLACE = r"(?:city|town|village|parish|borough|county|council|lord)"
_ASKED = re.compile(
    rf"\b(?:(?P<second>{_SECOND})[ -])?(?:{_PLACE}[ -])?(?P<office>{_OFFICES})(?!\w)"
    r"|\b(?:chaired|chairs|presided)\b",
    re.I,
)
# What may stand behind a name in a list of who was there.
_BEHIND = (
    r"absent|present|apolog\w+|motion|moved|also|co-opted|immediate|past|former|outgoing|incoming"
    r"|pro|tem|elect|emeritus|balance|opening|closing|report"
)
_PART = (
    rf"(?!(?i:{_SECOND}|{_OFFICES}|{_BEHIND})\b|{alternation('titles', plurals=True)}\b)"
    r"[A-Z][\w’'-]{0,29}\w(?![\w’'])(?!-(?i:yes|no|aye|nay|abstain))"
)
_PARTICLE = r"(?i:de|van|von|der|den|la|le|du|ap|bin|al)"
_PARTICLES = re.compile(rf"\s(?:{_PARTICLE}\s)+")
_NAME = (
    rf"(?<![\w’'-])(?P<who>(?:{alternation('titles', plurals=True)}\.?\s{{1,3}})?"
    rf"(?:[A-Z]\.?\s{{0,2}}){{0,3}}{_PART}"
    rf"(?:\s(?:[A-Z]\.\s)?(?:{_PARTICLE}\s){{0,2}}{_PART}){{0,2}})"
)
_PUT = (
    r"(?i:(?:(?:was|is|were)\s{1,3})?(?:duly\s{1,3})?(?:re-?)?(?:elected|appointed)(?:\s{1,3}as)?"
    r"(?:\s{1,3}the)?)"
)
_SEVERAL = re.compile(rf"^{alternation('titles', singulars=False, plurals=True)}\.?\s")
# "Jan Ash (Chair, Ferry Trust)" is in the chair of another body.
_OF_ANOTHER = re.compile(r"\s{0,3}\([^(),]{1,40},\s{1,3}[A-Z]")
_LISTED = re.compile(r"\s{0,3}(?:[,;.\n]|and\b|$)")
_INITIALS = re.compile(r"[A-Z](?:\.\s*|\s+)[A-Z]")
_BODIES = words("bodies", "members", "papers_and_services", plurals=True)


@dataclass(frozen=True, slots=True)
class Office:
    """An office that is asked about: its pattern, and the ``words`` of the question that name it.

    ``single`` where a council has one of it, whichever body met.
    """

    pattern: str
    words: frozenset[str]
    single: bool


def office_asked(question: str) -> Office | None:
    """Return the office that a question names; None where it names none."""
    asked = _ASKED.search(question)
    if asked is None:
        return None
    named = (asked["office"] or "chair").lower()
    office = _CHAIRS if re.fullmatch(_CHAIRS, named, re.I) else re.escape(named)
    second = asked["second"]
    whole = rf"{re.escape(second)}[\s-]*(?:{_PLACE}\s)?{office}" if second else office
    said = frozenset(re.findall(r"\w+", asked.group().lower()))
    return Office(rf"(?i:{whole})\b", said, named in words("council_offices"))


def holder(office: Office, text: str) -> Note | None:
    """Tell who holds an office, or was put into it; None where a text does not say."""
    patterns = _patterns(office.pattern)
    for rank, pattern in enumerate(patterns):
        for found in pattern.finditer(text):
            # "Councillors Ash (Chair), Birch and Cedar" are addressed as several.
            name = _SEVERAL.sub("", " ".join(found["who"].split()))
            behind = text[found.end("who") :]
            if _OF_ANOTHER.match(behind):
                continue
            bracketed, titled = behind.lstrip().startswith("("), pattern is patterns[-1]
            if name != found["who"] or (
                _is_name(name, bracketed=bracketed) or (titled and _is_surname(name, behind))
            ):
                return rank, found.start(), found.end(), name
    return None


@lru_cache(maxsize=64)
def _patterns(office: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a note, the likeliest first: who is noted in it, then put into it."""
    # What stands before an office that a name follows: nothing, or a place, but no other office.
    alone = rf"(?:(?m:^)|[,;:.(])[^\S\n]{{0,3}}\W{{0,4}}(?i:the\s)?(?i:{_PLACE}\s)?{office}"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"{_NAME}\s{{0,3}}(?:[,(–-]\s{{0,3}})?(?i:in|took|to|to\s{{1,3}}take)\s{{1,3}}"
            rf"(?i:the\s{{1,3}})?{office}",
            rf"{_NAME}\s{{0,3}}(?:[,(–-]\s{{0,3}}|[^\S\n])(?i:the\s{{1,3}})?{office}"
            # "Ash, Treasurer: Jan Birch" says so of Birch.
            r"(?=\s{0,3}(?:[),;.:\n]|$))(?!\s{0,3}:\s{0,3}[A-Z])",
            rf"{alone}[^\S\n]{{0,3}}[:(–-]\s{{0,3}}{_NAME}",
            # "Jan Ash, Harbour Trust (Chair)" on a line of its own.
            rf"(?m:^)\W{{0,4}}{_NAME},?\s[^\n();]{{1,60}}\((?i:the\s{{1,3}})?{office}\s{{0,3}}\)",
            rf"(?i:chaired|presided\s{{1,3}}over)\s{{1,3}}(?i:by)\s{{1,3}}{_NAME}",
            rf"{_NAME}\s{{1,3}}(?i:presided|chaired)\b",
            rf"{_NAME}\s{{1,3}}{_PUT}\s{{1,3}}{office}",
            # "Treasurer. J. Ash, proposed by B. Birch. All in favour."
            rf"(?<!(?i:vice)[\s-])(?<!(?i:deputy)[\s-]){office}\b(?s:.{{0,120}}?)\W{_NAME},?"
            r"\s(?i:(?:was|were)\s)?(?i:proposed|nominated)\s(?i:by)\s"
            r"(?s:(?!(?i:lost|proposed|nominated|defeated)).){0,120}?"
            r"(?i:elected|appointed|carried|favour|agreed)\b",
            # "Treasurer James Kinnear"; "Mayor Dubois of Twinford" is another's.
            rf"{alone}[^\S\n]{{1,3}}{_NAME}"
            rf"(?!\s+(?:of|from|for|representing)\b|[^\S\n]+(?!(?i:{_BEHIND})\b)[A-Z][a-z])",
        )
        if "chaired" not in pattern or "chair" in office
    )


def _is_name(name: str, *, bracketed: bool) -> bool:
    if {word.lower() for word in name.split()} & _BODIES and not holds(Wanted.PERSON, name):
        return False
    told = _INITIALS.match(name) or holds(Wanted.PERSON, _PARTICLES.sub(" ", name))
    return bracketed or bool(told)


def _is_surname(name: str, behind: str) -> bool:
    """Whether a word behind an office is who holds it: "Mayor Rossi", not "Mayor Welcomed all"."""
    listed = _LISTED.match(behind) is not None
    return " " not in name and (listed or not is_english(name.lower()))

"""Who moved and who seconded what is before a meeting, as a minute prints it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.language import alternation, words
from corpus.minutes.roll import Roll, fold
from corpus.minutes.sentences import sentence_start

_TITLE = (
    rf"(?:{alternation('titles', plurals=True)}\.?|County Councillor"
    r"|(?:[Tt]he )?(?:Deputy |Vice[- ])?(?:Mayor|Leader|Chair\w*))"
)
_WORD = (
    r"(?:[A-Z]\.(?=\s?[A-Z])|[A-Z][\w’'-]*|\([A-Z][\w.]*(?:\s[A-Z][\w.]*){0,3}\)"
    r"|(?:de|van|der|von|of|le|la|du)\b)"
)
_OFFICE = r"[Tt]he (?:Deputy |Vice[- ])?(?:Mayor|Leader|Chair\w*)\b"
_TITLED = rf"(?:{_TITLE}\s+){{1,3}}{_WORD}(?:\s+{_WORD}){{0,4}}"
# Names of things that are moved, which no mover has.
_NOT_NAME = r"(?!(?:That|To|It|This|Part|Motion|Amendment|Recommendation|Option|Item|Proposal)\b)"
_NAME = (
    rf"(?:{_TITLED}|(?:[Tt]he )?(?:Mayor|Leader|Chair\w*)\b"
    rf"|(?=[A-Z(]){_NOT_NAME}{_WORD}(?:\s+{_WORD}){{0,3}})"
)
_STRICT = rf"(?:{_TITLED}|{_OFFICE}|(?:[A-Z]\.? ){{1,3}}[A-Z][a-z][\w’'-]*)"
_ADVERB = r"(?:(?:then|formally|duly|also|therefore|subsequently|and|again)\s+){0,2}"
# "Mrs Ash, Cabinet Member for Roads, seconded"
_BESIDE = r",\s+(?:[Tt]he\s+)?(?:\w+\s+)?(?:Leader|Member|Chair\w*|Mayor)\b[^.;:]{0,120}?,\s+"
# A word of a person's name, bounded: hostile text must not make the search slow.
_OWN_NAME = (
    r"(?!(?:The|A|It|That|This|Motion|Amendment|Recommendations?|Option|Item|Proposal|Sub|Party"
    rf"|Members?|Officers?|(?i:{alternation('bodies')}))\b)[A-Z][\w’'-]{{1,30}}"
)
_MOVED = re.compile(
    r"\b(?:(?i:propos(?:ed|er)|mov(?:ed|er))(?:\s+(?i:by))?"
    r"|(?i:propos(?:al|ition)|motion)\s+(?i:by|of|from))"
    rf"\s*[:–-]?\s*(?P<name>{_NAME})"
    rf"|(?P<namer>{_STRICT}),?\s+{_ADVERB}(?:[Mm]oved|[Pp]roposed|MOVED|PROPOSED)\b"
    rf"|(?<![\w’'-])(?P<full>{_OWN_NAME}(?:[ \n]{_OWN_NAME}){{1,2}})"
    r"\s(?:moved|proposed),?\s+and\s+(?=[A-Z])"
    rf"|(?P<whose>{_STRICT})[’']s\s+(?:motion|amendment|proposal)\b"
)
_SECONDED = re.compile(
    rf"\b(?i:second(?:ed|er))(?:\s+(?i:by))?\s*[:–-]?\s*(?P<name>{_NAME})"
    rf"|(?P<namer>{_STRICT})(?:,?\s+|{_BESIDE}){_ADVERB}(?:[Ss]econded|SECONDED)\b"
)
# "Proposed Funding Source:" asks for something; "Moved by Cllr Hale:" names a mover.
_LABELS, _BY = re.compile(r"[ \t]*:"), re.compile(r"\bby\s", re.IGNORECASE)
_GROUPS = ("name", "namer", "whose", "full")
FELL = re.compile(
    r"\b(?:no\s+seconder|(?:was|were)\s+not\s+seconded|(?:want|lack)\s+of\s+a\s+seconder"
    r"|(?:not|failed\s+to)\s+(?:find|receive|attract|obtain)\s+a\s+seconder|no-?\s?one\s+seconded"
    r"|withdrawn|withdrew|withdraw)\b",
    re.IGNORECASE,
)
# The end of a sentence; the next may move an amendment to what this one moved.
_STOPS = re.compile(
    r"\.(?<!\b[A-Z]\.)" + "".join(rf"(?<!\b{title}\.)" for title in sorted(words("titles"))) + r"\s"
)
_NO_MORE_NAME = re.compile(
    r"(?<!\s)\s++(?=(?:seconde[dr]|propose[dr]|moved|resolved|agreed|that|be\s+it|vote|carried|lost"
    r"|defeated|motion|all)\b)",
    re.IGNORECASE,
)
_NEXT_PERSON = re.compile(r"(?<!\s)\s++(?=(?:Councillor|Cllr\.?)\s)")
_OFFICE_BEFORE = re.compile(
    rf"\b(?:(?i:{alternation('tiers')})|Mayor|Leader|Chair\w*|Member|and|Alder\w+)$"
)
_AMENDS = re.compile(r"\bamendment\b", re.IGNORECASE)
# A line that only says who moved or seconded; it stands outside the wording.
MOVER_ROW = re.compile(
    r"[\s(\[]*(?:it\s+was\s+)?(?:proposed|proposer|moved|mover|seconded|seconder|propos(?:al"
    r"|ition))(?:\s+by\b|\s+and\s+seconded\b|\s*[:–-]"
    rf"|\s+{alternation('titles', plurals=True)}\b"
    r"|\s+(?-i:[A-Z]{2,3}\b|[A-Z]\.? ?[A-Z][a-z]))",
    re.IGNORECASE,
)
# How far on from its mover a motion's seconder is named, and where it fell.
_REACH = 900


@dataclass(frozen=True, slots=True)
class Moving:
    """A motion being moved: offsets of the words that say so, and who they name."""

    start: int
    end: int
    mover: str | None
    seconder: str | None
    amends: bool


def find_movings(roll: Roll, start: int, end: int) -> tuple[Moving, ...]:
    """Return the motions moved between two offsets, in order.

    A motion that fell for want of a seconder, or was withdrawn, is left out: what
    follows it was not moved by its mover.
    """
    found = _MOVED.finditer(roll.text, start, end)
    hits = [h for h in found if _BY.search(h[0]) or not _LABELS.match(roll.text, h.end())]
    movings = list(_movings(roll, hits, end))
    if not movings:
        movings = [_seconded(hit) for hit in _SECONDED.finditer(roll.text, start, end)]
    return tuple(movings)


def moved_by(
    movings: tuple[Moving, ...], low: int, high: int, amends: bool | None = None
) -> Moving | None:
    """Return the last of ``movings`` from ``low`` to before ``high``; of one kind if told."""
    at = bisect_left(movings, high, key=lambda one: one.start) - 1
    while at >= 0 and movings[at].start >= low:
        if amends is None or movings[at].amends is amends:
            return movings[at]
        at -= 1
    return None


def _movings(roll: Roll, hits: list[re.Match[str]], end: int) -> Iterator[Moving]:
    for hit, after in zip(hits, [*hits[1:], None], strict=False):
        upto = min(after.start() if after else end, hit.end() + _REACH, end)
        if FELL.search(roll.text, hit.end(), upto):
            continue
        mover, named = _name(hit)
        seconded = _SECONDED.search(roll.text, named, upto)
        low = max(sentence_start(roll, hit.start()), hit.start() - 200)
        high = min(hit.end() + 60, upto)
        stop = _STOPS.search(roll.text, hit.end(), high)
        amends = bool(_AMENDS.search(roll.text, low, stop.start() if stop else high))
        yield Moving(
            hit.start(), seconded.end() if seconded else hit.end(), mover,
            _name(seconded)[0] if seconded else None, amends,
        )  # fmt: skip


def _seconded(hit: re.Match[str]) -> Moving:
    return Moving(hit.start(), hit.end(), None, _name(hit)[0], amends=False)


def _name(hit: re.Match[str]) -> tuple[str, int]:
    """Return the name, and where what is said of its bearer ends."""
    group = next(one for one in _GROUPS if hit.re.groupindex.get(one) and hit[one])
    # A name never runs on into the word for the seconder or the outcome.
    name = _first_person(_NO_MORE_NAME.split(hit[group], maxsplit=1)[0])
    whole = len(name) == len(hit[group])
    return fold(name).rstrip(".,;:"), hit.end() if whole else hit.start(group) + len(name)


def _first_person(name: str) -> str:
    """Leave off the next sentence's councillor, where a full stop is missing."""
    for hit in _NEXT_PERSON.finditer(name):
        if not _OFFICE_BEFORE.search(name, 0, hit.start()):
            return name[: hit.start()]
    return name

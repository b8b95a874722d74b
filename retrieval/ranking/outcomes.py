"""What became of what was voted on (lost, an amendment, mere routine), and who asks for it."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.model import OutcomeClass, Passage, PassageKind, Resolution

_FELL = re.compile(
    r"\b(?:lost|fell|fallen|falls|defeated|rejected|negatived|withdrawn|not\s+(?:carried|agreed"
    r"|approved|adopted|supported|passed))\b",
    re.I,
)
_AMENDS = re.compile(r"\bamend(?:ments?|ed|ing)\b", re.I)
_ROUTINE = re.compile(
    r"\bminutes\b[^.;]{0,160}?\b(?:correct|confirmed|approved|agreed|signed|accurate|noted)\b"
    r"|\b(?:confirmed?|approved?|agreed?|signed?)\b[^.;]{0,60}?\bminutes\b"
    r"|\b(?:apologies|declarations?\s+of\s+interests?|substitut\w+)\b[^.;]{0,80}?\b(?:noted|received)"
    r"|\b(?:press|public)\b[^.;]{0,80}?\bexcluded\b|\bexclu\w+\s+(?:of\s+)?the\s+(?:press|public)\b"
    r"|\b(?:motion|question|matter)\b[^.;]{0,80}?\bbe\s+(?:now\s+)?put(?:\s+to\s+the\s+vote)?\W*$"
    r"|\bextend\s+the\s+meeting\b|\bmeeting\b[^.;]{0,40}?\b(?:be\s+extended|continue)\b"
    r"|\bstanding\s+orders?\b[^.;]{0,60}?\bsuspend",
    re.I | re.S,
)
# The whole text of an outcome that only takes note.
_NOTED = re.compile(
    r"(?!.*\b(?:approv|agree|endors|delegat|authori|adopt|recommend|support|refer|appoint|request"
    r"|instruct|ask|invit|confirm)\w*)\W*+(?:that\b)?[^.;:]{0,160}?\b(?:(?:be|is|are|was|were)\s+(?:duly\s+)?(?:noted|received)"
    r"|(?:to\s+)?(?:notes?|noted|receives?|received)\s+(?:the|this|and\s+make)\b[^.;:]{0,160})\W*",
    re.I | re.S,
)
NOT_STANDING = 2
_ROUTINE_TITLE = re.compile(
    r"\W*(?:\d+\W+)?(?:apolog(?:y|ies)\b|declarations?\b|disclosures?\b|minutes\b(?!.*\breport\b)"
    r"|exclusion\b)",
    re.I,
)

_PERSON = r"\b(?:who|which (?:\w+ )?(?:councillors?|members?|groups?|part(?:y|ies)))\b"
# Bounded, as a question of one word again and again would be looked through for each of them.
_SOON = r"[^.?!]{0,160}?"
# Another "who" in between is the nearer one.
_NEAR = r"(?:(?!\bwho\b)[^.?!]){0,160}?"
_MOVED = re.compile(
    rf"{_PERSON}{_NEAR}\b(?:moved|proposed|seconded|tabled)\b"
    r"|\b(?:mover|proposer|seconder)s?\b|\b(?:moved|proposed|seconded) by (?:who|whom)\b",
    re.I,
)
_VOTED = re.compile(
    rf"{_PERSON}{_NEAR}\b(?:voted?|abstained?|voting|opposed)\b"
    rf"|\bhow (?:many|did)\b{_SOON}\b(?:vot(?:ed?|es|ing)|abst\w+)\b"
    r"|\b(?:voting|vote) (?:figures?|numbers?|record|breakdown|tally|count|split)\b"
    r"|\b(?:recorded|named) vote\b|\bwhat (?:was|were) the (?:votes?|voting)\b",
    re.I,
)


def fell(passage: Passage) -> bool:
    """Whether a resolution's passage is wording that was voted down."""
    return bool(_FELL.search(_outcome(passage)))


def amends(passage: Passage) -> bool:
    """Whether a resolution's passage is an amendment, carried or not."""
    return bool(_AMENDS.search(_outcome(passage)))


def asks_of_amendments(text: str) -> bool:
    """Whether a question asks for amendments, or for what was lost."""
    return bool(_FELL.search(text) or _AMENDS.search(text))


def asks_who_moved(text: str) -> bool:
    """Whether a question asks who moved or seconded."""
    return bool(_MOVED.search(text))


def asks_votes(text: str) -> bool:
    """Whether a question asks who or how many voted how."""
    return bool(_VOTED.search(text))


@lru_cache(maxsize=64)
def asks_record(text: str) -> bool:
    """Whether a question asks for what minutes record beside a resolution."""
    return asks_who_moved(text) or asks_votes(text)


def weight(resolution: Resolution) -> int:
    """Return how much was decided: the least is the most.

    0 for what was decided, 1 for what was noted and no more, 2 for what was lost or
    amends (``NOT_STANDING``), 3 for routine business.
    """
    title = resolution.title or ""
    if _ROUTINE_TITLE.match(title) or _ROUTINE.search(resolution.text):
        return 3
    if resolution.outcome_class is OutcomeClass.LOST or _AMENDS.search(resolution.outcome):
        return NOT_STANDING
    noted = resolution.outcome_class is OutcomeClass.NOTED or _NOTED.fullmatch(resolution.text)
    return int(bool(noted))


def _outcome(passage: Passage) -> str:
    """Return the wording that introduces a resolution; the last of its headings."""
    resolved = passage.kind is PassageKind.RESOLUTION and passage.headings
    return passage.headings[-1] if resolved else ""

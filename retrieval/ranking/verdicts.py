"""How a matter ended, told in a sentence or on a line of its own that closes it."""

from __future__ import annotations

import re

from corpus.language import alternation

# What tells how a matter ended, and does not tell of another time or work that was carried out.
_ENDING = ("agree", "approve", "grant", "refuse", "lose", "defer", "carry")
_ENDED = re.compile(
    r"(?<!\bnot )(?<!\bnever )(?<!\bhad )(?<!\bhad been )"
    rf"\b{alternation(*(f'deciding_{one}' for one in _ENDING))}\b(?! out\b)"
    r"|\bno (?:\w+ )?(?:objections?|comments?|observations?)\b",
    re.I,
)
# "Granted", "Refused - see letter", "No violation", "Deferred to allow the survey", "Motion lost".
_WORD = alternation(*(f"deciding_{one}" for one in (*_ENDING, "comment")), "closing_verdicts")
_VERDICT = re.compile(
    rf"\W*(?:(?:application|decision|motion|outcome|resolution|result|verdict)\b[\s:–—-]{{0,4}}"
    rf"(?:(?:was|is)\s)?)?(?:unanimously\s)?{_WORD}(?:\s(?:unanimously|in part))?"
    r"(?=\s{0,3}(?:[–—.,;:()_-]|$|\n)|\s(?:to|until|with|without|subject|as|on|by|for|and)\b)",
    re.I,
)
_RULED_OFF = re.compile(r"[\s_=*~–—-]*\Z")


def tells_end(text: str) -> bool:
    """Whether words tell how a matter ended."""
    return bool(_ENDED.search(text))


def is_verdict(text: str) -> bool:
    """Whether words begin with how the matter before them ended, and so are of no other."""
    return bool(_VERDICT.match(text))


def length_of_verdict(text: str) -> int:
    """Return the characters of a verdict up to the line that is drawn below it."""
    ruled = _RULED_OFF.search(text)
    return ruled.start() if ruled else len(text)

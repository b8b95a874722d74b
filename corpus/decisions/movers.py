"""Who moved and who seconded a decision, in the many ways in which minutes print it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corpus.decisions.phrases import person

# What is moved or done begins with these, and no name does.
_NO_NAME = (
    r"(?!(?:That|To|It|This|The|Motion|All|A|An|And|By|In|Carried|Approved|Passed|Council|Committee"
    r"|Board|Members?|Seconded|Second|Amendment|Resolution)\b)"
)
_MOVES = r"(?i:motion|motioned|moved|mover|proposed|proposer|proposition|prop\.|nominated)"
_SECONDS = r"(?i:seconded|seconder|second|seconds|sec\.|2nd)"
_ADVERB = r"(?:then |also |formally |duly |again )?"
# "JD / RE Carried", "Motion passed (A. Vale / B. Orr)".
_PAIR = re.compile(r"\b(?P<mover>[A-Z]{2,3}) ?/ ?(?P<seconder>[A-Z]{2,3})\b")
_MOST = 1500


@dataclass(frozen=True, slots=True)
class Moved:
    """Mover and seconder as printed, None where none is; half-open offsets of what says so."""

    mover: str | None
    seconder: str | None
    start: int
    end: int


def find_moved(text: str, start: int, end: int) -> Moved | None:
    """Return the first mover and seconder named in a half-open stretch; None where neither is."""
    end = min(end, start + _MOST)
    moved, seconded = _first(_MOVES, text, start, end), _first(_SECONDS, text, start, end)
    if moved is None and seconded is None:
        pair = _PAIR.search(text, start, end)
        return Moved(pair["mover"], pair["seconder"], *pair.span()) if pair else None
    places = [hit.span() for hit in (moved, seconded) if hit]
    return Moved(
        _name(moved), _name(seconded), min(at for at, _ in places), max(at for _, at in places)
    )


def _first(verb: str, text: str, start: int, end: int) -> re.Match[str] | None:
    hits = (pattern.search(text, start, end) for pattern in _said(verb))
    return next((hit for hit in hits if hit), None)


def _name(hit: re.Match[str] | None) -> str | None:
    if hit is None:
        return None
    return " ".join(hit[1].split()).rstrip(".,;:")


@cache
def _said(verb: str) -> tuple[re.Pattern[str], ...]:
    """Return patterns of "moved by NAME", "NAME moved" and "NAME (moved)", the surest first."""
    name = rf"{_NO_NAME}{person()}"
    # Before the verb a name stands in the same line; after it the line may end.
    after = name.replace(" ", r"\s")
    return (
        re.compile(rf"\b{verb}(?:\swas)?(?:\smade)?(?:\s(?:by|of|from))?\s?[:–—-]?\s?({after})"),
        re.compile(rf"({name}),? {_ADVERB}(?:made (?:a|the) )?{verb}\b"),
        re.compile(rf"({name}) \({verb}\)"),
    )

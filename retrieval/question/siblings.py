"""What a follow-up puts in place of its like: band H for band D, October for September.

"And Ashcombe?" after "What is the precept for Dunmere?" asks for the precept of
Ashcombe. Said so, the question is searched as somebody would have asked it whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# A follow-up that names only another thing of the same kind.
_ELLIPTIC = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|but)\W+)?(?:and|or|what about|how about|what of|same for)\b\W*"
    r"(?P<rest>.*?)\W*$",
    re.I,
)
_ASKING = re.compile(
    r"\b(?:what|who|whose|when|where|why|how|which|did|do|does|is|are|was|were|has|have|had|can"
    r"|could|should|will|would)\b",
    re.I,
)
_PLACED = r"(?:in|on|at|for|of|from|during|by|since|until|before|after|about|to|between)"
# "band D", "option 3", "Appendix B": a kind of thing, and which one it is.
_WHICH = r"(?:[A-Z]|\d{1,2}[a-z]?|[IVX]{2,4})(?![\w-])"
_LABELLED = re.compile(rf"\b(?P<label>[A-Za-z]{{3,}})\s+(?P<which>{_WHICH})")
_NAME_WORD = r"[A-Z][\w’'&-]*"
_NAME = rf"{_NAME_WORD}(?:\s+(?:(?:of|and|for|the)\s+)*{_NAME_WORD})*"
_NAME_ONLY = re.compile(rf"(?:{_PLACED}\s+)?(?P<name>(?:the\s+)?{_NAME})")
_NAMED = re.compile(rf"(?<=\s)(?:the\s+)?{_NAME}")
_QUARTER = re.compile(r"\b(?:quarter\s+|Q)(?P<number>[1-4])\b", re.I)
_NEXT_QUARTER = re.compile(
    r"\bthe\s+(?:(?P<way>previous|preceding|prior|last|next|following)\s+quarter\b"
    r"|quarter\s+(?:before|(?P<after>after))\b)",
    re.I,
)
_HANGING = re.compile(rf"(?:(?<!\s)\s++(?:{_PLACED}|and|the))+(?=\s*+(?:[?.!,:;]|$))", re.I)


def elliptic(text: str) -> str:
    """Return what a follow-up names after "and" or "what about"; "" where it asks by itself."""
    found = _ELLIPTIC.match(text)
    rest = found["rest"].strip() if found else ""
    return "" if _ASKING.search(rest) else rest


def with_sibling(topic: str, named: str, fixed: Sequence[tuple[int, int]] = ()) -> str:
    """Return ``topic`` with what ``named`` is in place of its like; "" where it has none.

    Its like bears the same label ("band D"), or is the only name in the question
    where ``named`` is a name. ``fixed`` are places of the topic that stay, such as
    its dates: ranges of its characters, half-open.
    """
    labelled = _LABELLED.fullmatch(re.sub(rf"^(?:{_PLACED}\s+)?(?:the\s+)?", "", named, flags=re.I))
    if labelled:
        like = re.compile(rf"\b({re.escape(labelled['label'])})\s+{_WHICH}", re.I)
        replaced, count = like.subn(lambda found: f"{found[1]} {labelled['which']}", topic)
        return replaced if count else ""
    name = _NAME_ONLY.fullmatch(named)
    others = [
        one
        for one in _NAMED.finditer(topic)
        if not any(start < one.end() and one.start() < end for start, end in fixed)
    ]
    if not name or len(others) != 1:
        return ""
    return topic[: others[0].start()] + name["name"] + topic[others[0].end() :]


def with_other_time(topic: str, start: int, end: int, said: str) -> str:
    """Return ``topic`` with ``said`` in place of its time at ``start`` to ``end``, half-open.

    A preposition of ``said`` takes the place of the old one, but in "the 2016 tracker".
    """
    before, after = topic[:start], topic[end:]
    placed = re.match(rf"{_PLACED}\s+(?:the\s+)?", said, re.I)
    if placed and re.match(r"\s*\w", after):
        said = said[placed.end() :]
    elif placed:
        before = re.sub(rf"\b{_PLACED}\s+(?:the\s+)?$", "", before, flags=re.I)
    return f"{before}{said}{after}"


def moved_quarter(topic: str, text: str) -> str:
    """Return ``topic`` a quarter earlier or later, as ``text`` asks; "" where it names none."""
    way, quarter = _NEXT_QUARTER.search(text), _QUARTER.search(topic)
    if not way or not quarter:
        return ""
    later = bool(way["after"]) or (way["way"] or "").lower() in ("next", "following")
    number = int(quarter["number"]) + (1 if later else -1)
    if not 1 <= number <= 4:
        return ""
    return f"{topic[: quarter.start('number')]}{number}{topic[quarter.end('number') :]}"


def tidied(text: str) -> str:
    """Return ``text`` without prepositions that lead to nothing, and with single spaces."""
    return " ".join(_HANGING.sub("", text).split())
